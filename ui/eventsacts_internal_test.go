package ui

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// typed types into the line of the form that lies over the window, and presses a button of it.
func (e *eventsStage) typed(t *testing.T, text, button string) {
	t.Helper()
	for _, o := range test.LaidOutObjects(e.window.Canvas().Overlays().Top()) {
		if line, ok := o.(*entry); ok && line.Visible() {
			line.SetText(text)
			e.tapForm(t, button)
			return
		}
	}
	t.Fatal("no line to type in")
}

func (e *eventsStage) tapForm(t *testing.T, button string) {
	t.Helper()
	for _, o := range test.LaidOutObjects(e.window.Canvas().Overlays().Top()) {
		if b, ok := o.(*keyButton); ok && b.Text == button {
			test.Tap(b)
			return
		}
	}
	t.Fatalf("no button %q in the form", button)
}

func (e *eventsStage) done() []string {
	list := e.reader.work.done
	e.reader.work.done = nil
	return list
}

func TestEventsMarksWhatIsTicked(t *testing.T) {
	e := showEvents(t, workReader(24))
	e.press(fyne.KeySpace, fyne.KeyDown, fyne.KeyDown, fyne.KeySpace)
	if got, want := e.page.acts.line.Text, "2 ticked"; got != want {
		t.Errorf("line %q, want %q", got, want)
	}
	e.page.markDone()
	if diff := cmp.Diff([]string{"done stay0 stay2"}, e.done()); diff != "" {
		t.Errorf("done (-want +got):\n%s", diff)
	}
	if e.page.table.Total() != 19 || e.page.lists.Items()[0].Count != "19" || e.changed != 1 || len(e.page.ticked) != 0 {
		t.Errorf("%d rows, count %s, rail told %d times, %d ticked", e.page.table.Total(), e.page.lists.Items()[0].Count, e.changed, len(e.page.ticked))
	}
	if got, want := e.page.notice.line.label.Text, "2 events marked: Done."; got != want || !e.page.notice.box.Visible() {
		t.Errorf("told %q, want %q", got, want)
	}
	test.Tap(e.page.notice.button)
	if diff := cmp.Diff([]string{"todo stay0 stay2"}, e.done()); diff != "" || e.page.table.Total() != 21 {
		t.Errorf("%d rows; undone (-want +got):\n%s", e.page.table.Total(), diff)
	}
}

func TestEventsMarksTheChosenRowWithoutTicks(t *testing.T) {
	e := showEvents(t, workReader(24))
	e.press(fyne.KeyDown)
	test.Tap(e.page.acts.others[0])
	if diff := cmp.Diff([]string{"not_for_us stay1"}, e.done()); diff != "" {
		t.Errorf("done (-want +got):\n%s", diff)
	}
	e.page.filters.state.SetSelected("Not for us")
	if got, want := e.page.acts.done.Text, eventsToDo; got != want {
		t.Errorf("button %q, want %q", got, want)
	}
	e.page.table.Select(0)
	test.Tap(e.page.acts.done)
	if diff := cmp.Diff([]string{"todo stay1"}, e.done()); diff != "" {
		t.Errorf("taken back (-want +got):\n%s", diff)
	}
}

func TestEventsKeepsANote(t *testing.T) {
	e := showEvents(t, workReader(24))
	e.page.askNote()
	e.typed(t, strings.Repeat("é", 201), eventsNoteKeep)
	if len(e.done()) != 0 || e.window.Canvas().Overlays().Top() == nil {
		t.Error("a note of 201 letters was taken")
	}
	e.typed(t, " Called, sees Dr. Patel on Friday ", eventsNoteKeep)
	if diff := cmp.Diff([]string{"note Called, sees Dr. Patel on Friday stay0"}, e.done()); diff != "" {
		t.Errorf("kept (-want +got):\n%s", diff)
	}
	if e.window.Canvas().Overlays().Top() != nil {
		t.Error("the form stayed open")
	}
}

