package story_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/story"
)

func id(name string) claims.ClaimID { return claims.ClaimID{APIVersion: claims.V3, FHIRID: name} }

func cents(n int64) *int64 { return &n }

// claimOf is a base claim of a day.
func claimOf(name, kind, day string, with ...func(*claims.StoryClaim)) claims.StoryClaim {
	c := claims.StoryClaim{ClaimRow: claims.ClaimRow{APIVersion: claims.V3, FHIRID: name, ClaimType: kind, FromDate: day, ThruDate: day, Base: true, Current: true, PaidCents: cents(100_00)}}
	for _, change := range with {
		change(&c)
	}
	return c
}

func visitTo(npi string) func(*claims.StoryClaim) {
	return func(c *claims.StoryClaim) { c.Visit, c.Doctor = true, claims.Party{NPI: npi, Name: "DR " + npi} }
}

func fill(ndc string, days int) func(*claims.StoryClaim) {
	return func(c *claims.StoryClaim) { c.DrugCode, c.DaysSupply, c.PaidCents = ndc, days, nil }
}

func namer() story.Namer {
	return story.Namer{
		Provider: func(who claims.Party, ccn string) string {
			if who.Name != "" {
				return who.Name
			}
			return "CCN " + ccn
		},
		Medicine:  func(ndc string) string { return "medicine " + ndc },
		Diagnosis: func(text string) string { return text },
	}
}

// newest turns claims round: stories begin with the newest.
func newest(list ...claims.StoryClaim) []claims.StoryClaim {
	turned := make([]claims.StoryClaim, 0, len(list))
	for i := len(list) - 1; i >= 0; i-- {
		turned = append(turned, list[i])
	}
	return turned
}

func TestItems(t *testing.T) {
	p := &claims.PersonStory{
		Claims: newest(
			claimOf("old", claims.Carrier, "2025-01-05"),
			claimOf("fill-0", claims.PDE, "2025-03-01", fill("00093015001", 30)), // no history yet
			claimOf("fill-1", claims.PDE, "2026-03-01", fill("00093015001", 30)), // new again after 180 days
			claimOf("fill-2", claims.PDE, "2026-04-01", fill("00093015002", 30)), // another package of it
			claimOf("home", claims.HHA, "2026-07-20"),
			claimOf("visit", claims.Carrier, "2026-08-02", visitTo("1"), func(c *claims.StoryClaim) { c.PrincipalDx, c.DxDisplay = "I509", "Heart failure" }),
			claimOf("visit-b", claims.Carrier, "2026-08-02", visitTo("1"), func(c *claims.StoryClaim) { c.Wellness = true }),
			claimOf("denied", claims.Carrier, "2026-08-03", visitTo("2"), func(c *claims.StoryClaim) { c.Denied = true }),
		),
		Stays:  []claims.StoryStay{{From: "2026-07-12", To: "2026-07-18", Acute: true, Status: "06", Claim: id("in"), Where: claims.Party{Name: "MIAMI VALLEY"}, PaidCents: 921433}},
		ED:     []claims.StoryED{{Day: "2026-07-12", Outcome: "Admitted", CCN: "360051", Claim: id("in")}},
		Spells: []claims.StorySpell{{Kind: claims.HHA, From: "2026-07-20", To: "2026-08-14"}},
	}
	var got []string
	for _, item := range story.Items(p) {
		got = append(got, fmt.Sprintf("%s %s %s %s wellness=%t", item.From, item.Kind, item.Claim.FHIRID, item.Words, item.Wellness))
	}
	want := []string{
		"2026-08-02 visit visit-b Heart failure (I509) wellness=true",
		"2026-07-20 home_health home  wellness=false",
		"2026-07-12 stay in  wellness=false",
		"2026-07-12 ed in Admitted wellness=false",
		"2026-03-01 medicine fill-1 00093015001 wellness=false",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("items (-want +got):\n%s", diff)
	}
}

