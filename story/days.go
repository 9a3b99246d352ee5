package story

import (
	"cmp"
	"slices"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Day prints a day inside a sentence: Aug 2; text that is no day stays as it is.
func Day(day string) string { return dayAs(day, "Jan 2") }

// DayYear prints a day with its year: Aug 2, 2026.
func DayYear(day string) string { return dayAs(day, "Jan 2, 2006") }

func dayAs(day, layout string) string {
	t, ok := claims.CalendarDate(day)
	if !ok {
		return day
	}
	return t.Format(layout)
}

// Span prints the days of a stay: Jul 12 – 18, 2026 (6 days).
func Span(from, to string) string {
	a, okA := claims.CalendarDate(from)
	b, okB := claims.CalendarDate(to)
	days := max(1, daysBetween(from, to))
	length := " (" + countDays.Of(days) + ")"
	switch {
	case !okA || !okB || from == to:
		return DayYear(cmp.Or(from, to))
	case a.Year() != b.Year():
		return DayYear(from) + " – " + DayYear(to) + length
	case a.Month() == b.Month():
		return a.Format("Jan 2") + " – " + b.Format("2, 2006") + length
	default:
		return a.Format("Jan 2") + " – " + DayYear(to) + length
	}
}

// sortSupplies puts what ran out last first.
func sortSupplies(list []Supply) {
	slices.SortFunc(list, func(a, b Supply) int { return cmp.Or(cmp.Compare(b.To, a.To), cmp.Compare(a.Product, b.Product)) })
}
