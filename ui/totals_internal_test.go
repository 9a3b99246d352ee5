package ui

import (
	"encoding/csv"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"
	"github.com/xuri/excelize/v2"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/measure"
	"github.com/claimsdesk/claimsdesk/practice"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// practiceSet is a data set that practice data were fetched into, with its desk's clock.
func practiceSet(t *testing.T, people int) *app.Set {
	t.Helper()
	var mu sync.Mutex
	moment := testNow()
	now := func() time.Time {
		mu.Lock()
		defer mu.Unlock()
		moment = moment.Add(2 * time.Millisecond)
		return moment
	}
	server, running, err := practice.BuiltIn{People: people, Now: now, MinJobTime: 60 * time.Millisecond}.Start(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := running.Close(); err != nil {
			t.Error(err)
		}
	})
	desk, err := app.New(app.Deps{DataDir: t.TempDir(), Secrets: app.NewMemorySecrets(), Now: now, WaitScale: 0.0001})
	if err != nil {
		t.Fatal(err)
	}
	set, err := desk.OpenSet(t.Context(), string(claims.EnvPractice))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := set.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := set.ConnectPractice(t.Context(), app.PracticeServer{Origin: running.URL, ClientID: server.ClientID(), Secret: server.ClientSecret()}); err != nil {
		t.Fatal(err)
	}
	if _, err := set.Refresh(t.Context(), app.RefreshOptions{}, nil); err != nil {
		t.Fatal(err)
	}
	return set
}

// exportedRow is a row of an exported file, by column.
type exportedRow map[string]string

// paid is what Medicare paid for a claim, in cents; nothing for medicines.
func (r exportedRow) paid(t *testing.T) int64 {
	t.Helper()
	return r.money(t, "payment_amount")
}

func (r exportedRow) money(t *testing.T, column string) int64 {
	t.Helper()
	if r[column] == "" {
		return 0
	}
	v, err := claims.MoneyValue(r[column])
	if err != nil {
		t.Fatal(err)
	}
	return v.Int
}

// exportCSV is the file that claimsctl export writes for a request, read back.
func exportCSV(t *testing.T, set *app.Set, req app.ExportRequest) []exportedRow {
	t.Helper()
	var file strings.Builder
	req.Format, req.Writer = app.FormatCSV, &file
	if _, err := set.Export(t.Context(), req, nil); err != nil {
		t.Fatal(err)
	}
	records, err := csv.NewReader(strings.NewReader(file.String())).ReadAll()
	if err != nil || len(records) < 2 {
		t.Fatalf("the file has %d lines: %v", len(records), err)
	}
	rows := make([]exportedRow, len(records)-1)
	for i, record := range records[1:] {
		rows[i] = exportedRow{}
		for col, name := range records[0] {
			rows[i][name] = record[col]
		}
	}
	return rows
}

// What the window shows of people, claims and money is what the exported files add up to for the same filter: base claims of
// docs/reference/contract.md 3.
func TestTotalsAreThoseOfTheExport(t *testing.T) {
	set := practiceSet(t, 40)
	s := newStage(t, set.DB())
	all := exportCSV(t, set, app.ExportRequest{Table: claims.Claims})
	t.Run("home", func(t *testing.T) { homeTotals(t, s, set, all) })
	t.Run("people", func(t *testing.T) { peopleTotals(t, s, set, all) })
	t.Run("person", func(t *testing.T) { personTotals(t, s, set) })
	t.Run("person with switches", func(t *testing.T) { switchedTotals(t, s, set) })
	t.Run("events", func(t *testing.T) { eventTotals(t, s, set) })
	t.Run("analysis", func(t *testing.T) { analysisTotals(t, s, set) })
}

