package ui

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
)

// monthFigure is what one month of service adds up to.
type monthFigure struct {
	month  string // YYYY-MM
	claims int
	paid   int64 // cents
	late   bool  // claims of this month still arrive
}

// monthsShown is how many months Home shows.
const monthsShown = 12

// monthLayout is YYYY-MM.
const monthLayout = "2006-01"

// fillingDays is how long after its last day a month still fills up. By the second month after the service nine in ten
// claims are in (docs/reference/screens.md 8.1, typical values).
const fillingDays = 60

// monthFigures adds the claim types up and puts in the months without claims, oldest first. asOf is the day that the data
// are of.
func monthFigures(totals []claims.MonthTotal, asOf time.Time) []monthFigure {
	byMonth := map[string]*monthFigure{}
	first, last := "", ""
	for _, t := range totals {
		f := byMonth[t.Month]
		if f == nil {
			f = &monthFigure{month: t.Month}
			byMonth[t.Month] = f
		}
		f.claims += t.Claims
		f.paid += t.PaidCents
		if first == "" || t.Month < first {
			first = t.Month
		}
		last = max(last, t.Month)
	}
	from, err1 := time.Parse(monthLayout, first)
	to, err2 := time.Parse(monthLayout, last)
	if err1 != nil || err2 != nil {
		return nil
	}
	var list []monthFigure
	for at := from; !at.After(to); at = at.AddDate(0, 1, 0) {
		figure := monthFigure{month: at.Format(monthLayout)}
		if known := byMonth[figure.month]; known != nil {
			figure = *known
		}
		figure.late = asOf.Before(at.AddDate(0, 1, fillingDays))
		list = append(list, figure)
	}
	return list
}

// monthName prints a month as people write it: Aug 2026.
func monthName(month string) string {
	t, err := time.Parse(monthLayout, month)
	if err != nil {
		return month
	}
	return t.Format("Jan 2006")
}

// monthBars is the picture of months: one bar each, with its figure above and its name beneath. Its table twin shows the
// same figures.
type monthBars struct {
	widget.BaseWidget
	months []monthFigure
	paid   bool // dollars instead of claims
}

func newMonthBars() *monthBars {
	b := &monthBars{}
	b.ExtendBaseWidget(b)
	return b
}

func (b *monthBars) set(months []monthFigure, paid bool) {
	b.months, b.paid = months, paid
	b.Refresh()
}

// value is what the bar of a month shows; money given back draws no bar.
func (b *monthBars) value(m monthFigure) float64 {
	if b.paid {
		return max(0, float64(m.paid))
	}
	return float64(m.claims)
}

// figure is the text above a bar.
func (b *monthBars) figure(m monthFigure) string {
	if b.paid {
		return moneyShort(m.paid)
	}
	return app.CountText(m.claims)
}

// moneyShort prints an amount in few signs: $950, $48k, $1.2M.
func moneyShort(cents int64) string {
	const thousand, million = 1_000_00, 1_000_000_00
	size := max(cents, -cents)
	sign := ""
	if cents < 0 {
		sign = "-"
	}
	switch {
	case size >= million-thousand/2:
		tenths := (size + million/20) / (million / 10)
		return sign + "$" + app.CountText(int(tenths/10)) + "." + app.CountText(int(tenths%10)) + "M"
	case size >= 10*thousand:
		return sign + "$" + app.CountText(int((size+thousand/2)/thousand)) + "k"
	default:
		return moneyWhole(cents)
	}
}

// CreateRenderer implements fyne.Widget.
func (b *monthBars) CreateRenderer() fyne.WidgetRenderer {
	r := &monthBarsRenderer{bars: b, floor: canvas.NewRectangle(color.Transparent)}
	r.Refresh()
	return r
}

type monthBarsRenderer struct {
	bars           *monthBars
	floor          *canvas.Rectangle
	columns        []*canvas.Rectangle
	figures, names []*canvas.Text
}

