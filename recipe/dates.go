package recipe

import (
	"regexp"
	"strconv"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Days are the service dates that a filter means on a day: YYYY-MM-DD, both inclusive, empty for open.
func (f Filter) Days(today time.Time) (from, to string, err error) {
	if f.Dates == "" {
		return f.From, f.To, nil
	}
	today = time.Date(today.Year(), today.Month(), today.Day(), 0, 0, 0, 0, time.UTC)
	first, last, ok := span(f.Dates, today)
	if !ok {
		return "", "", unknownDates()
	}
	return first.Format(time.DateOnly), last.Format(time.DateOnly), nil
}

func unknownDates() *Problem {
	return problemf(`ClaimsDesk does not know these dates. Write for example "last 90 days", "last 12 months", "last 12 complete months", ` +
		`"this month", "last quarter" or "this year", or from and to as 2026-03-04.`)
}

// counted are "last 12 months" and its like.
var counted = regexp.MustCompile(`^last ([0-9]{1,3}) (days|complete months|months)$`)

// span finds the days that words mean on a day.
func span(words string, today time.Time) (first, last time.Time, ok bool) {
	month := time.Date(today.Year(), today.Month(), 1, 0, 0, 0, 0, time.UTC)
	quarter := month.AddDate(0, -(int(month.Month())-1)%3, 0)
	year := time.Date(today.Year(), 1, 1, 0, 0, 0, 0, time.UTC)
	switch words {
	case "this month":
		return month, month.AddDate(0, 1, -1), true
	case "last month":
		return month.AddDate(0, -1, 0), month.AddDate(0, 0, -1), true
	case "this quarter":
		return quarter, quarter.AddDate(0, 3, -1), true
	case "last quarter":
		return quarter.AddDate(0, -3, 0), quarter.AddDate(0, 0, -1), true
	case "this year":
		return year, year.AddDate(1, 0, -1), true
	case "last year":
		return year.AddDate(-1, 0, 0), year.AddDate(0, 0, -1), true
	}
	parts := counted.FindStringSubmatch(words)
	if parts == nil {
		return first, last, false
	}
	n, err := strconv.Atoi(parts[1])
	if err != nil || n < 1 {
		return first, last, false
	}
	switch parts[2] {
	case "days":
		return today.AddDate(0, 0, 1-n), today, true
	case "complete months":
		return month.AddDate(0, -n, 0), month.AddDate(0, 0, -1), true
	default:
		return sameDay(month.AddDate(0, -n, 0), today.Day()).AddDate(0, 0, 1), today, true
	}
}

// sameDay is a day of a month, or its last one where the month is shorter.
func sameDay(month time.Time, day int) time.Time {
	return month.AddDate(0, 0, min(day, month.AddDate(0, 1, -1).Day())-1)
}

// checkDates refuses dates that mean nothing.
func (f Filter) checkDates() error {
	for _, day := range []string{f.From, f.To} {
		if _, ok := claims.CalendarDate(day); day != "" && !ok {
			return problemf("Dates are written as 2026-03-04.")
		}
	}
	switch {
	case f.Dates != "" && (f.From != "" || f.To != ""):
		return problemf("The recipe names dates twice: take out either dates, or from and to.")
	case f.From != "" && f.To != "" && f.From > f.To:
		return problemf("The recipe's from lies after its to.")
	}
	_, _, err := f.Days(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))
	return err
}
