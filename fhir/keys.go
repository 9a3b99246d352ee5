package fhir

import (
	"encoding/binary"
	"math/bits"
	"strings"
)

// keys holds keys of members that were read before, with their digests: FHIR has some hundred, and claims name them over and
// over. A key is known by its bytes, as two words; longer ones, and the few whose place is taken, are read like any text.
type keys [keysKept]keptKey

// keysKept is a power of two beyond the keys of claims.
const keysKept = 512

// longestKept is the most bytes of a key that is kept: two words, of which the second has its quote.
const longestKept = 15

type keptKey struct {
	words  [2]uint64 // the bytes of the key, zeros behind them
	length int       // 0 for a place that is free
	name   string
	hash   digest
}

func (k *keys) place(words [2]uint64) *keptKey {
	return &k[(words[0]*odd0^words[1]*odd1)>>(64-9)%keysKept]
}

// quoteIn is the place of the first quote in a word, or 8.
func quoteIn(w uint64) int {
	w ^= eachQuote
	return bits.TrailingZeros64((w-eachOne)&^w&eachHigh) >> 3
}

// keptKey reads the key at pos, which stands at its quote, if it is a kept one.
func (t *tokens) keptKey() bool {
	i := t.pos + 1
	if i+16 > len(t.line) {
		return false
	}
	words := [2]uint64{binary.LittleEndian.Uint64(t.line[i:])}
	n := quoteIn(words[0])
	if n < 8 {
		words[0] &= 1<<(8*n) - 1
	} else {
		words[1] = binary.LittleEndian.Uint64(t.line[i+8:])
		more := quoteIn(words[1])
		if more == 8 {
			return false
		}
		words[1] &= 1<<(8*more) - 1
		n += more
	}
	k := t.keys.place(words)
	if k.words != words || k.length != n || n == 0 {
		return false
	}
	t.pos = i + n + 1
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
	var bytes [16]byte
	copy(bytes[:], raw)
	words := [2]uint64{binary.LittleEndian.Uint64(bytes[:8]), binary.LittleEndian.Uint64(bytes[8:])}
	if k := t.keys.place(words); k.length == 0 {
		*k = keptKey{words, len(raw), strings.Clone(raw), hash}
	}
}
