package ui

import (
	"context"
	"fmt"
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
	// counted is told how many claims the list has, while no filter narrows it.
	counted func(total int)

	kind, year, status *widgets.Select
	behind             *fyne.Container // says which line of another tab the claims are of, and leads back to all
	behindOf           *widget.Label
	count              *widget.Label
	looking            *widget.Label
	table              *widgets.RowTable
	empty              *widgets.EmptyState
	switches           *countingSwitches
	left               claims.LeftOut // of the person, of the chosen type and year
	problem            *problemPanel
	beside             *claimBeside

	ctx    context.Context // of the present showing, for reads that controls start
	filter claims.ClaimFilter
	years  []string
	read   bool
}

// claimStatuses are the choices of status, with what they ask for. The first one is what totals count.
func claimStatuses() []struct {
	word   string
	status claims.ClaimStatus
	base   bool
} {
	return []struct {
		word   string
		status claims.ClaimStatus
		base   bool
	}{
		{claimsCounted, "", true}, {claimsEveryone, "", false}, {claimsEarlyOnly, claims.ClaimsEarly, false}, {claimsDeniedOnly, claims.ClaimsDenied, false},
		{claimsReplaced, claims.ClaimsReplaced, false}, {claimsUncounted, claims.ClaimsUncounted, false},
	}
}

func newPersonClaims(s surroundings, key string) *personClaims {
	c := &personClaims{s: s, filter: claims.ClaimFilter{PersonKey: key, BaseOnly: true}, counted: func(int) {}}
	c.makeControls()
	c.makeTable()
	c.empty = widgets.NewEmptyState(symbol(assets.Info), "", "", "", nil)
	c.empty.Hide()
	c.problem = newProblemPanel(s.copy)
	c.problem.Content().Hide()
	controls := container.New(layout.NewRowWrapLayoutWithCustomPadding(gapSmall, 0), atWidth(168, widgets.NewOutline(c.kind)),
		atWidth(128, widgets.NewOutline(c.year)), atWidth(184, widgets.NewOutline(c.status)), container.NewStack(c.count, c.looking))
	c.behindOf = wrapped("")
	all := newKeyButton(personBehindAll, c.clear, nil)
	right := container.NewVBox(all)
	c.behind = inset(0, gapSmall, 0, 0, widgets.NewSurface(ColorInfoBack, 0, inset(2, 2, gapSmall, gapSmall, container.New(layout.NewBorderLayout(nil, nil, nil, right), c.behindOf, right))))
	c.behind.Hide()
	line := stacked(c.behind, inset(0, gapSmall, 0, 0, controls))
	middle := container.NewStack(c.table, c.empty, stacked(c.problem.Content()))
	foot := c.switches.line.box
	left := container.New(layout.NewBorderLayout(line, foot, nil, nil), line, middle, foot)
	c.beside = newClaimBeside(s, c.table, claimListColumns(), left, "arrived", "dx")
	c.beside.follow(func(row int) claimRef {
		claim, _ := c.list.row(row)
		return claimRef{claim.APIVersion, claim.FHIRID}
	})
	return c
}

func (c *personClaims) makeControls() {
	kinds := []string{personAllKinds}
	for _, t := range claims.ClaimTypes() {
		kinds = append(kinds, claimTypeName(t))
	}
	c.kind = chooser(kinds, func(i int) {
		c.filter.Type = ""
		if i > 0 {
			c.filter.Type = claims.ClaimTypes()[i-1]
		}
		c.reload(false)
	})
	c.year = chooser([]string{claimsAllYears}, func(i int) {
		c.filter.Year = ""
		if i > 0 {
			c.filter.Year = c.years[i-1]
		}
		c.reload(false)
	})
	var statuses []string
	for _, choice := range claimStatuses() {
		statuses = append(statuses, choice.word)
	}
	c.status = chooser(statuses, func(i int) {
		choice := claimStatuses()[i]
		c.filter.Status, c.filter.BaseOnly = choice.status, choice.base
		c.tellCounted()
		c.reload(false)
	})
	c.count = widget.NewLabel("")
	c.switches = newCountingSwitches("", c.recount, switchEarly(), switchAdvantage(), switchReplaced(), switchDebits(), switchDenied())
	c.looking = caption(wordLooking)
	c.looking.Hide()
}

