package care

import (
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Event is one row of a work list, before anybody knows whose it is.
type Event struct {
	List     claims.EventList
	Anchor   string // day that the key is made of; of lists where somebody comes up once a word
	Facility string // the other part of the key
	Happened string
	Arrived  string
	Early    bool
	Ref      Ref // claim behind it; empty without one
	// Apart marks what the list leaves out unless asked: other destinations than home, ED visits that ended in hospital.
	Apart  bool
	Urgent bool  // urgent care
	Amount int64 // what a setting is compared with: cents of a medicine
	// Order sorts the list when read upwards as text.
	Order string
	// Values are those of claims.EventColumns, in order. Places and doctors stand as PlaceValue writes them; what hangs on the day on
	// which the list is read is left for Complete.
	Values []claims.Value
}

// Key tells an event from others of the person.
func (e *Event) Key() [3]string { return [3]string{string(e.List), e.Anchor, e.Facility} }

// placeMark begins a value that stands for a provider until its name is looked up.
const placeMark = "\x01"

// PlaceValue stands for a provider in a value; null for none.
func PlaceValue(p Place) claims.Value {
	if p == (Place{}) {
		return claims.Value{}
	}
	return claims.TextValue(placeMark + p.NPI + "|" + p.CCN)
}

// PlaceOf reads a value back that PlaceValue wrote; ok is false for other values.
func PlaceOf(v claims.Value) (p Place, ok bool) {
	rest, ok := strings.CutPrefix(v.Text, placeMark)
	if !ok {
		return p, false
	}
	p.NPI, p.CCN, _ = strings.Cut(rest, "|")
	return p, true
}

// Events are the events of a person that do not hang on a day or a setting. base is made of claims that count; with of these and early
// claims, nil where there are none.
func Events(base, with *Person) []Event {
	list := base.events()
	if with == nil {
		return list
	}
	known := map[[3]string]bool{}
	for i := range list {
		known[list[i].Key()] = true
	}
	for _, e := range with.events() {
		if !known[e.Key()] && e.List != claims.ListDied {
			e.Early = true
			list = append(list, e)
		}
	}
	return list
}

func (p *Person) events() []Event {
	var list []Event
	for i := range p.Episodes {
		list = append(list, p.Episodes[i].events()...)
	}
	for i := range p.ED {
		list = append(list, p.ED[i].event(p.Visits))
	}
	for i := range p.Nursing {
		list = append(list, p.Nursing[i].nursingEvent())
	}
	for i := range p.HomeHealth {
		list = append(list, p.HomeHealth[i].homeHealthEvent())
	}
	for i := range p.Hospice {
		list = append(list, p.Hospice[i].hospiceEvent())
	}
	for i := range p.Drugs {
		list = append(list, p.Drugs[i].event())
	}
	return list
}

// newest begins an order in which later days come first.
func newest(day string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return '0' + '9' - r
		}
		return r
	}, day)
}

// Order of follow-up: those without a visit come first.
const (
	unseen = "0"
	seen   = "1"
)

// events are the follow-up of an episode and its readmission.
func (e *Episode) events() []Event {
	var list []Event
	first, last := e.First(), e.Last()
	if e.Alive() {
		f := Event{
			List: claims.ListFollowUp, Anchor: first.Start, Facility: first.facility, Happened: last.End, Arrived: last.Last.Arrived, Ref: last.Last, Apart: !e.HomeAgain(),
			Order: unseen + newest(last.End),
		}
		if e.Seen {
			f.Order = seen + newest(last.End)
		}
		visit, kind := claims.Value{}, claims.Value{}
		if e.Seen {
			visit = claims.DateValue(e.Visit)
		}
		if e.TCM {
			kind = claims.TextValue(tcmMark)
		}
		f.Values = []claims.Value{
			claims.DateValue(first.Start), claims.DateValue(last.End), PlaceValue(last.Place), claims.TextValue(last.DRG), claims.TextValue(last.Diagnosis),
			claims.TextValue(Destination(last.Status)), {}, kind, visit, {}, daysValue(last.End, last.Last.Arrived),
		}
		list = append(list, f)
	}
	if r := e.Readmission; r != nil {
		planned := claims.Value{}
		if r.AdmitType == electiveAdmit {
			planned = claims.TextValue("Elective, may be planned")
		}
		list = append(list, Event{
			List: claims.ListReadmitted, Anchor: r.Start, Facility: r.facility, Happened: r.Start, Arrived: max(r.Last.Arrived, last.Last.Arrived), Ref: r.Last, Order: newest(r.Start),
			Values: []claims.Value{
				claims.DateValue(first.Start), claims.DateValue(last.End), PlaceValue(last.Place), claims.TextValue(last.DRG), claims.DateValue(r.Start), claims.DateValue(r.End),
				PlaceValue(r.Place), claims.TextValue(r.DRG), daysValue(last.End, r.Start), planned,
			},
		})
	}
	return list
}

// tcmMark stands for care after a stay until Complete words it.
const tcmMark = "tcm"

func daysValue(from, to string) claims.Value {
	if days, ok := between(from, to); ok {
		return claims.IntValue(int64(days))
	}
	return claims.Value{}
}

// edSeenWithin is how many days after an ED visit another visit is looked for.
const edSeenWithin = 7

