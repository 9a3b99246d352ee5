package fhir

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"slices"
)

// maxNesting is how deep objects and arrays of a resource may stand in each other. FHIR needs about fifteen; the limit
// keeps a hostile line from using up the stack.
const maxNesting = 200

// errNotJSON reports text that canonicalHash cannot follow.
var errNotJSON = errors.New("not JSON")

// canonicalHash returns the SHA-256 of a resource's canonical form, by which two deliveries of the same content are
// recognised (docs/reference/flattening.md 4.1). In the canonical form
//
//   - object keys are sorted, and blanks and the spelling of escapes do not matter;
//   - the top-level keys created (the time of the export in v2) and meta are left out;
//   - numbers keep their text, so 1.0 and 1.00 differ;
//   - the elements of an array are sorted by their own canonical form, because their order differs between servers and
//     exports; only the arrays of keptOrder, where FHIR or flattening.md reads something into the order, keep it.
//
// The line must hold exactly one JSON object. Small slips of grammar that a JSON parser refuses may pass here; nesting
// above maxNesting does not.
func canonicalHash(line []byte) ([32]byte, error) {
	c := canonicalizer{src: line, out: make([]byte, 0, len(line))}
	if err := c.resource(); err != nil {
		return [32]byte{}, err
	}
	return sha256.Sum256(c.out), nil
}

// keptOrder tells the arrays whose order says something: names and street lines are read from first to last, the first
// name and address are the ones shown, modifiers without a number take their slot by order, and the first number of a
// line's pointers is the main one.
func keptOrder(key []byte) bool {
	switch string(key) {
	case `"given"`, `"prefix"`, `"suffix"`, `"name"`, `"line"`, `"address"`, `"modifier"`,
		`"careTeamSequence"`, `"diagnosisSequence"`, `"procedureSequence"`, `"informationSequence"`:
		return true
	}
	return false
}

// leftOut tells the top-level keys that say something about the delivery, not about the content.
func leftOut(key []byte) bool {
	return string(key) == `"created"` || string(key) == `"meta"`
}

// canonicalizer writes the canonical form of src to out while it walks over it.
type canonicalizer struct {
	src     []byte
	pos     int
	out     []byte
	parts   []part // members or elements of the objects and arrays that are open
	scratch []byte // where reorder puts them together
}

// part is one member of an object, key included, or one element of an array, as a range of out.
type part struct{ start, end int }

func (c *canonicalizer) resource() error {
	c.skipBlanks()
	if c.peek() != '{' {
		return errNotJSON
	}
	if err := c.object(0); err != nil {
		return err
	}
	c.skipBlanks()
	if c.pos != len(c.src) {
		return errNotJSON
	}
	return nil
}

func (c *canonicalizer) value(depth int, inOrder bool) error {
	c.skipBlanks()
	switch c.peek() {
	case '{':
		return c.object(depth)
	case '[':
		return c.array(depth, inOrder)
	case '"':
		return c.text()
	default:
		return c.plain()
	}
}

func (c *canonicalizer) object(depth int) error {
	if depth >= maxNesting {
		return errNotJSON
	}
	first := len(c.parts)
	err := c.elements('}', func() error {
		start := len(c.out)
		if err := c.text(); err != nil {
			return err
		}
		key := c.out[start:len(c.out):len(c.out)]
		skip := depth == 0 && leftOut(key)
		inOrder := keptOrder(key)
		c.skipBlanks()
		if c.peek() != ':' {
			return errNotJSON
		}
		c.pos++
		c.out = append(c.out, ':')
		if err := c.value(depth+1, inOrder); err != nil {
			return err
		}
		if skip {
			c.out = c.out[:start]
			return nil
		}
		c.parts = append(c.parts, part{start, len(c.out)})
		return nil
	})
	if err != nil {
		return err
	}
	c.close(first, '{', '}', true)
	return nil
}

