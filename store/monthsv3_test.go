package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
	"github.com/claimsdesk/claimsdesk/store/storetest"
)

// The months of v3 are read off the periods (docs/reference/flattening.md 2.2), up to the month of "data as of".
func TestMonthsOfPeriods(t *testing.T) {
	period := func(start, end string) []storetest.Change {
		changes := []storetest.Change{storetest.Text(claims.ColCoveragePeriodStart, start)}
		if end != "" {
			changes = append(changes, storetest.Text(claims.ColCoveragePeriodEnd, end))
		}
		return changes
	}
	coverage := func(id, part string, changes ...storetest.Change) claims.Resource {
		return storetest.Coverage(claims.V3, id, "101", part, changes...)
	}
	plan := func(number, pbp string) []storetest.Change {
		return []storetest.Change{storetest.Text(claims.ColCoverageContractNumber, number), storetest.Text(claims.ColCoveragePBPNumber, pbp)}
	}
	cases := map[string]struct {
		coverage []claims.Resource
		want     [][]string // year, month, part, Part C contract, dual, id
	}{
		"open, from the middle of a month to data as of": {
			[]claims.Resource{coverage("part-a-101", "A", period("2026-06-15", "")...)},
			[][]string{{"2026", "6", "A", "", "", "part-a-101"}, {"2026", "7", "A", "", "", "part-a-101"}, {"2026", "8", "A", "", "", "part-a-101"}},
		},
		"open as 9999": {
			[]claims.Resource{coverage("part-b-101", "B", period("2026-08-31", "9999-12-31")...)},
			[][]string{{"2026", "8", "B", "", "", "part-b-101"}},
		},
		"closed, over a new year": {
			[]claims.Resource{coverage("part-dual-101", "DUAL", append(period("2024-12-31", "2025-01-01"), storetest.Text(claims.ColCoverageDualStatusCode, "02"))...)},
			[][]string{{"2024", "12", "DUAL", "", "02", "part-dual-101"}, {"2025", "1", "DUAL", "", "02", "part-dual-101"}},
		},
		"in the future":   {[]claims.Resource{coverage("part-d-101", "D", period("2026-09-01", "")...)}, nil},
		"reversed":        {[]claims.Resource{coverage("part-d-101", "D", period("2026-03-01", "2026-02-01")...)}, nil},
		"without a start": {[]claims.Resource{coverage("part-d-101", "D")}, nil},
		"two contracts that overlap: one row a month, of the later": {
			[]claims.Resource{
				coverage("part-c-101-H1-001", "C", append(period("2026-01-01", "2026-03-10"), plan("H1", "001")...)...),
				coverage("part-c-101-H2-002", "C", append(period("2026-03-01", "2026-04-30"), plan("H2", "002")...)...),
			},
			[][]string{
				{"2026", "1", "C", "H1", "", "part-c-101-H1-001"}, {"2026", "2", "C", "H1", "", "part-c-101-H1-001"},
				{"2026", "3", "C", "H2", "", "part-c-101-H2-002"}, {"2026", "4", "C", "H2", "", "part-c-101-H2-002"},
			},
		},
	}
	columns := []claims.Col{
		claims.ColCoverageMonthsYear, claims.ColCoverageMonthsMonth, claims.ColCoverageMonthsPart, claims.ColCoverageMonthsPtcCntrctID,
		claims.ColCoverageMonthsDual, claims.ColCoverageMonthsFHIRID,
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			db := storetest.Open(t)
			storetest.Import(t, db, claims.SourceFile{
				Name: "Coverage.ndjson", APIVersion: claims.V3, ExportID: "1", TransactionTime: "2026-08-20T10:00:00.000+00:00",
			}, c.coverage...)
			for _, all := range []bool{false, true} {
				got := read(t, db, store.RowQuery{Table: claims.CoverageMonths, Columns: columns, All: all})
				if diff := cmp.Diff(c.want, got); diff != "" {
					t.Errorf("all=%v: -want +got\n%s", all, diff)
				}
			}
		})
	}
}

// The months of another version are not touched.
func TestMonthsOfBothVersions(t *testing.T) {
	db := storetest.Open(t)
	storetest.Import(t, db, claims.SourceFile{Name: "v2.ndjson", APIVersion: claims.V2},
		storetest.With(storetest.Coverage(claims.V2, "part-a--1", "-1", "A"), claims.CoverageMonths,
			storetest.Text(claims.ColCoverageMonthsPatientID, "-1"), storetest.Text(claims.ColCoverageMonthsPart, "A"),
			storetest.Int(claims.ColCoverageMonthsYear, 2025), storetest.Int(claims.ColCoverageMonthsMonth, 3)))
	storetest.Import(t, db, claims.SourceFile{Name: "v3.ndjson", APIVersion: claims.V3},
		storetest.Coverage(claims.V3, "part-a-1", "1", "A", storetest.Text(claims.ColCoveragePeriodStart, "2026-08-01")))
	columns := []claims.Col{claims.ColCoverageMonthsAPIVersion, claims.ColCoverageMonthsYear, claims.ColCoverageMonthsMonth}
	for version, want := range map[string][][]string{
		"": {{"v2", "2025", "3"}, {"v3", "2026", "8"}}, claims.V2: {{"v2", "2025", "3"}}, claims.V3: {{"v3", "2026", "8"}},
	} {
		got := read(t, db, store.RowQuery{Table: claims.CoverageMonths, Columns: columns, All: version == "", APIVersion: version})
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q: -want +got\n%s", version, diff)
		}
	}
}
