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

// tableWriter writes rows of one catalogue table.
type tableWriter struct {
	table    *claims.Table
	stored   []claims.Col
	money    []claims.Col
	inserts  [len(batchRows)]string // SQL for each batch size
	updates  map[string]string      // SQL by columns and condition
	conflict string
}

// newTableWriter makes the insert statements of a table. conflict is an ON CONFLICT clause or empty.
func newTableWriter(t *claims.Table, conflict string) *tableWriter {
	tw := &tableWriter{table: t, stored: storedColumns(t), money: moneyColumns(t), updates: map[string]string{}, conflict: conflict}
	columns := tw.columns()
	one := "(" + strings.TrimSuffix(strings.Repeat("?,", len(columns)), ",") + ")"
	for i, n := range batchRows {
		tuples := strings.TrimSuffix(strings.Repeat(one+",", n), ",")
		tw.inserts[i] = fmt.Sprintf("INSERT INTO %s (%s) VALUES %s %s", rowsTable(t), strings.Join(columns, ","), tuples, conflict)
	}
	return tw
}

// columns lists what appendRow gives values for, in order.
func (tw *tableWriter) columns() []string {
	var names []string
	if tw.table.ClaimChild {
		names = append(names, "claim_key", "source_type")
	}
	for _, col := range tw.stored {
		names = append(names, tw.table.Columns[col].Name)
	}
	for _, col := range tw.money {
		names = append(names, textCompanion(tw.table.Columns[col]))
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
	for len(rows) > 0 {
		size := slices.IndexFunc(batchRows[:], func(n int) bool { return n <= len(rows) })
		n := batchRows[size]
		s, err := w.statement(tw.inserts[size])
		if err != nil {
			return err
		}
		s.start()
		for _, row := range rows[:n] {
			tw.appendRow(s, row, p)
		}
		if _, err := s.run(); err != nil {
			return fmt.Errorf("write %s: %w", tw.table.Name, err)
		}
		rows = rows[n:]
	}
	return nil
}

func (tw *tableWriter) appendRow(s *statement, row claims.Row, p provenance) {
	if tw.table.ClaimChild {
		s.add(p.claimKey)
		s.add(p.sourceType)
	}
	for _, col := range tw.stored {
		s.add(cell(tw.table.Columns[col].Kind, row.Values[col]))
	}
	for _, col := range tw.money {
		s.add(asSent(row.Values[col]))
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
