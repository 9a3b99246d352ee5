package care_test

import (
	"strings"
	"testing"

	"github.com/claimsdesk/claimsdesk/care"
	"github.com/claimsdesk/claimsdesk/claims"
)

func edDoctor(day string, changes ...change) care.Claim {
	return made(claims.Carrier, day, day, append([]change{line(care.Line{HCPCS: "99284", Place: "23"})}, changes...)...)
}

// W3.
func TestEDVisits(t *testing.T) {
	tests := map[string]struct {
		claims []care.Claim
		want   []string
	}{
		"went home": {
			[]care.Claim{outpatient(miamiValley, "2026-07-12", "0450")},
			[]string{"2026-07-12 date=2026-07-12 facility=360051 outcome=Went home or other visits_12m=1 seen_after=No visit seen within 7 days"},
		},
		"professional bill a day later belongs to it": {
			[]care.Claim{outpatient(miamiValley, "2026-07-12", "0450"), edDoctor("2026-07-13")},
			[]string{"2026-07-12 date=2026-07-12 facility=360051 outcome=Went home or other visits_12m=1 seen_after=No visit seen within 7 days"},
		},
		"two days later it is a visit of its own": {
			[]care.Claim{outpatient(miamiValley, "2026-07-12", "0450"), edDoctor("2026-07-14")},
			[]string{
				"2026-07-12 date=2026-07-12 facility=360051 outcome=Went home or other visits_12m=1 seen_after=No visit seen within 7 days",
				"2026-07-14 date=2026-07-14 outcome=Went home or other visits_12m=2 seen_after=No visit seen within 7 days kind=Facility bill not seen",
			},
		},
		"two bills of one visit": {
			[]care.Claim{outpatient(miamiValley, "2026-07-12", "0450"), outpatient(miamiValley, "2026-07-12", "0981", func(c *care.Claim) { c.ID = "second" })},
			[]string{"2026-07-12 date=2026-07-12 facility=360051 outcome=Went home or other visits_12m=1 seen_after=No visit seen within 7 days"},
		},
		"two hospitals on a day": {
			[]care.Claim{outpatient(miamiValley, "2026-07-12", "0450", left("02")), outpatient(kettering, "2026-07-12", "0450")},
			[]string{
				"2026-07-12 date=2026-07-12 facility=360051 outcome=Moved to another hospital visits_12m=1 seen_after=No visit seen within 7 days",
				"2026-07-12 date=2026-07-12 facility=360079 outcome=Went home or other visits_12m=2 seen_after=No visit seen within 7 days",
			},
		},
		"service date of the line": {
			[]care.Claim{made(claims.Outpatient, "2026-07-01", "2026-07-31", at(miamiValley), line(care.Line{Revenue: "0450", From: "2026-07-20"}))},
			[]string{"2026-07-20 date=2026-07-20 facility=360051 outcome=Went home or other visits_12m=1 seen_after=No visit seen within 7 days"},
		},
		"on an inpatient claim": {
			[]care.Claim{hospital(rehab, "2026-07-12", "2026-07-14", line(care.Line{Revenue: "0450"}))},
			[]string{"2026-07-12 date=2026-07-12 facility=363025 outcome=Admitted visits_12m=1 seen_after=No visit seen within 7 days (apart)"},
		},
		"stay on the next day": {
			[]care.Claim{outpatient(miamiValley, "2026-07-12", "0450"), hospital(kettering, "2026-07-13", "2026-07-14")},
			[]string{"2026-07-12 date=2026-07-12 facility=360051 outcome=Admitted visits_12m=1 seen_after=No visit seen within 7 days (apart)"},
		},
		"stay two days later": {
			[]care.Claim{outpatient(miamiValley, "2026-07-12", "0450"), hospital(kettering, "2026-07-14", "2026-07-15")},
			[]string{"2026-07-12 date=2026-07-12 facility=360051 outcome=Went home or other visits_12m=1 seen_after=No visit seen within 7 days"},
		},
		"observation": {
			[]care.Claim{outpatient(miamiValley, "2026-07-12", "0450", line(care.Line{Revenue: "0762"}))},
			[]string{"2026-07-12 date=2026-07-12 facility=360051 outcome=Observation visits_12m=1 seen_after=No visit seen within 7 days"},
		},
		"died": {
			[]care.Claim{outpatient(miamiValley, "2026-07-12", "0450", left("20"))},
			[]string{"2026-07-12 date=2026-07-12 facility=360051 outcome=Died visits_12m=1 seen_after=No visit seen within 7 days"},
		},
		"urgent care": {
			[]care.Claim{outpatient(miamiValley, "2026-07-12", "0456")},
			[]string{"2026-07-12 date=2026-07-12 facility=360051 outcome=Went home or other visits_12m=1 seen_after=No visit seen within 7 days kind=Urgent care"},
		},
		"seen on day 7": {
			[]care.Claim{outpatient(miamiValley, "2026-07-12", "0450"), doctor("2026-07-19", "99213")},
			[]string{"2026-07-12 date=2026-07-12 facility=360051 outcome=Went home or other visits_12m=1 seen_after=Seen Jul 19 (day 7)"},
		},
		"seen on day 8": {
			[]care.Claim{outpatient(miamiValley, "2026-07-12", "0450"), doctor("2026-07-20", "99213")},
			[]string{"2026-07-12 date=2026-07-12 facility=360051 outcome=Went home or other visits_12m=1 seen_after=No visit seen within 7 days"},
		},
		"denied, elsewhere and other codes": {
			[]care.Claim{
				outpatient(miamiValley, "2026-07-12", "0450", denied), outpatient(miamiValley, "2026-07-12", "0510"), doctor("2026-07-12", "99284"),
				made(claims.Carrier, "2026-07-12", "2026-07-12", line(care.Line{HCPCS: "93010", Place: "23"})),
			}, nil,
		},
		"a year apart": {
			[]care.Claim{outpatient(miamiValley, "2025-07-12", "0450"), outpatient(miamiValley, "2025-07-13", "0450"), outpatient(miamiValley, "2026-07-12", "0450")},
			[]string{
				"2025-07-12 date=2025-07-12 facility=360051 outcome=Went home or other visits_12m=1 seen_after=No visit seen within 7 days",
				"2025-07-13 date=2025-07-13 facility=360051 outcome=Went home or other visits_12m=2 seen_after=No visit seen within 7 days",
				"2026-07-12 date=2026-07-12 facility=360051 outcome=Went home or other visits_12m=2 seen_after=No visit seen within 7 days",
			},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := print(claims.ListED, care.Events(care.Of(tt.claims), nil), "2026-10-01")
			if want := strings.Join(tt.want, "\n"); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
	open := print(claims.ListED, care.Events(care.Of([]care.Claim{outpatient(miamiValley, "2026-07-12", "0450")}), nil), "2026-07-15")
	if !strings.HasSuffix(open, "seen_after=No visit seen, day 3 of 7") {
		t.Errorf("three days later: %s", open)
	}
}

// An event that early claims alone tell of is early; once the final claim is here it is not.
func TestEarlyEvents(t *testing.T) {
	base := []care.Claim{outpatient(miamiValley, "2026-07-12", "0450")}
	with := append(base[:1:1], outpatient(miamiValley, "2026-07-12", "0450", early), outpatient(miamiValley, "2026-08-02", "0450", early))
	list := eventsOf(claims.ListED, care.Events(care.Of(base), care.Of(with)))
	if len(list) != 2 || list[0].Early || !list[1].Early || list[1].Happened != "2026-08-02" {
		t.Errorf("events are %+v, want one final and one early", list)
	}
}
