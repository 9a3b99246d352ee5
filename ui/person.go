package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// personPage is one person: who they are, their claims with one of them open at the side, and their coverage
// (docs/reference/screens.md 5.4).
type personPage struct {
	s    surroundings
	key  string
	load *loader

	head    *personHead
	tabs    *widgets.TabBar
	claims  *personClaims
	about   *personAbout
	problem *problemPanel
	inside  *fyne.Container
	content fyne.CanvasObject
	ctx     context.Context // of the present showing, for another try
}

var (
	_ page    = (*personPage)(nil)
	_ focuser = (*personPage)(nil)
	_ escaper = (*personPage)(nil)
	_ tabber  = (*personPage)(nil)
	_ copier  = (*personPage)(nil)
)

func newPersonPage(s surroundings, key string) *personPage {
	p := &personPage{s: s, key: key, head: newPersonHead(s), claims: newPersonClaims(s, key), about: newPersonAbout(s), problem: newProblemPanel(s.copy)}
	p.load = newLoader(s.nav.runBackground, s.after, nil)
	p.tabs = widgets.NewTabBar(titlePersonClaims, personAboutTab)
	p.tabs.OnChosen = p.showTab
	p.claims.counted = func(total int) { p.tabs.SetTitles(titlePersonClaims+" "+app.CountText(total), personAboutTab) }
	top := container.New(layout.NewCustomPaddedVBoxLayout(gapSmall), p.head.Content(), p.tabs)
	middle := inset(gapSmall, 0, 0, 0, container.NewStack(p.claims.Content(), p.about.Content()))
	p.inside = framed(top, middle, nil)
	p.problem.Content().Hide()
	p.content = container.NewStack(p.inside, inset(pageMargin, 0, pageMargin, pageMargin, stacked(p.problem.Content())))
	p.showTab(0)
	return p
}

func (p *personPage) showTab(tab int) {
	setShown(p.claims.Content(), tab == 0)
	setShown(p.about.Content(), tab == 1)
}

// Title implements page.
func (p *personPage) Title() string { return titlePerson }

// Content implements page.
func (p *personPage) Content() fyne.CanvasObject { return p.content }

// Show implements page: facts and claims are read beside each other.
func (p *personPage) Show(ctx context.Context) {
	p.ctx = ctx
	p.head.hideMBI()
	load(ctx, p.load, func(ctx context.Context) (claims.PersonDetail, error) { return p.s.read.Person(ctx, p.key) }, p.apply)
	p.claims.show(ctx)
}

func (p *personPage) apply(d claims.PersonDetail, err error) {
	setShown(p.inside, err == nil)
	setShown(p.problem.Content(), err != nil)
	if err != nil {
		p.problem.tell(app.ProblemOf(err), wordTryAgain, func() { p.Show(p.ctx) })
		return
	}
	p.head.set(d)
	p.about.set(d)
	p.content.Refresh()
}

// Focus implements focuser.
func (p *personPage) Focus() {
	if p.tabs.Chosen() == 0 {
		p.s.focus(p.claims.table)
	} else {
		p.s.focus(p.about.table)
	}
}

// Escape closes the claim at the side.
func (p *personPage) Escape() bool {
	if p.tabs.Chosen() != 0 || !p.claims.panelOpen() {
		return false
	}
	p.claims.closePanel()
	return true
}

// MoveTab implements tabber.
func (p *personPage) MoveTab(by int) {
	p.tabs.Step(by)
	p.Focus()
}

// CopyRows implements copier.
func (p *personPage) CopyRows() {
	if p.tabs.Chosen() == 0 {
		p.claims.table.CopySelected()
	} else {
		p.about.table.CopySelected()
	}
}

// personAbout is coverage and record of a person.
type personAbout struct {
	facts   *widgets.Facts
	table   *widgets.RowTable
	empty   *widgets.EmptyState
	now     func() string
	content fyne.CanvasObject
}

// personFactNames is the width of the names of facts.
const personFactNames = 96

func newPersonAbout(s surroundings) *personAbout {
	a := &personAbout{facts: widgets.NewFacts(personFactNames)}
	a.now = func() string { return s.now().Format("2006-01-02") }
	a.table = widgets.NewRowTable([]widgets.Column{
		{ID: "part", Title: "Coverage", Width: 220}, {ID: "from", Title: "From", Width: 110},
		{ID: "to", Title: "To", Width: 110}, {ID: "plan", Title: "Plan", Width: 150, Grow: 1},
	})
	a.table.Copy, a.table.Now = s.copy, s.now
	a.empty = widgets.NewEmptyState(nil, personNoCoverage, personNoCoverTx, "", nil)
	card := widgets.NewSurface(ColorSurface, pageMargin, stacked(heading(personRecord), inset(0, 0, gapSmall, 0, a.facts)))
	record := atWidth(320, stacked(card))
	coverage := inset(0, 0, pageMargin, 0, container.NewStack(a.table, a.empty))
	a.content = container.New(layout.NewBorderLayout(nil, nil, record, nil), record, coverage)
	return a
}

// Content is the tab.
func (a *personAbout) Content() fyne.CanvasObject { return a.content }

func (a *personAbout) set(d claims.PersonDetail) {
	a.facts.Set(recordFacts(d))
	rows := coverageRows(d.Parts, a.now())
	a.table.Reset(len(rows), rows, true)
	setShown(a.table, len(rows) > 0)
	setShown(a.empty, len(rows) == 0)
}
