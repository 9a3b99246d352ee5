package store

import (
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Kinds of the entries in person_search.
const (
	findName  = "name"  // folded "last,first"
	findGiven = "given" // folded "first last"
	findMBI   = "mbi"   // the whole MBI
	findMBI4  = "mbi4"  // its last four characters
	findBirth = "birth" // YYYY-MM-DD
)

// probe is one range of person_search: values from From, before Before.
type probe struct {
	Kind   string
	From   string
	Before string
}

// probes turns what a person typed into ranges of person_search, any of which may match (docs/reference/screens.md 1.3):
// the start of a last name, "last, first", "first last", a whole MBI, the last four of one, or a birth date. Blank text
// gives none.
func probes(typed string) []probe {
	if day, ok := typedDate(typed); ok {
		return []probe{exactly(findBirth, day)}
	}
	folded := fold(typed)
	if folded == "" {
		return nil
	}
	last, first, hasComma := strings.Cut(folded, ",")
	if hasComma {
		return []probe{startingWith(findName, strings.TrimSpace(last)+","+strings.TrimSpace(first))}
	}
	found := []probe{startingWith(findName, folded)}
	if strings.Contains(folded, " ") {
		found = append(found, startingWith(findGiven, folded))
	}
	switch mbi := normalMBI(typed); len(mbi) {
	case 11:
		found = append(found, exactly(findMBI, mbi))
	case 4:
		found = append(found, exactly(findMBI4, mbi))
	}
	return found
}

func exactly(kind, value string) probe { return probe{kind, value, value + "\x00"} }

// startingWith ends the range with the greatest character, which no folded name holds.
func startingWith(kind, value string) probe { return probe{kind, value, value + "\U0010FFFF"} }

// typedDates are the ways to type a birth date.
var typedDates = [...]string{"1/2/2006", "2006-1-2", "Jan 2 2006", "January 2 2006"}

// typedDate reads a whole birth date as typed and returns it as YYYY-MM-DD.
func typedDate(typed string) (string, bool) {
	words := strings.Join(strings.Fields(strings.ReplaceAll(typed, ",", " ")), " ")
	for _, layout := range typedDates {
		if day, err := time.Parse(layout, words); err == nil {
			return day.Format(time.DateOnly), true
		}
	}
	return "", false
}

// normalMBI takes dashes and blanks out of an MBI and makes it upper case. Text that cannot be part of an MBI gives "".
func normalMBI(typed string) string {
	var b strings.Builder
	for _, c := range strings.ToUpper(typed) {
		switch {
		case c >= 'A' && c <= 'Z', c >= '0' && c <= '9':
			b.WriteRune(c)
		case c == '-' || unicode.IsSpace(c):
		default:
			return ""
		}
	}
	return b.String()
}

// fold makes names comparable: lower case, no accents, single blanks between words.
func fold(name string) string {
	var b strings.Builder
	for _, c := range norm.NFD.String(strings.ToLower(name)) {
		if !unicode.Is(unicode.Mn, c) {
			b.WriteRune(c)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
