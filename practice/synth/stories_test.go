package synth_test

import (
	"slices"
	"testing"

	"github.com/claimsdesk/claimsdesk/practice/synth"
)

// day is a date of the test populations, counted back from their end.
func day(daysBefore int) string { return end.AddDate(0, 0, -daysBefore).Format("2006-01-02") }

// has says whether a life holds a base claim the test asks for.
func has(l *synth.Life, want func(*synth.Claim) bool) bool {
	return slices.ContainsFunc(l.Claims, func(c synth.Claim) bool { return adjudicated(&c) && want(&c) })
}

// count counts them.
func count(l *synth.Life, want func(*synth.Claim) bool) int {
	n := 0
	for i := range l.Claims {
		if adjudicated(&l.Claims[i]) && want(&l.Claims[i]) {
			n++
		}
	}
	return n
}

// coded says whether a claim has a line with one of the codes that was not denied.
func coded(c *synth.Claim, codes ...string) bool {
	return slices.ContainsFunc(c.Lines, func(l synth.Line) bool { return !l.Denied && slices.Contains(codes, l.HCPCS) })
}

func acute(c *synth.Claim) bool {
	return c.Kind == synth.Inpatient && c.TypeCode == "60" && (c.Provider.CCN[2] == '0' || c.Provider.CCN[2:4] == "13")
}

// recent says whether the person came home from hospital in the last three weeks.
func recent(l *synth.Life, seen bool) bool {
	return has(l, func(c *synth.Claim) bool {
		if !acute(c) || c.Inst.Discharge != "01" || c.Thru.String() < day(21) {
			return false
		}
		visit := has(l, func(v *synth.Claim) bool {
			return v.From > c.Thru && coded(v, "99213", "99214", "99215", "99495", "99496")
		})
		return visit == seen
	})
}

// TestAHundredPeopleFillEveryList keeps what a user of the practice data should be able to find.
func TestAHundredPeopleFillEveryList(t *testing.T) {
	p := hundred()
	office := []string{"99202", "99203", "99204", "99212", "99213", "99214", "99215", "99495", "99496", "G0438", "G0439", "G0402", "99349"}
	ed := []string{"99281", "99282", "99283", "99284", "99285"}
	edVisit := func(c *synth.Claim) bool { return c.Kind == synth.Outpatient && coded(c, ed...) }
	for _, tc := range []struct {
		list string
		want func(*synth.Life) bool
	}{
		{"W1 home from hospital, not seen", func(l *synth.Life) bool { return recent(l, false) }},
		{"W1 home from hospital, seen", func(l *synth.Life) bool { return recent(l, true) }},
		{"W2 readmitted", func(l *synth.Life) bool {
			return has(l, func(a *synth.Claim) bool {
				return acute(a) && a.Thru.String() > day(120) && has(l, func(b *synth.Claim) bool {
					return acute(b) && b.From > a.Thru+1 && b.From <= a.Thru+30
				})
			})
		}},
		{"W3 ED visit", func(l *synth.Life) bool {
			return has(l, func(c *synth.Claim) bool { return edVisit(c) && c.From.String() >= day(14) })
		}},
		{"W3 observation", func(l *synth.Life) bool {
			return has(l, func(c *synth.Claim) bool { return edVisit(c) && coded(c, "G0378") && c.From.String() >= day(30) })
		}},
		{"W4 often in ED", func(l *synth.Life) bool {
			return count(l, func(c *synth.Claim) bool { return edVisit(c) && c.From.String() >= day(365) }) >= 4
		}},
		{"W5 nursing facility", func(l *synth.Life) bool {
			return has(l, func(c *synth.Claim) bool { return c.Kind == synth.SNF && c.Inst.Admitted.String() >= day(60) })
		}},
		{"W5 swing bed", func(l *synth.Life) bool { return has(l, func(c *synth.Claim) bool { return c.TypeCode == "30" }) }},
		{"W6 home health", func(l *synth.Life) bool {
			return has(l, func(c *synth.Claim) bool { return c.Kind == synth.HHA && c.Inst.Admitted.String() >= day(90) })
		}},
		{"W7 hospice", func(l *synth.Life) bool { return has(l, func(c *synth.Claim) bool { return c.Kind == synth.Hospice }) }},
		{"W7 election notice", func(l *synth.Life) bool {
			return slices.ContainsFunc(l.Claims, func(c synth.Claim) bool { return c.SSType == "1900" || c.SSType == "2900" })
		}},
		{"W10 no visit in a year", func(l *synth.Life) bool {
			return l.Person.Death == synth.NoDay && !has(l, func(c *synth.Claim) bool { return c.From.String() > day(365) && coded(c, office...) })
		}},
		{"W12 new Part D drug", func(l *synth.Life) bool {
			return has(l, func(c *synth.Claim) bool { return c.Rx != nil && c.Rx.Total > 500000 && c.From.String() > day(70) })
		}},
		{"W12 new Part B drug", func(l *synth.Life) bool {
			return has(l, func(c *synth.Claim) bool { return coded(c, "J2323") && c.From.String() > day(60) })
		}},
		{"W14 died, known", func(l *synth.Life) bool { return l.Person.Death != synth.NoDay && l.Person.DeathKnown == 0 }},
		{"W14 died, from a claim", func(l *synth.Life) bool {
			return l.Person.DeathKnown > 0 && has(l, func(c *synth.Claim) bool { return c.Inst != nil && c.Inst.Discharge == "20" })
		}},
		{"transfer", func(l *synth.Life) bool {
			return has(l, func(a *synth.Claim) bool {
				return acute(a) && a.Inst.Discharge == "02" && has(l, func(b *synth.Claim) bool { return acute(b) && b.From == a.Thru && b.Provider != a.Provider })
			})
		}},
		{"chip denied", func(l *synth.Life) bool { return has(l, func(c *synth.Claim) bool { return c.Denied && c.Pro != nil }) }},
		{"chip denied, institutional", func(l *synth.Life) bool {
			return has(l, func(c *synth.Claim) bool { return c.Inst != nil && c.Inst.NonPayment != "" && c.Paid == 0 })
		}},
		{"chip credit", func(l *synth.Life) bool { return has(l, func(c *synth.Claim) bool { return c.Action == synth.Credit }) }},
		{"chip debit", func(l *synth.Life) bool { return has(l, func(c *synth.Claim) bool { return c.Action == synth.Debit }) }},
		{"chip Medicare Advantage record", func(l *synth.Life) bool { return has(l, func(c *synth.Claim) bool { return c.TypeCode == "62" }) }},
		{"banner two records, one person", func(l *synth.Life) bool { return l.Person.MergedV3 != "" }},
		{"several numbers", func(l *synth.Life) bool { return len(l.Person.MBIs) > 2 }},
		{"prior authorization", func(l *synth.Life) bool {
			return slices.ContainsFunc(l.Claims, func(c synth.Claim) bool { return c.Kind == synth.PriorAuth })
		}},
		{"ESRD", func(l *synth.Life) bool { return has(l, func(c *synth.Claim) bool { return coded(c, "90999") }) }},
		{"clinic", func(l *synth.Life) bool {
			return has(l, func(c *synth.Claim) bool {
				return c.Inst != nil && c.Inst.FacilityType == "7" && c.Lines[0].Revenue == "0521"
			})
		}},
	} {
		t.Run(tc.list, func(t *testing.T) {
			for _, i := range p.Members(0, "all") {
				if tc.want(p.Life(i)) {
					return
				}
			}
			t.Error("nobody")
		})
	}
}
