package recipe

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
)

// Problem says in plain words why a recipe cannot be used. It quotes keys and names of the catalogue, never other text of the
// file.
type Problem struct {
	Line int // in the file, from 1; 0 where it is about the whole
	Text string
}

func (p *Problem) Error() string {
	if p.Line > 0 {
		return fmt.Sprintf("Line %d of the recipe: %s", p.Line, p.Text)
	}
	return p.Text
}

func problemf(format string, args ...any) *Problem {
	return &Problem{Text: fmt.Sprintf(format, args...)}
}

// maxBytes is far more than a recipe needs.
const maxBytes = 256 << 10

// Parse reads and checks a recipe. Its errors are *Problem.
func Parse(text []byte) (Recipe, error) {
	if len(text) > maxBytes {
		return Recipe{}, problemf("This file is too long for a recipe.")
	}
	if !utf8.Valid(text) {
		return Recipe{}, problemf("The recipe is not saved as UTF-8 text.")
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff")) // of editors on Windows
	if line := mbiLine(text); line > 0 {
		return Recipe{}, &Problem{Line: line, Text: "A recipe can be shared, so it must not hold Medicare numbers. Make a people list and name it with people_list."}
	}
	var r Recipe
	if err := decode(text, &r); err != nil {
		return Recipe{}, err
	}
	if err := r.Check(); err != nil {
		return Recipe{}, err
	}
	return r, nil
}

func decode(text []byte, r *Recipe) error {
	// The version comes first: a later one may have written what this one cannot read.
	var first struct {
		Version int `toml:"version"`
	}
	if _, err := toml.Decode(string(text), &first); err != nil {
		return unreadable(err)
	}
	switch {
	case first.Version > Version:
		return problemf("This recipe was made by a newer ClaimsDesk. Update ClaimsDesk to use it.")
	case first.Version < 1:
		return problemf("The recipe must begin with version = %d.", Version)
	}
	meta, err := toml.Decode(string(text), r)
	if err != nil {
		return unreadable(err)
	}
	if unknown := meta.Undecoded(); len(unknown) > 0 {
		return &Problem{Line: lineOf(text, unknown[0]), Text: fmt.Sprintf("ClaimsDesk does not know %q here. Check its spelling, or take the line out.", shortKey(unknown[0]))}
	}
	return nil
}

// wrongKind is how the parser tells that a value is of another kind than expected.
var wrongKind = regexp.MustCompile(`line ([0-9]+) \(last key "(?:[^"]*\.)?([^".]+)"\): incompatible types`)

// unreadable puts what the parser says into plain words, without the text that it stumbled over.
func unreadable(err error) *Problem {
	if parts := wrongKind.FindStringSubmatch(err.Error()); parts != nil {
		line, err := strconv.Atoi(parts[1])
		if err != nil {
			line = 0 // the words help without it
		}
		return &Problem{Line: line, Text: fmt.Sprintf("%q is not written as expected: text and dates stand in quotation marks, lists in [ ].", clipped(parts[2]))}
	}
	p := problemf("This cannot be read. Text stands in quotation marks, lists stand in [ ].")
	var broken toml.ParseError
	if errors.As(err, &broken) {
		p.Line = broken.Position.Line
	}
	return p
}

// shortKey is the last part of a key.
func shortKey(key toml.Key) string { return clipped(key[len(key)-1]) }

func clipped(key string) string {
	const most = 40
	if utf8.RuneCountInString(key) <= most {
		return key
	}
	return string([]rune(key)[:most]) + "…"
}

// lineOf finds the first line that sets a key; 0 where none does plainly.
func lineOf(text []byte, key toml.Key) int {
	setting := regexp.MustCompile(`^\s*\[*\s*"?(?:[\w.-]+\.)?` + regexp.QuoteMeta(key[len(key)-1]) + `"?\s*(=|\])`)
	for i, line := range bytes.Split(text, []byte("\n")) {
		if setting.Match(line) {
			return i + 1
		}
	}
	return 0
}

// mbi is the form of Medicare Beneficiary Identifiers (CMS, "Understanding the MBI format"), with or without dashes.
var mbi = regexp.MustCompile(`(?i)(^|[^0-9a-z])[1-9][ac-hj-km-np-rt-y][0-9ac-hj-km-np-rt-y][0-9]-?[ac-hj-km-np-rt-y][0-9ac-hj-km-np-rt-y][0-9]-?[ac-hj-km-np-rt-y]{2}[0-9]{2}($|[^0-9a-z])`)

// HoldsMBI says that text holds what looks like an MBI.
func HoldsMBI(text string) bool { return mbi.MatchString(text) }

// mbiLine is the first line that holds what looks like an MBI; 0 for none.
func mbiLine(text []byte) int {
	for i, line := range bytes.Split(text, []byte("\n")) {
		if mbi.Match(line) {
			return i + 1
		}
	}
	return 0
}
