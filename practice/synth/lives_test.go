package synth_test

import (
	"slices"
	"testing"

	"github.com/claimsdesk/claimsdesk/practice/synth"
)

// lives calls f with the life of everybody on the base roster.
func lives(p *synth.Population, f func(*synth.Life)) {
	for _, i := range p.Members(0, "all") {
		f(p.Life(i))
	}
}

// adjudicated says whether a version is what the base release counts: final and not replaced.
func adjudicated(c *synth.Claim) bool {
	return c.Phase == synth.PhaseFinal && c.Arrives == 0 && c.Replaced > 0 && c.Kind != synth.PriorAuth
}

func TestVolumesAreThoseOfMedicare(t *testing.T) {
	p := synth.New(synth.Config{People: 1500, Years: 3, Seed: 7, End: end})
	claims, lines := map[synth.ClaimKind]float64{}, map[synth.ClaimKind]float64{}
	var perYear []int
	people, quiet, denied, carrier := 0.0, 0.0, 0.0, 0.0
	lives(p, func(l *synth.Life) {
		n := 0
		for i := range l.Claims {
			c := &l.Claims[i]
			if !adjudicated(c) {
				continue
			}
			n++
			claims[c.Kind]++
			lines[c.Kind] += float64(len(c.Lines))
			for k := range c.Lines {
				if c.Kind == synth.Carrier {
					carrier++
					if c.Lines[k].Denied {
						denied++
					}
				}
			}
		}
		people++
		if n == 0 {
			quiet++
		}
		perYear = append(perYear, n/3)
	})
	for _, band := range []struct {
		kind                           synth.ClaimKind
		low, high, lowLines, highLines float64
	}{
		{synth.Carrier, 16, 27, 1.6, 2.4}, {synth.DME, 0.8, 2.2, 1.2, 1.8}, {synth.Outpatient, 3.2, 5.5, 5, 8},
		{synth.Inpatient, 0.18, 0.34, 12, 20}, {synth.SNF, 0.07, 0.18, 7, 12}, {synth.HHA, 0.14, 0.34, 9, 14},
		{synth.Hospice, 0.05, 0.2, 14, 24}, {synth.PDE, 15, 27, 1, 1},
	} {
		rate, perClaim := claims[band.kind]/people/3, lines[band.kind]/claims[band.kind]
		if rate < band.low || rate > band.high {
			t.Errorf("%v: %.2f claims a person and year, want %.2f to %.2f", band.kind, rate, band.low, band.high)
		}
		if perClaim < band.lowLines || perClaim > band.highLines {
			t.Errorf("%v: %.1f lines a claim, want %.1f to %.1f", band.kind, perClaim, band.lowLines, band.highLines)
		}
	}
	slices.Sort(perYear)
	for _, q := range []struct {
		name             string
		share, low, high int
	}{{"median", 50, 18, 36}, {"90th percentile", 90, 80, 150}, {"99th percentile", 99, 170, 400}} {
		if got := perYear[len(perYear)*q.share/100]; got < q.low || got > q.high {
			t.Errorf("%s: %d claims a year, want %d to %d", q.name, got, q.low, q.high)
		}
	}
	if got := quiet / people; got < 0.01 || got > 0.1 {
		t.Errorf("%.1f %% of people without a claim", got*100)
	}
	if got := denied / carrier; got < 0.05 || got > 0.09 {
		t.Errorf("%.1f %% of carrier lines denied, want 5 to 9", got*100)
	}
}

func TestNoServiceAfterTheEndOrAfterDeath(t *testing.T) {
	p := hundred()
	for i := range p.Len() {
		l := p.Life(i)
		for k := range l.Claims {
			c := &l.Claims[k]
			limit := "2026-06-30"
			if l.Person.Death != synth.NoDay {
				limit = l.Person.Death.String()
			}
			for _, day := range []synth.Day{c.From, c.Thru} {
				if day.String() > limit {
					t.Errorf("person %d %v: service on %s, the last day is %s", i, c.Kind, day, limit)
				}
			}
			if c.From > c.Thru {
				t.Errorf("person %d %v: from %s through %s", i, c.Kind, c.From, c.Thru)
			}
			for n := range c.Lines {
				if line := &c.Lines[n]; line.From < c.From || line.Thru > c.Thru {
					t.Errorf("person %d %v: line %d %s-%s outside of %s-%s", i, c.Kind, line.Seq, line.From, line.Thru, c.From, c.Thru)
				}
			}
		}
	}
}

