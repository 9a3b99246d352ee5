package codes

import "strings"

// Places of the ICD-10-CM order file (icd10cm-order-2026.txt of CMS): 1-5 order number, 7-13 code, 15 whether the code can be billed,
// 17-76 short words, 78 on long words.
const (
	icdOrder, icdCode, icdCodeEnd  = 5, 6, 13
	icdBillable, icdShort, icdLong = 14, 16, 77
)

// icdRecord reads a line of the order file. Headings of chapters of codes are names too: claims carry some of them.
func icdRecord(line string) (Name, bool) {
	if len(line) <= icdShort || !digits(line[:icdOrder]) || line[icdOrder] != ' ' || line[icdCodeEnd] != ' ' {
		return Name{}, false
	}
	if flag := line[icdBillable]; flag != '0' && flag != '1' {
		return Name{}, false
	}
	code := Normal(ICD10CM, line[icdCode:icdCodeEnd])
	if len(code) < 3 || code[0] < 'A' || code[0] > 'Z' {
		return Name{}, false
	}
	words := line[icdShort:]
	if len(line) > icdLong && strings.TrimSpace(line[icdLong:]) != "" {
		words = line[icdLong:]
	}
	return Name{code, words}, true
}

func readICD(l *lines, use func(Name) error) error {
	return readRecords(l, icdRecord, use)
}

// readRecords reads a file with a name on each line and skips other lines.
func readRecords(l *lines, record func(string) (Name, bool), use func(Name) error) error {
	for line, ok := l.next(); ok; line, ok = l.next() {
		if name, ok := record(line); ok {
			if err := use(name); err != nil {
				return err
			}
		}
	}
	return l.err()
}
