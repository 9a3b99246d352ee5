package ui

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/chart"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// analysisPage shows where money and use go (docs/reference/screens.md 5.7): a picture, and beneath it the table with the same
// figures.
type analysisPage struct {
	s     surroundings
	doors analysisDoors
	load  *loader
	lists *loader
	work  *loader
	ctx   context.Context

	tabs     *widgets.TabBar
	controls *analysisControls
	switches *countingSwitches
	picture  *chart.Chart
	table    *widgets.RowTable
	line     *widget.Label // what is picked
	note     *widget.Label
	drawn    *widget.Label // that the picture could not be drawn
	looking  *widget.Label
	stop     *keyButton // of what takes long
	unring   func()     // of the timer that shows it
	claims   *keyButton
	how      *keyButton
	acts     []*keyButton // of the title row
	empty    *widgets.EmptyState
	problem  *problemPanel
	both     *fyne.Container // picture, table, and the line between them
	place    *fyne.Container // of the table
	choice   *widgets.Choice // between them, where there is no room for both
	middle   *fyne.Container
	content  fyne.CanvasObject

	asked analysisAsk // what the chart in front was asked for
	view  chartView
	row   int        // of the table that is picked; -1 for none
	shown bool       // a chart has been shown
	last  *savePanel // of the file that was saved last
}

var (
	_ page    = (*analysisPage)(nil)
	_ focuser = (*analysisPage)(nil)
	_ tabber  = (*analysisPage)(nil)
	_ copier  = (*analysisPage)(nil)
	_ leaver  = (*analysisPage)(nil)
)

func newAnalysisPage(s surroundings, doors analysisDoors) *analysisPage {
	p := &analysisPage{s: s, doors: doors, line: widget.NewLabel(""), note: caption(""), drawn: caption(analysisNoDraw), looking: caption(wordLooking), problem: newProblemPanel(s.copy), unring: func() {}}
	p.load = newLoader(s.nav.runBackground, s.after, p.busy)
	p.lists, p.work = newLoader(s.nav.runBackground, s.after, nil), newLoader(s.nav.runBackground, s.after, func(looking bool) { setShown(p.looking, looking) })
	p.tabs = widgets.NewTabBar(analysisTabs()...)
	p.tabs.OnChosen = func(tab int) {
		p.controls.setTab(analysisTab(tab))
		p.reload()
	}
	memory := newFilterMemory(pageAnalysis, doors.set.Name())
	p.controls = newAnalysisControls(s, func() {
		memory.keepLast(stateOf(p.controls.values()))
		p.reload()
	}, p.importProviders)
	p.controls.setState(memory.last())
	p.switches = newCountingSwitches(countingSpending, p.reload, switchEarly(), switchAdvantage(), switchDebits(), switchDenied())
	p.makePicture()
	p.makeTable(nil)
	p.makeActs()
	p.empty = widgets.NewEmptyState(symbol(assets.Chart), "", "", "", nil)
	for _, o := range []fyne.CanvasObject{p.empty, p.problem.Content(), p.drawn, p.looking, p.stop, p.switches.line.change} {
		o.Hide()
	}
	p.note.Wrapping, p.line.Wrapping = fyne.TextWrapWord, fyne.TextWrapWord
	p.line.TextStyle = fyne.TextStyle{Bold: true}
	p.layOut()
	return p
}

func (p *analysisPage) makePicture() {
	p.picture = chart.New(chart.Doors{Run: p.s.nav.runBackground, After: p.s.after, Quiet: ColorText2})
	p.picture.Now = p.s.now
	p.picture.LeastLines = 10 // the seven types of Spending beside the picture, and the months under it
	p.picture.OnPick = p.picked
	p.picture.OnOpen = func(int) { p.showClaims() }
	p.picture.OnProblem = func(err error) { setShown(p.drawn, err != nil) }
	p.picture.Menu = func() []*fyne.MenuItem {
		return []*fyne.MenuItem{fyne.NewMenuItem(analysisPicture, p.savePicture), fyne.NewMenuItem(analysisCopy, p.copyTable)}
	}
}

// makeTable makes the table anew: each chart has its own columns.
func (p *analysisPage) makeTable(columns []widgets.Column) {
	p.table = widgets.NewRowTable(columns)
	p.table.Copy, p.table.Now, p.table.Covered = p.s.copy, p.s.now, p.s.cover.on
	p.table.OnSelect = func(row int) {
		if slot := p.view.slotOf(row); slot >= 0 && slot != p.picture.Picked() {
			p.picture.Pick(slot)
			p.tell(slot, row)
		} else if slot < 0 && row >= 0 && row < len(p.view.rows) && p.view.rows[row].say != "" {
			p.picture.Pick(-1) // the row is in no picture
			p.tell(-1, row)
		}
	}
	p.table.OnOpen = p.openRow
	p.table.Menu = func(row int) []*fyne.MenuItem {
		items := []*fyne.MenuItem{fyne.NewMenuItem(menuCopyRow, p.table.CopySelected)}
		if p.personOf(row) != "" {
			items = append([]*fyne.MenuItem{fyne.NewMenuItem(menuOpenPerson, func() { p.openRow(row) })}, items...)
		}
		return items
	}
}

