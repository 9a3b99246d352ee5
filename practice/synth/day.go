package synth

import "time"

// dayOf returns the calendar day of t in t's own zone.
func dayOf(t time.Time) Day {
	y, m, d := t.Date()
	return date(y, int(m), d)
}

// date returns the day of a civil date , also with a month out of range.
func date(y, m, d int) Day {
	return Day(time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// Civil returns year, month and day of the month.
func (d Day) Civil() (year, month, day int) {
	// Years are shifted so that years start in March.
	z := int(d) + 719468
	era := z / 146097
	if z < 0 {
		era = (z - 146096) / 146097
	}
	doe := z - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	day = doy - (153*mp+2)/5 + 1
	month = mp + 3
	if month > 12 {
		month -= 12
	}
	year = yoe + era*400
	if month <= 2 {
		year++
	}
	return year, month, day
}

// Year returns the calendar year of d.
func (d Day) Year() int {
	y, _, _ := d.Civil()
	return y
}

// Weekday returns the day of the week, Sunday 0.
func (d Day) Weekday() int { return (int(d)%7 + 11) % 7 }

// nextFriday returns the first Friday on or after d: the weekly processing day.
func (d Day) nextFriday() Day { return d + Day((5-d.Weekday()+7)%7) }

// workday moves d to the Monday after it when it falls on a weekend.
func (d Day) workday() Day {
	switch d.Weekday() {
	case 0:
		return d + 1
	case 6:
		return d + 2
	}
	return d
}

// monthStart returns the first day of d's month.
func (d Day) monthStart() Day {
	y, m, _ := d.Civil()
	return date(y, m, 1)
}

// nextMonth returns the first day of the month after d's.
func (d Day) nextMonth() Day {
	y, m, _ := d.Civil()
	return date(y, m+1, 1)
}

// addYears returns the same day n years later (29 February becomes 1 March).
func (d Day) addYears(n int) Day {
	y, m, day := d.Civil()
	return date(y+n, m, day)
}

// String returns the day as YYYY-MM-DD; NoDay is empty.
func (d Day) String() string {
	if d == NoDay {
		return ""
	}
	return string(appendDate(nil, d))
}
