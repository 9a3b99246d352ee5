package care_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/claimsdesk/claimsdesk/care"
	"github.com/claimsdesk/claimsdesk/claims"
)

// always is Part B as long as anybody can tell.
var always = care.CoverOf(nil, []care.Span{{From: "2006-03-01"}})

// standing works out the standing lists as the store does: from what is kept of a person.
func standing(t *testing.T, list []care.Claim, cover care.Cover, asked care.Asked) []care.Event {
	t.Helper()
	raw, err := json.Marshal(care.StandingOf(care.Of(list), care.Covers{PartB: cover}))
	if err != nil {
		t.Fatal(err)
	}
	var kept care.Standing
	if err := json.Unmarshal(raw, &kept); err != nil {
		t.Fatal(err)
	}
	return kept.Events(asked, "DAYTON")
}

func edDays(days ...string) (list []care.Claim) {
	for _, day := range days {
		list = append(list, outpatient(miamiValley, day, "0450", arrived(day+"T10:00:00.000000Z"), func(c *care.Claim) { c.Diagnosis = "Chest pain" }))
	}
	return list
}

// W4.
func TestOftenInED(t *testing.T) {
	tests := map[string]struct {
		days []string
		asOf string
		want string // anchor, arrived, visits
	}{
		"three":                 {[]string{"2026-01-01", "2026-02-01", "2026-03-01"}, "2026-06-01", ""},
		"four":                  {[]string{"2026-01-01", "2026-02-01", "2026-03-01", "2026-04-15"}, "2026-06-01", "2026-04-01 2026-04-15 4"},
		"the first a year ago":  {[]string{"2025-06-01", "2026-02-01", "2026-03-01", "2026-04-15"}, "2026-06-01", ""},
		"the first a day later": {[]string{"2025-06-02", "2026-02-01", "2026-03-01", "2026-04-15"}, "2026-06-01", "2026-04-01 2026-04-15 4"},
		"still on it":           {[]string{"2026-01-01", "2026-02-01", "2026-03-01", "2026-04-15", "2026-05-20"}, "2026-06-01", "2026-04-01 2026-04-15 5"},
		"on it again":           {[]string{"2024-01-01", "2024-02-01", "2024-03-01", "2024-04-15", "2026-01-01", "2026-02-01", "2026-03-01", "2026-05-15"}, "2026-06-01", "2026-05-01 2026-05-15 4"},
		"after the day":         {[]string{"2026-01-01", "2026-02-01", "2026-03-01", "2026-04-15"}, "2026-04-14", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := ""
			for _, e := range eventsOf(claims.ListOftenED, standing(t, edDays(tt.days...), always, care.Asked{AsOf: tt.asOf, EDVisits: 4})) {
				got = fmt.Sprintf("%s %s %d", e.Anchor, e.Arrived[:10], e.Values[0].Int)
				if e.Values[3].Text != "Chest pain" {
					t.Errorf("top diagnosis is %q", e.Values[3].Text)
				}
			}
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// W10.
func TestNoVisitSeen(t *testing.T) {
	hospice := made(claims.Hospice, "2026-04-01", "2026-04-30", at("361501"), left("30"))
	gap := care.CoverOf([]care.Month{{Month: "2025-06", Has: true}, {Month: "2025-07", Has: false}, {Month: "2025-08", Has: true}}, nil)
	ours := func(npi string) bool { return npi == "1111111111" }
	tests := map[string]struct {
		claims []care.Claim
		cover  care.Cover
		ours   func(string) bool
		want   string // entry, last visit
	}{
		"364 days ago":           {[]care.Claim{doctor("2025-06-02", "99213")}, always, nil, ""},
		"365 days ago":           {[]care.Claim{doctor("2025-06-01", "99213")}, always, nil, "2026-06-01 2025-06-01"},
		"nursing facility visit": {[]care.Claim{doctor("2025-01-01", "99213"), doctor("2025-09-01", "99308")}, always, nil, ""},
		"emergency alone":        {[]care.Claim{doctor("2025-01-10", "99213"), edDoctor("2026-01-01")}, always, nil, "2026-01-10 2025-01-10"},
		"never":                  {[]care.Claim{edDoctor("2025-02-01")}, always, nil, "2026-02-01 "},
		"Part B missing a month": {[]care.Claim{doctor("2025-01-10", "99213")}, gap, nil, ""},
		"Part B not known":       {[]care.Claim{doctor("2025-01-10", "99213")}, care.Cover{}, nil, "2026-01-10 2025-01-10"},
		"in hospice":             {[]care.Claim{doctor("2025-01-10", "99213"), hospice}, always, nil, ""},
		"others' visits":         {[]care.Claim{doctor("2026-05-01", "99213")}, always, ours, "2026-01-01 "},
		"our visit":              {[]care.Claim{made(claims.Carrier, "2026-05-01", "2026-05-01", line(care.Line{HCPCS: "99213", RenderingNPI: "1111111111"}))}, always, ours, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := ""
			for _, e := range eventsOf(claims.ListNoVisit, standing(t, tt.claims, tt.cover, care.Asked{AsOf: "2026-06-01", EDVisits: 4, Ours: tt.ours})) {
				got = e.Happened + " " + e.Values[0].Text
			}
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// W11.
func TestNoWellnessVisit(t *testing.T) {
	newcomer := care.CoverOf(nil, []care.Span{{From: "2026-02-01"}})
	tests := map[string]struct {
		claims []care.Claim
		cover  care.Cover
		want   string
	}{
		"this year":             {[]care.Claim{doctor("2026-01-05", "G0439")}, always, ""},
		"at a hospital":         {[]care.Claim{outpatient(kettering, "2026-01-05", "0510", line(care.Line{HCPCS: "G0439"}))}, always, ""},
		"last March":            {[]care.Claim{doctor("2025-03-31", "G0438")}, always, "2026-01-01 last_wellness=2025-03-31 bookable=2026-03-01"},
		"last September":        {[]care.Claim{doctor("2025-09-01", "G0438")}, always, "2026-01-01 last_wellness=2025-09-01 bookable=2026-09-01"},
		"never":                 {nil, always, "2026-01-01 bookable=2026-06-01"},
		"denied":                {[]care.Claim{doctor("2026-01-05", "G0439", denied)}, always, "2026-01-01 bookable=2026-06-01"},
		"Part B since 4 months": {nil, newcomer, "2026-01-01 bookable=2026-06-01 welcome=Welcome visit (G0402) possible"},
		"no Part B":             {nil, care.CoverOf(nil, []care.Span{{From: "2006-01-01", To: "2026-05-31"}}), ""},
		"not known":             {nil, care.Cover{}, "2026-01-01 bookable=2026-06-01"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := print(claims.ListNoWellness, standing(t, tt.claims, tt.cover, care.Asked{AsOf: "2026-06-01", EDVisits: 4}), "2026-06-01")
			got = strings.Split(got, " last_visit")[0]
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// The usual doctor has most lines of visits in 24 months; of several the one seen last.
func TestUsualDoctor(t *testing.T) {
	by := func(npi, day string) care.Claim {
		return made(claims.Carrier, day, day, line(care.Line{HCPCS: "99213", RenderingNPI: npi}), func(c *care.Claim) { c.ID += npi })
	}
	list := []care.Claim{
		by("1000000001", "2023-01-01"), by("1000000001", "2023-02-01"), by("1000000001", "2024-02-01"), by("1000000001", "2025-02-01"),
		by("1000000002", "2025-03-01"), by("1000000002", "2025-04-01"), by("1000000003", "2025-05-01"), by("1000000003", "2025-01-01"),
	}
	kept := care.StandingOf(care.Of(list), care.Covers{PartB: always})
	for asOf, want := range map[string]string{"2025-06-01": "1000000003", "2025-04-15": "1000000002", "2027-05-15": ""} {
		if got := kept.Doctor(asOf); got != want {
			t.Errorf("on %s the usual doctor is %q, want %q", asOf, got, want)
		}
	}
}

// W13 takes its columns from what is kept.
func TestHighCostColumns(t *testing.T) {
	list := append(edDays("2026-01-05", "2025-01-05"), hospital(miamiValley, "2026-02-01", "2026-02-05"),
		made(claims.SNF, "2025-12-20", "2026-01-10", at("365001"), left("01")), made(claims.Hospice, "2026-03-01", "2026-03-05", at("361501"), left("42")))
	e := care.StandingOf(care.Of(list), care.Covers{PartB: always}).HighCostEvent("2026-06-01", "2026-08-06T10:00:00.000000Z", 3, 4352868, "2025-12-31", "2026-06-30")
	if got, want := print(claims.ListHighCost, []care.Event{e}, "2026-08-06"), "2026-08-06 rank=3 paid=43528.68 stays=1 ed=1 nursing_days=9 hospice=Yes"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// Every list says how it is made, with the settings in use, and every event has a value for each column.
func TestDefinitions(t *testing.T) {
	settings := claims.EventSettings()
	for i := range settings {
		if settings[i].Name == claims.SettingEDVisits {
			settings[i].Value = 6
		}
	}
	for _, info := range claims.EventLists() {
		d := care.Definition(info.List, settings)
		if len(d.Text) == 0 || len(claims.EventColumns(info.List)) == 0 {
			t.Errorf("%s has %d sentences and %d columns", info.List, len(d.Text), len(claims.EventColumns(info.List)))
		}
		if info.List == claims.ListOftenED && !strings.Contains(d.Text[0], "with 6 or more") {
			t.Errorf("the setting is not in %q", d.Text[0])
		}
		if info.List == claims.ListNoWellness && (len(d.Codes) != 1 || d.Codes[0].Codes != "G0438-G0439, G0402") {
			t.Errorf("codes are %+v", d.Codes)
		}
	}
	list := append(edDays("2026-01-01", "2026-01-02", "2026-01-03", "2026-01-04"), hospital(miamiValley, "2026-02-01", "2026-02-05"), hospital(miamiValley, "2026-02-08", "2026-02-09"),
		made(claims.SNF, "2025-12-20", "2026-01-10"), made(claims.HHA, "2025-12-20", "2026-01-10"), made(claims.Hospice, "2025-12-20", "2026-01-10", left("01")),
		fill("2026-07-20", "00093015001", 30, 150000))
	all := append(care.Events(care.Of(list), nil), standing(t, list, always, care.Asked{AsOf: "2026-12-31", EDVisits: 4})...)
	seen := map[claims.EventList]bool{}
	for _, e := range all {
		seen[e.List] = true
		if len(e.Values) != len(claims.EventColumns(e.List)) {
			t.Errorf("an event of %s has %d values for %d columns", e.List, len(e.Values), len(claims.EventColumns(e.List)))
		}
	}
	if len(seen) != 10 {
		t.Errorf("events are of %d lists, want 10", len(seen))
	}
}

func TestCover(t *testing.T) {
	for name, tt := range map[string]struct {
		months  []care.Month
		periods []care.Span
		want    []care.Span
	}{
		"the first and the last month told go on": {
			[]care.Month{{Month: "2025-11", Has: true}, {Month: "2025-12", Has: true}, {Month: "2026-01"}, {Month: "2026-02", Has: true}}, nil,
			[]care.Span{{To: "2025-12"}, {From: "2026-02"}},
		},
		"it begins and ends":              {[]care.Month{{Month: "2025-11"}, {Month: "2025-12", Has: true}, {Month: "2026-01"}}, nil, []care.Span{{From: "2025-12", To: "2025-12"}}},
		"a year of which nothing is told": {[]care.Month{{Month: "2024-12", Has: true}, {Month: "2026-01", Has: true}}, nil, []care.Span{{}}},
		"never":                           {[]care.Month{{Month: "2025-11"}, {Month: "2025-12"}}, nil, nil},
		"periods":                         {nil, []care.Span{{From: "2025-03-01"}, {From: "2020-01-01", To: "2021-12-31"}}, []care.Span{{From: "2025-03"}, {From: "2020-01", To: "2021-12"}}},
	} {
		if got := care.CoverOf(tt.months, tt.periods); !got.Known || !slices.Equal(got.Spans, tt.want) {
			t.Errorf("%s: %+v, want %v", name, got, tt.want)
		}
	}
	if none := care.CoverOf(nil, nil); none.Known {
		t.Error("nothing told is known")
	}
}
