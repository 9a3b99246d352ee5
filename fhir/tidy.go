package fhir

import "strings"

// The usual forms of codes that some data send without their leading zeros (flattening.md 2.3 and 2.4).

func twoDigits(code string) string   { return padded(code, 2) }
func threeDigits(code string) string { return padded(code, 3) }
func fourDigits(code string) string  { return padded(code, 4) }

// padded puts zeros before a number; anything else is left as sent.
func padded(code string, width int) string {
	if code == "" || len(code) >= width || strings.Trim(code, "0123456789") != "" {
		return code
	}
	return strings.Repeat("0", width-len(code)) + code
}

// normalized is an ICD code without dots and spaces, in upper case (flattening.md section 0, rule 7).
func normalized(code string) string {
	return strings.ToUpper(icdMarks.Replace(code))
}

var icdMarks = strings.NewReplacer(".", "", " ", "")
