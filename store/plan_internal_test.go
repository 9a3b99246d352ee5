package store

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/claimsdesk/claimsdesk/claims"
)

// smallTables may be scanned: they hold a row for each file, refresh, month or provider (d), or are what a query itself made.
var smallTables = regexp.MustCompile(`^SCAN (d|notes|rosters|r|sums|files|f|j|jobs|refreshes|month_totals|connection|stored|s|v|json_each.*|CONSTANT ROW|\(subquery-\d+\)|\d+ CONSTANT ROWS?|quarantine.*)( |$)`)

// halves is a step that reads all rows of a version: half of a table, or all of it. An EXISTS, which stops at the first, reads the index alone.
var halves = regexp.MustCompile(` USING INDEX \S+ \(api_version=\?\)$`)

// behindPlan is the query for the claims that a line of a person is made of.
func behindPlan(b claims.ClaimsBehind) plannedQuery {
	query, code := behindSQL(b)
	return plannedQuery{sql: query, args: []any{"P1", "v3", code}, sorts: true}
}

// plannedQuery is a query of a screen and how SQLite may answer it.
type plannedQuery struct {
	sql  string
	args []any
	// walks names the index whose order the answer takes, for lists that go from end to end of it.
	walks string
	// sorts allows sorting: what is sorted belongs to one person or one search.
	sorts bool
}

