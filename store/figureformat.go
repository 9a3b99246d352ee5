package store

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/claimsdesk/claimsdesk/measure"
)

// The figures of a person lie packed in one row of person_figures: reading those of ten thousand people is reading ten thousand
// rows instead of a million. The text is
//
//	count of keys, and each key as length and bytes; then for each figure, in order:
//	kind, month (months since the year 2000), place of the key, N, amount
//
// in varints, month, N and amount with a sign.

// errFigures says that packed figures cannot be read.
var errFigures = errors.New("packed figures are damaged")

// packFigures writes figures.
func packFigures(figures []measure.Figure) []byte {
	places := map[string]uint64{}
	var keys []string
	for _, f := range figures {
		if _, ok := places[f.Key]; !ok {
			places[f.Key] = uint64(len(keys))
			keys = append(keys, f.Key)
		}
	}
	b := binary.AppendUvarint(nil, uint64(len(keys)))
	for _, key := range keys {
		b = binary.AppendUvarint(b, uint64(len(key)))
		b = append(b, key...)
	}
	for _, f := range figures {
		month, ok := measure.MonthsFrom(figuresEpoch, f.Month)
		if !ok {
			month = noMonth
		}
		b = append(b, byte(f.Kind))
		b = binary.AppendVarint(b, int64(month))
		b = binary.AppendUvarint(b, places[f.Key])
		b = binary.AppendVarint(b, f.N)
		b = binary.AppendVarint(b, f.Amount)
	}
	return b
}

const (
	figuresEpoch = "2000-01"
	noMonth      = -1 << 20
)

// unpacker of figures keeps what lasts from one person to the next.
type figureUnpacker struct {
	keys    []string
	figures []measure.Figure
	months  map[int64]string
	texts   map[string]string // one copy of keys that many people have
}

func newFigureUnpacker() *figureUnpacker {
	return &figureUnpacker{months: map[int64]string{}, texts: map[string]string{}}
}

// unpack reads figures; they hold until the next unpack.
func (u *figureUnpacker) unpack(b []byte) ([]measure.Figure, error) {
	r := figureReader{rest: b}
	u.keys, u.figures = u.keys[:0], u.figures[:0]
	for range r.count(1) {
		key := r.bytes()
		text, ok := u.texts[string(key)]
		if !ok {
			text = string(key)
			u.texts[text] = text
		}
		u.keys = append(u.keys, text)
	}
	for len(r.rest) > 0 && !r.bad {
		kind := r.rest[0]
		r.rest = r.rest[1:]
		month, place := r.signed(), r.count(0)
		f := measure.Figure{Kind: measure.Kind(kind), Month: u.month(month), N: r.signed(), Amount: r.signed()}
		if place >= uint64(len(u.keys)) {
			r.bad = true
			break
		}
		f.Key = u.keys[place]
		u.figures = append(u.figures, f)
	}
	if r.bad {
		return nil, errFigures
	}
	return u.figures, nil
}

func (u *figureUnpacker) month(n int64) string {
	text, ok := u.months[n]
	if !ok && n > noMonth {
		const farthest = 1 << 14
		if n < farthest && n > -farthest {
			text = measure.AddMonths(figuresEpoch, int(n))
		}
		u.months[n] = text
	}
	return text
}

// figureReader reads varints; bad says that the text ended too early.
type figureReader struct {
	rest []byte
	bad  bool
}

// count reads a number without sign; where each of so many takes at least a number of bytes, more than there can be are bad.
func (r *figureReader) count(each uint64) uint64 {
	v, n := binary.Uvarint(r.rest)
	if n <= 0 || (each > 0 && v > uint64(len(r.rest))) {
		r.bad, r.rest = true, nil
		return 0
	}
	r.rest = r.rest[n:]
	return v
}

func (r *figureReader) signed() int64 {
	v, n := binary.Varint(r.rest)
	if n <= 0 {
		r.bad, r.rest = true, nil
		return 0
	}
	r.rest = r.rest[n:]
	return v
}

func (r *figureReader) bytes() []byte {
	n := r.count(0)
	if n > uint64(len(r.rest)) {
		r.bad, r.rest = true, nil
		return nil
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}

// damagedFigures names the domain whose figures cannot be read.
func damagedFigures(domain int, err error) error {
	return fmt.Errorf("figures of domain %d: %w", domain, err)
}
