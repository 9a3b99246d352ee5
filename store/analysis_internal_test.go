package store

import (
	"slices"
	"strings"
	"testing"
)

// Analysis reads prepared tables: the sums of the group from end to end, people from the people list to their packed figures by key,
// and claims from people by the index of their days (docs/reference/screens.md 11.1, Q17 to Q21).
func TestAnalysisReadsByKey(t *testing.T) {
	db := openEmpty(t)
	for name, q := range map[string]struct {
		plannedQuery
		wants []string // parts that the plan must have
		scans []string // tables that it may read from end to end
	}{
		"sums":                {plannedQuery{sql: groupSQL}, []string{"SEARCH group_figures USING PRIMARY KEY (listed=?)"}, nil},
		"arrivals":            {plannedQuery{sql: arrivalsSQL, args: []any{2}}, []string{"SEARCH group_figures USING PRIMARY KEY (listed=? AND kind=?)"}, nil},
		"figures of the list": {plannedQuery{sql: listedFiguresSQL, args: []any{2}}, []string{"SEARCH f USING PRIMARY KEY (domain=? AND person_key=?)"}, []string{"p"}},
		"figures of my list":  {plannedQuery{sql: listFiguresSQL, args: []any{"Panel", 2}}, []string{"SEARCH s USING", "SEARCH f USING PRIMARY KEY (domain=? AND person_key=?)"}, []string{"k"}},
		"figures of all":      {plannedQuery{sql: allFiguresSQL, args: []any{2}}, []string{"SEARCH f USING PRIMARY KEY (domain=?)"}, nil},
		"payments":            {plannedQuery{sql: listedYearsSQL}, []string{"SCAN y USING COVERING INDEX person_years_paid", "SEARCH p USING PRIMARY KEY"}, []string{"y"}},
		"payments of my list": {plannedQuery{sql: listYearsSQL, args: []any{"Panel"}, sorts: true}, []string{"SEARCH y USING PRIMARY KEY"}, []string{"k"}},
		"claims behind": {plannedQuery{sql: claimsBehindSQL("(SELECT * FROM person_summary WHERE on_list = 1) p", ""), args: []any{"2026-05-01", "2026-05-31", "v3"}},
			[]string{"SEARCH c USING INDEX claims_person (person_key=? AND thru_date>? AND thru_date<?)"}, []string{"person_summary", "p"}},
		"visits behind": {plannedQuery{sql: edBehindSQL("(SELECT * FROM person_summary WHERE on_list = 1) p"), args: []any{"2026-05-01", "2026-05-31"}},
			[]string{"SEARCH v USING", "SEARCH c USING"}, []string{"person_summary", "p"}},
		"stays behind": {plannedQuery{sql: staysBehindSQL("(SELECT * FROM person_summary WHERE on_list = 1) p", ""), args: []any{"2026-05-01", "2026-05-31"}},
			[]string{"SEARCH e USING", "SEARCH s USING", "SEARCH c USING"}, []string{"person_summary", "p"}},
		"a facility behind": {plannedQuery{sql: facilityBehindSQL, args: []any{"P1", "2026-05-01", "2026-05-31", "v3", "360051"}},
			[]string{"SEARCH c USING INDEX claims_person (person_key=? AND thru_date>? AND thru_date<?)"}, nil},
		"a doctor behind": {plannedQuery{sql: doctorBehindSQL, args: []any{"P1", "2026-05-01", "2026-05-31", "v3", "1"}},
			[]string{"SEARCH c USING INDEX claims_person (person_key=? AND thru_date>? AND thru_date<?)", "SEARCH l EXISTS USING PRIMARY KEY (claim_key=?)"}, nil},
		"names": {plannedQuery{sql: providerNamesSQL, args: []any{`["1"]`}}, []string{"SEARCH n USING PRIMARY KEY (npi=?)"}, []string{"j", "o"}},
	} {
		t.Run(name, func(t *testing.T) {
			steps := plan(t.Context(), t, db, q.plannedQuery)
			all := strings.Join(steps, "\n")
			for _, want := range q.wants {
				if !strings.Contains(all, want) {
					t.Errorf("no %q in the plan:\n%s", want, all)
				}
			}
			for _, step := range steps {
				scanned, scans := strings.CutPrefix(step, "SCAN ")
				if table, _, _ := strings.Cut(scanned, " "); scans && !slices.Contains(q.scans, table) {
					t.Errorf("scans: %s", step)
				}
				if strings.Contains(step, "TEMP B-TREE FOR ORDER BY") && !q.sorts {
					t.Errorf("sorts: %s", step)
				}
			}
		})
	}
}
