package measure_test

import (
	"slices"
	"testing"

	"github.com/claimsdesk/claimsdesk/measure"
)

func TestUsualDelay(t *testing.T) {
	upTo := func(n int) []int {
		var days []int
		for i := n; i > 0; i-- {
			days = append(days, i)
		}
		return days
	}
	for name, tt := range map[string]struct {
		days  []int
		want  int
		known bool
	}{
		"none":         {nil, 0, false},
		"too few":      {upTo(29), 0, false},
		"even":         {upTo(30), 15, true},
		"odd":          {upTo(31), 16, true},
		"one far away": {append(slices.Repeat([]int{19}, 40), 900), 19, true},
	} {
		if got, known := measure.UsualDelay(tt.days); got != tt.want || known != tt.known {
			t.Errorf("%s: %d, %t; want %d, %t", name, got, known, tt.want, tt.known)
		}
	}
}
