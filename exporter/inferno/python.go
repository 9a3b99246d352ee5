package inferno

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"unicode"
)

// pythonText prints a JSON value as Python's str() does, without blanks around it: True, False, 697.47, 4. Null, objects and
// arrays give nothing.
func pythonText(v any) string {
	switch v := v.(type) {
	case string:
		return strings.TrimFunc(v, isPythonSpace)
	case json.Number:
		return pythonNumber(string(v))
	case bool:
		if v {
			return "True"
		}
		return "False"
	default:
		return ""
	}
}

// isPythonSpace is what str.strip takes away: Unicode's blanks and the four separators of ASCII.
func isPythonSpace(r rune) bool { return unicode.IsSpace(r) || (r >= 0x1c && r <= 0x1f) }

// pythonNumber prints a JSON number as Python does after json.loads: whole numbers digit by digit, others as the shortest
// text of a float. This is the one place where an amount passes through a float, because it does so in the files that are to be equalled; nothing
// is reckoned with it.
func pythonNumber(text string) string {
	if !strings.ContainsAny(text, ".eE") {
		if text == "-0" {
			return "0"
		}
		return text
	}
	f, err := strconv.ParseFloat(text, 64)
	if math.IsInf(f, 0) {
		return strings.TrimPrefix(strings.ToLower(strconv.FormatFloat(f, 'g', -1, 64)), "+")
	}
	if err != nil {
		return text
	}
	short := strconv.FormatFloat(f, 'e', -1, 64)
	_, exponent, _ := strings.Cut(short, "e")
	if e, err := strconv.Atoi(exponent); err == nil && (e < -4 || e >= 16) {
		return short
	}
	plain := strconv.FormatFloat(f, 'f', -1, 64)
	if !strings.Contains(plain, ".") {
		plain += ".0"
	}
	return plain
}

// appendRow adds a row as Python's csv writer prints it with QUOTE_ALL and the escape character '\': every field quoted,
// quotes doubled, backslashes too, CRLF at the end.
func appendRow(line []byte, cells []string) []byte {
	for i, cell := range cells {
		if i > 0 {
			line = append(line, ',')
		}
		line = append(line, '"')
		for j := range len(cell) {
			if cell[j] == '"' || cell[j] == '\\' {
				line = append(line, cell[j])
			}
			line = append(line, cell[j])
		}
		line = append(line, '"')
	}
	return append(line, '\r', '\n')
}
