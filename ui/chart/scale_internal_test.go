package chart

import (
	"testing"

	"pgregory.net/rapid"
)

// The axis reaches over the greatest value, not far over it, with few lines.
func TestScaleReachesOverTheGreatest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		most := rapid.Float64Range(1e-6, 1e12).Draw(t, "most")
		s := scaleFor(most)
		if s.top < most*(1-1e-6) || s.top > most*2.01 {
			t.Fatalf("axis to %v for %v", s.top, most)
		}
		if n := len(s.ticks()); n < 2 || n > axisLines+2 {
			t.Fatalf("%d lines for %v", n, most)
		}
	})
}

func TestScaleOfNothing(t *testing.T) {
	if s := scaleFor(0); len(s.ticks()) != 2 {
		t.Errorf("%v", s.ticks())
	}
}