func homeTotals(t *testing.T, s *stage, set *app.Set, all []exportedRow) {
	home := newHomePage(s.surroundings, homeDoors{set: set, refresh: &fakeRefresh{}, open: &fakeOpener{}, saveWorkbook: func() {}, downloads: func() {}})
	s.show(t, home, pageWidth, pageHeight)
	people := exportCSV(t, set, app.ExportRequest{Table: claims.Beneficiaries, Narrow: claims.Narrowing{Roster: claims.RosterOn}})
	persons, paid := map[string]bool{}, int64(0)
	for _, row := range people {
		persons[row["person_key"]] = true
	}
	months := map[string][2]int64{}
	for _, row := range all {
		paid += row.paid(t)
		month := row["thru_date"][:7]
		sum := months[month]
		months[month] = [2]int64{sum[0] + 1, sum[1] + row.paid(t)}
	}
	if got, want := home.data.people.value.Text, app.CountText(len(persons)); got != want {
		t.Errorf("%s people on the screen, %s in the file", got, want)
	}
	if got, want := home.data.claims.value.Text, app.CountText(len(all)); got != want {
		t.Errorf("%s claims on the screen, %s in the file", got, want)
	}
	if got, want := home.data.paid.value.Text, moneyWhole(paid); got != want {
		t.Errorf("%s paid on the screen, %s in the file", got, want)
	}
	if len(home.months.months) == 0 {
		t.Fatal("no months")
	}
	for _, m := range home.months.months {
		if got, want := [2]int64{int64(m.claims), m.paid}, months[m.month]; got != want {
			t.Errorf("%s: %v on the screen, %v in the file", m.month, got, want)
		}
	}
}

// paidBy adds up what was paid for each person.
func paidBy(t *testing.T, rows []exportedRow) map[string]int64 {
	t.Helper()
	sums := map[string]int64{}
	for _, row := range rows {
		sums[row["person_key"]] += row.paid(t)
	}
	return sums
}

// yearRows are the exported claims of the twelve complete months that the list adds up.
func yearRows(t *testing.T, set *app.Set) []exportedRow {
	t.Helper()
	page, err := set.DB().People(t.Context(), claims.PersonFilter{}, claims.SortByName, claims.Page{Limit: 1})
	if err != nil || page.YearTo == "" {
		t.Fatalf("the twelve months end with %q: %v", page.YearTo, err)
	}
	return exportCSV(t, set, app.ExportRequest{Table: claims.Claims, From: measure.AddMonths(page.YearTo, -11) + "-01", To: measure.LastDay(page.YearTo)})
}

func peopleTotals(t *testing.T, s *stage, set *app.Set, all []exportedRow) {
	p := newPeoplePage(s.surroundings, s.peopleDoors(t))
	s.show(t, p, pageWidth, pageHeight)
	p.show.SetSelected(peopleEveryone)
	counts, sums, year := map[string]int{}, paidBy(t, all), paidBy(t, yearRows(t, set))
	for _, row := range all {
		counts[row["person_key"]]++
	}
	columns := p.table.Columns()
	at := func(id claims.PersonSort) int {
		return slices.IndexFunc(columns, func(c widgets.Column) bool { return c.ID == string(id) })
	}
	type figures struct{ claims, paid, year string }
	for row := range p.table.Total() {
		person, _ := p.list.row(row)
		cells := p.table.Cells(row)
		got := figures{cells[at(claims.SortByClaims)].Text, cells[at(claims.SortByPaid)].Text, cells[at(claims.SortByYear)].Text}
		if want := (figures{app.CountText(counts[person.Key]), moneyWhole(sums[person.Key]), moneyWhole(year[person.Key])}); got != want {
			t.Errorf("row %d: %v on the screen, %v in the file", row, got, want)
		}
		delete(counts, person.Key)
	}
	if len(counts) > 0 || len(year) == 0 {
		t.Errorf("%d people of the file are not in the list of everyone; %d have claims of the year", len(counts), len(year))
	}
}

// personTotals looks at the person with the most claims, all of them and those of one type.
func personTotals(t *testing.T, s *stage, set *app.Set) {
	most, err := set.DB().People(t.Context(), claims.PersonFilter{}, claims.SortByClaims, claims.Page{Limit: 1, Desc: true})
	if err != nil || len(most.Rows) == 0 {
		t.Fatalf("nobody: %v", err)
	}
	who := most.Rows[0]
	p := newPersonPage(s.surroundings, personDoors{ctx: t.Context()}, who.Key)
	s.show(t, p, pageWidth, pageHeight)
	inClaims(p)
	for choice, types := range map[string][]string{personAllKinds: nil, claimTypeName(claims.Carrier): {claims.Carrier}} {
		rows := exportCSV(t, set, app.ExportRequest{Table: claims.Claims, MBIs: []string{who.MBI}, Types: types})
		p.claims.kind.SetSelected(choice)
		if got, want := p.claims.table.Total(), len(rows); got != want {
			t.Fatalf("%s: %d claims on the screen, %d in the file", choice, got, want)
		}
		var onScreen, inFile []string
		for row := range p.claims.table.Total() {
			p.claims.table.Select(row) // reads the page it stands on
			claim, _ := p.claims.list.row(row)
			onScreen = append(onScreen, fmt.Sprintf("%s %s", claim.FHIRID, moneyText(orZero(claim.PaidCents))))
		}
		for _, row := range rows {
			inFile = append(inFile, fmt.Sprintf("%s %s", row["fhir_id"], moneyText(row.paid(t))))
		}
		slices.Sort(onScreen)
		slices.Sort(inFile)
		if !slices.Equal(onScreen, inFile) {
			t.Errorf("%s: claims and what was paid for them differ between screen and file", choice)
		}
		if title := fmt.Sprintf("%s %s", personTabClaims, app.CountText(len(rows))); types == nil && p.tabs.Titles()[tabClaims] != title {
			t.Errorf("tab %q, want %q", p.tabs.Titles()[tabClaims], title)
		}
	}
}

