package store

import (
	"encoding/binary"
	"fmt"
	"math"

	"github.com/claimsdesk/claimsdesk/claims"
)

// The packed text of claim_details, before zstd:
//
//	version (1 byte), then for each table of packedTables the length of its section, then the sections.
//	A section without rows is empty, else: number of columns, number of rows, the numbers, the texts.
//	The numbers: column by column, for each row a token: 0 without a value, else the zigzag difference from the row
//	above plus 2; 1 announces a difference too great for that.
//	The texts: row by row, for each column its length plus 1 and its bytes; 0 without a value.
//
// Whole numbers and yes/no are numbers; money is a number, its cents, and a text, as CMS sent it where its cents do not
// read like it; all else is text. Lengths and counts are unsigned varints. Columns are those of the catalogue that tables
// store themselves, in its order; columns that were added to a table's end since have no value.
//
// Numbers stand apart from texts so that rows that differ in their sequence alone are the same text to zstd.

// detailVersion is the first byte of what this version writes.
const detailVersion = 1

// detailLayout says which columns of a table are packed how.
type detailLayout struct {
	columns []claims.Col // as packed
	kinds   []claims.Kind
	width   int // columns of the catalogue
	name    string
}

func layoutOf(id claims.TableID) detailLayout {
	t := claims.TableOf(id)
	l := detailLayout{columns: storedColumns(t), width: len(t.Columns), name: t.Name}
	for _, col := range l.columns {
		l.kinds = append(l.kinds, t.Columns[col].Kind)
	}
	return l
}

func isNumber(k claims.Kind) bool { return k == claims.Int || k == claims.Bool || k == claims.Money }
func isText(k claims.Kind) bool   { return k != claims.Int && k != claims.Bool }

// detailLayouts are the layouts of packedTables.
func detailLayouts() (list [len(packedTables)]detailLayout) {
	for i, id := range packedTables {
		list[i] = layoutOf(id)
	}
	return list
}

// detailEncoder writes packed texts. It keeps its room from one to the next.
type detailEncoder struct {
	layouts  [len(packedTables)]detailLayout
	sections [len(packedTables)][]byte
	rows     [len(packedTables)][]claims.Row
}

// encode appends the rows of packed tables to dst and counts them; other rows are left alone.
func (e *detailEncoder) encode(dst []byte, rows []claims.Row, counts *[len(packedTables)]int) []byte {
	if e.layouts[0].columns == nil {
		e.layouts = detailLayouts()
	}
	for i := range e.rows {
		e.rows[i] = e.rows[i][:0]
	}
	for _, row := range rows {
		if i := packedPlace(row.Table); i >= 0 {
			e.rows[i] = append(e.rows[i], row)
		}
	}
	dst = append(dst, detailVersion)
	for i := range e.sections {
		counts[i] = len(e.rows[i])
		e.sections[i] = appendSection(e.sections[i][:0], &e.layouts[i], e.rows[i])
		dst = binary.AppendUvarint(dst, uint64(len(e.sections[i])))
	}
	for i := range e.sections {
		dst = append(dst, e.sections[i]...)
	}
	return dst
}

func appendSection(b []byte, l *detailLayout, rows []claims.Row) []byte {
	if len(rows) == 0 {
		return b
	}
	b = binary.AppendUvarint(b, uint64(len(l.columns)))
	b = binary.AppendUvarint(b, uint64(len(rows)))
	for i, col := range l.columns {
		if !isNumber(l.kinds[i]) {
			continue
		}
		above := int64(0)
		for r := range rows {
			b, above = appendNumber(b, rows[r].Values[col], above)
		}
	}
	for r := range rows {
		for i, col := range l.columns {
			if isText(l.kinds[i]) {
				b = appendText(b, l.kinds[i], rows[r].Values[col])
			}
		}
	}
	return b
}

// Tokens of numbers; greater ones are differences plus tokenDifference.
const (
	tokenNone       = 0
	tokenGreat      = 1
	tokenDifference = 2
)

func appendNumber(b []byte, v claims.Value, above int64) ([]byte, int64) {
	if !v.Set {
		return append(b, tokenNone), above
	}
	difference := v.Int - above                              // wraps around, and back when it is read
	zigzag := uint64(difference)<<1 ^ uint64(difference>>63) //nolint:gosec // the wrap-around is wanted
	if zigzag > math.MaxUint64-tokenDifference {
		return binary.AppendUvarint(append(b, tokenGreat), zigzag), v.Int
	}
	return binary.AppendUvarint(b, zigzag+tokenDifference), v.Int
}

