package care

import "time"

// dayOf is the day of a moment; of a day the day itself.
func dayOf(moment string) string { return moment[:min(len(moment), len(time.DateOnly))] }

// between is how many days lie from one day or moment to another; ok is false where one is none.
func between(from, to string) (days int, ok bool) {
	a, err := time.Parse(time.DateOnly, dayOf(from))
	if err != nil {
		return 0, false
	}
	b, err := time.Parse(time.DateOnly, dayOf(to))
	return int(b.Sub(a).Hours() / 24), err == nil
}

// within says whether a day comes at least and at most so many days after another.
func within(from, to string, least, most int) bool {
	days, ok := between(from, to)
	return ok && days >= least && days <= most
}

// addDays moves a day; what is no day becomes empty.
func addDays(day string, n int) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	return t.AddDate(0, 0, n).Format(time.DateOnly)
}

// yearBefore is the same day a year earlier: the twelve months to a day are those after it.
func yearBefore(day string, years int) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	return t.AddDate(-years, 0, 0).Format(time.DateOnly)
}

// monthStart is the first day of the month n months after a day's.
func monthStart(day string, n int) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	return time.Date(t.Year(), t.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}

// shown prints a day as people read it inside a sentence: Aug 5.
func shown(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t.Format("Jan 2")
}

// LastDayBefore is the day before a day; empty for what is none.
func LastDayBefore(day string) string { return addDays(day, -1) }