// switchedTotals looks at the claims of everybody with switches on.
func switchedTotals(t *testing.T, s *stage, set *app.Set) {
	cases := countingCases()
	cases["replaced versions and credits"] = switchedExport{claims.Counting{Replaced: true}, []claims.Include{claims.IncludeSuperseded, claims.IncludeCredit}, nil}
	people, err := set.DB().People(t.Context(), claims.PersonFilter{}, claims.SortByClaims, claims.Page{Desc: true})
	if err != nil {
		t.Fatal(err)
	}
	sums := map[string]int{}
	for name, switches := range cases {
		counts := map[string]int{}
		for _, row := range switches.rows(t, set, app.ExportRequest{Table: claims.Claims}) {
			counts[row["person_key"]]++
			sums[name]++
		}
		for _, who := range people.Rows {
			c := newPersonClaims(s.surroundings, who.Key)
			c.show(t.Context())
			c.switches.counting = switches.counting
			c.recount()
			if got, want := c.table.Total(), counts[who.Key]; got != want {
				t.Errorf("%s: %d claims of a person on the screen, %d in the file", name, got, want)
			}
		}
	}
	usual := sums["as a rule"]
	if sums["replaced versions and credits"] <= usual || sums["no denied claims"] >= usual || sums["no debits"] >= usual {
		t.Errorf("a switch changes nothing: %v", sums)
	}
}

func orZero(cents *int64) int64 {
	if cents == nil {
		return 0
	}
	return *cents
}

// eventTotals looks at the numbers beside the lists: each is that of the rows, and of the file of the list.
func eventTotals(t *testing.T, s *stage, set *app.Set) {
	e := newEventsPage(s.surroundings, eventsDoors{ctx: t.Context(), set: set, changed: func() {}, files: workbookDoors{set: set}})
	s.show(t, e, pageWidth, pageHeight)
	e.filters.when.SetSelected(eventsAnyTime)
	listed := 0
	for place, info := range claims.EventLists() {
		e.lists.Choose(place)
		shown := 0
		if e.table.Visible() {
			shown = e.table.Total()
		}
		if got, want := e.lists.Items()[place].Count, app.CountText(shown); got != want {
			t.Errorf("%s: %q beside the list, %s rows", info.List, got, want)
		}
		if shown == 0 {
			continue
		}
		listed++
		path := filepath.Join(t.TempDir(), "list.xlsx")
		filter := e.filters.filter(e.at)
		if _, err := set.SaveEvents(t.Context(), filter, e.sort, e.desc, nil, path); err != nil {
			t.Fatal(err)
		}
		if rows := sheetRows(t, path) - 1; rows != shown {
			t.Errorf("%s: %d rows on the screen, %d in the file", info.List, shown, rows)
		}
	}
	if listed < 10 {
		t.Errorf("%d lists have rows: too few to compare", listed)
	}
}

// sheetRows counts the rows of the first sheet of a workbook, with the titles.
func sheetRows(t *testing.T, path string) int {
	t.Helper()
	book, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := book.Close(); err != nil {
			t.Error(err)
		}
	}()
	rows, err := book.GetRows(book.GetSheetName(0))
	if err != nil {
		t.Fatal(err)
	}
	return len(rows)
}

