package measure

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Kind says what a figure counts.
type Kind uint8

// Kinds of figures, with what their key, N and Amount are. A key that ends in outside is of a month in which the person is not in
// PM(m).
const (
	// Paid: claim type; claims; payment_amount, of medicines the drug cost, in cents.
	Paid Kind = iota + 1
	// Arrived: claim type and lag, as ArrivalKey writes them; claims; cents as in Paid.
	Arrived
	// Counted, WithDrugs and UnknownCover: no key; the change in the number of people from this month on.
	Counted
	WithDrugs
	UnknownCover
	// EDVisits: "admitted" or "home"; visits.
	EDVisits
	// Stays: no key; episodes by the month in which they ended; days.
	Stays
	// Index: the day on which the episode ended; episodes; those with a readmission within 30 days.
	Index
	// FollowUp: the day on which the episode ended and the day of the first visit, as FollowUpKey writes them; episodes.
	FollowUp
	// DoctorLines: NPI, tax number and specialty, as LineKey writes them; lines; allowed amount in cents.
	DoctorLines
	// FacilityClaims: claim type, CCN and NPI, as LineKey writes them; claims; paid amount in cents.
	FacilityClaims
	// DoctorVisits: NPI; visits.
	DoctorVisits
	// Fills: the medicine's nine digits and the kind of fill, as LineKey writes them; fills; drug cost in cents.
	Fills
	// SetApart: claim type and marks, as ApartKey writes them; claims that are no base claims, and base claims with marks; cents as in Paid.
	SetApart
)

// Outside ends the key of figures of months in which the person is not in PM(m).
const Outside = "-"

// Figure is what one person adds to one month.
type Figure struct {
	Kind      Kind
	Month     string
	Key       string
	N, Amount int64
}

// Claim is what figures need of a base claim.
type Claim struct {
	Type      string
	Month     string // of service
	Processed string // month of weekly_process_date, else that of arrival
	PaidCents int64  // of medicines the drug cost
	Denied    bool
	CCN, NPI  string // of the facility
	TaxID     string
}

// ApartClaim is what figures need of a claim that has marks, base claim or not.
type ApartClaim struct {
	Type, Month string
	Marks       claims.Apart
	PaidCents   int64 // as in Claim
}

// Line is what figures need of a line of a base carrier claim that was not denied.
type Line struct {
	Month                                 string
	Place, Specialty, RenderingNPI, TaxID string
	AllowedCents                          int64
}

// Fill is what figures need of a base medicine claim.
type Fill struct {
	Month, NDC, BrandGeneric string
	CostCents                int64
}

// Episode is a run of acute hospital stays joined by transfer.
type Episode struct {
	End        string // day
	Days       int
	Index      bool // ended alive and not against advice: a readmission counts
	Readmitted bool // within 30 days
	HomeAgain  bool // ended at home: a follow-up counts
	FirstVisit int  // day of the first visit after the end, day 0; below 0 for none seen within 30 days
}

// EDVisit is a visit to an emergency department.
type EDVisit struct {
	Date     string
	Admitted bool
}

// Visit is a visit to a doctor.
type Visit struct{ Date, NPI string }

// ArrivalKey is the key of a figure of kind Arrived.
func ArrivalKey(claimType string, lag int) string { return claimType + ":" + strconv.Itoa(lag) }

// ApartKey is the key of a figure of kind SetApart.
func ApartKey(claimType string, marks claims.Apart) string {
	return claimType + ":" + strconv.Itoa(int(marks))
}

// FollowUpKey is the key of a figure of kind FollowUp.
func FollowUpKey(end string, firstVisit int) string { return end + ":" + strconv.Itoa(firstVisit) }

// LineKey joins the parts of a key.
func LineKey(parts ...string) string { return strings.Join(parts, "|") }

// KeyParts takes a key apart that LineKey joined; missing parts are empty.
func KeyParts(key string) (parts [3]string) {
	for i, part := range strings.SplitN(key, "|", len(parts)) {
		parts[i] = part
	}
	return parts
}

// Person is all that figures need of one person.
type Person struct {
	Cover    Cover
	Claims   []Claim // base claims
	Apart    []ApartClaim
	Episodes []Episode
	EDVisits []EDVisit
	Lines    []Line
	Visits   []Visit
	Fills    []Fill
}

