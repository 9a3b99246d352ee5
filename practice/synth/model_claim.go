package synth

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
