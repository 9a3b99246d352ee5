package care

import (
	"cmp"
	"slices"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Spell is a run of claims of one kind of care.
type Spell struct {
	Place    Place
	Start    string
	Last     string // last day that was billed
	Status   string // discharge status of the last claim
	SwingBed bool
	Notice   bool // known from an election notice alone
	Ref      Ref  // the first claim
	// Before is the hospital stay that ended up to 30 days before the start; nil without one.
	Before *Stay
}

// Days is how many days were billed so far, at least one.
func (s *Spell) Days() int {
	days, _ := between(s.Start, s.Last)
	return max(1, days)
}

// Facility is what tells the facility or agency from others.
func (s *Spell) Facility() string { return s.Place.key() }

// Most days between two claims of one spell.
const (
	nursingGap    = 1
	homeHealthGap = 60
	hospiceGap    = 31
)

// afterHospital is how many days after a stay care counts as following it.
const afterHospital = 30

// spellRule says which claims form spells.
type spellRule struct {
	claimType string
	gap       int
	anywhere  bool // in whatever facility
	start     func(*Claim) string
}

func nursingSpells(list []Claim, hospital []Stay) []Spell {
	return spellRule{claims.SNF, nursingGap, false, func(c *Claim) string { return cmp.Or(c.Admitted, c.From) }}.find(list, hospital)
}

func homeHealthSpells(list []Claim, hospital []Stay) []Spell {
	return spellRule{claims.HHA, homeHealthGap, false, func(c *Claim) string { return cmp.Or(c.Admitted, c.From) }}.find(list, hospital)
}

func hospiceSpells(list []Claim, hospital []Stay) []Spell {
	return spellRule{claims.Hospice, hospiceGap, true, func(c *Claim) string { return c.From }}.find(list, hospital)
}

func (r spellRule) find(list []Claim, hospital []Stay) []Spell {
	var input []*Claim
	for i := range list {
		c := &list[i]
		if c.Type == r.claimType && !c.Denied && r.start(c) != "" && c.Thru != "" {
			input = append(input, c)
		}
	}
	place := func(c *Claim) string {
		if r.anywhere {
			return ""
		}
		return c.facility()
	}
	slices.SortStableFunc(input, func(a, b *Claim) int {
		return cmp.Or(cmp.Compare(place(a), place(b)), cmp.Compare(a.From, b.From), cmp.Compare(a.Thru, b.Thru))
	})
	var found []Spell
	var at string // where the last spell was
	for _, c := range input {
		if n := len(found); n > 0 && at == place(c) && (c.From <= found[n-1].Last || within(found[n-1].Last, c.From, 0, r.gap)) {
			found[n-1].add(c)
			continue
		}
		at = place(c)
		s := Spell{Place: c.place(), Start: r.start(c), Ref: c.ref(), Notice: true}
		s.add(c)
		found = append(found, s)
	}
	for i := range found {
		found[i].findStay(hospital)
	}
	slices.SortStableFunc(found, func(a, b Spell) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.Place.key(), b.Place.key()))
	})
	return found
}

func (s *Spell) add(c *Claim) {
	s.SwingBed = s.SwingBed || swingBedTypes.has(c.TypeCode)
	s.Notice = s.Notice && hospiceNotices.has(c.TypeCode)
	if c.Thru >= s.Last {
		s.Last, s.Status = c.Thru, c.DischargeStatus
	}
}

// findStay looks for the latest stay that ended up to 30 days before the start.
func (s *Spell) findStay(hospital []Stay) {
	for i := range hospital {
		stay := &hospital[i]
		if within(stay.End, s.Start, 0, afterHospital) && (s.Before == nil || stay.End >= s.Before.End) {
			s.Before = stay
		}
	}
}

// Ended says whether and how the last claim says that the care ended; alive and died are false while it goes on.
func (s *Spell) Ended() (died, alive bool) {
	if diedStatuses.has(s.Status) {
		return true, false
	}
	return false, s.Status != "" && s.Status != stillPatient
}
