package app

import (
	"testing"

	"github.com/claimsdesk/claimsdesk/claims"
)

func TestWarningsOf(t *testing.T) {
	people := func(now, fresh, gone int) claims.RefreshReport {
		return claims.RefreshReport{Refresh: claims.Refresh{Brought: claims.Brought{People: now, NewPeople: fresh, GonePeople: gone}}}
	}
	months := func(list ...claims.MonthChange) claims.RefreshReport { return claims.RefreshReport{Months: list} }
	tests := map[string]struct {
		report claims.RefreshReport
		want   []string
	}{
		"nothing":                     {claims.RefreshReport{}, nil},
		"a few moved":                 {people(12410, 22, 30), nil},
		"a tenth is gone":             {people(11002, 0, 1416), []string{"11,002 people, 1,416 fewer than the time before."}},
		"a small office loses two":    {people(8, 0, 2), nil},
		"as many came":                {people(100, 50, 50), nil},
		"no roster asked for":         {people(0, 0, 0), nil},
		"first roster":                {people(500, 0, 0), nil},
		"a month grows":               {months(claims.MonthChange{Month: "2026-05", ClaimsBefore: 100, ClaimsAfter: 130}), nil},
		"a month shrinks a little":    {months(claims.MonthChange{Month: "2026-05", ClaimsBefore: 1000, ClaimsAfter: 950}), nil},
		"a month shrinks a lot":       {months(claims.MonthChange{Month: "2026-05", ClaimsBefore: 1000, ClaimsAfter: 800}), []string{"200 claims fewer than before, in 1 month of service."}},
		"types make up for the other": {months(claims.MonthChange{Month: "2026-05", ClaimType: "A", ClaimsBefore: 100, ClaimsAfter: 50}, claims.MonthChange{Month: "2026-05", ClaimType: "B", ClaimsBefore: 10, ClaimsAfter: 60}), nil},
		"two months": {months(claims.MonthChange{Month: "2026-04", ClaimsBefore: 100, ClaimsAfter: 0}, claims.MonthChange{Month: "2026-05", ClaimsBefore: 100, ClaimsAfter: 60}),
			[]string{"140 claims fewer than before, in 2 months of service."}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := WarningsOf(tt.report)
			if len(got) != len(tt.want) {
				t.Fatalf("got %+v, want %q", got, tt.want)
			}
			for i, w := range got {
				if w.Title != tt.want[i] || w.Text == "" {
					t.Errorf("got %+v, want %q", w, tt.want[i])
				}
			}
		})
	}
}
