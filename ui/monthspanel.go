package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/chart"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// monthsPanel is claims and payments by month of service, as a picture and as a table.
type monthsPanel struct {
	months []monthFigure
	read   bool // months were set once
	what   *widgets.TabBar
	toggle *keyButton
	bars   *chart.Chart
	table  *widgets.RowTable
	none   *widget.Label
	late   *widget.Label
	focus  func(fyne.Focusable)
	head   *fyne.Container
	box    fyne.CanvasObject
}

// monthsLines is how many lines of text the picture is tall at the least: figures, columns, and two lines of months.
const monthsLines = 7

func newMonthsPanel(s surroundings) *monthsPanel {
	p := &monthsPanel{none: widget.NewLabel(homeMonthsNone), late: caption(homeMonthsLate), focus: s.focus}
	p.bars = chart.New(chart.Doors{Run: s.nav.runBackground, After: s.after, Quiet: ColorText2})
	p.bars.Ground, p.bars.Least, p.bars.Now = ColorSurface, fyne.NewSize(320, 80), s.now
	p.bars.LeastLines = monthsLines
	p.what = widgets.NewTabBar(homeMonthsClaims, homeMonthsPaid)
	p.what.OnChosen = func(int) { p.refresh() }
	p.toggle = newKeyButton(homeMonthsTable, p.swap, nil)
	p.table = widgets.NewRowTable([]widgets.Column{
		{ID: "month", Title: headMonth, Width: 160}, {ID: "claims", Title: homeClaims, Width: 140, Align: fyne.TextAlignTrailing},
		{ID: "paid", Title: homePaid, Width: 180, Align: fyne.TextAlignTrailing}, {ID: "note", Title: "", Width: 160, Grow: 1},
	})
	p.table.Copy, p.table.Now = s.copy, s.now
	p.table.Hide()
	controls := beside(container.NewCenter(p.what), p.toggle)
	p.head = container.New(layout.NewBorderLayout(nil, nil, nil, controls), heading(homeMonthsByVisit), controls)
	picture := inset(0, 0, gapSmall, gapSmall, p.bars)
	middle := container.NewStack(picture, p.table, container.NewCenter(p.none))
	p.box = widgets.NewSurface(ColorSurface, gapSmall, container.New(layout.NewBorderLayout(p.head, p.late, nil, nil), p.head, middle, p.late))
	p.refresh()
	return p
}

// set shows the totals; asOf is the day that the data are of.
func (p *monthsPanel) set(totals []claims.MonthTotal, asOf time.Time) {
	p.months, p.read = monthFigures(totals, asOf), true
	rows := make([][]widgets.Cell, 0, len(p.months))
	for i := len(p.months) - 1; i >= 0; i-- { // newest first, as in every list
		m := p.months[i]
		note := widgets.Cell{Color: ColorText2}
		if m.late {
			note.Text = monthStillComing
		}
		rows = append(rows, []widgets.Cell{{Text: monthName(m.month)}, {Text: app.CountText(m.claims)}, {Text: moneyWhole(m.paid)}, note})
	}
	p.table.Reset(len(rows), rows, true)
	p.refresh()
}

func (p *monthsPanel) refresh() {
	empty, asTable := len(p.months) == 0, p.table.Visible()
	late := false
	for _, m := range p.months {
		late = late || m.late
	}
	p.bars.Set(monthPicture(p.months, p.what.Chosen() == 1))
	setShown(p.bars, !empty && !asTable)
	setShown(p.none, empty && p.read)
	setShown(p.what, !empty && !asTable)
	setShown(p.toggle, !empty)
	setShown(p.late, late)
	if p.box != nil {
		p.head.Refresh() // what was hidden needs room now
		p.box.Refresh()
	}
}

// swap shows the table instead of the picture, or the picture again.
func (p *monthsPanel) swap() {
	setShown(p.table, !p.table.Visible())
	p.toggle.SetText(homeMonthsTable)
	if p.table.Visible() {
		p.toggle.SetText(homeMonthsPicture)
	}
	p.refresh()
	if p.table.Visible() {
		p.focus(p.table)
	}
}
