package ui

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// eventsPage shows the work lists that are worked out from claims, and what people did about them (docs/reference/screens.md 5.6).
type eventsPage struct {
	s     surroundings
	doors eventsDoors

	infos   []claims.EventListInfo
	at      claims.EventListInfo // the list in front
	columns []eventColumn
	lists   *widgets.PickList
	filters *eventFilters
	saved   *savedFilters
	table   *widgets.RowTable
	list    *listing[claims.Event]
	view    *listView
	notice  *eventNotice
	acts    *eventActs
	how     *eventHow
	panel   *claimPanel
	export  *keyButton
	caption *widget.Label
	counted *countingLine
	died    *keyButton // people who died are left out: shows them
	aside   *loader    // counts, choices, settings
	work    *loader    // what people do about events

	side    fyne.CanvasObject // the lists
	middle  *fyne.Container   // filters, table, acts
	frame   *eventsFrame
	content fyne.CanvasObject

	ctx    context.Context // of the present showing
	filter claims.EventFilter
	sort   claims.EventSort
	desc   bool
	first  claims.EventPage // what the first page said
	done   int              // events of the list in this window that are done, where nothing is to do
	few    bool             // fewer than two refreshes: nothing can be compared
	none   bool             // nothing was ever refreshed
	read   bool             // the list in front has been read
	ticked map[string]claims.Event
	opened claimRef // the claim in the panel
}

var (
	_ page    = (*eventsPage)(nil)
	_ focuser = (*eventsPage)(nil)
	_ escaper = (*eventsPage)(nil)
	_ copier  = (*eventsPage)(nil)
	_ tabber  = (*eventsPage)(nil)
	_ saver   = (*eventsPage)(nil)
)

func newEventsPage(s surroundings, doors eventsDoors) *eventsPage {
	p := &eventsPage{s: s, doors: doors, infos: claims.EventLists(), ticked: map[string]claims.Event{}}
	p.at = p.infos[0]
	p.aside, p.work = newLoader(s.nav.runBackground, s.after, nil), newLoader(s.nav.runBackground, s.after, nil)
	p.lists = widgets.NewPickList(p.items(nil)...)
	p.lists.OnChosen = func(place int) { p.choose(p.infos[place]) }
	p.lists.OnEnter = p.Focus
	p.filters = newEventFilters(s, func() context.Context { return p.ctx }, func() { p.reload(false); p.readAside(); p.keepFilters() })
	p.filters.setList(p.at)
	p.makeTable()
	p.acts = newEventActs(p)
	p.how = newEventHow(p)
	p.notice = newEventNotice(p)
	p.panel = newClaimPanel(s, p.closePanel)
	p.export = newMainButton(eventsExport, p.SaveShown, nil)
	p.export.Icon = theme.NewColoredResource(symbol(assets.Excel), theme.ColorNameForegroundOnPrimary)
	p.caption = caption(eventsLate)
	p.caption.Wrapping = fyne.TextWrapWord
	p.counted = newCountingLine(func() {
		p.filters.bar.show(true)
		p.s.focus(p.filters.early)
	})
	p.died = newKeyButton("", p.toggleDied, nil)
	p.died.Importance = widget.LowImportance
	p.died.Hide()
	p.saved = newSavedFilters(s, func() downloadsDoors { return p.doors.sheets() }, newFilterMemory(pageEvents, doors.set.Name()), p.state, p.setState)
	p.view.extra.Objects = []fyne.CanvasObject{p.died, p.filters.bar.clear, p.saved.button}
	p.layOut()
	p.setColumns()
	p.setState(p.saved.last())
	return p
}

func (p *eventsPage) makeTable() {
	p.table = widgets.NewRowTable(nil)
	p.table.Copy, p.table.Now = p.s.copy, p.s.now
	p.table.OnOpen = p.openPerson
	p.table.OnSelect = func(row int) {
		if p.panelOpen() {
			p.openClaim(row)
		}
		p.acts.tell()
	}
	p.table.OnSort = p.sortBy
	p.table.OnKey = p.key
	p.table.Menu = p.menu
	p.table.Ticked = func(row int) bool {
		e, ok := p.list.row(row)
		return ok && p.isTicked(e.Key)
	}
	p.table.OnTick = p.tick
	p.view = newListView(p.s, p.table, symbol(assets.Check))
	p.list = &listing[claims.Event]{
		table: p.table, load: newLoader(p.s.nav.runBackground, p.s.after, p.view.busy), cells: p.cells, skips: true,
		arrived: p.show, failed: p.fail,
	}
	p.list.connect()
}

