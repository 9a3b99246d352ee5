package ui

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// Every claim type and every data note has words of its own.
func TestEveryCodeHasItsWords(t *testing.T) {
	seen := map[string]string{}
	for _, code := range claims.ClaimTypes() {
		word := claimTypeName(code)
		if other, ok := seen[word]; ok {
			t.Errorf("%s and %s are both called %q", code, other, word)
		}
		seen[word] = code
	}
	for _, flag := range []string{
		claims.FlagReversedPeriod, claims.FlagFutureDate, claims.FlagDefaultDate,
		claims.FlagPossibleDuplicate, claims.FlagStale, claims.FlagNotInLatestFull,
	} {
		if dataNote(flag) == "" {
			t.Errorf("data note %s has no words", flag)
		}
	}
}

func TestClaimChips(t *testing.T) {
	final := claims.ClaimRow{ClaimType: claims.Carrier, Current: true, Base: true}
	with := func(change func(*claims.ClaimRow)) claims.ClaimRow {
		c := final
		change(&c)
		return c
	}
	tests := map[string]struct {
		claim claims.ClaimRow
		want  []string
	}{
		"final":     {final, nil},
		"early":     {with(func(c *claims.ClaimRow) { c.Partial, c.Base = true, false }), []string{"Early claim"}},
		"old early": {with(func(c *claims.ClaimRow) { c.Partial, c.Base, c.DataNotes = true, false, []string{claims.FlagStale} }), []string{"Old early claim"}},
		"replaced":  {with(func(c *claims.ClaimRow) { c.Current, c.Base = false, false }), []string{"Replaced"}},
		"denied":    {with(func(c *claims.ClaimRow) { c.Denied = true }), []string{"Denied"}},
		"credit":    {with(func(c *claims.ClaimRow) { c.Base = false }), []string{"Not counted"}},
		"double":    {with(func(c *claims.ClaimRow) { c.DataNotes = []string{claims.FlagPossibleDuplicate} }), []string{"Maybe double"}},
		"prior authorization": {
			claims.ClaimRow{ClaimType: claims.PriorAuth, Partial: true, Current: true}, []string{"Not counted"},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, chipWords(claimChips(tt.claim))); diff != "" {
				t.Errorf("chips (-want +got):\n%s", diff)
			}
		})
	}
}

func chipWords(chips []widgets.ChipSpec) []string {
	var words []string
	for _, c := range chips {
		words = append(words, c.Word)
	}
	return words
}

func TestLineService(t *testing.T) {
	tests := map[string]struct {
		line claims.ClaimLine
		want string
	}{
		"office visit":           {claims.ClaimLine{Procedure: "99213"}, "Office visit"},
		"emergency visit":        {claims.ClaimLine{Procedure: "99284"}, "Emergency visit"},
		"visit after a stay":     {claims.ClaimLine{Procedure: "99495"}, "After-hospital care"},
		"lab":                    {claims.ClaimLine{Procedure: "80053"}, "Lab test"},
		"wellness":               {claims.ClaimLine{Procedure: "G0439"}, "Wellness visit"},
		"ambulance":              {claims.ClaimLine{Procedure: "A0427"}, "Ambulance"},
		"wheelchair":             {claims.ClaimLine{Procedure: "E1130"}, "Equipment"},
		"room":                   {claims.ClaimLine{Revenue: "0120"}, "Room"},
		"emergency room":         {claims.ClaimLine{Revenue: "0450"}, "Emergency room"},
		"procedure goes first":   {claims.ClaimLine{Revenue: "0300", Procedure: "93005"}, "Heart test or care"},
		"unknown procedure":      {claims.ClaimLine{Revenue: "0300", Procedure: "ZZZZZ"}, "Lab test"},
		"total":                  {claims.ClaimLine{Revenue: "0001"}, "Claim total"},
		"line that repeats all":  {claims.ClaimLine{Revenue: "0120", Total: true}, "Claim total"},
		"nothing known about it": {claims.ClaimLine{}, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := lineService(nil, tt.line); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
