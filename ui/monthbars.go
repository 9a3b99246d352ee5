package ui

import (
	"time"

	"fyne.io/fyne/v2/theme"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/chart"
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

// monthPicture draws months: one column each with its figure above it, dollars where paid is set. Months that still fill up are
// hatched. Its table twin shows the same figures.
func monthPicture(months []monthFigure, paid bool) chart.Picture {
	series := chart.Series{Name: homeMonthsClaims, Color: theme.ColorNamePrimary}
	p := chart.Picture{Kind: chart.Columns, Labels: true, Title: homeMonthsByVisit, Unit: counts}
	if paid {
		series.Name, p.Unit = homeMonthsPaid, dollars
	}
	for i, m := range months {
		slot := monthSlot(m.month, i == 0)
		slot.Hatched = m.late
		p.Slots = append(p.Slots, slot)
		v := float64(m.claims)
		if paid {
			v = float64(m.paid)
		}
		series.Values = append(series.Values, v)
	}
	p.Series = []chart.Series{series}
	return p
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