func (p *analysisPage) makeActs() {
	p.acts = []*keyButton{newKeyButton(analysisPicture, p.savePicture, nil), newKeyButton(analysisCopy, p.copyTable, nil), newMainButton(analysisExcel, p.toExcel, nil)}
	p.stop = newKeyButton(saveStop, p.stopReading, nil)
	p.claims = newKeyButton(analysisClaims, p.showClaims, nil)
	p.how = newKeyButton(analysisHow, p.tellHow, nil)
}

// layOut puts the page together in the order in which Tab goes through it.
func (p *analysisPage) layOut() {
	acts := container.New(layout.NewCustomPaddedHBoxLayout(gapSmall))
	for _, b := range p.acts {
		acts.Add(b)
	}
	head := container.New(newWrapEnds(gapSmall), p.tabs, acts)
	p.middle = container.NewStack()
	p.tellCounted()
	top := stacked(head, inset(gapSmall, gapSmall/2, 0, 0, p.controls.box), p.note)
	p.choice = widgets.NewChoice(true, analysisTwinPicture, analysisTwinTable)
	p.choice.OnChosen = func(int) { p.both.Refresh() }
	p.place = container.New(toldWidth{p.fit})
	picture := container.New(layout.NewBorderLayout(p.drawn, nil, nil, nil), p.drawn, p.picture)
	p.both = container.New(twins{p.choice}, picture, p.place, p.between())
	p.middle.Objects = []fyne.CanvasObject{p.both, p.empty, stacked(p.problem.Content())}
	page := container.New(headMiddleFoot{}, top, p.middle, p.switches.line.box)
	p.content = container.NewVScroll(inset(gapSmall, gapSmall, pageMargin, pageMargin, page)) // in the smallest window large text needs more
}

// tellCounted says what the chart in front counts.
func (p *analysisPage) tellCounted() {
	p.switches.line.set(p.countedWords()+" "+analysisNotReport, p.asked.filter.Counting.Changed())
}

func (p *analysisPage) countedWords() string {
	return app.CountedText(p.asked.leftOut(), p.asked.filter.Counting) + " " + peopleCaption
}

// between is the line that says what is picked, with what can be done about it.
func (p *analysisPage) between() fyne.CanvasObject {
	ends := container.NewCenter(beside(p.looking, p.stop, p.choice, p.claims, p.how))
	return inset(gapSmall/2, gapSmall/2, 0, 0, container.New(layout.NewBorderLayout(nil, nil, nil, ends), p.line, ends))
}

// fit leaves out columns for which there is no room.
func (p *analysisPage) fit(width float32) {
	columns := p.view.widgetColumns()
	if p.view.together && columnsWidth(columns) > width {
		p.table.HideColumns(p.view.first...)
		return
	}
	hideNarrow(p.table, columns, width, p.view.first...)
}

// Retell implements reteller.
func (p *analysisPage) Retell() { p.table.Refresh() }

// Title implements page.
func (p *analysisPage) Title() string { return titleAnalysis }

// Content implements page.
func (p *analysisPage) Content() fyne.CanvasObject { return p.content }

// Show implements page.
func (p *analysisPage) Show(ctx context.Context) {
	p.ctx = ctx
	load(ctx, p.lists, p.s.read.PeopleLists, func(lists []claims.PeopleList, err error) {
		if err == nil {
			p.controls.setLists(lists)
		}
	})
	p.reload()
}

// Leave implements leaver: the switches hold until the page is left.
func (p *analysisPage) Leave() { p.switches.reset() }

// reload reads the chart that the controls ask for; the one before stays, dimmed, until it is there.
func (p *analysisPage) reload() {
	if p.ctx == nil {
		return // not shown yet
	}
	ask := p.controls.ask()
	if ask.tab == tabSpending {
		ask.filter.Counting = p.switches.counting
	}
	ask.now = p.s.now().UTC().Format(monthLayout)
	type answer struct {
		ask  analysisAsk
		view chartView
	}
	load(p.ctx, p.load, func(ctx context.Context) (answer, error) {
		if err := ask.read(ctx, p.s.read); err != nil {
			return answer{}, err
		}
		return answer{ask, ask.view()}, nil
	}, func(got answer, err error) {
		if err != nil {
			p.showProblem(err)
			return
		}
		p.show(got.ask, got.view)
	})
}

// stopDelay is how long after Looking… what is read can be stopped (docs/reference/screens.md, rule 6).
const stopDelay = time.Second - spinnerDelay

// busy says that a chart is on its way; what takes more than a second can be stopped.
func (p *analysisPage) busy(looking bool) {
	p.unring()
	setShown(p.looking, looking)
	p.stop.Hide()
	p.picture.Dim(looking)
	p.unring = func() {}
	if looking {
		p.unring = p.s.after(stopDelay, p.stop.Show)
	}
}

