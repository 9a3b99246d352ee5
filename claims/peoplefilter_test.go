package claims_test

import (
	"testing"

	"github.com/claimsdesk/claimsdesk/claims"
)

func TestPeopleNarrowingInUse(t *testing.T) {
	cents := int64(0)
	tests := map[string]struct {
		by   claims.PeopleNarrowing
		want int
	}{
		"nothing":             {claims.PeopleNarrowing{}, 0},
		"an age is one":       {claims.PeopleNarrowing{BornFrom: "1941-01-01", BornTo: "1951-01-01"}, 1},
		"nothing paid is one": {claims.PeopleNarrowing{PaidFrom: &cents}, 1},
		"two":                 {claims.PeopleNarrowing{ZIP: "454", EventList: claims.ListED}, 2},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := tt.by.InUse(); got != tt.want {
				t.Errorf("in use %d, want %d", got, tt.want)
			}
		})
	}
}
