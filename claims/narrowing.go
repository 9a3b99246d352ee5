package claims

// RosterChange says who a patient list concerns.
type RosterChange string

// Changes of the patient list between the last two complete ones. With a single list nobody has come or gone.
const (
	RosterNew  RosterChange = "new"  // on the last one, not on the one before
	RosterGone RosterChange = "gone" // on the one before, not on the last one
	RosterOn   RosterChange = "on"   // on the last one; everybody where there is none
)

// Narrowing keeps part of the claims and people. The zero value keeps all. What it names is asked for together: a claim must
// have one of the diagnoses and one of the services. Codes are beginnings: E11 stands for every code under it.
type Narrowing struct {
	Types       []string // claim types
	Diagnoses   []string // ICD, with or without dot
	Procedures  []string // ICD procedures of hospitals
	HCPCS       []string // HCPCS and CPT of the lines
	NDC         []string // drugs of the lines
	Revenue     []string // revenue codes of the lines
	Places      []string // places of service of the lines
	Providers   []string // NPIs in any role, whole
	Roster      RosterChange
	WithClaims  bool        // people and coverage: only of people whose claims are asked for
	PeopleOf    []Narrowing // people, whatever the table: only those with claims that one of these keeps; theirs are not looked at
	PaidAtLeast int64       // cents: people for whom Medicare paid as much for counted claims within the dates; 0 for all
}

// HasCodes says that claims are chosen by what they hold.
func (n Narrowing) HasCodes() bool {
	return len(n.Diagnoses)+len(n.Procedures)+len(n.HCPCS)+len(n.NDC)+len(n.Revenue)+len(n.Places)+len(n.Providers) > 0
}
