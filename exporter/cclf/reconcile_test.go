package cclf_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter/layouttest"
)

// bill is what the feed's rules for adjustments look at (docs/reference/flattening.md 4.6).
type bill struct {
	person, number, from, thru string
}

// sums are cents by claim type and month of the last day of service.
type sums map[string]int64

func (s sums) add(claimType, thru string, cents int64) {
	if cents != 0 && len(thru) >= 7 {
		s[claimType+" "+thru[:7]] += cents
	}
}

// netted adds a feed file up as users of the feed do: rows of one bill together, cancellations taken off, bills that come to
// nothing left out. paid names the amount.
func netted(tb testing.TB, file layouttest.Table, paid string) sums {
	tb.Helper()
	net := map[bill]sums{}
	for _, row := range file.Rows {
		number := file.Of(row, "CUR_CLM_UNIQ_ID")
		if slices.Contains(file.Header, "CLM_CNTL_NUM") && file.Of(row, "CLM_CNTL_NUM") != "" {
			number = file.Of(row, "CLM_CNTL_NUM")
		}
		from, thru := "CLM_FROM_DT", "CLM_THRU_DT"
		if !slices.Contains(file.Header, from) {
			from, thru = "CLM_LINE_FROM_DT", "CLM_LINE_FROM_DT"
		}
		b := bill{file.Of(row, "BENE_MBI_ID"), number, file.Of(row, from), file.Of(row, thru)}
		cents := file.Cents(tb, row, paid)
		if file.Of(row, "CLM_ADJSMT_TYPE_CD") == "1" {
			cents = -cents
		}
		if net[b] == nil {
			net[b] = sums{}
		}
		net[b].add(file.Of(row, "CLM_TYPE_CD"), b.thru, cents)
	}
	total := sums{}
	for _, b := range net {
		var all int64
		for _, cents := range b {
			all += cents
		}
		if all == 0 {
			continue
		}
		for key, cents := range b {
			total[key] += cents
		}
	}
	return total
}

// paidByClaims adds up an amount of our claims of the given types.
func paidByClaims(tb testing.TB, t layouttest.Table, types ...string) sums {
	tb.Helper()
	total := sums{}
	for _, row := range t.Rows {
		if slices.Contains(types, t.Of(row, "claim_type")) {
			total.add(t.Of(row, "claim_type_code"), t.Of(row, "thru_date"), t.Cents(tb, row, "payment_amount"))
		}
	}
	return total
}

// TestReconciles: after the feed's own rules for adjustments, which BCDA needs none of, totals by month and claim type are those of
// our claims: at the header in Part A, over the lines in Part B.
func TestReconciles(t *testing.T) {
	for _, version := range []string{claims.V2, claims.V3} {
		t.Run(version, func(t *testing.T) {
			set := layouttest.Made(t, version, 5, 14, 2)
			files, ours := exported(t, set, exportAll()), layouttest.Own(t, set, claims.Claims)
			partA := []string{claims.Inpatient, claims.Outpatient, claims.SNF, claims.HHA, claims.Hospice}
			tests := map[string]struct{ want, got sums }{
				"CCLF1": {paidByClaims(t, ours, partA...), netted(t, files["CCLF1"], "CLM_PMT_AMT")},
				"CCLF5": {paidByClaims(t, ours, claims.Carrier), netted(t, files["CCLF5"], "CLM_LINE_CVRD_PD_AMT")},
				"CCLF6": {paidByClaims(t, ours, claims.DME), netted(t, files["CCLF6"], "CLM_LINE_CVRD_PD_AMT")},
			}
			for file, tt := range tests {
				if len(tt.want) == 0 {
					t.Errorf("%s: no payments to compare", file)
				}
				if diff := cmp.Diff(tt.want, tt.got); diff != "" {
					t.Errorf("%s: payments by type and month differ (-claims +feed):\n%s", file, diff)
				}
			}
			checkPartD(t, files["CCLF7"], layouttest.Own(t, set, claims.ClaimLines))
		})
	}
}

// checkPartD compares what people paid for medicines, the one amount that the feed has of Part D.
func checkPartD(tb testing.TB, drugs, lines layouttest.Table) {
	tb.Helper()
	var got, want int64
	for _, row := range drugs.Rows {
		got += drugs.Cents(tb, row, "CLM_LINE_BENE_PMT_AMT")
	}
	for _, row := range lines.Rows {
		if lines.Of(row, "ndc_code") != "" && lines.Of(row, "days_supply") != "" {
			want += lines.Cents(tb, row, "bene_responsibility")
		}
	}
	if got != want || want == 0 {
		tb.Errorf("CCLF7: people paid %s, want %s", claims.FormatCents(got), claims.FormatCents(want))
	}
}