// adder adds figures up under their kind, month and key.
type adder map[Figure]*Figure

func (a adder) add(kind Kind, month, key string, n, amount int64) {
	at := Figure{Kind: kind, Month: month, Key: key}
	if a[at] == nil {
		a[at] = &Figure{Kind: kind, Month: month, Key: key}
	}
	a[at].N += n
	a[at].Amount += amount
}

// list is the figures in order; those of nothing are left out.
func (a adder) list() []Figure {
	var list []Figure
	for f := range maps.Values(a) {
		if f.N != 0 || f.Amount != 0 {
			list = append(list, *f)
		}
	}
	slices.SortFunc(list, func(x, y Figure) int {
		return cmp.Or(cmp.Compare(x.Kind, y.Kind), cmp.Compare(x.Month, y.Month), cmp.Compare(x.Key, y.Key))
	})
	return list
}

// UseFigures are a person's figures of spending and use.
func UseFigures(p *Person) []Figure {
	a := adder{}
	within := func(month, key string) string {
		if In(p.Cover.Counted, month) {
			return key
		}
		return key + Outside
	}
	for _, c := range p.Claims {
		a.add(Paid, c.Month, within(c.Month, c.Type), 1, c.PaidCents)
		if lag, ok := MonthsFrom(c.Month, c.Processed); ok {
			a.add(Arrived, c.Month, ArrivalKey(c.Type, max(0, lag)), 1, c.PaidCents)
		}
	}
	for _, c := range p.Apart {
		a.add(SetApart, c.Month, within(c.Month, ApartKey(c.Type, c.Marks)), 1, c.PaidCents)
	}
	for kind, spans := range map[Kind][]Span{Counted: p.Cover.Counted, WithDrugs: p.Cover.Drugs, UnknownCover: p.Cover.Unknown} {
		for _, s := range spans {
			a.add(kind, s.From, "", 1, 0)
			if s.To != "" {
				a.add(kind, AddMonths(s.To, 1), "", -1, 0)
			}
		}
	}
	for _, v := range p.EDVisits {
		key := EDHome
		if v.Admitted {
			key = EDAdmitted
		}
		a.add(EDVisits, MonthOf(v.Date), within(MonthOf(v.Date), key), 1, 0)
	}
	for _, e := range p.Episodes {
		addEpisode(a, e, within)
	}
	return a.list()
}

// Keys of ED visits.
const (
	EDHome     = "home"
	EDAdmitted = "admitted"
)

func addEpisode(a adder, e Episode, within func(month, key string) string) {
	month := MonthOf(e.End)
	a.add(Stays, month, within(month, ""), 1, int64(e.Days))
	if e.Index {
		readmitted := int64(0)
		if e.Readmitted {
			readmitted = 1
		}
		a.add(Index, month, e.End, 1, readmitted)
	}
	if e.HomeAgain {
		a.add(FollowUp, month, FollowUpKey(e.End, e.FirstVisit), 1, 0)
	}
}

// ProviderFigures are a person's figures of the providers that they went to.
func ProviderFigures(p *Person) []Figure {
	a := adder{}
	for _, l := range p.Lines {
		if (Switches{}).Included(l.Place, l.Specialty) {
			a.add(DoctorLines, l.Month, LineKey(l.RenderingNPI, l.TaxID, l.Specialty), 1, l.AllowedCents)
		}
	}
	for _, c := range p.Claims {
		if hasFacility(c.Type) && !c.Denied {
			a.add(FacilityClaims, c.Month, LineKey(c.Type, c.CCN, c.NPI), 1, c.PaidCents)
		}
	}
	for _, v := range p.Visits {
		a.add(DoctorVisits, MonthOf(v.Date), v.NPI, 1, 0)
	}
	return a.list()
}

// DrugFigures are a person's figures of medicines.
func DrugFigures(p *Person) []Figure {
	a := adder{}
	for _, f := range p.Fills {
		a.add(Fills, f.Month, LineKey(NDC9(f.NDC), FillKind(f.BrandGeneric)), 1, f.CostCents)
	}
	return a.list()
}

// ArrivalOf reads a sum of figures of kind Arrived back.
func ArrivalOf(month, key string, n, amount int64) Arrival {
	claimType, lag := keyNumber(key)
	return Arrival{ClaimType: claimType, Month: month, Lag: max(0, lag), Claims: int(n), PaidCents: amount}
}
