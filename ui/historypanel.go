package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// refreshPanel shows one refresh: what was asked for, what came, what is missing, how months changed and what happened
// (docs/reference/screens.md 5.9). It stands at the right of Downloads, or fills a page.
type refreshPanel struct {
	s       surroundings
	control refreshControl
	load    *loader
	id      int64
	ctx     context.Context // of the present showing
	report  claims.RefreshReport

	title   *widget.Label
	looking *widget.Label
	copying *keyButton
	close   *keyButton
	chip    *widgets.Chip
	facts   *widgets.Facts
	notes   *fyne.Container
	tabs    *widgets.TabBar
	tables  [tabLog]*claimTable
	months  *changedMonths
	log     *logList
	problem *problemPanel
	inside  *fyne.Container
	content fyne.CanvasObject
}

// Tabs of the panel.
const (
	tabKinds = iota
	tabMonths
	tabLacking
	tabLog // the last one, and no table
)

// refreshFactNames is the width of the names of facts.
const refreshFactNames = 116

// newRefreshPanel returns an empty panel; closed is called by its close button, nil for none.
func newRefreshPanel(s surroundings, control refreshControl, closed func()) *refreshPanel {
	p := &refreshPanel{
		s: s, control: control, title: heading(""), looking: caption(wordLooking), chip: widgets.NewChip(widgets.ChipSpec{}),
		facts: widgets.NewFacts(refreshFactNames), notes: stacked(), log: newLogList(), problem: newProblemPanel(s.copy),
	}
	p.problem.plain()
	p.title.Truncation = fyne.TextTruncateEllipsis
	p.looking.Hide()
	p.load = newLoader(s.nav.runBackground, s.after, func(looking bool) { setShown(p.looking, looking) })
	p.copying = newKeyButton(historyCopy, func() { s.copy(summaryText(p.report)) }, nil)
	p.close = newKeyButton("", closed, nil)
	p.close.Icon, p.close.Importance = symbolOf(assets.Cross), widget.LowImportance
	setShown(p.close, closed != nil)
	p.makeTables()
	p.lay()
	return p
}

func (p *refreshPanel) lay() {
	ends := container.NewHBox(p.looking, p.copying, p.close)
	line := container.New(layout.NewBorderLayout(nil, nil, nil, ends), p.title, ends)
	chip := inset(0, gapSmall, gapSmall, 0, container.NewHBox(p.chip))
	head := stacked(line, chip, inset(0, 0, gapSmall, 0, p.facts), p.notes, inset(gapSmall, 0, 0, 0, p.tabs))
	body := container.NewStack(p.boxes()...)
	p.inside = container.New(layout.NewBorderLayout(head, nil, nil, nil), head, body)
	p.problem.Content().Hide()
	p.content = container.NewStack(p.inside, stacked(p.problem.Content()))
}

// boxes are what stands under the tabs.
func (p *refreshPanel) boxes() []fyne.CanvasObject {
	var boxes []fyne.CanvasObject
	for _, t := range p.tables {
		boxes = append(boxes, t.box)
	}
	boxes[tabMonths] = p.months.content
	return append(boxes, p.log.content)
}

func (p *refreshPanel) makeTables() {
	p.tabs = widgets.NewTabBar(historyKinds, historyMonths, historyLacking, historyLog)
	for i, none := range []string{historyNoKinds, historyNoMonths, historyNoLacking} {
		t := &claimTable{table: widgets.NewRowTable(refreshColumns(i)), empty: widgets.NewEmptyState(nil, none, "", "", nil), note: caption("")}
		t.table.Copy, t.table.Now = p.s.copy, p.s.now
		t.note.Wrapping = fyne.TextWrapWord
		t.note.Hide()
		t.box = container.New(layout.NewBorderLayout(nil, t.note, nil, nil), container.NewStack(t.table, t.empty), t.note)
		p.tables[i] = t
	}
	p.months = newChangedMonths(p.s, p.tables[tabMonths])
	p.tabs.OnChosen = p.showTab
	p.showTab(0)
}

func (p *refreshPanel) showTab(tab int) {
	for i, box := range p.boxes() {
		setShown(box, i == tab)
	}
}

