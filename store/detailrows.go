package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/klauspost/compress/zstd"

	"github.com/claimsdesk/claimsdesk/claims"
)

// detailRows gives the rows of a packed table one by one, in the place of a result that has them claim by claim.
type detailRows struct {
	place  int
	layout detailLayout
	dec    *zstd.Decoder
	wanted []detailColumn

	key    int64
	packed sql.RawBytes

	plain  []byte
	values []claims.Value // of all rows of one resource
	count  int            // rows in values
	next   int
	claim  int64 // claim_key of what came last, with the number of its rows so far
	before int
	shift  int64 // what is added to ordinals
}

// detailColumn is a wanted column that is packed and where its value goes.
type detailColumn struct {
	column claims.Col
	value  *claims.Value
}

// newDetailRows prepares to unpack a table; nil for tables with rows of their own.
func newDetailRows(t *claims.Table) *detailRows {
	if !isPacked(t) {
		return nil
	}
	return &detailRows{place: packedPlace(t.ID), layout: layoutOf(t.ID), claim: -1}
}

// open reads the dictionaries of the data set.
func (d *detailRows) open(ctx context.Context, r reader) (err error) {
	d.dec, err = unpacker(ctx, r)
	return err
}

func (d *detailRows) close() {
	if d.dec != nil {
		d.dec.Close()
		d.dec = nil
	}
}

// step moves to the next row of the present resource; false when a resource has to be scanned and unpacked first.
func (d *detailRows) step() bool {
	if d.next >= d.count {
		return false
	}
	row := d.values[d.next*d.layout.width:]
	for _, w := range d.wanted {
		*w.value = row[w.column]
		if w.column == claims.ColSupportingInfoOrdinal { // the same place in each child table
			w.value.Int += d.shift
		}
	}
	d.next++
	return true
}

// unpack reads the rows of the resource that was scanned.
func (d *detailRows) unpack() (err error) {
	if d.plain, err = d.dec.DecodeAll(d.packed, d.plain[:0]); err != nil {
		return errors.Join(damagedDetails(), err)
	}
	if d.values, d.count, err = decodeDetails(d.values, d.plain, d.place, &d.layout); err != nil {
		return err
	}
	d.next = 0
	claim, source := d.key/detailSources, d.key%detailSources
	if claim != d.claim {
		d.claim, d.before = claim, 0
	}
	d.shift = 0
	if source == fromResponse && d.count > 0 {
		// The rows of a ClaimResponse follow those of its Claim, 1..n in each table.
		d.shift = int64(d.before) + 1 - d.values[claims.ColSupportingInfoOrdinal].Int
	}
	d.before += d.count
	return nil
}

// takes notes a wanted column that is packed, so that it is not selected; it is false for all others.
func (d *detailRows) takes(table *claims.Table, col claims.Col, value *claims.Value) bool {
	if d == nil || lookedUp(table, table.Columns[col]) {
		return false
	}
	d.wanted = append(d.wanted, detailColumn{col, value})
	return true
}

// slots receive detail_key and packed, which detailList selects.
func (d *detailRows) slots() []any { return []any{&d.key, &d.packed} }

const detailList = "t.detail_key, t.packed"

// detailSource is where the rows of a packed table come from.
func detailSource(t *claims.Table) string {
	return fmt.Sprintf("claims_rows c CROSS JOIN claim_details t ON %s AND t.%s > 0 LEFT JOIN files f ON f.file_id = t.file_id", detailsOf("t"), t.Name)
}
