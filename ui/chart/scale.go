package chart

import "math"

// scale is an axis of values: it begins at 0 and ends at a round number.
type scale struct {
	top, step float64
}

// scaleFor is the axis for values up to most, with about axisLines lines.
func scaleFor(most float64) scale {
	if most <= 0 || math.IsNaN(most) || math.IsInf(most, 0) {
		return scale{1, 1}
	}
	raw := most / axisLines
	power := math.Pow(10, math.Floor(math.Log10(raw)))
	step := 10 * power
	for _, round := range []float64{1, 2, 2.5, 5} {
		if round*power >= raw*(1-1e-9) {
			step = round * power
			break
		}
	}
	return scale{top: math.Ceil(most/step-1e-9) * step, step: step}
}

// ticks are the values that have a line.
func (s scale) ticks() []float64 {
	var list []float64
	for i := 0; ; i++ {
		v := float64(i) * s.step
		if v > s.top*(1+1e-9) {
			return list
		}
		list = append(list, v)
	}
}

// share is how far up a value is, 0 to 1.
func (s scale) share(v float64) float32 { return float32(min(1, max(0, v/s.top))) }