// chooser is a choice from a list, the first one chosen; changed hears the place of another one.
func chooser(names []string, changed func(place int)) *widgets.Select {
	s := widgets.NewSelect(names, nil)
	s.SetSelectedIndex(0)
	s.OnChanged = func(string) {
		if i := s.SelectedIndex(); i >= 0 {
			changed(i)
		}
	}
	return s
}

func claimListColumns() []widgets.Column {
	right := fyne.TextAlignTrailing
	return []widgets.Column{
		{ID: "dates", Title: headService, Width: 164}, {ID: "type", Title: headKind, Width: 124},
		{ID: "who", Title: headWhere, Width: 112, Grow: 2}, {ID: "dx", Title: headDiagnosis, Width: 116, Grow: 2},
		{ID: "paid", Title: headPaid, Width: 100, Align: right}, {ID: "status", Title: headStatus, Width: 112, Grow: 1}, {ID: "arrived", Title: headArrived, Width: 108},
	}
}

func (c *personClaims) makeTable() {
	c.table = widgets.NewRowTable(claimListColumns())
	c.table.Copy, c.table.Now = c.s.copy, c.s.now
	c.list = &listing[claims.ClaimRow]{
		table: c.table, cells: claimCells, failed: c.showProblem,
		load:    newLoader(c.s.nav.runBackground, c.s.after, c.busy),
		arrived: c.showList,
	}
	c.list.connect()
}

// busy shows or hides Looking…, in the place of the count: a sign beside it would need a line of its own.
func (c *personClaims) busy(looking bool) {
	setShown(c.looking, looking)
	setShown(c.count, !looking && c.table.Visible() && c.read)
}

