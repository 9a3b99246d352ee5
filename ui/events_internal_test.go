package ui

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/claims"
)

// people are the people of the first rows, as shown.
func (e *eventsStage) people(n int) []string {
	var list []string
	for row := range min(n, e.page.table.Total()) {
		list = append(list, e.page.table.Cells(row)[0].Text)
	}
	return list
}

func (e *eventsStage) press(keys ...fyne.KeyName) {
	for _, key := range keys {
		e.page.table.TypedKey(&fyne.KeyEvent{Name: key})
	}
}

// asks is what the page asked of the lists since asked was emptied.
func (e *eventsStage) asks() []string {
	var list []string
	for _, line := range e.reader.asked {
		if strings.HasPrefix(line, "events ") {
			list = append(list, line)
		}
	}
	e.reader.asked = nil
	return list
}

func TestEventsShowsFollowUpOfTheLastThirtyDays(t *testing.T) {
	e := showEvents(t, workReader(24))
	want := []string{`events follow_up 2026-07-31..2026-08-29 by arrived state="todo" new=false "" desc=false after=""`}
	if diff := cmp.Diff(want, e.asks()); diff != "" {
		t.Errorf("asked (-want +got):\n%s", diff)
	}
	if got, want := e.page.view.count.Text, "21 events · no visit seen first, then newest discharge"; got != want {
		t.Errorf("line %q, want %q", got, want)
	}
	if got, want := e.page.died.Text, "Died left out: 1 · Show"; !e.page.died.Visible() || got != want {
		t.Errorf("shown %t: %q, want %q", e.page.died.Visible(), got, want)
	}
	if got := e.page.lists.Items()[0]; got.Count != "21" || !got.Strong || got.Heading != "After hospital" {
		t.Errorf("the first list says %+v", got)
	}
	if e.page.table.Current() != 0 || !e.page.table.Visible() {
		t.Errorf("current row %d, want the first to have the keyboard", e.page.table.Current())
	}
}

// Every list has its columns, and every cell of it can be drawn.
func TestEventsOfEveryList(t *testing.T) {
	e := showEvents(t, workReader(3))
	for place, info := range claims.EventLists() {
		e.page.lists.Choose(place)
		if e.page.table.Total() == 0 {
			t.Errorf("%s: no rows", info.List)
			continue
		}
		if got, want := len(e.page.table.Cells(0)), len(e.page.table.Columns()); got != want {
			t.Errorf("%s: %d cells for %d columns", info.List, got, want)
		}
		standing := strings.Contains(e.page.view.count.Text, "as of Aug 20, 2026")
		if standing != info.Standing || e.page.filters.timing[0].Visible() == info.Standing {
			t.Errorf("%s: line %q, window shown %t, standing %t", info.List, e.page.view.count.Text, e.page.filters.timing[0].Visible(), info.Standing)
		}
	}
}

func TestEventsFilters(t *testing.T) {
	tests := map[string]struct {
		use  func(f *eventFilters)
		want string
	}{
		"14 days":     {func(f *eventFilters) { f.when.SetSelected(eventsDays14) }, `events follow_up 2026-08-16..2026-08-29 by arrived state="todo" new=false "" desc=false after=""`},
		"this year":   {func(f *eventFilters) { f.when.SetSelected(eventsYear) }, `events follow_up 2026-01-01..2026-08-29 by arrived state="todo" new=false "" desc=false after=""`},
		"any time":    {func(f *eventFilters) { f.when.SetSelected(eventsAnyTime) }, `events follow_up .. by arrived state="todo" new=false "" desc=false after=""`},
		"by happened": {func(f *eventFilters) { f.by.Choose(1) }, `events follow_up 2026-07-31..2026-08-29 by happened state="todo" new=false "" desc=false after=""`},
		"all states":  {func(f *eventFilters) { f.state.SetSelected(eventsAll) }, `events follow_up 2026-07-31..2026-08-29 by arrived state="" new=false "" desc=false after=""`},
		"new only":    {func(f *eventFilters) { f.fresh.SetChecked(true) }, `events follow_up 2026-07-31..2026-08-29 by arrived state="todo" new=true "" desc=false after=""`},
		"from and to": {func(f *eventFilters) {
			f.when.SetSelected(eventsFromTo)
			f.from.entry.SetText("8/1/2026")
			f.to.entry.SetText("Aug 9 2026")
		}, `events follow_up 2026-08-01..2026-08-09 by arrived state="todo" new=false "" desc=false after=""`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			e := showEvents(t, workReader(24))
			e.asks()
			tt.use(e.page.filters)
			asked := e.asks()
			if !slices.Contains(asked, tt.want) {
				t.Errorf("asked %q, want %q", asked, tt.want)
			}
			if !e.page.filters.bar.clear.Visible() {
				t.Error("nothing clears the filters")
			}
			test.Tap(e.page.filters.bar.clear)
			if got, want := e.page.view.count.Text, "21 events · no visit seen first, then newest discharge"; got != want {
				t.Errorf("after clearing %q, want %q", got, want)
			}
		})
	}
}