// layOut puts the page together in the order in which Tab goes through it.
func (p *eventsPage) layOut() {
	ends := container.NewCenter(p.export)
	head := container.New(layout.NewBorderLayout(nil, nil, nil, ends), p.caption, ends)
	p.side = widgets.NewSurface(ColorSurface, gapSmall, container.NewVScroll(p.lists))
	upper := stacked(p.filters.bar.box, p.notice.box, p.view.line)
	foot := container.New(newEventsFoot(p.table.Visible), p.acts.short[0], p.acts.short[1], p.how.button, p.counted.label, p.counted.change)
	acts := inset(gapSmall/2, 0, 0, 0, p.acts.box)
	p.middle = container.New(eventsStack{p.table.Visible}, upper, p.view.middle, acts, p.how.body, foot)
	p.filters.bar.resized = p.middle.Refresh
	card := widgets.NewSurface(ColorSurface, gapSmall, p.panel.Content())
	p.frame = &eventsFrame{card: card}
	card.Hide()
	body := container.New(p.frame, p.side, p.middle, card)
	p.content = framed(head, inset(gapSmall, 0, 0, 0, body), nil)
}

// cells is an event as its list shows it; it runs in the background, so it takes the columns from the event's own list.
func (p *eventsPage) cells(e claims.Event) []widgets.Cell {
	columns := eventColumns(e.List, p.s.now)
	list := make([]widgets.Cell, len(columns))
	for i, c := range columns {
		list[i] = c.cell(&e)
	}
	return list
}

// setColumns gives the table the columns of the list in front.
func (p *eventsPage) setColumns() {
	p.columns = eventColumns(p.at.List, p.s.now)
	columns := make([]widgets.Column, len(p.columns))
	for i, c := range p.columns {
		columns[i] = c.Column
	}
	p.table.SetColumns(columns)
	rememberColumns(p.table, "events-"+string(p.at.List))
}

// items are the lists with their counts; nil counts are not known yet.
func (p *eventsPage) items(counts map[claims.EventList]claims.EventCount) []widgets.PickItem {
	items := make([]widgets.PickItem, len(p.infos))
	group := claims.EventGroup("")
	for i, info := range p.infos {
		items[i] = widgets.PickItem{Title: info.Title, Count: "…"}
		if info.Group != group {
			group = info.Group
			items[i].Heading = string(group)
		}
		if counts != nil {
			items[i].Count = app.CountText(counts[info.List].Events)
			items[i].Strong = counts[info.List].New > 0
		}
	}
	return items
}

// Retell implements reteller.
func (p *eventsPage) Retell() {
	p.table.Refresh()
	p.panel.Retell()
}

// Title implements page.
func (p *eventsPage) Title() string { return titleEvents }

// Content implements page.
func (p *eventsPage) Content() fyne.CanvasObject { return p.content }

// Show implements page: list, filters, place and row stay as they were left.
func (p *eventsPage) Show(ctx context.Context) {
	p.ctx = ctx
	p.reload(true)
	p.readAside()
	if p.panelOpen() {
		if p.roomForPanel() {
			p.panel.show(ctx, p.opened)
		} else {
			p.closePanel()
		}
	}
}

// Focus implements focuser.
func (p *eventsPage) Focus() {
	if p.table.Visible() {
		p.s.focus(p.table)
		p.acts.tell()
		return
	}
	p.s.focus(p.lists)
}

// Escape closes the panel, then takes the ticks away.
func (p *eventsPage) Escape() bool {
	switch {
	case p.panelOpen():
		p.closePanel()
	case len(p.ticked) > 0:
		p.untick()
	default:
		return false
	}
	return true
}

// CopyRows implements copier.
func (p *eventsPage) CopyRows() { p.table.CopySelected() }

// MoveTab implements tabber: the tabs of the claim beside the list.
func (p *eventsPage) MoveTab(by int) {
	if p.panelOpen() {
		p.panel.tabs.Step(by)
	}
}

// openList shows a list from elsewhere; onlyNew narrows it to what arrived in the latest refresh and nobody has opened.
func (p *eventsPage) openList(list claims.EventList, onlyNew bool) {
	if onlyNew {
		p.filters.setNew()
	}
	for i, info := range p.infos {
		if info.List == list {
			told := p.lists.OnChosen
			p.lists.OnChosen = nil
			p.lists.Choose(i)
			p.lists.OnChosen = told
			p.take(info)
		}
	}
}

// choose shows another list.
func (p *eventsPage) choose(info claims.EventListInfo) {
	p.take(info)
	p.keepFilters()
	p.reload(false)
	p.readAside()
}

func (p *eventsPage) take(info claims.EventListInfo) {
	if p.at.List != info.List {
		p.at, p.sort, p.desc, p.read = info, claims.EventsAsMade, false, false
		p.untick()
		p.setColumns()
		p.filters.setList(info)
		p.notice.clear()
		p.how.list(info)
		if p.panelOpen() {
			p.closePanel()
		}
	}
}