// claimCells is a claim as the list shows it.
func claimCells(c claims.ClaimRow) []widgets.Cell {
	paid := widgets.Cell{Text: moneyOr(c.PaidCents, "–")}
	if c.ClaimType == claims.PDE && c.ChargedCents != nil {
		paid = widgets.Cell{Text: fmt.Sprintf(listCost, moneyText(*c.ChargedCents)), Color: ColorText2}
	}
	chips := claimChips(c)
	status := widgets.Cell{Chips: chips}
	if len(chips) == 0 {
		status = widgets.Cell{Text: statusFinal}
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
	return []widgets.Cell{{Text: orNotGiven(dates)}, {Text: claimTypeName(c.ClaimType)}, who, dx, paid, status, dayCell(c.Arrived)}
}

// content implements personTab.
func (c *personClaims) content() fyne.CanvasObject { return c.beside.box }

// show implements personTab: place, row and open claim stay.
func (c *personClaims) show(ctx context.Context) {
	c.ctx = ctx
	c.reload(true)
	c.beside.show(ctx)
}

func (c *personClaims) reload(keep bool) {
	if c.ctx == nil {
		return // not shown yet
	}
	filter := c.filter
	c.list.read = func(ctx context.Context, page claims.Page) (batch[claims.ClaimRow], error) {
		list, err := c.s.read.PersonClaims(ctx, filter, page)
		b := batch[claims.ClaimRow]{rows: list.Rows, total: list.Total, next: list.Next}
		if err != nil || page.After != "" {
			return b, err
		}
		left, err := c.s.read.PersonLeftOut(ctx, filter)
		b.told = func() {
			c.left = left
			c.setYears(list.Years)
			c.tellCounted()
		}
		return b, err
	}
	const newestFirst = true
	c.list.start(c.ctx, newestFirst, keep && c.read)
}

// narrowTo lists the claims that a line of another tab is made of, and no others.
func (c *personClaims) narrowTo(line behindLine) {
	c.setUsual()
	c.filter.Behind = line.claims
	c.behindOf.SetText(line.words)
	c.arrangeBehind()
	c.reload(false)
}

// arrangeBehind shows what goes with the claims of one line: they are chosen, so no status and no switch means anything.
func (c *personClaims) arrangeBehind() {
	one := c.filter.Behind != claims.ClaimsBehind{}
	setShown(c.behind, one)
	enable(c.status, !one)
	setShown(c.switches.line.change, !one)
	c.tellCounted()
	c.beside.box.Refresh()
}

// tellCounted says what totals count of the person's claims.
func (c *personClaims) tellCounted() {
	if (c.filter.Behind != claims.ClaimsBehind{}) {
		c.switches.line.set(personBehindNote, false)
		return
	}
	if !c.filter.BaseOnly {
		c.switches.line.set(app.CountingText(c.left)+personCaptionAll, true)
		return
	}
	c.switches.line.set(app.CountedText(c.left, c.filter.Counting), c.filter.Counting.Changed())
}

// recount lists what the switches ask for: they belong to the claims that are counted, so no other status is chosen any more.
func (c *personClaims) recount() {
	setChoice(c.status, claimStatuses()[0].word)
	c.filter.Status, c.filter.BaseOnly, c.filter.Counting = "", true, c.switches.counting
	c.reload(false)
}

// leave takes the switches back: they hold until the page is left.
func (c *personClaims) leave() {
	c.switches.reset()
	c.filter.Counting = claims.Counting{}
}

// setYears offers the years that the person has claims of.
func (c *personClaims) setYears(years []string) {
	if slices.Equal(c.years, years) {
		return
	}
	c.years = years
	changed := c.year.OnChanged
	c.year.OnChanged = nil
	c.year.SetOptions(append([]string{claimsAllYears}, years...))
	c.year.SetSelectedIndex(max(0, slices.Index(years, c.filter.Year)+1))
	c.year.OnChanged = changed
}

// narrowed says whether a filter of the user leaves claims out.
func (c *personClaims) narrowed() bool {
	return c.filter.Behind != claims.ClaimsBehind{} || c.filter.Type != "" || c.filter.Year != "" || c.filter.Status != "" || c.filter.Counting.Changed()
}

func (c *personClaims) showList(total int) {
	c.read = true
	c.count.SetText(fmt.Sprintf(listNewest, countClaims.Of(total)))
	setShown(c.count, total > 0)
	c.problem.Content().Hide()
	setShown(c.table, total > 0)
	setShown(c.empty, total == 0)
	if c.narrowed() {
		c.empty.Set(claimsNoFilter, claimsNoFilterTx, claimsClear, c.clear)
	} else {
		if c.filter.BaseOnly {
			c.counted(total)
		}
		c.empty.Set(personNoClaims, personNoClaimsTx, "", nil)
	}
	c.beside.box.Refresh()
}

// clear takes all filters back.
func (c *personClaims) clear() {
	c.setUsual()
	c.arrangeBehind()
	c.reload(false)
}

// setUsual takes all filters back without reading.
func (c *personClaims) setUsual() {
	for _, s := range []*widgets.Select{c.kind, c.year, c.status} {
		changed := s.OnChanged
		s.OnChanged = nil
		s.SetSelectedIndex(0)
		s.OnChanged = changed
	}
	c.switches.reset()
	c.filter = claims.ClaimFilter{PersonKey: c.filter.PersonKey, BaseOnly: true}
}

func (c *personClaims) showProblem(err error) {
	c.problem.tell(app.ProblemOf(err), wordTryAgain, func() { c.reload(true) })
	c.problem.Content().Show()
	c.table.Hide()
	c.empty.Hide()
	c.count.Hide()
	c.beside.box.Refresh()
}

// focus implements personTab.
func (c *personClaims) focus() { c.s.focus(c.table) }

// copyRows implements personTab.
func (c *personClaims) copyRows() { c.table.CopySelected() }

// escape implements personTab.
func (c *personClaims) escape() bool { return c.beside.escape() }
