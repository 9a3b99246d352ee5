package measure

import "time"

const monthLayout = "2006-01"

// MonthOf is the month of a date, YYYY-MM-DD; empty for what is none.
func MonthOf(date string) string {
	if len(date) < len(monthLayout) {
		return ""
	}
	if _, ok := monthNumber(date[:len(monthLayout)]); !ok {
		return ""
	}
	return date[:len(monthLayout)]
}

// AddMonths moves a month; empty stays empty.
func AddMonths(month string, by int) string {
	n, ok := monthNumber(month)
	if !ok {
		return ""
	}
	return monthText(n + by)
}

// MonthsFrom is how many months lie between two: negative where the second is before the first. ok is false where one is no month.
func MonthsFrom(from, to string) (months int, ok bool) {
	a, ok1 := monthNumber(from)
	b, ok2 := monthNumber(to)
	return b - a, ok1 && ok2
}

// Months lists the months from the first to the last, both included.
func Months(first, last string) []string {
	n, ok := MonthsFrom(first, last)
	if !ok {
		return nil
	}
	var list []string
	for i := range n + 1 {
		list = append(list, AddMonths(first, i))
	}
	return list
}

// LastDay is the last day of a month, YYYY-MM-DD.
func LastDay(month string) string {
	t, err := time.Parse(monthLayout, month)
	if err != nil {
		return ""
	}
	return t.AddDate(0, 1, -1).Format(time.DateOnly)
}

// Before is the day n days before a day; empty for what is none.
func Before(day string, n int) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	return t.AddDate(0, 0, -n).Format(time.DateOnly)
}

const perYear = 12

// monthNumber counts months since the year 0.
func monthNumber(month string) (int, bool) {
	if len(month) != len(monthLayout) || month[4] != '-' {
		return 0, false
	}
	year, month2 := 0, 0
	for i, c := range []byte(month) {
		switch {
		case i == 4:
		case c < '0' || c > '9':
			return 0, false
		case i < 4:
			year = year*10 + int(c-'0')
		default:
			month2 = month2*10 + int(c-'0')
		}
	}
	if month2 < 1 || month2 > perYear {
		return 0, false
	}
	return year*perYear + month2 - 1, true
}

func monthText(n int) string {
	if n < 0 {
		return ""
	}
	year, month := n/perYear, n%perYear+1
	return string([]byte{
		byte('0' + year/1000%10), byte('0' + year/100%10), byte('0' + year/10%10), byte('0' + year%10), '-', byte('0' + month/10), byte('0' + month%10),
	})
}
