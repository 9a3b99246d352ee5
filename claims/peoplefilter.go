package claims

// PeopleShown is a group of people by where they stand.
type PeopleShown string

// Groups of people; the empty one is everybody ever seen.
const (
	PeopleNew   PeopleShown = "new"   // on the patient list since the latest refresh
	PeopleLeft  PeopleShown = "left"  // alive, and not on the latest patient list
	PeopleDied  PeopleShown = "died"  // as CMS says or a claim
	PeopleCheck PeopleShown = "check" // two records look like one person, and nobody has decided
)

// PeopleNarrowing narrows the people list beyond what was typed (docs/reference/screens.md 5.3). The zero value narrows nothing.
type PeopleNarrowing struct {
	Shown            PeopleShown
	BornFrom, BornTo string    // YYYY-MM-DD, both included; empty is open. People without a birth date fit neither.
	ZIP              string    // first digits
	SexCode          string    // 1 male, 2 female
	PeopleList       string    // name of a list of the user's; nobody where there is none of the name
	EventList        EventList // people who are on a work list
	// PaidFrom and PaidUpTo bound Person.YearCents: US cents, both included; nil is open. EDVisits and Stays are how many there are at
	// least.
	PaidFrom, PaidUpTo         *int64
	EDVisits, Stays            int
	Medicaid, PartD, Advantage *Answer // nil is any
	Hospice, Nursing           bool    // only people in hospice or nursing care now
	Doctor                     string  // NPI of the usual doctor
}

// InUse counts what narrows.
func (n PeopleNarrowing) InUse() (count int) {
	for _, used := range []bool{
		n.Shown != "", n.BornFrom != "" || n.BornTo != "", n.ZIP != "", n.SexCode != "", n.PeopleList != "", n.EventList != "", n.PaidFrom != nil || n.PaidUpTo != nil,
		n.EDVisits > 0, n.Stays > 0, n.Medicaid != nil, n.PartD != nil, n.Advantage != nil, n.Hospice, n.Nursing, n.Doctor != "",
	} {
		if used {
			count++
		}
	}
	return count
}
