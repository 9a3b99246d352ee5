package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Those who are ticked stay so while the list shows others, and go into the file alone.
func TestPeopleTicked(t *testing.T) {
	s, p := showPeople(t, &fakeReaders{people: town(40)})
	p.doors.files.window = s.window
	set, ok := p.doors.set.(*fakePeopleSet)
	if !ok {
		t.Fatal("no fake set")
	}
	space := func() { p.table.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace}) }
	first, _ := p.list.row(0)
	space()
	p.table.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	p.table.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	space()
	if got, want := p.export.Text, "Export 2 ticked"; got != want || !p.ticks.add.Visible() {
		t.Errorf("button %q, want %q; adding shown %t", got, want, p.ticks.add.Visible())
	}
	p.filters.age.SetSelected("85+")
	if !p.isTicked(0) {
		t.Error("the tick is gone with another filter")
	}
	third := p.ticks.keys()
	save(t, p, s)
	if want := "list=false narrowings=0 name desc=false ticked=" + strings.Join(strings.Fields("["+strings.Join(third, " ")+"]"), " "); set.saved != want {
		t.Errorf("saved %q, want %q", set.saved, want)
	}
	if !p.Escape() || p.isTicked(0) || p.export.Text != eventsExport {
		t.Errorf("after Esc ticked %t, button %q", p.isTicked(0), p.export.Text)
	}
	save(t, p, s)
	if want := "list=true narrowings=1 name desc=false ticked=[]"; set.saved != want {
		t.Errorf("saved %q, want %q", set.saved, want)
	}
	if first.Key == "" {
		t.Error("no first row")
	}
}

// save goes through the sheet that saves.
func save(t *testing.T, p *peoplePage, s *stage) {
	t.Helper()
	test.Tap(p.export)
	sheet, ok := s.window.Canvas().Focused().(*keyButton)
	if !ok {
		t.Fatalf("%T has the keyboard, want the button that saves", s.window.Canvas().Focused())
	}
	test.Tap(sheet)
	for s.window.Canvas().Overlays().Top() != nil {
		s.window.Canvas().Overlays().Remove(s.window.Canvas().Overlays().Top())
	}
}

func TestPeopleTickedGoToAList(t *testing.T) {
	r := &fakeReaders{people: town(40)}
	s, p := showPeople(t, r)
	p.doors.files.window = s.window
	p.table.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	person, _ := p.list.row(0)
	form := p.askAdd(p.ticks.chosen())
	form.name.SetText("To phone")
	test.Tap(form.form.act)
	if diff := cmp.Diff(map[string][]string{"To phone": {person.MBI}}, r.work.onList); diff != "" {
		t.Errorf("lists (-want +got):\n%s", diff)
	}
	if len(p.ticks.people) != 0 || p.ticks.told.Text != "1 person added to To phone." || !p.ticks.told.Visible() {
		t.Errorf("ticked %d, told %q", len(p.ticks.people), p.ticks.told.Text)
	}
}

func TestPeopleMenuCopies(t *testing.T) {
	s, p := showPeople(t, &fakeReaders{people: town(40)})
	person, _ := p.list.row(0)
	for _, item := range p.menu(0) {
		switch item.Label {
		case peopleCopyWho, peopleCopyMBI:
			item.Action()
			if want := map[string]string{peopleCopyWho: personName(person) + ", " + dateText(person.BirthDate), peopleCopyMBI: person.MBI}[item.Label]; s.copied != want {
				t.Errorf("%s copied %q, want %q", item.Label, s.copied, want)
			}
		}
	}
	p.list.rows[0][0] = claims.Person{Key: person.Key}
	for _, item := range p.menu(0) {
		if item.Label == peopleCopyMBI && !item.Disabled {
			t.Error("an MBI that is not there can be copied")
		}
	}
}
