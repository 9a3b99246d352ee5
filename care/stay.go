package care

import (
	"cmp"
	"slices"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Stay is the days of a person in one hospital.
type Stay struct {
	Place     Place
	Kind      string // as HospitalKind tells
	Start     string
	End       string // of an open stay the last day that was billed
	Open      bool   // still a patient
	Status    string // discharge status
	AdmitType string // of the first claim
	DRG       string
	Diagnosis string
	PaidCents int64
	Claims    int
	Last      Ref // the claim with the latest end
	EDBilled  bool

	facility string
	last     *Claim
}

// Facility is what tells the hospital from others: its CCN, else its NPI.
func (s *Stay) Facility() string { return s.facility }

// Key tells the stay from the person's others.
func (s *Stay) Key() [3]string { return [3]string{s.Start, s.facility, s.End} }

// Days is how many days the stay took, at least one.
func (s *Stay) Days() int {
	days, _ := between(s.Start, s.End)
	return max(1, days)
}

// stays joins hospital claims.
func stays(list []Claim) []Stay {
	var input []*Claim
	for i := range list {
		c := &list[i]
		if c.Type == claims.Inpatient && !c.Denied && (c.BillType == "" || strings.HasPrefix(c.BillType, "11")) && c.start() != "" && c.end() != "" {
			input = append(input, c)
		}
	}
	slices.SortStableFunc(input, func(a, b *Claim) int {
		return cmp.Or(cmp.Compare(a.facility(), b.facility()), cmp.Compare(a.start(), b.start()), cmp.Compare(a.end(), b.end()))
	})
	var joined []Stay
	for _, c := range input {
		if n := len(joined); n > 0 && joined[n-1].goesOn(c) {
			joined[n-1].add(c)
			continue
		}
		s := Stay{Place: c.place(), facility: c.facility(), Kind: HospitalKind(c.CCN), Start: c.start(), AdmitType: c.AdmitType}
		s.add(c)
		joined = append(joined, s)
	}
	slices.SortStableFunc(joined, func(a, b Stay) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), cmp.Compare(a.facility, b.facility))
	})
	return joined
}

// goesOn says whether a claim belongs to the stay.
func (s *Stay) goesOn(c *Claim) bool {
	if s.facility == "" || s.facility != c.facility() {
		return false
	}
	if c.start() <= s.End {
		return true
	}
	frequency := ""
	if len(s.last.BillType) == 3 {
		frequency = s.last.BillType[2:]
	}
	return within(s.End, c.start(), 1, 1) && (s.Open || frequency == "2" || frequency == "3")
}

// add joins a claim. What the stay came to is told by the claim with the latest end; of several by the whole bill, then the newest.
func (s *Stay) add(c *Claim) {
	s.PaidCents += c.PaidCents
	s.Claims++
	s.EDBilled = s.EDBilled || c.hasRevenue(edRevenue)
	s.Place.NPI = max(s.Place.NPI, c.NPI)
	if s.last != nil && cmp.Or(cmp.Compare(c.end(), s.last.end()), compareBool(c.wholeBill(), s.last.wholeBill()), cmp.Compare(c.Processed, s.last.Processed)) < 0 {
		return
	}
	s.last = c
	s.End, s.Status, s.Open = c.end(), c.DischargeStatus, c.DischargeStatus == stillPatient
	s.DRG, s.Diagnosis, s.Last = c.DRG, c.Diagnosis, c.ref()
}

// wholeBill tells the bill of a whole stay, or its last one, from those before.
func (c *Claim) wholeBill() bool {
	return strings.HasSuffix(c.BillType, "1") || strings.HasSuffix(c.BillType, "4")
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	default:
		return -1
	}
}

// Episode is acute stays joined by transfer.
type Episode struct {
	Stays []Stay // oldest first

	// Readmission is the first acute stay 1 to 30 days after the end; nil without one, and for an episode after which none counts.
	Readmission *Stay
	// Visit is the first visit after an end at home; Seen is false where none was seen within 30 days.
	Seen    bool
	Visit   string // day
	VisitOn int    // days after the end
	TCM     bool   // it was the care after a stay that Medicare knows as TCM
}

// First and Last are the stays at its ends.
func (e *Episode) First() *Stay { return &e.Stays[0] }

// Last is the last stay: its destination and day of discharge are those of the episode.
func (e *Episode) Last() *Stay { return &e.Stays[len(e.Stays)-1] }

// Ended says that the person has left hospital.
func (e *Episode) Ended() bool { return !e.Last().Open }

// Alive says that the person left hospital alive.
func (e *Episode) Alive() bool { return e.Ended() && !diedStatuses.has(e.Last().Status) }

// HomeAgain says that the person went home.
func (e *Episode) HomeAgain() bool { return e.Ended() && homeStatuses.has(e.Last().Status) }

// Index says that a readmission counts: the person left alive and not against advice.
func (e *Episode) Index() bool { return e.Alive() && e.Last().Status != againstAdvice }

// Days is how many days its stays took together.
func (e *Episode) Days() (days int) {
	for i := range e.Stays {
		days += e.Stays[i].Days()
	}
	return days
}

// episodes joins acute stays, which come oldest first.
func episodes(list []Stay) []Episode {
	var joined []Episode
	for _, s := range list {
		if s.Kind != Acute {
			continue
		}
		at := slices.IndexFunc(joined, func(e Episode) bool {
			last := e.Last()
			return last.facility != s.facility && within(last.End, s.Start, 0, 1)
		})
		if at >= 0 {
			joined[at].Stays = append(joined[at].Stays, s)
			continue
		}
		joined = append(joined, Episode{Stays: []Stay{s}})
	}
	for i := range joined {
		joined[i].findReadmission(list)
	}
	return joined
}

// readmittedWithin is how many days after the end a readmission counts.
const readmittedWithin = 30

func (e *Episode) findReadmission(list []Stay) {
	if !e.Index() {
		return
	}
	for i := range list {
		s := &list[i]
		if s.Kind == Acute && within(e.Last().End, s.Start, 1, readmittedWithin) && !slices.ContainsFunc(e.Stays, func(own Stay) bool { return own.Start == s.Start && own.facility == s.facility }) {
			e.Readmission = s
			return
		}
	}
}

// followUpWithin is how many days after the end a visit is looked for.
const followUpWithin = 30

// findVisit looks for the first visit after the end.
func (e *Episode) findVisit(visits []Visit) {
	end := e.Last().End
	for _, v := range visits {
		least := 1
		if v.TCM {
			least = 0
		}
		if within(end, v.Date, least, followUpWithin) && v.counts() {
			e.Seen, e.Visit, e.TCM = true, v.Date, v.TCM
			e.VisitOn, _ = between(end, v.Date)
			return
		}
	}
}
