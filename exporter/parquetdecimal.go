package exporter

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

const (
	narrowDigits = 18 // of a DECIMAL that is kept in 64 bits
	wideDigits   = 38 // of the widest DECIMAL that DuckDB, Spark and Snowflake know
	wideBytes    = 16
)

// DecimalShape is the type DECIMAL(Precision, Scale) of a column: Precision digits in all, Scale of them behind the point.
// Precision is 18, which is kept in 64 bits, or 38.
type DecimalShape struct {
	Precision int `json:"precision"`
	Scale     int `json:"scale"`
}

func (s DecimalShape) wide() bool { return s.Precision > narrowDigits }

// DefaultShape is the shape of money, exact to the cent, and of quantities. Numbers as sent that need more digits make the
// whole column wider: a ShapeError says by how much.
func DefaultShape(kind claims.Kind) DecimalShape {
	if kind == claims.Money {
		return DecimalShape{Precision: narrowDigits, Scale: 2}
	}
	return DecimalShape{Precision: narrowDigits, Scale: 4}
}

// ShapeError reports numbers that need more digits than their columns have. Shapes fits all rows; it names every money and
// decimal column.
type ShapeError struct{ Shapes map[string]DecimalShape }

// Error names no values.
func (e *ShapeError) Error() string {
	return fmt.Sprintf("numbers need more digits than their columns have (%d columns looked at)", len(e.Shapes))
}

// decimalReader turns numbers into whole multiples of the last place of their column.
type decimalReader struct {
	shape    DecimalShape
	whole    int // most digits before the point that were seen
	fraction int // most digits behind it that were seen, trailing zeros aside
}

func newDecimalReader(shape DecimalShape) *decimalReader {
	return &decimalReader{shape: shape, fraction: shape.Scale}
}

// read reads decimal text; miss is placeMisfit for a number that needs a wider column, and placeUnreadable for what is no
// number or has more digits than any column can have.
func (r *decimalReader) read(text string) (cell parquetCell, miss int32) {
	if n, whole, fraction, ok := plainDecimal(text); ok && !r.shape.wide() && r.fits(whole, fraction) {
		r.whole = max(r.whole, whole)
		return parquetCell{number: n * power10(r.shape.Scale-fraction)}, 0
	}
	canonical, err := claims.CanonicalDecimal(text)
	if err != nil {
		return cell, placeUnreadable
	}
	digits, negative := strings.CutPrefix(canonical, "-")
	whole, fraction, _ := strings.Cut(digits, ".")
	whole, fraction = strings.TrimLeft(whole, "0"), strings.TrimRight(fraction, "0")
	if max(r.whole, len(whole))+max(r.fraction, len(fraction)) > wideDigits {
		return cell, placeUnreadable
	}
	r.whole, r.fraction = max(r.whole, len(whole)), max(r.fraction, len(fraction))
	if !r.fits(len(whole), len(fraction)) {
		return cell, placeMisfit
	}
	places := whole + fraction + strings.Repeat("0", r.shape.Scale-len(fraction))
	if r.shape.wide() {
		return parquetCell{text: wideValue(places, negative)}, 0
	}
	n, _, _, _ := plainDecimal(places) // at most 18 digits, or none for zero
	if negative {
		n = -n
	}
	return parquetCell{number: n}, 0
}

func (r *decimalReader) fits(whole, fraction int) bool {
	return fraction <= r.shape.Scale && whole <= r.shape.Precision-r.shape.Scale
}

// plainDecimal reads the usual form, a sign, up to 18 digits and a point among them, as a whole number of its last place,
// with how many digits stand before and behind the point. Other forms are not ok, be they numbers or not.
func plainDecimal(text string) (n int64, whole, fraction int, ok bool) {
	digits, negative := strings.CutPrefix(text, "-")
	if digits == "" || len(digits) > narrowDigits {
		return 0, 0, 0, false
	}
	point := -1
	for i := range len(digits) {
		switch b := digits[i]; {
		case '0' <= b && b <= '9':
			n = n*10 + int64(b-'0')
		case b == '.' && point < 0 && i > 0 && i < len(digits)-1:
			point = i
		default:
			return 0, 0, 0, false
		}
	}
	whole = len(digits)
	if point >= 0 {
		whole, fraction = point, len(digits)-point-1
	}
	if negative {
		n = -n
	}
	return n, whole, fraction, true
}

// wideValue is the number as Parquet keeps it in fixed bytes: two's complement, most significant byte first.
func wideValue(places string, negative bool) string {
	n, ok := new(big.Int).SetString("0"+places, 10)
	if !ok {
		n = new(big.Int) // not reached: places are digits
	}
	if negative && n.Sign() > 0 {
		n.Sub(new(big.Int).Lsh(big.NewInt(1), 8*wideBytes), n)
	}
	return string(n.FillBytes(make([]byte, wideBytes)))
}

// needed is the smallest shape, no smaller than the present one, that holds everything seen.
func (r *decimalReader) needed() DecimalShape {
	shape := DecimalShape{Precision: r.shape.Precision, Scale: max(r.shape.Scale, r.fraction)}
	if r.whole+shape.Scale > shape.Precision {
		shape.Precision = wideDigits
	}
	return shape
}

// power10 is 10 to the n, for n from 0 to 18.
func power10(n int) int64 {
	p := int64(1)
	for range n {
		p *= 10
	}
	return p
}
