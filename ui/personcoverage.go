package ui

import (
	"context"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// personCoverage is coverage by period and by month, and the record of a person.
type personCoverage struct {
	s       surroundings
	key     string
	load    *loader
	facts   *widgets.Facts
	table   *widgets.RowTable
	empty   *widgets.EmptyState
	months  *widgets.Lanes
	picked  *widget.Label
	looking *widget.Label
	card    fyne.CanvasObject
	problem *problemPanel
	box     *fyne.Container
	ctx     context.Context
}

const (
	// personFactNames is the width of the names of facts.
	personFactNames = 96
	// coverMonths is how many months the grid has.
	coverMonths = 36
	// leastCoverage is the smallest height of the table at a text size of 100 %.
	leastCoverage = 160
)

func newPersonCoverage(s surroundings, key string) *personCoverage {
	c := &personCoverage{s: s, key: key, facts: widgets.NewFacts(personFactNames), looking: caption(wordLooking), problem: newProblemPanel(s.copy), months: widgets.NewLanes()}
	c.looking.Hide()
	c.load = newLoader(s.nav.runBackground, s.after, func(looking bool) {
		setShown(c.looking, looking)
		if looking { // again, after a problem: the sign is in the card
			c.problem.Content().Hide()
			c.card.Show()
		}
	})
	c.months.Quiet = ColorText2
	c.picked = widget.NewLabel(coveragePick)
	c.months.OnPick = func(lane, mark int) {
		c.picked.SetText(coveragePick)
		if mark >= 0 {
			c.picked.SetText(c.months.Content()[lane].Marks[mark].Words)
		}
	}
	c.table = widgets.NewRowTable([]widgets.Column{
		{ID: "part", Title: headCoverage, Width: 200}, {ID: "from", Title: headFrom, Width: 108}, {ID: "to", Title: headTo, Width: 108},
		{ID: "plan", Title: headPlan, Width: 116, Grow: 1}, {ID: "contract", Title: headContract, Width: 100}, {ID: "more", Title: headMore, Width: 116, Grow: 1},
	})
	c.table.Copy, c.table.Now = s.copy, s.now
	c.empty = widgets.NewEmptyState(nil, personNoCoverage, personNoCoverTx, "", nil)
	c.problem.Content().Hide()
	record := stacked(atWidth(280, widgets.NewSurface(ColorSurface, pageMargin, stacked(heading(personRecord), inset(0, 0, gapSmall, 0, c.facts)))))
	note := caption(coverageCaption)
	note.Wrapping = fyne.TextWrapWord
	c.card = widgets.NewSurface(ColorSurface, gapSmall, stacked(withSign(bold(coverageMonths), c.looking), inset(0, 0, gapSmall, gapSmall, c.months), tightLines(c.picked, note)))
	top := stacked(c.card, c.problem.Content())
	middle := inset(gapSmall, 0, 0, 0, container.New(fixedHeight{leastCoverage}, container.NewStack(c.table, c.empty)))
	right := inset(0, 0, pageMargin, 0, container.NewVScroll(container.New(layout.NewBorderLayout(top, nil, nil, nil), top, middle)))
	c.box = container.New(layout.NewBorderLayout(nil, nil, record, nil), record, right)
	return c
}

// set shows the record and the periods of coverage, which come with the head of the page.
func (c *personCoverage) set(d claims.PersonDetail) {
	c.tell(d)
	rows := coverageRows(d.Parts, c.s.now().Format(time.DateOnly))
	c.table.Reset(len(rows), rows, true)
	var bare []string // columns that tell nothing of this person
	if !slices.ContainsFunc(d.Parts, func(p claims.CoverageSpan) bool { return contractText(p) != "" }) {
		bare = append(bare, "contract")
	}
	if !slices.ContainsFunc(d.Parts, func(p claims.CoverageSpan) bool { return coverageMore(p) != "" }) {
		bare = append(bare, "more")
	}
	c.table.HideColumns(bare...)
	setShown(c.table, len(rows) > 0)
	setShown(c.empty, len(rows) == 0)
}

// tell shows the record.
func (c *personCoverage) tell(d claims.PersonDetail) {
	c.facts.Set(recordFacts(d, c.s.cover, c.s.now()))
	c.box.Refresh()
}

// show implements personTab: the months are read when the tab is opened.
func (c *personCoverage) show(ctx context.Context) {
	c.ctx = ctx
	load(ctx, c.load, func(ctx context.Context) ([]claims.CoverMonth, error) {
		return c.s.read.PersonCoverMonths(ctx, c.key, coverMonths)
	},
		func(months []claims.CoverMonth, err error) {
			setShown(c.problem.Content(), err != nil)
			setShown(c.card, err == nil)
			if err != nil {
				c.problem.tell(app.ProblemOf(err), wordTryAgain, func() { c.show(c.ctx) })
				return
			}
			lanes, ticks := coverLanes(months)
			c.months.Set(lanes, 0, max(0, len(months)-1), len(months), ticks)
			setShown(c.card, slices.ContainsFunc(months, func(m claims.CoverMonth) bool { return m.Known }))
			c.box.Refresh()
		})
}

// coverLanes draws the grid: a lane for each part, a bar for the months in which it held.
func coverLanes(months []claims.CoverMonth) (lanes []widgets.Lane, ticks []widgets.LaneTick) {
	for i, m := range months {
		if i == 0 || strings.HasSuffix(m.Month, "-01") || strings.HasSuffix(m.Month, "-07") {
			name := m.Month
			if t, err := time.Parse("2006-01", m.Month); err == nil {
				name = t.Format("Jan 2006")
			}
			ticks = append(ticks, widgets.LaneTick{At: i, Name: name})
		}
	}
	for _, part := range []struct {
		name  string
		color fyne.ThemeColorName
		has   func(claims.CoverMonth) bool
	}{
		{partA, ColorHospital, func(m claims.CoverMonth) bool { return m.A }}, {partB, ColorDoctor, func(m claims.CoverMonth) bool { return m.B }},
		{coverageMA, ColorOutpatient, func(m claims.CoverMonth) bool { return m.C }}, {partD, ColorMedicines, func(m claims.CoverMonth) bool { return m.D }},
		{partMedicaid, ColorNursing, func(m claims.CoverMonth) bool { return m.Medicaid }},
	} {
		lane := widgets.Lane{Name: part.name, Color: part.color}
		for i, m := range months {
			n := len(lane.Marks)
			switch {
			case !part.has(m):
			case n > 0 && lane.Marks[n-1].To == i-1:
				lane.Marks[n-1].To = i
			default:
				lane.Marks = append(lane.Marks, widgets.LaneMark{From: i, To: i})
			}
		}
		for j := range lane.Marks {
			m := &lane.Marks[j]
			m.Words = part.name + ": " + months[m.From].Month + " – " + months[m.To].Month
		}
		lanes = append(lanes, lane)
	}
	return lanes, ticks
}

// content implements personTab.
func (c *personCoverage) content() fyne.CanvasObject { return c.box }

// focus implements personTab.
func (c *personCoverage) focus() { c.s.focus(c.table) }

// copyRows implements personTab.
func (c *personCoverage) copyRows() { c.table.CopySelected() }

// escape implements personTab.
func (c *personCoverage) escape() bool { return false }
