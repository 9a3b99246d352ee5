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

const (
	// besideWidth is how wide the page must be for list and claim side by side: that of a window of 1180
	// (docs/reference/screens.md 1.4).
	besideWidth = 1012
	// listShare is the part of the width that the list keeps.
	listShare = 0.62
)

// personClaims is the list of a person's claims, with the chosen one at its side.
type personClaims struct {
	s    surroundings
	list *listing[claims.ClaimRow]
	// counted is told how many claims the list has.
	counted func(total int)

	kind    *widget.Select
	also    *widget.Check
	count   *widget.Label
	looking *widget.Label
	table   *widgets.RowTable
	empty   *widgets.EmptyState
	note    *widget.Label
	problem *problemPanel
	panel   *claimPanel
	left    *fyne.Container
	content *fyne.Container

	ctx    context.Context // of the present showing, for reads that controls start
	filter claims.ClaimFilter
	read   bool
	open   claimRef // at the side; zero for none
}

func newPersonClaims(s surroundings, key string) *personClaims {
	c := &personClaims{s: s, filter: claims.ClaimFilter{PersonKey: key, BaseOnly: true}, counted: func(int) {}}
	c.makeControls()
	c.makeTable()
	c.panel = newClaimPanel(s, c.closePanel)
	c.empty = widgets.NewEmptyState(symbol(assets.Info), "", "", "", nil)
	c.empty.Hide()
	c.problem = newProblemPanel(s.copy)
	c.problem.Content().Hide()
	controls := container.New(layout.NewRowWrapLayoutWithCustomPadding(gapSmall, 0),
		atWidth(180, widgets.NewOutline(c.kind)), c.also, c.count, c.looking)
	line := inset(0, gapSmall, 0, 0, controls)
	middle := container.NewStack(c.table, c.empty, stacked(c.problem.Content()))
	c.left = container.New(layout.NewBorderLayout(line, c.note, nil, nil), line, middle, c.note)
	c.content = container.NewStack(c.left)
	return c
}

func (c *personClaims) makeControls() {
	kinds := []string{personAllKinds}
	for _, t := range claims.ClaimTypes() {
		kinds = append(kinds, claimTypeName(t))
	}
	c.kind = widget.NewSelect(kinds, nil)
	c.kind.SetSelectedIndex(0)
	c.kind.OnChanged = func(string) {
		c.filter.Type = ""
		if i := c.kind.SelectedIndex(); i > 0 {
			c.filter.Type = claims.ClaimTypes()[i-1]
		}
		c.reload(false)
	}
	c.also = widget.NewCheck(personUncounted, func(all bool) {
		c.filter.BaseOnly = !all
		c.note.SetText(personCaption)
		if all {
			c.note.SetText(personCaptionAll)
		}
		c.reload(false)
	})
	c.count = widget.NewLabel("")
	c.note = caption(personCaption)
	c.note.Wrapping = fyne.TextWrapWord
	c.looking = caption(wordLooking)
	c.looking.Hide()
}

func (c *personClaims) makeTable() {
	right := fyne.TextAlignTrailing
	c.table = widgets.NewRowTable([]widgets.Column{
		{ID: "dates", Title: "Service", Width: 164}, {ID: "type", Title: "Kind", Width: 124},
		{ID: "who", Title: "Where or who", Width: 88, Grow: 2}, {ID: "dx", Title: "Main diagnosis", Width: 84, Grow: 2},
		{ID: "paid", Title: "Paid", Width: 100, Align: right}, {ID: "status", Title: "Status", Width: 124, Grow: 1},
	})
	c.table.Copy, c.table.Now = c.s.copy, c.s.now
	c.table.OnOpen = c.openRow
	c.table.OnTapped = func(row int) {
		if c.wide() {
			c.openRow(row)
		}
	}
	c.table.OnSelect = func(row int) {
		if c.panelOpen() {
			c.openRow(row)
		}
	}
	c.table.Menu = func(row int) []*fyne.MenuItem {
		return []*fyne.MenuItem{
			fyne.NewMenuItem(menuOpenClaim, func() { c.openRow(row) }),
			fyne.NewMenuItem(menuCopyRow, c.table.CopySelected),
		}
	}
	c.list = &listing[claims.ClaimRow]{
		table: c.table, cells: claimCells, failed: c.showProblem,
		load:    newLoader(c.s.nav.runBackground, c.s.after, func(looking bool) { setShown(c.looking, looking) }),
		arrived: c.showList,
	}
	c.list.connect()
}

