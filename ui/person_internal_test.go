package ui

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
	"github.com/claimsdesk/claimsdesk/store/storetest"
)

// fakeNotes is a data set that keeps notes.
type fakeNotes struct {
	*fakeSet
	reader  *fakeReaders
	failing error
}

func (*fakeNotes) SavePeopleList(_ context.Context, _ string, mbis []string) (app.SavedList, error) {
	return app.SavedList{People: len(mbis)}, nil
}

func (f *fakeNotes) AddPersonNote(_ context.Context, _, note string) error {
	if f.failing == nil {
		f.reader.person.notes = append([]claims.PersonNote{{ID: int64(len(f.reader.person.notes) + 1), Text: note, Who: "ruth", At: "2026-08-29T09:30:00Z"}}, f.reader.person.notes...)
	}
	return f.failing
}

func (f *fakeNotes) DeletePersonNote(_ context.Context, id int64) error {
	if f.failing == nil {
		f.reader.person.notes = slices.DeleteFunc(f.reader.person.notes, func(n claims.PersonNote) bool { return n.ID == id })
	}
	return f.failing
}

func showPerson(t *testing.T, reader Readers, key string, width float32) (*stage, *personPage) {
	t.Helper()
	return openPersonAt(t, newStage(t, reader), key, width)
}

// openPersonAt shows a person on a stage.
func openPersonAt(t *testing.T, s *stage, key string, width float32) (*stage, *personPage) {
	t.Helper()
	s.window = test.NewTempWindow(t, nil)
	set := &fakeNotes{fakeSet: &fakeSet{status: goodStatus()}, reader: s.reader}
	p := newPersonPage(s.surroundings, personDoors{
		ctx: t.Context(), set: set, review: func() { s.nav.went = append(s.nav.went, "checks") },
		files: workbookDoors{set: set, window: s.window, folder: t.TempDir, keep: func(string) {}, told: func(string) {}},
	}, key)
	s.window.SetPadded(false)
	s.window.SetContent(p.Content())
	s.window.Resize(fyne.NewSize(width, pageHeight))
	p.Show(t.Context())
	p.Focus()
	return s, p
}

// inClaims opens the tab of claims.
func inClaims(p *personPage) *personPage {
	p.tabs.Choose(tabClaims)
	p.Focus()
	return p
}

func TestPersonSaysWhoItIs(t *testing.T) {
	_, p := showPerson(t, maria(), "7", pageWidth)
	if got, want := p.head.name.Text, "Rivera, Maria"; got != want {
		t.Errorf("name %q, want %q", got, want)
	}
	want := "Mar 4, 1941 (85) · Female · MBI …MK73 · Dayton, OH 45402 · Speaks Spanish · Parts A, B and D · Medicaid too"
	if got := p.head.facts.Text; got != want {
		t.Errorf("facts %q, want %q", got, want)
	}
	if diff := cmp.Diff([]string{"Summary", "Timeline", "Claims 5", "Medicines", "Diagnoses", "Providers", "Coverage"}, p.tabs.Titles()); diff != "" {
		t.Errorf("tabs (-want +got):\n%s", diff)
	}
	if p.Title() != titlePerson {
		t.Errorf("title %q must not name the person", p.Title())
	}
}

func TestPersonShowsTheMBIForAWhile(t *testing.T) {
	s, p := showPerson(t, maria(), "7", pageWidth)
	shown := func() bool { return strings.Contains(p.head.facts.Text, "1EG4-TE5-MK73") }
	test.Tap(p.head.button)
	if !shown() {
		t.Fatalf("facts %q do not show the MBI", p.head.facts.Text)
	}
	s.ring(mbiShown)
	if shown() {
		t.Error("the MBI stays longer than it should")
	}
	test.Tap(p.head.button)
	p.Show(t.Context())
	if shown() {
		t.Error("the MBI is shown when the page comes back")
	}
}

