package ui

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/claims"
)

// eventActs are the buttons under a work list. They act on what is ticked, else on the row that is chosen.
type eventActs struct {
	page   *eventsPage
	people []claims.PeopleList
	line   *widget.Label
	done   *keyButton
	others []*keyButton
	claim  *keyButton
	box    *fyne.Container
	// short are the same in few words, for where text is so large that the bar would cost two lines: the button that is used most, with
	// how many it acts on where that is more than one, and a menu with the others.
	short    []fyne.CanvasObject
	fewDone  *keyButton
	fewOther *keyButton
}

func newEventActs(p *eventsPage) *eventActs {
	a := &eventActs{page: p, line: widget.NewLabel(eventsNoTick)}
	a.done = newKeyButton(eventsDone, p.markDone, nil)
	a.others = []*keyButton{
		newKeyButton(eventsNotForUs, func() { p.mark(claims.EventNotForUs) }, nil),
		newKeyButton(eventsNote, p.askNote, nil),
		newKeyButton(eventsAssign, p.askAssign, nil),
		newKeyButton(eventsHide, p.askHide, nil),
		newKeyButton(eventsAddToList, func() { p.askAdd() }, nil),
	}
	a.claim = newKeyButton(eventsShowClaim, func() { p.openClaim(p.table.Current()) }, nil)
	a.box = wrapping(a.line, a.done)
	for _, b := range a.others {
		a.box.Add(b)
	}
	a.box.Add(a.claim)
	a.fewDone = newKeyButton("", p.markDone, nil)
	a.fewOther = newKeyButton(moreTitle, a.showOthers, nil)
	a.fewOther.Icon, a.fewOther.IconPlacement = symbolOf(assets.Down), widget.ButtonIconTrailingText
	a.short = []fyne.CanvasObject{a.fewDone, a.fewOther}
	a.tell()
	return a
}

// showOthers opens the menu of the row beneath its button.
func (a *eventActs) showOthers() {
	p := a.page
	canvas := fyne.CurrentApp().Driver().CanvasForObject(a.fewOther)
	if canvas == nil {
		return
	}
	menu := widget.NewPopUpMenu(fyne.NewMenu("", p.menu(p.table.Current())...), canvas)
	menu.ShowAtRelativePosition(fyne.NewPos(0, -menu.MinSize().Height), a.fewOther)
	p.s.focus(menu)
}

// tell says what the buttons act on.
func (a *eventActs) tell() {
	p := a.page
	n := len(p.chosen())
	switch {
	case len(p.ticked) > 0:
		a.line.SetText(fmt.Sprintf(eventsTicked, app.CountText(len(p.ticked))))
	case n > 0:
		a.line.SetText(eventsChosen)
	default:
		a.line.SetText(eventsNoTick)
	}
	if p.export != nil { // the bar is made before it
		p.export.SetText(exportWord(len(p.ticked)))
	}
	a.done.SetText(eventsDone)
	if p.filter.State == claims.EventDone || p.filter.State == claims.EventNotForUs {
		a.done.SetText(eventsToDo)
	}
	enable(a.done, n > 0)
	for _, b := range a.others {
		enable(b, n > 0)
	}
	e, ok := p.list.row(p.table.Current())
	enable(a.claim, ok && e.ClaimID != "")
	few := a.done.Text
	if n > 1 {
		few += " (" + app.CountText(n) + ")"
	}
	a.fewDone.SetText(few)
	enable(a.fewDone, n > 0)
	enable(a.fewOther, ok)
	a.box.Refresh()
}

func (p *eventsPage) isTicked(key string) bool {
	_, ok := p.ticked[key]
	return ok
}

func (p *eventsPage) tick(rows []int, on bool) {
	for _, row := range rows {
		if e, ok := p.list.row(row); ok {
			delete(p.ticked, e.Key)
			if on {
				p.ticked[e.Key] = e
			}
		}
	}
	p.table.Refresh()
	p.acts.tell()
}

func (p *eventsPage) untick() {
	clear(p.ticked)
	p.table.Refresh()
	p.acts.tell()
}

// chosen are the events to act on: those ticked, else the current row.
func (p *eventsPage) chosen() []claims.Event {
	if len(p.ticked) > 0 {
		list := slices.Collect(maps.Values(p.ticked))
		slices.SortFunc(list, func(a, b claims.Event) int { return cmp.Compare(a.Key, b.Key) })
		return list
	}
	if e, ok := p.list.row(p.table.Current()); ok {
		return []claims.Event{e}
	}
	return nil
}

func keysOf(events []claims.Event) []string {
	keys := make([]string, len(events))
	for i := range events {
		keys[i] = events[i].Key
	}
	return keys
}

// tickedKeys are the keys of the events that are ticked; nil for none.
func (p *eventsPage) tickedKeys() []string {
	if len(p.ticked) == 0 {
		return nil
	}
	return keysOf(p.chosen())
}

func eventsWords(n int) string { return countEvents.Of(n) }

// markDone marks what is chosen as done, or takes that back where the list shows what is done.
func (p *eventsPage) markDone() {
	if p.filter.State == claims.EventDone || p.filter.State == claims.EventNotForUs {
		p.mark(claims.EventToDo)
		return
	}
	p.mark(claims.EventDone)
}

