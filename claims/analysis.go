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