func appendText(b []byte, kind claims.Kind, v claims.Value) []byte {
	text, present := v.Text, v.Set
	if kind == claims.Money {
		text, present = asSent(v).(string)
	}
	if !present {
		return append(b, 0)
	}
	b = binary.AppendUvarint(b, uint64(len(text))+1)
	return append(b, text...)
}

// decodeDetails reads the rows of one packed table into values, row after row in the catalogue's columns. It returns
// ErrDamaged for what encode did not write and ErrNewerDatabase for what a later version wrote.
func decodeDetails(values []claims.Value, plain []byte, place int, l *detailLayout) ([]claims.Value, int, error) {
	c := &cursor{rest: plain}
	if version := c.byte(); version > detailVersion {
		return nil, 0, fmt.Errorf("details of form %d: %w", version, ErrNewerDatabase)
	}
	var skip, length uint64
	for i := range packedTables {
		n := c.uvarint()
		switch {
		case i < place:
			skip += n
		case i == place:
			length = n
		}
	}
	c.take(skip)
	c.rest = c.take(length)
	if c.bad || len(c.rest) == 0 {
		return values[:0], 0, c.err()
	}
	packed, rows := c.uvarint(), c.uvarint()
	// A row takes at least a byte for each packed column, so that no number makes the room explode.
	if c.bad || packed == 0 || packed > uint64(len(l.columns)) || rows > uint64(len(c.rest))/packed {
		return nil, 0, damagedDetails()
	}
	values = readSection(values[:0], c, l, int(packed), int(rows)) //nolint:gosec // both are bounded by the length of the text
	return values, int(rows), c.err()                              //nolint:gosec // as above
}

func readSection(values []claims.Value, c *cursor, l *detailLayout, packed, rows int) []claims.Value {
	for range rows * l.width {
		values = append(values, claims.Value{})
	}
	for i, col := range l.columns[:packed] {
		if !isNumber(l.kinds[i]) {
			continue
		}
		above := int64(0)
		for r := range rows {
			v := &values[r*l.width+int(col)]
			*v, above = c.number(above)
			if v.Set && l.kinds[i] == claims.Money {
				v.Text = claims.FormatCents(v.Int)
			}
		}
	}
	texts := string(c.rest) // one allocation for all
	for r := range rows {
		for i, col := range l.columns[:packed] {
			if !isText(l.kinds[i]) {
				continue
			}
			length := c.uvarint()
			if length == 0 {
				continue
			}
			at := len(texts) - len(c.rest)
			text := texts[at : at+len(c.take(length-1))]
			v := &values[r*l.width+int(col)]
			v.Set, v.Text = true, text
		}
	}
	return values
}

func damagedDetails() error { return fmt.Errorf("%w: unpack the details of a claim", ErrDamaged) }

// cursor reads what is left of a packed text; after the first thing that does not fit everything is zero.
type cursor struct {
	rest []byte
	bad  bool
}

func (c *cursor) err() error {
	if c.bad {
		return damagedDetails()
	}
	return nil
}

func (c *cursor) byte() byte {
	b := c.take(1)
	if c.bad {
		return 0
	}
	return b[0]
}

func (c *cursor) uvarint() uint64 {
	n, size := binary.Uvarint(c.rest)
	if size <= 0 {
		c.rest, c.bad = nil, true
		return 0
	}
	c.rest = c.rest[size:]
	return n
}

func (c *cursor) take(n uint64) []byte {
	if n > uint64(len(c.rest)) {
		c.rest, c.bad = nil, true
		return nil
	}
	taken := c.rest[:n]
	c.rest = c.rest[n:]
	return taken
}

// number reads a token; the second result is what the row below differs from.
func (c *cursor) number(above int64) (claims.Value, int64) {
	zigzag := c.uvarint()
	switch zigzag {
	case tokenNone:
		return claims.Value{}, above
	case tokenGreat:
		zigzag = c.uvarint()
	default:
		zigzag -= tokenDifference
	}
	n := above + (int64(zigzag>>1) ^ -int64(zigzag&1)) // wraps around as in appendNumber
	return claims.IntValue(n), n
}
