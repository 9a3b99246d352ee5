package claims

import "strconv"

// Value is one cell. The zero Value is null. Which field holds the content depends on the column's Kind:
// Text, Date, Timestamp and Decimal use Text; Int and Bool (0, 1) use Int; Money uses Int for US cents and Text for
// the decimal text as sent.
type Value struct {
	Set  bool
	Int  int64
	Text string
}

// TextValue is a text cell; empty text is null, because CMS sends no meaningful empty strings.
func TextValue(s string) Value { return Value{Set: s != "", Text: s} }

// IntValue is a whole-number cell.
func IntValue(n int64) Value { return Value{Set: true, Int: n} }

// BoolValue is a yes/no cell.
func BoolValue(b bool) Value {
	if b {
		return Value{Set: true, Int: 1}
	}
	return Value{Set: true}
}

// DateValue is a date cell out of a FHIR date or dateTime; null where there is no full date.
func DateValue(s string) Value {
	day, ok := DateText(s)
	return Value{Set: ok, Text: day}
}

// MoneyValue is a money cell out of decimal text as sent. It returns ErrNotDecimal for other text.
func MoneyValue(text string) (Value, error) {
	cents, err := ParseCents(text)
	if err != nil {
		return Value{}, err
	}
	return Value{Set: true, Int: cents, Text: text}, nil
}

// DecimalValue is a quantity cell out of decimal text as sent. It returns ErrNotDecimal for other text.
func DecimalValue(text string) (Value, error) {
	canonical, err := CanonicalDecimal(text)
	if err != nil {
		return Value{}, err
	}
	return Value{Set: true, Text: canonical}, nil
}

// AppendTo appends what Format prints.
func (v Value) AppendTo(dst []byte, k Kind) []byte {
	if !v.Set {
		return dst
	}
	switch k {
	case Int:
		return strconv.AppendInt(dst, v.Int, 10)
	case Bool:
		return strconv.AppendBool(dst, v.Int != 0)
	case Money:
		return AppendMoney(dst, v.Int, v.Text)
	default:
		return append(dst, v.Text...)
	}
}

// Format prints the cell as text files show it; null is the empty string (contract.md 3).
func (v Value) Format(k Kind) string {
	if !v.Set {
		return ""
	}
	switch k {
	case Int:
		return strconv.FormatInt(v.Int, 10)
	case Bool:
		return strconv.FormatBool(v.Int != 0)
	case Money:
		return FormatMoney(v.Int, v.Text)
	default:
		return v.Text
	}
}
