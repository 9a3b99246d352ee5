package fhir

import (
	"encoding/binary"
	"math/bits"
	"strings"
)

// keys holds keys of members that were read before, with their digests: FHIR has some hundred, and claims name them over and
// over. Keys that are longer, and the few whose place is taken, are read like any text.
type keys [keysKept]keptKey

// Limits of keys.
const (
	keysKeptBits = 9 // a power of two beyond the keys of claims
	keysKept     = 1 << keysKeptBits
	longestKept  = 31 // bytes
)

type keptKey struct {
	first, last uint64 // the first and the last eight bytes; of a shorter key all of them, and zeros behind
	name        string // empty for a place that is free
	hash        digest
}

func (k *keys) place(first, last uint64) *keptKey {
	return &k[(first*odd0^last*odd1)>>(64-keysKeptBits)]
}

// quoteIn is the place of the first quote in a word, or 8.
func quoteIn(w uint64) int {
	w ^= eachQuote
	return bits.TrailingZeros64((w-eachOne)&^w&eachHigh) >> 3
}

// keptKey reads the key at pos, which stands at its quote, and the colon behind it, if it is a kept one and no blanks follow.
func (t *tokens) keptKey() bool {
	i := t.pos + 1
	line := t.line
	if i+longestKept+len(`":x`) > len(line) {
		return false
	}
	first := binary.LittleEndian.Uint64(line[i:])
	n := quoteIn(first)
	var last uint64
	if n < 8 {
		first &= 1<<(8*n) - 1
		last = first
	} else {
		for n = 8; ; n += 8 {
			if n > longestKept {
				return false
			}
			if more := quoteIn(binary.LittleEndian.Uint64(line[i+n:])); more < 8 {
				n += more
				break
			}
		}
		last = binary.LittleEndian.Uint64(line[i+n-8:])
	}
	k := t.keys.place(first, last)
	if k.first != first || k.last != last || len(k.name) != n || n == 0 || n > 16 && k.name != t.text[i:i+n] {
		return false
	}
	if line[i+n+1] != ':' || line[i+n+2] <= ' ' {
		return false
	}
	t.pos = i + n + len(`":`)
	t.name = k.name
	t.named(t.depth, k.name, k.hash)
	return true
}

// newKey reads the key at pos, which stands at its quote, and keeps it for the next time where it may.
func (t *tokens) newKey() {
	raw, escaped := t.rawText()
	t.name = raw
	if escaped {
		t.name = t.unescaped(raw)
	}
	hash := digestOf(t.name, ofKey)
	t.named(t.depth, t.name, hash)
	if escaped || raw == "" || len(raw) > longestKept || t.reason != "" || marksOf([]byte(raw)) != (marks{}) {
		return
	}
	var bytes [longestKept]byte
	copy(bytes[:], raw)
	first := binary.LittleEndian.Uint64(bytes[:])
	last := binary.LittleEndian.Uint64(bytes[max(0, len(raw)-8):])
	if k := t.keys.place(first, last); k.name == "" {
		*k = keptKey{first, last, strings.Clone(raw), hash}
	}
}
