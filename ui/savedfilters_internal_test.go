package ui

import (
	"math/rand/v2"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// itemOf is the item of a menu, or of one beneath it, with words.
func itemOf(t *testing.T, items []*fyne.MenuItem, words ...string) *fyne.MenuItem {
	t.Helper()
	for _, item := range items {
		switch {
		case item.Label != words[0]:
		case len(words) == 1:
			return item
		default:
			return itemOf(t, item.ChildMenu.Items, words[1:]...)
		}
	}
	t.Fatalf("no item %q", words)
	return nil
}

// Filters are saved under a name and brought back, with the list that they were for.
func TestSavedFiltersBringAListBack(t *testing.T) {
	e := showEvents(t, workReader(24))
	p := e.page
	if !itemOf(t, p.saved.items(), filtersSave).Disabled {
		t.Error("without filters there is nothing to save")
	}
	p.openList(claims.ListED, false)
	p.filters.when.SetSelected(eventsDays90)
	p.filters.noUrgent.SetChecked(true)
	itemOf(t, p.saved.items(), filtersSave).Action()
	for _, tt := range []struct{ name, says string }{{" ", filtersSaveNone}} {
		e.typed(t, tt.name, filtersSaveDo)
		if e.window.Canvas().Overlays().Top() == nil {
			t.Fatalf("%q was taken as a name", tt.name)
		}
	}
	e.typed(t, "ED, no urgent care", filtersSaveDo)
	want := p.filter
	p.filters.reset(claims.EventToDo)
	p.openList(claims.ListFollowUp, false)
	p.reload(false)
	if p.filter == want {
		t.Fatal("the filters were not taken back")
	}
	itemOf(t, p.saved.items(), "ED, no urgent care").Action()
	if p.filter != want || p.at.List != claims.ListED {
		t.Errorf("list %s: filter %+v, want %+v", p.at.List, p.filter, want)
	}
	if !itemOf(t, p.saved.items(), "ED, no urgent care").Checked {
		t.Error("the menu must say which saved filters are in use")
	}
	itemOf(t, p.saved.items(), filtersSave).Action()
	e.typed(t, "ED, no urgent care", filtersSaveDo)
	if e.window.Canvas().Overlays().Top() == nil {
		t.Error("a name that is taken was taken again")
	}
	e.tapForm(t, wordCancel)
	itemOf(t, p.saved.items(), filtersForget, "ED, no urgent care").Action()
	if got := p.saved.names(); len(got) != 0 {
		t.Errorf("%q are still there", got)
	}
}

// The next start shows the list as it was filtered last; another data set does not.
func TestFiltersAreRemembered(t *testing.T) {
	e := showEvents(t, workReader(24))
	e.page.openList(claims.ListED, false)
	e.page.filters.state.SetSelected(eventsAll)
	again := newEventsPage(e.surroundings, e.page.doors)
	again.Show(t.Context())
	if again.at.List != claims.ListED || again.filter.State != "" {
		t.Errorf("events: list %s, state %q", again.at.List, again.filter.State)
	}
	again.filters.reset(claims.EventToDo)
	if again = newEventsPage(e.surroundings, e.page.doors); again.at.List != claims.ListED || len(again.state()) != 1 {
		t.Errorf("what was cleared came back: %v", again.state())
	}

	s := newStage(t, &fakeReaders{people: town(40), lists: someLists()})
	doors := s.peopleDoors(t)
	p := newPeoplePage(s.surroundings, doors)
	s.show(t, p, pageWidth, pageHeight)
	p.search.SetText("Abbott")
	p.ring(t, s)
	p.show.SetSelected(peopleEveryone)
	p.filters.list.SetSelected(someLists()[0].Name)
	next := newPeoplePage(s.surroundings, doors)
	next.Show(t.Context())
	if next.filter.OnList || next.filter.PeopleList != someLists()[0].Name || next.filter.Search != "" || next.search.Text != "" {
		t.Errorf("people: %+v, typed %q", next.filter, next.search.Text)
	}
	s.reader.lists = nil
	gone := newPeoplePage(s.surroundings, doors)
	gone.Show(t.Context())
	if gone.filter.PeopleList != "" {
		t.Errorf("a list that is gone still narrows: %q", gone.filter.PeopleList)
	}
	forgetFilters(doors.set.Name())
	if fresh := newPeoplePage(s.surroundings, doors); len(fresh.state()) != 0 {
		t.Errorf("filters of a data set that is gone: %v", fresh.state())
	}
}

func (p *peoplePage) ring(t *testing.T, s *stage) {
	t.Helper()
	s.ring(typingPause)
	if p.filter.Search == "" {
		t.Fatal("nothing was typed")
	}
}

// Analysis comes back with the months, the people and the list that were asked for; a list that is gone narrows no more.
func TestAnalysisRemembersWhatItShows(t *testing.T) {
	a := showAnalysis(t, func(a *analysisStage) { a.reader.lists = someLists() })
	c := a.page.controls
	c.months.SetSelected(analysis36)
	c.people.SetSelected(analysisThen)
	c.list.SetSelected(someLists()[0].Name)
	c.per.SetSelected(analysisPerHead)
	again := newAnalysisPage(a.surroundings, a.page.doors)
	if diff := cmp.Diff(stateOf(c.values()), stateOf(again.controls.values())); diff != "" || len(stateOf(c.values())) != 4 {
		t.Error(diff)
	}
	a.reader.lists = nil
	again.Show(t.Context())
	if again.controls.list.SelectedIndex() != 0 || again.controls.ask().months != analysis36 {
		t.Errorf("list %q, %s", again.controls.list.Selected, again.controls.ask().months)
	}
	c.months.SetSelected(analysisFromTo) // without days
	if got := newAnalysisPage(a.surroundings, a.page.doors).controls.months.Selected; got == analysisFromTo {
		t.Error("a period without days came back")
	}
}

// Whatever the controls say, a state says the same, and brings it back.
func TestFilterStatesHoldEveryControl(t *testing.T) {
	e := showEvents(t, workReader(24))
	s := newStage(t, &fakeReaders{people: town(40), lists: someLists()})
	people := newPeoplePage(s.surroundings, s.peopleDoors(t))
	random := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // the same states each time
	f, g := e.page.filters, people.filters
	choices := []*widgets.Select{f.when, f.state, g.age, g.sex, g.work, people.show, g.answers[0], g.answers[1], g.answers[2]}
	checks := []*keyCheck{f.fresh, f.hidden, f.places, f.noUrgent, g.hospice, g.nursing}
	lines := []*entry{f.assigned, g.zip, g.paid, g.paidUpTo, g.ed, g.stays, f.from.entry, f.to.entry}
	seen := map[string]bool{}
	for range 60 {
		for _, c := range choices {
			setChoice(c, c.Options[random.IntN(len(c.Options))])
		}
		for _, c := range checks {
			c.Checked = random.IntN(2) == 0
		}
		for _, l := range lines {
			l.SetText([]string{"", "45402", "12"}[random.IntN(3)])
		}
		for _, d := range []*doctorChoice{f.doctor, g.doctor} {
			d.set([]claims.UsualDoctor{{}, {NPI: "1003000126", Name: "PATEL ANITA"}, {NPI: "1003000134"}}[random.IntN(3)])
		}
		want, wantPeople := f.filter(e.page.at), g.narrowing()
		for _, values := range [][]filterValue{f.values(), people.values()} {
			state := stateOf(values)
			for key := range state {
				seen[key] = true
			}
			setState(values, nil)
			if got := stateOf(values); len(got) != 0 {
				t.Fatalf("usual filters say %v", got)
			}
			setState(values, state)
		}
		if got := f.filter(e.page.at); got != want {
			t.Fatalf("events: %+v, want %+v", got, want)
		}
		if diff := cmp.Diff(wantPeople, g.narrowing()); diff != "" {
			t.Fatal(diff)
		}
	}
	for _, values := range [][]filterValue{f.values(), people.values()} {
		for _, v := range values {
			if !seen[v.key] && !slices.Contains([]string{"by", "died", "early", "list"}, v.key) {
				t.Errorf("no state held %q", v.key)
			}
		}
	}
}

// The button opens its menu by the keyboard, and Esc closes it.
func TestSavedFiltersByKeyboard(t *testing.T) {
	e := showEvents(t, workReader(3))
	canvas := e.window.Canvas()
	canvas.Focus(e.page.saved.button)
	canvas.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if canvas.Overlays().Top() == nil {
		t.Fatal("no menu")
	}
	canvas.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if canvas.Overlays().Top() != nil {
		t.Error("the menu stays")
	}
}
