package ui

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/claimsdesk/claimsdesk/claims"
)

func testNow() time.Time { return time.Date(2026, 8, 29, 9, 30, 0, 0, time.UTC) }

// fakeReaders hold people and claims in memory and note what they are asked for.
type fakeReaders struct {
	doctors   []claims.UsualDoctor  // of People
	doctorsOf []claims.PersonFilter // that were asked for
	people    []claims.Person
	details   map[string]claims.PersonDetail
	rows      map[string][]claims.ClaimRow
	claims    map[claimRef]claims.ClaimDetail
	reports   []claims.RefreshReport // latest first
	exports   []claims.ExportEntry
	lists     []claims.PeopleList
	left      claims.LeftOut
	early     int // events of early claims
	// what lists of claims were asked for
	claimFilters []claims.ClaimFilter
	err          error
	storage      claims.Storage
	checks       []claims.IdentityCheck
	work         fakeEvents
	delay        int // of hospital claims; 0 where it is not known
	asked        []string

	analysis fakeAnalysis
	person   fakePerson
}

func (f *fakeReaders) note(format string, args ...any) {
	f.asked = append(f.asked, fmt.Sprintf(format, args...))
}

func (f *fakeReaders) People(_ context.Context, filter claims.PersonFilter, sort claims.PersonSort, page claims.Page) (claims.People, error) {
	f.note("people %q list=%t %s desc=%t after=%q", filter.Search, filter.OnList, sort, page.Desc, page.After)
	if f.err != nil {
		return claims.People{}, f.err
	}
	var fit []claims.Person
	for _, p := range f.people {
		typed := strings.ToUpper(filter.Search)
		if (p.OnList || !filter.OnList) && (strings.HasPrefix(p.LastName, typed) || p.MBI == typed) {
			fit = append(fit, p)
		}
	}
	slices.SortStableFunc(fit, func(a, b claims.Person) int {
		order := cmp.Compare(a.LastName, b.LastName)
		if sort == claims.SortByPaid {
			order = cmp.Compare(a.PaidCents, b.PaidCents)
		}
		if page.Desc {
			return -order
		}
		return order
	})
	rows, next := pageOf(fit, page)
	return claims.People{Rows: rows, Total: len(fit), Next: next, YearTo: "2026-06"}, nil
}

func pageOf[T any](all []T, page claims.Page) (rows []T, next string) {
	from, _ := strconv.Atoi(page.After) // empty is the start
	from = min(from+page.Skip, len(all))
	to := min(from+page.Limit, len(all))
	if to < len(all) {
		next = strconv.Itoa(to)
	}
	return all[from:to], next
}

func (f *fakeReaders) Person(_ context.Context, key string) (claims.PersonDetail, error) {
	f.note("person %s", key)
	return f.details[key], f.err
}

func (f *fakeReaders) PersonClaims(_ context.Context, filter claims.ClaimFilter, page claims.Page) (claims.ClaimPage, error) {
	f.note("claims of %s %q base=%t", filter.PersonKey, filter.Type, filter.BaseOnly)
	f.claimFilters = append(f.claimFilters, filter)
	if f.err != nil {
		return claims.ClaimPage{}, f.err
	}
	var fit []claims.ClaimRow
	for _, c := range f.rows[filter.PersonKey] {
		if (filter.Type == "" || c.ClaimType == filter.Type) && (c.Base || !filter.BaseOnly) && strings.HasPrefix(c.ThruDate, filter.Year) && filter.Status.Fits(&c) {
			fit = append(fit, c)
		}
	}
	rows, next := pageOf(fit, page)
	return claims.ClaimPage{Rows: rows, Total: len(fit), Next: next, Years: []string{"2026"}}, nil
}

func (f *fakeReaders) Claim(_ context.Context, apiVersion, fhirID string) (claims.ClaimDetail, error) {
	f.note("claim %s %s", apiVersion, fhirID)
	return f.claims[claimRef{apiVersion, fhirID}], f.err
}

func (f *fakeReaders) CurrentSummary(context.Context) (claims.Summary, error) {
	return claims.Summary{}, f.err
}

func (f *fakeReaders) PersonLeftOut(context.Context, claims.ClaimFilter) (claims.LeftOut, error) {
	return f.left, f.err
}

func (f *fakeReaders) LeftOut(context.Context, string) (claims.LeftOut, error) {
	return f.left, f.err
}

func (f *fakeReaders) Months(context.Context, int) ([]claims.MonthTotal, error) { return nil, f.err }