// Half a pair of days asks for nothing.
func TestEventsWaitForBothDays(t *testing.T) {
	e := showEvents(t, workReader(24))
	e.asks()
	e.page.filters.when.SetSelected(eventsFromTo)
	e.page.filters.from.entry.SetText("8/20/2026")
	e.page.filters.to.entry.SetText("8/1/2026")
	if asked := e.asks(); len(asked) != 0 {
		t.Errorf("asked %q for days that are none", asked)
	}
}

func TestEventsMoreFiltersCountsThoseInUse(t *testing.T) {
	reader := workReader(24)
	reader.lists = someLists()
	e := showEvents(t, reader)
	f := e.page.filters
	f.list.SetSelected("Dayton panel")
	f.doctor.Tapped(nil)
	if got, want := f.doctor.finder.list.Items()[2].Title, "NPI 1003000142"; got != want {
		t.Errorf("a doctor without a name is called %q, want %q", got, want)
	}
	f.doctor.finder.line.SetText("patel")
	f.doctor.finder.line.OnSubmitted("")
	if got, want := f.bar.more.Text, "More filters (2)"; got != want {
		t.Errorf("button %q, want %q", got, want)
	}
	if got := f.filter(e.page.at); got.PeopleList != "Dayton panel" || got.Doctor != "1003000134" {
		t.Errorf("filter %+v", got)
	}
}

func TestEventsEarlyClaims(t *testing.T) {
	e := showEvents(t, workReader(24))
	e.page.filters.early.SetChecked(true)
	if got, want := e.page.table.Total(), 22; got != want {
		t.Errorf("%d rows with early claims, want %d", got, want)
	}
	none := showEvents(t, workReader(3))
	if !none.page.filters.early.Disabled() || none.page.filters.early.Text != eventsNoEarly {
		t.Errorf("without early claims the box says %q, disabled %t", none.page.filters.early.Text, none.page.filters.early.Disabled())
	}
}

func TestEventsShowsWhoDiedOnlyWhenAsked(t *testing.T) {
	e := showEvents(t, workReader(24))
	test.Tap(e.page.died)
	if got, want := e.page.table.Total(), 22; got != want {
		t.Errorf("%d rows with people who died, want %d", got, want)
	}
	test.Tap(e.page.died)
	if got, want := e.page.table.Total(), 21; got != want {
		t.Errorf("%d rows without them, want %d", got, want)
	}
}

func TestEventsSort(t *testing.T) {
	e := showEvents(t, workReader(24))
	e.page.sortBy("name", false)
	if diff := cmp.Diff([]string{"Acosta, Ruth", "Acosta, Ruth"}, e.people(2)); diff != "" {
		t.Errorf("people by name (-want +got):\n%s", diff)
	}
	if got, want := e.page.view.count.Text, "21 events · sorted by Person, A to Z"; got != want {
		t.Errorf("line %q, want %q", got, want)
	}
	e.page.sortBy("", false)
	if got := e.page.view.count.Text; !strings.HasSuffix(got, orderFollowUp) {
		t.Errorf("line %q, want the list's own order", got)
	}
}