func TestLately(t *testing.T) {
	stay := claims.StoryStay{From: "2026-07-12", To: "2026-07-18", Acute: true, Status: "06", Claim: id("in"), Where: claims.Party{Name: "Miami Valley"}, Diagnosis: "Heart failure (I509)"}
	open := stay
	open.Open, open.Status = true, "30"
	died := stay
	died.Status = "20"
	tests := map[string]struct {
		story claims.PersonStory
		want  []string
	}{
		"nothing": {claims.PersonStory{}, []string{"Nothing seen in the 90 days to Aug 20, 2026. Claims usually arrive weeks after the visit."}},
		"too long ago": {
			claims.PersonStory{Stays: []claims.StoryStay{{From: "2026-05-01", To: "2026-05-03", Status: "01"}}},
			[]string{"Nothing seen in the 90 days to Aug 20, 2026. Claims usually arrive weeks after the visit."},
		},
		"stay with a visit after": {
			claims.PersonStory{Stays: []claims.StoryStay{stay}, Claims: newest(claimOf("v", claims.Carrier, "2026-08-02", visitTo("1")), claimOf("w", claims.Carrier, "2026-08-09", visitTo("1")))},
			[]string{
				"In hospital Jul 12 – 18, 2026 (6 days) at Miami Valley, for Heart failure (I509). Went to: home with home health.",
				"Visit seen Aug 2 with DR 1, 15 days after the hospital.", "Last visit seen Aug 9, 2026 with DR 1.",
			},
		},
		"stay without a visit for a month": {
			claims.PersonStory{Stays: []claims.StoryStay{stay}},
			[]string{
				"In hospital Jul 12 – 18, 2026 (6 days) at Miami Valley, for Heart failure (I509). Went to: home with home health.",
				"No visit seen in the 30 days after the hospital.",
			},
		},
		"open stay": {
			claims.PersonStory{Stays: []claims.StoryStay{open}},
			[]string{"In hospital since Jul 12, 2026 at Miami Valley, for Heart failure (I509). The last bill, to Jul 18, says still a patient."},
		},
		"died in hospital": {claims.PersonStory{Stays: []claims.StoryStay{died}}, []string{"In hospital Jul 12 – 18, 2026 (6 days) at Miami Valley, for Heart failure (I509). Died."}},
		"emergency room": {
			claims.PersonStory{ED: []claims.StoryED{
				{Day: "2026-08-03", CCN: "360051", Outcome: "Went home or other", Claim: id("e2")}, {Day: "2026-07-03", CCN: "360051", Outcome: "Admitted", Claim: id("e1")},
			}},
			[]string{"2 ED visits, the last on Aug 3, 2026 at CCN 360051: went home or other."},
		},
		"home health goes on, nursing ended": {
			claims.PersonStory{Spells: []claims.StorySpell{
				{Kind: claims.HHA, From: "2026-07-20", To: "2026-08-14", Where: claims.Party{Name: "Acme Home Care"}, Status: "30"},
				{Kind: claims.SNF, From: "2026-06-01", To: "2026-06-20", Where: claims.Party{Name: "Oaks"}, Status: "01"},
			}},
			[]string{
				"In a nursing facility Jun 1 – 20, 2026 (19 days) from Oaks. Went to: home.", "Home health since Jul 20, 2026 from Acme Home Care, billed up to Aug 14.",
			},
		},
		"medicines": {
			claims.PersonStory{Claims: newest(
				claimOf("first", claims.Carrier, "2025-01-05"), claimOf("a1", claims.PDE, "2026-04-01", fill("11111111111", 30)), claimOf("a2", claims.PDE, "2026-05-01", fill("11111111111", 30)),
				claimOf("a3", claims.PDE, "2026-06-01", fill("11111111111", 30)), claimOf("new", claims.PDE, "2026-08-01", fill("22222222222", 30)))},
			[]string{"New medicine Aug 1: medicine 22222222222.", "medicine 11111111111 ran out about Jul 1. No fill seen since."},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			tt.story.AsOf = "2026-08-20"
			var got []string
			for _, s := range story.Lately(&tt.story, story.Items(&tt.story), namer()) {
				got = append(got, s.Text)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("sentences (-want +got):\n%s", diff)
			}
		})
	}
	if got := story.Lately(&claims.PersonStory{}, nil, namer()); got != nil {
		t.Errorf("without a day of the data: %v", got)
	}
}

