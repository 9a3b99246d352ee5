package app_test

import (
	"testing"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
)

func TestCountingText(t *testing.T) {
	const counted = "Counted: current, fully processed claims."
	tests := map[string]struct {
		left claims.LeftOut
		want string
	}{
		"nothing left out": {want: counted},
		"one of each": {
			claims.LeftOut{Early: 1, Advantage: 1, Replaced: 1, Credits: 1, PriorAuth: 1, Unknown: 1, Debits: 1, Duplicates: 1},
			counted + " Left out: 1 early claim · 1 Medicare Advantage record · 1 replaced version · 1 credit · 1 prior authorization · 1 of unknown kind." +
				" Counted as sent: 1 debit adjustment · 1 possible duplicate.",
		},
		"many":      {claims.LeftOut{Replaced: 1204}, counted + " Left out: 1,204 replaced versions."},
		"only sent": {claims.LeftOut{Duplicates: 5}, counted + " Counted as sent: 5 possible duplicates."},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := app.CountingText(tt.left); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}
