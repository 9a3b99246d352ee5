package ui

import (
	"testing"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
)

func TestMoney(t *testing.T) {
	tests := map[string]struct {
		cents       int64
		text, whole string
	}{
		"nothing":          {0, "$0.00", "$0"},
		"cents":            {5, "$0.05", "$0"},
		"thousands":        {123_456_789, "$1,234,567.89", "$1,234,568"},
		"half a dollar up": {10_050, "$100.50", "$101"},
		"refund":           {-123_449, "-$1,234.49", "-$1,234"},
		"small refund":     {-49, "-$0.49", "$0"},
		"hundreds":         {99_900, "$999.00", "$999"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := moneyText(tt.cents); got != tt.text {
				t.Errorf("moneyText(%d) = %q, want %q", tt.cents, got, tt.text)
			}
			if got := moneyWhole(tt.cents); got != tt.whole {
				t.Errorf("moneyWhole(%d) = %q, want %q", tt.cents, got, tt.whole)
			}
		})
	}
	if got := moneyOr(nil, wordNotGiven); got != wordNotGiven {
		t.Errorf("an unknown amount is printed as %q", got)
	}
}

func TestCounted(t *testing.T) {
	for n, want := range map[int]string{0: "0 claims", 1: "1 claim", 999: "999 claims", 12_418: "12,418 claims", 1_904_233: "1,904,233 claims"} {
		if got := app.Counted(n, "claim", "claims"); got != want {
			t.Errorf("app.Counted(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestDateRange(t *testing.T) {
	tests := map[string]struct{ from, thru, want string }{
		"one day":        {"2026-03-04", "2026-03-04", "Mar 4, 2026"},
		"no end":         {"2026-03-04", "", "Mar 4, 2026"},
		"no start":       {"", "2026-03-04", "Mar 4, 2026"},
		"one month":      {"2026-03-04", "2026-03-09", "Mar 4 – 9, 2026"},
		"two months":     {"2026-03-28", "2026-04-02", "Mar 28 – Apr 2, 2026"},
		"two years":      {"2025-12-28", "2026-01-03", "Dec 28, 2025 – Jan 3, 2026"},
		"wrong way":      {"2026-05-20", "2026-05-02", "May 20 – May 2, 2026"},
		"no day at all":  {"2026", "2026-05-02", "2026 – May 2, 2026"},
		"nothing":        {"", "", ""},
		"CMS's stand-in": {"0001-01-01", "", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := dateRange(tt.from, tt.thru); got != tt.want {
				t.Errorf("dateRange(%q, %q) = %q, want %q", tt.from, tt.thru, got, tt.want)
			}
		})
	}
}

func TestBornText(t *testing.T) {
	tests := map[string]struct {
		person claims.Person
		want   string
	}{
		"before this year's birthday": {claims.Person{BirthDate: "1941-08-30"}, "Aug 30, 1941 (84)"},
		"on the birthday":             {claims.Person{BirthDate: "1941-08-29"}, "Aug 29, 1941 (85)"},
		"died, day known":             {claims.Person{BirthDate: "1941-08-29", Died: true, DeathDate: "2020-01-01"}, "Aug 29, 1941 (78)"},
		"died, day not known":         {claims.Person{BirthDate: "1941-08-29", Died: true}, "Aug 29, 1941"},
		"not given":                   {claims.Person{}, wordNotGiven},
		"born later than today":       {claims.Person{BirthDate: "2030-01-01"}, "Jan 1, 2030"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := bornText(tt.person, testNow()); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestNameText(t *testing.T) {
	tests := map[string]string{
		"RIVERA":               "Rivera",
		"VAN DYKE":             "Van Dyke",
		"LOPEZ-MARTIN":         "Lopez-Martin",
		"O'NEIL":               "O'Neil",
		"MCDONALD":             "McDonald",
		"MACK":                 "Mack",
		"ST. MARY'S":           "St. Mary's",
		"12 OAK ST":            "12 Oak St",
		"4TH STREET":           "4th Street",
		"deForest":             "deForest",
		"ÁLVAREZ  ÑUÑO":        "Álvarez Ñuño",
		"":                     "",
		"AMCDONALD SMCINTOSHX": "Amcdonald Smcintoshx",
	}
	for sent, want := range tests {
		if got := nameText(sent); got != want {
			t.Errorf("nameText(%q) = %q, want %q", sent, got, want)
		}
	}
	if got, want := orgText("THE SURGERY AND IMAGING CENTER OF DAYTON LLC"), "The Surgery and Imaging Center of Dayton LLC"; got != want {
		t.Errorf("orgText gives %q, want %q", got, want)
	}
}

func TestPersonName(t *testing.T) {
	tests := map[string]claims.Person{
		"Rivera, Maria": {LastName: "RIVERA", FirstName: "MARIA"},
		"Rivera":        {LastName: "RIVERA"},
		"Maria":         {FirstName: "MARIA"},
		wordNoName:      {},
	}
	for want, person := range tests {
		if got := personName(person); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestCodes(t *testing.T) {
	tests := map[string]struct{ got, want string }{
		"MBI tail":             {mbiTail("1EG4TE5MK73"), "…MK73"},
		"short MBI":            {mbiTail("MK7"), "MK7"},
		"whole MBI":            {mbiText("1EG4TE5MK73"), "1EG4-TE5-MK73"},
		"odd MBI":              {mbiText("1EG4"), "1EG4"},
		"diagnosis":            {icdText("I509"), "I50.9"},
		"category alone":       {icdText("I10"), "I10"},
		"diagnosis with a dot": {icdText("I50.9"), "I50.9"},
		"drug":                 {ndcText("00093015001"), "00093-0150-01"},
		"odd drug":             {ndcText("9315001"), "9315001"},
		"city":                 {cityText(claims.Person{City: "YELLOW SPRINGS", State: "OH", ZIP5: "45387"}), "Yellow Springs, OH 45387"},
		"city alone":           {cityText(claims.Person{City: "XENIA"}), "Xenia"},
		"ZIP alone":            {cityText(claims.Person{ZIP5: "45387"}), "45387"},
		"quantity":             {trimDecimal("60.000"), "60"},
		"part of a quantity":   {trimDecimal("1.50"), "1.5"},
		"hundreds":             {trimDecimal("100"), "100"},
	}
	for name, tt := range tests {
		if tt.got != tt.want {
			t.Errorf("%s: got %q, want %q", name, tt.got, tt.want)
		}
	}
}
