package synth

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
