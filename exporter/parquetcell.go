package exporter

import (
	"bytes"
	"encoding/binary"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/parquet-go/parquet-go/deprecated"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"

	"github.com/claimsdesk/claimsdesk/claims"
)

// parquetCell is a value in the form of its column's physical type: a number for INT32, INT64 and BOOLEAN, else text or the
// bytes of a wide decimal.
type parquetCell struct {
	number int64
	text   string
}

// read turns a value into a cell; miss says why there is none.
func (c *parquetColumn) read(v *claims.Value) (cell parquetCell, miss int32) {
	switch c.column.Kind {
	case claims.Int, claims.Bool:
		return parquetCell{number: v.Int}, 0
	case claims.Date:
		t, ok := claims.CalendarDate(v.Text)
		if !ok {
			return cell, placeUnreadable
		}
		const secondsPerDay = 24 * 60 * 60
		return parquetCell{number: t.Unix() / secondsPerDay}, 0
	case claims.Timestamp:
		instant, err := time.Parse(time.RFC3339Nano, v.Text)
		if err != nil {
			return cell, placeUnreadable
		}
		return parquetCell{number: instant.UnixMicro()}, 0
	case claims.Money:
		if v.Text == "" {
			return c.decimal.read(claims.FormatCents(v.Int))
		}
		return c.decimal.read(v.Text)
	case claims.Decimal:
		return c.decimal.read(v.Text)
	default:
		if !utf8.ValidString(v.Text) {
			return parquetCell{text: strings.ToValidUTF8(v.Text, "\uFFFD")}, 0
		}
		return parquetCell{text: v.Text}, 0
	}
}

// append adds the cell in Parquet's plain encoding; a BOOLEAN takes a byte here and a bit in the page.
func (p parquetCell) append(dst []byte, physical format.Type) []byte {
	switch physical {
	case format.Boolean:
		return append(dst, byte(p.number)) //nolint:gosec // 0 or 1
	case format.Int32:
		return binary.LittleEndian.AppendUint32(dst, uint32(p.number)) //nolint:gosec // two's complement of a day
	case format.Int64:
		return binary.LittleEndian.AppendUint64(dst, uint64(p.number)) //nolint:gosec // two's complement
	case format.ByteArray:
		dst = binary.LittleEndian.AppendUint32(dst, uint32(len(p.text))) //nolint:gosec // a line is 32 MiB at most
		return append(dst, p.text...)
	default:
		return append(dst, p.text...)
	}
}

// plainSize is the length of a value whose type has one.
func plainSize(physical format.Type) int {
	switch physical {
	case format.Int32:
		return 4
	case format.FixedLenByteArray:
		return wideBytes
	default:
		return 8
	}
}

// longestBound is how long text may be that stands in the footer as the least or greatest of a row group.
const longestBound = 64

// parquetBounds are the least and the greatest value of a row group.
type parquetBounds struct {
	any       bool
	low, high parquetCell
}

func (b *parquetBounds) stretch(cell parquetCell, physical format.Type) {
	if !b.any {
		b.any, b.low, b.high = true, cell, cell
		return
	}
	if physical == format.ByteArray {
		if cell.text < b.low.text {
			b.low = cell
		} else if cell.text > b.high.text {
			b.high = cell
		}
		return
	}
	b.low.number, b.high.number = min(b.low.number, cell.number), max(b.high.number, cell.number)
}

// statistics are the bounds for the footer, without what is too long for it and wide decimals.
func (b *parquetBounds) statistics(physical format.Type, nulls int64) format.Statistics {
	s := format.Statistics{NullCount: nulls}
	if !b.any || physical == format.FixedLenByteArray || len(b.low.text) > longestBound || len(b.high.text) > longestBound {
		return s
	}
	encode := func(cell parquetCell) []byte {
		if physical == format.ByteArray {
			return bytes.Clone([]byte(cell.text))
		}
		return cell.append(nil, physical)
	}
	s.MinValue, s.MaxValue = encode(b.low), encode(b.high)
	return s
}

// element is the column in the schema, with the older names of types beside the newer for older readers.
func (c *parquetColumn) element() format.SchemaElement {
	e := format.SchemaElement{Name: c.column.Name, Type: thrift.New(c.physical), RepetitionType: thrift.New(format.Optional)}
	set := func(older deprecated.ConvertedType, newer format.LogicalTypeValue) {
		e.ConvertedType, e.LogicalType.Value = thrift.New(older), newer
	}
	switch c.column.Kind {
	case claims.Date:
		set(deprecated.Date, new(format.DateType))
	case claims.Timestamp:
		set(deprecated.TimestampMicros, &format.TimestampType{IsAdjustedToUTC: true, Unit: format.TimeUnit{Value: new(format.MicroSeconds)}})
	case claims.Int:
		set(deprecated.Int64, &format.IntType{BitWidth: 64, IsSigned: true})
	case claims.Money, claims.Decimal:
		shape := c.decimal.shape
		scale, precision := int32(shape.Scale), int32(shape.Precision) //nolint:gosec // at most 38
		set(deprecated.Decimal, &format.DecimalType{Scale: scale, Precision: precision})
		e.Scale, e.Precision = thrift.New(scale), thrift.New(precision)
		if shape.wide() {
			e.TypeLength = thrift.New(int32(wideBytes))
		}
	case claims.Text:
		set(deprecated.UTF8, new(format.StringType))
	case claims.Bool:
	}
	return e
}
