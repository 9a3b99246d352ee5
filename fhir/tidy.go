package fhir

import (
	"strings"
	"unicode/utf8"
)

// The usual forms of codes that some data send without their leading zeros (flattening.md 2.3 and 2.4).

func twoDigits(code string) string   { return padded(code, 2) }
func threeDigits(code string) string { return padded(code, 3) }
func fourDigits(code string) string  { return padded(code, 4) }

// padded puts zeros before a number; anything else is left as sent.
func padded(code string, width int) string {
	if code == "" || len(code) >= width || !allDigits(code) {
		return code
	}
	return strings.Repeat("0", width-len(code)) + code
}

// normalized is an ICD code without dots and spaces, in upper case (flattening.md section 0, rule 7). What has to be written
// anew is kept in texts, unless that is nil.
func normalized(code string, kept *texts) string {
	if isNormalized(code) {
		return code
	}
	const usual = 16 // bytes; the longest ICD code has eight
	if kept == nil || len(code) > usual || !isASCII(code) {
		return strings.ToUpper(icdMarks.Replace(code))
	}
	room := make([]byte, 0, usual)
	for i := range len(code) {
		switch b := code[i]; {
		case b == '.' || b == ' ':
		case b-'a' <= 'z'-'a':
			room = append(room, b-'a'+'A')
		default:
			room = append(room, b)
		}
	}
	return kept.keep(room)
}

func isASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// isNormalized says that a code consists of digits and capitals alone.
func isNormalized(code string) bool {
	for i := range len(code) {
		if b := code[i]; b-'0' > 9 && b-'A' > 'Z'-'A' {
			return false
		}
	}
	return true
}

var icdMarks = strings.NewReplacer(".", "", " ", "")

func allDigits(text string) bool {
	for i := range len(text) {
		if text[i]-'0' > 9 {
			return false
		}
	}
	return true
}
