package codes

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// ErrFormat reports a file that is not one of the official files, or not one that holds any names.
var ErrFormat = errors.New("not a file of code names")

// Name is a code, as Normal writes it, and what it stands for.
type Name struct{ Code, Words string }

const (
	// headBytes is how much of a file it takes to recognise it.
	headBytes = 64 << 10
	// longestLine of any official file is a few kilobytes.
	longestLine = 1 << 20
	// longestName keeps names to what a line of a screen can show.
	longestName = 240
	// headLines is how far down headings may stand under titles.
	headLines = 20
)

// Recognise tells from the first bytes of a file which names it holds: at most HeadBytes are looked at.
func Recognise(head []byte) (System, bool) {
	lines := strings.Split(text(head[:min(len(head), headBytes)]), "\n")
	for _, line := range lines[:min(len(lines), headLines)] {
		line = strings.TrimSuffix(line, "\r")
		fields := split(line)
		switch {
		case column(fields, ndcHeadings...) != nil:
			return NDC, true
		case drgColumns(fields) != nil:
			return MSDRG, true
		}
		if _, ok := icdRecord(line); ok {
			return ICD10CM, true
		}
		if _, ok := hcpcsRecord(line); ok {
			return HCPCS, true
		}
	}
	return "", false
}

// HeadBytes is how much of a file Recognise wants.
const HeadBytes = headBytes

// Read reads the names of an official file and hands them to use, in the file's order; where a code comes twice the later name stands.
// It returns ErrFormat for a file of another kind, and what use returns.
func Read(system System, r io.Reader, use func(Name) error) error {
	var read func(*lines, func(Name) error) error
	switch system {
	case ICD10CM:
		read = readICD
	case MSDRG:
		read = readDRG
	case HCPCS:
		read = readHCPCS
	case NDC:
		read = readNDC
	default:
		return fmt.Errorf("%w: there are no names for %q", ErrFormat, system)
	}
	count := 0
	err := read(newLines(r), func(n Name) error {
		if n.Words = shorten(n.Words); n.Code == "" || n.Words == "" {
			return nil
		}
		count++
		return use(n)
	})
	if err == nil && count == 0 {
		err = ErrFormat
	}
	return err
}

// shorten folds blanks and cuts what is too long for a screen between letters, never within one.
func shorten(words string) string {
	words = strings.Join(strings.Fields(words), " ")
	if len(words) <= longestName {
		return words
	}
	cut := longestName
	for cut > 0 && !utf8.RuneStart(words[cut]) {
		cut--
	}
	return strings.TrimSpace(words[:cut]) + "…"
}

// lines reads a text line by line.
type lines struct {
	scanner *bufio.Scanner
	first   bool
}

func newLines(r io.Reader) *lines {
	s := bufio.NewScanner(r)
	s.Buffer(make([]byte, 0, headBytes), longestLine)
	return &lines{scanner: s, first: true}
}

// next is the next line without its end; ok is false at the end of the text.
func (l *lines) next() (line string, ok bool) {
	if !l.scanner.Scan() {
		return "", false
	}
	b := l.scanner.Bytes()
	if l.first {
		b, l.first = bytes.TrimPrefix(b, []byte("\ufeff")), false
	}
	return strings.TrimSuffix(text(b), "\r"), true
}

func (l *lines) err() error {
	err := l.scanner.Err()
	if errors.Is(err, bufio.ErrTooLong) {
		return fmt.Errorf("%w: a line has no end", ErrFormat)
	}
	if err != nil {
		return fmt.Errorf("read names of codes: %w", err)
	}
	return nil
}

// text is a line as UTF-8: official files are sometimes in the older Western encoding.
func text(b []byte) string {
	if utf8.Valid(b) {
		return string(b)
	}
	runes := make([]rune, len(b))
	for i, c := range b {
		runes[i] = rune(c)
	}
	return string(runes)
}

// split is a line of a table: fields between tabs, or where there are none, between commas outside quotes.
func split(line string) []string {
	if strings.Contains(line, "\t") {
		fields := strings.Split(line, "\t")
		for i := range fields {
			fields[i] = unquote(fields[i])
		}
		return fields
	}
	var fields []string
	from, quoted := 0, false
	for i := range len(line) {
		switch {
		case line[i] == '"':
			quoted = !quoted
		case line[i] == ',' && !quoted:
			fields = append(fields, unquote(line[from:i]))
			from = i + 1
		}
	}
	return append(fields, unquote(line[from:]))
}

func unquote(field string) string {
	field = strings.TrimSpace(field)
	if len(field) > 1 && field[0] == '"' && field[len(field)-1] == '"' {
		field = strings.ReplaceAll(field[1:len(field)-1], `""`, `"`)
	}
	return strings.TrimSpace(field)
}

// column finds columns by their headings; nil where one is missing.
func column(fields []string, headings ...string) []int {
	places := make([]int, len(headings))
	for i, heading := range headings {
		places[i] = -1
		for j, field := range fields {
			if strings.EqualFold(field, heading) {
				places[i] = j
				break
			}
		}
		if places[i] < 0 {
			return nil
		}
	}
	return places
}

func fieldAt(fields []string, at int) string {
	if at < 0 || at >= len(fields) {
		return ""
	}
	return fields[at]
}
