package cclf

import (
	"cmp"
	"slices"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
)

// row is what one row of a feed file is made of. What does not belong to the file is empty.
type row struct {
	whole     *exporter.WholeClaim
	claim     []claims.Value // every column of claims
	line      []claims.Value // every column of claim_lines
	diagnosis []claims.Value
	procedure []claims.Value
	sorted    [][]claims.Value // the claim's diagnoses by sequence
	firstE    bool             // the diagnosis is the claim's first external cause
	beyond    *beyond          // nil where the resource is not to be had
	person    []claims.Value   // every column of beneficiaries
	cover     cover
	hospice   stay
	mbi       []claims.Value // every column of beneficiary_mbis
	current   claims.Value   // the MBI that stands for the person of mbi
}

// Columns of the tables that are read in part, in the order of the constants.
var (
	infoColumns       = []claims.Col{claims.ColSupportingInfoCategoryCode, claims.ColSupportingInfoCode, claims.ColSupportingInfoValueText}
	amountColumns     = []claims.Col{claims.ColClaimAmountsCategoryCode, claims.ColClaimAmountsAmount}
	lineAmountColumns = []claims.Col{claims.ColLineAdjudicationsReasonSystem, claims.ColLineAdjudicationsReasonCode}
)

const (
	infoCategory = iota
	infoCode
	infoText
)

const (
	amountCategory = iota
	amountValue
)

const (
	reasonSystem = iota
	reasonCode
)

// wholeTable lists every column of a table.
func wholeTable(id claims.TableID) []claims.Col {
	columns := make([]claims.Col, len(claims.TableOf(id).Columns))
	for i := range columns {
		columns[i] = claims.Col(i)
	}
	return columns
}

func wanted() exporter.Wanted {
	return exporter.Wanted{
		claims.Claims: wholeTable(claims.Claims), claims.ClaimLines: wholeTable(claims.ClaimLines),
		claims.Diagnoses: wholeTable(claims.Diagnoses), claims.Procedures: wholeTable(claims.Procedures),
		claims.SupportingInfo: infoColumns, claims.ClaimAmounts: amountColumns, claims.LineAdjudications: lineAmountColumns,
	}
}

// newClaimRow is the row of a claim, before it stands for one of its lines, diagnoses or procedures.
func newClaimRow(whole *exporter.WholeClaim, beyond *beyond) *row {
	r := &row{whole: whole, claim: whole.Claim, beyond: beyond}
	r.sorted = slices.Clone(whole.Children[claims.Diagnoses])
	slices.SortStableFunc(r.sorted, func(a, b []claims.Value) int {
		return cmp.Compare(sequence(a), sequence(b))
	})
	return r
}

// sequence puts diagnoses without one last.
func sequence(diagnosis []claims.Value) int64 {
	if v := diagnosis[claims.ColDiagnosesSequence]; v.Set {
		return v.Int
	}
	return 1 << 62
}

func (r *row) version() string { return r.claim[claims.ColClaimsAPIVersion].Text }

func (r *row) claimType() string { return r.claim[claims.ColClaimsClaimType].Text }

// info is the n-th fact of one of the categories: its code, or its text where it has none.
func (r *row) info(n int, categories ...string) claims.Value {
	for _, fact := range r.whole.Children[claims.SupportingInfo] {
		if category := fact[infoCategory].Text; category == "" || !slices.Contains(categories, category) {
			continue
		}
		if n--; n > 0 {
			continue
		}
		if fact[infoCode].Set {
			return fact[infoCode]
		}
		return fact[infoText]
	}
	return claims.Value{}
}

// amount is the first amount of the claim with one of the names, by the order of the names.
func (r *row) amount(names []string) claims.Value {
	for _, name := range names {
		for _, entry := range r.whole.Children[claims.ClaimAmounts] {
			if name != "" && entry[amountCategory].Text == name && entry[amountValue].Set {
				return entry[amountValue]
			}
		}
	}
	return claims.Value{}
}

// adjustmentReason is the group (CO, PR) and the reason of the first adjustment on a line. v2 sends both in one code, v3 as
// two codes whose systems say which is which.
func (r *row) adjustmentReason() (group, reason string) {
	for _, entry := range r.whole.Children[claims.LineAdjudications] {
		systems, codes := strings.Split(entry[reasonSystem].Text, ";"), strings.Split(entry[reasonCode].Text, ";")
		for i, system := range systems {
			if i >= len(codes) {
				break
			}
			tail := strings.ToLower(system[strings.LastIndex(system, "/")+1:])
			switch {
			case tail == "rev_cntr_1st_ansi_cd" && len(codes[i]) > 2:
				return codes[i][:2], codes[i][2:]
			case tail == "claim-adjustment-group-codes" || tail == "ansi-grp-cd":
				group = cmp.Or(group, codes[i])
			case tail == "claim-adjustment-reason-codes" || tail == "ansi-rsn-cd":
				reason = cmp.Or(reason, codes[i])
			}
		}
		if group != "" || reason != "" {
			return group, reason
		}
	}
	return "", ""
}

// ofLine is the row of one of the claim's lines.
func (r *row) ofLine(line []claims.Value) *row {
	out := *r
	out.line = line
	return &out
}

// item is what the resource says of the row's line beyond the tables.
func (r *row) item() *item {
	if r.beyond == nil || r.line == nil {
		return nil
	}
	place := r.line[claims.ColClaimLinesOrdinal].Int
	if place < 1 || place > int64(len(r.beyond.Item)) {
		return nil
	}
	return &r.beyond.Item[place-1]
}
