package ui

import (
	"context"
	"errors"
	"time"

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

// homePage says in ten seconds whether the data are good, what is being fetched and what needs somebody
// (docs/reference/screens.md 5.2).
type homePage struct {
	s     surroundings
	doors homeDoors
	load  *loader
	ctx   context.Context // of the present showing
	offer *fyne.Container // of the tour
	shown homeFacts
	known bool // shown has been read at least once

	title      *widget.Label
	get, save  *keyButton
	data       *dataCard
	dates      *datesCard
	cards      *fyne.Container // figures and dates, and what stands with them
	shelf      *shelf
	progress   *progressPanel
	needs      *fyne.Container
	needsCard  fyne.CanvasObject
	asked      []need // in the order of needs
	months     *monthsPanel
	since      *sinceCard
	lower      *fyne.Container // what is new, and the months
	empty      *widgets.EmptyState
	problem    *problemPanel
	head, main *fyne.Container
	content    fyne.CanvasObject
}

var (
	_ page    = (*homePage)(nil)
	_ focuser = (*homePage)(nil)
	_ copier  = (*homePage)(nil)
)

// homeFacts is all that Home reads.
type homeFacts struct {
	left   claims.LeftOut
	status app.Status
	months []claims.MonthTotal
	report claims.RefreshReport // of the last refresh; zero before the first
	place  app.SecretPlace      // where the secret of the connection is
	since  sinceFacts
	delay  hospitalDelay
}

func newHomePage(s surroundings, doors homeDoors) *homePage {
	p := &homePage{s: s, doors: doors, title: heading(homeUnknown), data: newDataCard(), dates: newDatesCard(doors.version), months: newMonthsPanel(s), since: newSinceCard(doors.events, doors.exportEvents)}
	p.load = newLoader(s.nav.runBackground, s.after, nil)
	p.get = newMainButton(homeGetData, s.nav.getData, nil)
	p.get.Icon = theme.NewThemedResource(symbol(assets.Refresh))
	p.save = newKeyButton(homeSave, doors.saveWorkbook, nil)
	p.save.Icon = theme.NewThemedResource(symbol(assets.Excel))
	p.needs = stacked()
	needsBody := stacked(heading(homeNeeds), inset(0, gapSmall, gapSmall, gapSmall, p.needs))
	p.needsCard = widgets.NewSurface(ColorSurface, gapSmall, needsBody)
	p.progress = newProgressPanel(s, doors.refresh, progressDoors{again: s.nav.getData, resized: p.arrange, show: doors.downloads})
	p.empty = widgets.NewEmptyState(symbol(assets.Download), homeEmptyTitle, homeEmptyText, homeGetData, s.nav.getData)
	p.problem = newProblemPanel(s.copy)
	p.problem.plain()
	p.problem.Content().Hide()
	p.offer = newTourOffer(doors.tour.take, func() {
		doors.tour.decline()
		p.arrange()
		p.Focus()
	})
	p.lay()
	p.arrange()
	return p
}

func (p *homePage) lay() {
	buttons := beside(p.save, p.get)
	p.head = container.New(layout.NewBorderLayout(nil, nil, nil, buttons), p.title, buttons)
	p.shelf = &shelf{columns: columns{gap: pageMargin, weights: []float32{5, 2}}, under: 2}
	p.cards = container.New(p.shelf, p.data.box, p.dates.box, p.progress.content, p.needsCard)
	upper := container.New(layout.NewCustomPaddedVBoxLayout(pageMargin), p.problem.Content(), p.offer, p.cards)
	p.lower = inColumns([]float32{2, 5}, p.since.box, p.months.box)
	rest := inset(pageMargin, 0, 0, 0, p.lower)
	p.main = container.New(layout.NewBorderLayout(upper, nil, nil, nil), upper, container.NewStack(rest, p.empty))
	page := framed(p.head, inset(gapSmall, gapSmall, 0, 0, container.NewVScroll(p.main)), nil)
	p.content = container.New(toldWidth{func(width float32) { p.shelf.width = width - 2*pageMargin }}, page)
}

// arrange shows the parts that have something to say.
func (p *homePage) arrange() {
	if p.progress == nil || p.main == nil {
		return // still being built
	}
	running := p.doors.refresh.Current().Running
	holds := p.known && holdsData(p.shown.status)
	enable(p.get, !running)
	setShown(p.get, holds || !p.known)
	enable(p.save, holds)
	setShown(p.save, holds || !p.known)
	setShown(p.data.box, holds || !p.known)
	setShown(p.dates.box, holds || !p.known)
	setShown(p.offer, holds && !running && p.doors.tour.offered != nil && p.doors.tour.offered())
	setShown(p.months.box, holds || !p.known)
	setShown(p.since.box, holds || !p.known)
	setShown(p.empty, p.known && !holds && !p.progress.visible())
	setShown(p.progress.content, p.progress.visible())
	p.showNeeds(running)
	setShown(p.cards, anyVisible(p.cards.Objects))
	p.cards.Refresh()
	p.main.Refresh()
	p.content.Refresh()
}

// Title implements page.
func (p *homePage) Title() string { return titleHome }

// Content implements page.
func (p *homePage) Content() fyne.CanvasObject { return p.content }

// Show implements page.
func (p *homePage) Show(ctx context.Context) {
	p.ctx = ctx
	subscribeWhile(ctx, p.doors.refresh, func(s refreshState) {
		p.progress.tell(s)
		enable(p.get, !s.Running)
	})
	p.progress.tick(ctx)
	load(ctx, p.load, p.read, p.apply)
}

// read runs in the background.
func (p *homePage) read(ctx context.Context) (facts homeFacts, err error) {
	if facts.status, err = p.doors.set.Status(ctx); err != nil {
		return facts, err
	}
	if facts.months, err = p.s.read.Months(ctx, monthsShown); err != nil {
		return facts, err
	}
	if facts.left, err = p.s.read.LeftOut(ctx, ""); err != nil {
		return facts, err
	}
	if facts.since, err = readSince(ctx, p.s.read); err != nil {
		return facts, err
	}
	if c := facts.status.Connection; c != nil && c.Environment != claims.EnvPractice {
		if facts.place, err = p.doors.open.secretPlace(ctx); err != nil {
			return facts, err
		}
	}
	if facts.delay, err = readDelay(ctx, p.s.read); err != nil {
		return facts, err
	}
	if last := facts.status.LastRefresh; last != nil {
		facts.report, err = p.s.read.RefreshReport(ctx, last.ID)
	}
	return facts, err
}

func (p *homePage) apply(facts homeFacts, err error) {
	if errors.Is(err, context.Canceled) {
		return
	}
	setShown(p.problem.Content(), err != nil)
	if err != nil {
		p.problem.tell(app.ProblemOf(err), wordTryAgain, func() { p.Show(p.ctx) })
		p.arrange()
		return
	}
	p.shown, p.known = facts, true
	p.title.SetText(setTitle(facts.status.Connection))
	p.data.set(facts.status.Current, facts.left, facts.delay)
	p.dates.set(facts.status, p.s.now())
	p.months.set(facts.months, asOfDay(facts.status, p.s.now()))
	p.since.set(facts.since)
	p.setNeeds(needsOf(facts, p.s.now()))
	p.arrange()
}

// asOfDay is the day that the data are of; without a manifest it is taken from the latest claim, at the most today.
func asOfDay(status app.Status, now time.Time) time.Time {
	if t, err := time.Parse(time.RFC3339Nano, status.Current.DataAsOf); err == nil {
		return t
	}
	if t, ok := claims.CalendarDate(status.Current.LastServiceDate); ok && t.Before(now) {
		return t
	}
	return now
}

// showNeeds shows what needs somebody. Beside a refresh that has ended only the secret is asked for: the refresh itself says the rest.
func (p *homePage) showNeeds(running bool) {
	any := false
	for i, o := range p.needs.Objects {
		shown := !p.progress.visible() || !running && p.asked[i].ofSecret()
		setShown(o, shown)
		any = any || shown
	}
	setShown(p.needsCard, any)
}

func (p *homePage) setNeeds(list []need) {
	p.needs.Objects, p.asked = nil, list
	for _, n := range list {
		line := newSigned()
		sign, color := n.tone.sign()
		line.set(sign, color, n.text)
		if n.button == "" {
			p.needs.Add(line.box)
			continue
		}
		button := newKeyButton(n.button, p.actOf(n.act), nil)
		right := inset(2, 2, 0, 0, container.NewVBox(button))
		p.needs.Add(container.New(layout.NewBorderLayout(nil, nil, nil, right), line.box, right))
	}
}

// actOf is what the button of a need does.
func (p *homePage) actOf(act needAct) func() {
	switch act {
	case actChecks:
		return p.doors.checks
	case actDownloads:
		return p.doors.downloads
	case actPasteSecret:
		return func() { p.doors.open.changeConnection(p.doors.set.Name()) }
	case actPassword:
		return func() { p.doors.open.askPassword(func() { p.Show(p.ctx) }) }
	default:
		return p.s.nav.getData
	}
}

// Focus implements focuser.
func (p *homePage) Focus() {
	switch {
	case p.empty.Visible():
		p.s.focus(p.empty.Button())
	case p.doors.refresh.Current().Running:
		p.s.focus(p.progress.pause)
	case p.get.Visible():
		p.s.focus(p.get)
	}
}

// CopyRows copies from the table of months while it is shown.
func (p *homePage) CopyRows() {
	if p.months.table.Visible() {
		p.months.table.CopySelected()
	}
}
