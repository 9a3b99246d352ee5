package care

import "github.com/claimsdesk/claimsdesk/claims"

// Cover is when a person has a part of Medicare, as far as it is known.
type Cover struct {
	Known bool `json:"k,omitempty"`
	// Spans are the runs of months with it. Where months are told, what holds in the first and the last of them is taken to hold
	// before and after: Medicare tells the months of one year at a time.
	Spans []Span `json:"s,omitempty"`
}

// Span is a run of months, YYYY-MM. An end that is empty is open.
type Span struct {
	From string `json:"f,omitempty"`
	To   string `json:"t,omitempty"`
}

// Month is a month of which is told whether the person had it.
type Month struct {
	Month string
	Has   bool
}

// CoverOf works out when a person has a part: from months in order where any are told, else from periods of days.
func CoverOf(months []Month, periods []Span) Cover {
	if len(months) == 0 {
		c := Cover{Known: len(periods) > 0}
		for _, p := range periods {
			c.Spans = append(c.Spans, Span{monthOf(p.From), monthOf(p.To)})
		}
		return c
	}
	c := Cover{Known: true}
	open := false
	for i, m := range months {
		switch n := len(c.Spans); {
		case m.Has && open:
			c.Spans[n-1].To = m.Month
		case m.Has:
			c.Spans = append(c.Spans, Span{m.Month, m.Month})
			if i == 0 {
				c.Spans[0].From = ""
			}
		}
		open = m.Has
	}
	if n := len(c.Spans); open {
		c.Spans[n-1].To = ""
	}
	return c
}

func monthOf(day string) string {
	const length = len("2006-01")
	if len(day) < length {
		return ""
	}
	return day[:length]
}

// On says whether the person has it in the month of a day.
func (c Cover) On(day string) claims.Answer {
	switch {
	case !c.Known:
		return ""
	case c.has(day):
		return claims.Yes
	default:
		return claims.No
	}
}

// has says whether the person had it in the month of a day.
func (c Cover) has(day string) bool {
	month := monthOf(day)
	for _, s := range c.Spans {
		if s.From <= month && (s.To == "" || month <= s.To) {
			return true
		}
	}
	return false
}

// whole says whether the person had it in all twelve months that end with that of a day.
func (c Cover) whole(day string) bool {
	for n := range monthsOfYear {
		if !c.has(monthStart(day, -n)) {
			return false
		}
	}
	return true
}

const monthsOfYear = 12