// mark says what became of what is chosen, and offers to take it back.
func (p *eventsPage) mark(state claims.EventState) {
	events := p.chosen()
	if len(events) == 0 {
		return
	}
	before := map[claims.EventState][]string{}
	for i := range events {
		before[events[i].State] = append(before[events[i].State], events[i].Key)
	}
	undo := func() {
		p.do("", nil, func(ctx context.Context) error {
			for was, keys := range before {
				if err := p.doors.set.SetEventState(ctx, keys, was); err != nil {
					return err
				}
			}
			return nil
		})
	}
	told := fmt.Sprintf(eventsMarked, eventsWords(len(events)), app.EventStateText(state))
	p.do(told, undo, func(ctx context.Context) error { return p.doors.set.SetEventState(ctx, keysOf(events), state) })
}

// acted is the end of what people did: the list and its counts are read anew.
func (p *eventsPage) acted(told string, undo func(), err error) {
	switch {
	case err != nil:
		problem := app.ProblemOf(err)
		p.notice.say(assets.Cross, ColorProblem, fmt.Sprintf(eventsUnread, joined(problem.Title, problem.Text)), "", nil)
		return
	case told == "":
		p.notice.clear()
	case undo != nil:
		p.notice.say(assets.Check, ColorOK, told, eventsUndo, undo)
	default:
		p.notice.say(assets.Check, ColorOK, told, "", nil)
	}
	p.untick()
	p.reload(true)
	p.readAside()
	p.doors.changed()
	if p.table.Visible() {
		p.s.focus(p.table)
	}
}

// key answers keys that mean something on this page alone: Right opens the claim.
func (p *eventsPage) key(e *fyne.KeyEvent) bool {
	if e.Name != fyne.KeyRight || p.panelOpen() {
		return false
	}
	event, ok := p.list.row(p.table.Current())
	if !ok || event.ClaimID == "" {
		return false
	}
	p.openClaim(p.table.Current())
	return true
}

// menu is what a right click on a row offers.
func (p *eventsPage) menu(row int) []*fyne.MenuItem {
	e, ok := p.list.row(row)
	if !ok {
		return nil
	}
	open := fyne.NewMenuItem(menuOpenPerson, func() { p.openPerson(row) })
	open.Disabled = e.PersonKey == ""
	claim := fyne.NewMenuItem(menuOpenEvents, func() { p.openClaim(row) })
	claim.Disabled = e.ClaimID == ""
	return []*fyne.MenuItem{
		open, claim, fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(p.acts.done.Text, p.markDone), fyne.NewMenuItem(eventsNotForUs, func() { p.mark(claims.EventNotForUs) }),
		fyne.NewMenuItem(eventsNote, p.askNote), fyne.NewMenuItem(eventsAssign, p.askAssign), fyne.NewMenuItem(eventsHide, p.askHide),
		fyne.NewMenuItem(eventsAddToList, func() { p.askAdd() }), fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(menuCopyRow, p.table.CopySelected), fyne.NewMenuItem(p.export.Text, p.SaveShown), fyne.NewMenuItem(columnsChoose, func() { chooseColumns(p.table, "events-"+string(p.at.List)) }),
	}
}

// SaveShown implements saver: the list as it is filtered and sorted, or what is ticked, as a workbook.
func (p *eventsPage) SaveShown() {
	if p.export.Disabled() {
		return
	}
	filter, sort, desc, info, ticked := p.filters.filter(p.at), p.sort, p.desc, p.at, p.tickedKeys()
	whom := info.Title
	if ticked != nil {
		filter = claims.EventFilter{List: info.List, ShowDied: true, ShowHidden: true, Early: true, AllPlaces: true} // whatever the filter shows by now
		whom += " · " + fmt.Sprintf(eventsTicked, eventsWords(len(ticked)))
	}
	showSaveFile(p.s, p.doors.files, eventsJob(p.doors.set, info.Title, whom, p.s.now(), eventsAsk{filter, sort, desc, ticked}))
}

// eventsAsk is which events go into a file, and in which order.
type eventsAsk struct {
	filter claims.EventFilter
	sort   claims.EventSort // empty for the usual order of the list
	desc   bool
	ticked []string // keys of those ticked; nil for all
}

// eventsJob writes the events of a list to a workbook. title is that of the list, whom says which of it.
func eventsJob(set app.WorkLists, title, whom string, now time.Time, ask eventsAsk) fileJob {
	return fileJob{
		title: eventsSaveTitle, whom: whom, what: eventsSaveWhat, keep: eventsSaveKeep, names: true,
		name: fmt.Sprintf("claimsdesk-%s-%s.xlsx", fileWord(title), now.Format(time.DateOnly)), ending: ".xlsx", act: saveGo,
		writing: eventsSaving, runs: eventsSaveRuns, done: eventsSaved, told: eventsSavedBar,
		write: func(ctx context.Context, out string, _ app.Report) (app.ExportResult, error) {
			return set.SaveEvents(ctx, ask.filter, ask.sort, ask.desc, ask.ticked, out)
		},
	}
}
