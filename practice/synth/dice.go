package synth

import (
	"math"
	"math/rand/v2"
)

// dice is the only source of chance: one per person and purpose, so that what happens to one person
// never depends on how many others there are.
type dice struct{ *rand.Rand }

// Purposes of a stream: each gets its own sequence from the same seed.
const (
	streamPerson uint64 = iota + 1
	streamLife
	streamPool
	streamRoster
)

func newDice(seed, stream, index uint64) dice {
	return dice{rand.New(rand.NewPCG(mix(seed^stream*0x9e3779b97f4a7c15), mix(index+stream)))}
}

// mix spreads the bits of x (the splitmix64 finaliser): neighbouring seeds give unrelated streams.
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// chance is true with probability p.
func (d dice) chance(p float64) bool { return d.Float64() < p }

// between returns a whole number in [lo, hi].
func (d dice) between(lo, hi int) int {
	if hi <= lo {
		return lo
	}
	return lo + d.IntN(hi-lo+1)
}

// days returns between(lo, hi) as days.
func (d dice) days(lo, hi int) Day { return Day(d.between(lo, hi)) }

// lognormal returns median*exp(sigma*z).
func (d dice) lognormal(median, sigma float64) float64 {
	return median * math.Exp(sigma*d.NormFloat64())
}

// poisson returns a count with the given mean (Knuth; large means by the normal approximation).
func (d dice) poisson(mean float64) int {
	if mean <= 0 {
		return 0
	}
	if mean > 30 {
		return max(0, int(math.Round(mean+math.Sqrt(mean)*d.NormFloat64())))
	}
	limit, n := math.Exp(-mean), 0
	for p := d.Float64(); p > limit; p *= d.Float64() {
		n++
	}
	return n
}

// spread scales an amount by a factor around 1 and rounds to cents.
func (d dice) spread(c Cents, sigma float64) Cents {
	return Cents(math.Round(float64(c) * d.lognormal(1, sigma)))
}

// pick returns one of the values.
func pick[T any](d dice, values []T) T { return values[d.IntN(len(values))] }

// some returns up to n different values in their order.
func some[T any](d dice, values []T, n int) []T {
	if n >= len(values) {
		return values
	}
	out := make([]T, 0, n)
	for i, v := range values {
		if len(out) < n && d.IntN(len(values)-i) < n-len(out) {
			out = append(out, v)
		}
	}
	return out
}