func (v *EDVisit) event(visits []Visit) Event {
	after := claims.Value{}
	for _, seen := range visits {
		if seen.counts() && within(v.Date, seen.Date, 1, edSeenWithin) {
			after = claims.TextValue(seen.Date)
			break
		}
	}
	kind := claims.Value{}
	switch {
	case v.Place == (Place{}):
		kind = claims.TextValue("Facility bill not seen")
	case v.Urgent:
		kind = claims.TextValue("Urgent care")
	}
	return Event{
		List: claims.ListED, Anchor: v.Date, Facility: v.Place.key(), Happened: v.Date, Arrived: v.Arrived, Ref: v.Ref, Apart: v.Admitted(), Urgent: v.Urgent, Order: newest(v.Date),
		Values: []claims.Value{
			claims.DateValue(v.Date), PlaceValue(v.Place), claims.TextValue(v.Outcome), claims.TextValue(v.Diagnosis), claims.IntValue(int64(v.Before)), after, kind,
		},
	}
}

func (s *Spell) event(list claims.EventList, values ...claims.Value) Event {
	return Event{
		List: list, Anchor: s.Start, Facility: s.Place.key(), Happened: s.Start, Arrived: s.Ref.Arrived, Ref: s.Ref, Order: newest(s.Start),
		Values: append([]claims.Value{claims.DateValue(s.Start), PlaceValue(s.Place)}, values...),
	}
}

func (s *Spell) nursingEvent() Event {
	kind, there := "Nursing facility", "No"
	if s.SwingBed {
		kind = "Swing bed in a hospital"
	}
	if s.Status == stillPatient {
		there = "Yes, to " + shown(s.Last)
	}
	return s.event(claims.ListNursing, claims.TextValue(kind), s.before(), claims.TextValue(there), claims.IntValue(int64(s.Days())))
}

func (s *Spell) homeHealthEvent() Event {
	return s.event(claims.ListHomeHealth, s.before(), claims.DateValue(s.Last))
}

// before names the hospital that the person came from.
func (s *Spell) before() claims.Value {
	if s.Before == nil {
		return claims.Value{}
	}
	return PlaceValue(s.Before.Place)
}

func (s *Spell) hospiceEvent() Event {
	how := claims.Value{}
	died, alive := s.Ended()
	switch {
	case s.Notice:
		how = claims.TextValue("Elected (notice)")
	case died:
		how = claims.TextValue("Died")
	case alive:
		how = claims.TextValue("Left alive")
	}
	return s.event(claims.ListHospice, claims.IntValue(int64(s.Days())), how)
}

func (d *NewDrug) event() Event {
	return Event{
		List: claims.ListNewDrug, Anchor: d.Date, Facility: d.Part + d.Code, Happened: d.Date, Arrived: d.Ref.Arrived, Ref: d.Ref, Amount: d.CostCents, Order: newest(d.Date),
		Values: []claims.Value{
			claims.TextValue(d.Code), claims.DateValue(d.Date), {Set: true, Int: d.CostCents}, claims.TextValue("Part " + d.Part), PlaceValue(Place{NPI: d.Doctor}), PlaceValue(d.Place),
		},
	}
}

// Death is what CMS says of a death: the day where it is known.
type Death struct {
	Flag    bool
	Day     string
	Arrived string // of the record that says so
}

// DiedEvent is the event of the list Died; ok is false for somebody who is not known to have died.
func (p *Person) DiedEvent(d Death) (e Event, ok bool) {
	const once = "death" // somebody dies once: the event stays when the day becomes known
	e = Event{List: claims.ListDied, Anchor: once}
	source := "CMS"
	switch {
	case d.Day != "" || d.Flag:
		e.Happened, e.Arrived = d.Day, d.Arrived
		if e.Happened == "" {
			e.Happened = p.DiedOn
		}
	case p.DiedOn != "":
		e.Happened, e.Arrived, e.Ref, source = p.DiedOn, p.DiedInCare.Arrived, p.DiedInCare, "From a claim"
	default:
		return e, false
	}
	e.Order = newest(e.Happened)
	stay, hospice := claims.Value{}, "No"
	if n := len(p.Stays); n > 0 {
		stay = claims.DateValue(p.Stays[n-1].Start)
	}
	if len(p.Hospice) > 0 {
		hospice = "Yes"
	}
	e.Values = []claims.Value{claims.DateValue(e.Happened), claims.TextValue(source), PlaceValue(p.DiedAt), stay, claims.TextValue(hospice)}
	return e, true
}

// Destination says where somebody went with a discharge status; the code itself where it is a rare one.
func Destination(status string) string {
	words := map[string]string{
		"01": "Home", "02": "Another hospital", "03": "Nursing facility", "04": "Care home", "05": "Cancer or children's hospital", "06": "Home with home health",
		"07": "Left against advice", "20": "Died", "21": "Court or police", "30": "Still there", "43": "Federal hospital", "50": "Hospice at home", "51": "Hospice facility",
		"61": "Swing bed", "62": "Rehabilitation", "63": "Long-term hospital", "64": "Medicaid nursing facility", "65": "Psychiatric hospital",
		"66": "Critical access hospital", "70": "Other facility", "81": "Home, planned return", "86": "Home with home health, planned return",
	}[status]
	if words == "" {
		return status
	}
	return words + " (" + status + ")"
}
