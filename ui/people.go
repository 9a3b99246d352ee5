package ui

import (
	"context"
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// typingPause is how long typing must rest before a list or a search is read again.
const typingPause = 150 * time.Millisecond

// peoplePage finds a person or a group of people (docs/reference/screens.md 5.3).
type peoplePage struct {
	s    surroundings
	list *listing[claims.Person]

	search  *entry
	show    *widget.Select
	count   *widget.Label
	looking *widget.Label
	table   *widgets.RowTable
	empty   *widgets.EmptyState
	problem *problemPanel
	middle  *fyne.Container
	content fyne.CanvasObject

	ctx       context.Context // of the present showing, for reads that controls start
	filter    claims.PersonFilter
	sort      claims.PersonSort
	desc      bool
	read      bool // the list has been read once
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
	p.makeControls()
	p.makeTable()
	p.empty = widgets.NewEmptyState(symbol(assets.People), "", "", "", nil)
	p.empty.Hide()
	p.problem = newProblemPanel(s.copy)
	p.problem.Content().Hide()
	p.middle = container.NewStack(p.table, p.empty, stacked(inset(gapSmall, 0, 0, 0, p.problem.Content())))
	filters := beside(atWidth(320, p.search), atWidth(200, widgets.NewOutline(p.show)))
	line := container.New(layout.NewBorderLayout(nil, nil, nil, p.looking), p.count, p.looking)
	note := caption(peopleCaption)
	note.Wrapping = fyne.TextWrapWord
	p.content = framed(stacked(filters, line), p.middle, note)
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
	p.show = widget.NewSelect([]string{peopleOnList, peopleEveryone}, nil)
	p.show.SetSelected(peopleOnList)
	p.show.OnChanged = func(choice string) {
		p.filter.OnList = choice == peopleOnList
		p.reload(false)
	}
	p.count = widget.NewLabel("")
	p.looking = caption(wordLooking)
	p.looking.Hide()
}

func (p *peoplePage) makeTable() {
	p.table = widgets.NewRowTable(peopleColumns())
	p.table.Copy, p.table.Now = p.s.copy, p.s.now
	p.table.OnOpen = p.open
	p.table.OnSort = p.sortBy
	p.table.Menu = func(row int) []*fyne.MenuItem {
		return []*fyne.MenuItem{
			fyne.NewMenuItem(menuOpenPerson, func() { p.open(row) }),
			fyne.NewMenuItem(menuCopyRow, p.table.CopySelected),
		}
	}
	p.list = &listing[claims.Person]{
		table: p.table,
		load:  newLoader(p.s.nav.runBackground, p.s.after, func(looking bool) { setShown(p.looking, looking) }),
		cells: func(person claims.Person) []widgets.Cell { return personCells(person, p.s.now()) },
		arrived: func(total int) {
			p.read = true
			p.showList(total)
		},
		failed: p.showProblem,
	}
	p.list.connect()
}

func peopleColumns() []widgets.Column {
	right := fyne.TextAlignTrailing
	return []widgets.Column{
		{ID: string(claims.SortByName), Title: "Name", Width: 150, Grow: 2, Sortable: true},
		{ID: string(claims.SortByBirthDate), Title: "Born (age)", Width: 148, Sortable: true},
		{ID: "sex", Title: "Sex", Width: 46},
		{ID: "mbi", Title: "MBI", Width: 76},
		{ID: "city", Title: "City, ZIP", Width: 140, Grow: 2},
		{ID: "status", Title: "Status", Width: 118},
		{ID: string(claims.SortByLastDate), Title: "Last claim", Width: 108, Sortable: true},
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
	p.filter = claims.PersonFilter{Search: typed}
	p.setControls()
}

// setControls shows the filter in the controls without acting on it.
func (p *peoplePage) setControls() {
	typed, chosen := p.search.OnChanged, p.show.OnChanged
	p.search.OnChanged, p.show.OnChanged = nil, nil
	p.search.SetText(p.filter.Search)
	p.show.SetSelected(peopleEveryone)
	if p.filter.OnList {
		p.show.SetSelected(peopleOnList)
	}
	p.search.OnChanged, p.show.OnChanged = typed, chosen
}

func (p *peoplePage) filterTyped() {
	if p.filter.Search != p.search.Text {
		p.filter.Search = p.search.Text
		p.reload(false)
	}
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
	p.count.SetText(peopleCount(total, p.sort, p.desc))
	p.problem.Content().Hide()
	setShown(p.count, total > 0)
	setShown(p.table, total > 0)
	setShown(p.empty, total == 0)
	if total == 0 {
		p.explainNone()
	}
	p.middle.Refresh()
}

// peopleCount is the line above the list.
func peopleCount(total int, sort claims.PersonSort, desc bool) string {
	order := sortWords(sort, desc)
	if total > widgets.MaxRows {
		return fmt.Sprintf("Showing the first %s of %s. Narrow the filter or save a workbook. · sorted by %s",
			app.CountText(widgets.MaxRows), app.CountText(total), order)
	}
	return app.Counted(total, "person", "people") + " · sorted by " + order
}

func sortWords(sort claims.PersonSort, desc bool) string {
	choose := func(up, down string) string {
		if desc {
			return down
		}
		return up
	}
	switch sort {
	case claims.SortByBirthDate:
		return choose("Born, oldest first", "Born, youngest first")
	case claims.SortByLastDate:
		return choose("Last claim, oldest first", "Last claim, newest first")
	case claims.SortByClaims:
		return choose("Claims, low to high", "Claims, high to low")
	case claims.SortByPaid:
		return choose("Paid, low to high", "Paid, high to low")
	default:
		return choose("Name, A to Z", "Name, Z to A")
	}
}

// explainNone says why nobody is shown, and one step.
func (p *peoplePage) explainNone() {
	switch {
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

func (p *peoplePage) showProblem(err error) {
	p.problem.tell(app.ProblemOf(err), wordTryAgain, func() { p.reload(true) })
	p.problem.Content().Show()
	p.table.Hide()
	p.empty.Hide()
	p.count.Hide()
	p.middle.Refresh()
}

// setShown shows or hides an object.
func setShown(o fyne.CanvasObject, shown bool) {
	if shown {
		o.Show()
	} else {
		o.Hide()
	}
}
