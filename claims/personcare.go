package claims

// What a person's claims add up to by medicine, diagnosis and provider (docs/reference/screens.md 5.4). All count base claims that
// Medicare did not deny.

// PersonMedicine is one medicine of a person, by drug code, from Part D claims.
type PersonMedicine struct {
	NDC        string
	LastFilled string // YYYY-MM-DD
	DaysSupply *int64 // of the last fill; nil when not given
	RunsOut    string // LastFilled and DaysSupply after it; empty where one is not known
	Prescriber Party
	Pharmacy   Party
	FillsYear  int   // in the twelve months up to the last fill of any medicine
	CostYear   int64 // cents, whole price, in these months
	Fills      int
	Last       ClaimID // the claim of the last fill
}

// PersonDiagnosis is one diagnosis code of a person.
type PersonDiagnosis struct {
	Code      string // without dots
	Words     string // as a claim gives them; empty where none does
	ICD       string // 9 or 10; empty when not known
	FirstSeen string // YYYY-MM-DD, of service
	LastSeen  string
	Claims    int
	SeenBy    Party   // on the last claim with it
	Last      ClaimID // that claim
}

// PersonProvider is one provider who billed for a person or treated them.
type PersonProvider struct {
	Party
	Specialty string // code; empty when no claim gives it
	Ours      bool   // on the group's own list
	First     string // YYYY-MM-DD, of service
	Last      string
	Days      int    // days of service
	Allowed   *int64 // cents; nil where no claim gives it
	LastClaim ClaimID
}

// Party is a provider by number, with the name from the group's own list or a claim; empty when neither has it.
type Party struct{ NPI, Name string }

// ClaimID names one claim version.
type ClaimID struct{ APIVersion, FHIRID string }