func TestEventsOpensPersonAndClaim(t *testing.T) {
	e := showEvents(t, workReader(24))
	e.press(fyne.KeyReturn)
	if diff := cmp.Diff([]string{"person 0"}, e.nav.went); diff != "" {
		t.Errorf("Enter (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"opened stay0"}, e.reader.work.done); diff != "" || e.changed != 1 {
		t.Errorf("told the rail %d times; noted (-want +got):\n%s", e.changed, diff)
	}
	e.press(fyne.KeyDown, fyne.KeyRight)
	if e.page.opened != (claimRef{"v2", "inp-1"}) || !e.page.frame.card.Visible() || e.page.side.Visible() {
		t.Errorf("Right opened %v, panel %t, lists %t", e.page.opened, e.page.frame.card.Visible(), e.page.side.Visible())
	}
	e.press(fyne.KeyDown)
	if e.page.opened != (claimRef{"v2", "inp-2"}) {
		t.Errorf("the panel stayed with %v", e.page.opened)
	}
	if !e.page.Escape() || e.page.panelOpen() || !e.page.side.Visible() {
		t.Error("Esc did not close the panel")
	}
}

func TestEventsOpensTheClaimAsAPageWhereItIsNarrow(t *testing.T) {
	e := newEventsStage(t, workReader(24))
	e.open(t, 936, 660)
	e.press(fyne.KeyRight)
	if diff := cmp.Diff([]string{"claim inp-0"}, e.nav.went); diff != "" || e.page.panelOpen() {
		t.Errorf("panel %t; went (-want +got):\n%s", e.page.panelOpen(), diff)
	}
}

func TestEventsStates(t *testing.T) {
	t.Run("done", func(t *testing.T) {
		reader := workReader(6)
		for i := range reader.work.events {
			if reader.work.events[i].List == claims.ListFollowUp {
				reader.work.events[i].State = claims.EventDone
			}
		}
		e := showEvents(t, reader)
		if got := e.page.view.empty.Title(); got != eventsNoneTitle || e.page.view.table.Visible() || !e.page.export.Disabled() {
			t.Errorf("title %q, table %t", got, e.page.view.table.Visible())
		}
		test.Tap(e.page.view.empty.Button())
		if got, want := e.page.table.Total(), 5; got != want {
			t.Errorf("%d rows after Show all, want %d", got, want)
		}
	})
	t.Run("one refresh", func(t *testing.T) {
		e := showEvents(t, &fakeReaders{reports: []claims.RefreshReport{{Refresh: claims.Refresh{ID: 1}}}})
		e.page.openList(claims.ListNew, false)
		e.page.Show(t.Context())
		test.Tap(e.page.view.empty.Button())
		if e.page.view.empty.Title() != eventsFirstTitle || !cmp.Equal(e.nav.went, []string{"get data"}) {
			t.Errorf("title %q, went %v", e.page.view.empty.Title(), e.nav.went)
		}
	})
	t.Run("no data", func(t *testing.T) {
		e := showEvents(t, &fakeReaders{})
		if got := e.page.view.empty.Title(); got != eventsNoData {
			t.Errorf("title %q, want %q", got, eventsNoData)
		}
	})
	t.Run("nothing in the window", func(t *testing.T) {
		reader := workReader(3)
		for i := range reader.work.events {
			reader.work.events[i].Arrived = "2026-03-01"
		}
		e := showEvents(t, reader)
		test.Tap(e.page.view.empty.Button())
		if got, want := e.page.table.Total(), 3; got != want {
			t.Errorf("%d rows at any time, want %d", got, want)
		}
	})
	t.Run("slow", func(t *testing.T) {
		e := newEventsStage(t, workReader(24))
		e.nav.hold = true
		e.open(t, pageWidth, pageHeight)
		e.ring(spinnerDelay)
		if !e.page.view.looking.Visible() || e.page.lists.Items()[0].Count != "…" {
			t.Errorf("looking %t, count %q", e.page.view.looking.Visible(), e.page.lists.Items()[0].Count)
		}
		for len(e.nav.held) > 0 {
			e.nav.release(0)
		}
	})
	t.Run("problem", func(t *testing.T) {
		reader := workReader(24)
		reader.err = errors.New("no luck")
		e := showEvents(t, reader)
		if !e.page.view.problem.Content().Visible() || e.page.table.Visible() {
			t.Error("the problem is not shown in place of the list")
		}
		reader.err = nil
		test.Tap(e.page.view.problem.step)
		if e.page.table.Total() != 21 || e.page.lists.Items()[0].Count != "21" {
			t.Errorf("trying again brought %d rows and a count of %s", e.page.table.Total(), e.page.lists.Items()[0].Count)
		}
	})
}

// Home leads to a list, narrowed to what is new whenever it arrived.
func TestEventsOpenedFromHome(t *testing.T) {
	e := newEventsStage(t, workReader(24))
	e.page.openList(claims.ListED, true)
	e.open(t, pageWidth, pageHeight)
	want := []string{`events ed_visits .. by arrived state="todo" new=true "" desc=false after=""`}
	if diff := cmp.Diff(want, e.asks()); diff != "" {
		t.Errorf("asked (-want +got):\n%s", diff)
	}
	if got := e.page.lists.Chosen(); claims.EventLists()[got].List != claims.ListED {
		t.Errorf("the lists mark %s", claims.EventLists()[got].List)
	}
}

func TestEventsOfPeopleWhoAreNotInTheData(t *testing.T) {
	reader := workReader(0)
	for i := range reader.work.events {
		if e := &reader.work.events[i]; e.List == claims.ListNoData {
			e.LastName, e.FirstName, e.PersonKey = "", "", ""
		}
	}
	e := showEvents(t, reader)
	e.page.lists.Choose(len(claims.EventLists()) - 1)
	if diff := cmp.Diff([]string{"MBI …MK73"}, e.people(1)); diff != "" {
		t.Errorf("people (-want +got):\n%s", diff)
	}
	e.press(fyne.KeyReturn)
	if len(e.nav.went) != 0 {
		t.Errorf("went %v with nobody to go to", e.nav.went)
	}
}
