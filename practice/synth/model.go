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