func screenQueries(t *testing.T) map[string]plannedQuery {
	t.Helper()
	queries := map[string]plannedQuery{
		"version in use":             {sql: versionInUseSQL, sorts: true},
		"totals":                     {sql: tallySumSQL(conditions{})},
		"totals that are taken off":  {sql: totalSQL("-"), args: []any{"P1"}},
		"data as of":                 {sql: dataAsOfSQL, sorts: true},
		"months":                     {sql: monthsSQL, args: []any{"2026-01", "2026-08"}},
		"a person's record":          {sql: recordSQL, args: []any{"P1", "v3"}, sorts: true},
		"a person's MBIs":            {sql: mbisSQL, args: []any{"P1"}, sorts: true},
		"a person's cover":           {sql: coverageSQL, args: []any{"P1", "v3"}, sorts: true},
		"lines of a claim":           {sql: claimLinesSQL, args: []any{1}},
		"diagnoses":                  {sql: diagnosesSQL, args: []any{1}},
		"care team":                  {sql: careTeamSQL, args: []any{1}},
		"one claim":                  {sql: "SELECT " + claimRowColumns() + " FROM claims_rows c WHERE c.api_version = ? AND c.fhir_id = ?", args: []any{"v3", "x"}, sorts: true},
		"medicines of a person":      {sql: medicinesSQL(), args: []any{"P1", "v3"}, sorts: true},
		"diagnoses of a person":      {sql: personDiagnosesSQL(), args: []any{"P1", "v3"}, sorts: true},
		"providers of a person":      {sql: personProvidersSQL(), args: []any{"P1", "v3"}, sorts: true},
		"a person's story":           {sql: storySQL, args: []any{1}},
		"a person's claims":          {sql: storyClaimsSQL(), args: []any{"P1", "v3"}, sorts: true},
		"a person's stays":           {sql: storyStaysSQL, args: []any{"P1"}, sorts: true},
		"a person's ED visits":       {sql: storyEDSQL, args: []any{"P1"}, sorts: true},
		"a person's spells":          {sql: storySpellsSQL, args: []any{"P1"}, sorts: true},
		"the day of the data":        {sql: storyAsOfSQL},
		"a person's notes":           {sql: notesSQL, args: []any{"P1"}, sorts: true},
		"a person's sent months":     {sql: sentMonthsSQL, args: []any{"P1", "v2"}, sorts: true},
		"names of codes":             {sql: codeNamesSQL, args: []any{"icd10cm", "[]"}},
		"originals of a claim":       {sql: originalsSQL, args: []any{"v3", "x"}, sorts: true},
		"procedures":                 {sql: proceduresSQL, args: []any{1}},
		"arrival of a claim":         {sql: arrivedSQL, args: []any{1}},
		"what is left out":           {sql: leftOutAllSQL},
		"left out of a person":       {sql: leftOutPersonSQL, args: []any{"P1"}},
		"left out, as it is counted": {sql: leftOutSQL("c.person_key = ?2"), args: []any{"v3", "P1"}, sorts: true},
		"claims that figures are of": {sql: measuredClaimsSQL(), args: []any{"P1", "v3"}, sorts: true},
		"claims of a medicine":       behindPlan(claims.ClaimsBehind{NDC: "x"}),
		"claims of a diagnosis":      behindPlan(claims.ClaimsBehind{Diagnosis: "x"}),
		"claims of a provider":       behindPlan(claims.ClaimsBehind{Provider: "x"}),
		"a person's marked claims":   {sql: personApartSQL, args: []any{"P1", "v3"}, sorts: true},
		"tallies of a person":        {sql: tallySQL("c.person_key = ?"), args: []any{"P1", "2026-08-29", "P1"}, sorts: true},
		"claims to settle":           {sql: careClaimsSQL, args: []any{"P1", "v3"}, sorts: true},
		"lines to settle":            {sql: careLinesSQL, args: []any{"P1", "v3"}, sorts: true},
		"cover to settle":            {sql: coverPeriodsSQL, args: []any{"P1", "v3"}},
	}
	for _, sort := range []claims.PersonSort{claims.SortByName, claims.SortByBirthDate, claims.SortByLastDate, claims.SortByClaims, claims.SortByPaid,
		claims.SortByEDVisits, claims.SortByStays, claims.SortByYear, claims.SortByLastVisit} {
		for _, desc := range []bool{false, true} {
			index := map[claims.PersonSort]string{
				claims.SortByName: "person_summary_name", claims.SortByBirthDate: "person_summary_birth", claims.SortByLastDate: "person_summary_last_date",
				claims.SortByClaims: "person_summary_claims", claims.SortByPaid: "person_summary_paid",
				claims.SortByEDVisits: "person_summary_ed_visits", claims.SortByStays: "person_summary_stays", claims.SortByYear: "person_summary_year",
				claims.SortByLastVisit: "person_summary_last_visit",
			}[sort]
			for _, filter := range []claims.PersonFilter{{}, {OnList: true}, {OnList: true, PeopleNarrowing: everyNarrowing()}} {
				name := fmt.Sprintf("people by %s, desc %v, list %v, %d narrowings", sort, desc, filter.OnList, filter.InUse())
				queries[name+", first page"] = peopleQuery(t, filter, sort, desc, "", index)
				queries[name+", next page"] = peopleQuery(t, filter, sort, desc, "next", index)
			}
			search := peopleQuery(t, claims.PersonFilter{Search: "maria rivera"}, sort, desc, "next", "")
			search.sorts = true
			queries[fmt.Sprintf("search by %s, desc %v", sort, desc)] = search
		}
	}
	for name, filter := range map[string]claims.PersonFilter{"all": {}, "narrowed": {OnList: true, PeopleNarrowing: everyNarrowing()}, "searched": {Search: "maria rivera"}} {
		text, args := peopleDoctorsSQL(filter)
		query := plannedQuery{sql: text, args: args, sorts: true}
		if filter.Search == "" {
			query.walks = "person_care_doctor"
		}
		queries["usual doctors of people, "+name] = query
	}
	for _, table := range claims.Catalogue() {
		if table.ID == claims.Claims || table.ClaimChild {
			query, _, err := fieldsSQL(table)
			if err != nil {
				t.Fatal(err)
			}
			queries["fields of "+table.Name] = plannedQuery{sql: query, args: []any{"v3", "x"}, sorts: true}
		}
	}
	return queries
}

// everyNarrowing narrows the people list in every way at once that looks at each person; the others start from the few people of a list.
func everyNarrowing() claims.PeopleNarrowing {
	cents, yes := int64(1), claims.Yes
	return claims.PeopleNarrowing{
		Shown: claims.PeopleLeft, BornFrom: "1930-01-01", BornTo: "1960-01-01", ZIP: "454", SexCode: "1", EventList: claims.ListNoVisit,
		PaidFrom: &cents, PaidUpTo: &cents, EDVisits: 1, Stays: 1, Medicaid: &yes, PartD: &yes, Advantage: &yes, Hospice: true, Nursing: true, Doctor: "1003000134",
	}
}

