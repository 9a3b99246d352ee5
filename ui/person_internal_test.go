package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
	"github.com/claimsdesk/claimsdesk/store/storetest"
)

func showPerson(t *testing.T, reader Readers, key string, width float32) (*stage, *personPage) {
	t.Helper()
	s := newStage(t, reader)
	p := newPersonPage(s.surroundings, key)
	s.show(t, p, width, pageHeight)
	return s, p
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
	if diff := cmp.Diff([]string{"Claims 5", personAboutTab}, p.tabs.Titles()); diff != "" {
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
	tests := map[string]struct {
		person claims.Person
		want   string
	}{
		"on the list":     {claims.Person{OnList: true}, ""},
		"left":            {claims.Person{}, personOffList},
		"died":            {claims.Person{Died: true, DeathDate: "2026-05-30"}, "Died May 30, 2026 (from CMS)"},
		"died, no day":    {claims.Person{Died: true, OnList: true}, personDiedNoDate},
		"died goes first": {claims.Person{Died: true, DeathDate: "2026-05-30", OnList: false}, "Died May 30, 2026 (from CMS)"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := personBanner(tt.person); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
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
	p.claims.table.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if !p.claims.panelOpen() || p.claims.panel.title.Text != "Doctor claim · final" {
		t.Fatalf("panel open %t on %q", p.claims.panelOpen(), p.claims.panel.title.Text)
	}
	p.claims.table.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if got, want := p.claims.panel.title.Text, "Medicines claim · final"; got != want {
		t.Errorf("panel shows %q on the next row, want %q", got, want)
	}
	if len(s.nav.went) != 0 {
		t.Errorf("went %v although there is room at the side", s.nav.went)
	}
	if !p.Escape() || p.claims.panelOpen() || p.Escape() {
		t.Error("Esc must close the panel, once")
	}
}

func TestPersonOpensAClaimAsAPageWhereItIsNarrow(t *testing.T) {
	s, p := showPerson(t, maria(), "7", 952)
	p.claims.table.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if diff := cmp.Diff([]string{"claim car-1"}, s.nav.went); diff != "" || p.claims.panelOpen() {
		t.Errorf("panel open %t, went (-want +got):\n%s", p.claims.panelOpen(), diff)
	}
}

func TestPersonClaimsFilters(t *testing.T) {
	s, p := showPerson(t, maria(), "7", pageWidth)
	p.claims.also.SetChecked(true)
	if got, want := p.claims.count.Text, "7 claims · newest first"; got != want {
		t.Errorf("count %q with all, want %q", got, want)
	}
	p.claims.kind.SetSelected("Hospital")
	if got, want := s.reader.asked[len(s.reader.asked)-1], `claims of 7 "INPATIENT" base=false`; got != want {
		t.Errorf("asked %s, want %s", got, want)
	}
	p.claims.kind.SetSelected("Hospice")
	if !p.claims.empty.Visible() || p.claims.empty.Title() != personNoType {
		t.Errorf("empty list says %q", p.claims.empty.Title())
	}
	test.Tap(p.claims.empty.Button())
	if p.claims.table.Total() != 7 {
		t.Errorf("%d claims after showing all, want 7", p.claims.table.Total())
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
		if !p.claims.empty.Visible() || p.claims.empty.Title() != personNoClaims {
			t.Errorf("empty list says %q", p.claims.empty.Title())
		}
	})
}

func TestPersonCoverageAndRecord(t *testing.T) {
	_, p := showPerson(t, maria(), "7", pageWidth)
	p.MoveTab(1)
	var got []string
	for row := range p.about.table.Total() {
		cells := p.about.table.Cells(row)
		got = append(got, cells[0].Text+", "+cells[1].Text+" to "+cells[2].Text)
	}
	want := []string{
		"Part A · hospital, Mar 1, 2006 to Today", "Part B · outpatient care, Mar 1, 2006 to Today",
		"Part D · medicines, Jan 1, 2020 to Dec 31, 2025", "Part D · medicines, Jan 1, 2026 to Today", "Medicaid, Jan 1, 2026 to Today",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("coverage (-want +got):\n%s", diff)
	}
	for _, f := range p.about.facts.List() {
		if strings.Contains(f.Value, "1EG4") {
			t.Errorf("%s shows a whole MBI", f.Name)
		}
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
	if got, want := p.claims.count.Text, "3 claims · newest first"; got != want {
		t.Errorf("count %q, want %q", got, want)
	}
	p.claims.table.Select(2)
	p.claims.table.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if got, want := p.claims.panel.title.Text, "Hospital claim · final"; got != want {
		t.Fatalf("panel %q, want %q", got, want)
	}
	if got, want := p.claims.panel.tabs.Titles(), []string{"Lines 2", "Diagnoses 2", "Procedures 1"}; !cmp.Equal(got[:3], want) {
		t.Errorf("tabs %v, want %v", got[:3], want)
	}
	p.claims.also.SetChecked(true)
	if got, want := p.claims.table.Total(), 11; got != want {
		t.Errorf("%d claims of every kind, want %d", got, want)
	}
}
