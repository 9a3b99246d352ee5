package claims

// Person is a person as lists and searches show one: the facts of all their beneficiary records together.
type Person struct {
	Key       string // person_key
	LastName  string
	FirstName string
	MBI       string // current
	BirthDate string // YYYY-MM-DD; empty when not given
	DeathDate string // YYYY-MM-DD; empty when none
	Died      bool   // CMS says so, with or without a date
	SexCode   string // 1 male, 2 female
	City      string
	State     string
	ZIP5      string
	OnList    bool // on the latest roster; true for everybody when no roster was taken
	Claims    int  // base claims
	PaidCents int64
	LastDate  string // latest thru_date of a base claim; empty when none
	Race      string // in words, as sent; empty when not given

	// Of the twelve months that end with the last complete one: ED visits, acute hospital stays, and what Medicare paid.
	EDVisits, Stays int
	YearCents       int64

	LastVisit string // day of the last visit to a doctor, or of a doctor in a nursing facility; empty when none was seen
	Wellness  string // day of the last wellness visit; empty when none was seen
	// What holds in the month of the data.
	Advantage, PartD, Medicaid Answer
	Hospice, Nursing           bool // in hospice or nursing care, as the latest claims have it
	// KnownSince is the day of the first patient list of ours that held the person; KnownBefore says that it was the first list of all,
	// so that the person may have been on lists before. LeftOn is the day of the first list that lacks them again.
	KnownSince  string
	KnownBefore bool
	LeftOn      string
	New         bool  // on the patient list since the latest refresh
	Review      bool  // two records look like one person, and nobody has decided
	Doctor      Party // the usual doctor; empty where none can be told
}

// Standing is where a person stands with the patient list.
type Standing int

// Where people stand.
const (
	StandsOn    Standing = iota // on the list
	StandsNew                   // on it since the latest refresh
	StandsCheck                 // on it, and perhaps the same as somebody else
	StandsOff                   // not on it
	StandsLeft                  // not on it any more
	StandsDied
)

// Standing says where a person stands. Being dead goes before being on a list, so that nobody phones.
func (p *Person) Standing() Standing {
	switch {
	case p.Died:
		return StandsDied
	case !p.OnList && p.LeftOn != "":
		return StandsLeft
	case !p.OnList:
		return StandsOff
	case p.Review:
		return StandsCheck
	case p.New:
		return StandsNew
	default:
		return StandsOn
	}
}

// Answer is yes, no, or empty where CMS said nothing.
type Answer string

// Answers.
const (
	Yes Answer = "yes"
	No  Answer = "no"
)

// PersonDetail adds what the person's page shows above the claims.
type PersonDetail struct {
	Person
	MiddleName string
	Language   string
	Address    []string
	MBIs       []string // every MBI known, current first
	Parts      []CoverageSpan
}

// CoverMonth is what a person was covered by in a month.
type CoverMonth struct {
	Month      string // YYYY-MM
	Known      bool   // CMS said anything about the month
	A, B, C, D bool   // C is Medicare Advantage
	Medicaid   bool
}

// CoverageSpan is one coverage of a person.
type CoverageSpan struct {
	Part   string // A, B, C, D, DUAL
	Status string
	From   string // YYYY-MM-DD; empty when not given
	To     string // YYYY-MM-DD; empty when open
	Plan   string
	// Contract is contract and plan number, Dual the Medicaid status code, Reason the code of why the person has Medicare; empty where
	// the coverage does not say.
	Contract, Dual, Reason string
}

// PersonFilter narrows the people list. The zero value is everybody.
type PersonFilter struct {
	// Search is what a person typed: start of the last name, "last, first", "first last", a whole MBI, the last four of
	// one, or a birth date (screens.md 1.3).
	Search string
	OnList bool // only people on the latest roster
	PeopleNarrowing
}

// PersonSort names a sortable column of the people list.
type PersonSort string

