package measure

import "slices"

// delayStays is how many stays a usual delay takes to be worth saying (docs/reference/screens.md 5.2).
const delayStays = 30

// UsualDelay is the median of days from discharge to arrival, the lower one of two; false where there are too few to say.
func UsualDelay(days []int) (median int, known bool) {
	if len(days) < delayStays {
		return 0, false
	}
	sorted := slices.Sorted(slices.Values(days))
	return sorted[(len(sorted)-1)/2], true
}
