package measure

import "github.com/claimsdesk/claimsdesk/claims"

// Limits of completeness (docs/reference/screens.md 8.1).
const (
	matureFrom, matureTo = 12, 23 // months of age from which completeness is learnt
	enoughMonths         = 12
	enoughClaims         = 1000
	likelyFrom           = 0.50 // below, it is too early to say what a month will come to
	fullFrom             = 0.98 // below, a month is hatched
	completeFrom         = 0.95
)

// Arrival is what was processed with one lag: claims of a type with services in a month.
type Arrival struct {
	ClaimType string
	Month     string
	Lag       int // months; below 0 counts as 0
	Claims    int
	PaidCents int64 // for medicines the total drug cost
}

// Completeness says how much of a month is in.
type Completeness struct {
	asOf   string
	curves map[string]curve
}

// curve is C(k) of one type.
type curve struct {
	shares  []float64 // by lag
	typical bool
}

// CompletenessAt learns how claims arrive. asOf is the month of the data.
func CompletenessAt(asOf string, arrivals []Arrival) Completeness {
	c := Completeness{asOf: asOf, curves: map[string]curve{}}
	for _, claimType := range claims.ClaimTypes() {
		c.curves[claimType] = learn(claimType, asOf, arrivals)
	}
	return c
}

func learn(claimType, asOf string, arrivals []Arrival) curve {
	months := map[string]bool{}
	count, total := 0, int64(0)
	byLag := map[int]int64{}
	longest := 0
	for _, a := range arrivals {
		age, ok := MonthsFrom(a.Month, asOf)
		if a.ClaimType != claimType || !ok || age < matureFrom || age > matureTo {
			continue
		}
		months[a.Month] = true
		count += a.Claims
		total += a.PaidCents
		lag := max(0, a.Lag)
		byLag[lag] += a.PaidCents
		longest = max(longest, lag)
	}
	if len(months) < enoughMonths || count < enoughClaims || total <= 0 {
		return typicalCurve(claimType)
	}
	c := curve{shares: make([]float64, longest+1)}
	sum := int64(0)
	for k := range c.shares {
		sum += byLag[k]
		c.shares[k] = min(1, max(0, float64(sum)/float64(total)))
	}
	return c
}

// typicalValues are C(0), C(1), C(2), C(3) and C(6) where there is too little history to learn from: estimates, to be replaced by
// measurement.
var typicalValues = map[string][5]float64{
	claims.Carrier: {0.45, 0.85, 0.93, 0.96, 0.99}, claims.Outpatient: {0.45, 0.85, 0.93, 0.96, 0.99}, claims.DME: {0.45, 0.85, 0.93, 0.96, 0.99},
	claims.Inpatient: {0.35, 0.80, 0.91, 0.95, 0.985},
	claims.SNF:       {0.20, 0.70, 0.88, 0.94, 0.98}, claims.HHA: {0.20, 0.70, 0.88, 0.94, 0.98}, claims.Hospice: {0.20, 0.70, 0.88, 0.94, 0.98},
	claims.PDE: {0.85, 0.97, 0.99, 0.99, 1},
}

// typicalCurve fills the months between the typical values with straight lines; after a year all is in.
func typicalCurve(claimType string) curve {
	v, ok := typicalValues[claimType]
	if !ok {
		v = typicalValues[claims.Carrier]
	}
	c := curve{typical: true, shares: []float64{v[0], v[1], v[2], v[3]}}
	for k := 4; k <= 6; k++ {
		c.shares = append(c.shares, v[3]+(v[4]-v[3])*float64(k-3)/3)
	}
	for k := 7; k <= perYear; k++ {
		c.shares = append(c.shares, v[4]+(1-v[4])*float64(k-6)/6)
	}
	return c
}

// In is the share of a month's payments that is in, 0 to 1. A month after the data is not in at all.
func (c Completeness) In(claimType, month string) float64 {
	age, ok := MonthsFrom(month, c.asOf)
	if !ok || age < 0 {
		return 0
	}
	shares := c.curves[claimType].shares
	if len(shares) == 0 {
		return 1
	}
	return shares[min(age, len(shares)-1)]
}

// Typical says that typical values stand in for a type, for want of history.
func (c Completeness) Typical(claimType string) bool { return c.curves[claimType].typical }

// LastComplete is the newest month that is complete; empty without a month of the data.
func (c Completeness) LastComplete() string {
	const farBack = 36
	for back := range farBack {
		month := AddMonths(c.asOf, -back)
		if month == "" {
			return ""
		}
		if c.In(claims.Inpatient, month) >= completeFrom && c.In(claims.Outpatient, month) >= completeFrom && c.In(claims.Carrier, month) >= completeFrom {
			return month
		}
	}
	return AddMonths(c.asOf, -farBack)
}

// Hatched says that a month is still filling up.
func Hatched(in float64) bool { return in < fullFrom }

// Likely is what a month will probably come to; ok is false where it is too early to say.
func Likely(paidCents int64, in float64) (cents int64, ok bool) {
	if in < likelyFrom {
		return 0, false
	}
	return int64(float64(paidCents)/in + 0.5), true
}

// Part is one type's share of a month.
type Part struct {
	PaidCents int64
	In        float64
}

// Together is how much of several types is in: what was paid by what each will probably come to. Where nothing is paid yet it is
// the least of the types.
func Together(parts []Part) float64 {
	paid, likely, least := 0.0, 0.0, 1.0
	for _, p := range parts {
		least = min(least, p.In)
		if p.PaidCents > 0 && p.In > 0 {
			paid += float64(p.PaidCents)
			likely += float64(p.PaidCents) / p.In
		}
	}
	if likely == 0 {
		return least
	}
	return paid / likely
}

// Percent is a share as a whole percentage, rounded down, as "in so far" shows it.
func Percent(share float64) int { return int(share*100 + 1e-9) }
