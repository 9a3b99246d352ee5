package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Rows streams the rows of a query, sorted by the table's key (docs/reference/contract.md 3). It holds one reading
// connection until it is closed; however long it takes, it sees one state of the data.
type Rows struct {
	rows    *sql.Rows
	columns []claims.Column
	values  []claims.Value
	slots   []any // *slot and *companion, one per selected SQL column
	person  sql.NullString
	details *detailRows // nil for tables with rows of their own
	err     error
	release func() error
}

// Rows answers a query from the state of this moment. The caller closes the Rows.
func (db *DB) Rows(ctx context.Context, q RowQuery) (*Rows, error) {
	snapshot, err := db.Snapshot(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := snapshot.Rows(ctx, q)
	if err != nil {
		return nil, errors.Join(err, snapshot.Close())
	}
	rows.release = snapshot.Close
	return rows, nil
}

// Rows answers a query from the snapshot's state. The caller closes the Rows before the snapshot.
func (s *Snapshot) Rows(ctx context.Context, q RowQuery) (*Rows, error) {
	from, err := q.source(s.versionFor(q))
	if err != nil {
		return nil, err
	}
	r, list, err := newRows(q)
	if err != nil {
		return nil, err
	}
	if q.Person {
		list += ", " + q.keyed() + ".person_key"
		r.slots = append(r.slots, &r.person)
	}
	if r.details != nil {
		if err := r.details.open(ctx, s.tx); err != nil {
			return nil, err
		}
	}
	text := "SELECT " + list + "\nFROM " + from.from + from.clause() + "\nORDER BY " + from.order
	r.rows, err = s.tx.QueryContext(ctx, text, from.args...) //nolint:rowserrcheck // Rows.Err asks
	if err != nil {
		r.closeDetails()
		return nil, wrap(err, "read "+claims.TableOf(q.Table).Name)
	}
	return r, nil
}

// newRows prepares the slots and the SELECT list that fills them.
func newRows(q RowQuery) (*Rows, string, error) {
	table := claims.TableOf(q.Table)
	wanted := q.Columns
	if wanted == nil {
		for i := range table.Columns {
			wanted = append(wanted, claims.Col(i))
		}
	}
	r := &Rows{values: make([]claims.Value, len(wanted)), details: newDetailRows(table)}
	var list []string
	for i, col := range wanted {
		if col < 0 || int(col) >= len(table.Columns) {
			return nil, "", fmt.Errorf("%w: %s has no column %d", ErrQuery, table.Name, col)
		}
		column := table.Columns[col]
		r.columns = append(r.columns, column)
		if r.details.takes(table, col, &r.values[i]) {
			continue
		}
		list = append(list, columnSQL(table, column.Name))
		r.slots = append(r.slots, &slot{value: &r.values[i], kind: column.Kind})
		if column.Kind == claims.Money {
			list = append(list, columnSQL(table, textCompanion(column)))
			r.slots = append(r.slots, (*companion)(&r.values[i]))
		}
	}
	if r.details != nil {
		list = append(list, detailList)
		r.slots = append(r.slots, r.details.slots()...)
	}
	return r, strings.Join(list, ", "), nil
}

// Columns describes the values of each row.
func (r *Rows) Columns() []claims.Column { return r.columns }

// Next reads the next row; it is false at the end and after a failure, which Err tells apart.
func (r *Rows) Next() bool {
	for {
		if r.err == nil && r.details != nil && r.details.step() {
			return true
		}
		if r.err != nil || !r.rows.Next() {
			return false
		}
		if r.err = r.rows.Scan(r.slots...); r.err != nil || r.details == nil {
			return r.err == nil
		}
		r.err = r.details.unpack()
	}
}

// Values is the present row, one value per column. The slice is overwritten by Next.
func (r *Rows) Values() []claims.Value { return r.values }

// Person is the person_key of whom the present row belongs to; empty where it names nobody or was not asked for.
func (r *Rows) Person() string { return r.person.String }

// Err is what ended the rows before their end; nil when all were read.
func (r *Rows) Err() error {
	return wrap(errors.Join(r.err, r.rows.Err()), "read rows")
}

// Close frees the connection. It may be called more than once.
func (r *Rows) Close() error {
	err := r.rows.Close()
	r.closeDetails()
	if r.release != nil {
		err = errors.Join(err, r.release())
		r.release = nil
	}
	return err
}

func (r *Rows) closeDetails() {
	if r.details != nil {
		r.details.close()
	}
}

// slot receives one SQL column into a value.
type slot struct {
	value *claims.Value
	kind  claims.Kind
}

// Scan implements sql.Scanner. Money gets the text of its cents; a companion column may replace it.
func (s *slot) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*s.value = claims.Value{}
	case int64:
		*s.value = claims.IntValue(v)
		if s.kind == claims.Money {
			s.value.Text = claims.FormatCents(v)
		}
	case string:
		*s.value = claims.Value{Set: true, Text: v}
	default:
		return fmt.Errorf("column of kind %s holds %T", s.kind, src)
	}
	return nil
}

// companion receives the text of a money value as CMS sent it; null means that it reads like its cents.
type companion claims.Value

// Scan implements sql.Scanner.
func (c *companion) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		return nil
	case string:
		c.Text = v
		return nil
	default:
		return fmt.Errorf("money text is %T", src)
	}
}
