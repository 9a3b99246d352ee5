package claims

import (
	"errors"
	"strconv"
	"strings"
)

// ErrNotDecimal reports text that is not a decimal number, or one too large for money.
var ErrNotDecimal = errors.New("not a decimal number")

// maxExponent bounds the exponents that a JSON number may carry, so that 1E400 is refused instead of expanded.
const maxExponent = 18

// ParseCents reads decimal text such as "130.32", "-0.5" or "1.2E2" as US cents, rounded half to even
// (docs/reference/flattening.md section 0, rule 5). It returns ErrNotDecimal for anything else and for amounts
// beyond what an int64 of cents can hold.
func ParseCents(text string) (int64, error) {
	d, err := parseDecimal(text)
	if err != nil {
		return 0, err
	}
	return d.scaled(2)
}

// FormatCents prints cents with two decimals: 13032 is "130.32".
func FormatCents(cents int64) string {
	const longest = len("-92233720368547758.08")
	return string(AppendCents(make([]byte, 0, longest), cents))
}

// AppendCents appends what FormatCents prints.
func AppendCents(dst []byte, cents int64) []byte {
	dollars, rest := cents/100, cents%100
	if cents < 0 { // each part turned around by itself: the smallest int64 has no positive counterpart
		dst, dollars, rest = append(dst, '-'), -dollars, -rest
	}
	dst = strconv.AppendInt(dst, dollars, 10)
	return append(dst, '.', byte('0'+rest/10), byte('0'+rest%10))
}

// FormatMoney prints an amount as files show it: two decimals, more where the text as sent has more (contract.md 3).
// Text that is empty or has two decimals or fewer gives the cents.
func FormatMoney(cents int64, text string) string {
	if hasCentsOnly(text) {
		return FormatCents(cents)
	}
	d, err := parseDecimal(text)
	if err != nil {
		return FormatCents(cents)
	}
	digits := d.trimmed()
	if digits.scale <= 2 {
		return FormatCents(cents)
	}
	return digits.String()
}

// hasCentsOnly tells amounts that are plainly written with two decimals at most, as nearly all are.
func hasCentsOnly(text string) bool {
	point := len(text)
	for i := range len(text) {
		switch text[i] {
		case '.':
			point = i
		case 'e', 'E':
			return false
		}
	}
	return len(text)-point <= len(".00")
}

// AppendMoney appends what FormatMoney prints.
func AppendMoney(dst []byte, cents int64, text string) []byte {
	if hasCentsOnly(text) {
		return AppendCents(dst, cents)
	}
	return append(dst, FormatMoney(cents, text)...)
}

// CanonicalDecimal checks decimal text and expands its exponent, keeping every digit: "1.50" stays, "1E2" is "100".
func CanonicalDecimal(text string) (string, error) {
	d, err := parseDecimal(text)
	if err != nil {
		return "", err
	}
	return d.String(), nil
}

// decimal is digits × 10^-scale; digits has no leading zeros (but "0" for zero).
type decimal struct {
	negative bool
	digits   string
	scale    int
}

// parseDecimal accepts the number grammar of RFC 8259 plus a leading '+'.
func parseDecimal(text string) (decimal, error) {
	fail := func() (decimal, error) { return decimal{}, ErrNotDecimal }
	mantissa, exponent, err := splitExponent(text)
	if err != nil {
		return fail()
	}
	var d decimal
	if rest, ok := strings.CutPrefix(mantissa, "-"); ok {
		d.negative, mantissa = true, rest
	} else {
		mantissa = strings.TrimPrefix(mantissa, "+")
	}
	whole, fraction, hasPoint := strings.Cut(mantissa, ".")
	if !allDigits(whole) || (hasPoint && !allDigits(fraction)) || len(mantissa) > 40 {
		return fail()
	}
	d.digits, d.scale = whole+fraction, len(fraction)-exponent
	if d.scale < 0 {
		d.digits += strings.Repeat("0", -d.scale)
		d.scale = 0
	}
	if missing := d.scale + 1 - len(d.digits); missing > 0 {
		d.digits = strings.Repeat("0", missing) + d.digits
	}
	d.digits = trimLeadingZeros(d.digits, d.scale)
	return d, nil
}

func splitExponent(text string) (mantissa string, exponent int, err error) {
	i := strings.IndexAny(text, "eE")
	if i < 0 {
		return text, 0, nil
	}
	exponent, err = strconv.Atoi(text[i+1:])
	if err != nil || exponent > maxExponent || exponent < -maxExponent {
		return "", 0, ErrNotDecimal
	}
	return text[:i], exponent, nil
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// trimLeadingZeros keeps one digit before the decimal point.
func trimLeadingZeros(digits string, scale int) string {
	for len(digits) > scale+1 && digits[0] == '0' {
		digits = digits[1:]
	}
	return digits
}

// trimmed drops trailing zeros of the fraction.
func (d decimal) trimmed() decimal {
	for d.scale > 0 && strings.HasSuffix(d.digits, "0") {
		d.digits, d.scale = d.digits[:len(d.digits)-1], d.scale-1
	}
	return d
}

func (d decimal) String() string {
	s := d.digits
	if d.scale > 0 {
		s = d.digits[:len(d.digits)-d.scale] + "." + d.digits[len(d.digits)-d.scale:]
	}
	if d.negative && strings.Trim(s, "0.") != "" {
		return "-" + s
	}
	return s
}

// scaled returns the value × 10^places, rounded half to even.
func (d decimal) scaled(places int) (int64, error) {
	digits, drop := d.digits, d.scale-places
	if drop < 0 {
		digits, drop = digits+strings.Repeat("0", -drop), 0
	}
	if drop > len(digits) {
		digits = strings.Repeat("0", drop-len(digits)) + digits
	}
	kept, dropped := digits[:len(digits)-drop], digits[len(digits)-drop:]
	if kept == "" {
		kept = "0"
	}
	n, err := strconv.ParseInt(kept, 10, 64)
	if err != nil || n == 1<<63-1 {
		return 0, ErrNotDecimal
	}
	if roundsUp(dropped, n) {
		n++
	}
	if d.negative {
		n = -n
	}
	return n, nil
}

// roundsUp decides half to even for the digits that are cut off behind n.
func roundsUp(dropped string, n int64) bool {
	if dropped == "" || dropped[0] < '5' {
		return false
	}
	if dropped[0] > '5' || strings.Trim(dropped[1:], "0") != "" {
		return true
	}
	return n%2 == 1
}
