package store

import (
	"database/sql/driver"
	"fmt"
	"slices"

	"github.com/claimsdesk/claimsdesk/claims"
)

// storeClaim writes a claim with all its child rows, or the part of it that a Claim or ClaimResponse decides.
func (f *FileImport) storeClaim(r *claims.Resource, v verdict) error {
	if v.outcome != contentNew && v.outcome != contentNewer {
		return f.seenAgain(r)
	}
	key, err := f.writeClaim(r, v.outcome)
	if err != nil {
		return err
	}
	return f.seen(r, key)
}

// writeClaim writes the rows of a claim in place of those that the resource brought before, and returns its claim_key.
func (f *FileImport) writeClaim(r *claims.Resource, o outcome) (int64, error) {
	row := f.complete(r.Rows[0])
	ref := claimant(row)
	person, err := f.people.keyOf(ref)
	if err != nil {
		return 0, err
	}
	if err := f.completeClaim(row, ref, person); err != nil {
		return 0, err
	}
	f.people.touched(person)
	var key int64
	if r.Patch == nil {
		key, err = f.writeWholeClaim(row, o)
	} else {
		key, err = f.writePartOfClaim(row, r.Type, r.Patch)
	}
	if err != nil {
		return 0, err
	}
	if err := f.replaceChildren(r, key, o); err != nil || r.Patch == nil {
		return key, err
	}
	return key, f.renumber(key)
}

// claimant is who a claim is about: a Patient id, or, where early claims have none, an MBI (flattening.md section 3).
func claimant(row claims.Row) patientRef {
	if id := row.Value(claims.ColClaimsPatientID).Text; id != "" {
		return patientRef{row.Value(claims.ColClaimsAPIVersion).Text, id}
	}
	return patientRef{"", row.Value(claims.ColClaimsMBI).Text}
}

// completeClaim sets what the resource alone does not tell. Whether the claim stands is a first guess, as if it were
// the only version: most claims are, and Settle then has nothing to change.
func (f *FileImport) completeClaim(row claims.Row, ref patientRef, person string) error {
	row.Set(claims.ColClaimsPersonKey, claims.TextValue(person))
	if ref.version != "" {
		mbi, err := f.people.mbiOf(ref)
		if err != nil {
			return err
		}
		row.Set(claims.ColClaimsMBI, claims.TextValue(mbi))
	}
	version := versionOf(row)
	row.Set(claims.ColClaimsIsCurrent, claims.BoolValue(version.mayStand()))
	row.Set(claims.ColClaimsSupersededBy, claims.Value{})
	return nil
}

// writeWholeClaim writes the row of an EOB and returns its claim_key.
func (f *FileImport) writeWholeClaim(row claims.Row, o outcome) (int64, error) {
	if o == contentNew {
		return f.insertClaim(row)
	}
	key, found, err := f.claimKey(row)
	if err != nil || !found {
		return 0, fmt.Errorf("a stored claim has no row: %w", err)
	}
	return key, f.tables[claims.Claims].update(f.w, row, f.tables[claims.Claims].stored, f.fileID, "claim_key = ?", key)
}

// writePartOfClaim writes a Claim or ClaimResponse to the row that both share and returns its claim_key. Where both are
// here, each decides the columns of its patch, which together are all; one alone decides everything it knows.
func (f *FileImport) writePartOfClaim(row claims.Row, resourceType string, patch []claims.Col) (int64, error) {
	key, found, err := f.claimKey(row)
	if err != nil {
		return 0, err
	}
	if !found {
		return f.insertClaim(row)
	}
	other := claims.TypeClaimResponse
	if resourceType == other {
		other = claims.TypeClaim
	}
	_, _, hasOther, err := f.storedNewness(row.Value(claims.ColClaimsAPIVersion).Text, other, row.Value(claims.ColClaimsFHIRID).Text, partFull)
	if err != nil {
		return 0, err
	}
	if !hasOther {
		return key, f.tables[claims.Claims].update(f.w, row, f.tables[claims.Claims].stored, f.fileID, "claim_key = ?", key)
	}
	cols := slices.Clone(patch)
	if slices.Contains(patch, claims.ColClaimsMBI) || slices.Contains(patch, claims.ColClaimsPatientID) {
		cols = append(cols, claims.ColClaimsPersonKey)
	}
	return key, f.tables[claims.Claims].update(f.w, row, cols, f.fileID, "claim_key = ?", key)
}

