package fhir

import (
	"bytes"
	"encoding/binary"
	"unicode/utf8"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Bytes repeated in a word of eight.
const (
	eachOne       = 0x0101010101010101
	eachHigh      = 0x8080808080808080
	eachBlank     = ' ' * eachOne
	eachQuote     = '"' * eachOne
	eachBackslash = '\\' * eachOne
)

// marks tells what a line holds anywhere; each may be true without need, never false.
type marks struct {
	wide      bool // bytes beyond ASCII
	control   bool // bytes below the blank
	backslash bool
}

// marksOf looks at eight bytes at a time.
func marksOf(line []byte) marks {
	var wide, control, backslash uint64
	rest := line
	for len(rest) >= 32 {
		for i := 0; i < 32; i += 8 {
			w := binary.LittleEndian.Uint64(rest[i:])
			x := w ^ eachBackslash
			wide |= w
			control |= (w - eachBlank) &^ w
			backslash |= (x - eachOne) &^ x
		}
		rest = rest[32:]
	}
	m := marks{wide: wide&eachHigh != 0, control: control&eachHigh != 0, backslash: backslash&eachHigh != 0}
	for _, b := range rest {
		m.wide = m.wide || b >= utf8.RuneSelf
		m.control = m.control || b < ' '
		m.backslash = m.backslash || b == '\\'
	}
	return m
}

// refused checks for what would make a line unfit for any reader; the grammar of JSON is left to the decoder.
func (m marks) refused(line []byte) claims.RejectReason {
	switch {
	case m.wide && !utf8.Valid(line):
		return ReasonNotUTF8
	case m.control && bytes.IndexByte(line, 0) >= 0, m.backslash && hasEscapedNUL(line):
		return ReasonNUL
	}
	return ""
}

// hasEscapedNUL finds the escape for a NUL: databases and files cut text there.
func hasEscapedNUL(line []byte) bool {
	escape := []byte(`\u0000`)
	for from := 0; ; {
		i := bytes.Index(line[from:], escape)
		if i < 0 {
			return false
		}
		i += from
		backslashes := 0
		for j := i - 1; j >= 0 && line[j] == '\\'; j-- {
			backslashes++
		}
		if backslashes%2 == 0 {
			return true
		}
		from = i + len(escape)
	}
}
