package fhir

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/claimsdesk/claimsdesk/claims"
)

// set stores text in a cell as the column's kind asks. Empty text, and text that does not fit the kind (a number such
// as 1E400, half a date), leaves the cell null.
func set(row claims.Row, col claims.Col, text string) {
	if text != "" {
		store(row, col, text)
	}
}

func store(row claims.Row, col claims.Col, text string) {
	if kind := columnKinds[row.Table][col]; kind != claims.Text {
		row.Values[col] = cell(kind, text)
		return
	}
	if text = trimmed(text); text != "" {
		row.Values[col] = claims.Value{Set: true, Text: text}
	}
}

// columnKinds are the kinds of the columns of each table.
var columnKinds = kindsOf()

func kindsOf() (kinds [claims.TableCount][]claims.Kind) {
	for _, t := range claims.Catalogue() {
		for _, c := range t.Columns {
			kinds[t.ID] = append(kinds[t.ID], c.Kind)
		}
	}
	return kinds
}

// trimmed is text without blanks around it.
func trimmed(text string) string {
	const from, to = ' ' + 1, utf8.RuneSelf
	if n := len(text); n > 0 && text[0]-from < to-from && text[n-1]-from < to-from {
		return text
	}
	return strings.TrimSpace(text)
}

// cell reads text as a kind; null where it does not fit.
func cell(kind claims.Kind, text string) claims.Value {
	if v, ok := usualNumber(kind, text); ok {
		return v
	}
	var (
		v   claims.Value
		err error
	)
	switch kind {
	case claims.Date:
		v = claims.DateValue(text)
	case claims.Money:
		v, err = claims.MoneyValue(text)
	case claims.Decimal:
		v, err = claims.DecimalValue(text)
	case claims.Int:
		v, err = intValue(text)
	case claims.Bool:
		var b bool
		b, err = strconv.ParseBool(text)
		v = claims.BoolValue(b)
	default:
		v = claims.TextValue(trimmed(text))
	}
	if err != nil {
		return claims.Value{}
	}
	return v
}

// usualNumber reads numbers such as 7, 130.32 and 0.5 into the same cells as the functions of claims do, without their
// room for signs, exponents and any number of digits.
func usualNumber(kind claims.Kind, text string) (claims.Value, bool) {
	const mostDigits = 15
	if kind != claims.Money && kind != claims.Int && kind != claims.Decimal || text == "" || len(text) > mostDigits {
		return claims.Value{}, false
	}
	var digits int64
	point := len(text)
	for i := range len(text) {
		switch b := text[i]; {
		case b-'0' <= 9:
			digits = digits*10 + int64(b-'0')
		case b == '.' && point == len(text) && i > 0 && i < len(text)-1:
			point = i
		default:
			return claims.Value{}, false
		}
	}
	if point > 1 && text[0] == '0' {
		return claims.Value{}, false
	}
	switch places := max(len(text)-point-1, 0); {
	case kind == claims.Decimal:
		return claims.Value{Set: true, Text: text}, true
	case kind == claims.Int && places == 0:
		return claims.IntValue(digits), true
	case kind == claims.Money && places == 0:
		return claims.Value{Set: true, Int: digits * 100, Text: text}, true
	case kind == claims.Money && places == 1:
		return claims.Value{Set: true, Int: digits * 10, Text: text}, true
	case kind == claims.Money && places == 2:
		return claims.Value{Set: true, Int: digits, Text: text}, true
	}
	return claims.Value{}, false
}

// wholeNumber is the cell of a sequence and the like.
func wholeNumber(n number) claims.Value {
	if len(n) == 1 && n[0]-'0' <= 9 {
		return claims.IntValue(int64(n[0] - '0'))
	}
	if n == "" {
		return claims.Value{}
	}
	return cell(claims.Int, string(n))
}

// intValue reads a whole number; "30.0" is one, "30.5" is not.
func intValue(text string) (claims.Value, error) {
	if v, ok := usualNumber(claims.Int, text); ok {
		return v, nil
	}
	canonical, err := claims.CanonicalDecimal(text)
	if err != nil {
		return claims.Value{}, err
	}
	whole, fraction, _ := strings.Cut(canonical, ".")
	if strings.Trim(fraction, "0") != "" {
		return claims.Value{}, claims.ErrNotDecimal
	}
	n, err := strconv.ParseInt(whole, 10, 64)
	if err != nil {
		return claims.Value{}, err
	}
	return claims.IntValue(n), nil
}

// setBool stores a yes/no element; a missing one leaves the cell null.
func setBool(row claims.Row, col claims.Col, b flag) {
	if b != unsaid {
		row.Set(col, claims.BoolValue(b == yes))
	}
}
