package ui

import (
	"context"

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

// claimPanel shows one claim in full, readable first, raw last (docs/reference/screens.md 5.5). It stands at the right of
// a list, or fills a page.
type claimPanel struct {
	s    surroundings
	load *loader
	ref  claimRef
	// newerRef names the version that replaced the one shown.
	newerRef claimRef
	side     bool            // stands beside a list, where it is narrow
	ctx      context.Context // of the present showing, for another try

	title   *widget.Label
	looking *widget.Label
	close   *keyButton
	chips   *fyne.Container
	facts   *widgets.Facts
	notes   *fyne.Container
	newer   *keyButton // opens the version that replaced this one
	tabs    *widgets.TabBar
	tables  []*claimTable
	tree    *claimTree
	problem *problemPanel
	inside  *fyne.Container
	content fyne.CanvasObject
}

// claimTable is one tab of the panel.
type claimTable struct {
	table *widgets.RowTable
	empty *widgets.EmptyState
	note  *widget.Label
	box   *fyne.Container
}

// newClaimPanel returns an empty panel; closed is called by its close button, nil for none.
func newClaimPanel(s surroundings, closed func()) *claimPanel {
	p := &claimPanel{
		s: s, side: closed != nil, title: heading(""), looking: caption(wordLooking), chips: container.New(layout.NewRowWrapLayout()),
		facts: widgets.NewFacts(claimFactNames), notes: stacked(), tree: newClaimTree(s), problem: newProblemPanel(s.copy),
	}
	p.newer = newKeyButton(claimOpenNewer, func() { p.show(p.ctx, p.newerRef) }, nil)
	p.newer.Hide()
	p.title.Truncation = fyne.TextTruncateEllipsis
	p.looking.Hide()
	p.load = newLoader(s.nav.runBackground, s.after, func(looking bool) { setShown(p.looking, looking) })
	p.close = newKeyButton("", closed, nil)
	p.close.Icon = theme.NewThemedResource(symbol(assets.Cross))
	p.close.Importance = widget.LowImportance
	setShown(p.close, closed != nil)
	p.makeTables()
	ends := container.NewHBox(p.looking, p.close)
	line := container.New(layout.NewBorderLayout(nil, nil, nil, ends), p.title, ends)
	head := stacked(line, inset(0, gapSmall, gapSmall, 0, p.chips), inset(0, 0, gapSmall, 0, p.facts), p.notes, inset(0, 0, gapSmall, 0, container.NewHBox(p.newer)), inset(gapSmall, 0, 0, 0, p.tabs))
	boxes := make([]fyne.CanvasObject, 0, len(p.tables)+1)
	for _, t := range p.tables {
		boxes = append(boxes, t.box)
	}
	boxes = append(boxes, p.tree.box)
	body := container.NewStack(boxes...)
	p.inside = container.New(layout.NewBorderLayout(head, nil, nil, nil), head, body)
	p.problem.Content().Hide()
	p.content = container.NewStack(p.inside, stacked(p.problem.Content()))
	return p
}

func (p *claimPanel) makeTables() {
	p.tabs = widgets.NewTabBar(claimTabTitles()...)
	for i, none := range []string{claimNoLines, claimNoDx, claimNoPx, claimNoTeam} {
		t := &claimTable{table: widgets.NewRowTable(claimColumns(i, "")), empty: widgets.NewEmptyState(nil, none, "", "", nil), note: caption("")}
		t.table.Copy, t.table.Now = p.s.copy, p.s.now
		t.note.Wrapping = fyne.TextWrapWord
		t.note.Hide()
		middle := container.NewStack(t.table, t.empty)
		t.box = container.New(layout.NewBorderLayout(nil, t.note, nil, nil), middle, t.note)
		setShown(t.box, i == 0)
		p.tables = append(p.tables, t)
	}
	p.tree.box.Hide()
	p.tabs.OnChosen = func(tab int) {
		for i, t := range p.tables {
			setShown(t.box, i == tab)
		}
		setShown(p.tree.box, tab == claimTabFields)
		setShown(p.facts, tab != claimTabFields) // the tree has them all, and needs the room
		if p.ctx != nil {
			p.tree.show(p.ctx, p.ref)
		}
	}
}

// Content is the panel.
func (p *claimPanel) Content() fyne.CanvasObject { return p.content }

// show reads a claim; what is in the panel stays until it is there.
func (p *claimPanel) show(ctx context.Context, ref claimRef) {
	p.ref, p.ctx = ref, ctx
	load(ctx, p.load, func(ctx context.Context) (claimView, error) {
		detail, err := p.s.read.Claim(ctx, ref.APIVersion, ref.FHIRID)
		if err != nil {
			return claimView{}, err
		}
		names, err := p.s.read.CodeNames(ctx, keysOfClaim(&detail))
		if err != nil {
			return claimView{}, err
		}
		return viewOfClaim(detail, names), nil
	}, p.apply)
	p.tree.show(ctx, ref)
}

func (p *claimPanel) apply(v claimView, err error) {
	setShown(p.inside, err == nil)
	setShown(p.problem.Content(), err != nil)
	if err != nil {
		p.problem.tell(app.ProblemOf(err), wordTryAgain, func() { p.show(p.ctx, p.ref) })
		return
	}
	p.title.SetText(v.title)
	p.facts.Set(v.facts)
	p.chips.Objects = chipObjects(v.chips)
	setShown(p.chips, len(v.chips) > 0)
	p.notes.Objects = nil
	for _, note := range v.notes {
		label := widget.NewLabel(note)
		label.Wrapping, label.Importance = fyne.TextWrapWord, widget.WarningImportance
		p.notes.Add(label)
	}
	p.newerRef = v.newer
	setShown(p.newer, v.newer != claimRef{})
	p.tabs.SetTitles(v.tabs...)
	for i, t := range p.tables {
		t.fill(claimColumns(i, v.claimType), v.rows[i])
	}
	if p.side && !institutional(v.claimType) && v.claimType != claims.PDE {
		p.tables[0].table.HideColumns("units") // one each, as a rule; what was paid matters more
	} else {
		p.tables[0].table.HideColumns()
	}
	p.tables[0].note.SetText(v.lineNote)
	setShown(p.tables[0].note, v.lineNote != "")
	p.content.Refresh()
}

func (t *claimTable) fill(columns []widgets.Column, rows [][]widgets.Cell) {
	t.table.SetColumns(columns)
	t.table.Fetch = func(page int) {
		from := page * widgets.PageSize
		t.table.SetPage(page, rows[from:min(from+widgets.PageSize, len(rows))])
	}
	t.table.Reset(len(rows), nil, false)
	setShown(t.table, len(rows) > 0)
	setShown(t.empty, len(rows) == 0)
}

func chipObjects(specs []widgets.ChipSpec) []fyne.CanvasObject {
	list := make([]fyne.CanvasObject, len(specs))
	for i, spec := range specs {
		list[i] = widgets.NewChip(spec)
	}
	return list
}

// Retell says anew, without reading, what tells whose claim it is.
func (p *claimPanel) Retell() { p.tree.Retell() }

// copyRows copies what is selected in the tab in front.
func (p *claimPanel) copyRows() {
	if tab := p.tabs.Chosen(); tab < claimTables {
		p.tables[tab].table.CopySelected()
		return
	}
	p.tree.copyAll()
}

// claimPage is the panel as a page of its own, where the window is too narrow for it beside a list.
type claimPage struct {
	panel   *claimPanel
	ref     claimRef
	content fyne.CanvasObject
}

var (
	_ page    = (*claimPage)(nil)
	_ focuser = (*claimPage)(nil)
	_ tabber  = (*claimPage)(nil)
	_ copier  = (*claimPage)(nil)
)

func newClaimPage(s surroundings, ref claimRef) *claimPage {
	panel := newClaimPanel(s, nil)
	panel.facts.SetColumns(2) // a page is wide but not high
	return &claimPage{panel: panel, ref: ref, content: inset(gapSmall, pageMargin, pageMargin, pageMargin, panel.Content())}
}

// Title implements page.
func (p *claimPage) Title() string { return titleClaim }

// Content implements page.
func (p *claimPage) Content() fyne.CanvasObject { return p.content }

// Show implements page.
func (p *claimPage) Show(ctx context.Context) { p.panel.show(ctx, p.ref) }

// Retell implements reteller.
func (p *claimPage) Retell() { p.panel.Retell() }

// Focus implements focuser.
func (p *claimPage) Focus() { p.panel.s.focus(p.panel.tabs) }

// MoveTab implements tabber.
func (p *claimPage) MoveTab(by int) { p.panel.tabs.Step(by) }

// CopyRows implements copier.
func (p *claimPage) CopyRows() { p.panel.copyRows() }
