package fhir

import (
	"bytes"

	"github.com/claimsdesk/claimsdesk/claims"
)

// told counts what a claim says of itself from the text of its line, without the decoder and the rules, so that a
// mistake in them shows (docs/reference/flattening.md 5). The line is known to be JSON. Of a key that comes twice the
// last one counts, as for the decoder.
func told(line []byte, resourceType string) claims.ClaimFigures {
	if resourceType != claims.TypeEOB && resourceType != claims.TypeClaim {
		return claims.ClaimFigures{}
	}
	t := teller{line: line, figures: claims.ClaimFigures{Claims: 1}}
	t.read()
	return t.figures
}

// Keys of a claim that the teller looks into.
const (
	keyItem      = `"item"`
	keyDiagnosis = `"diagnosis"`
	keyPayment   = `"payment"`
	keyAmount    = `"amount"`
	keyValue     = `"value"`
)

// teller walks over a line once. keys holds the key whose value is being read at each of the first three levels.
type teller struct {
	line    []byte
	depth   int
	keys    [4]string
	figures claims.ClaimFigures
}

func (t *teller) read() {
	for i := 0; i < len(t.line); i++ {
		switch b := t.line[i]; b {
		case '"':
			end := endOfText(t.line, i)
			if t.depth < len(t.keys) {
				t.text(i, end)
			}
			i = end - 1
		case '{', '[', 'n': // an element of a list: an object, or null
			if t.depth == 2 && t.keys[2] == "[" {
				t.element()
			}
			if b == 'n' {
				continue
			}
			if t.depth++; t.depth < len(t.keys) {
				t.keys[t.depth] = string(b)
			}
		case '}', ']':
			t.depth--
		}
	}
}

// element counts an element of the list under a key of the claim.
func (t *teller) element() {
	switch t.keys[1] {
	case keyItem:
		t.figures.Lines++
	case keyDiagnosis:
		t.figures.Diagnoses++
	}
}

// text takes a string on the first three levels for a key where a colon follows.
func (t *teller) text(start, end int) {
	rest := bytes.TrimLeft(t.line[end:], " \t\r\n")
	if len(rest) == 0 || rest[0] != ':' || t.keys[t.depth] == "[" {
		return
	}
	key := string(t.line[start:end])
	t.keys[t.depth] = key
	switch {
	case t.depth == 1 && key == keyItem:
		t.figures.Lines = 0
	case t.depth == 1 && key == keyDiagnosis:
		t.figures.Diagnoses = 0
	case t.depth == 3 && key == keyValue && t.keys[2] == keyAmount && t.keys[1] == keyPayment:
		t.figures.PaymentCents = centsAt(bytes.TrimLeft(rest[1:], " \t\r\n"))
	}
}

// centsAt reads the amount that text starts with; 0 where that is none that fits.
func centsAt(text []byte) int64 {
	end := bytes.IndexAny(text, ",}] \t\r\n")
	if end < 0 {
		return 0
	}
	cents, err := claims.ParseCents(string(bytes.Trim(text[:end], `"`)))
	if err != nil {
		return 0
	}
	return cents
}

// endOfText returns the index behind the string that starts at start, or the end of the line where it is not closed.
func endOfText(line []byte, start int) int {
	for i := start + 1; i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(line)
}