// Sorts of the people list.
const (
	SortByName      PersonSort = "name"
	SortByBirthDate PersonSort = "birth_date"
	SortByLastDate  PersonSort = "last_date"
	SortByClaims    PersonSort = "claims"
	SortByPaid      PersonSort = "paid"
	SortByEDVisits  PersonSort = "ed_visits"
	SortByStays     PersonSort = "stays"
	SortByYear      PersonSort = "year_cents"
	SortByLastVisit PersonSort = "last_visit"
)

// Page asks for rows after a key, so that no depth of a list is slower than another. The zero After is the start.
type Page struct {
	After string // opaque; from the Next of the page before
	Limit int    // rows wanted; 0 means 200
	Desc  bool
	// Skip passes over rows behind After without reading them, for a jump far down a list. Only lists that say so take it.
	Skip int
}

// ClaimRow is a claim as a list shows it.
type ClaimRow struct {
	APIVersion   string
	FHIRID       string
	ClaimType    string
	FromDate     string
	ThruDate     string
	PrincipalDx  string // without dot
	DxDisplay    string // words that came with it; empty when none
	ProviderName string // from the claim; empty when none
	ProviderNPI  string // facility or billing
	PaidCents    *int64 // nil when CMS sent none
	ChargedCents *int64
	Lines        int
	Current      bool
	Partial      bool
	Denied       bool
	DataNotes    []string // dq_flags
	Base         bool     // counts in totals
	Arrived      string   // YYYY-MM-DD: when it, or its first final version, reached this computer; empty when not known
}

// ClaimFilter narrows a person's claims.
type ClaimFilter struct {
	PersonKey string
	Type      string // one of ClaimTypes; empty for all
	Year      string // of the last day of service, YYYY; empty for all
	Status    ClaimStatus
	BaseOnly  bool
	Counting  Counting // which other claims a list of base claims shows, and which it leaves out
	// Behind narrows to the claims that a line of the person's medicines, diagnoses or providers is made of.
	Behind ClaimsBehind
}

// ClaimsBehind names a line of a person's medicines, diagnoses or providers: one of the fields is set, or none.
type ClaimsBehind struct {
	NDC       string
	Diagnosis string // without dots
	Provider  string // NPI
}

// ClaimDetail is one claim in full.
type ClaimDetail struct {
	ClaimRow
	Fields     []Field // every column that has a value, in catalogue order
	Lines      []ClaimLine
	Diagnoses  []Diagnosis
	Procedures []Procedure
	Team       []TeamMember
}

// Field is one labelled value.
type Field struct {
	Column Column
	Text   string
}

// ClaimLine is one line of a claim as the claim's page shows it.
type ClaimLine struct {
	Number       int
	From         string
	Thru         string
	Revenue      string
	Procedure    string // HCPCS or CPT
	Modifiers    []string
	DrugCode     string
	Units        string
	Place        string
	Charged      *int64
	Allowed      *int64
	Paid         *int64
	DaysSupply   string
	RenderingNPI string
	Diagnosis    string
	Total        bool // repeats the claim total
}

// Diagnosis is one diagnosis of a claim.
type Diagnosis struct {
	Sequence int
	Code     string
	Display  string
	Kind     string
}

// Procedure is one procedure of a hospital claim, by ICD-10-PCS code.
type Procedure struct {
	Code string
	Date string // YYYY-MM-DD; empty when not given
	Kind string // as procedures.px_type has it
}

// TeamMember is one provider named on a claim.
type TeamMember struct {
	Role      string
	NPI       string
	Name      string
	Specialty string
}

// Summary is what status reports and the Home page's data card show (contract.md 2, status --json).
type Summary struct {
	People            int            // Patient resources, merged ones too
	OnList            int            // persons on the latest patient list; everybody while there is none
	Claims            map[string]int // by claim type
	ClaimLines        int
	Diagnoses         int
	Procedures        int
	CareTeam          int
	SupportingInfo    int
	LineAdjudications int
	PaymentCents      int64 // sum of payment_amount
	Quarantined       int
	LastServiceDate   string // latest thru_date up to today
	APIVersions       []string
	DataAsOf          string // RFC 3339; empty without a manifest
}
