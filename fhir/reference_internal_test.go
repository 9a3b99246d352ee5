package fhir

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/claimsdesk/claimsdesk/claims"
)

// The reference reads resources with encoding/json into the same structs and applies the same rules. It is slow and
// plain, and what the decoder is held against. Two things it does not leave to encoding/json, which folds the case of
// keys and merges the values of a key that stands twice: it goes over the line as a tree first.

// referenceParse reads a line as Reader.Parse does, but for the hash.
func referenceParse(line []byte, version string, opts Options) (claims.Resource, error) {
	refused := &RejectError{Reason: "refused"}
	if !utf8.Valid(line) || bytes.IndexByte(line, 0) >= 0 || hasEscapedNUL(line) || nesting(line) > maxNesting {
		return claims.Resource{}, refused
	}
	tree, err := treeOf(line)
	if err != nil {
		return claims.Resource{}, refused
	}
	resourceType, _ := tree["resourceType"].(string) // any other value is no type
	if !isKnown(resourceType) {
		return claims.Resource{}, refused
	}
	if resourceType != claims.TypePatient && treeIsSTU3(tree, resourceType) {
		return claims.Resource{}, ErrSTU3
	}
	if tree, err = treeOf(presentHost(line, resourceType)); err != nil {
		return claims.Resource{}, err
	}
	exact, err := json.Marshal(withoutFolded(tree))
	if err != nil {
		return claims.Resource{}, err
	}
	in := scope{plain: applyPlain, version: version, today: opts.Now().UTC().Format(time.DateOnly)}
	if version == "" {
		in.version = versionOf(line, resourceType)
	}
	c, err := referenceRows(exact, resourceType, in)
	if err != nil {
		return claims.Resource{}, err
	}
	if c.id == "" {
		return claims.Resource{}, refused
	}
	return claims.Resource{
		APIVersion: in.version, Type: resourceType, ID: c.id, LastUpdated: c.lastUpdated, Items: c.items, Raw: line,
		Rows: c.rows, Patch: c.patch,
	}, nil
}

func referenceRows(line []byte, resourceType string, in scope) (content, error) {
	var (
		e eob
		c claim
		r claimResponse
		p patient
		v coverage
	)
	switch resourceType {
	case claims.TypePatient:
		err := unmarshal(line, &p)
		return patientRows(&p, in), err
	case claims.TypeCoverage:
		err := unmarshal(line, &v)
		return coverageRows(&v, in), err
	case claims.TypeClaim:
		err := unmarshal(line, &c)
		return claimRows(&c, in), err
	case claims.TypeClaimResponse:
		err := unmarshal(line, &r)
		return claimResponseRows(&r, in), err
	}
	err := unmarshal(line, &e)
	return eobRows(&e, in), err
}

// unmarshal skips values whose type does not fit.
func unmarshal(b []byte, into any) error {
	err := json.Unmarshal(b, into)
	var wrongType *json.UnmarshalTypeError
	if errors.As(err, &wrongType) {
		return nil
	}
	return err
}

// UnmarshalJSON takes numbers with and without quotes, as they are written.
func (n *number) UnmarshalJSON(b []byte) error {
	s := string(b)
	if b[0] == '"' {
		if err := json.Unmarshal(b, &s); err != nil {
			return err
		}
	}
	*n = ""
	if s != "" && (s[0] == '-' || s[0] >= '0' && s[0] <= '9') {
		*n = number(s)
	}
	return nil
}

// UnmarshalJSON takes true and false.
func (f *flag) UnmarshalJSON(b []byte) error {
	*f = map[string]flag{"true": yes, "false": no}[string(b)]
	return nil
}

// UnmarshalJSON takes a text or a list of names.
func (n *containedName) UnmarshalJSON(b []byte) error {
	*n = containedName{}
	switch b[0] {
	case '"':
		return json.Unmarshal(b, &n.organization)
	case '[':
		return unmarshal(b, &n.people)
	}
	return nil
}