func (f *fakeReaders) Refreshes(_ context.Context, before int64, limit int) ([]claims.Refresh, error) {
	f.note("refreshes before %d", before)
	var list []claims.Refresh
	for _, r := range f.reports {
		if (before == 0 || r.Refresh.ID < before) && len(list) < limit {
			list = append(list, r.Refresh)
		}
	}
	return list, f.err
}

func (f *fakeReaders) HospitalDelay(context.Context) (days int, known bool, err error) {
	return f.delay, f.delay > 0, f.err
}

func (f *fakeReaders) RefreshReport(_ context.Context, id int64) (claims.RefreshReport, error) {
	f.note("refresh %d", id)
	for _, r := range f.reports {
		if r.Refresh.ID == id {
			return r, f.err
		}
	}
	return claims.RefreshReport{}, f.err
}

func (f *fakeReaders) Storage(context.Context) (claims.Storage, error) { return f.storage, f.err }

func (f *fakeReaders) IdentityChecks(context.Context) ([]claims.IdentityCheck, error) {
	return f.checks, f.err
}

func (f *fakeReaders) Exports(context.Context, int) ([]claims.ExportEntry, error) {
	return f.exports, f.err
}

func (f *fakeReaders) PeopleLists(context.Context) ([]claims.PeopleList, error) {
	return f.lists, f.err
}

// fakeNavigator notes where pages want to go, and runs background work at once or when told to.
type fakeNavigator struct {
	went []string
	held []func()
	hold bool
}

func (n *fakeNavigator) openPerson(key string)       { n.went = append(n.went, "person "+key) }
func (n *fakeNavigator) openPersonClaims(key string) { n.went = append(n.went, "claims of "+key) }
func (n *fakeNavigator) openClaim(ref claimRef)      { n.went = append(n.went, "claim "+ref.FHIRID) }
func (n *fakeNavigator) openPeople(search string)    { n.went = append(n.went, "people "+search) }
func (n *fakeNavigator) back()                       { n.went = append(n.went, "back") }
func (n *fakeNavigator) getData()                    { n.went = append(n.went, "get data") }

func (n *fakeNavigator) runBackground(work func()) {
	if n.hold {
		n.held = append(n.held, work)
		return
	}
	work()
}

// release runs the work held back, in an order of the test's choice.
func (n *fakeNavigator) release(order ...int) {
	held := n.held
	n.held = nil
	for _, i := range order {
		held[i]()
	}
}

// stage is what a page is tested on: a window of the size of the page area, fakes, and timers that ring when told to.
type stage struct {
	surroundings
	reader *fakeReaders
	nav    *fakeNavigator
	window fyne.Window
	timers []*fakeTimer
	copied string
}

type fakeTimer struct {
	after   time.Duration
	ring    func()
	stopped bool
}

func newStage(t *testing.T, reader Readers) *stage {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(Theme{})
	s := &stage{nav: &fakeNavigator{}}
	s.reader, _ = reader.(*fakeReaders) // nil on a real store
	s.surroundings = surroundings{
		read: reader, nav: s.nav, now: testNow,
		after: func(d time.Duration, f func()) func() {
			timer := &fakeTimer{after: d, ring: f}
			s.timers = append(s.timers, timer)
			return func() { timer.stopped = true }
		},
		copy:        func(text string) { s.copied = text },
		copyBriefly: func(text string) { s.copied = text },
		focus:       func(o fyne.Focusable) { s.window.Canvas().Focus(o) },
	}
	return s
}

// show puts a page into the window, as the shell does.
func (s *stage) show(t *testing.T, p page, width, height float32) {
	t.Helper()
	s.window = test.NewTempWindow(t, p.Content())
	s.window.SetPadded(false)
	s.window.Resize(fyne.NewSize(width, height))
	p.Show(t.Context())
	if f, ok := p.(focuser); ok {
		f.Focus()
	}
}

// chartPause is how long a chart waits for its size to rest.
const chartPause = 150 * time.Millisecond

// ring lets the timers of a length go off.
func (s *stage) ring(d time.Duration) {
	timers := s.timers
	s.timers = nil
	for _, timer := range timers {
		if timer.after == d && !timer.stopped {
			timer.ring()
		} else if !timer.stopped {
			s.timers = append(s.timers, timer)
		}
	}
}

// town is a made-up population, as CMS spells it.
func (f *fakeReaders) PeopleDoctors(_ context.Context, filter claims.PersonFilter) ([]claims.UsualDoctor, error) {
	f.doctorsOf = append(f.doctorsOf, filter)
	return f.doctors, f.err
}

