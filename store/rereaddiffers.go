package store

import (
	"bytes"
	"database/sql/driver"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

// differs says whether the rows of a resource, read again, are other than the stored ones. What Settle and other
// resources decide is left out.
func (r *rereading) differs(resource *claims.Resource, n newness) (bool, error) {
	main := resource.Rows[0]
	where, args := "api_version = ? AND fhir_id = ?", []driver.Value{resource.APIVersion, resource.ID}
	switch resource.Type {
	case claims.TypePatient:
		_, _, hasOther, err := r.storedNewness(resource.APIVersion, claims.TypePatient, resource.ID, partMerged-partOf(resource))
		if err != nil || hasOther { // two contents share a row: it is written again, and comes out as it was where nothing changed
			return hasOther, err
		}
		if changed, err := r.rowsDiffer(resource.Rows[:1], nil, where, args...); changed || err != nil {
			return changed, err
		}
		return r.rowsOfTableDiffer(claims.BeneficiaryMBIs, resource.Rows[1:], where+" ORDER BY source_order", args...)
	case claims.TypeCoverage:
		if changed, err := r.rowsDiffer(resource.Rows[:1], nil, where, args...); changed || err != nil {
			return changed, err
		}
		return r.monthsDiffer(resource.Rows[1:], n)
	}
	if changed, err := r.rowsDiffer(resource.Rows[:1], resource.Patch, where, args...); changed || err != nil {
		return changed, err
	}
	if ref := claimant(main); ref.version == "" { // nobody but the claim itself knows whom it is about
		dest := make1()
		if _, err := r.w.row(`SELECT mbi FROM claims_rows WHERE `+where, dest, args...); err != nil || text(dest[0]) != ref.id {
			return true, err
		}
	}
	return r.childrenDiffer(resource)
}

// childrenDiffer compares the child rows of a claim, by their order.
func (r *rereading) childrenDiffer(resource *claims.Resource) (bool, error) {
	dest := make1()
	found, err := r.w.row(`SELECT claim_key FROM claims_rows WHERE api_version = ? AND fhir_id = ?`, dest, resource.APIVersion, resource.ID)
	if err != nil || !found {
		return true, err
	}
	key := integer(dest[0])
	for _, t := range claims.Catalogue() {
		if !t.ClaimChild || isPacked(t) {
			continue
		}
		var rows []claims.Row
		for _, row := range resource.Rows[1:] {
			if row.Table == t.ID {
				rows = append(rows, row)
			}
		}
		changed, err := r.rowsOfTableDiffer(t.ID, rows, "claim_key = ? AND source_type = ? ORDER BY ordinal", key, storedType(resource.Type))
		if changed || err != nil {
			return changed, err
		}
	}
	return r.detailsDiffer(resource, key)
}

// detailsDiffer compares the packed rows of a claim.
func (r *rereading) detailsDiffer(resource *claims.Resource, claimKey int64) (bool, error) {
	d := &r.details
	d.plain = d.format.encode(d.plain[:0], resource.Rows[1:], &d.counts)
	none := d.counts == [len(packedTables)]int{}
	dest := make1()
	found, err := r.w.row(`SELECT packed FROM claim_details WHERE detail_key = ?`, dest, detailKey(claimKey, resource.Type))
	if err != nil || !found || none {
		return found == none, err
	}
	packed, ok := dest[0].([]byte)
	if !ok {
		return false, fmt.Errorf("%w: details are %T", ErrDamaged, dest[0])
	}
	if r.plain, err = r.dec.DecodeAll(packed, r.plain[:0]); err != nil {
		return true, nil //nolint:nilerr // packed in this run with a dictionary that the reading side does not have yet
	}
	return !bytes.Equal(r.plain, d.plain), nil
}

// monthsDiffer compares the months of a coverage that are of this content; those of newer content are not its own.
func (r *rereading) monthsDiffer(months []claims.Row, n newness) (bool, error) {
	for _, row := range months {
		args := []driver.Value{
			row.Value(claims.ColCoverageMonthsAPIVersion).Text, row.Value(claims.ColCoverageMonthsPatientID).Text,
			row.Value(claims.ColCoverageMonthsPart).Text, row.Value(claims.ColCoverageMonthsYear).Int, row.Value(claims.ColCoverageMonthsMonth).Int,
		}
		const where = "api_version = ? AND patient_id = ? AND part = ? AND year = ? AND month = ?"
		dest := make1()
		found, err := r.w.row(`SELECT hash FROM coverage_months_rows WHERE `+where, dest, args...)
		if err != nil || !found {
			return !found, err
		}
		if hash, ok := dest[0].([]byte); !ok || !bytes.Equal(hash, n.Hash) {
			continue
		}
		if changed, err := r.rowsDiffer([]claims.Row{row}, nil, where, args...); changed || err != nil {
			return changed, err
		}
	}
	return false, nil
}

// rowsOfTableDiffer compares rows that may be none.
func (r *rereading) rowsOfTableDiffer(id claims.TableID, rows []claims.Row, where string, args ...driver.Value) (bool, error) {
	if len(rows) > 0 {
		return r.rowsDiffer(rows, nil, where, args...)
	}
	condition, _, _ := strings.Cut(where, " ORDER BY")
	return r.w.row(`SELECT 1 FROM `+rowsTable(claims.TableOf(id))+` WHERE `+condition+` LIMIT 1`, make1(), args...)
}

// rowsDiffer compares rows of one table with the stored ones that where finds, in its order; only narrows the columns.
func (r *rereading) rowsDiffer(rows []claims.Row, only []claims.Col, where string, args ...driver.Value) (bool, error) {
	tw := r.tables[rows[0].Table]
	cols, money := tw.compared(only)
	names := make([]string, 0, len(cols)+len(money))
	for _, col := range cols {
		names = append(names, tw.table.Columns[col].Name)
	}
	for _, col := range money {
		names = append(names, textCompanion(tw.table.Columns[col]))
	}
	dest, i, changed := make([]driver.Value, len(names)), 0, false
	err := r.w.each(`SELECT `+strings.Join(names, ", ")+` FROM `+rowsTable(tw.table)+` WHERE `+where, dest, func() error {
		if changed = i >= len(rows) || !tw.equal(rows[i], cols, money, dest); changed {
			return io.EOF
		}
		i++
		return nil
	}, args...)
	return changed || i < len(rows), err
}

// compared are the columns that a resource alone decides: without those of Settle and the place among the rows of a claim,
// which moves when a ClaimResponse joins its Claim.
func (tw *tableWriter) compared(only []claims.Col) (cols, money []claims.Col) {
	settled := func(col claims.Col) bool {
		switch tw.table.Columns[col].Name {
		case "person_key", "is_current", "superseded_by", "mbi":
			return tw.table.ID == claims.Claims || tw.table.Columns[col].Name == "person_key"
		case "ordinal":
			return tw.table.ClaimChild
		}
		return false
	}
	for _, col := range tw.stored {
		if !settled(col) && (only == nil || slices.Contains(only, col)) {
			cols = append(cols, col)
		}
	}
	for _, col := range tw.money {
		if only == nil || slices.Contains(only, col) {
			money = append(money, col)
		}
	}
	return cols, money
}

// equal compares a row with stored cells.
func (tw *tableWriter) equal(row claims.Row, cols, money []claims.Col, stored []driver.Value) bool {
	for i, col := range cols {
		want, got := cell(tw.table.Columns[col].Kind, row.Values[col]), stored[i]
		if tw.table.ID == claims.Claims && col == claims.ColClaimsDqFlags {
			got = nullable(ownFlags(text(got)))
		}
		if want != got {
			return false
		}
	}
	for i, col := range money {
		if asSent(row.Values[col]) != stored[len(cols)+i] {
			return false
		}
	}
	return true
}

// ownFlags are the data notes of a claim without those that Settle adds.
func ownFlags(flags string) string {
	var own []string
	for _, flag := range strings.Split(flags, ";") {
		switch flag {
		case claims.FlagPossibleDuplicate, claims.FlagStale, claims.FlagNotInLatestFull:
		default:
			own = append(own, flag)
		}
	}
	return strings.Join(own, ";")
}
