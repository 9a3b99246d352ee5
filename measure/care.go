package measure

import (
	"cmp"
	"slices"
)

// Care adds up which providers the people of a group went to, in a window of months.
type Care struct {
	ours     Ours
	switches Switches
	from, to string

	specialties map[string]*Side
	doctors     map[string]*Doctor
	facilities  map[string]*Facility
	unknown     Sum
}

// Side is care inside and outside the group. People are those with care outside or inside.
type Side struct {
	Name                        string // specialty code
	Inside, Outside             int64  // cents
	PeopleInside, PeopleOutside int
}

// Doctor is what one rendering NPI comes to.
type Doctor struct {
	NPI, Specialty string // the specialty with most of the amount
	Ours           bool   // in our list by NPI, or by tax number on most of the amount
	AllowedCents   int64
	Lines, People  int
	Visits         int

	bySpecialty map[string]int64
	inside      int64
}

// Facility is what one facility comes to.
type Facility struct {
	CCN, NPI       string
	Ours           bool
	PaidCents      int64
	Claims, People int
}

// NewCare prepares adding up care from one month to another, both included.
func NewCare(ours Ours, switches Switches, from, to string) *Care {
	return &Care{
		ours: ours, switches: switches, from: from, to: to,
		specialties: map[string]*Side{}, doctors: map[string]*Doctor{}, facilities: map[string]*Facility{},
	}
}

// AddPerson adds one person's figures of providers.
func (c *Care) AddPerson(figures []Figure) {
	doctors, facilities := map[string]bool{}, map[string]bool{}
	sides := map[string][2]bool{}
	unknown := false
	for _, f := range figures {
		if f.Month < c.from || f.Month > c.to {
			continue
		}
		parts := KeyParts(f.Key)
		switch f.Kind {
		case DoctorLines:
			if !c.switches.Specialty(parts[2]) {
				continue
			}
			if parts[0] == "" {
				c.unknown.N += f.N
				c.unknown.Amount += f.Amount
				unknown = true
				continue
			}
			side := sides[parts[2]]
			if c.addLine(parts, f) {
				side[0] = true
			} else {
				side[1] = true
			}
			sides[parts[2]] = side
			doctors[parts[0]] = true
		case FacilityClaims:
			if at := c.addFacility(parts, f); at != "" {
				facilities[at] = true
			}
		case DoctorVisits:
			c.doctor(f.Key).Visits += int(f.N)
		default: // figures of use and of medicines
		}
	}
	for npi := range doctors {
		c.doctors[npi].People++
	}
	for at := range facilities {
		c.facilities[at].People++
	}
	for specialty, side := range sides {
		if side[0] {
			c.specialties[specialty].PeopleInside++
		}
		if side[1] {
			c.specialties[specialty].PeopleOutside++
		}
	}
	if unknown {
		c.unknown.People++
	}
}

// addLine adds a doctor's lines; it says whether they are inside the group.
func (c *Care) addLine(parts [3]string, f Figure) (inside bool) {
	npi, taxID, specialty := parts[0], parts[1], parts[2]
	d := c.doctor(npi)
	d.AllowedCents += f.Amount
	d.Lines += int(f.N)
	d.bySpecialty[specialty] += f.Amount
	if c.specialties[specialty] == nil {
		c.specialties[specialty] = &Side{Name: specialty}
	}
	inside = c.ours.Doctor(npi, taxID)
	if inside {
		d.inside += f.Amount
		c.specialties[specialty].Inside += f.Amount
	} else {
		c.specialties[specialty].Outside += f.Amount
	}
	return inside
}

func (c *Care) doctor(npi string) *Doctor {
	if c.doctors[npi] == nil {
		c.doctors[npi] = &Doctor{NPI: npi, bySpecialty: map[string]int64{}}
	}
	return c.doctors[npi]
}

// addFacility adds a facility's claims; it returns where, empty for an unknown facility.
func (c *Care) addFacility(parts [3]string, f Figure) string {
	ccn, npi := parts[1], parts[2]
	at := cmp.Or(ccn, npi)
	if at == "" {
		return ""
	}
	if c.facilities[at] == nil {
		c.facilities[at] = &Facility{CCN: ccn, NPI: npi}
	}
	facility := c.facilities[at]
	facility.NPI = max(facility.NPI, npi) // the same whatever the order
	facility.Ours = facility.Ours || c.ours.Facility(ccn, npi)
	facility.PaidCents += f.Amount
	facility.Claims += int(f.N)
	return at
}

// Specialties lists specialties by allowed amount, greatest first.
func (c *Care) Specialties() []Side {
	var list []Side
	for _, s := range c.specialties {
		list = append(list, *s)
	}
	slices.SortFunc(list, func(a, b Side) int {
		return cmp.Or(cmp.Compare(b.Inside+b.Outside, a.Inside+a.Outside), cmp.Compare(a.Name, b.Name))
	})
	return list
}

