package store

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Supporting facts, line amounts and claim amounts are by far the most rows of a claim, and nothing looks for one of them:
// they are read claim by claim. So the rows that one resource gave them lie together in one packed row of claim_details
// (docs/decisions/0007), with their number in each table beside them.

// packedTables are the tables whose rows lie in claim_details, in the order of its columns and of the packed text.
var packedTables = [...]claims.TableID{claims.SupportingInfo, claims.LineAdjudications, claims.ClaimAmounts}

// packedPlace is the place of a table in packedTables; -1 for tables with rows of their own.
func packedPlace(t claims.TableID) int { return slices.Index(packedTables[:], t) }

func isPacked(t *claims.Table) bool { return packedPlace(t.ID) >= 0 }

// A detail_key is detailSources times the claim_key plus the source: a claim has the details of its EOB, or of a Claim and
// its ClaimResponse, one after the other.
const detailSources = 4

// Sources of details.
const (
	fromEOB int64 = iota
	fromClaim
	fromResponse
)

func detailKey(claimKey int64, resourceType string) int64 {
	key := claimKey * detailSources
	switch resourceType {
	case claims.TypeClaim:
		return key + fromClaim
	case claims.TypeClaimResponse:
		return key + fromResponse
	default:
		return key + fromEOB
	}
}

// detailsOf is the condition that finds the details of a claim c by alias.
func detailsOf(alias string) string {
	return fmt.Sprintf("%[1]s.detail_key >= %[2]d * c.claim_key AND %[1]s.detail_key < %[2]d * c.claim_key + %[2]d", alias, detailSources)
}

// detailWriter writes out the details of one resource after the other.
type detailWriter struct {
	counts [len(packedTables)]int
	plain  []byte
	format detailEncoder
}

// keepDetails writes the packed rows that came with the resource in place of those it brought before.
func (f *FileImport) keepDetails(r *claims.Resource, claimKey int64, o outcome) error {
	key := detailKey(claimKey, r.Type)
	job := f.queue.job()
	job.plain = f.details.format.encode(job.plain[:0], r.Rows[1:], &f.details.counts)
	if f.details.counts == [len(packedTables)]int{} {
		f.queue.giveBack(job)
		if o == contentNew {
			return nil
		}
		// What still waits may hold the details that go.
		return errors.Join(f.queue.drain(), f.w.exec(`DELETE FROM claim_details WHERE detail_key = ?`, key))
	}
	packer, err := f.packer(detailPacking(r.APIVersion))
	if err != nil {
		return err
	}
	job.text, job.query, job.args = job.plain, insertDetailsSQL, append(job.args, key, f.fileID)
	for _, n := range f.details.counts {
		job.args = append(job.args, int64(n))
	}
	return f.queue.put(packer, job)
}

// insertDetailsSQL keeps the packed details of a resource, its last argument, in place of those that were there.
var insertDetailsSQL = `INSERT OR REPLACE INTO claim_details (detail_key, file_id, ` + strings.Join(packedNames(), ", ") + `, packed) VALUES (` +
	strings.Repeat("?, ", len(packedTables)+2) + `?)`

// packedNames are the columns of claim_details that count rows: the names of the tables.
func packedNames() []string {
	names := make([]string, len(packedTables))
	for i, id := range packedTables {
		names[i] = claims.TableOf(id).Name
	}
	return names
}
