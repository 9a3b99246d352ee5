package measure

import "math"

// None stands for a rate without a base.
var none = math.NaN()

// PerThousand is a rate per 1,000 people a year: NaN without person-months.
func PerThousand(events, personMonths int) float64 {
	if personMonths <= 0 {
		return none
	}
	return float64(events) * 12_000 / float64(personMonths)
}

// PerPersonMonth is an amount by person-months, in cents: NaN without.
func PerPersonMonth(cents int64, personMonths int) float64 {
	if personMonths <= 0 {
		return none
	}
	return float64(cents) / float64(personMonths)
}

// Share is a part of a whole, 0 to 1: NaN without a whole.
func Share[N int | int64](part, whole N) float64 {
	if whole <= 0 {
		return none
	}
	return float64(part) / float64(whole)
}

// rolling is how many months a line of rates looks back on, itself included.
const rolling = 3

// Rolling adds each value to those of the two months before it; the first two have fewer.
func Rolling(values []int) []int {
	sums := make([]int, len(values))
	for i := range values {
		for j := max(0, i-rolling+1); j <= i; j++ {
			sums[i] += values[j]
		}
	}
	return sums
}
