package exporter

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"github.com/claimsdesk/claimsdesk/claims"
)

// tally adds up the claims that a sheet shows, as it shows them: a column that was left out or cut by the privacy level adds nothing.
type tally struct {
	kind, day, paid int // places of the columns; -1 where they are not shown
	years           bool
	cents           int64
	groups          map[tallyKey]tallyGroup
}

// tallyKey is one bar of the summary: a claim type in a month, or in a year where no more is told; empty text is no value.
type tallyKey struct{ kind, period string }

type tallyGroup struct{ claims, cents int64 }

// newTally returns nil for a table that holds no claims.
func newTally(table claims.TableID, columns []claims.Column) *tally {
	if table != claims.Claims {
		return nil
	}
	place := func(name string) int {
		return slices.IndexFunc(columns, func(c claims.Column) bool { return c.Name == name })
	}
	t := &tally{kind: place("claim_type"), day: place("thru_date"), paid: place("payment_amount"), groups: map[tallyKey]tallyGroup{}}
	t.years = t.day >= 0 && columns[t.day].Kind == claims.Int
	return t
}

func (t *tally) add(values []claims.Value) {
	if t == nil {
		return
	}
	var key tallyKey
	if t.kind >= 0 {
		key.kind = values[t.kind].Text
	}
	if t.day >= 0 && values[t.day].Set {
		key.period = t.periodOf(values[t.day])
	}
	group := t.groups[key]
	group.claims++
	if t.paid >= 0 {
		group.cents += values[t.paid].Int
		t.cents += values[t.paid].Int
	}
	t.groups[key] = group
}

// periodOf is the month or the year of a day.
func (t *tally) periodOf(v claims.Value) string {
	const month = len("2006-01")
	if t.years {
		return strconv.FormatInt(v.Int, 10)
	}
	if _, ok := claims.CalendarDate(v.Text); !ok {
		return ""
	}
	return v.Text[:month]
}

// tallies are those of a workbook's sheets together; Claims and Pharmacy are two of them.
type tallies []*tally

// shows says what the summary can tell of: each must be shown by every sheet of claims.
func (ts tallies) shows() (kinds, periods, paid bool) {
	all := func(place func(*tally) int) bool {
		return len(ts) > 0 && !slices.ContainsFunc(ts, func(t *tally) bool { return place(t) < 0 })
	}
	return all(func(t *tally) int { return t.kind }), all(func(t *tally) int { return t.day }), all(func(t *tally) int { return t.paid })
}

func (ts tallies) years() bool {
	return slices.ContainsFunc(ts, func(t *tally) bool { return t.years })
}

// summed is one line of the summary.
type tallyLine struct {
	tallyKey
	tallyGroup
}

// by adds up the groups by what of picks of their key, in its order.
func (ts tallies) by(of func(tallyKey) tallyKey) []tallyLine {
	sums := map[tallyKey]tallyGroup{}
	for _, t := range ts {
		for key, group := range t.groups {
			sum := sums[of(key)]
			sum.claims, sum.cents = sum.claims+group.claims, sum.cents+group.cents
			sums[of(key)] = sum
		}
	}
	var lines []tallyLine
	for _, key := range slices.SortedFunc(maps.Keys(sums), func(a, b tallyKey) int {
		return cmp.Or(cmp.Compare(a.period, b.period), cmp.Compare(a.kind, b.kind))
	}) {
		lines = append(lines, tallyLine{key, sums[key]})
	}
	return lines
}