// claimCells is a claim as the list shows it.
func claimCells(c claims.ClaimRow) []widgets.Cell {
	paid := widgets.Cell{Text: moneyOr(c.PaidCents, "–")}
	if c.ClaimType == claims.PDE && c.ChargedCents != nil {
		paid = widgets.Cell{Text: "cost " + moneyText(*c.ChargedCents), Color: ColorText2}
	}
	chips := claimChips(c)
	status := widgets.Cell{Chips: chips}
	if len(chips) == 0 {
		status = widgets.Cell{Text: "Final"}
	}
	dates := dateRange(c.FromDate, c.ThruDate)
	dx := widgets.Cell{Text: diagnosisText(c.PrincipalDx, c.DxDisplay)}
	if c.PrincipalDx == "" {
		dx = widgets.Cell{Text: "–", Color: ColorText2}
	}
	who := widgets.Cell{Text: providerText(c)}
	if c.ProviderName == "" && c.ProviderNPI == "" {
		who.Color = ColorText2
	}
	return []widgets.Cell{{Text: orNotGiven(dates)}, {Text: claimTypeName(c.ClaimType)}, who, dx, paid, status}
}

// Content is the tab.
func (c *personClaims) Content() fyne.CanvasObject { return c.content }

// show reads the list; place, row and open claim stay.
func (c *personClaims) show(ctx context.Context) {
	c.ctx = ctx
	c.reload(true)
	switch {
	case !c.panelOpen():
	case c.wide():
		c.panel.show(ctx, c.open)
	default:
		c.closePanel() // the window was made smaller meanwhile
	}
}

func (c *personClaims) reload(keep bool) {
	if c.ctx == nil {
		return // not shown yet
	}
	filter := c.filter
	c.list.read = func(ctx context.Context, page claims.Page) (batch[claims.ClaimRow], error) {
		list, err := c.s.read.PersonClaims(ctx, filter, page)
		return batch[claims.ClaimRow]{rows: list.Rows, total: list.Total, next: list.Next}, err
	}
	const newestFirst = true
	c.list.start(c.ctx, newestFirst, keep && c.read)
}

func (c *personClaims) showList(total int) {
	c.read = true
	c.count.SetText(app.Counted(total, "claim", "claims") + " · newest first")
	setShown(c.count, total > 0)
	c.problem.Content().Hide()
	setShown(c.table, total > 0)
	setShown(c.empty, total == 0)
	if c.filter.Type == "" {
		c.counted(total)
		c.empty.Set(personNoClaims, personNoClaimsTx, "", nil)
	} else {
		c.empty.Set(personNoType, personNoTypeTx, personShowAll, func() { c.kind.SetSelectedIndex(0) })
	}
	c.content.Refresh()
}

func (c *personClaims) showProblem(err error) {
	c.problem.tell(app.ProblemOf(err), wordTryAgain, func() { c.reload(true) })
	c.problem.Content().Show()
	c.table.Hide()
	c.empty.Hide()
	c.count.Hide()
	c.content.Refresh()
}

// wide says whether list and claim fit side by side; larger text needs more room.
func (c *personClaims) wide() bool {
	return c.content.Size().Width >= besideWidth*textScale(c.table)-2*pageMargin
}

func (c *personClaims) panelOpen() bool { return c.open != claimRef{} }

// openRow shows a claim at the side, or as a page where there is no room for that.
func (c *personClaims) openRow(row int) {
	claim, ok := c.list.row(row)
	if !ok {
		return
	}
	ref := claimRef{claim.APIVersion, claim.FHIRID}
	if !c.wide() {
		c.s.nav.openClaim(ref)
		return
	}
	if !c.panelOpen() {
		c.openPanel()
	}
	if c.open != ref {
		c.open = ref
		c.panel.show(c.ctx, ref)
	}
}

func (c *personClaims) openPanel() {
	card := widgets.NewSurface(ColorSurface, gapSmall, c.panel.Content())
	c.table.HideColumns("dx") // the panel shows it, and the list keeps its other columns readable
	c.content.Objects = []fyne.CanvasObject{container.New(sideBySide{}, c.left, card)}
	c.content.Refresh()
}

// closePanel gives the list the whole width again.
func (c *personClaims) closePanel() {
	c.open = claimRef{}
	c.table.HideColumns()
	c.content.Objects = []fyne.CanvasObject{c.left}
	c.content.Refresh()
	c.s.focus(c.table)
}

// sideBySide lays out a list and what is open from it.
type sideBySide struct{}

// Layout implements fyne.Layout.
func (sideBySide) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	list := (size.Width - pageMargin) * listShare
	objects[0].Move(fyne.Position{})
	objects[0].Resize(fyne.NewSize(list, size.Height))
	objects[1].Move(fyne.NewPos(list+pageMargin, 0))
	objects[1].Resize(fyne.NewSize(size.Width-pageMargin-list, size.Height))
}

// MinSize implements fyne.Layout.
func (sideBySide) MinSize(objects []fyne.CanvasObject) fyne.Size {
	list, open := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(list.Width+pageMargin+open.Width, max(list.Height, open.Height))
}
