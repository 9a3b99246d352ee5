package claims_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Each switch adds or takes off its own kind of claim; what is of two kinds counts where both are asked for.
func TestCounting(t *testing.T) {
	const both = claims.ApartEarly | claims.ApartAdvantage
	tests := map[string]struct {
		counting      claims.Counting
		counts, shows []claims.Apart
		leavesOut     []claims.Apart
	}{
		"base claims": {
			counts:    []claims.Apart{0, claims.ApartDebit, claims.ApartDuplicate, claims.ApartDenied},
			leavesOut: []claims.Apart{claims.ApartReplaced, claims.ApartPriorAuth, claims.ApartEarly, claims.ApartUnknown, claims.ApartAdvantage, claims.ApartCredit},
		},
		"early": {
			claims.Counting{Early: true},
			[]claims.Apart{0, claims.ApartEarly, claims.ApartEarly | claims.ApartDebit}, nil,
			[]claims.Apart{claims.ApartEarly | claims.ApartStale, both, claims.ApartEarly | claims.ApartReplaced},
		},
		"Medicare Advantage": {claims.Counting{Advantage: true}, []claims.Apart{claims.ApartAdvantage}, nil, []claims.Apart{both, claims.ApartEarly}},
		"both":               {claims.Counting{Early: true, Advantage: true}, []claims.Apart{both}, nil, []claims.Apart{both | claims.ApartCredit}},
		"rows": {
			claims.Counting{Replaced: true},
			[]claims.Apart{0},
			[]claims.Apart{claims.ApartReplaced, claims.ApartCredit, claims.ApartReplaced | claims.ApartCredit},
			[]claims.Apart{claims.ApartReplaced | claims.ApartEarly, claims.ApartEarly},
		},
		"no debits": {claims.Counting{NoDebits: true}, []claims.Apart{0, claims.ApartDenied}, nil, []claims.Apart{claims.ApartDebit}},
		"no denied": {claims.Counting{NoDenied: true}, []claims.Apart{0, claims.ApartDebit}, nil, []claims.Apart{claims.ApartDenied, claims.ApartDenied | claims.ApartDebit}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			for _, a := range tt.counts {
				if !tt.counting.Counts(a) || !tt.counting.Shows(a) {
					t.Errorf("marks %b are not counted", a)
				}
			}
			for _, a := range tt.shows {
				if tt.counting.Counts(a) || !tt.counting.Shows(a) {
					t.Errorf("marks %b: counted %v, shown %v; want shown alone", a, tt.counting.Counts(a), tt.counting.Shows(a))
				}
			}
			for _, a := range tt.leavesOut {
				if tt.counting.Counts(a) || tt.counting.Shows(a) {
					t.Errorf("marks %b are not left out", a)
				}
			}
		})
	}
}

func TestLeftOutCount(t *testing.T) {
	var l claims.LeftOut
	c := claims.Counting{Early: true, Replaced: true, NoDebits: true, NoDenied: true}
	for a, n := range map[claims.Apart]int{
		0: 9, claims.ApartEarly: 1, claims.ApartEarly | claims.ApartStale: 2, claims.ApartAdvantage | claims.ApartCredit: 4, claims.ApartReplaced: 8, claims.ApartUnknown: 16,
		claims.ApartDebit: 32, claims.ApartDenied | claims.ApartDebit: 64, claims.ApartDenied: 128, claims.ApartDuplicate: 256, claims.ApartPriorAuth: 512,
	} {
		l.Count(a, n, c)
	}
	want := claims.LeftOut{Early: 2, WithEarly: 1, Advantage: 4, Shown: 8, Unknown: 16, NoDebits: 96, NoDenied: 128, Duplicates: 256, PriorAuth: 512}
	if diff := cmp.Diff(want, l); diff != "" {
		t.Error(diff)
	}
}