// stopReading leaves the chart from before in front.
func (p *analysisPage) stopReading() {
	p.load.stop()
	p.load.say(false)
	p.line.SetText(analysisStopped)
	p.s.focus(p.tabs)
}

// show puts a chart in front.
func (p *analysisPage) show(ask analysisAsk, view chartView) {
	same := p.shown && p.view.title == view.title
	p.asked, p.view, p.shown = ask, view, true
	p.problem.Content().Hide()
	none := ask.measured.analysis.FirstMonth() == ""
	tellUs := ask.tab == tabOutside && ask.measured.ours == 0 && ask.chart != analysisBiggest
	switch {
	case none && ask.filter.Group == claims.GroupList && ask.measured.analysis.People == 0:
		p.empty.Set(analysisNoneHere, analysisNoOne, "", nil)
	case none && ask.filter.Group == claims.GroupListed:
		p.empty.Set(analysisEmpty, analysisEmptyText, peopleGetData, p.s.nav.getData)
	case none:
		p.empty.Set(analysisNoneHere, "", "", nil)
	case tellUs:
		p.empty.Set(analysisTellUs, analysisTellUsText, analysisImport, p.importProviders)
	}
	blank := none || tellUs
	setShown(p.empty, blank)
	setShown(p.both, !blank)
	setShown(p.switches.line.change, ask.tab == tabSpending && !blank)
	setShown(p.claims, view.hasBehind())
	for _, b := range p.acts {
		enable(b, !blank)
	}
	p.note.SetText(noteOf(ask, view))
	setShown(p.note, p.note.Text != "" && !blank)
	setShown(p.switches.line.box, !blank)
	p.fill(same)
	p.tellCounted()
	p.middle.Refresh()
	p.content.Refresh()
}

// noteOf is the line above the picture.
func noteOf(ask analysisAsk, view chartView) string {
	if ask.tab == tabSpending && ask.filter.Group != claims.GroupThen {
		return joinedWith(" ", view.note, analysisStanding)
	}
	return view.note
}

// fill shows picture and table; same keeps what is picked.
func (p *analysisPage) fill(same bool) {
	picked := p.picture.Picked()
	if !same {
		picked = -1
		p.makeTable(p.view.widgetColumns())
		p.place.Objects = []fyne.CanvasObject{p.table}
	}
	rows := p.view.widgetRows()
	fillTable(p.table, rows, same)
	p.picture.Set(p.view.picture)
	p.picture.Pick(picked)
	p.tell(p.picture.Picked(), p.view.rowOf(p.picture.Picked()))
	p.both.Refresh()
}

// picked answers a pick in the picture.
func (p *analysisPage) picked(slot int) {
	row := p.view.rowOf(slot)
	p.tell(slot, row)
	if row >= 0 {
		p.table.Select(row)
	}
}

// tell says what is picked, in the picture or in a row that is in no picture; without anything what the picture is.
func (p *analysisPage) tell(slot, row int) {
	text := p.view.title
	switch {
	case slot >= 0 && slot < len(p.view.say):
		text = p.view.say[slot]
	case slot < 0 && row >= 0 && row < len(p.view.rows):
		text = p.view.rows[row].say
	}
	p.line.SetText(text)
	p.row = row
	_, _, ok := p.view.behindOf(slot, row)
	enable(p.claims, ok)
}

func (p *analysisPage) personOf(row int) string {
	if row < 0 || row >= len(p.view.rows) {
		return ""
	}
	return p.view.rows[row].person
}

// openRow opens the person of a row, or the claims behind it.
func (p *analysisPage) openRow(row int) {
	if key := p.personOf(row); key != "" {
		p.s.nav.openPerson(key)
		return
	}
	p.showClaims()
}

func (p *analysisPage) showProblem(err error) {
	p.problem.tell(app.ProblemOf(err), wordTryAgain, p.reload)
	p.problem.Content().Show()
	p.empty.Hide()
	p.both.Hide()
	p.note.Hide()
	p.switches.line.box.Hide()
	for _, b := range p.acts {
		enable(b, false)
	}
	p.middle.Refresh()
}

// Focus implements focuser: the picture, whose keys pick months.
func (p *analysisPage) Focus() {
	switch {
	case p.empty.Visible() && p.empty.Button().Visible():
		p.s.focus(p.empty.Button())
	case p.both.Visible() && p.place.Visible() && p.choice.Visible():
		p.s.focus(p.table)
	case p.both.Visible():
		p.s.focus(p.picture)
	default:
		p.s.focus(p.tabs)
	}
}

// MoveTab implements tabber.
func (p *analysisPage) MoveTab(by int) { p.tabs.Step(by) }

// CopyRows implements copier.
func (p *analysisPage) CopyRows() { p.table.CopySelected() }
