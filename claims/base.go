package claims

// Claim types of docs/reference/flattening.md section 1.
const (
	Carrier    = "CARRIER"
	Inpatient  = "INPATIENT"
	Outpatient = "OUTPATIENT"
	SNF        = "SNF"
	HHA        = "HHA"
	Hospice    = "HOSPICE"
	DME        = "DME"
	PDE        = "PDE"
	PriorAuth  = "PRIORAUTH"
	Unknown    = "UNKNOWN"
)

// ClaimTypes lists the ten claim types in the order in which screens and reports show them.
func ClaimTypes() []string {
	return []string{Inpatient, Outpatient, Carrier, SNF, HHA, Hospice, DME, PDE, PriorAuth, Unknown}
}

// Include names the kinds of claims that are left out of base claims unless asked for (contract.md 3, --include).
type Include string

// Kinds that --include adds to the default rows.
const (
	IncludePartial    Include = "partial"    // early claims: adjudication partial, stale ones too
	IncludeSuperseded Include = "superseded" // versions that do not stand
	IncludePriorAuth  Include = "priorauth"  // prior authorizations
	IncludeEncounter  Include = "encounter"  // Medicare Advantage encounters, claim_type_code 61 to 64
	IncludeUnknown    Include = "unknown"    // claims of a type we do not know
	IncludeCredit     Include = "credit"     // adjustment_type 1 void and 3 credit
)

// Includes lists every Include.
func Includes() []Include {
	return []Include{IncludePartial, IncludeSuperseded, IncludePriorAuth, IncludeEncounter, IncludeUnknown, IncludeCredit}
}

// Data-quality flags of claims.dq_flags (docs/reference/flattening.md section 2), sorted and joined by ';'.
const (
	FlagReversedPeriod    = "reversed_period"
	FlagFutureDate        = "future_date"
	FlagDefaultDate       = "default_date"
	FlagPossibleDuplicate = "possible_duplicate"
	FlagStale             = "stale"
	FlagNotInLatestFull   = "not_in_latest_full"
)

// Values of claims.adjudication and claims.use that rules decide on.
const (
	AdjudicationComplete = "complete"
	AdjudicationPartial  = "partial"
	UseClaim             = "claim"
	UsePreauthorization  = "preauthorization"
)
