package care

import (
	"cmp"
	"slices"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Standing is what the standing lists need of a person, whatever the day on which they are made. It is kept as JSON.
type Standing struct {
	First, Last string      `json:",omitempty"` // days of service of claims
	Claims      int         `json:",omitempty"`
	Visits      []Day       `json:",omitempty"` // CS-VISIT of the last two years before the last claim, oldest first
	LastVisit   string      `json:",omitempty"`
	LastNursing string      `json:",omitempty"`
	Wellness    string      `json:",omitempty"` // the last one
	ED          []EDDay     `json:",omitempty"`
	Stays       [][2]string `json:",omitempty"` // acute ones: start and end
	Nursing     [][2]string `json:",omitempty"`
	// NursingOpen is the last day of nursing care of which the last claim says that the person is still there.
	NursingOpen string `json:",omitempty"`
	Hospice     []Care `json:",omitempty"`
	Cover       Cover
	// When the person has Medicare Advantage, Part D and Medicaid.
	Advantage, PartD, Medicaid Cover `json:",omitzero"`
}

// Covers are when a person has what.
type Covers struct{ PartB, Advantage, PartD, Medicaid Cover }

// Day is the visits to one doctor on one day.
type Day struct {
	Date  string `json:"d"`
	NPI   string `json:"n,omitempty"`
	Lines int    `json:"l"`
}

// EDDay is an ED visit.
type EDDay struct {
	Date, Arrived string
	Place         Place
	Diagnosis     string `json:",omitempty"`
}

// Care is a spell of hospice.
type Care struct {
	Start, Last string
	Ended       bool `json:",omitempty"`
}

// visitYears is how far back visits say who the usual doctor is.
const visitYears = 2

// StandingOf keeps what the standing lists need.
func StandingOf(p *Person, covers Covers) *Standing {
	s := &Standing{
		First: p.FirstClaim, Last: p.LastClaim, Claims: p.Claims, Wellness: p.Wellness,
		Cover: covers.PartB, Advantage: covers.Advantage, PartD: covers.PartD, Medicaid: covers.Medicaid,
	}
	since := yearBefore(p.LastClaim, visitYears)
	for _, v := range p.Visits {
		if v.Nursing {
			s.LastNursing = v.Date
			continue
		}
		s.LastVisit = v.Date
		if v.Date >= since {
			s.Visits = append(s.Visits, Day{v.Date, v.NPI, v.Lines})
		}
	}
	for _, v := range p.ED {
		s.ED = append(s.ED, EDDay{v.Date, v.Arrived, v.Place, v.Diagnosis})
	}
	for i := range p.Stays {
		if stay := &p.Stays[i]; stay.Kind == Acute {
			s.Stays = append(s.Stays, [2]string{stay.Start, stay.End})
		}
	}
	for _, spell := range p.Nursing {
		s.Nursing = append(s.Nursing, [2]string{spell.Start, spell.Last})
		if spell.Status == stillPatient {
			s.NursingOpen = max(s.NursingOpen, spell.Last)
		}
	}
	for _, spell := range p.Hospice {
		died, alive := spell.Ended()
		s.Hospice = append(s.Hospice, Care{spell.Start, spell.Last, died || alive})
	}
	return s
}

// Asked is on which day and how the standing lists are made.
type Asked struct {
	AsOf     string
	EDVisits int
	// Ours, where not nil, says which NPIs are ours: only visits to them count for "no visit seen".
	Ours func(npi string) bool
}

// Doctor is the usual doctor: most lines of visits in the 24 months to a day; of several the one seen last. Empty without any.
func (s *Standing) Doctor(asOf string) string {
	type seen struct {
		lines int
		last  string
	}
	doctors := map[string]seen{}
	since := yearBefore(asOf, visitYears)
	for _, v := range s.Visits {
		if v.NPI != "" && v.Date > since && v.Date <= asOf {
			doctors[v.NPI] = seen{doctors[v.NPI].lines + v.Lines, v.Date}
		}
	}
	usual := ""
	for npi, d := range doctors {
		u := doctors[usual]
		if usual == "" || cmp.Or(cmp.Compare(d.lines, u.lines), cmp.Compare(d.last, u.last), cmp.Compare(npi, usual)) > 0 {
			usual = npi
		}
	}
	return usual
}

// goesOnFor is how many days after its last claim care that did not end is taken to go on.
const goesOnFor = 90

// InHospice says whether the person is in hospice care on a day, as the latest claims have it.
func (s *Standing) InHospice(asOf string) bool {
	return slices.ContainsFunc(s.Hospice, func(c Care) bool { return !c.Ended && within(c.Last, asOf, -goesOnFor, goesOnFor) })
}

// InNursing says whether the person is in a nursing facility on a day, as the latest claims have it.
func (s *Standing) InNursing(asOf string) bool {
	return s.NursingOpen != "" && within(s.NursingOpen, asOf, -goesOnFor, goesOnFor)
}

// Seen is the day of the last visit to a doctor, or of a doctor in a nursing facility; empty when none was seen.
func (s *Standing) Seen() string { return max(s.LastVisit, s.LastNursing) }

// Events are the person's events of the standing lists but that of high cost, which takes everybody to know.
func (s *Standing) Events(a Asked, city string) []Event {
	var list []Event
	for _, find := range []func(Asked, string) (Event, bool){s.oftenInED, s.noVisit, s.noWellness} {
		if e, ok := find(a, city); ok {
			list = append(list, e)
		}
	}
	return list
}

// oftenInED finds those with many ED visits in the 12 months to the day. They entered with the visit that made them so many.
func (s *Standing) oftenInED(a Asked, _ string) (Event, bool) {
	var known []EDDay
	for _, v := range s.ED {
		if v.Date <= a.AsOf {
			known = append(known, v)
		}
	}
	year := func(to int, day string) []EDDay { // visits up to one in the 12 months to a day
		since := yearBefore(day, 1)
		from := slices.IndexFunc(known[:to], func(v EDDay) bool { return v.Date > since })
		if from < 0 {
			return nil
		}
		return known[from:to]
	}
	now := year(len(known), a.AsOf)
	if len(now) < a.EDVisits || len(now) == 0 {
		return Event{}, false
	}
	entry, arrived := "", ""
	for i := range known {
		day := known[i].Date
		if reached := year(i+1, day); len(reached) >= a.EDVisits && (entry == "" || len(year(i, day)) < a.EDVisits) {
			entry, arrived = day, ""
			for _, v := range reached {
				arrived = max(arrived, v.Arrived)
			}
		}
	}
	places, diagnoses := map[string]int{}, map[string]int{}
	var facilities []Place
	for _, v := range now {
		diagnoses[v.Diagnosis]++
		if v.Place != (Place{}) && places[v.Place.key()] == 0 {
			facilities = append(facilities, v.Place)
		}
		places[v.Place.key()]++
	}
	return Event{
		List: claims.ListOftenED, Anchor: monthStart(entry, 0), Happened: now[len(now)-1].Date, Arrived: arrived, Order: most(int64(len(now))),
		Values: []claims.Value{claims.IntValue(int64(len(now))), claims.DateValue(now[len(now)-1].Date), PlacesValue(facilities), claims.TextValue(frequent(diagnoses)), {}},
	}, true
}

// placesMark stands between several providers of one value.
const placesMark = "\x02"

// PlacesValue stands for several providers in a value.
func PlacesValue(list []Place) claims.Value {
	parts := make([]string, len(list))
	for i, p := range list {
		parts[i] = PlaceValue(p).Text
	}
	return claims.TextValue(strings.Join(parts, placesMark))
}

// PlacesOf reads the providers of a value; none for other values.
func PlacesOf(v claims.Value) (list []Place) {
	for part := range strings.SplitSeq(v.Text, placesMark) {
		if p, ok := PlaceOf(claims.Value{Text: part}); ok {
			list = append(list, p)
		}
	}
	return list
}

// frequent is the diagnosis that comes most often; of several the first in the alphabet.
func frequent(counts map[string]int) string {
	best := ""
	for d, n := range counts {
		if d != "" && (best == "" || n > counts[best] || n == counts[best] && d < best) {
			best = d
		}
	}
	return best
}

// most begins an order in which greater numbers come first.
func most(n int64) string {
	const highest = 999_999_999_999
	text := "000000000000"
	digits := []byte(text)
	for i, rest := len(digits)-1, highest-min(max(n, 0), highest); i >= 0; i, rest = i-1, rest/10 {
		digits[i] = byte('0' + rest%10)
	}
	return string(digits)
}

const yearDays = 365

// noVisit finds those whom no doctor has seen in the 365 days to the day.
func (s *Standing) noVisit(a Asked, city string) (Event, bool) {
	last := s.Seen()
	if a.Ours != nil {
		last = ""
		for _, v := range s.Visits {
			if a.Ours(v.NPI) {
				last = v.Date
			}
		}
	}
	if last != "" && !within(last, a.AsOf, yearDays, 1<<20) {
		return Event{}, false
	}
	if s.Cover.Known && !s.Cover.whole(a.AsOf) || s.InHospice(a.AsOf) {
		return Event{}, false
	}
	entry := addDays(last, yearDays)
	if entry == "" {
		entry = addDays(s.First, yearDays)
	}
	if entry == "" || entry > a.AsOf {
		entry = a.AsOf[:4] + "-01-01"
	}
	order := "0" // never seen: the longest
	if last != "" {
		order = "1" + last
	}
	return Event{
		List: claims.ListNoVisit, Anchor: monthStart(entry, 0), Happened: entry, Arrived: entry, Order: order,
		Values: []claims.Value{
			claims.DateValue(last), {}, claims.DateValue(s.Last), claims.IntValue(int64(s.EDIn(yearBefore(a.AsOf, 1), a.AsOf))),
			claims.IntValue(int64(s.StaysIn(yearBefore(a.AsOf, 1), a.AsOf))), claims.TextValue(city),
		},
	}, true
}

// EDIn counts ED visits after a day, up to another.
func (s *Standing) EDIn(after, to string) (n int) {
	for _, v := range s.ED {
		if v.Date > after && v.Date <= to {
			n++
		}
	}
	return n
}

// StaysIn counts acute stays that ended after a day, up to another.
func (s *Standing) StaysIn(after, to string) (n int) {
	for _, stay := range s.Stays {
		if stay[1] > after && stay[1] <= to {
			n++
		}
	}
	return n
}

// NursingDays counts days in nursing facilities after a day, up to another.
func (s *Standing) NursingDays(after, to string) (n int) {
	for _, spell := range s.Nursing {
		if days, ok := between(max(spell[0], addDays(after, 1)), min(spell[1], to)); ok && days >= 0 {
			n += max(1, days)
		}
	}
	return n
}

// HadHospice says whether the person was in hospice care after a day, up to another.
func (s *Standing) HadHospice(after, to string) bool {
	return slices.ContainsFunc(s.Hospice, func(c Care) bool { return c.Last > after && c.Start <= to })
}

// noWellness finds those who had no wellness visit in the year of the day.
func (s *Standing) noWellness(a Asked, _ string) (Event, bool) {
	year := a.AsOf[:4]
	if s.Wellness >= year+"-01-01" || s.Cover.Known && !s.Cover.has(a.AsOf) || s.InHospice(a.AsOf) {
		return Event{}, false
	}
	bookable, order := "", "0" // never seen: bookable today, which Complete fills in
	if s.Wellness != "" {
		bookable = monthStart(s.Wellness, monthsOfYear)
		order = "0" + s.Wellness
	}
	if bookable > a.AsOf {
		order = "1" + bookable
	}
	welcome := claims.Value{}
	if s.Cover.Known && !s.Cover.whole(a.AsOf) {
		welcome = claims.TextValue("Welcome visit (G0402) possible")
	}
	return Event{
		List: claims.ListNoWellness, Anchor: year + "-01-01", Happened: year + "-01-01", Arrived: year + "-01-01", Order: order,
		Values: []claims.Value{claims.DateValue(s.Wellness), claims.DateValue(bookable), welcome, claims.DateValue(s.LastVisit), {}},
	}, true
}

// HighCostEvent is an event of the list High cost. The months of the figures are those after a day, up to another.
func (s *Standing) HighCostEvent(entry, arrived string, rank int, paidCents int64, after, to string) Event {
	hospice := "No"
	if s.HadHospice(after, to) {
		hospice = "Yes"
	}
	return Event{
		List: claims.ListHighCost, Anchor: entry, Happened: dayOf(arrived), Arrived: arrived, Order: most(paidCents),
		Values: []claims.Value{
			claims.IntValue(int64(rank)), {Set: true, Int: paidCents}, claims.IntValue(int64(s.StaysIn(after, to))), claims.IntValue(int64(s.EDIn(after, to))),
			claims.IntValue(int64(s.NursingDays(after, to))), claims.TextValue(hospice), {},
		},
	}
}