func town(n int) []claims.Person {
	last := []string{"ABBOTT", "ACOSTA", "ADAMS", "BROWN", "CARTER", "DELGADO", "EVANS", "FOSTER", "GARCIA", "HUGHES", "IVERSON", "JOHNSON", "KOWALSKI", "LOPEZ-MARTIN", "MCDONALD", "NGUYEN", "O'NEIL", "PATEL", "RIVERA", "VAN DYKE"}
	first := []string{"JAMES", "RUTH", "LEROY", "MARIA", "DOROTHY", "WALTER", "HELEN", "FRANK"}
	city := []string{"DAYTON", "XENIA", "KETTERING", "YELLOW SPRINGS"}
	list := make([]claims.Person, n)
	for i := range list {
		p := claims.Person{
			Key: strconv.Itoa(i + 1), LastName: last[i*len(last)/n], FirstName: first[i%len(first)],
			MBI: fmt.Sprintf("1EG4TE5MK%02d", i%100), BirthDate: fmt.Sprintf("19%02d-%02d-%02d", 30+i%31, 1+i%12, 1+i%28),
			SexCode: strconv.Itoa(1 + i%2), City: city[i%len(city)], State: "OH", ZIP5: fmt.Sprintf("454%02d", i%30),
			OnList: i%7 != 3, Claims: 3 + i*37%240, PaidCents: int64(i*918_233%9_000_000) + 1250, LastDate: fmt.Sprintf("2026-%02d-%02d", 1+i%8, 1+i%28),
		}
		p.EDVisits, p.Stays, p.YearCents, p.LastVisit = i*7%5, i*3%11/8, p.PaidCents/4, p.LastDate
		p.Medicaid, p.PartD, p.Advantage = []claims.Answer{claims.No, claims.Yes, ""}[i%3], claims.Yes, claims.No
		p.KnownSince, p.KnownBefore, p.New, p.Race = "2026-06-01", i%9 != 2, i%9 == 2, "WHITE"
		if !p.OnList {
			p.LeftOn = "2026-08-20"
		}
		if i%4 != 0 {
			p.Wellness, p.Doctor = fmt.Sprintf("2025-%02d-11", 1+i%12), claims.Party{NPI: "1003000134", Name: "PATEL ANITA"}
		}
		if i%19 == 8 {
			p.Died, p.DeathDate = true, "2026-05-30"
		}
		list[i] = p
	}
	list[n-1].Claims, list[n-1].PaidCents, list[n-1].LastDate = 0, 0, ""
	return list
}

func cents(n int64) *int64 { return &n }

// maria is a person with a claim of every usual kind.
func maria() *fakeReaders {
	who := claims.Person{
		Key: "7", LastName: "RIVERA", FirstName: "MARIA", MBI: "1EG4TE5MK73", BirthDate: "1941-03-04", SexCode: "2",
		City: "DAYTON", State: "OH", ZIP5: "45402", OnList: true, Claims: 6, PaidCents: 1_012_345, LastDate: "2026-08-02",
	}
	stay := claims.ClaimRow{
		APIVersion: claims.V3, FHIRID: "in-1", ClaimType: claims.Inpatient, FromDate: "2026-07-12", ThruDate: "2026-07-18",
		PrincipalDx: "I509", DxDisplay: "Heart failure, unspecified", ProviderName: "MIAMI VALLEY HOSPITAL", ProviderNPI: "1003000126",
		PaidCents: cents(921_433), ChargedCents: cents(2_000_000), Lines: 4, Current: true, Base: true,
	}
	visit := claims.ClaimRow{
		APIVersion: claims.V3, FHIRID: "car-1", ClaimType: claims.Carrier, FromDate: "2026-08-02", ThruDate: "2026-08-02", PrincipalDx: "E119",
		ProviderNPI: "1003000134", PaidCents: cents(8_050), ChargedCents: cents(15_000), Lines: 2, Current: true, Base: true,
	}
	early, replaced, denied, medicine, odd := visit, visit, visit, visit, visit
	early.FHIRID, early.Partial, early.Base, early.FromDate, early.ThruDate = "early-1", true, false, "2026-08-11", "2026-08-11"
	replaced.FHIRID, replaced.Current, replaced.Base, replaced.PaidCents = "car-0", false, false, cents(7_000)
	denied.FHIRID, denied.Denied, denied.PaidCents, denied.FromDate, denied.ThruDate = "out-1", true, cents(0), "2026-03-01", "2026-03-01"
	denied.ClaimType, denied.ProviderName = claims.Outpatient, "DAYTON OUTPATIENT SURGERY AND IMAGING CENTER LLC"
	medicine.FHIRID, medicine.ClaimType, medicine.PaidCents, medicine.ChargedCents = "pde-1", claims.PDE, nil, cents(4_510)
	medicine.PrincipalDx, medicine.FromDate, medicine.ThruDate = "", "2026-07-20", "2026-07-20"
	odd.FHIRID, odd.ClaimType, odd.DataNotes = "snf-1", claims.SNF, []string{claims.FlagReversedPeriod}
	odd.FromDate, odd.ThruDate, odd.PaidCents = "2026-05-20", "2026-05-02", cents(-12_050)
	who.Race = "WHITE"
	detail := claims.PersonDetail{Person: who, Language: "es", MiddleName: "L", Address: []string{"12 OAK ST", "APT 4"}, MBIs: []string{"1EG4TE5MK73", "1EG4TE5MK72"}}
	detail.Parts = []claims.CoverageSpan{
		{Part: "A", Status: "active", From: "2006-03-01"}, {Part: "B", Status: "active", From: "2006-03-01"},
		{Part: "D", Status: "active", From: "2020-01-01", To: "2025-12-31", Plan: "S1234-001"},
		{Part: "D", Status: "active", From: "2026-01-01", Plan: "S5678-004"}, {Part: "DUAL", Status: "active", From: "2026-01-01"},
	}
	return &fakeReaders{
		people: []claims.Person{who}, details: map[string]claims.PersonDetail{"7": detail},
		rows: map[string][]claims.ClaimRow{"7": {early, visit, replaced, medicine, stay, odd, denied}},
		claims: map[claimRef]claims.ClaimDetail{
			{claims.V3, "in-1"}: stayDetail(stay), {claims.V3, "car-1"}: visitDetail(visit), {claims.V3, "pde-1"}: medicineDetail(medicine),
			{claims.V3, "snf-1"}: {ClaimRow: odd}, {claims.V3, "early-1"}: {ClaimRow: early}, {claims.V3, "car-0"}: {ClaimRow: replaced}, {claims.V3, "out-1"}: {ClaimRow: denied},
		},
	}
}