func (c *canonicalizer) array(depth int, inOrder bool) error {
	if depth >= maxNesting {
		return errNotJSON
	}
	first := len(c.parts)
	err := c.elements(']', func() error {
		start := len(c.out)
		if err := c.value(depth+1, false); err != nil {
			return err
		}
		c.parts = append(c.parts, part{start, len(c.out)})
		return nil
	})
	if err != nil {
		return err
	}
	c.close(first, '[', ']', !inOrder)
	return nil
}

// elements walks over what stands between the opening bracket at pos and the closing one, and calls element at each.
func (c *canonicalizer) elements(closing byte, element func() error) error {
	c.pos++
	c.skipBlanks()
	if c.peek() == closing {
		c.pos++
		return nil
	}
	for {
		c.skipBlanks()
		if err := element(); err != nil {
			return err
		}
		c.skipBlanks()
		switch c.peek() {
		case ',':
			c.pos++
		case closing:
			c.pos++
			return nil
		default:
			return errNotJSON
		}
	}
}

// close replaces the parts from first on, which are the end of out, by themselves in brackets, sorted or as they are.
func (c *canonicalizer) close(first int, opening, closing byte, sorted bool) {
	parts := c.parts[first:]
	start := len(c.out)
	if len(parts) > 0 {
		start = parts[0].start
	}
	if sorted {
		slices.SortFunc(parts, func(a, b part) int {
			return bytes.Compare(c.out[a.start:a.end], c.out[b.start:b.end])
		})
	}
	c.scratch = append(c.scratch[:0], opening)
	for i, p := range parts {
		if i > 0 {
			c.scratch = append(c.scratch, ',')
		}
		c.scratch = append(c.scratch, c.out[p.start:p.end]...)
	}
	c.scratch = append(c.scratch, closing)
	c.out = append(c.out[:start], c.scratch...)
	c.parts = c.parts[:first]
}

// text copies a string; one with escapes is decoded and written with as few as possible.
func (c *canonicalizer) text() error {
	if c.peek() != '"' {
		return errNotJSON
	}
	start, escaped := c.pos, false
	for c.pos++; c.pos < len(c.src); c.pos++ {
		switch c.src[c.pos] {
		case '\\':
			escaped = true
			c.pos++
		case '"':
			c.pos++
			raw := c.src[start:c.pos]
			if escaped {
				return c.unescaped(raw)
			}
			c.out = append(c.out, raw...)
			return nil
		}
	}
	return errNotJSON
}

func (c *canonicalizer) unescaped(raw []byte) error {
	var text string
	if err := json.Unmarshal(raw, &text); err != nil {
		return errNotJSON
	}
	c.out = append(c.out, '"')
	for i := range len(text) {
		switch b := text[i]; {
		case b == '"' || b == '\\':
			c.out = append(c.out, '\\', b)
		case b < ' ':
			const hex = "0123456789abcdef"
			c.out = append(c.out, '\\', 'u', '0', '0', hex[b>>4], hex[b&15])
		default:
			c.out = append(c.out, b)
		}
	}
	c.out = append(c.out, '"')
	return nil
}

// plain copies a number, true, false or null.
func (c *canonicalizer) plain() error {
	start := c.pos
	for c.pos < len(c.src) && isPlain(c.src[c.pos]) {
		c.pos++
	}
	if c.pos == start {
		return errNotJSON
	}
	c.out = append(c.out, c.src[start:c.pos]...)
	return nil
}

func isPlain(b byte) bool {
	return b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b == '-' || b == '+' || b == '.' || b == 'E'
}

func (c *canonicalizer) skipBlanks() {
	for c.pos < len(c.src) {
		switch c.src[c.pos] {
		case ' ', '\t', '\r', '\n':
			c.pos++
		default:
			return
		}
	}
}

// peek returns the next byte, or 0 at the end.
func (c *canonicalizer) peek() byte {
	if c.pos < len(c.src) {
		return c.src[c.pos]
	}
	return 0
}
