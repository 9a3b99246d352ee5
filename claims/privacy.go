package claims

// PrivacyLevel is how much of a person a file export tells (docs/privacy.md).
type PrivacyLevel string

// Privacy levels (contract.md 2, --privacy).
const (
	PrivacyFull         PrivacyLevel = "full"         // everything, as CMS sent it
	PrivacyLimited      PrivacyLevel = "limited"      // limited data set, 45 CFR 164.514(e)
	PrivacyDeidentified PrivacyLevel = "deidentified" // Safe Harbor, 45 CFR 164.514(b)(2)
)

// PrivacyLevels lists the levels from most to least told.
func PrivacyLevels() []PrivacyLevel {
	return []PrivacyLevel{PrivacyFull, PrivacyLimited, PrivacyDeidentified}
}

// Identifier is the identifying fact that a column holds. What each privacy level does with a column follows from it alone.
type Identifier uint8

// Identifiers. Those named ...Number are replaced by a random code: columns of one Identifier that hold the same number get the
// same code.
const (
	NoIdentifier       Identifier = iota
	PersonName                    // of the person; also of a plan, which can be an employer's
	StreetAddress                 //
	PlaceBelowState               // city, or the part of a state that a plan serves
	ZIPCode                       //
	BirthDate                     //
	EventDate                     // every other date and time
	PartOfYear                    // a month, or a fact that belongs to one
	FreeText                      // text as sent, which can hold anything, the prescription's number for one
	DownloadNumber                // of the export or import that a row came in with
	ProviderOrPlan                // numbers and names of providers and plans: not of the person, but they lead to places and employers
	PersonNumber                  // person_key
	PatientNumber                 // id of the Patient resource
	MedicareNumber                // MBI
	WarehouseNumber               // bene_id of the Chronic Conditions Warehouse
	CardNumber                    // member number on the medicines card
	CoverageNumber                // id of the Coverage resource, which holds the Patient id
	ClaimResource                 // id of the resource of a claim
	ClaimNumber                   // claim id
	ControlNumber                 // claim control number
	ClaimGroup                    // number that the versions of a claim share
	PrescriptionNumber            //
	identifierCount
)

// Treatment is what a privacy level does with a column.
type Treatment uint8

// Treatments.
const (
	Keep      Treatment = iota
	Remove              // the column is not in the file
	Code                // a random code in its place
	YearOnly            // the year, unless it tells an age over 89
	BirthYear           // the year, people of 90 and over together
	ZIP3                // the first three digits, 000 where few people live
)

// privacyRule is what the levels do with an Identifier; full keeps everything. A zero rule keeps.
type privacyRule struct {
	limited, deidentified Treatment
	code                  string // first letters of its codes
}

// privacyRules is read-only after package initialisation.
var privacyRules = [identifierCount]privacyRule{
	PersonName:         {Remove, Remove, ""},
	StreetAddress:      {Remove, Remove, ""},
	PlaceBelowState:    {Keep, Remove, ""},
	ZIPCode:            {Keep, ZIP3, ""},
	BirthDate:          {Keep, BirthYear, ""},
	EventDate:          {Keep, YearOnly, ""},
	PartOfYear:         {Keep, Remove, ""},
	FreeText:           {Remove, Remove, ""},
	DownloadNumber:     {Keep, Remove, ""},
	ProviderOrPlan:     {Keep, Remove, ""},
	PersonNumber:       {Code, Code, "p"},
	PatientNumber:      {Code, Code, "i"},
	MedicareNumber:     {Code, Code, "m"},
	WarehouseNumber:    {Code, Code, "w"},
	CardNumber:         {Code, Code, "k"},
	CoverageNumber:     {Code, Code, "v"},
	ClaimResource:      {Code, Code, "r"},
	ClaimNumber:        {Code, Code, "c"},
	ControlNumber:      {Code, Code, "n"},
	ClaimGroup:         {Code, Code, "g"},
	PrescriptionNumber: {Code, Code, "x"},
}

// Treatment is what a level does with columns of this Identifier. A level that does not exist removes whatever identifies.
func (i Identifier) Treatment(level PrivacyLevel) Treatment {
	if i == NoIdentifier || level == PrivacyFull {
		return Keep
	}
	rule := privacyRules[i]
	switch level {
	case PrivacyLimited:
		return rule.limited
	case PrivacyDeidentified:
		return rule.deidentified
	default:
		return Remove
	}
}

// CodePrefix is the letter that the codes of this Identifier begin with; empty where it gets none.
func (i Identifier) CodePrefix() string { return privacyRules[i].code }

// AcrossVersions says that the number means the same in both BCDA versions; other numbers are those of one version.
func (i Identifier) AcrossVersions() bool { return i == PersonNumber || i == MedicareNumber }

// TellsMonths says that the table's rows are months: without the month nothing is left to tell them apart, and their order
// would give it away, so that the table cannot be de-identified.
func (t *Table) TellsMonths() bool {
	for _, col := range t.Key {
		if t.Columns[col].Identifier == PartOfYear {
			return true
		}
	}
	return false
}
