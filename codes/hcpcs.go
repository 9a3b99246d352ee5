package codes

import "strings"

// Places of the HCPCS quarterly file (HCPC2026_JAN_ANWEB.txt of CMS): 1-5 code, 6-10 sequence, 11 kind of record, 12-91 long words,
// 92-119 short words. A long description goes on in further records of the same code.
const (
	hcpcsCode, hcpcsKind, hcpcsLong, hcpcsShort = 5, 10, 11, 91
	hcpcsFirst, hcpcsMore                       = '3', '4'
)

// hcpcsPart is one record: the code, its words, and whether they go on from the record before.
type hcpcsPart struct {
	Name
	more bool
}

// hcpcsRecord reads a record of a procedure. Records of modifiers are none, nor are dental codes (D), whose wording is licensed.
func hcpcsRecord(line string) (hcpcsPart, bool) {
	if len(line) < hcpcsLong+1 || !digits(line[hcpcsCode:hcpcsKind]) {
		return hcpcsPart{}, false
	}
	code, kind := line[:hcpcsCode], line[hcpcsKind]
	if kind != hcpcsFirst && kind != hcpcsMore || code[0] < 'A' || code[0] > 'V' || code[0] == 'D' || !digits(code[1:]) {
		return hcpcsPart{}, false
	}
	words := line[hcpcsLong:min(len(line), hcpcsShort)]
	return hcpcsPart{Name{code, words}, kind == hcpcsMore}, true
}

func readHCPCS(l *lines, use func(Name) error) error {
	var open Name
	flush := func() error {
		name := open
		open = Name{}
		if name.Code == "" {
			return nil
		}
		return use(name)
	}
	for line, ok := l.next(); ok; line, ok = l.next() {
		part, ok := hcpcsRecord(line)
		if !ok {
			continue
		}
		if part.more && part.Code == open.Code {
			if len(open.Words) < longestName {
				open.Words += " " + strings.TrimSpace(part.Words)
			}
			continue
		}
		if err := flush(); err != nil {
			return err
		}
		open = part.Name
	}
	if err := l.err(); err != nil {
		return err
	}
	return flush()
}
