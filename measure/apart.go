package measure

import (
	"slices"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

// This file is what switches change: claims that are set apart come into Spending or go out of it, and those that are left out are
// counted (docs/reference/screens.md 1.5).

// apartOf reads a figure of kind SetApart back. within says that the person is in PM(m).
func apartOf(f Figure) (claimType string, marks claims.Apart, within bool) {
	key, outside := strings.CutSuffix(f.Key, Outside)
	claimType, n := keyNumber(key)
	return claimType, claims.Apart(max(0, n)), !outside //nolint:gosec // ApartKey wrote it
}

// switchedOn says whether a figure is of claims that count because of a switch.
func (a *Analysis) switchedOn(f Figure) bool {
	if f.Kind != SetApart {
		return false
	}
	_, marks, _ := apartOf(f)
	return a.Counting.Counts(marks) && !claims.Counting{}.Counts(marks)
}

type typeMonth struct{ claimType, month string }

// change is by how much switches change a type in a month.
type change struct {
	claims, cents, within int64 // within is of those in PM(m)
	come                  int   // people who have claims that come in, of one kind
	gone                  int   // people who have claims that go out, of all kinds
}

// changes is what the switches of Spending come to.
func (a *Analysis) changes() map[typeMonth]change {
	if !a.Counting.Changed() {
		return nil
	}
	changes := map[typeMonth]change{}
	for f, s := range a.Group.sums {
		if f.Kind != SetApart {
			continue
		}
		claimType, marks, within := apartOf(f)
		before, after := claims.Counting{}.Counts(marks), a.Counting.Counts(marks)
		if before == after {
			continue
		}
		at := typeMonth{claimType, f.Month}
		c, sign := changes[at], int64(1)
		if after {
			c.come = max(c.come, s.People)
		} else {
			c.gone, sign = c.gone+s.People, -1
		}
		c.claims += sign * s.N
		c.cents += sign * s.Amount
		if within {
			c.within += sign * s.Amount
		}
		changes[at] = c
	}
	return changes
}

// change adds and takes off. People are at least so many: that somebody has two kinds of claims is not known, and who may be one of a
// few is better hidden once too often.
func (t *TypeSpending) change(c change) {
	t.Claims += int(c.claims)
	t.PaidCents += c.cents
	t.Within += c.within
	t.People = max(t.People-c.gone, c.come)
	if t.Claims > 0 {
		t.People = max(t.People, 1)
	}
}

// LeftOut counts what figures of the months from the first to the last leave out, and what they count though it is odd; types are the
// types of claims that they are made of, nil for all.
func (a *Analysis) LeftOut(from, to string, types []string, counting claims.Counting) (l claims.LeftOut) {
	for f, s := range a.Group.sums {
		if f.Kind != SetApart || f.Month < from || f.Month > to {
			continue
		}
		claimType, marks, _ := apartOf(f)
		if types == nil || slices.Contains(types, claimType) {
			l.Count(marks, int(s.N), counting)
		}
	}
	return l
}