// What a sentence says can be clicked: the claim stands behind it.
func TestLatelyNamesTheClaim(t *testing.T) {
	p := &claims.PersonStory{AsOf: "2026-08-20", ED: []claims.StoryED{{Day: "2026-08-03", Claim: id("e2")}}}
	got := story.Lately(p, story.Items(p), namer())
	if len(got) != 1 || got[0].Claim != id("e2") || got[0].Kind != story.ED {
		t.Errorf("got %+v", got)
	}
}

func TestPaidByMonth(t *testing.T) {
	uncounted := claimOf("early", claims.Carrier, "2026-08-01")
	uncounted.Base = false
	p := &claims.PersonStory{Claims: newest(claimOf("before", claims.Carrier, "2026-05-31"), claimOf("a", claims.Carrier, "2026-06-01"), claimOf("b", claims.Inpatient, "2026-08-31"), uncounted,
		claimOf("m", claims.PDE, "2026-08-01", func(c *claims.StoryClaim) { c.PaidCents = cents(5) }))}
	want := []story.MonthPaid{{"2026-06", 100_00, 1}, {"2026-07", 0, 0}, {"2026-08", 100_00, 2}}
	if diff := cmp.Diff(want, story.Paid(p, "2026-08", 3)); diff != "" {
		t.Errorf("months (-want +got):\n%s", diff)
	}
	if story.Paid(p, "August", 3) != nil {
		t.Error("a month that is none has figures")
	}
}

func TestSuppliesAndDiagnoses(t *testing.T) {
	dx := func(code, words string) func(*claims.StoryClaim) {
		return func(c *claims.StoryClaim) { c.PrincipalDx, c.DxDisplay = code, words }
	}
	p := &claims.PersonStory{Claims: newest(
		claimOf("a", claims.PDE, "2026-01-01", fill("11111111111", 30)), claimOf("b", claims.PDE, "2026-02-10", fill("11111111122", 0)), claimOf("c", claims.PDE, "2026-06-01", fill("11111111111", 90)),
		claimOf("d", claims.Carrier, "2026-06-01", dx("I10", "")), claimOf("e", claims.Carrier, "2026-06-01", dx("I10", "High blood pressure")), claimOf("f", claims.Carrier, "2026-06-02", dx("I10", "")),
		claimOf("g", claims.Carrier, "2026-06-03", dx("E119", "")), claimOf("h", claims.Carrier, "2025-01-03", dx("Z00", "")))}
	want := map[string][]story.Supply{"111111111": {
		{Product: "111111111", Code: "11111111122", From: "2026-01-01", To: "2026-03-12", Fills: 2, Claim: id("b")},
		{Product: "111111111", Code: "11111111111", From: "2026-06-01", To: "2026-08-30", Fills: 1, Claim: id("c")},
	}}
	if diff := cmp.Diff(want, story.Supplies(p)); diff != "" {
		t.Errorf("supplies (-want +got):\n%s", diff)
	}
	wantDx := []story.DiagnosisCount{{Code: "I10", Words: "High blood pressure", Days: 2, Last: "2026-06-02", Claim: id("f")}, {Code: "E119", Days: 1, Last: "2026-06-03", Claim: id("g")}}
	if diff := cmp.Diff(wantDx, story.YearsDiagnoses(p, "2026-08-20", 5)); diff != "" {
		t.Errorf("diagnoses (-want +got):\n%s", diff)
	}
}
