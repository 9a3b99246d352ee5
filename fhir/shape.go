package fhir

import (
	"bytes"
	"encoding/json"
	"unicode/utf8"

	"github.com/claimsdesk/claimsdesk/claims"
)

// shape is what a first look at a line tells, before any of it is decoded.
type shape struct {
	resourceType string
}

// look checks what would make a line unfit for any reader and finds its resource type. It returns the reason to refuse
// the line, or an empty one. The grammar of JSON is left to the decoder.
func look(line []byte) (shape, claims.RejectReason) {
	if !utf8.Valid(line) {
		return shape{}, ReasonNotUTF8
	}
	if hasNUL(line) {
		return shape{}, ReasonNUL
	}
	s := scanner{line: line}
	return s.scan()
}

// hasNUL finds NUL bytes and the escape for one: databases and files cut text there.
func hasNUL(line []byte) bool {
	if bytes.IndexByte(line, 0) >= 0 {
		return true
	}
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

// scanner walks over a line once, outside strings counting depth, inside strings only looking for their end.
type scanner struct {
	line  []byte
	depth int
	ended bool // the first top-level value is complete
	shape shape
}

func (s *scanner) scan() (shape, claims.RejectReason) {
	for i := 0; i < len(s.line); i++ {
		b := s.line[i]
		switch {
		case b == ' ' || b == '\t' || b == '\r' || b == '\n':
		case s.ended && b == '{':
			return shape{}, ReasonTwo
		case s.ended || (s.depth == 0 && b != '{'):
			return shape{}, ReasonNotJSON
		case b == '"':
			end := stringEnd(s.line, i)
			if s.depth == 1 {
				s.member(i, end)
			}
			i = end - 1
		case b == '{' || b == '[':
			if s.depth++; s.depth > maxNesting {
				return shape{}, ReasonTooDeep
			}
		case b == '}' || b == ']':
			s.depth--
			s.ended = s.depth == 0
		}
	}
	switch {
	case !s.ended:
		return shape{}, ReasonNotJSON
	case s.shape.resourceType == "":
		return shape{}, ReasonNotFHIR
	}
	return s.shape, ""
}

// member notes the resource type when the string from start to end is its key.
func (s *scanner) member(start, end int) {
	if string(s.line[start:end]) != `"resourceType"` {
		return
	}
	value := bytes.TrimLeft(s.line[end:], " \t\r\n:")
	if len(value) == 0 || value[0] != '"' {
		return
	}
	var name string
	if json.Unmarshal(value[:stringEnd(value, 0)], &name) == nil {
		s.shape.resourceType = name
	}
}

// stringEnd returns the index behind the string that starts at start, or the end of the line when it is not closed.
func stringEnd(line []byte, start int) int {
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
