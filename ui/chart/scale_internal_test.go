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

// Where every name does not fit, each January keeps its own, for the year stands under it.
func TestNamesKeepEveryJanuary(t *testing.T) {
	slots := make([]Slot, 36) // from September on
	for i := range slots {
		if i == 0 || (i+8)%12 == 0 {
			slots[i].Under = "2024"
		}
	}
	for fit, want := range map[int]int{1: 1, 2: 2, 3: 3, 5: 6, 7: 12} {
		d := &drawing{pic: Picture{Slots: slots}}
		every, anchor := d.anchored(fit)
		if every != want || anchor != 28 {
			t.Errorf("a name every %d: every %d from %d, want every %d from 28", fit, every, anchor, want)
		}
	}
	if every, anchor := (&drawing{pic: Picture{Slots: make([]Slot, 9)}}).anchored(5); every != 5 || anchor != 8 {
		t.Errorf("without years: every %d from %d, want every 5 from the last", every, anchor)
	}
}
