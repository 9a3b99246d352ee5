package measure

import (
	"cmp"
	"slices"
)

// Steps is the number of steps of a curve of concentration.
const Steps = 100

// Concentration is which share of all payments goes to which share of the people, those with the highest payments first: element s
// is the share of the first s percent, and the last is 1. It is nil without payments. Payments below 0 count as 0.
func Concentration(paidCents []int64) []float64 {
	sorted := slices.Clone(paidCents)
	slices.SortFunc(sorted, func(a, b int64) int { return cmp.Compare(b, a) })
	total := int64(0)
	for i, c := range sorted {
		sorted[i] = max(0, c)
		total += sorted[i]
	}
	if total == 0 {
		return nil
	}
	shares := make([]float64, Steps+1)
	sum, next := int64(0), 0
	for step := range shares {
		for until := TopCount(len(sorted), step); next < until; next++ {
			sum += sorted[next]
		}
		shares[step] = float64(sum) / float64(total)
	}
	return shares
}

// TopCount is how many of a number of people the first percent are: rounded up, so that the top of a small group is somebody.
func TopCount(people, percent int) int { return (people*percent + Steps - 1) / Steps }