func peopleQuery(t *testing.T, filter claims.PersonFilter, sort claims.PersonSort, desc bool, page, walks string) plannedQuery {
	t.Helper()
	order, err := personOrder(sort, desc)
	if err != nil {
		t.Fatal(err)
	}
	from, where := peopleSource(filter)
	if page != "" {
		key, err := order.place(claims.Person{Key: "P1", LastName: "Rivera", FirstName: "Maria"})
		if err != nil {
			t.Fatal(err)
		}
		if err := order.after(key, &where); err != nil {
			t.Fatal(err)
		}
	}
	return plannedQuery{sql: peoplePageSQL(from, where, order), args: append(where.args, 200), walks: walks}
}

// Screens must answer in milliseconds at 1.5 million claims (docs/reference/performance.md 2): no query of theirs scans a
// large table, and none sorts more than one person's rows.
func TestScreensNeverScan(t *testing.T) {
	db := openEmpty(t)
	for name, q := range screenQueries(t) {
		t.Run(name, func(t *testing.T) {
			walked := false
			for _, step := range plan(t.Context(), t, db, q) {
				if q.walks != "" && strings.Contains(step, q.walks) {
					walked = true
					continue
				}
				if strings.HasPrefix(step, "SCAN ") && !smallTables.MatchString(step) || halves.MatchString(step) {
					t.Errorf("scans: %s\n%s", step, q.sql)
				}
				if strings.Contains(step, "TEMP B-TREE FOR ORDER BY") && !q.sorts {
					t.Errorf("sorts: %s\n%s", step, q.sql)
				}
			}
			if q.walks != "" && !walked {
				t.Errorf("does not take the order of %s\n%s", q.walks, q.sql)
			}
		})
	}
}

// An export reads every row once and in key order: it neither collects nor sorts them first, so that memory stays flat.
func TestExportsStreamInKeyOrder(t *testing.T) {
	db := openEmpty(t)
	for _, table := range claims.Catalogue() {
		for name, q := range map[string]RowQuery{
			"default rows": {Table: table.ID, APIVersion: claims.V3},
			"of a time":    {Table: table.ID, APIVersion: claims.V2, From: "2026-01-01", To: "2026-12-31", Types: []string{claims.Carrier}},
			"of people":    {Table: table.ID, APIVersion: claims.V3, MBIs: slices.Repeat([]string{"1EG4TE5MK73"}, fewPeople+1)},
			"of codes": {Table: table.ID, APIVersion: claims.V3, Narrow: []claims.Narrowing{
				{Diagnoses: []string{"E11"}, HCPCS: []string{"992"}, Providers: []string{"1003000126"}}, {WithClaims: true, PaidAtLeast: 100, Roster: claims.RosterNew, PeopleOf: []claims.Narrowing{{NDC: []string{"1"}}, {}}},
			}},
			"all":          {Table: table.ID, All: true, APIVersion: claims.V3},
			"all versions": {Table: table.ID, All: true},
		} {
			if table.ID == claims.CoverageMonths && q.All && q.APIVersion == "" {
				continue // sent months and months of periods side by side have no common index; no export asks for both
			}
			t.Run(table.Name+" "+name, func(t *testing.T) {
				from, err := q.source(q.APIVersion)
				if err != nil {
					t.Fatal(err)
				}
				_, list, err := newRows(q)
				if err != nil {
					t.Fatal(err)
				}
				text := "SELECT " + list + " FROM " + from.from + from.clause() + " ORDER BY " + from.order
				for _, step := range plan(t.Context(), t, db, plannedQuery{sql: text, args: from.args}) {
					if strings.Contains(step, "TEMP B-TREE FOR ORDER BY") {
						t.Errorf("sorts: %s\n%s", step, text)
					}
				}
			})
		}
	}
}

func openEmpty(t *testing.T) *DB {
	t.Helper()
	db, err := Open(t.Context(), Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

// plan lists the steps that SQLite would take.
func plan(ctx context.Context, t *testing.T, db *DB, q plannedQuery) (steps []string) {
	t.Helper()
	rows, err := db.read.QueryContext(ctx, "EXPLAIN QUERY PLAN "+q.sql, q.args...)
	if err != nil {
		t.Fatalf("%v\n%s", err, q.sql)
	}
	defer func() {
		if err := rows.Close(); err != nil {
			t.Error(err)
		}
	}()
	for rows.Next() {
		var id, parent, unused int
		var step string
		if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
			t.Fatal(err)
		}
		steps = append(steps, step)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	if len(steps) == 0 {
		t.Fatalf("no plan for %s", q.sql)
	}
	return steps
}
