package synth

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
