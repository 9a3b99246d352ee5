package fhir

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"slices"
)

// maxNesting is how deep objects and arrays of a resource may stand in each other. FHIR needs about fifteen; the limit
// keeps a hostile line from using up the stack.
const maxNesting = 200

// errNotJSON reports text that the canonicalizer cannot follow.
var errNotJSON = errors.New("not JSON")

// hash returns the SHA-256 of a resource's canonical form, by which two deliveries of the same content are
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
func (c *canonicalizer) hash(line []byte) ([32]byte, error) {
	c.src, c.pos, c.out, c.parts = line, 0, c.out[:0], c.parts[:0]
	c.bare = bytes.IndexByte(line, '\\') < 0
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

// canonicalizer writes the canonical form of src to out while it walks over it. Its memory is used again for the next
// resource.
type canonicalizer struct {
	src     []byte
	pos     int
	bare    bool   // no escapes anywhere in src
	letters []byte // of a string with escapes
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
	first, opening := len(c.parts), c.open('{')
	for more := !c.closes('}'); more; {
		start := c.begin(first)
		if err := c.text(); err != nil {
			return err
		}
		key := c.out[start:len(c.out):len(c.out)]
		skip, inOrder := depth == 0 && leftOut(key), keptOrder(key)
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
			c.out = c.out[:max(start-1, opening+1)] // with the comma in front of it
		} else {
			c.parts = append(c.parts, part{start, len(c.out)})
		}
		var err error
		if more, err = c.goesOn('}'); err != nil {
			return err
		}
	}
	c.close(first, opening, '}', true)
	return nil
}

func (c *canonicalizer) array(depth int, inOrder bool) error {
	if depth >= maxNesting {
		return errNotJSON
	}
	first, opening := len(c.parts), c.open('[')
	for more := !c.closes(']'); more; {
		start := c.begin(first)
		if err := c.value(depth+1, false); err != nil {
			return err
		}
		c.parts = append(c.parts, part{start, len(c.out)})
		var err error
		if more, err = c.goesOn(']'); err != nil {
			return err
		}
	}
	c.close(first, opening, ']', !inOrder)
	return nil
}

// open writes an opening bracket and returns its place in out.
func (c *canonicalizer) open(bracket byte) int {
	c.pos++
	c.out = append(c.out, bracket)
	return len(c.out) - 1
}

// begin writes the comma in front of all parts but the first, and returns where the part begins in out.
func (c *canonicalizer) begin(first int) int {
	if len(c.parts) > first {
		c.out = append(c.out, ',')
	}
	c.skipBlanks()
	return len(c.out)
}

// closes reports whether an object or array that was just opened is empty.
func (c *canonicalizer) closes(bracket byte) bool {
	c.skipBlanks()
	if c.peek() != bracket {
		return false
	}
	c.pos++
	return true
}

// goesOn reports whether another part follows.
func (c *canonicalizer) goesOn(bracket byte) (bool, error) {
	c.skipBlanks()
	switch c.peek() {
	case ',':
		c.pos++
		return true, nil
	case bracket:
		c.pos++
		return false, nil
	}
	return false, errNotJSON
}

// close puts the parts from first on, which end out behind the opening bracket, into order and closes the bracket.
func (c *canonicalizer) close(first, opening int, bracket byte, sorted bool) {
	parts := c.parts[first:]
	byContent := func(a, b part) int { return bytes.Compare(c.out[a.start:a.end], c.out[b.start:b.end]) }
	if sorted && !slices.IsSortedFunc(parts, byContent) {
		slices.SortFunc(parts, byContent)
		c.scratch = c.scratch[:0]
		for i, p := range parts {
			if i > 0 {
				c.scratch = append(c.scratch, ',')
			}
			c.scratch = append(c.scratch, c.out[p.start:p.end]...)
		}
		copy(c.out[opening+1:], c.scratch)
	}
	c.out = append(c.out, bracket)
	c.parts = c.parts[:first]
}

// text copies a string; one with escapes is decoded and written with as few as possible.
func (c *canonicalizer) text() error {
	if c.peek() != '"' {
		return errNotJSON
	}
	start := c.pos + 1
	end := quoteFrom(c.src, start)
	if end < 0 {
		return errNotJSON
	}
	if !c.bare && bytes.IndexByte(c.src[start:end], '\\') >= 0 {
		return c.escapedText(start)
	}
	c.pos = end + 1
	c.out = append(c.out, c.src[start-1:c.pos]...)
	return nil
}

// escapedText is text for a string with escapes, of which pos stands before the first letter.
func (c *canonicalizer) escapedText(start int) error {
	end := start
	for ; end < len(c.src) && c.src[end] != '"'; end++ {
		if c.src[end] != '\\' {
			continue
		}
		n := escapeLength(viewOf(c.src[end:]))
		if n == 0 {
			return errNotJSON
		}
		end += n - 1
	}
	if end >= len(c.src) {
		return errNotJSON
	}
	c.pos = end + 1
	c.letters = appendUnescaped(c.letters[:0], viewOf(c.src[start:end]))
	c.out = append(c.out, '"')
	for _, b := range c.letters {
		switch {
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
