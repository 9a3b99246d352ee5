package synth

// Day is a calendar day, counted from 1970-01-01. NoDay means unknown.
type Day int32

// NoDay is the zero value of Day: no date given. (1970-01-01 itself is never used.)
const NoDay Day = 0

// Cents is money in US cents; may be negative on credits.
type Cents int64

// Milli is a quantity in thousandths: 1500 is 1.5.
type Milli int64

// ClaimKind is the claim type of docs/reference/flattening.md 1.
type ClaimKind uint8

// The claim kinds in the order of docs/reference/flattening.md 1.
const (
	Carrier ClaimKind = iota
	Inpatient
	Outpatient
	SNF
	HHA
	Hospice
	DME
	PDE
	PriorAuth
)

// String returns the code used by both versions' eob-type coding (CARRIER, INPATIENT, ...).
func (k ClaimKind) String() string {
	return [...]string{"CARRIER", "INPATIENT", "OUTPATIENT", "SNF", "HHA", "HOSPICE", "DME", "PDE", "PRIORAUTH"}[k]
}

// Institutional says whether the claim carries an Institution part (revenue codes, bill type, CCN).
func (k ClaimKind) Institutional() bool { return k >= Inpatient && k <= Hospice }

// Professional says whether the claim carries a Practice part (carrier and DME).
func (k ClaimKind) Professional() bool { return k == Carrier || k == DME }

// Phase says how far the processing of a version got.
type Phase uint8

// Phases. PhaseFinal is the adjudicated version in the National Claims History (v3 tag
// NationalClaimsHistory, PDE: DDPS). Phase1 and Phase2 are shared-system versions: v3 EOBs with type
// codes 1xxx and 2xxx and source FISS, MCS or VMS, v2 Claim + ClaimResponse.
const (
	PhaseFinal Phase = iota
	Phase1
	Phase2
)

// Action says what a version does to the one before it.
type Action uint8

// Actions. The values are the v3 CLM_ADJSTMT_TYPE_CD codes (docs/reference/flattening.md 2.3).
const (
	Original    Action = 0
	Void        Action = 1 // the bill is taken back; v2: PDE code D, otherwise the family is cancelled
	Replacement Action = 2
	Credit      Action = 3 // money given back; negative amounts
	Debit       Action = 4
)

// Never is the release of something that does not happen.
const Never = 127

// MBI is one Medicare number of a person with its validity.
type MBI struct {
	Value string
	Start Day
	End   Day // NoDay: still valid (the current one)
	Known int // first release that shows it
}

// CoverageSpan is one period of enrollment in a part of Medicare, or of dual status.
// Spans of one part do not overlap and are in order of Start.
type CoverageSpan struct {
	Part       string // A, B, C, D, DUAL
	Start, End Day    // End NoDay: open
	Contract   string // C, D: contract number (H1234 / S5678)
	PBP        string // C, D: plan benefit package, 3 digits
	Segment    string // C, D: 000
	PlanName   string // C, D
	PlanType   string // v2 ptc_plan_type_cd; v3 BENE-CVRG-TYPE-CD: 3 MA, 11 PDP
	LIS        string // D: low income copay level 0-4 ("" none)
	BuyIn      string // A, B: state buy-in code as v2 buyinNN: 0 none, 1 A, 2 B, 3 both state; C = A and B state
	DualCode   string // DUAL: 01..08
	DualType   string // DUAL: v3 type: F full, P partial, Q qualified
	Retiree    bool   // D: retiree drug subsidy
}

