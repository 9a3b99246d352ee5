package tuva

import (
	"slices"
	"strings"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
)

// span is a stretch of days, both inclusive, as YYYY-MM-DD. The zero span is one that is not known.
type span struct{ start, end string }

// joined makes one list of stretches without overlaps out of those of Parts A and B. Stretches that touch are one.
func joined(spans []span) []span {
	slices.SortFunc(spans, func(a, b span) int { return strings.Compare(a.start+a.end, b.start+b.end) })
	var list []span
	for _, s := range spans {
		last := len(list) - 1
		if last >= 0 && s.start <= nextDay(list[last].end) {
			list[last].end = max(list[last].end, s.end)
			continue
		}
		list = append(list, s)
	}
	return list
}

// bounded cuts a stretch at the end of the month of the data and of the month of death: nobody is known to be enrolled
// beyond. It says whether anything is left.
func bounded(s span, asOf, death string) (span, bool) {
	last := monthEnd(asOf)
	if death != "" {
		last = min(last, monthEnd(death))
	}
	if s.end == "" || s.end > last {
		s.end = last
	}
	return s, s.start != "" && s.start <= s.end
}

func nextDay(day string) string {
	t, ok := claims.CalendarDate(day)
	if !ok {
		return day
	}
	return t.AddDate(0, 0, 1).Format(time.DateOnly)
}

// monthEnd is the last day of a day's month; text that is no day stays.
func monthEnd(day string) string {
	t, ok := claims.CalendarDate(day)
	if !ok {
		return day
	}
	return time.Date(t.Year(), t.Month()+1, 0, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}
