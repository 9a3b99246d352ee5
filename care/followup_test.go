package care_test

import (
	"strings"
	"testing"

	"github.com/claimsdesk/claimsdesk/care"
	"github.com/claimsdesk/claimsdesk/claims"
)

// followUp is what the list says of the one follow-up that claims give, on a day.
func followUp(t *testing.T, asOf string, due int64, list ...care.Claim) (text string, e care.Event) {
	t.Helper()
	found := eventsOf(claims.ListFollowUp, care.Events(care.Of(list), nil))
	if len(found) != 1 {
		t.Fatalf("%d follow-ups, want 1", len(found))
	}
	shown := claims.Event{List: claims.ListFollowUp, Values: found[0].Values}
	care.Complete(&shown, asOf, due)
	return shown.Value("follow_up").Text, found[0]
}

// W1: a visit counts on days 1 to 30 after discharge, care after a stay (TCM) on day 0 too.
func TestFollowUp(t *testing.T) {
	stay := hospital(miamiValley, "2026-07-12", "2026-07-18")
	clinic := func(billType, revenue, hcpcs string) care.Claim {
		return made(claims.Outpatient, "2026-07-23", "2026-07-23", at("363801"), bill(billType), line(care.Line{Revenue: revenue, HCPCS: hcpcs}))
	}
	for name, tt := range map[string]struct {
		then []care.Claim
		asOf string
		due  int64
		want string
	}{
		"seen":                                 {[]care.Claim{doctor("2026-08-05", "99214"), doctor("2026-08-09", "99214")}, "2026-08-20", 14, "Seen Aug 5 (day 18)"},
		"on the day of discharge":              {[]care.Claim{doctor("2026-07-18", "99214")}, "2026-07-30", 14, "No visit seen, day 12 of 14"},
		"on the day after":                     {[]care.Claim{doctor("2026-07-19", "99347")}, "2026-07-30", 14, "Seen Jul 19 (day 1)"},
		"TCM on the day of discharge":          {[]care.Claim{doctor("2026-07-18", "99496")}, "2026-07-30", 14, "TCM billed, day 0"},
		"TCM and a visit on one day":           {[]care.Claim{doctor("2026-07-24", "99213"), doctor("2026-07-24", "99495")}, "2026-07-30", 14, "TCM billed, day 6"},
		"day 30":                               {[]care.Claim{doctor("2026-08-17", "G0439")}, "2026-09-30", 14, "Seen Aug 17 (day 30)"},
		"day 31":                               {[]care.Claim{doctor("2026-08-18", "99214")}, "2026-09-30", 14, "No visit seen within 30 days"},
		"not yet due":                          {nil, "2026-07-20", 7, "No visit seen, day 2 of 7"},
		"overdue":                              {nil, "2026-07-26", 7, "No visit seen within 7 days"},
		"long ago":                             {nil, "2026-12-01", 7, "No visit seen within 30 days"},
		"a denied visit":                       {[]care.Claim{doctor("2026-07-20", "99214", denied)}, "2026-12-01", 14, "No visit seen within 30 days"},
		"in a nursing facility":                {[]care.Claim{doctor("2026-07-20", "99308")}, "2026-12-01", 14, "No visit seen within 30 days"},
		"an ED doctor":                         {[]care.Claim{doctor("2026-07-20", "99284")}, "2026-12-01", 14, "No visit seen within 30 days"},
		"rural clinic":                         {[]care.Claim{clinic("711", "0521", "")}, "2026-12-01", 14, "Seen Jul 23 (day 5)"},
		"federally qualified, therapy":         {[]care.Claim{clinic("771", "0900", "")}, "2026-12-01", 14, "Seen Jul 23 (day 5)"},
		"clinic, a laboratory line":            {[]care.Claim{clinic("711", "0300", "")}, "2026-12-01", 14, "No visit seen within 30 days"},
		"doctor of a critical access hospital": {[]care.Claim{clinic("851", "0983", "99213")}, "2026-12-01", 14, "Seen Jul 23 (day 5)"},
		"critical access hospital, another service": {[]care.Claim{clinic("851", "0983", "71046")}, "2026-12-01", 14, "No visit seen within 30 days"},
		"a hospital's clinic":                       {[]care.Claim{clinic("131", "0521", "99213")}, "2026-12-01", 14, "No visit seen within 30 days"},
	} {
		t.Run(name, func(t *testing.T) {
			got, e := followUp(t, tt.asOf, tt.due, append([]care.Claim{stay}, tt.then...)...)
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			if e.Happened != "2026-07-18" || e.Anchor != "2026-07-12" || e.Facility != miamiValley {
				t.Errorf("the event is of %s, anchored at %s in %s", e.Happened, e.Anchor, e.Facility)
			}
		})
	}
}

