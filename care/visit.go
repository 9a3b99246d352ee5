package care

import (
	"cmp"
	"slices"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Visit is a visit of a person to a doctor, or of a doctor to a person in a nursing facility.
type Visit struct {
	Date     string
	NPI      string // of the doctor; of clinics that of the facility
	Lines    int    // lines that were billed for it
	TCM      bool   // care after a stay
	Wellness bool
	Nursing  bool // in a nursing facility: no CS-VISIT
}

// counts says that the visit is one of CS-VISIT.
func (v *Visit) counts() bool { return !v.Nursing }

// visits finds visits, oldest first; of one day care after a stay comes first.
func visits(list []Claim) []Visit {
	found := map[Visit]int{}
	for i := range list {
		c := &list[i]
		if c.Denied {
			continue
		}
		for _, l := range c.Lines {
			if v, ok := c.visit(l); ok {
				found[v]++
			}
		}
	}
	all := make([]Visit, 0, len(found))
	for v, lines := range found {
		v.Lines = lines
		all = append(all, v)
	}
	slices.SortFunc(all, func(a, b Visit) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), compareBool(b.TCM, a.TCM), compareBool(b.Wellness, a.Wellness), compareBool(a.Nursing, b.Nursing), cmp.Compare(a.NPI, b.NPI))
	})
	return all
}

// visit tells what visit a line stands for.
func (c *Claim) visit(l Line) (Visit, bool) {
	v := Visit{Date: cmp.Or(l.From, c.From), NPI: cmp.Or(l.RenderingNPI, c.RenderingNPI), TCM: tcmCodes.has(l.HCPCS), Wellness: wellnessCodes.has(l.HCPCS)}
	switch c.Type {
	case claims.Carrier:
		v.Nursing = nursingCodes.has(l.HCPCS)
		return v, v.Date != "" && (v.Nursing || isVisitCode(l.HCPCS))
	case claims.Outpatient:
		v.NPI = cmp.Or(l.RenderingNPI, c.NPI)
		clinic := c.bill("71", "77") && clinicRevenue.has(l.Revenue)
		doctor := c.bill("85") && doctorRevenue.has(l.Revenue) && isVisitCode(l.HCPCS)
		return v, v.Date != "" && (clinic || doctor)
	default:
		return v, false
	}
}

// EDVisit is a visit to an emergency department.
type EDVisit struct {
	Date      string
	Place     Place // empty where only a doctor's bill was seen
	Outcome   string
	Diagnosis string
	Urgent    bool // urgent care alone
	Before    int  // visits in the 12 months that end with this one, itself included
	Ref       Ref
	// Arrived is when the visit was first known of.
	Arrived string

	onInpatient, watched bool
	status               string
}

// Outcomes of ED visits.
const (
	Admitted    = "Admitted"
	Observation = "Observation"
	DiedThere   = "Died"
	Moved       = "Moved to another hospital"
	WentHome    = "Went home or other"
)

// Admitted says that the visit ended in a hospital stay.
func (v *EDVisit) Admitted() bool { return v.Outcome == Admitted }

// Facility is what tells the facility from others; empty where only a doctor's bill was seen.
func (v *EDVisit) Facility() string { return v.Place.key() }

// edVisits finds ED visits, oldest first.
func edVisits(list []Claim, hospital []Stay) []EDVisit {
	found := facilityEDVisits(list)
	found = append(found, doctorEDVisits(list, found)...)
	slices.SortFunc(found, func(a, b EDVisit) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.Place.key(), b.Place.key()))
	})
	for i := range found {
		v := &found[i]
		v.Outcome = v.outcome(hospital)
		since := yearBefore(v.Date, 1)
		for j := range found[:i+1] {
			if found[j].Date > since {
				v.Before++
			}
		}
	}
	return found
}

// facilityEDVisits gives one visit for each facility and day.
func facilityEDVisits(list []Claim) []EDVisit {
	var found []EDVisit
	for i := range list {
		c := &list[i]
		if c.Denied || c.Type != claims.Outpatient && c.Type != claims.Inpatient {
			continue
		}
		for _, l := range c.Lines {
			date := cmp.Or(l.From, c.From)
			if !edRevenue.has(l.Revenue) || date == "" {
				continue
			}
			at := slices.IndexFunc(found, func(v EDVisit) bool { return v.Date == date && v.Place.key() == c.facility() })
			if at < 0 {
				at = len(found)
				found = append(found, EDVisit{Date: date, Place: c.place(), Diagnosis: c.Diagnosis, Urgent: true, Ref: c.ref(), Arrived: c.Arrived, status: c.DischargeStatus})
			}
			v := &found[at]
			v.Urgent = v.Urgent && urgentRevenue.has(l.Revenue)
			v.onInpatient = v.onInpatient || c.Type == claims.Inpatient
			v.watched = v.watched || c.hasRevenue(watchRevenue)
			v.Diagnosis = cmp.Or(v.Diagnosis, c.Diagnosis)
			v.Arrived = min(v.Arrived, c.Arrived)
			if c.DischargeStatus == diedInHospital || v.status == "" {
				v.status = c.DischargeStatus
			}
		}
	}
	return found
}

// doctorEDVisits gives the visits of which only a doctor's bill was seen: a bill within a day of a facility's visit belongs to it.
func doctorEDVisits(list []Claim, known []EDVisit) []EDVisit {
	var found []EDVisit
	for i := range list {
		c := &list[i]
		if c.Denied || c.Type != claims.Carrier {
			continue
		}
		for _, l := range c.Lines {
			date := cmp.Or(l.From, c.From)
			if l.Place != placeED || !edDoctorCodes.has(l.HCPCS) || date == "" {
				continue
			}
			near := func(v EDVisit) bool { return within(date, v.Date, -1, 1) }
			same := func(v EDVisit) bool { return v.Date == date }
			if slices.ContainsFunc(known, near) || slices.ContainsFunc(found, same) {
				continue
			}
			found = append(found, EDVisit{Date: date, Diagnosis: c.Diagnosis, Ref: c.ref(), Arrived: c.Arrived})
		}
	}
	return found
}

// outcome tells how a visit ended.
func (v *EDVisit) outcome(hospital []Stay) string {
	admitted := v.onInpatient || slices.ContainsFunc(hospital, func(s Stay) bool { return s.Kind == Acute && within(v.Date, s.Start, 0, 1) })
	switch {
	case admitted:
		return Admitted
	case v.watched:
		return Observation
	case v.status == diedInHospital:
		return DiedThere
	case v.status == movedToHospital:
		return Moved
	default:
		return WentHome
	}
}
