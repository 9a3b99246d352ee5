package claims

// People is a page of the people list.
type People struct {
	Rows  []Person
	Total int    // people that the filter fits, on all pages
	Next  string // After of the next page; empty on the last
	// YearTo is the last of the twelve complete months, YYYY-MM, that Person's figures of a year are of; empty where none is.
	YearTo string
}

// ClaimPage is a page of a person's claims.
type ClaimPage struct {
	Rows  []ClaimRow
	Total int    // claims that the filter fits, on all pages
	Next  string // After of the next page; empty on the last
	// Years are those of the last day of service of all claims of the person, latest first.
	Years []string
}

// MonthTotal is what the base claims of one type add up to in one month of service.
type MonthTotal struct {
	Month        string // YYYY-MM of thru_date
	ClaimType    string
	Claims       int
	PaidCents    int64 // sum of payment_amount
	ChargedCents int64 // sum of submitted_amount; for medicines the total drug cost
}
