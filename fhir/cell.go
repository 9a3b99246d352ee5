package fhir

import (
	"strconv"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

// set stores text in a cell as the column's kind asks. Empty text, and text that does not fit the kind (a number such
// as 1E400, half a date), leaves the cell null.
func set(row claims.Row, col claims.Col, text string) {
	if text == "" {
		return
	}
	row.Set(col, cell(claims.TableOf(row.Table).Columns[col].Kind, text))
}

// cell reads text as a kind; null where it does not fit.
func cell(kind claims.Kind, text string) claims.Value {
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
		v = claims.TextValue(strings.TrimSpace(text))
	}
	if err != nil {
		return claims.Value{}
	}
	return v
}

// intValue reads a whole number; "30.0" is one, "30.5" is not.
func intValue(text string) (claims.Value, error) {
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