// field is a value of a claims column by name.
func field(name, text string) claims.Field {
	table := claims.TableOf(claims.Claims)
	col, ok := table.Column(name)
	if !ok {
		panic("no column " + name)
	}
	return claims.Field{Column: table.Columns[col], Text: text}
}

func stayDetail(row claims.ClaimRow) claims.ClaimDetail {
	return claims.ClaimDetail{
		ClaimRow: row,
		Fields: []claims.Field{
			field("claim_id", "9988776655"), field("mbi", "1EG4TE5MK73"), field("claim_type", "INPATIENT"), field("from_date", "2026-07-12"),
			field("thru_date", "2026-07-18"), field("payment_amount", "9214.33"), field("deductible_amount", "1676.00"),
			field("discharge_status", "06"), field("drg_code", "291"), field("admit_type", "1"),
		},
		Lines: []claims.ClaimLine{
			{Number: 1, Revenue: "0120", Units: "6", Charged: cents(411_000)}, {Number: 2, Revenue: "0250", Units: "48", Charged: cents(612_044)},
			{Number: 3, Revenue: "0301", Procedure: "80053", Units: "4", Charged: cents(88_000)},
			{Number: 4, Revenue: "0001", Total: true, Charged: cents(2_000_000)},
		},
		Diagnoses: []claims.Diagnosis{
			{Sequence: 1, Code: "I509", Display: "Heart failure, unspecified", Kind: "principal"}, {Sequence: 2, Code: "R0602", Kind: "admitting"},
			{Sequence: 3, Code: "E119", Display: "Type 2 diabetes mellitus without complications", Kind: "secondary"},
		},
		Team: []claims.TeamMember{{Role: "attending", NPI: "1003000134", Name: "PATEL ANITA", Specialty: "06"}, {Role: "operating", NPI: "1003000142"}},
	}
}

func visitDetail(row claims.ClaimRow) claims.ClaimDetail {
	return claims.ClaimDetail{ClaimRow: row, Fields: []claims.Field{field("coinsurance_amount", "20.13")}, Lines: []claims.ClaimLine{
		{Number: 1, From: "2026-08-02", Procedure: "99213", Modifiers: []string{"25"}, Units: "1", Paid: cents(7_500)},
		{Number: 2, From: "2026-08-02", Procedure: "80053", Units: "1.000", Paid: cents(550)},
	}}
}

func medicineDetail(row claims.ClaimRow) claims.ClaimDetail {
	return claims.ClaimDetail{ClaimRow: row, Fields: []claims.Field{field("prescribing_npi", "1003000134")}, Lines: []claims.ClaimLine{
		{Number: 1, DrugCode: "00093015001", Units: "60.000", DaysSupply: "30"},
	}}
}