// Unknown is lines without a rendering NPI.
func (c *Care) Unknown() Sum { return c.unknown }

// Doctors lists the doctors with the greatest allowed amounts.
func (c *Care) Doctors(most int) []Doctor {
	var list []Doctor
	for _, d := range c.doctors {
		if d.Lines == 0 {
			continue // visits alone, of lines that are left out
		}
		d.Specialty = ""
		for specialty, cents := range d.bySpecialty {
			if d.Specialty == "" || cents > d.bySpecialty[d.Specialty] || (cents == d.bySpecialty[d.Specialty] && specialty < d.Specialty) {
				d.Specialty = specialty
			}
		}
		d.Ours = c.ours.npis[d.NPI] || 2*d.inside > d.AllowedCents
		list = append(list, *d)
	}
	slices.SortFunc(list, func(a, b Doctor) int {
		return cmp.Or(cmp.Compare(b.AllowedCents, a.AllowedCents), cmp.Compare(a.NPI, b.NPI))
	})
	return list[:min(most, len(list))]
}

// Facilities lists the facilities with the greatest payments, and what all of them come to, inside the group and outside.
func (c *Care) Facilities(most int) (list []Facility, inside, outside int64) {
	for _, f := range c.facilities {
		list = append(list, *f)
		if f.Ours {
			inside += f.PaidCents
		} else {
			outside += f.PaidCents
		}
	}
	slices.SortFunc(list, func(a, b Facility) int {
		return cmp.Or(cmp.Compare(b.PaidCents, a.PaidCents), cmp.Compare(a.CCN, b.CCN), cmp.Compare(a.NPI, b.NPI))
	})
	return list[:min(most, len(list))], inside, outside
}

// Medicines adds up the medicines of a group, in a window of months.
type Medicines struct {
	from, to string
	months   map[string]*DrugMonth
	drugs    map[string]*Drug
}

// DrugMonth is a month of the chart Medicines.
type DrugMonth struct {
	Month                 string
	CostCents             int64
	Fills, Generic, Brand int
	People                int // with a fill
	Members               int // with Part D on the first of the month
}

// Drug is what one medicine comes to.
type Drug struct {
	NDC9                  string
	CostCents             int64
	Fills, Generic, Brand int
	People                int
}

// NewMedicines prepares adding up medicines from one month to another, both included.
func NewMedicines(from, to string) *Medicines {
	return &Medicines{from: from, to: to, months: map[string]*DrugMonth{}, drugs: map[string]*Drug{}}
}

// AddPerson adds one person's figures of medicines.
func (m *Medicines) AddPerson(figures []Figure) {
	months, drugs := map[string]bool{}, map[string]bool{}
	for _, f := range figures {
		if f.Kind != Fills || f.Month < m.from || f.Month > m.to {
			continue
		}
		parts := KeyParts(f.Key)
		if m.months[f.Month] == nil {
			m.months[f.Month] = &DrugMonth{Month: f.Month}
		}
		if m.drugs[parts[0]] == nil {
			m.drugs[parts[0]] = &Drug{NDC9: parts[0]}
		}
		month, drug := m.months[f.Month], m.drugs[parts[0]]
		month.CostCents += f.Amount
		month.Fills += int(f.N)
		drug.CostCents += f.Amount
		drug.Fills += int(f.N)
		switch parts[1] {
		case GenericFill:
			month.Generic += int(f.N)
			drug.Generic += int(f.N)
		case BrandFill:
			month.Brand += int(f.N)
			drug.Brand += int(f.N)
		}
		months[f.Month], drugs[parts[0]] = true, true
	}
	for month := range months {
		m.months[month].People++
	}
	for drug := range drugs {
		m.drugs[drug].People++
	}
}

// Months is the chart Medicines; group tells who has Part D.
func (m *Medicines) Months(months []string, group *Group) []DrugMonth {
	members := group.people(WithDrugs, months)
	list := make([]DrugMonth, len(months))
	for i, month := range months {
		if known := m.months[month]; known != nil {
			list[i] = *known
		}
		list[i].Month, list[i].Members = month, members[i]
	}
	return list
}

// Top lists the medicines with the greatest cost.
func (m *Medicines) Top(most int) []Drug {
	var list []Drug
	for _, d := range m.drugs {
		list = append(list, *d)
	}
	slices.SortFunc(list, func(a, b Drug) int { return cmp.Or(cmp.Compare(b.CostCents, a.CostCents), cmp.Compare(a.NDC9, b.NDC9)) })
	return list[:min(most, len(list))]
}
