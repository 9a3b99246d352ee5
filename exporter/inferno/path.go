package inferno

import (
	"strconv"
	"strings"
)

// path is a way into a decoded resource.
type path []step

// step is a key of an object or, where index is not negative, a place in an array.
type step struct {
	key   string
	index int
}

func newPath(text string) path {
	if text == "" {
		return nil
	}
	var p path
	for key := range strings.SplitSeq(text, ".") {
		s := step{key: key, index: -1}
		if n, err := strconv.Atoi(key); err == nil {
			s.index = n
		}
		p = append(p, s)
	}
	return p
}

// in follows the path. As in FHIR_inferno there are two ways to find nothing: nil where a key is missing, and the empty
// string where an array is too short or no array; they differ for anchors alone.
func (p path) in(v any) any {
	for _, s := range p {
		switch held := v.(type) {
		case map[string]any:
			next, ok := held[s.key]
			if !ok {
				return s.nothing()
			}
			v = next
		case []any:
			if s.index < 0 || s.index >= len(held) {
				return s.nothing()
			}
			v = held[s.index]
		case string:
			return s.nothing()
		default:
			return nil
		}
	}
	return v
}

func (s step) nothing() any {
	if s.index >= 0 {
		return ""
	}
	return nil
}

// rows are what the path leads to as an anchor: the elements of an array, or the one thing that is none. A missing key gives
// no row, an array that is too short gives one without content: a claim without lines has a row in the files of item.0.
func (p path) rows(resource any) []any {
	switch found := p.in(resource).(type) {
	case nil:
		return nil
	case []any:
		return found
	default:
		return []any{found}
	}
}
