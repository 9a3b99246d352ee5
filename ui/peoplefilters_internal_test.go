package ui

import (
	"testing"

	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/claims"
)

func TestAgeBands(t *testing.T) {
	today := testNow() // Aug 29, 2026
	tests := map[string]struct {
		place    int
		from, to string // days of birth
	}{
		"under 65":    {place: 1, from: "1961-08-30", to: ""},
		"65 to 74":    {place: 2, from: "1951-08-30", to: "1961-08-29"},
		"85 and over": {place: 4, from: "", to: "1941-08-29"},
		"any":         {place: 0},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			from, to := ageBands()[tt.place].born(today)
			if from != tt.from || to != tt.to {
				t.Errorf("born from %q to %q, want %q to %q", from, to, tt.from, tt.to)
			}
		})
	}
}

func TestPeopleNarrowedByControls(t *testing.T) {
	tests := map[string]struct {
		use  func(p *peoplePage)
		want claims.PersonFilter
		more string // what the button says
	}{
		"left the list": {func(p *peoplePage) { p.show.SetSelected(peopleLeft) }, claims.PersonFilter{PeopleNarrowing: claims.PeopleNarrowing{Shown: claims.PeopleLeft}}, "More filters"},
		"age":           {func(p *peoplePage) { p.filters.age.SetSelected("85+") }, claims.PersonFilter{OnList: true, PeopleNarrowing: claims.PeopleNarrowing{BornTo: "1941-08-29"}}, "More filters"},
		"list of mine":  {func(p *peoplePage) { p.filters.list.SetSelected("Dayton panel") }, claims.PersonFilter{OnList: true, PeopleNarrowing: claims.PeopleNarrowing{PeopleList: "Dayton panel"}}, "More filters"},
		"ZIP": {func(p *peoplePage) {
			p.filters.zip.SetText(" 45-4x")
			p.filters.zip.OnSubmitted("")
		}, claims.PersonFilter{OnList: true, PeopleNarrowing: claims.PeopleNarrowing{ZIP: "454"}}, "More filters"},
		"sex and work list": {func(p *peoplePage) {
			p.filters.sex.SetSelectedIndex(1)
			p.filters.work.SetSelected("Often in ED")
		}, claims.PersonFilter{OnList: true, PeopleNarrowing: claims.PeopleNarrowing{SexCode: "2", EventList: claims.ListOftenED}}, "More filters (2)"},
		"paid": {func(p *peoplePage) {
			p.filters.paid.SetText("$1,250.50")
			p.filters.paid.OnSubmitted("")
		}, claims.PersonFilter{OnList: true, PeopleNarrowing: claims.PeopleNarrowing{PaidFrom: cents(125_050)}}, "More filters (1)"},
		"care and cover": {func(p *peoplePage) {
			p.filters.ed.SetText("3")
			p.filters.ed.OnSubmitted("")
			p.filters.doctor.choose(claims.UsualDoctor{NPI: "1003000134", Name: "PATEL ANITA"})
			p.filters.answers[0].SetSelected(peopleUnknown)
			p.filters.answers[1].SetSelected(peopleNo)
			p.filters.hospice.SetChecked(true)
		}, claims.PersonFilter{OnList: true, PeopleNarrowing: claims.PeopleNarrowing{EDVisits: 3, Doctor: "1003000134", Medicaid: answer(""), PartD: answer(claims.No), Hospice: true}}, "More filters (5)"},
		"no number": {func(p *peoplePage) {
			p.filters.stays.SetText("many")
			p.filters.stays.OnSubmitted("")
		}, claims.PersonFilter{OnList: true}, "More filters"},
		"no amount": {func(p *peoplePage) {
			p.filters.paid.SetText("much")
			p.filters.paid.OnSubmitted("")
		}, claims.PersonFilter{OnList: true}, "More filters"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			s, p := showPeople(t, &fakeReaders{people: town(40), lists: someLists()})
			s.reader.asked = nil
			tt.use(p)
			if diff := cmp.Diff(tt.want, p.filter); diff != "" {
				t.Errorf("filter (-want +got):\n%s", diff)
			}
			if got := p.filters.bar.more.Text; got != tt.more {
				t.Errorf("button %q, want %q", got, tt.more)
			}
			if narrowed := !cmp.Equal(tt.want, claims.PersonFilter{OnList: true}); narrowed != (len(s.reader.asked) > 0) || narrowed != p.filters.bar.clear.Visible() {
				t.Errorf("asked %v, clear shown %t", s.reader.asked, p.filters.bar.clear.Visible())
			}
			p.clearAll()
			if diff := cmp.Diff(claims.PersonFilter{OnList: true}, p.filter); diff != "" || p.filters.bar.clear.Visible() {
				t.Errorf("after clearing (-want +got):\n%s", diff)
			}
		})
	}
}

func answer(a claims.Answer) *claims.Answer { return &a }

func TestPeopleNobodyMatchesTheFilters(t *testing.T) {
	_, p := showPeople(t, &fakeReaders{})
	p.filters.age.SetSelected("85+")
	p.filters.sex.SetSelectedIndex(1)
	if got, want := p.empty.Title(), "Nobody matches these 2 filters"; got != want {
		t.Errorf("title %q, want %q", got, want)
	}
	test.Tap(p.empty.Button())
	if p.filter.InUse() != 0 || p.empty.Title() != peopleNobodyOn {
		t.Errorf("filter %+v, title %q", p.filter, p.empty.Title())
	}
}