// Person is one beneficiary without claims. All of it is known at every release the person is a
// member of, except Death (DeathKnown) and MBIs (MBI.Known).
type Person struct {
	Index         int    // position in the population
	IDV2          string // Patient.id in v2, also bene_id; a negative number like CMS's synthetic ones
	IDV3          string // Patient.id in v3; unrelated to IDV2
	MergedV3      string // v3 id of a Patient that was merged into this one ("" none): id + link only
	MergedKnown   int    // first release that shows the merge
	MBIs          []MBI  // oldest first; the last is the current one once Known
	First, Middle string // Middle may be ""
	Last          string
	Birth         Day
	Death         Day // NoDay: alive
	DeathKnown    int // first release in which Patient shows the death; Never
	Female        bool
	Race          byte   // V2:race: 0 unknown 1 white 2 black 3 other 4 asian 5 hispanic 6 native
	Language      string // BCP 47: en, es; "" not given
	Line1, Line2  string // Line2 may be ""
	City          string
	State         string // USPS
	FIPS          string // two digits
	Zip           string // five digits
	Disabled      bool
	ESRD          bool
	StatusCode    string // medicare status: 10 11 20 21 31
	OREC, CREC    string // original, current reason for entitlement: 0..3
	Coverage      []CoverageSpan
	Joined        int // first release on the roster; 0 base; Never: only in the run-out group
	Left          int // first release no longer on the roster; Never
	Runout        bool

	story story // scripted storyline, "" most
	seed  uint64
}

// Provider is a fictitious organisation or practitioner. NPIs carry a correct check digit.
type Provider struct {
	NPI       string
	Org       bool
	Name      string // organisation name
	First     string // practitioner
	Last      string
	CCN       string // institutions, 6 characters
	TIN       string // 9 digits
	Specialty string // CMS specialty code, 2 characters
	Taxonomy  string // NUCC
	TaxText   string // NUCC words
	State     string
	FIPS      string
	City      string
	Zip       string
	CLIA      string // laboratories
	Pharmacy  string // pharmacies: service type code 01..08
	Teaching  bool   // hospitals: earns IME
}

// Role is a care team role; the values are v2's codes. v3 says rendering for performing.
type Role string

// Care team roles.
const (
	Attending      Role = "attending"
	Operating      Role = "operating"
	OtherOperating Role = "otheroperating"
	Performing     Role = "performing"
	Referring      Role = "referring"
	Prescribing    Role = "prescribing"
	Primary        Role = "primary" // the organisation on a carrier claim (v2)
)

// Member is one row of the care team; its sequence is its index + 1.
type Member struct {
	Role     Role
	Provider *Provider
}

// DxType is the kind of a diagnosis row.
type DxType uint8

// Diagnosis kinds.
const (
	DxPrincipal DxType = iota
	DxAdmitting
	DxSecondary // professional and HHA "secondary", other institutional "other"
	DxExternal
	DxReason // patient reason for visit
)

// Diagnosis is one row; its sequence is its index + 1. Code has no dot (v3 writes one, see DotICD).
type Diagnosis struct {
	Code string
	Type DxType
	POA  byte // 'Y','N','U','W', 0 none; inpatient and SNF
}

// Procedure is an ICD-10-PCS procedure of a stay.
type Procedure struct {
	Code string
	Date Day
}

// Line is one claim line.
type Line struct {
	Seq       int
	Revenue   string // institutional, 4 digits; "0001" is the total line
	HCPCS     string // "" none
	Modifiers []string
	NDC       string // drug given with the line, 11 digits
	NDCQty    Milli
	NDCUnit   string // UCUM-like: ML, GR, UN
	From      Day
	Thru      Day
	Units     Milli
	Rate      Cents  // institutional: rate
	POS       string // professional: place of service
	TOS       string // professional: type of service
	BETOS     string // v2
	Dx        []int  // diagnosis sequences the line points at (professional)
	Team      []int  // care team sequences
	Submitted Cents
	Allowed   Cents // professional; institutional outpatient: Paid + Deductible + Coinsurance
	Paid      Cents // Medicare payment for the line; 0 on inpatient and SNF lines
	Deduct    Cents
	Coins     Cents
	NonCov    Cents
	Prior     Cents  // paid by a primary payer
	Denied    bool   // professional lines: Paid, Allowed 0
	Reason    string // denial or reduction: group + CARC such as CO50; "" none
	Process   string // processing indicator: A allowed, C non-covered, N not necessary, ...
	Status    string // outpatient status indicator (OPPS)
	Hemo      string // haematocrit or haemoglobin result "11.2"; "" none
	HemoType  string // R1 haemoglobin, R2 haematocrit
	Anesth    Milli  // anaesthesia units
	Purchase  Cents  // DME: purchase price
	HIPPS     string // HHA, SNF: HIPPS code of a 0023 / 0022 line
	Screen    Cents  // DME: screen savings
	RxNumber  string // DME drugs
	Locality  string // pricing locality
}

