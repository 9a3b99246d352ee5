package ui

import (
	"context"
	"errors"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// downloadsPage gets data, shows that it is whole, and keeps connection and schedule (docs/reference/screens.md 5.9).
type downloadsPage struct {
	s     surroundings
	doors downloadsDoors
	load  *loader
	ctx   context.Context // of the present showing
	facts downloadFacts
	known bool // facts have been read at least once
	stage int  // of the event that was shown last: a new one is worth reading the log
	ran   bool // a refresh ran when the list was filled
	ends  bool // the open refresh is being ended

	title      *widget.Label
	more       *keyButton
	pause      *keyButton
	resume     *keyButton
	stop       *keyButton
	get        *keyButton
	progress   *progressPanel
	logToggle  *keyButton
	log        *logList
	logBox     *fyne.Container
	last       *lastPanel
	history    *refreshHistory
	connection *connectionCard
	schedule   *scheduleCard
	problem    *problemPanel

	panel   *refreshPanel
	open    int64 // refresh in the panel; 0 for none
	planned bool  // lead to version 3 once the facts are there
	cards   *shelf
	lower   *fyne.Container
	head    *fyne.Container
	main    *fyne.Container
	left    fyne.CanvasObject
	middle  *fyne.Container
	content fyne.CanvasObject
}

var (
	_ page    = (*downloadsPage)(nil)
	_ focuser = (*downloadsPage)(nil)
	_ escaper = (*downloadsPage)(nil)
	_ tabber  = (*downloadsPage)(nil)
	_ copier  = (*downloadsPage)(nil)
)

// downloadFacts is what the page reads beside its cards.
type downloadFacts struct {
	status app.Status
	report *claims.RefreshReport // of the last refresh; nil before the first
	early  bool                  // refreshes bring early claims too
}

func newDownloadsPage(s surroundings, doors downloadsDoors) *downloadsPage {
	p := &downloadsPage{s: s, doors: doors, title: heading(homeUnknown), stage: -1, log: newLogList()}
	p.load = newLoader(s.nav.runBackground, s.after, nil)
	p.makeButtons()
	p.logToggle = newKeyButton(logShow, p.toggleLog, nil)
	p.logToggle.Importance = widget.LowImportance
	p.logBox = container.New(atHeight{height: 128}, p.log.content)
	p.logBox.Hide()
	log := stacked(container.NewHBox(p.logToggle), p.logBox)
	p.progress = newProgressPanel(s, doors.refresh, progressDoors{again: func() {}, resized: p.arrange, test: p.testConnection, log: log})
	p.last = newLastPanel(p.act)
	p.history = newRefreshHistory(s, doors.refresh, p.openRefresh)
	p.connection, p.schedule = newConnectionCard(s, doors), newScheduleCard(s, doors)
	p.panel = newRefreshPanel(s, doors.refresh, p.closePanel)
	p.problem = newProblemPanel(s.copy)
	p.problem.Content().Hide()
	p.lay()
	p.arrange()
	return p
}

func (p *downloadsPage) makeButtons() {
	p.more = newKeyButton(moreTitle, p.showMore, nil)
	p.more.Icon, p.more.IconPlacement = symbolOf(assets.Down), widget.ButtonIconTrailingText
	p.pause = newKeyButton(progressPause, func() { p.doors.refresh.End(app.ErrPaused) }, nil)
	p.resume = newMainButton(progressResume, p.carryOn, nil)
	p.stop = newKeyButton(stopTitle, p.askStop, nil)
	p.get = newMainButton(homeGetData, p.s.nav.getData, nil)
	p.get.Icon = symbolOf(assets.Refresh)
}

func (p *downloadsPage) lay() {
	buttons := beside(p.more, p.pause, p.stop, p.resume, p.get)
	p.head = container.New(layout.NewBorderLayout(nil, nil, nil, buttons), p.title, buttons)
	p.cards = &shelf{columns: columns{gap: pageMargin, weights: []float32{1, 1}}}
	upper := inset(0, gapSmall, 0, 0, container.New(layout.NewCustomPaddedVBoxLayout(pageMargin), p.problem.Content(), p.progress.content, p.last.box))
	p.lower = inset(pageMargin, 0, 0, 0, container.New(p.cards, p.connection.box, p.schedule.box))
	p.main = container.New(layout.NewBorderLayout(upper, p.lower, nil, nil), upper, p.history.content, p.lower)
	p.left = container.New(toldWidth{p.told}, container.NewVScroll(inset(0, 0, 0, gapSmall, p.main)))
	p.middle = container.NewStack(p.left)
	page := framed(p.head, inset(gapSmall, gapSmall, 0, 0, p.middle), nil)
	p.content = container.New(underGlass{p.head}, page, widgets.NewGlass(p.head))
}

// told hears how wide the page is, before it is laid out.
func (p *downloadsPage) told(width float32) {
	p.cards.width = width
	p.history.fit(width - gapSmall)
}

// arrange shows the parts and buttons that have something to say.
func (p *downloadsPage) arrange() {
	if p.progress == nil || p.main == nil {
		return // still being built
	}
	state := p.doors.refresh.Current()
	stands := !state.Running && p.standing()
	connected := p.facts.status.Connection != nil
	setShown(p.more, connected)
	enable(p.more, !state.Running && !stands)
	setShown(p.pause, state.Running)
	enable(p.pause, state.Ending == nil)
	setShown(p.stop, state.Running || stands)
	enable(p.stop, state.Ending == nil && !p.ends)
	setShown(p.resume, stands)
	enable(p.resume, !p.ends)
	setShown(p.get, !stands && (!p.known || state.Running || p.facts.report != nil)) // else the empty list offers it
	enable(p.get, p.known && !state.Running)
	p.fillOne()
	setShown(p.progress.content, state.Running)
	setShown(p.last.box, !state.Running && p.facts.report != nil)
	p.head.Refresh()
	p.main.Refresh()
}

// fillOne leaves one filled button on the page: that of the last refresh goes before the usual ones.
func (p *downloadsPage) fillOne() {
	importance := widget.HighImportance
	if p.last.act != lastNothing && p.facts.report != nil {
		importance = widget.MediumImportance
	}
	for _, b := range []*keyButton{p.resume, p.get} {
		if b.Importance != importance {
			b.Importance = importance
			b.Refresh()
		}
	}
}

// standing says that a refresh is open and not running.
func (p *downloadsPage) standing() bool {
	return p.facts.report != nil && !p.facts.report.Refresh.State.Ended()
}

// Title implements page.
func (p *downloadsPage) Title() string { return titleDownloads }

// Content implements page.
func (p *downloadsPage) Content() fyne.CanvasObject { return p.content }

// Show implements page.
func (p *downloadsPage) Show(ctx context.Context) {
	p.ctx = ctx
	subscribeWhile(ctx, p.doors.refresh, p.moved)
	p.progress.tick(ctx)
	p.read()
	p.history.show(ctx)
	p.schedule.show(ctx)
	if p.open != 0 {
		p.panel.show(ctx, p.open)
	}
}

// moved shows where the running refresh stands, and what happened each time it enters another stage or waits.
func (p *downloadsPage) moved(state refreshState) {
	p.progress.tell(state)
	if state.Running != p.ran {
		p.ran = state.Running
		p.history.fill()
	}
	p.arrange()
	stage := stageOf(state.Event)
	if state.Event.Waiting != nil {
		stage = -stage - 2 // a wait in a stage is worth as much as another stage
	}
	if state.Running && stage != p.stage && p.known {
		p.stage = stage
		p.read()
	}
}

// read reads the status and the last refresh.
func (p *downloadsPage) read() { load(p.ctx, p.load, p.readFacts, p.apply) }

// readFacts runs in the background.
func (p *downloadsPage) readFacts(ctx context.Context) (facts downloadFacts, err error) {
	if facts.status, err = p.doors.set.Status(ctx); err != nil {
		return facts, err
	}
	chosen, err := p.doors.set.Schedule(ctx)
	if err != nil {
		return facts, err
	}
	facts.early = chosen.Data.Early
	if last := facts.status.LastRefresh; last != nil {
		report, err := p.s.read.RefreshReport(ctx, last.ID)
		if err != nil {
			return facts, err
		}
		facts.report = &report
	}
	return facts, nil
}

func (p *downloadsPage) apply(facts downloadFacts, err error) {
	if errors.Is(err, context.Canceled) {
		return
	}
	setShown(p.problem.Content(), err != nil)
	if err != nil {
		p.problem.tell(app.ProblemOf(err), wordTryAgain, p.read)
		p.arrange()
		return
	}
	p.facts, p.known = facts, true
	if p.planned {
		p.planned = false
		defer p.moveVersion()
	}
	p.title.SetText(setTitle(facts.status.Connection))
	p.connection.set(facts.status)
	about := progressAbout{}
	if c := facts.status.Connection; c != nil {
		about.entity = c.Entity
	}
	if r := facts.report; r != nil {
		about.people, about.fresh, about.gone = r.Refresh.People, r.Refresh.NewPeople, r.Refresh.GonePeople
		p.last.set(viewOfLast(*r, p.s.now()))
		p.log.set(r.Log, r.Refresh.StartedAt)
	}
	p.progress.setAbout(about)
	p.arrange()
	p.keepKeyboard()
}

// keepKeyboard gives the keyboard to what helps after a refresh, where the button that had it has gone with the refresh.
func (p *downloadsPage) keepKeyboard() {
	if p.doors.refresh.Current().Running {
		return
	}
	canvas := fyne.CurrentApp().Driver().CanvasForObject(p.content)
	if canvas == nil {
		return
	}
	switch canvas.Focused() {
	case nil, fyne.Focusable(p.pause), fyne.Focusable(p.stop):
		p.Focus()
	}
}

// toggleLog shows or hides what happened in the running refresh.
func (p *downloadsPage) toggleLog() {
	setShown(p.logBox, !p.logBox.Visible())
	p.logToggle.SetText(logShow)
	if p.logBox.Visible() {
		p.logToggle.SetText(logHide)
		p.read()
	}
	p.main.Refresh()
}

// openRefresh shows one refresh at the side, or as a page where there is no room for that.
func (p *downloadsPage) openRefresh(id int64) {
	if p.middle.Size().Width < besideWidth*textScaleNow()-2*pageMargin {
		p.doors.showRefresh(id)
		return
	}
	if p.open == 0 {
		p.lower.Hide() // the list needs the room
		card := widgets.NewSurface(ColorSurface, gapSmall, p.panel.content)
		p.middle.Objects = []fyne.CanvasObject{container.New(sideBySide{}, p.left, card)}
		p.middle.Refresh()
	}
	p.open = id
	p.panel.show(p.ctx, id)
	p.panel.focus()
}

// closePanel gives the page its whole width again.
func (p *downloadsPage) closePanel() {
	p.open = 0
	p.lower.Show()
	p.middle.Objects = []fyne.CanvasObject{p.left}
	p.middle.Refresh()
	p.s.focus(p.history.table)
}

// Focus implements focuser: the filled button has the keyboard.
func (p *downloadsPage) Focus() {
	if p.last.box.Visible() && p.last.place.Visible() {
		p.s.focus(p.last.step)
		return
	}
	for _, b := range []*keyButton{p.pause, p.resume, p.get} {
		if b.Visible() && !b.Disabled() {
			p.s.focus(b)
			return
		}
	}
	if p.history.empty.Visible() {
		p.s.focus(p.history.empty.Button())
		return
	}
	p.s.focus(p.history.table)
}

// Escape closes the refresh at the side.
func (p *downloadsPage) Escape() bool {
	if p.open == 0 {
		return false
	}
	p.closePanel()
	return true
}

// MoveTab implements tabber.
func (p *downloadsPage) MoveTab(by int) {
	if p.open != 0 {
		p.panel.tabs.Step(by)
	}
}

// CopyRows implements copier.
func (p *downloadsPage) CopyRows() {
	if p.open != 0 {
		p.panel.copyRows()
		return
	}
	p.history.table.CopySelected()
}

// testConnection tests the connection while a refresh waits.
func (p *downloadsPage) testConnection() { p.connection.showTest() }

// planVersion leads to version 3 as soon as the page knows what is stored.
func (p *downloadsPage) planVersion() { p.planned = true }

// moveVersion leads to version 3.
func (p *downloadsPage) moveVersion() {
	loaded := slices.Contains(p.facts.status.All.APIVersions, claims.V3)
	showVersionSheet(p.s, p.doors, loaded, func() { p.start(app.RefreshOptions{API: claims.V3, Full: true}) })
}
