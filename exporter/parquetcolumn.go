package exporter

import (
	"encoding/binary"

	"github.com/parquet-go/parquet-go/format"

	"github.com/claimsdesk/claimsdesk/claims"
)

// parquetDictionaryBytes is the size at which a dictionary is closed; the rest of the row group goes without.
const parquetDictionaryBytes = 1 << 20

// Places of values that have none in a dictionary.
const (
	placeUnreadable int32 = -1 - iota
	placeMisfit
)

// parquetColumn collects one column of a row group. Values go into a dictionary, and pages hold their places there, as long
// as that pays: the first page of the file shows whether values repeat. Else pages hold the values.
type parquetColumn struct {
	column     claims.Column
	physical   format.Type
	decimal    *decimalReader // of money and decimal columns
	misfit     bool           // a number needed more digits than the column has
	unreadable int64

	// The present page.
	levels []byte  // a bit for each row, the first row in the lowest bit: whether it has a value; as long as a page can be
	values int     // rows that have one
	places []int32 // of values in the dictionary
	plain  []byte  // values, where the page holds them

	// The row group so far.
	dictionary parquetDictionary
	direct     bool // pages hold values
	pages      pageList
	bounds     parquetBounds

	decided  bool    // whether a dictionary pays was seen
	noRepeat bool    // it does not
	lastText string  // the text before, where it was long
	lastKey  textKey // its key, where it was short
	last     int32   // its place
}

func newParquetColumn(column claims.Column, shape DecimalShape) *parquetColumn {
	c := &parquetColumn{column: column, physical: format.ByteArray, levels: make([]byte, parquetPageRows/8)}
	c.forget()
	switch column.Kind {
	case claims.Int, claims.Timestamp:
		c.physical = format.Int64
	case claims.Date:
		c.physical = format.Int32
	case claims.Bool:
		c.physical, c.direct, c.decided, c.noRepeat = format.Boolean, true, true, true
	case claims.Money, claims.Decimal:
		if shape == (DecimalShape{}) {
			shape = DefaultShape(column.Kind)
		}
		c.physical = format.Int64
		if shape.wide() {
			c.physical = format.FixedLenByteArray
		}
		c.decimal = newDecimalReader(shape)
	}
	return c
}

// add collects a value of a row of the page; one that the column's type cannot hold becomes none and is counted.
func (c *parquetColumn) add(row int, v *claims.Value) {
	if c.direct {
		c.addDirect(row, v)
		return
	}
	place := c.place(v)
	if place < 0 {
		c.missed(place)
		return
	}
	c.places = append(c.places, place)
	c.mark(row)
}

// mark notes that a row has a value.
func (c *parquetColumn) mark(row int) {
	c.levels[row>>3] |= 1 << (row & 7)
	c.values++
}

// place finds a value in the dictionary by its text as sent, so that dates and numbers are read once. Values come in runs,
// as rows are sorted by claim.
func (c *parquetColumn) place(v *claims.Value) int32 {
	if v.Text == "" && c.column.Kind != claims.Text { // a number without a text
		return c.learn(v)
	}
	key := keyOf(v.Text)
	if key == c.lastKey && (key.size != 0 || v.Text == c.lastText) {
		return c.last
	}
	place, ok := c.dictionary.texts.find(key, v.Text)
	if !ok {
		place = c.learn(v)
		c.dictionary.texts.add(key, v.Text, place)
	}
	c.lastKey, c.last = key, place
	if key.size == 0 {
		c.lastText = v.Text
	}
	return place
}

// learn reads a value and finds or makes its place: texts that differ can be the same number.
func (c *parquetColumn) learn(v *claims.Value) int32 {
	cell, miss := c.read(v)
	if miss != 0 {
		return miss
	}
	place, isNew := c.dictionary.place(cell, c.physical)
	if isNew {
		c.bounds.stretch(cell, c.physical)
	}
	return place
}

func (c *parquetColumn) addDirect(row int, v *claims.Value) {
	cell, miss := c.read(v)
	if miss != 0 {
		c.missed(miss)
		return
	}
	c.plain = cell.append(c.plain, c.physical)
	c.bounds.stretch(cell, c.physical)
	c.mark(row)
}

func (c *parquetColumn) missed(place int32) {
	if place == placeMisfit {
		c.misfit = true
		return
	}
	c.unreadable++
}

// settle decides at the end of the first page whether a dictionary pays: at least every second value was there before.
func (c *parquetColumn) settle() {
	if c.decided || len(c.places) == 0 {
		return
	}
	c.decided = true
	if c.dictionary.len() <= len(c.places)/2 {
		return
	}
	c.noRepeat, c.direct = true, true
	for _, place := range c.places {
		c.plain = append(c.plain, c.dictionary.entry(place, c.physical)...)
	}
	c.places = c.places[:0]
	c.forget()
}

// reset prepares for the next row group.
func (c *parquetColumn) reset() {
	c.forget()
	c.direct = c.noRepeat
	c.pages.clear()
	c.bounds = parquetBounds{}
}

// forgetPage drops the page and the dictionary of a file that will not be used.
func (c *parquetColumn) forgetPage() {
	c.clearPage()
	c.forget()
}

func (c *parquetColumn) clearPage() {
	clear(c.levels)
	c.values, c.places, c.plain = 0, c.places[:0], c.plain[:0]
}

// forget empties the dictionary, with what is remembered of it.
func (c *parquetColumn) forget() {
	c.dictionary.clear()
	c.lastText, c.lastKey, c.last = "", textKey{size: noKey}, 0
}

// parquetDictionary is the distinct values of a column in a row group, in the order of their first use.
type parquetDictionary struct {
	texts  textPlaces       // place, or why there is none, by text as sent
	values map[string]int32 // place by plain encoding, of values that are not text
	plain  []byte           // the values, encoded one after the other
	starts []int32          // where each begins
	spare  []byte
}

func (d *parquetDictionary) len() int { return len(d.starts) }

// place finds or makes the place of a value.
func (d *parquetDictionary) place(cell parquetCell, physical format.Type) (place int32, isNew bool) {
	next := int32(len(d.starts)) //nolint:gosec // no more than rows of a group
	if physical != format.ByteArray {
		d.spare = cell.append(d.spare[:0], physical)
		if place, ok := d.values[string(d.spare)]; ok {
			return place, false
		}
		d.values[string(d.spare)] = next
	}
	d.starts = append(d.starts, int32(len(d.plain))) //nolint:gosec // bounded by parquetDictionaryBytes and a page
	d.plain = cell.append(d.plain, physical)
	return next, true
}

// entry is the encoded value at a place.
func (d *parquetDictionary) entry(place int32, physical format.Type) []byte {
	rest := d.plain[d.starts[place]:]
	if physical == format.ByteArray {
		return rest[:4+binary.LittleEndian.Uint32(rest)]
	}
	return rest[:plainSize(physical)]
}

func (d *parquetDictionary) clear() {
	if d.values == nil {
		d.values = map[string]int32{}
	}
	d.texts.clear()
	clear(d.values)
	d.plain, d.starts = d.plain[:0], d.starts[:0]
}