func TestPersonBanner(t *testing.T) {
	event := func(list claims.EventList, values ...claims.Value) *personView {
		return &personView{events: []claims.Event{{List: list, Happened: "2026-08-20", Values: values}}}
	}
	off := "Not on CMS's patient list since Aug 20, 2026."
	tests := map[string]struct {
		person claims.PersonDetail
		view   *personView
		want   string
		review bool
	}{
		"on the list":     {person: claims.PersonDetail{Person: claims.Person{OnList: true}}},
		"left":            {person: claims.PersonDetail{}, want: personOffList},
		"left on a day":   {person: claims.PersonDetail{Person: claims.Person{LeftOn: "2026-08-20"}}, want: off},
		"died":            {person: claims.PersonDetail{Person: claims.Person{Died: true, DeathDate: "2026-05-30"}}, want: "Died May 30, 2026 (from CMS)"},
		"died, no day":    {person: claims.PersonDetail{Person: claims.Person{Died: true, OnList: true}}, want: personDiedNoDate},
		"died goes first": {person: claims.PersonDetail{Person: claims.Person{Died: true, DeathDate: "2026-05-30", LeftOn: "2026-08-20", Review: true}}, want: "Died May 30, 2026 (from CMS)"},
		"a claim says so": {person: claims.PersonDetail{}, view: event(claims.ListDied, claims.Value{}, claims.TextValue("From a claim")), want: personClaimDied},
		"two records":     {person: claims.PersonDetail{Person: claims.Person{OnList: true, Review: true}}, want: personReview, review: true},
		"not supplied":    {person: claims.PersonDetail{Person: claims.Person{OnList: true}}, view: event(claims.ListNoData), want: "CMS could not supply this person's claims on Aug 20, 2026. Shown data is older."},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := personBanner(tt.person, tt.view)
			if !strings.HasPrefix(got.text, tt.want) || tt.want == "" && got.text != "" || got.review != tt.review {
				t.Errorf("got %q, review %t, want %q, %t", got.text, got.review, tt.want, tt.review)
			}
		})
	}
}

