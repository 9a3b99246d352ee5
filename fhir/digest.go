package fhir

import "math/bits"

// digest is a hash of 128 bits. It tells contents apart and keeps nothing secret: whoever could choose two contents with the
// same digest could send either as well.
type digest struct{ a, b uint64 }

// Odd numbers with bits of no pattern.
const (
	odd0 = 0x9E3779B97F4A7C15
	odd1 = 0xBF58476D1CE4E5B9
	odd2 = 0x94D049BB133111EB
	odd3 = 0xD6E8FEB86659FD93
)

// digestOf hashes a text; seed tells texts of different kinds apart.
func digestOf(s string, seed uint64) digest {
	var x, y uint64
	n := len(s)
	switch {
	case n > 16:
		x, y = seed, odd2
		i := 0
		for ; i+16 < n; i += 16 {
			x, y = multiplied(eight(s, i)^x, eight(s, i+8)^odd1), y^bits.RotateLeft64(x, 29)
		}
		x, y = x^eight(s, n-16), y^eight(s, n-8)
	case n >= 8:
		x, y = eight(s, 0), eight(s, n-8)
	case n >= 4:
		x, y = four(s, 0), four(s, n-4)
	case n > 0:
		x = uint64(s[0])<<16 | uint64(s[n>>1])<<8 | uint64(s[n-1])
	}
	x, y = x^seed^odd0, y^odd1^uint64(n)
	return digest{multiplied(x, y), multiplied(x^odd2, y^odd3)}
}

// then is the digest of d followed by next: the order matters.
func (d digest) then(next digest) digest {
	return digest{multiplied(d.a^odd0, next.a^odd1), multiplied(d.b^odd2, next.b^odd3)}
}

// and is the digest of both in any order.
func (d digest) and(other digest) digest { return digest{d.a + other.a, d.b + other.b} }

// multiplied multiplies and puts both halves of the product together.
func multiplied(x, y uint64) uint64 {
	high, low := bits.Mul64(x, y)
	return high ^ low
}

func eight(s string, i int) uint64 {
	b := s[i : i+8]
	return uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 | uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
}

func four(s string, i int) uint64 {
	b := s[i : i+4]
	return uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24
}