func TestMoneyAddsUp(t *testing.T) {
	lives(hundred(), func(l *synth.Life) {
		for i := range l.Claims {
			c := &l.Claims[i]
			if c.Kind == synth.PriorAuth {
				continue
			}
			checkHeader(t, l.Person.Index, c)
			if rx := c.Rx; rx != nil {
				parts := rx.PlanPaid + rx.NonCovPaid + rx.PatientPaid + rx.LowIncome + rx.OtherPayers + rx.OtherTrOOP + rx.GapDiscount
				if parts != rx.Total || rx.Below+rx.Above != rx.Total {
					t.Errorf("person %d PDE: parts %d, gross %d+%d, total %d", l.Person.Index, parts, rx.Below, rx.Above, rx.Total)
				}
				if rx.PatientPaid < 0 || rx.PlanPaid < 0 {
					t.Errorf("person %d PDE: negative share", l.Person.Index)
				}
			}
		}
	})
}

// checkHeader compares the header of a claim with its lines.
func checkHeader(t *testing.T, person int, c *synth.Claim) {
	t.Helper()
	var paid, submitted, total synth.Cents
	for k := range c.Lines {
		line := &c.Lines[k]
		if line.Total() {
			total = line.Submitted
			continue
		}
		paid += line.Paid
		submitted += line.Submitted
		if c.Kind.Professional() && c.Phase == synth.PhaseFinal && line.Allowed != line.Paid+line.Deduct+line.Coins+line.Prior {
			t.Errorf("person %d %v line %d: allowed %d is not the sum of its shares", person, c.Kind, line.Seq, line.Allowed)
		}
	}
	switch c.Kind {
	case synth.Inpatient, synth.SNF:
		if paid != 0 {
			t.Errorf("person %d %v: lines pay %d, they must pay nothing", person, c.Kind, paid)
		}
	case synth.PDE:
	default:
		if paid != c.Paid {
			t.Errorf("person %d %v: lines pay %d, the header %d", person, c.Kind, paid, c.Paid)
		}
	}
	if c.Submitted != submitted || c.Kind.Institutional() && total != submitted && c.Action != synth.Credit {
		t.Errorf("person %d %v: submitted %d, lines %d, total line %d", person, c.Kind, c.Submitted, submitted, total)
	}
	if c.ToProv+c.ToBene != c.Paid {
		t.Errorf("person %d %v: paid %d, to provider %d, to beneficiary %d", person, c.Kind, c.Paid, c.ToProv, c.ToBene)
	}
	if c.Paid < 0 && c.Action != synth.Credit {
		t.Errorf("person %d %v: paid %d", person, c.Kind, c.Paid)
	}
}

func TestNumbersLookRightAndAreNobodys(t *testing.T) {
	p := synth.New(synth.Config{People: 300, Years: 1, Seed: 3, End: end})
	mbis, ids := map[string]bool{}, map[string]bool{}
	for i := range p.Len() {
		l := p.Life(i)
		for _, m := range l.Person.MBIs {
			if len(m.Value) != 11 || m.Value[1] != 'S' || m.Value[0] < '1' || m.Value[0] > '9' || mbis[m.Value] {
				t.Errorf("MBI %s", m.Value)
			}
			mbis[m.Value] = true
		}
		for k := range l.Claims {
			c := &l.Claims[k]
			if npi := c.Provider.NPI; len(npi) != 10 || npi[0] != '2' || !luhn("80840"+npi) {
				t.Errorf("NPI %s", npi)
			}
			if c.Kind != synth.PriorAuth {
				if ids[c.IDV3] {
					t.Errorf("v3 id %s twice", c.IDV3)
				}
				ids[c.IDV3] = true
			}
		}
	}
}

// luhn checks a number with its check digit.
func luhn(s string) bool {
	sum := 0
	for i := range len(s) {
		v := int(s[len(s)-1-i] - '0')
		if i%2 == 1 {
			if v *= 2; v > 9 {
				v -= 9
			}
		}
		sum += v
	}
	return sum%10 == 0
}