func TestPartsText(t *testing.T) {
	active := func(part, from, to string) claims.CoverageSpan {
		return claims.CoverageSpan{Part: part, Status: "active", From: from, To: to}
	}
	tests := map[string]struct {
		spans []claims.CoverageSpan
		want  string
	}{
		"none":      {nil, "No coverage seen"},
		"one":       {[]claims.CoverageSpan{active("A", "", "")}, "Part A"},
		"ended":     {[]claims.CoverageSpan{active("A", "2006-01-01", "2025-12-31"), active("B", "2006-01-01", "")}, "Part B"},
		"to come":   {[]claims.CoverageSpan{active("A", "2006-01-01", ""), active("D", "2027-01-01", "")}, "Part A"},
		"cancelled": {[]claims.CoverageSpan{{Part: "A", Status: "cancelled"}, active("B", "", "")}, "Part B"},
		"two of one": {
			[]claims.CoverageSpan{active("A", "", ""), active("D", "2026-01-01", ""), active("D", "2026-02-01", "")}, "Parts A and D",
		},
		"Medicaid": {[]claims.CoverageSpan{active("A", "", ""), active("B", "", ""), active("C", "", ""), active("DUAL", "", "")}, "Parts A, B and C · Medicaid too"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := partsText(tt.spans, "2026-08-29"); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestPersonOpensAClaimAtTheSide(t *testing.T) {
	s, p := showPerson(t, maria(), "7", pageWidth)
	inClaims(p)
	p.claims.table.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if !p.claims.beside.isOpen() || p.claims.beside.panel.title.Text != "Doctor claim · final" {
		t.Fatalf("panel open %t on %q", p.claims.beside.isOpen(), p.claims.beside.panel.title.Text)
	}
	p.claims.table.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if got, want := p.claims.beside.panel.title.Text, "Medicines claim · final"; got != want {
		t.Errorf("panel shows %q on the next row, want %q", got, want)
	}
	if len(s.nav.went) != 0 {
		t.Errorf("went %v although there is room at the side", s.nav.went)
	}
	if !p.Escape() || p.claims.beside.isOpen() || p.Escape() {
		t.Error("Esc must close the panel, once")
	}
}

func TestPersonOpensAClaimAsAPageWhereItIsNarrow(t *testing.T) {
	s, p := showPerson(t, maria(), "7", 952)
	inClaims(p)
	p.claims.table.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if diff := cmp.Diff([]string{"claim car-1"}, s.nav.went); diff != "" || p.claims.beside.isOpen() {
		t.Errorf("panel open %t, went (-want +got):\n%s", p.claims.beside.isOpen(), diff)
	}
}

func TestPersonClaimsFilters(t *testing.T) {
	s, p := showPerson(t, maria(), "7", pageWidth)
	inClaims(p)
	p.claims.status.SetSelected(claimsEveryone)
	if got, want := p.claims.count.Text, "7 claims · newest first"; got != want {
		t.Errorf("count %q with all, want %q", got, want)
	}
	p.claims.kind.SetSelected("Hospital")
	if got, want := s.reader.asked[len(s.reader.asked)-1], `claims of 7 "INPATIENT" base=false`; got != want {
		t.Errorf("asked %s, want %s", got, want)
	}
	if diff := cmp.Diff([]string{claimsAllYears, "2026"}, p.claims.year.Options); diff != "" {
		t.Errorf("years (-want +got):\n%s", diff)
	}
	p.claims.status.SetSelected(claimsEarlyOnly)
	if got, want := p.claims.empty.Title(), claimsNoFilter; !p.claims.empty.Visible() || got != want {
		t.Errorf("empty list says %q, want %q", got, want)
	}
	test.Tap(p.claims.empty.Button())
	if p.claims.table.Total() != 5 || p.claims.status.Selected != claimsCounted || p.claims.kind.Selected != personAllKinds {
		t.Errorf("%d claims after clearing, want 5; %s, %s", p.claims.table.Total(), p.claims.status.Selected, p.claims.kind.Selected)
	}
	if got, want := p.tabs.Titles()[tabClaims], "Claims 5"; got != want {
		t.Errorf("tab %q, want %q", got, want)
	}
}

func TestPersonStates(t *testing.T) {
	t.Run("gone", func(t *testing.T) {
		reader := maria()
		reader.err = store.ErrNotFound
		s, p := showPerson(t, reader, "7", pageWidth)
		if got, want := p.problem.title.Text, "This is not in the data any more."; got != want || p.inside.Visible() {
			t.Errorf("problem %q, want %q", got, want)
		}
		s.reader.err = nil
		test.Tap(p.problem.step)
		if !p.inside.Visible() || p.problem.Content().Visible() {
			t.Error("trying again did not bring the person")
		}
	})
	t.Run("no claims", func(t *testing.T) {
		reader := maria()
		reader.rows = nil
		_, p := showPerson(t, reader, "7", pageWidth)
		inClaims(p)
		if !p.claims.empty.Visible() || p.claims.empty.Title() != personNoClaims {
			t.Errorf("empty list says %q", p.claims.empty.Title())
		}
	})
}

func TestPersonCoverageAndRecord(t *testing.T) {
	reader := maria()
	reader.person.months = []claims.CoverMonth{{Month: "2026-06"}, {Month: "2026-07", Known: true, A: true, B: true}, {Month: "2026-08", Known: true, A: true, Medicaid: true}}
	_, p := showPerson(t, reader, "7", pageWidth)
	p.MoveTab(tabCoverage)
	var got []string
	for row := range p.coverage.table.Total() {
		cells := p.coverage.table.Cells(row)
		got = append(got, cells[0].Text+", "+cells[1].Text+" to "+cells[2].Text)
	}
	want := []string{
		"Part A · hospital, Mar 1, 2006 to Today", "Part B · outpatient care, Mar 1, 2006 to Today",
		"Part D · medicines, Jan 1, 2020 to Dec 31, 2025", "Part D · medicines, Jan 1, 2026 to Today", "Medicaid, Jan 1, 2026 to Today",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("coverage (-want +got):\n%s", diff)
	}
	for _, f := range p.coverage.facts.List() {
		if strings.Contains(f.Value, "1EG4") {
			t.Errorf("%s shows a whole MBI", f.Name)
		}
	}
	var lanes []string
	for _, lane := range p.coverage.months.Content() {
		lanes = append(lanes, fmt.Sprint(lane.Name, lane.Marks))
	}
	wantLanes := []string{
		"Part A · hospital[{1 2 0 false false Part A · hospital: 2026-07 – 2026-08}]", "Part B · outpatient care[{1 1 0 false false Part B · outpatient care: 2026-07 – 2026-07}]",
		"Medicare Advantage[]", "Part D · medicines[]", "Medicaid[{2 2 0 false false Medicaid: 2026-08 – 2026-08}]",
	}
	if diff := cmp.Diff(wantLanes, lanes); diff != "" {
		t.Errorf("months (-want +got):\n%s", diff)
	}
}

// A person of a real data set, from the list to the lines of a claim.
func TestPersonOnARealDataSet(t *testing.T) {
	db := storetest.Mixed(t)
	people, err := db.People(t.Context(), claims.PersonFilter{Search: storetest.MariaMBI}, claims.SortByName, claims.Page{})
	if err != nil || len(people.Rows) != 1 {
		t.Fatalf("find Maria: %v, %d people", err, len(people.Rows))
	}
	_, p := showPerson(t, db, people.Rows[0].Key, pageWidth)
	inClaims(p)
	if got, want := p.claims.count.Text, "3 claims · newest first"; got != want {
		t.Errorf("count %q, want %q", got, want)
	}
	p.claims.table.Select(2)
	p.claims.table.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if got, want := p.claims.beside.panel.title.Text, "Hospital claim · final"; got != want {
		t.Fatalf("panel %q, want %q", got, want)
	}
	if got, want := p.claims.beside.panel.tabs.Titles(), []string{"Lines 2", "Diagnoses 2", "Procedures 1"}; !cmp.Equal(got[:3], want) {
		t.Errorf("tabs %v, want %v", got[:3], want)
	}
	p.claims.status.SetSelected(claimsEveryone)
	if got, want := p.claims.table.Total(), 11; got != want {
		t.Errorf("%d claims of every kind, want %d", got, want)
	}
}