// MinSize implements fyne.WidgetRenderer.
func (r *monthBarsRenderer) MinSize() fyne.Size { return fyne.NewSize(320, 80) }

// Refresh implements fyne.WidgetRenderer.
func (r *monthBarsRenderer) Refresh() {
	look, variant := r.bars.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	for len(r.columns) < len(r.bars.months) {
		r.columns = append(r.columns, canvas.NewRectangle(color.Transparent))
		r.figures = append(r.figures, canvas.NewText("", color.Transparent))
		r.names = append(r.names, canvas.NewText("", color.Transparent))
	}
	r.floor.FillColor = look.Color(theme.ColorNameInputBorder, variant)
	for i := range r.columns {
		hidden := i >= len(r.bars.months)
		r.columns[i].Hidden, r.figures[i].Hidden, r.names[i].Hidden = hidden, hidden, hidden
		if hidden {
			continue
		}
		m := r.bars.months[i]
		r.columns[i].FillColor = look.Color(theme.ColorNamePrimary, variant)
		if m.late { // pale, with an edge so that it stands out from the card
			r.columns[i].FillColor = look.Color(theme.ColorNameSelection, variant)
		}
		r.columns[i].StrokeColor, r.columns[i].StrokeWidth = look.Color(theme.ColorNamePrimary, variant), 1
		r.figures[i].Text, r.figures[i].Color = r.bars.figure(m), look.Color(theme.ColorNameForeground, variant)
		r.names[i].Text, r.names[i].Color = r.name(i), look.Color(ColorText2, variant)
		r.figures[i].TextSize, r.names[i].TextSize = look.Size(theme.SizeNameCaptionText), look.Size(theme.SizeNameCaptionText)
	}
	r.Layout(r.bars.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

// name is the month beneath a bar; the year stands with the first one and with each January.
func (r *monthBarsRenderer) name(i int) string {
	t, err := time.Parse(monthLayout, r.bars.months[i].month)
	switch {
	case err != nil:
		return r.bars.months[i].month
	case i == 0 || t.Month() == time.January:
		return t.Format("Jan 2006")
	default:
		return t.Format("Jan")
	}
}

// Layout implements fyne.WidgetRenderer.
func (r *monthBarsRenderer) Layout(size fyne.Size) {
	count := len(r.bars.months)
	if count == 0 || len(r.names) < count {
		r.floor.Resize(fyne.Size{})
		return
	}
	const gap, widest = 4, 56
	text := r.names[0].MinSize().Height
	floor := size.Height - text - gap
	room := max(0, floor-text-gap)
	most := float64(1)
	for _, m := range r.bars.months {
		most = max(most, r.bars.value(m))
	}
	step := size.Width / float32(max(count, monthsShown))
	wide := min(widest, step*0.62)
	for i, m := range r.bars.months {
		middle := step * (float32(i) + 0.5)
		tall := room * float32(r.bars.value(m)/most)
		r.columns[i].Move(fyne.NewPos(middle-wide/2, floor-tall))
		r.columns[i].Resize(fyne.NewSize(wide, tall))
		centre(r.figures[i], middle, floor-tall-gap/2-text)
		centre(r.names[i], middle, floor+gap)
	}
	r.floor.Move(fyne.NewPos(0, floor))
	r.floor.Resize(fyne.NewSize(size.Width, 1))
}

func centre(t *canvas.Text, x, y float32) {
	size := t.MinSize()
	t.Resize(size)
	t.Move(fyne.NewPos(x-size.Width/2, y))
}

// Objects implements fyne.WidgetRenderer.
func (r *monthBarsRenderer) Objects() []fyne.CanvasObject {
	list := []fyne.CanvasObject{r.floor}
	for i := range r.columns {
		list = append(list, r.columns[i], r.figures[i], r.names[i])
	}
	return list
}

// Destroy implements fyne.WidgetRenderer.
func (r *monthBarsRenderer) Destroy() {}
