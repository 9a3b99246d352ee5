package care_test

import (
	"strings"
	"testing"

	"github.com/claimsdesk/claimsdesk/care"
	"github.com/claimsdesk/claimsdesk/claims"
)

// W5, W6 and W7.
func TestSpells(t *testing.T) {
	snf := func(ccn, from, thru string, changes ...change) care.Claim {
		return made(claims.SNF, from, thru, append([]change{at(ccn), left("30")}, changes...)...)
	}
	hha := func(from, thru string, changes ...change) care.Claim {
		return made(claims.HHA, from, thru, append([]change{at("367001")}, changes...)...)
	}
	hospice := func(ccn, from, thru, status string, changes ...change) care.Claim {
		return made(claims.Hospice, from, thru, append([]change{at(ccn), left(status)}, changes...)...)
	}
	tests := map[string]struct {
		list   claims.EventList
		claims []care.Claim
		want   []string
	}{
		"nursing facility after a stay": {
			claims.ListNursing,
			[]care.Claim{
				hospital(miamiValley, "2026-06-01", "2026-06-10", left("03")), snf("365001", "2026-06-10", "2026-06-30", admitted("2026-06-10")),
				snf("365001", "2026-07-01", "2026-07-20", admitted("2026-06-10"), left("01")),
			},
			[]string{"2026-06-10 start=2026-06-10 facility=365001 kind=Nursing facility hospital=360051 still_there=No days=40"},
		},
		"gap of two days, still there": {
			claims.ListNursing,
			[]care.Claim{snf("365001", "2026-06-10", "2026-06-30"), snf("365001", "2026-07-02", "2026-07-20")},
			[]string{
				"2026-06-10 start=2026-06-10 facility=365001 kind=Nursing facility hospital=No stay seen still_there=Yes, to Jun 30 days=20",
				"2026-07-02 start=2026-07-02 facility=365001 kind=Nursing facility hospital=No stay seen still_there=Yes, to Jul 20 days=18",
			},
		},
		"another facility, swing bed": {
			claims.ListNursing,
			[]care.Claim{snf("365001", "2026-06-10", "2026-06-30", left("01")), snf("36U300", "2026-07-01", "2026-07-05", typeCode("30"), left("01"))},
			[]string{
				"2026-06-10 start=2026-06-10 facility=365001 kind=Nursing facility hospital=No stay seen still_there=No days=20",
				"2026-07-01 start=2026-07-01 facility=36U300 kind=Swing bed in a hospital hospital=No stay seen still_there=No days=4",
			},
		},
		"stay 31 days before": {
			claims.ListNursing, []care.Claim{hospital(miamiValley, "2026-05-01", "2026-05-10"), snf("365001", "2026-06-10", "2026-06-30", denied), snf("365001", "2026-06-10", "2026-06-12", left("01"))},
			[]string{"2026-06-10 start=2026-06-10 facility=365001 kind=Nursing facility hospital=No stay seen still_there=No days=2"},
		},
		"home health, 60 and 61 days": {
			claims.ListHomeHealth, []care.Claim{hha("2026-01-01", "2026-01-30"), hha("2026-03-31", "2026-04-10"), hha("2026-06-11", "2026-06-20")},
			[]string{
				"2026-01-01 start=2026-01-01 agency=367001 hospital=No stay seen last=2026-04-10", "2026-06-11 start=2026-06-11 agency=367001 hospital=No stay seen last=2026-06-20",
			},
		},
		"home health after a stay": {
			claims.ListHomeHealth, []care.Claim{hospital(kettering, "2026-05-01", "2026-05-10", left("06")), hha("2026-05-12", "2026-06-10", admitted("2026-05-12"))},
			[]string{"2026-05-12 start=2026-05-12 agency=367001 hospital=360079 last=2026-06-10"},
		},
		"hospice of two agencies, died": {
			claims.ListHospice, []care.Claim{hospice("361501", "2026-01-10", "2026-01-31", "30"), hospice("361502", "2026-03-03", "2026-03-05", "42")},
			[]string{"2026-01-10 start=2026-01-10 agency=361501 days=54 ended=Died"},
		},
		"hospice after 32 days, left alive": {
			claims.ListHospice, []care.Claim{hospice("361501", "2026-01-10", "2026-01-31", "01"), hospice("361501", "2026-03-04", "2026-03-31", "30")},
			[]string{"2026-01-10 start=2026-01-10 agency=361501 days=21 ended=Left alive", "2026-03-04 start=2026-03-04 agency=361501 days=27"},
		},
		"hospice notice": {
			claims.ListHospice, []care.Claim{hospice("361501", "2026-01-10", "2026-01-10", "", typeCode("1900"))},
			[]string{"2026-01-10 start=2026-01-10 agency=361501 days=1 ended=Elected (notice)"},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := print(tt.list, care.Events(care.Of(tt.claims), nil), "2026-10-01")
			if want := strings.Join(tt.want, "\n"); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// W12.
func TestNewHighCostDrugs(t *testing.T) {
	history := fill("2025-01-10", "11111111101", 30, 1000)
	given := func(day, code string, allowed, paid int64) care.Claim {
		return made(claims.Carrier, day, day, line(care.Line{HCPCS: code, AllowedCents: allowed, HasAllowed: allowed != 0, PaidCents: paid, RenderingNPI: "1003000126"}))
	}
	tests := map[string]struct {
		claims []care.Claim
		want   []string
	}{
		"90 days' supply": {
			[]care.Claim{history, fill("2026-05-01", "00093015001", 90, 450000)},
			[]string{"2026-05-01 medicine=00093015001 first=2026-05-01 cost=1500.00 part=Part D"},
		},
		"no supply given": {
			[]care.Claim{history, fill("2026-05-01", "00093015001", 0, 120000)}, []string{"2026-05-01 medicine=00093015001 first=2026-05-01 cost=1200.00 part=Part D"},
		},
		"same product 180 days before": {
			[]care.Claim{history, fill("2025-11-02", "00093015056", 30, 120000), fill("2026-05-01", "00093015001", 30, 120000)},
			[]string{"2025-11-02 medicine=00093015056 first=2025-11-02 cost=1200.00 part=Part D"},
		},
		"same product 181 days before": {
			[]care.Claim{history, fill("2025-11-01", "00093015056", 30, 120000), fill("2026-05-01", "00093015001", 30, 120000)},
			[]string{
				"2025-11-01 medicine=00093015056 first=2025-11-01 cost=1200.00 part=Part D", "2026-05-01 medicine=00093015001 first=2026-05-01 cost=1200.00 part=Part D",
			},
		},
		"no 180 days of history": {[]care.Claim{doctor("2025-11-03", "99213"), fill("2026-05-01", "00093015001", 30, 120000)}, nil},
		"cheap":                  {[]care.Claim{history, fill("2026-05-01", "00093015001", 30, 24999)}, nil},
		"given by a doctor": {
			[]care.Claim{history, given("2026-05-01", "J1745", 90000, 1), given("2026-05-01", "J1745", 0, 30000), given("2026-06-01", "J1745", 120000, 0), given("2026-06-01", "90471", 120000, 0)},
			[]string{"2026-05-01 medicine=J1745 first=2026-05-01 cost=1200.00 part=Part B prescriber=1003000126"},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := print(claims.ListNewDrug, care.Events(care.Of(tt.claims), nil), "2026-10-01")
			if want := strings.Join(tt.want, "\n"); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// W14.
func TestDied(t *testing.T) {
	inCare := care.Of([]care.Claim{hospital(miamiValley, "2026-05-20", "2026-05-30", left("20"))})
	tests := map[string]struct {
		person *care.Person
		death  care.Death
		want   string
	}{
		"alive":            {care.Of(nil), care.Death{}, ""},
		"day from CMS":     {inCare, care.Death{Flag: true, Day: "2026-05-31"}, "2026-05-31 CMS"},
		"flag without day": {inCare, care.Death{Flag: true}, "2026-05-30 CMS"},
		"from a claim":     {inCare, care.Death{}, "2026-05-30 From a claim"},
		"flag alone":       {care.Of(nil), care.Death{Flag: true}, " CMS"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			e, ok := tt.person.DiedEvent(tt.death)
			got := ""
			if ok {
				got = e.Happened + " " + e.Values[1].Text
			}
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
