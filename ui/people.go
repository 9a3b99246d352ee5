package ui

import (
	"context"
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// typingPause is how long typing must rest before a list or a search is read again: answers take some milliseconds, so that
// people wait for little else, and they must see one within 100 ms (docs/reference/screens.md, rule 6).
const typingPause = 80 * time.Millisecond

// peoplePage finds a person or a group of people (docs/reference/screens.md 5.3).
type peoplePage struct {
	*listView
	s     surroundings
	doors peopleDoors
	list  *listing[claims.Person]

	search  *entry
	show    *widgets.Select
	filters *peopleFilters
	saved   *savedFilters
	export  *keyButton
	ticks   *peopleTicks
	note    *widget.Label
	content fyne.CanvasObject

	ctx       context.Context // of the present showing, for reads that controls start
	filter    claims.PersonFilter
	sort      claims.PersonSort
	desc      bool
	read      bool // the list has been read once
	lists     *loader
	mine      []claims.PeopleList // of the user
	stopTyped func()
}

var (
	_ page    = (*peoplePage)(nil)
	_ focuser = (*peoplePage)(nil)
	_ copier  = (*peoplePage)(nil)
	_ escaper = (*peoplePage)(nil)
	_ saver   = (*peoplePage)(nil)
)

func newPeoplePage(s surroundings, doors peopleDoors) *peoplePage {
	p := &peoplePage{s: s, doors: doors, filter: claims.PersonFilter{OnList: true}, sort: claims.SortByName, stopTyped: func() {}}
	p.lists = newLoader(s.nav.runBackground, s.after, nil)
	p.makeControls()
	p.makeTable()
	p.note = caption("")
	p.note.Wrapping = fyne.TextWrapWord
	p.export = newMainButton(eventsExport, p.SaveShown, nil)
	p.export.Icon = theme.NewColoredResource(symbol(assets.Excel), theme.ColorNameForegroundOnPrimary)
	p.ticks = newPeopleTicks(p)
	p.saved = newSavedFilters(s, func() downloadsDoors { return p.doors.sheets() }, newFilterMemory(pagePeople, doors.set.Name()), p.state, p.setState)
	p.extra.Objects = []fyne.CanvasObject{p.ticks.box, p.filters.bar.clear, p.saved.button, p.export}
	p.setState(p.saved.last())
	p.content = framed(stacked(p.filters.bar.box, p.line), container.New(toldWidth{p.fit}, p.middle), p.note)
	p.filters.bar.resized = p.content.Refresh
	return p
}

func (p *peoplePage) makeControls() {
	p.search = newEntry(peopleFilterHint)
	p.search.OnChanged = func(string) {
		p.stopTyped()
		p.stopTyped = p.s.after(typingPause, p.filterTyped)
	}
	p.search.onEscape = func() { p.search.SetText("") }
	p.search.hide(p.s.cover.on())
	p.search.OnSubmitted = func(string) {
		p.stopTyped()
		p.filterTyped()
		p.Focus()
	}
	p.show = widgets.NewSelect(peopleShown(), nil)
	p.show.SetSelected(peopleOnList)
	p.show.OnChanged = func(string) { p.narrow() }
	doctors := newDoctorChoice(p.s, func() context.Context { return p.ctx }, p.askDoctors, nil)
	p.filters = newPeopleFilters(p.s, p.search, p.show, doctors, p.narrow, p.clearAll)
}

func (p *peoplePage) makeTable() {
	columns := peopleColumns()
	shown := make([]widgets.Column, len(columns))
	for i, c := range columns {
		shown[i] = c.Column
	}
	table := widgets.NewRowTable(shown)
	table.Copy, table.Now = p.s.copy, p.s.now
	p.listView = newListView(p.s, table, symbol(assets.People))
	rememberColumns(table, "people")
	table.OnOpen = p.open
	table.OnSort = p.sortBy
	table.Menu = p.menu
	table.Ticked, table.OnTick = p.isTicked, p.tick
	p.list = &listing[claims.Person]{
		table: table,
		load:  newLoader(p.s.nav.runBackground, p.s.after, p.busy),
		skips: true,
		cells: func(person claims.Person) []widgets.Cell { return personCells(person, p.s.now()) },
		arrived: func(total int) {
			p.read = true
			p.showList(total)
		},
		failed: func(err error) {
			p.fail(err, func() { p.reload(true) })
			p.export.Hide()
		},
	}
	p.list.connect()
}

// fit leaves out columns for which there is no room, unless they were chosen by hand.
func (p *peoplePage) fit(width float32) {
	const ticks = 36 // of the boxes before the columns
	var usual []widgets.Column
	for _, c := range p.table.Columns() {
		if !c.Optional {
			usual = append(usual, c)
		}
	}
	chosen := fyne.CurrentApp().Preferences().StringList(prefColumns + "people")
	if len(chosen) > 0 {
		p.table.HideColumns()
		return
	}
	hideNarrow(p.table, usual, width-ticks*textScaleNow(), string(claims.SortByLastDate), "mbi", "city", "sex")
}

// askDoctors reads the usual doctors of those whom the list shows.
func (p *peoplePage) askDoctors() readDoctors {
	filter := p.filter
	return func(ctx context.Context) ([]claims.UsualDoctor, error) { return p.s.read.PeopleDoctors(ctx, filter) }
}

// Title implements page.
func (p *peoplePage) Title() string { return titlePeople }

// Content implements page.
func (p *peoplePage) Content() fyne.CanvasObject { return p.content }

// Show implements page: place and row stay as they were left.
func (p *peoplePage) Show(ctx context.Context) {
	p.ctx = ctx
	p.reload(true)
	p.readLists()
}

// readLists reads the user's lists.
func (p *peoplePage) readLists() {
	load(p.ctx, p.lists, p.s.read.PeopleLists, func(lists []claims.PeopleList, err error) {
		if err == nil { // without them the other filters still work
			p.mine = lists
			p.filters.offer(lists)
		}
	})
}

// Focus implements focuser: the list, or where there is none the filter.
func (p *peoplePage) Focus() {
	if p.table.Visible() {
		p.s.focus(p.table)
	} else {
		p.s.focus(p.search)
	}
}

// Escape takes the ticks away, then clears the filter.
func (p *peoplePage) Escape() bool {
	switch {
	case len(p.ticks.people) > 0:
		p.untick()
	case p.search.Text != "":
		p.search.SetText("")
	default:
		return false
	}
	return true
}

// CopyRows implements copier.
func (p *peoplePage) CopyRows() { p.table.CopySelected() }

// Retell implements reteller.
func (p *peoplePage) Retell() {
	p.search.hide(p.s.cover.on())
	p.table.Refresh()
}

// find narrows the list to what was typed elsewhere, among everyone ever seen.
func (p *peoplePage) find(typed string) {
	p.stopTyped()
	p.filters.clear()
	p.filter = claims.PersonFilter{Search: typed}
	p.setControls()
}

// setControls shows the filter in the controls without acting on it.
func (p *peoplePage) setControls() {
	typed := p.search.OnChanged
	p.search.OnChanged = nil
	p.search.SetText(p.filter.Search)
	p.search.OnChanged = typed
	setChoice(p.show, peopleEveryone)
	if p.filter.OnList {
		setChoice(p.show, peopleOnList)
	}
	p.tellFilters()
}

func (p *peoplePage) filterTyped() {
	if p.filter.Search != p.search.Text {
		p.filter.Search = p.search.Text
		p.tellFilters()
		p.reload(false)
	}
}

// narrow takes what the controls say.
func (p *peoplePage) narrow() {
	p.filter.OnList = p.show.Selected == peopleOnList
	p.filter.PeopleNarrowing = p.filters.narrowing()
	p.filter.Shown = shownOf(p.show.Selected)
	p.saved.keepLast(p.state())
	p.tellFilters()
	p.reload(false)
}

// values are the filters as they are kept and saved. What was typed to find somebody is not among them.
func (p *peoplePage) values() []filterValue {
	return append(p.filters.values(), choiceValue("show", p.show, "", "new", "left", "died", "check", "everyone"))
}

func (p *peoplePage) state() filterState { return stateOf(p.values()) }

// setState shows the list as a state narrows it.
func (p *peoplePage) setState(state filterState) {
	p.filters.quiet = true
	setState(p.values(), state)
	p.filters.quiet = false
	p.filters.read = p.filters.narrowing()
	p.narrow()
}

// clearAll takes all filters back.
func (p *peoplePage) clearAll() {
	p.stopTyped()
	p.filters.clear()
	p.filter = claims.PersonFilter{OnList: true}
	p.setControls()
	p.saved.keepLast(p.state())
	p.reload(false)
}

func (p *peoplePage) tellFilters() {
	p.filters.tell(p.filter.Search != "" || !p.filter.OnList)
}

// sortBy orders the list by a column; an empty one is the usual order.
func (p *peoplePage) sortBy(column string, desc bool) {
	if column == "" {
		column, desc = string(claims.SortByName), false
	}
	p.sort, p.desc = claims.PersonSort(column), desc
	p.reload(false)
}

// reload reads the list; keep leaves place and row as they are.
func (p *peoplePage) reload(keep bool) {
	if p.ctx == nil {
		return // not shown yet
	}
	filter, sort := p.filter, p.sort
	p.list.read = func(ctx context.Context, page claims.Page) (batch[claims.Person], error) {
		people, err := p.s.read.People(ctx, filter, sort, page)
		b := batch[claims.Person]{rows: people.Rows, total: people.Total, next: people.Next}
		if err != nil || page.After != "" {
			return b, err
		}
		left, err := p.s.read.LeftOut(ctx, "")
		b.told = func() { p.note.SetText(peopleNote(people.YearTo, left)) }
		return b, err
	}
	p.list.start(p.ctx, p.desc, keep && p.read)
}

func (p *peoplePage) open(row int) {
	if person, ok := p.list.row(row); ok {
		p.s.nav.openPerson(person.Key)
	}
}

// showList shows what has arrived: the list, or why it is empty.
func (p *peoplePage) showList(total int) {
	p.table.SetSort(string(p.sort), p.desc)
	if total == 0 {
		p.explainNone()
	}
	p.listView.show(listCount(total, countPeople, p.table.SortWords()), total)
	setShown(p.export, total > 0)
	setShown(p.note, total > 0) // it is about the columns
	p.content.Refresh()
}

// peopleNote says what the figures are of.
func peopleNote(yearTo string, left claims.LeftOut) string {
	counted := app.CountingText(left) + " " + peopleCaption
	if month, err := time.Parse("2006-01", yearTo); err == nil {
		return fmt.Sprintf(peopleYear, month.Format("Jan 2006")) + " " + counted
	}
	return counted
}

// explainNone says why nobody is shown, and one step.
func (p *peoplePage) explainNone() {
	narrowed := p.filter.InUse()
	switch {
	case narrowed > 1:
		p.empty.Set(fmt.Sprintf(peopleNoneOf, app.CountText(narrowed)), "", filtersClear, p.clearAll)
	case narrowed == 1:
		p.empty.Set(peopleNoneOfOne, "", filtersClear, p.clearAll)
	case p.filter.Search == "" && !p.filter.OnList:
		p.empty.Set(peopleNoData, peopleNoDataText, peopleGetData, p.s.nav.getData)
	case p.filter.Search == "":
		p.empty.Set(peopleNobodyOn, peopleNoDataText, peopleGetData, p.s.nav.getData)
	case p.filter.OnList:
		p.empty.Set(peopleNoneTitle, peopleNoneListText, peopleSearchAll, func() { p.show.SetSelected(peopleEveryone) })
	default:
		p.empty.Set(peopleNoneTitle, peopleNoneText, peopleClear, func() { p.search.SetText("") })
	}
}

// setShown shows or hides an object.
func setShown(o fyne.CanvasObject, shown bool) {
	if shown {
		o.Show()
	} else {
		o.Hide()
	}
}