// analysisTotals looks at the table of Spending: people on today's list, 24 months, as a rule and with each switch of its counting line.
func analysisTotals(t *testing.T, s *stage, set *app.Set) {
	a := newAnalysisPage(s.surroundings, analysisDoors{set: set, files: workbookDoors{set: set}})
	s.window = test.NewTempWindow(t, a.Content())
	s.show(t, a, pageWidth, pageHeight)
	sums := map[string]int64{}
	for name, switches := range countingCases() {
		a.switches.counting = switches.counting
		a.reload()
		sums[name] = spendingTotals(t, name, a, set, switches)
	}
	if usual := sums["as a rule"]; usual == 0 || sums["no debits"] == usual {
		t.Errorf("nothing was compared, or a switch changes nothing: %v", sums)
	}
}

// switchedExport is switches with the rows of claimsctl export that they stand for.
type switchedExport struct {
	counting claims.Counting
	include  []claims.Include
	drop     func(exportedRow) bool // rows that the switch leaves out
}

func countingCases() map[string]switchedExport {
	stale := func(r exportedRow) bool { return strings.Contains(r["dq_flags"], claims.FlagStale) }
	debit := func(r exportedRow) bool { return r["adjustment_type"] == "4" }
	return map[string]switchedExport{
		"as a rule":          {},
		"early claims":       {claims.Counting{Early: true}, []claims.Include{claims.IncludePartial}, stale},
		"Medicare Advantage": {claims.Counting{Advantage: true}, []claims.Include{claims.IncludeEncounter}, nil},
		"no debits":          {claims.Counting{NoDebits: true}, nil, debit},
		"no denied claims":   {claims.Counting{NoDenied: true}, nil, deniedRow},
		"all switches": {
			claims.Counting{Early: true, Advantage: true, NoDebits: true, NoDenied: true}, []claims.Include{claims.IncludePartial, claims.IncludeEncounter},
			func(r exportedRow) bool { return stale(r) || debit(r) || deniedRow(r) },
		},
	}
}

// deniedRow tells denied claims in a file (docs/reference/screens.md 6).
func deniedRow(r exportedRow) bool {
	switch r["claim_type"] {
	case claims.Carrier, claims.DME:
		return r["denial_code"] == "0"
	case claims.Inpatient, claims.Outpatient, claims.SNF, claims.HHA, claims.Hospice:
		return r["nonpayment_reason"] != "" && strings.Trim(r["payment_amount"], "0.") == ""
	}
	return false
}

func (x *switchedExport) rows(t *testing.T, set *app.Set, req app.ExportRequest) []exportedRow {
	t.Helper()
	req.Include = x.include
	rows := exportCSV(t, set, req)
	if x.drop != nil {
		rows = slices.DeleteFunc(rows, x.drop)
	}
	return rows
}

// spendingTotals compares the table with a file, month by month and type by type. It returns the sum of what was compared.
func spendingTotals(t *testing.T, name string, a *analysisPage, set *app.Set, switches switchedExport) int64 {
	t.Helper()
	rows := a.view.rows // newest first
	if len(rows) != 24 {
		t.Fatalf("%d months", len(rows))
	}
	first, last := a.view.behind[0].From, a.view.behind[len(a.view.behind)-1].To
	end, err := time.Parse(monthLayout, last)
	if err != nil {
		t.Fatal(err)
	}
	from, to := first+"-01", end.AddDate(0, 1, -1).Format(time.DateOnly)
	sums := map[string]map[string]int64{}
	for _, row := range switches.rows(t, set, app.ExportRequest{Table: claims.Claims, From: from, To: to, Narrow: claims.Narrowing{Roster: claims.RosterOn}}) {
		month, column, cents := row["thru_date"][:7], row["claim_type"], row.paid(t)
		if column == claims.PDE {
			cents = row.money(t, "submitted_amount") // what medicines cost, apart from the total
		}
		if sums[month] == nil {
			sums[month] = map[string]int64{}
		}
		sums[month][column] += cents
		if column != claims.PDE {
			sums[month]["total"] += cents
		}
	}
	compared := int64(0)
	for i, month := range measure.Months(first, last) {
		row := rows[len(rows)-1-i]
		for col, c := range a.view.columns {
			if c.kind != claims.Money || c.id == "likely" {
				continue
			}
			if got, want := row.cells[col].value.Int, sums[month][c.id]; got != want {
				t.Errorf("%s: %s %s: %d on the screen, %d in the file", name, month, c.id, got, want)
			}
			compared += row.cells[col].value.Int
		}
	}
	return compared
}