func TestEventsAssign(t *testing.T) {
	e := showEvents(t, workReader(24))
	e.press(fyne.KeySpace, fyne.KeyDown, fyne.KeySpace)
	e.page.askAssign()
	e.typed(t, "Dana", eventsAssignKeep)
	if diff := cmp.Diff([]string{"assign Dana stay0 stay1"}, e.done()); diff != "" {
		t.Errorf("assigned (-want +got):\n%s", diff)
	}
}

func TestEventsHideUntilADay(t *testing.T) {
	e := showEvents(t, workReader(24))
	e.page.askHide()
	e.typed(t, "soon", eventsHideKeep)
	e.typed(t, "8/29/2026", eventsHideKeep)
	if len(e.done()) != 0 {
		t.Error("a day that is none, or today, was taken")
	}
	e.typed(t, "9/12/2026", eventsHideKeep)
	if diff := cmp.Diff([]string{"hide 2026-09-12 stay0"}, e.done()); diff != "" {
		t.Errorf("hidden (-want +got):\n%s", diff)
	}
	if got, want := e.page.table.Total(), 20; got != want {
		t.Errorf("%d rows, want %d", got, want)
	}
	e.page.filters.hidden.SetChecked(true)
	if got, want := e.page.table.Total(), 21; got != want {
		t.Errorf("%d rows with hidden ones, want %d", got, want)
	}
}

func TestEventsAddToAList(t *testing.T) {
	reader := workReader(24)
	reader.lists = []claims.PeopleList{{Name: "Dayton panel"}}
	reader.work.onList = map[string][]string{"Dayton panel": {"1EG4TE5MK00", "9AA9AA9AA99"}}
	e := showEvents(t, reader)
	e.press(fyne.KeySpace, fyne.KeyDown, fyne.KeySpace)
	e.page.askAdd()
	e.tapForm(t, eventsAddKeep)
	if diff := cmp.Diff([]string{"1EG4TE5MK00", "1EG4TE5MK01", "9AA9AA9AA99"}, reader.work.onList["Dayton panel"]); diff != "" {
		t.Errorf("the list (-want +got):\n%s", diff)
	}
	form := e.page.askAdd()
	form.list.SetSelected(eventsAddNew)
	e.typed(t, "dayton PANEL", eventsAddKeep)
	e.typed(t, "Call this week", eventsAddKeep)
	if got := reader.work.onList["Call this week"]; len(got) != 1 || reader.work.onList["dayton PANEL"] != nil {
		t.Errorf("lists %v", reader.work.onList)
	}
}

func TestEventsSaysWhatWasNotKept(t *testing.T) {
	e := showEvents(t, workReader(24))
	e.reader.work.failing = errors.New("disk")
	e.page.markDone()
	if !e.page.notice.box.Visible() || !strings.HasPrefix(e.page.notice.line.label.Text, "Not kept: ") || e.page.table.Total() != 21 {
		t.Errorf("told %q with %d rows", e.page.notice.line.label.Text, e.page.table.Total())
	}
}

func TestEventsMenu(t *testing.T) {
	e := showEvents(t, workReader(24))
	var words []string
	for _, item := range e.page.menu(0) {
		if !item.IsSeparator {
			words = append(words, item.Label)
		}
	}
	want := []string{"Open", "Open claim", "Mark done", "Not for us", "Note…", "Assign…", "Hide until…", "Add to list…", "Copy row", "Export to Excel", "Choose columns…"}
	if diff := cmp.Diff(want, words); diff != "" {
		t.Errorf("menu (-want +got):\n%s", diff)
	}
}

func TestEventsSavesTheListAsItIsShown(t *testing.T) {
	e := showEvents(t, workReader(24))
	e.page.filters.state.SetSelected(eventsAll)
	e.page.sortBy("name", true)
	e.page.SaveShown()
	e.tapForm(t, saveGo)
	if got, want := e.set.saved, `follow_up state="" "name" desc=true`; got != want {
		t.Errorf("saved %q, want %q", got, want)
	}
}

