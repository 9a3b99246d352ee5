package claims

import "time"

// DateText returns the YYYY-MM-DD at the start of a FHIR date or dateTime as sent, without any time-zone arithmetic
// (docs/reference/flattening.md section 0, rule 6), and whether there is one. Partial dates ("2018", "2018-05") are
// not dates.
func DateText(s string) (string, bool) {
	if len(s) < 10 {
		return "", false
	}
	day := s[:10]
	for i := range len(day) {
		isDash := i == 4 || i == 7
		if isDash != (day[i] == '-') || (!isDash && (day[i] < '0' || day[i] > '9')) {
			return "", false
		}
	}
	return day, true
}

// IsDefaultDate tells CMS's stand-ins for an unknown date: 9999-12-31, 1000-01-01 and 0001-01-01.
func IsDefaultDate(day string) bool {
	return day == "9999-12-31" || day == "1000-01-01" || day == "0001-01-01"
}

// CalendarDate parses YYYY-MM-DD; ok is false for text that is no day of the calendar.
func CalendarDate(day string) (t time.Time, ok bool) {
	t, err := time.Parse(time.DateOnly, day)
	return t, err == nil
}

// Instant parses a FHIR instant such as meta.lastUpdated. Missing and unreadable instants, and those in the future of
// now (test data carry 9999-12-31), count as none (flattening.md 4.1).
func Instant(text string, now time.Time) (t time.Time, ok bool) {
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil || t.After(now) {
		return time.Time{}, false
	}
	return t, true
}
