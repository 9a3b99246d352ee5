package claims

// PersonStory is all that the picture and the timeline of a person are made of (docs/reference/screens.md 5.4, Q7): their claims of the
// version in use, newest first, and what package care made of the base claims among them.
type PersonStory struct {
	Claims []StoryClaim
	Stays  []StoryStay
	ED     []StoryED
	Spells []StorySpell
	// AsOf is the day up to which the data are known, YYYY-MM-DD; empty before the first refresh.
	AsOf string
}

// StoryClaim is a claim with what the timeline needs beside the list's columns.
type StoryClaim struct {
	ClaimRow
	// Visit says that a line is a visit to a doctor or clinic, Wellness that one is a wellness visit (docs/reference/screens.md 6).
	Visit, Wellness bool
	Doctor          Party  // who gave the visit, or prescribed the medicine; empty for other claims
	DrugCode        string // NDC of a medicine
	DaysSupply      int    // of a medicine; 0 when not given
}

// ID names the claim.
func (c *ClaimRow) ID() ClaimID { return ClaimID{c.APIVersion, c.FHIRID} }

// StoryStay is a hospital stay.
type StoryStay struct {
	From, To  string
	Open      bool   // still there on the last day that was billed
	Acute     bool   // general and critical access hospitals
	Kind      string // as package care names them
	Where     Party  // by name or number; NPI may be empty where only the CCN is known
	CCN       string
	Status    string // discharge status
	DRG       string
	Diagnosis string // words and code
	PaidCents int64
	Claim     ClaimID
}

// StoryED is a visit to an emergency room.
type StoryED struct {
	Day       string
	Where     Party
	CCN       string
	Outcome   string // in words
	Admitted  bool
	Urgent    bool // urgent care alone
	Diagnosis string
	Claim     ClaimID
}

// StorySpell is a run of care in a nursing facility, of home health or of hospice.
type StorySpell struct {
	Kind     string // SNF, HHA or HOSPICE
	From, To string // To is the last day that was billed
	Where    Party
	CCN      string
	Status   string // discharge status of the last claim
	SwingBed bool
}

// ClaimStatus narrows a list of claims.
type ClaimStatus string

// Statuses of claims. The empty one is all.
const (
	ClaimsFinal     ClaimStatus = "final"
	ClaimsEarly     ClaimStatus = "early"
	ClaimsDenied    ClaimStatus = "denied"
	ClaimsReplaced  ClaimStatus = "replaced"
	ClaimsUncounted ClaimStatus = "uncounted" // not in totals, for whatever reason
)

// Fits says whether a claim has the status.
func (s ClaimStatus) Fits(c *ClaimRow) bool {
	switch s {
	case ClaimsFinal:
		return c.Current && !c.Partial && c.ClaimType != PriorAuth
	case ClaimsEarly:
		return c.Partial
	case ClaimsDenied:
		return c.Denied
	case ClaimsReplaced:
		return !c.Current
	case ClaimsUncounted:
		return !c.Base
	default:
		return true
	}
}

// PersonNote is a note about a person.
type PersonNote struct {
	ID   int64
	Text string
	Who  string // account
	At   string // RFC 3339
}

// NoteLetters is how many letters a note may have.
const NoteLetters = 200

// FieldTable is the rows that a claim has in one table of the catalogue.
type FieldTable struct {
	Table *Table
	Rows  [][]Field // of each row the columns that have a value
}

// Original is a resource as CMS sent it.
type Original struct {
	Type string // EOB, Claim or ClaimResponse
	Text []byte // one line of JSON
}

// NameFile is an official file of code names that was imported.
type NameFile struct {
	System   string // as package codes names it
	File     string // name of the file, without its folder
	FileDate string // YYYY-MM-DD: of the file itself
	Imported string // RFC 3339
	Names    int
}
