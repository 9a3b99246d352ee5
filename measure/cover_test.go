package measure_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/measure"
)

func period(part, from, to string) measure.CoveragePeriod {
	return measure.CoveragePeriod{Part: part, Status: "active", From: from, To: to}
}

func month(month, buyIn, hmo string) measure.CoverageMonth {
	return measure.CoverageMonth{Month: month, BuyIn: buyIn, HMO: hmo}
}

func TestCoverOf(t *testing.T) {
	tests := []struct {
		name string
		in   measure.Coverage
		want measure.Cover
	}{
		{"v3, both parts", measure.Coverage{Periods: []measure.CoveragePeriod{period("A", "2024-03-01", ""), period("B", "2024-05-01", "9999-12-31")}},
			measure.Cover{Counted: []measure.Span{{"2024-05", ""}}, Unknown: nil}},
		{"v3, Medicare Advantage for a year", measure.Coverage{Periods: []measure.CoveragePeriod{
			period("A", "2024-01-01", ""), period("B", "2024-01-01", ""), period("C", "2025-01-01", "2025-12-31"),
		}}, measure.Cover{Counted: []measure.Span{{"2024-01", "2024-12"}, {"2026-01", ""}}}},
		{"Part B ended", measure.Coverage{Periods: []measure.CoveragePeriod{period("A", "2024-01-01", ""), period("B", "2024-01-01", "2025-06-30")}},
			measure.Cover{Counted: []measure.Span{{"2024-01", "2025-06"}}}},
		{"alive on the first of the month", measure.Coverage{Died: "2025-03-01", Periods: []measure.CoveragePeriod{period("A", "2025-01-01", ""), period("B", "2025-01-01", "")}},
			measure.Cover{Counted: []measure.Span{{"2025-01", "2025-03"}}}},
		{"dead on the first of the month", measure.Coverage{Died: "2025-02-28", Periods: []measure.CoveragePeriod{period("A", "2025-01-01", ""), period("B", "2025-01-01", "")}},
			measure.Cover{Counted: []measure.Span{{"2025-01", "2025-02"}}}},
		{"no period but active", measure.Coverage{Periods: []measure.CoveragePeriod{period("A", "", ""), period("B", "", "")}},
			measure.Cover{Counted: []measure.Span{{"2010-01", ""}}}},
		{"no period and not active", measure.Coverage{Periods: []measure.CoveragePeriod{{Part: "A", Status: "cancelled"}, {Part: "B", Status: "cancelled"}}}, measure.Cover{}},
		{"nothing known", measure.Coverage{}, measure.Cover{Unknown: []measure.Span{{"2010-01", ""}}}},
		{"v2 months decide", measure.Coverage{
			Months: []measure.CoverageMonth{
				month("2026-01", "3", "0"), month("2026-02", "C", ""), month("2026-03", "3", "1"), month("2026-04", "1", "0"), month("2026-05", "3", "4"),
			},
			Periods: []measure.CoveragePeriod{period("A", "2026-01-01", ""), period("B", "2026-01-01", "")},
		}, measure.Cover{Counted: []measure.Span{{"2026-01", "2026-02"}, {"2026-05", ""}}}},
		{"Part D of months and periods", measure.Coverage{
			Months:  []measure.CoverageMonth{{Month: "2026-01", Drugs: true}, {Month: "2026-02"}},
			Periods: []measure.CoveragePeriod{period("A", "2026-01-01", "2026-01-31"), period("B", "2026-01-01", ""), period("D", "2025-11-01", "2025-12-31")},
		}, measure.Cover{Drugs: []measure.Span{{"2025-11", "2026-01"}}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, measure.CoverOf(tt.in)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