// treeOf reads exactly one object; of keys that stand twice the last one stays.
func treeOf(line []byte) (map[string]any, error) {
	decoder := json.NewDecoder(bytes.NewReader(line))
	decoder.UseNumber()
	var tree map[string]any
	if err := decoder.Decode(&tree); err != nil {
		return nil, err
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) || tree == nil {
		return nil, errors.New("not one object")
	}
	return tree, nil
}

// nesting is how deep the brackets outside of texts stand in each other.
func nesting(line []byte) int {
	depth, deepest, inText := 0, 0, false
	for i := 0; i < len(line); i++ {
		switch b := line[i]; {
		case inText && b == '\\':
			i++
		case b == '"':
			inText = !inText
		case inText:
		case b == '{' || b == '[':
			depth++
			deepest = max(deepest, depth)
		case b == '}' || b == ']':
			depth--
		}
	}
	return deepest
}

func treeIsSTU3(tree map[string]any, resourceType string) bool {
	has := func(object map[string]any, names ...string) bool {
		for _, name := range names {
			if _, found := object[name]; found {
				return true
			}
		}
		return false
	}
	oldNames := has(tree, "information", "totalCost", "totalBenefit", "organization", "grouping")
	newNames := has(tree, "supportingInfo", "total", "class")
	lines, _ := tree["item"].([]any) // any other value has no lines
	if resourceType == claims.TypeCoverage {
		lines = nil
	}
	for _, one := range lines {
		line, _ := one.(map[string]any) // likewise
		oldNames = oldNames || has(line, "sequenceLinkId", "careTeamLinkId", "diagnosisLinkId", "procedureLinkId", "informationLinkId")
		newNames = newNames || has(line, "productOrService")
	}
	return oldNames && !newNames
}

// withoutFolded drops the keys that encoding/json would take for another one because it folds their case.
func withoutFolded(value any) any {
	switch v := value.(type) {
	case map[string]any:
		kept := map[string]any{}
		for key, inner := range v {
			if folded(key) {
				continue
			}
			kept[key] = withoutFolded(inner)
		}
		return kept
	case []any:
		for i := range v {
			v[i] = withoutFolded(v[i])
		}
	}
	return value
}

// folded tells a key that is another spelling of an element's name.
func folded(key string) bool {
	return !elementNames[key] && foldedNames[fold(key)]
}

// fold spells keys alike that encoding/json takes for one: it folds two letters beyond ASCII too.
func fold(key string) string {
	return strings.ToLower(strings.NewReplacer("\u212a", "k", "\u017f", "s").Replace(key))
}

var foldedNames = func() map[string]bool {
	names := map[string]bool{}
	for name := range elementNames {
		names[fold(name)] = true
	}
	return names
}()

// elementNames are the names of all elements that a struct has.
var elementNames = namesOf(map[string]bool{}, reflect.TypeFor[claim](), reflect.TypeFor[claimResponse](), reflect.TypeFor[patient](), reflect.TypeFor[coverage]())

func namesOf(into map[string]bool, types ...reflect.Type) map[string]bool {
	for _, t := range types {
		for t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		if t.Kind() != reflect.Struct || into[t.Name()+" struct"] {
			continue
		}
		into[t.Name()+" struct"] = true
		for i := range t.NumField() {
			if name := t.Field(i).Tag.Get("json"); name != "" {
				into[name] = true
			}
			namesOf(into, t.Field(i).Type)
		}
	}
	return into
}

// applyPlain tries rules one by one.
func applyPlain(rules []rule, row claims.Row, e *eob, it *item, claimType string) {
	columns := claims.TableOf(row.Table).Columns
	for i := range rules {
		r := &rules[i]
		if row.Value(r.column).Set || !r.isFor(claimType) {
			continue
		}
		text := r.from.find(e, it, columns[r.column].Kind)
		if r.tidy != nil {
			text = r.tidy(text)
		}
		set(row, r.column, text)
	}
}
