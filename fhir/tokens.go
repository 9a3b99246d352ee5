package fhir

import (
	"encoding/binary"
	"math/bits"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

// tokens walks over one resource once, checking the grammar of RFC 8259 as it goes. Texts are views of the line; only
// those with escapes are copied. After a slip of grammar the walk stands at the end, so that every loop over it ends.
//
// The key of the member at hand is in name. Keys are compared exactly, as FHIR spells them. Of a key that stands twice
// the last one counts, whole.
type tokens struct {
	line   []byte
	text   string // the same bytes
	pos    int
	depth  int
	seen   uint64 // bytes of texts that were read, put together: whether any is beyond ASCII
	escape bool   // a text has an escape
	name   string
	reason claims.RejectReason // why the walk cannot go on; empty while it can
	texts  *texts
	spare  []byte // where escapes are decoded
	keys   keys
	survey
}

func (t *tokens) start(line []byte, text string, kept *texts) {
	t.line, t.text, t.pos, t.depth, t.name, t.reason = line, text, 0, 0, "", ""
	t.seen, t.escape, t.texts = 0, false, kept
	t.survey.start()
}

func (t *tokens) fail(reason claims.RejectReason) {
	if t.reason == "" {
		t.reason = reason
	}
	t.pos = len(t.text)
}

// peek returns the next byte, or 0 at the end. A NUL outside of texts is a slip of grammar like the end.
func (t *tokens) peek() byte {
	if t.pos < len(t.text) {
		return t.text[t.pos]
	}
	return 0
}

func (t *tokens) blanks() {
	if t.pos < len(t.text) && t.text[t.pos] <= ' ' {
		t.skipBlanks()
	}
}

func (t *tokens) skipBlanks() {
	for t.pos < len(t.text) {
		switch t.text[t.pos] {
		case ' ', '\t', '\r', '\n':
			t.pos++
		default:
			return
		}
	}
}

// object enters an object and stands at the value of its first member. It is false for an empty one, and for a value of
// another type, which is skipped.
func (t *tokens) object() bool {
	if t.peek() != '{' {
		t.skip()
		return false
	}
	if !t.enter() {
		return false
	}
	switch t.peek() {
	case '"':
		return t.keptKey() || t.member()
	case '}':
		t.leave()
	default:
		t.fail(ReasonNotJSON)
	}
	return false
}

// next goes on to the next member of the object; false behind its end.
func (t *tokens) next() bool {
	t.blanks()
	switch t.peek() {
	case ',':
		t.pos++
		if t.peek() == '"' && t.keptKey() {
			return true
		}
		t.blanks()
		return t.member()
	case '}':
		t.leave()
	default:
		t.fail(ReasonNotJSON)
	}
	return false
}

func (t *tokens) member() bool {
	if t.peek() != '"' {
		t.fail(ReasonNotJSON)
		return false
	}
	t.newKey()
	if t.peek() != ':' {
		if t.blanks(); t.peek() != ':' {
			t.fail(ReasonNotJSON)
			return false
		}
	}
	t.pos++
	t.blanks()
	return true
}

// array enters an array and stands at its first element. It is false for an empty one, and for a value of another type,
// which is skipped.
func (t *tokens) array() bool {
	if t.peek() != '[' {
		t.skip()
		return false
	}
	if !t.enter() {
		return false
	}
	if t.peek() == ']' {
		t.leave()
		return false
	}
	return true
}

// more goes on to the next element of the array; false behind its end.
func (t *tokens) more() bool {
	if i := t.pos; i+1 < len(t.text) && t.text[i] == ',' && t.text[i+1] > ' ' { // as CMS writes lists
		t.pos++
		return true
	}
	t.blanks()
	switch t.peek() {
	case ',':
		t.pos++
		t.blanks()
		return true
	case ']':
		t.leave()
	default:
		t.fail(ReasonNotJSON)
	}
	return false
}

func (t *tokens) enter() bool {
	if t.depth++; t.depth > maxNesting {
		t.depth = maxNesting
		t.fail(ReasonTooDeep)
		return false
	}
	t.entered(t.depth, t.text[t.pos])
	t.pos++
	t.blanks()
	return true
}

func (t *tokens) leave() {
	t.pos++
	t.depth--
	t.left(t.depth)
}

// quoted reads the text at pos, which stands at its quote, as a value.
func (t *tokens) quoted() string {
	raw, escaped := t.rawText()
	if escaped {
		raw = t.unescaped(raw)
	}
	t.textSeen(t.depth, raw)
	return raw
}

// skipText goes over a text without keeping it.
func (t *tokens) skipText() {
	raw, escaped := t.rawText()
	if escaped {
		t.spare = appendUnescaped(t.spare[:0], raw)
		raw = viewOf(t.spare)
	}
	t.textSeen(t.depth, raw)
}

// rawText reads the text at pos as it is written, without its quotes. Most texts are short, and for those eight bytes at a time
// are faster than a call.
func (t *tokens) rawText() (raw string, escaped bool) {
	start := t.pos + 1
	line, i, seen := t.line, start, t.seen
	for i+8 <= len(line) {
		w := binary.LittleEndian.Uint64(line[i:])
		seen |= w
		q, b := w^eachQuote, w^eachBackslash
		stop := ((q-eachOne)&^q | (b-eachOne)&^b | (w-eachBlank)&^w) & eachHigh
		if stop == 0 {
			i += 8
			continue
		}
		t.seen = seen
		if i += bits.TrailingZeros64(stop) >> 3; line[i] != '"' {
			return t.checkedText(start)
		}
		t.pos = i + 1
		return t.text[start:i], false
	}
	t.seen = seen
	return t.checkedText(start)
}

// checkedText is rawText for texts with escapes or control characters, and at the end of a line.
func (t *tokens) checkedText(start int) (raw string, escaped bool) {
	for i := start; i < len(t.text); i++ {
		b := t.text[i]
		t.seen |= uint64(b)
		switch {
		case b == '"':
			t.pos = i + 1
			return t.text[start:i], escaped
		case b == '\\':
			n := escapeLength(t.text[i:])
			if n == 0 {
				t.fail(ReasonNotJSON)
				return "", false
			}
			escaped, t.escape = true, true
			i += n - 1
		case b < ' ':
			t.fail(ReasonNotJSON)
			return "", false
		}
	}
	t.fail(ReasonNotJSON)
	return "", false
}

// skip checks a value and goes behind it.
func (t *tokens) skip() {
	switch t.peek() {
	case '"':
		t.skipText()
	case '{':
		for more := t.object(); more; more = t.next() {
			t.skip()
		}
	case '[':
		for more := t.array(); more; more = t.more() {
			t.skip()
		}
	case 't':
		t.word("true")
	case 'f':
		t.word("false")
	case 'n':
		t.word("null")
	default:
		t.digits()
	}
}

func (t *tokens) word(word string) {
	if !strings.HasPrefix(t.text[t.pos:], word) {
		t.fail(ReasonNotJSON)
		return
	}
	t.pos += len(word)
	t.plainSeen(t.depth, word)
}

// digits goes over a number and returns it as it is written.
func (t *tokens) digits() string {
	start := t.pos
	end := t.numberEnd(start)
	if end < 0 {
		t.fail(ReasonNotJSON)
		return ""
	}
	t.pos = end
	t.plainSeen(t.depth, t.text[start:end])
	return t.text[start:end]
}

// numberEnd is the place behind the number at i, or -1 where there is none.
func (t *tokens) numberEnd(i int) int {
	if i < len(t.text) && t.text[i] == '-' {
		i++
	}
	whole := i
	i = t.digitsFrom(i)
	ok := i > whole && (t.text[whole] != '0' || i == whole+1)
	if i < len(t.text) && t.text[i] == '.' {
		fraction := i + 1
		i = t.digitsFrom(fraction)
		ok = ok && i > fraction
	}
	if i < len(t.text) && t.text[i]|0x20 == 'e' {
		if i++; i < len(t.text) && (t.text[i] == '+' || t.text[i] == '-') {
			i++
		}
		exponent := i
		i = t.digitsFrom(i)
		ok = ok && i > exponent
	}
	if !ok {
		return -1
	}
	return i
}

func (t *tokens) digitsFrom(i int) int {
	for i < len(t.text) && t.text[i]-'0' <= 9 {
		i++
	}
	return i
}

// isOdd says that the texts that were read may hold what marks must be asked about: bytes that are no UTF-8, escapes for a NUL.
func (t *tokens) isOdd() bool { return t.escape || t.seen&eachHigh != 0 }

// end checks that nothing but blanks stands behind the resource.
func (t *tokens) end() {
	t.blanks()
	switch {
	case t.pos == len(t.text):
	case t.peek() == '{':
		t.fail(ReasonTwo)
	default:
		t.fail(ReasonNotJSON)
	}
}
