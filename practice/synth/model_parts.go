package synth

// Institution is what only institutional claims have.
type Institution struct {
	FacilityType    string // first digit of the bill type: 1 hospital, 2 SNF, 3 HHA, 7 clinic, 8 special
	Classification  string // second digit
	Frequency       string // third digit: 1, 2, 3, 4, 7, 8, 9
	DRG             string // three digits, inpatient and SNF "" none
	DRGWeight       int    // ten-thousandths: 12345 is 1.2345
	AdmitType       string // 1 emergency 2 urgent 3 elective
	AdmitSource     string // point of origin
	Admitted        Day
	Discharged      Day    // NoDay: still a patient
	Discharge       string // two-digit patient status, 30 still a patient
	StatusInd       string // NCH: A discharged, B died, C still a patient
	CoveredDays     int
	CoinsDays       int
	NonCoveredDays  int
	ReserveDays     int
	NonPayment      string // Medicare non-payment reason, "" none
	Contractor      string // 5 digits
	ActionCode      string // FI action: 1 original, 5 adjustment, 4 cancel
	QueryCode       string // 3 final bill, 0 credit, 5 debit
	PPS             string // PPS indicator: 2
	BloodPints      int
	CapTotal        Cents // capital PPS: total and its parts
	CapFSP          Cents
	CapIME          Cents
	CapDSH          Cents
	CapOutlier      Cents
	CapException    Cents
	CapHoldHarmless Cents
	OpIME           Cents
	OpDSH           Cents
	Uncompensated   Cents
	Outlier         Cents
	PerDiem         Cents
	ProfComponent   Cents
	QualFrom        Day // SNF: qualifying stay
	QualThru        Day
	NonCovFrom      Day // non-covered stay
	NonCovThru      Day
	Exhausted       Day    // benefits exhausted
	LUPA            bool   // HHA
	Referral        string // HHA referral code
	Visits          int    // HHA
	HospicePeriod   int    // hospice
}

// Practice is what only carrier and DME claims have.
type Practice struct {
	Contractor  string // carrier number
	DenialCode  string // carr_clm_pmt_dnl_cd: 0 denied, 1 paid to the provider
	Assigned    bool
	EntryCode   string // 1 original, 5 replacement, 3 full credit
	Trial       string // clinical trial number, "0" none
	Disposition string // 01, 03 void
	Locality    string
}

// Rx is what only a Part D event has; the claim has exactly one line with the money totals.
type Rx struct {
	NDC          string // 11 digits; of a compound: of its most expensive part
	Compound     bool
	Parts        []string // NDCs of a compound
	Quantity     Milli
	Unit         string // UN, ML, GR
	Days         int
	Fill         int
	Authorized   int // refills authorised
	Number       string
	DAW          string
	Generic      bool
	Coverage     string // C covered, E enhanced, O over the counter
	Dispensing   string // "" or P, C
	Origin       string // 1 written 2 phone 3 electronic 4 fax
	Residence    string // 01 home, 03 nursing facility
	Clarify      string // submission clarification, "" none
	Catastrophic string // "" or C, A
	Format       string // "" or X
	Pricing      string // "" or M
	Contract     string
	PBP          string
	PlanName     string
	LTC          string // LTC dispensing method "" none
	OutOfNetwork bool
	PaidOn       Day
	PlanPaid     Cents
	PatientPaid  Cents
	LowIncome    Cents
	OtherPayers  Cents // PLRO
	OtherTrOOP   Cents
	Below        Cents // gross cost below the out-of-pocket threshold
	Above        Cents
	GapDiscount  Cents
	NonCovPaid   Cents
	Total        Cents
}

// Authorization is a v3 prior authorization (not a claim: docs/reference/flattening.md 0.10).
type Authorization struct {
	UUID     string
	Tracking string // Unique-Tracking-Number
	ICN      string // PA-ICN-DCN
	TypeCode string // CLM-TYPE: A or B
	BillType string // "32X" or ""
	RefStart Day
	RefEnd   Day
	Added    Day
	Items    []AuthItem
}

// AuthItem is one service of a prior authorization.
type AuthItem struct {
	HCPCS    string
	Modifier string
	Decision string // A affirmed, N not affirmed, ...
	Count    int
	Reviews  int
}
