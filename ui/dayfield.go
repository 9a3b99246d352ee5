package ui

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// dayLayouts are how people here write a day. Month comes first: Fyne's own date field takes the order from the region
// (docs/reference/screens.md 2, fact 12).
func dayLayouts() []string {
	return []string{"1/2/2006", "1-2-2006", "2006-1-2", "Jan 2 2006", "Jan 2, 2006", "January 2 2006", "January 2, 2006"}
}

// parseDay reads a day as people write it; false for text that is none.
func parseDay(text string) (time.Time, bool) {
	text = strings.Join(strings.Fields(text), " ")
	for _, layout := range dayLayouts() {
		if day, err := time.Parse(layout, text); err == nil {
			return day, true
		}
	}
	return time.Time{}, false
}

// dayField is a line to type a day in, with a calendar beside it.
type dayField struct {
	entry  *entry
	button *keyButton
	now    func() time.Time
	box    *fyne.Container
	popup  *widget.PopUp
}

func newDayField(hint string, now func() time.Time) *dayField {
	d := &dayField{entry: newEntry(hint), now: now}
	d.button = newKeyButton("", d.openCalendar, nil)
	d.button.Icon = theme.CalendarIcon()
	d.box = container.New(layout.NewBorderLayout(nil, nil, nil, d.button), d.entry, d.button)
	return d
}

// day is what stands in the field.
func (d *dayField) day() (time.Time, bool) { return parseDay(d.entry.Text) }

func (d *dayField) openCalendar() {
	canvas := fyne.CurrentApp().Driver().CanvasForObject(d.entry)
	if canvas == nil {
		return
	}
	from, ok := d.day()
	if !ok {
		from = d.now()
	}
	calendar := widget.NewCalendar(from, func(day time.Time) {
		d.popup.Hide()
		d.entry.SetText(day.Format("1/2/2006"))
		canvas.Focus(d.entry)
	})
	d.popup = widget.NewPopUp(newLayer(calendar, func() { d.popup.Hide() }), canvas)
	d.popup.ShowAtRelativePosition(fyne.NewPos(0, d.entry.Size().Height+gapSmall), d.entry)
}
