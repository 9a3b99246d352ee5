package measure_test

import (
	"math"
	"testing"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/measure"
)

// history is a year of mature months of a type: of each month's $1,000 the shares have been processed by lag.
func history(claimType, asOf string, count int, byLag ...int64) []measure.Arrival {
	var list []measure.Arrival
	for age := 12; age <= 23; age++ {
		for lag, cents := range byLag {
			list = append(list, measure.Arrival{ClaimType: claimType, Month: measure.AddMonths(asOf, -age), Lag: lag, Claims: count / 12 / len(byLag), PaidCents: cents})
		}
	}
	return list
}

func TestCompletenessIsLearntFromMatureMonths(t *testing.T) {
	const asOf = "2026-08"
	list := history(claims.Inpatient, asOf, 2400, 40_000, 50_000, 6_000, 4_000)
	list = append(list, measure.Arrival{ClaimType: claims.Inpatient, Month: "2026-07", Lag: 0, Claims: 5000, PaidCents: 9e9}) // too young to learn from
	list = append(list, measure.Arrival{ClaimType: claims.Inpatient, Month: "2024-01", Lag: 9, Claims: 5000, PaidCents: 9e9}) // too old
	c := measure.CompletenessAt(asOf, list)
	for month, want := range map[string]float64{"2026-09": 0, "2026-08": 0.40, "2026-07": 0.90, "2026-06": 0.96, "2026-05": 1, "2025-01": 1} {
		if got := c.In(claims.Inpatient, month); math.Abs(got-want) > 1e-9 {
			t.Errorf("%s: %v in, want %v", month, got, want)
		}
	}
	if c.Typical(claims.Inpatient) || !c.Typical(claims.Carrier) {
		t.Error("typical values: want them for doctor claims alone")
	}
}

func TestTypicalValuesWithoutEnoughHistory(t *testing.T) {
	const asOf = "2026-08"
	for name, list := range map[string][]measure.Arrival{
		"nothing":          nil,
		"too few claims":   history(claims.Carrier, asOf, 960, 90_000, 10_000),
		"too few months":   history(claims.Carrier, asOf, 24000, 90_000, 10_000)[:22],
		"nothing was paid": history(claims.Carrier, asOf, 2400, 0, 0),
	} {
		c := measure.CompletenessAt(asOf, list)
		for month, want := range map[string]float64{"2026-08": 0.45, "2026-07": 0.85, "2026-06": 0.93, "2026-05": 0.96, "2026-04": 0.97, "2026-02": 0.99, "2025-08": 1} {
			if got := c.In(claims.Carrier, month); math.Abs(got-want) > 1e-9 {
				t.Errorf("%s, %s: %v in, want %v", name, month, got, want)
			}
		}
	}
}

func TestLastCompleteMonth(t *testing.T) {
	typical := measure.CompletenessAt("2026-08", nil)
	if got := typical.LastComplete(); got != "2026-05" { // hospital claims have 0.95 at three months
		t.Errorf("typical: %s", got)
	}
	var fast []measure.Arrival
	for _, claimType := range []string{claims.Inpatient, claims.Outpatient, claims.Carrier} {
		fast = append(fast, history(claimType, "2026-08", 2400, 94_000, 6_000)...)
	}
	if got := measure.CompletenessAt("2026-08", fast).LastComplete(); got != "2026-07" {
		t.Errorf("fast: %s", got)
	}
	if got := measure.CompletenessAt("", nil).LastComplete(); got != "" {
		t.Errorf("no data: %q", got)
	}
}

func TestLikelyAndTogether(t *testing.T) {
	if got, ok := measure.Likely(84_000, 0.84); !ok || got != 100_000 {
		t.Errorf("likely %d, %v", got, ok)
	}
	if _, ok := measure.Likely(41_000, 0.41); ok {
		t.Error("41 % in is too early to say")
	}
	got := measure.Together([]measure.Part{{PaidCents: 50_000, In: 0.5}, {PaidCents: 90_000, In: 0.9}, {In: 0.1}})
	if want := 140_000.0 / 200_000; math.Abs(got-want) > 1e-9 {
		t.Errorf("together %v, want %v", got, want)
	}
	if got := measure.Together([]measure.Part{{In: 0.4}, {In: 0.2}}); got != 0.2 {
		t.Errorf("nothing paid: %v", got)
	}
	for share, want := range map[float64]int{0.849: 84, 0.29: 29, 1: 100, 0.999: 99} {
		if got := measure.Percent(share); got != want {
			t.Errorf("percent of %v: %d", share, got)
		}
	}
	if !measure.Hatched(0.979) || measure.Hatched(0.98) {
		t.Error("months are hatched under 0.98")
	}
}
