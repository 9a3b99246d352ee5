package claims

import "time"

// IdentityCheck is a pair of Patient resources that look like one person and disagree in what Reason names
// (docs/reference/flattening.md 4.4). A comes before B in the order of version and id.
type IdentityCheck struct {
	A, B    IdentityRecord
	FoundBy string // mbi: they share one and are kept apart; link: CMS merged them and they are one person
	Reason  string // birth_date, sex or birth_date;sex
	// Decision is what somebody decided; empty while nobody did.
	Decision IdentityDecision
	Who      string    // account that decided
	At       time.Time // of the decision; zero without one
}

// IdentityRecord is one of the two records, as CMS sent it.
type IdentityRecord struct {
	APIVersion string
	PatientID  string
	PersonKey  string // under which the record is shown
	LastName   string
	FirstName  string
	BirthDate  string // YYYY-MM-DD; empty when not given
	SexCode    string
	MBI        string
	City       string
	State      string
	Claims     int // base and other claims under the record
}

// IdentityDecision says whether two records are one person.
type IdentityDecision string

// Decisions. The empty one takes a decision back.
const (
	SamePerson IdentityDecision = "same"
	TwoPeople  IdentityDecision = "apart"
)
