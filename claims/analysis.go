package claims

// Group says whose claims the charts count.
type Group string

// Groups of people.
const (
	GroupListed Group = "listed" // on the latest patient list
	GroupThen   Group = "then"   // on the patient list in that month, from the first download on
	GroupList   Group = "list"   // on a people list of the user's
)

// AnalysisFilter narrows the charts. The zero value is everybody on the latest patient list.
type AnalysisFilter struct {
	Group Group
	List  string // name of the people list, for GroupList
	// Counting changes which claims Spending and the claims behind it hold.
	Counting Counting
}

// TopPeople is the people with the highest payments in the twelve complete months.
type TopPeople struct {
	From, To  string // months; empty without any
	Rows      []TopPerson
	PaidCents []int64 // of everybody in the group, highest first
}

// TopPerson is one of them.
type TopPerson struct {
	Person
	Rank      int
	YearCents int64 // paid in the twelve months, without medicines
	Stays     int   // in the twelve months
	Days      int   // in hospital
	EDVisits  int
}

// BehindOf says which part of a chart claims stand behind: months, and in them types of claims, what happened in hospitals, or a provider.
type BehindOf struct {
	From, To string // months
	// Types of claims; none stands for all but medicines.
	Types []string
	Care  BehindCare
	// One provider, where one is told: a facility by its CCN, or its NPI without one, a doctor by NPI, or the code of a specialty.
	Facility, Doctor string
	Specialty        *string
}

// BehindCare is what happened in hospitals.
type BehindCare string

// Kinds of it.
const (
	BehindED    BehindCare = "ed"    // visits to the ED
	BehindStays BehindCare = "stays" // stays, by the month in which they ended
	BehindIndex BehindCare = "index" // of these, the ones after which a readmission counts
	BehindHome  BehindCare = "home"  // of these, the ones that ended at home
)

// OfProvider says that one provider is told.
func (b *BehindOf) OfProvider() bool { return b.Facility != "" || b.Doctor != "" || b.Specialty != nil }

// Behind is the claims that a part of a chart is made of: the first of them, those with the highest payments.
type Behind struct {
	Rows  []ClaimBehind
	Total int
}

// ClaimBehind is one of these claims, with whose it is.
type ClaimBehind struct {
	ClaimRow
	PersonKey, LastName, FirstName string
}
