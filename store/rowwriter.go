package store

import (
	"database/sql/driver"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

// batchRows are the sizes of multi-row inserts: most claims have a few rows in a table, some have hundreds.
var batchRows = [...]int{16, 4, 1}

// variantsKept bounds the prepared statements of one table; rows of a rarer make-up are written with every column.
const variantsKept = 48

// tableWriter writes rows of one catalogue table.
type tableWriter struct {
	table    *claims.Table
	stored   []claims.Col
	money    []claims.Col
	conflict string // ON CONFLICT clause or empty
	variants map[columnSet]*variant
	updates  map[string]string // SQL by columns and condition
}

// columnSet says which of a table's stored columns, then of its text companions, have values.
type columnSet [2]uint64

func (c *columnSet) add(i int)     { c[i>>6] |= 1 << (i & 63) }
func (c columnSet) has(i int) bool { return c[i>>6]&(1<<(i&63)) != 0 }

// variant inserts rows that have values in the same columns. Most rows fill a quarter of their columns, and a column
// that is not named costs nothing.
type variant struct {
	columns columnSet
	inserts [len(batchRows)]string // SQL for each batch size
}

// newTableWriter prepares to write a table.
func newTableWriter(t *claims.Table, conflict string) *tableWriter {
	return &tableWriter{
		table: t, stored: storedColumns(t), money: moneyColumns(t), conflict: conflict,
		variants: map[columnSet]*variant{}, updates: map[string]string{},
	}
}

// everyColumn is the set of all columns.
func (tw *tableWriter) everyColumn() (all columnSet) {
	for i := range len(tw.stored) + len(tw.money) {
		all.add(i)
	}
	return all
}

// filled is the set of columns that any of the rows has a value in.
func (tw *tableWriter) filled(rows []claims.Row) (set columnSet) {
	for _, row := range rows {
		for i, col := range tw.stored {
			if row.Values[col].Set {
				set.add(i)
			}
		}
		for i, col := range tw.money {
			if asSent(row.Values[col]) != nil {
				set.add(len(tw.stored) + i)
			}
		}
	}
	return set
}

// variantFor finds or makes the statements for rows.
func (tw *tableWriter) variantFor(rows []claims.Row) *variant {
	set := tw.filled(rows)
	v, ok := tw.variants[set]
	if !ok && len(tw.variants) >= variantsKept {
		set = tw.everyColumn()
		v, ok = tw.variants[set]
	}
	if !ok {
		v = &variant{columns: set}
		columns := tw.columns(set)
		one := "(" + strings.TrimSuffix(strings.Repeat("?,", len(columns)), ",") + ")"
		for i, n := range batchRows {
			tuples := strings.TrimSuffix(strings.Repeat(one+",", n), ",")
			v.inserts[i] = fmt.Sprintf("INSERT INTO %s (%s) VALUES %s %s", rowsTable(tw.table), strings.Join(columns, ","), tuples, tw.conflict)
		}
		tw.variants[set] = v
	}
	return v
}

// columns lists what appendRow gives values for, in order.
func (tw *tableWriter) columns(set columnSet) []string {
	var names []string
	if tw.table.ClaimChild {
		names = append(names, "claim_key", "source_type")
	}
	for i, col := range tw.stored {
		if set.has(i) {
			names = append(names, tw.table.Columns[col].Name)
		}
	}
	for i, col := range tw.money {
		if set.has(len(tw.stored) + i) {
			names = append(names, textCompanion(tw.table.Columns[col]))
		}
	}
	names = append(names, "file_id")
	if tw.table.ID == claims.CoverageMonths {
		names = append(names, "last_updated", "transaction_time", "items", "hash")
	}
	return names
}

// provenance is what a row carries beside its values.
type provenance struct {
	fileID     int64
	claimKey   int64  // children of claims
	sourceType string // children of claims
	newness    newness
}

// insert writes rows of one table, several at a time.
func (tw *tableWriter) insert(w *writer, rows []claims.Row, p provenance) error {
	if len(rows) == 0 {
		return nil
	}
	v := tw.variantFor(rows)
	for len(rows) > 0 {
		size := slices.IndexFunc(batchRows[:], func(n int) bool { return n <= len(rows) })
		n := batchRows[size]
		s, err := w.statement(v.inserts[size])
		if err != nil {
			return err
		}
		s.start()
		for _, row := range rows[:n] {
			tw.appendRow(s, row, p, v.columns)
		}
		if _, err := s.run(); err != nil {
			return fmt.Errorf("write %s: %w", tw.table.Name, err)
		}
		rows = rows[n:]
	}
	return nil
}

func (tw *tableWriter) appendRow(s *statement, row claims.Row, p provenance, set columnSet) {
	if tw.table.ClaimChild {
		s.add(p.claimKey)
		s.add(p.sourceType)
	}
	for i, col := range tw.stored {
		if set.has(i) {
			s.add(cell(tw.table.Columns[col].Kind, row.Values[col]))
		}
	}
	for i, col := range tw.money {
		if set.has(len(tw.stored) + i) {
			s.add(asSent(row.Values[col]))
		}
	}
	s.add(p.fileID)
	if tw.table.ID == claims.CoverageMonths {
		for _, v := range p.newness.cells() {
			s.add(v)
		}
	}
}

// cells are the values of newnessColumns.
func (n newness) cells() []driver.Value {
	return []driver.Value{nullable(n.LastUpdated), nullable(n.TransactionTime), n.Items, n.Hash}
}

// nullable stores empty text as null.
func nullable(s string) driver.Value {
	if s == "" {
		return nil
	}
	return s
}

// cell is a value as the database stores it.
func cell(kind claims.Kind, v claims.Value) driver.Value {
	if !v.Set {
		return nil
	}
	switch kind {
	case claims.Int, claims.Bool, claims.Money:
		return v.Int
	default:
		return v.Text
	}
}

// asSent is the text companion of an amount: null where the cents print back to it, such as 12.50 or 12.5 for 1250
// cents only where the digits are the same.
func asSent(v claims.Value) driver.Value {
	if !v.Set || v.Text == "" || printsAs(v.Int, v.Text) {
		return nil
	}
	if canonical, err := claims.CanonicalDecimal(v.Text); err == nil && printsAs(v.Int, canonical) {
		return nil
	}
	return v.Text
}

// printsAs compares text with cents printed with two decimals, without allocating: every amount passes here.
func printsAs(cents int64, text string) bool {
	var buffer [24]byte
	b := buffer[:0]
	if cents < 0 {
		b, cents = append(b, '-'), -cents
	}
	b = strconv.AppendInt(b, cents/100, 10)
	b = append(b, '.', byte('0'+cents/10%10), byte('0'+cents%10))
	return string(b) == text
}

// updateSQL sets the given columns of a row, their text companions and file_id; its last argument is the row's key.
func (tw *tableWriter) updateSQL(cols []claims.Col, where string) string {
	name := fmt.Sprint(where, cols)
	if query, ok := tw.updates[name]; ok {
		return query
	}
	var sets []string
	for _, col := range cols {
		sets = append(sets, tw.table.Columns[col].Name+" = ?")
	}
	for _, col := range tw.money {
		if slices.Contains(cols, col) {
			sets = append(sets, textCompanion(tw.table.Columns[col])+" = ?")
		}
	}
	query := fmt.Sprintf("UPDATE %s SET %s, file_id = ? WHERE %s", rowsTable(tw.table), strings.Join(sets, ", "), where)
	tw.updates[name] = query
	return query
}

// update changes the given columns of the row that where finds with key.
func (tw *tableWriter) update(w *writer, row claims.Row, cols []claims.Col, fileID int64, where string, key ...driver.Value) error {
	s, err := w.statement(tw.updateSQL(cols, where))
	if err != nil {
		return err
	}
	s.start()
	for _, col := range cols {
		s.add(cell(tw.table.Columns[col].Kind, row.Values[col]))
	}
	for _, col := range tw.money {
		if slices.Contains(cols, col) {
			s.add(asSent(row.Values[col]))
		}
	}
	s.add(fileID)
	for _, k := range key {
		s.add(k)
	}
	if _, err := s.run(); err != nil {
		return fmt.Errorf("change %s: %w", tw.table.Name, err)
	}
	return nil
}
