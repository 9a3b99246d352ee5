package measure

import "slices"

// Coverage is what is known of a person's coverage.
type Coverage struct {
	Months  []CoverageMonth // v2
	Periods []CoveragePeriod
	// Died is the day of death, YYYY-MM-DD; of somebody who died without a day that of the last claim. Empty while alive.
	Died string
}

// CoverageMonth is a month as v2 tells it.
type CoverageMonth struct {
	Month string
	BuyIn string // 3 and C: Parts A and B
	HMO   string // 0, 4 or empty: not in Medicare Advantage
	Drugs bool   // a Part D contract

	Medicaid bool
}

// CoveragePeriod is one part of Medicare from a day to a day; either may be empty.
type CoveragePeriod struct {
	Part, Status, From, To string
}

// Span is a run of months in which something holds. To is empty while it goes on.
type Span struct{ From, To string }

// Holds says whether a month lies in a span.
func (s Span) Holds(month string) bool { return month >= s.From && (s.To == "" || month <= s.To) }

// Cover is when a person counts.
type Cover struct {
	Counted []Span // alive, Parts A and B, not in Medicare Advantage on the first of the month: PM(m)
	Drugs   []Span // alive with Part D
	Unknown []Span // alive, and nothing is known of the coverage
}

// coverFirst and coverLast bound the months that are counted: no data set holds claims before or after.
const (
	coverFirst = "2010-01"
	coverLast  = "2099-12"
)

// CoverOf works out when a person counts. Months that v2 tells decide; a month behind the last of them is as that one. Else periods
// of both parts decide, and where a part has no period its status does. It does not hang on the day on which it is asked: what holds
// after the last change goes on.
func CoverOf(c Coverage) Cover {
	byMonth := map[string][]CoverageMonth{}
	newest := ""
	for _, m := range c.Months {
		byMonth[m.Month] = append(byMonth[m.Month], m)
		newest = max(newest, m.Month)
	}
	last := c.lastChange(newest)
	var cover Cover
	for _, month := range Months(coverFirst, last) {
		if c.Died != "" && c.Died < month+"-01" {
			break
		}
		told := byMonth[month]
		if told == nil && month > newest {
			told = byMonth[newest]
		}
		switch {
		case told != nil:
			cover.Counted = extend(cover.Counted, month, slices.ContainsFunc(told, countedMonth))
			cover.Drugs = extend(cover.Drugs, month, slices.ContainsFunc(told, func(m CoverageMonth) bool { return m.Drugs }) || c.has("D", month) == holds)
		default:
			a, b := c.has("A", month), c.has("B", month)
			cover.Counted = extend(cover.Counted, month, a == holds && b == holds && c.has("C", month) != holds)
			cover.Drugs = extend(cover.Drugs, month, c.has("D", month) == holds)
			cover.Unknown = extend(cover.Unknown, month, a == unknown && b == unknown)
		}
	}
	if c.Died != "" {
		return cover
	}
	for _, spans := range [][]Span{cover.Counted, cover.Drugs, cover.Unknown} {
		if n := len(spans); n > 0 && spans[n-1].To == last {
			spans[n-1].To = ""
		}
	}
	return cover
}

func countedMonth(m CoverageMonth) bool {
	return (m.BuyIn == "3" || m.BuyIn == "C") && (m.HMO == "0" || m.HMO == "4" || m.HMO == "")
}

// lastChange is the month after the last one in which anything is known to change.
func (c *Coverage) lastChange(newest string) string {
	last := max(coverFirst, newest, MonthOf(c.Died))
	for _, p := range c.Periods {
		for _, day := range []string{p.From, p.To} {
			if month := MonthOf(day); month <= coverLast {
				last = max(last, month)
			}
		}
	}
	return min(AddMonths(last, 1), coverLast)
}

// extend makes the last span longer or begins another.
func extend(spans []Span, month string, more bool) []Span {
	if !more {
		return spans
	}
	if n := len(spans); n > 0 && AddMonths(spans[n-1].To, 1) == month {
		spans[n-1].To = month
		return spans
	}
	return append(spans, Span{month, month})
}

// answer is what the periods say of a part in a month.
type answer int

const (
	unknown answer = iota
	holds
	ended
)

// has looks a part up: a period that holds the first of the month, or no period and an active status.
func (c *Coverage) has(part, month string) answer {
	day, found := month+"-01", unknown
	for _, p := range c.Periods {
		switch {
		case p.Part != part:
		case p.From == "" && p.To == "" && p.Status == "active":
			return holds
		case p.From == "" && p.To == "":
			found = ended
		case p.From <= day && (p.To == "" || p.To >= day):
			return holds
		default:
			found = ended
		}
	}
	return found
}

// In says whether a month lies in one of several spans.
func In(spans []Span, month string) bool {
	return slices.ContainsFunc(spans, func(s Span) bool { return s.Holds(month) })
}