// What is ticked goes into the file alone, whatever the filter shows by then.
func TestEventsSavesWhatIsTicked(t *testing.T) {
	e := showEvents(t, workReader(24))
	e.press(fyne.KeySpace, fyne.KeyDown, fyne.KeySpace)
	if got, want := e.page.export.Text, "Export 2 ticked"; got != want {
		t.Errorf("button %q, want %q", got, want)
	}
	keys := e.page.tickedKeys()
	e.page.filters.state.SetSelected(app.EventStateText(claims.EventDone))
	e.page.SaveShown()
	e.tapForm(t, saveGo)
	if got, want := e.set.saved, fmt.Sprintf(`follow_up state="" "" desc=false ticked %v`, keys); got != want {
		t.Errorf("saved %q, want %q", got, want)
	}
}

func TestEventsHowAListIsMade(t *testing.T) {
	e := showEvents(t, workReader(24))
	test.Tap(e.page.how.button)
	if !e.page.how.body.Visible() || !e.says("A visit is due within 14 days.") {
		t.Error("how the list is made is not said")
	}
	pick := find[*widgets.Select](e, func(s *widgets.Select) bool { return slices.Contains(s.Options, "7 days") })
	pick.SetSelected("7 days")
	if !e.says("A visit is due within 7 days.") {
		t.Error("the number in use did not change")
	}
	test.Tap(find[*keyButton](e, func(b *keyButton) bool { return b.Text == eventsSettingReset }))
	if !e.says("A visit is due within 14 days.") {
		t.Error("Reset did not take the number back")
	}
}

func TestEventsTakesNumbersWithinTheirBounds(t *testing.T) {
	e := showEvents(t, workReader(24))
	e.page.openList(claims.ListOftenED, false)
	e.page.Show(t.Context())
	e.page.how.show(true)
	field := e.page.how.fields[claims.SettingEDVisits]
	use := find[*keyButton](e, func(b *keyButton) bool { return b.Text == eventsSettingSave })
	for _, wrong := range []string{"many", "1", "21"} {
		field.SetText(wrong)
		test.Tap(use)
		if e.reader.work.settings != nil {
			t.Fatalf("%q was taken", wrong)
		}
	}
	if !e.says("Type a number from 2 to 20.") {
		t.Error("it does not say which numbers it takes")
	}
	field.SetText("6")
	test.Tap(use)
	if !e.says("Often means at least 6 visits.") {
		t.Error("the number in use did not change")
	}
}

func TestEventsConfirmsAShorterPatientList(t *testing.T) {
	reader := workReader(24)
	reader.work.shrunk = &claims.ShrunkList{RosterID: 2, TakenAt: testNow(), Before: 12_418, Now: 11_002}
	e := showEvents(t, reader)
	if e.page.notice.box.Visible() {
		t.Error("told on a list that it has nothing to do with")
	}
	e.page.openList(claims.ListLeft, false)
	e.page.Show(t.Context())
	if want := "11,002 people, 11 % fewer"; !strings.Contains(e.page.notice.line.label.Text, want) {
		t.Errorf("told %q, want %q in it", e.page.notice.line.label.Text, want)
	}
	test.Tap(e.page.notice.button)
	if reader.work.shrunk != nil || e.page.notice.box.Visible() {
		t.Error("the list was not confirmed")
	}
}

// says tells whether text stands on the page.
func (e *eventsStage) says(text string) bool {
	for _, o := range test.LaidOutObjects(e.page.content) {
		if label, ok := o.(*widget.Label); ok && label.Visible() && strings.Contains(label.Text, text) {
			return true
		}
	}
	return false
}

// find is the first object of the page that fits.
func find[T fyne.CanvasObject](e *eventsStage, fits func(T) bool) (none T) {
	for _, o := range test.LaidOutObjects(e.page.content) {
		if found, ok := o.(T); ok && o.Visible() && fits(found) {
			return found
		}
	}
	return none
}