func refreshColumns(tab int) []widgets.Column {
	right := fyne.TextAlignTrailing
	switch tab {
	case tabKinds:
		return []widgets.Column{
			{ID: "kind", Title: headKind, Width: 92, Grow: 1}, {ID: "files", Title: headFiles, Width: 50, Align: right},
			{ID: "new", Title: headNew, Width: 66, Align: right}, {ID: "changed", Title: headChanged, Width: 82, Align: right},
			{ID: "same", Title: headSame, Width: 66, Align: right}, {ID: "aside", Title: headAside, Width: 58, Align: right},
		}
	case tabMonths:
		return []widgets.Column{
			{ID: "month", Title: headMonth, Width: 72, Grow: 1}, {ID: "before", Title: historyBefore, Width: 72, Align: right},
			{ID: "after", Title: historyAfter, Width: 60, Align: right}, {ID: "change", Title: headChange, Width: 72, Align: right},
			{ID: "paid", Title: headPaidChange, Width: 104, Align: right},
		}
	default:
		return []widgets.Column{{ID: "kind", Title: headKind, Width: 90}, {ID: "file", Title: headFile, Width: 120, Grow: 1}, {ID: "why", Title: headWhy, Width: 130, Grow: 1}}
	}
}

// show reads a refresh; what is in the panel stays until it is there.
func (p *refreshPanel) show(ctx context.Context, id int64) {
	p.id, p.ctx = id, ctx
	load(ctx, p.load, func(ctx context.Context) (claims.RefreshReport, error) { return p.s.read.RefreshReport(ctx, id) }, p.apply)
}

func (p *refreshPanel) apply(report claims.RefreshReport, err error) {
	setShown(p.inside, err == nil)
	setShown(p.problem.Content(), err != nil)
	if err != nil {
		p.problem.tell(app.ProblemOf(err), wordTryAgain, func() { p.show(p.ctx, p.id) })
		return
	}
	p.report = report
	r := report.Refresh
	p.title.SetText(whenText(r.StartedAt))
	p.chip.Set(resultChip(r, p.control.Current().Running && !r.State.Ended()))
	p.facts.Set(refreshFacts(r))
	p.notes.Objects = nil
	for _, w := range app.WarningsOf(report) {
		note := newSigned()
		note.set(assets.Warning, ColorWarn, w.Title+" "+w.Text)
		p.notes.Add(note.box)
	}
	p.fill(report)
	p.content.Refresh()
}

func (p *refreshPanel) fill(report claims.RefreshReport) {
	rows := [tabLog][][]widgets.Cell{kindRows(report.Types), monthRows(report.Months), lackingRows(report.Lacking)}
	lacking := historyLacking
	if n := len(report.Lacking); n > 0 {
		lacking += " " + app.CountText(n)
	}
	p.tabs.SetTitles(historyKinds, historyMonths, lacking, historyLog)
	for i, t := range p.tables {
		t.fill(refreshColumns(i), rows[i])
	}
	p.tables[tabKinds].table.HideColumns("aside") // nearly always nothing
	if report.Refresh.Quarantined > 0 {
		p.tables[tabKinds].table.HideColumns("same")
	}
	p.months.set(monthChanges(report.Months))
	p.log.set(report.Log, report.Refresh.StartedAt)
}

// focus puts the keyboard into the panel.
func (p *refreshPanel) focus() { p.s.focus(p.tabs) }

// copyRows copies what is selected in the tab in front.
func (p *refreshPanel) copyRows() {
	if tab := p.tabs.Chosen(); tab < tabLog {
		p.tables[tab].table.CopySelected()
	}
}

// refreshPage is the panel as a page of its own, where the window is too narrow for it beside the list.
type refreshPage struct {
	panel   *refreshPanel
	id      int64
	content fyne.CanvasObject
}

var (
	_ page    = (*refreshPage)(nil)
	_ focuser = (*refreshPage)(nil)
	_ tabber  = (*refreshPage)(nil)
	_ copier  = (*refreshPage)(nil)
)

func newRefreshPage(s surroundings, control refreshControl, id int64) *refreshPage {
	panel := newRefreshPanel(s, control, nil)
	panel.facts.SetColumns(2) // a page is wide but not high
	return &refreshPage{panel: panel, id: id, content: inset(gapSmall, pageMargin, pageMargin, pageMargin, panel.content)}
}

// Title implements page.
func (p *refreshPage) Title() string { return titleDownload }

// Content implements page.
func (p *refreshPage) Content() fyne.CanvasObject { return p.content }

// Show implements page.
func (p *refreshPage) Show(ctx context.Context) { p.panel.show(ctx, p.id) }

// Focus implements focuser.
func (p *refreshPage) Focus() { p.panel.focus() }

// MoveTab implements tabber.
func (p *refreshPage) MoveTab(by int) { p.panel.tabs.Step(by) }

// CopyRows implements copier.
func (p *refreshPage) CopyRows() { p.panel.copyRows() }