// Who went elsewhere than home stands apart; who died or is still there is not on the list.
func TestFollowUpDestinations(t *testing.T) {
	for status, want := range map[string]string{
		"01": "home", "06": "home", "07": "home", "81": "home", "86": "home", "03": "apart", "02": "apart", "51": "apart", "62": "apart", "": "apart",
		"20": "", "41": "", "30": "",
	} {
		list := eventsOf(claims.ListFollowUp, care.Events(care.Of([]care.Claim{hospital(miamiValley, "2026-07-12", "2026-07-18", left(status))}), nil))
		got := ""
		switch {
		case len(list) == 1 && list[0].Apart:
			got = "apart"
		case len(list) == 1:
			got = "home"
		}
		if got != want {
			t.Errorf("status %q: %q, want %q", status, got, want)
		}
	}
}

// A row of the list says what it takes to make a call; a chain of transfers is one row, of the last hospital. Those not seen come first.
func TestFollowUpRows(t *testing.T) {
	list := []care.Claim{
		hospital(miamiValley, "2026-06-01", "2026-06-04", left("02"), drg("280")),
		hospital(kettering, "2026-06-04", "2026-06-10", left("06"), drg("291"), arrived("2026-07-01T10:00:00.000000Z")),
		hospital(critical, "2026-02-01", "2026-02-05"), doctor("2026-02-10", "99213"),
	}
	events := care.Events(care.Of(list), nil)
	got := print(claims.ListFollowUp, events, "2026-07-15")
	want := `2026-02-05 admitted=2026-02-01 discharged=2026-02-05 hospital=361301 destination=Home (01) days_since=160 follow_up=Seen Feb 10 (day 5) first_visit=2026-02-10 arrived_after=182
2026-06-10 admitted=2026-06-01 discharged=2026-06-10 hospital=360079 drg=291 destination=Home with home health (06) days_since=35 follow_up=No visit seen within 30 days arrived_after=21`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if found := eventsOf(claims.ListFollowUp, events); found[1].Order >= found[0].Order {
		t.Errorf("who was not seen comes at %q, after %q", found[1].Order, found[0].Order)
	}
}

// W2: both stays stand in the row; an elective one is marked and not removed.
func TestReadmissionRows(t *testing.T) {
	events := care.Events(care.Of([]care.Claim{
		hospital(miamiValley, "2026-03-01", "2026-03-04", drg("291")), hospital(kettering, "2026-03-20", "2026-03-25", drg("470"), admitType("3"), arrived("2026-08-01T00:00:00.000000Z")),
	}), nil)
	got := print(claims.ListReadmitted, events, "2026-08-20")
	want := "2026-03-20 first_from=2026-03-01 first_to=2026-03-04 first_hospital=360051 first_drg=291 second_from=2026-03-20 second_to=2026-03-25 second_hospital=360079" +
		" second_drg=470 days_between=16 planned=Elective, may be planned"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	// The later of the two claims brought it.
	if e := eventsOf(claims.ListReadmitted, events)[0]; !strings.HasPrefix(e.Arrived, "2026-08-06") || e.Anchor != "2026-03-20" {
		t.Errorf("arrived %s, anchored at %s", e.Arrived, e.Anchor)
	}
}