// reload reads the list; keep leaves place and row as they are.
func (p *eventsPage) reload(keep bool) {
	if p.ctx == nil {
		return // not shown yet
	}
	filter, sort := p.filters.filter(p.at), p.sort
	p.filter = filter
	p.list.read = func(ctx context.Context, page claims.Page) (batch[claims.Event], error) {
		events, err := p.s.read.Events(ctx, filter, sort, page)
		if err != nil {
			return batch[claims.Event]{}, err
		}
		b := batch[claims.Event]{rows: events.Rows, total: events.Total, next: events.Next}
		if page.After != "" {
			return b, nil
		}
		done := 0
		if events.Total == 0 && filter.State == claims.EventToDo {
			if done, err = p.countDone(ctx, filter); err != nil {
				return b, err
			}
		}
		b.told = func() { p.first, p.done = events, done }
		return b, err
	}
	p.list.start(p.ctx, p.desc, keep && p.read)
}

// countDone counts the events that would be there if they were not done.
func (p *eventsPage) countDone(ctx context.Context, filter claims.EventFilter) (int, error) {
	filter.State = claims.EventDone
	list, err := p.s.read.Events(ctx, filter, claims.EventsAsMade, claims.Page{Limit: 1})
	return list.Total, err
}

// show shows what has arrived: the list, or why it is empty.
func (p *eventsPage) show(total int) {
	p.read = true
	column := ""
	for _, c := range p.columns {
		if c.sort == p.sort && p.sort != claims.EventsAsMade {
			column = c.ID
		}
	}
	p.table.SetSort(column, p.desc)
	order := p.table.SortWords()
	if order == "" {
		order = usualOrder(p.at.List)
	}
	words := listCount(total, countEvents, order)
	if p.at.Standing && p.first.AsOf != "" {
		words = listCount(total, countPeople, fmt.Sprintf(eventsStanding, dateText(p.first.AsOf))+" · "+order)
	}
	if total == 0 {
		p.explainNone()
	}
	p.view.show(words, total)
	p.tellDied()
	p.counted.set(app.EventsCounted(p.filter, p.first.EarlyLeftOut), p.filter.Early)
	setShown(p.counted.change, !p.filters.early.Disabled())
	enable(p.export, total > 0)
	p.acts.tell()
	p.middle.Refresh() // the acts come and go with the rows
}

// fail says what kept the list from being read.
func (p *eventsPage) fail(err error) {
	p.view.fail(err, func() { p.reload(true); p.readAside() })
	p.died.Hide()
	enable(p.export, false)
	p.middle.Refresh()
}

// tellDied says how many people are left out because they died (docs/reference/screens.md, rule 3).
func (p *eventsPage) tellDied() {
	switch {
	case p.filters.showDied:
		p.died.SetText(eventsHideDied)
	default:
		p.died.SetText(fmt.Sprintf(eventsDiedOut, app.CountText(p.first.DiedLeftOut)) + " · " + eventsShowDied)
	}
	setShown(p.died, p.filters.showDied || p.first.DiedLeftOut > 0)
	p.view.line.Refresh()
}

func (p *eventsPage) toggleDied() {
	p.filters.showDied = !p.filters.showDied
	p.filters.used()
}

// explainNone says why the list is empty, and one step.
func (p *eventsPage) explainNone() {
	changes := p.at.List == claims.ListNew || p.at.List == claims.ListLeft
	f := p.filter
	narrowed := f.NewOnly || f.PeopleList != "" || f.Doctor != "" || f.AssignedTo != "" || f.State != claims.EventToDo || f.NoUrgentCare
	switch {
	case p.none:
		p.view.empty.Set(eventsNoData, eventsNoDataText, peopleGetData, p.s.nav.getData)
	case changes && p.few:
		p.view.empty.Set(eventsFirstTitle, eventsFirstText, peopleGetData, p.s.nav.getData)
	case f.State == claims.EventToDo && p.done > 0:
		p.view.empty.Set(eventsNoneTitle, fmt.Sprintf(eventsNoneText, app.CountText(p.done)), eventsShowAll, func() { p.filters.state.SetSelected(eventsAll) })
	case narrowed:
		p.view.empty.Set(eventsNoneFilter, eventsNoneFiltTx, filtersClear, func() { p.filters.reset(claims.EventToDo) })
	case p.at.Standing || f.From == "" && f.To == "":
		p.view.empty.Set(eventsNoneList, "", "", nil)
	default:
		p.view.empty.Set(eventsNoneTitle, eventsNoneFiltTx, eventsAnyTime, func() { p.filters.when.SetSelected(eventsAnyTime) })
	}
}

// sortBy orders the list by a column; an empty one is the list's own order.
func (p *eventsPage) sortBy(column string, desc bool) {
	p.sort, p.desc = claims.EventsAsMade, false
	for _, c := range p.columns {
		if c.ID == column && column != "" {
			p.sort, p.desc = c.sort, desc
		}
	}
	p.reload(false)
}