func (f *FileImport) insertClaim(row claims.Row) (int64, error) {
	tw := f.tables[claims.Claims]
	if err := tw.insert(f.w, []claims.Row{row}, provenance{fileID: f.fileID}); err != nil {
		return 0, err
	}
	dest := make1()
	_, err := f.w.row(`SELECT last_insert_rowid()`, dest)
	return integer(dest[0]), err
}

// claimKey finds the row of a claim and remembers whom it was about, for a change may move it to another person.
func (f *FileImport) claimKey(row claims.Row) (key int64, found bool, err error) {
	dest := make([]driver.Value, 2)
	found, err = f.w.row(`SELECT claim_key, person_key FROM claims_rows WHERE api_version = ? AND fhir_id = ?`, dest,
		row.Value(claims.ColClaimsAPIVersion).Text, row.Value(claims.ColClaimsFHIRID).Text)
	if found {
		f.people.touched(text(dest[1]))
	}
	return integer(dest[0]), found, err
}

// replaceChildren writes the child rows that came with the resource in place of those it brought before.
func (f *FileImport) replaceChildren(r *claims.Resource, claimKey int64, o outcome) error {
	p := provenance{fileID: f.fileID, claimKey: claimKey, sourceType: storedType(r.Type)}
	if o != contentNew {
		for _, query := range childDeletes {
			if err := f.w.exec(query, claimKey, p.sourceType); err != nil {
				return err
			}
		}
	}
	for rows := r.Rows[1:]; len(rows) > 0; {
		n := slices.IndexFunc(rows, func(row claims.Row) bool { return row.Table != rows[0].Table })
		if n < 0 {
			n = len(rows)
		}
		if packedPlace(rows[0].Table) < 0 {
			if err := f.tables[rows[0].Table].insert(f.w, rows[:n], p); err != nil {
				return err
			}
		}
		rows = rows[n:]
	}
	if err := f.noteNames(r.Rows[1:]); err != nil {
		return err
	}
	return f.keepDetails(r, claimKey, o)
}

// childDeletes empty each child table with rows of its own of one resource's rows.
var childDeletes = childQueries(`DELETE FROM %s WHERE claim_key = ? AND source_type = ?`)

func childQueries(format string) []string {
	var list []string
	for _, t := range claims.Catalogue() {
		if t.ClaimChild && !isPacked(t) {
			list = append(list, fmt.Sprintf(format, rowsTable(t)))
		}
	}
	return list
}

// Queries of renumber for each child table.
var (
	childExtents = childQueries(`SELECT sum(source_type = 'Claim'), sum(source_type = 'ClaimResponse'), min(iif(source_type = 'ClaimResponse', ordinal, NULL))
		FROM %s WHERE claim_key = ?`)
	childMoves = childQueries(`UPDATE %s SET ordinal = -(ordinal + ?) WHERE claim_key = ? AND source_type = 'ClaimResponse'`)
	childFlips = childQueries(`UPDATE %s SET ordinal = -ordinal WHERE claim_key = ? AND ordinal < 0`)
)

// renumber lets the rows of a ClaimResponse follow those of its Claim, 1..n in each table, whichever came first.
func (f *FileImport) renumber(claimKey int64) error {
	dest := make([]driver.Value, 3)
	for i := range childExtents {
		if _, err := f.w.row(childExtents[i], dest, claimKey); err != nil {
			return err
		}
		ofClaim, ofResponse, first := integer(dest[0]), integer(dest[1]), integer(dest[2])
		if ofResponse == 0 || first == ofClaim+1 {
			continue
		}
		if err := f.w.exec(childMoves[i], ofClaim+1-first, claimKey); err != nil {
			return err
		}
		if err := f.w.exec(childFlips[i], claimKey); err != nil {
			return err
		}
	}
	return nil
}