// Total says whether the line is the claim total and not a service.
func (l *Line) Total() bool { return l.Revenue == "0001" }

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

// Claim is one version of a bill (or, with Kind PriorAuth, an authorization: only Auth, Team,
// Provider, Received are set then).
//
// Versions of one bill share Family. Within a family versions are in order; version i is the latest
// known one at release r when Arrives <= r < Replaced. v2 shows every final version that has arrived
// (all but the latest with status cancelled) and the latest one as Claim/ClaimResponse when it is
// still partial; v3 shows the latest final version and a shared-system version that came after it,
// except PDE: all versions.
type Claim struct {
	Kind     ClaimKind
	TypeCode string // NCH claim type code of the final version: 10 20 30 40 50 60 71 72 81 82, PDE 1..4
	SSType   string // type code while Phase is Phase1/Phase2: 1013, 2011, 1700 ...; else ""
	Serial   int    // number of the version within the life, unique; ids come from it
	Family   int
	Version  int // 0 first
	Arrives  int // release in which the version is first known
	Replaced int // release in which the next version of the family is known; Never
	Phase    Phase
	Action   Action
	Status   string // shared-system state: CLM_AUDT_TRL_STUS_CD, fiss curr-status / mcs status-code
	PaidStat string // CLM_PD_STUS_CD of a shared-system version: P paid, R rejected, D denied, I in process

	IDV2    string // v2 id number without its prefix (may start with '-'); "f-"/"m-" number when partial
	IDV3    string // v3 resource id and unique claim id
	GroupV2 string // v2 claim-group
	Control string // claim control number, same in both versions; of a PDE: of its original
	Prior   string // v3 related prior: control number of the version before ("" none; may equal Control)

	From, Thru Day
	Received   Day
	Processed  Day // CMS process date
	Weekly     Day // NCH weekly process date, a Friday
	Loaded     Day // IDR load date; NoDay: 9999-12-31
	Effective  Day // v3 created

	Provider   *Provider // billing: facility, group practice, supplier, pharmacy
	Referral   *Provider // professional: referring or ordering, nil none
	Team       []Member
	Diagnoses  []Diagnosis
	Procedures []Procedure
	Lines      []Line

	Submitted Cents
	Allowed   Cents // professional: sum of the lines
	Paid      Cents // payment.amount; PDE: none
	ToProv    Cents // of Paid, to the provider
	ToBene    Cents // of Paid, to the beneficiary
	Deduct    Cents
	Coins     Cents
	NonCov    Cents
	BloodDed  Cents
	PrimaryPd Cents  // paid by the primary payer
	Primary   string // primary payer code, "" Medicare

	Denied bool // whole claim

	lag     Day    // days from Thru until the claim is known; 0: drawn
	twin    bool   // billed a second time under another control number
	renamed bool   // the adjustment has a control number of its own
	dispute Action // what the story does to the claim later; Original: nothing

	Inst *Institution   // Institutional kinds
	Pro  *Practice      // Carrier, DME
	Rx   *Rx            // PDE
	Auth *Authorization // PriorAuth
}

// Life is a person with every claim version, ordered by family and version.
type Life struct {
	Person *Person
	Claims []Claim
}
