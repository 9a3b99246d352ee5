package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/chart"
)

// changedMonths shows the claims of each month before a refresh and after it: the latest year as a picture, and all months
// as its table.
type changedMonths struct {
	picture *chart.Chart
	table   *claimTable
	toggle  *keyButton
	asTable bool
	content fyne.CanvasObject
}

// newChangedMonths puts a picture in front of the table.
func newChangedMonths(s surroundings, table *claimTable) *changedMonths {
	c := &changedMonths{picture: chart.New(chart.Doors{Run: s.nav.runBackground, After: s.after, Quiet: ColorText2}), table: table}
	c.picture.Ground = ColorSurface
	c.picture.Least, c.picture.Now = fyne.NewSize(240, 96), s.now
	c.toggle = newKeyButton(homeMonthsTable, func() { c.show(!c.asTable) }, nil)
	note := caption(historyMonthsNote)
	note.Wrapping = fyne.TextWrapWord
	end := container.NewCenter(c.toggle)
	foot := container.New(layout.NewBorderLayout(nil, nil, nil, end), note, end)
	c.content = container.New(layout.NewBorderLayout(nil, foot, nil, nil), container.NewStack(c.picture, table.box), foot)
	c.show(false)
	return c
}

func (c *changedMonths) show(asTable bool) {
	c.asTable = asTable
	setShown(c.picture, !asTable)
	setShown(c.table.box, asTable)
	c.toggle.SetText(homeMonthsTable)
	if asTable {
		c.toggle.SetText(homeMonthsPicture)
	}
}

// set shows months, newest first; without any, the table's own words stand there.
func (c *changedMonths) set(months []claims.MonthChange) {
	setShown(c.toggle, len(months) > 0)
	c.show(c.asTable && len(months) > 0)
	if len(months) == 0 {
		setShown(c.picture, false)
		setShown(c.table.box, true)
	}
	c.picture.Set(changePicture(months))
}

// changePicture draws the latest year of months, which come newest first.
func changePicture(months []claims.MonthChange) chart.Picture {
	months = months[:min(len(months), monthsShown)]
	before := chart.Series{Name: historyBefore, Color: ColorText2, Texture: chart.Rows}
	after := chart.Series{Name: historyAfter, Color: theme.ColorNamePrimary}
	pic := chart.Picture{Kind: chart.Groups, Title: historyMonths, Note: historyMonthsNote, Unit: func(v float64) string { return app.CountText(int(v)) }}
	for i := len(months) - 1; i >= 0; i-- {
		m := months[i]
		pic.Slots = append(pic.Slots, monthSlot(m.Month, len(pic.Slots) == 0))
		before.Values = append(before.Values, float64(m.ClaimsBefore))
		after.Values = append(after.Values, float64(m.ClaimsAfter))
	}
	pic.Series = []chart.Series{before, after}
	return pic
}

// monthSlot is the place of a month; the year stands under the first one and under each January.
func monthSlot(month string, first bool) chart.Slot {
	t, err := time.Parse(monthLayout, month)
	if err != nil {
		return chart.Slot{Name: month}
	}
	slot := chart.Slot{Name: t.Format("Jan")}
	if first || t.Month() == time.January {
		slot.Under = t.Format("2006")
	}
	return slot
}
