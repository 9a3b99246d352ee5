package ui

import (
	"context"
	"fmt"
	"time"

	"fyne.io/fyne/v2"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// typingPause is how long typing must rest before a list or a search is read again.
const typingPause = 150 * time.Millisecond

// peoplePage finds a person or a group of people (docs/reference/screens.md 5.3).
type peoplePage struct {
	*listView
	s    surroundings
	list *listing[claims.Person]

	search  *entry
	show    *widgets.Select
	filters *peopleFilters
	content fyne.CanvasObject

	ctx       context.Context // of the present showing, for reads that controls start
	filter    claims.PersonFilter
	sort      claims.PersonSort
	desc      bool
	read      bool // the list has been read once
	lists     *loader
	stopTyped func()
}

var (
	_ page    = (*peoplePage)(nil)
	_ focuser = (*peoplePage)(nil)
	_ copier  = (*peoplePage)(nil)
	_ escaper = (*peoplePage)(nil)
)

func newPeoplePage(s surroundings) *peoplePage {
	p := &peoplePage{s: s, filter: claims.PersonFilter{OnList: true}, sort: claims.SortByName, stopTyped: func() {}}
	p.lists = newLoader(s.nav.runBackground, s.after, nil)
	p.makeControls()
	p.makeTable()
	note := caption(peopleCaption)
	note.Wrapping = fyne.TextWrapWord
	p.content = framed(stacked(p.filters.bar.box, p.line), p.middle, note)
	return p
}

func (p *peoplePage) makeControls() {
	p.search = newEntry(peopleFilterHint)
	p.search.OnChanged = func(string) {
		p.stopTyped()
		p.stopTyped = p.s.after(typingPause, p.filterTyped)
	}
	p.search.onEscape = func() { p.search.SetText("") }
	p.search.OnSubmitted = func(string) {
		p.stopTyped()
		p.filterTyped()
		p.Focus()
	}
	p.show = widgets.NewSelect(peopleShown(), nil)
	p.show.SetSelected(peopleOnList)
	p.show.OnChanged = func(string) { p.narrow() }
	p.filters = newPeopleFilters(p.s, p.search, p.show, p.narrow, p.clearAll)
}

func (p *peoplePage) makeTable() {
	table := widgets.NewRowTable(peopleColumns())
	table.Copy, table.Now = p.s.copy, p.s.now
	p.listView = newListView(p.s, table, symbol(assets.People))
	rememberColumns(table, "people")
	table.OnOpen = p.open
	table.OnSort = p.sortBy
	table.Menu = func(row int) []*fyne.MenuItem {
		return []*fyne.MenuItem{
			fyne.NewMenuItem(menuOpenPerson, func() { p.open(row) }),
			fyne.NewMenuItem(menuCopyRow, table.CopySelected),
			fyne.NewMenuItem(columnsChoose, func() { chooseColumns(table, "people") }),
		}
	}
	p.list = &listing[claims.Person]{
		table: table,
		load:  newLoader(p.s.nav.runBackground, p.s.after, p.busy),
		skips: true,
		cells: func(person claims.Person) []widgets.Cell { return personCells(person, p.s.now()) },
		arrived: func(total int) {
			p.read = true
			p.showList(total)
		},
		failed: func(err error) { p.fail(err, func() { p.reload(true) }) },
	}
	p.list.connect()
}

func peopleColumns() []widgets.Column {
	right := fyne.TextAlignTrailing
	return []widgets.Column{
		{ID: string(claims.SortByName), Title: "Name", Width: 150, Grow: 2, Sortable: true, Order: [2]string{"A to Z", "Z to A"}},
		{ID: string(claims.SortByBirthDate), Title: "Born (age)", Width: 148, Sortable: true, Order: [2]string{"oldest first", "youngest first"}},
		{ID: "sex", Title: "Sex", Width: 46},
		{ID: "mbi", Title: "MBI", Width: 76},
		{ID: "city", Title: "City, ZIP", Width: 140, Grow: 2},
		{ID: "status", Title: "Status", Width: 118},
		{ID: string(claims.SortByLastDate), Title: "Last claim", Width: 108, Sortable: true, Order: daysInOrder()},
		{ID: string(claims.SortByClaims), Title: "Claims", Width: 82, Align: right, Sortable: true},
		{ID: string(claims.SortByPaid), Title: "Paid", Width: 100, Align: right, Sortable: true},
	}
}

// personCells is a person as the list shows them.
func personCells(p claims.Person, now time.Time) []widgets.Cell {
	last := widgets.Cell{Text: dateText(p.LastDate)}
	if p.LastDate == "" {
		last = widgets.Cell{Text: "None", Color: ColorText2}
	}
	return []widgets.Cell{
		{Text: personName(p), Bold: true},
		{Text: bornText(p, now)},
		{Text: sexLetter(p.SexCode)},
		{Text: mbiTail(p.MBI), Mono: true},
		{Text: cityText(p)},
		{Chips: personChips(p)},
		last,
		{Text: app.CountText(p.Claims)},
		{Text: moneyWhole(p.PaidCents)},
	}
}

// personChips says where a person stands; being dead goes before being on a list, so that nobody phones.
func personChips(p claims.Person) []widgets.ChipSpec {
	switch {
	case p.Died:
		return []widgets.ChipSpec{{Icon: symbol(assets.Dash), Word: chipDied, Tone: toneQuiet()}}
	case p.OnList:
		return []widgets.ChipSpec{{Icon: symbol(assets.Check), Word: chipOnList, Tone: toneOK()}}
	default:
		return []widgets.ChipSpec{{Icon: symbol(assets.Warning), Word: chipOffList, Tone: toneWarn()}}
	}
}

// Title implements page.
func (p *peoplePage) Title() string { return titlePeople }

// Content implements page.
func (p *peoplePage) Content() fyne.CanvasObject { return p.content }

// Show implements page: place and row stay as they were left.
func (p *peoplePage) Show(ctx context.Context) {
	p.ctx = ctx
	p.reload(true)
	load(ctx, p.lists, p.s.read.PeopleLists, func(lists []claims.PeopleList, err error) {
		if err == nil { // without them the other filters still work
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

// Escape clears the filter.
func (p *peoplePage) Escape() bool {
	if p.search.Text == "" {
		return false
	}
	p.search.SetText("")
	return true
}

// CopyRows implements copier.
func (p *peoplePage) CopyRows() { p.table.CopySelected() }

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
	p.tellFilters()
	p.reload(false)
}

// clearAll takes all filters back.
func (p *peoplePage) clearAll() {
	p.stopTyped()
	p.filters.clear()
	p.filter = claims.PersonFilter{OnList: true}
	p.setControls()
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
		return batch[claims.Person]{rows: people.Rows, total: people.Total, next: people.Next}, err
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
	p.listView.show(listCount(total, "person", "people", p.table.SortWords()), total)
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
