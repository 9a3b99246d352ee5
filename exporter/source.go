package exporter

import "github.com/claimsdesk/claimsdesk/claims"

// RowSource gives rows one after the other, in the order in which they are to be written.
type RowSource interface {
	// Columns describes the values of each row.
	Columns() []claims.Column
	// Next moves to the next row; false at the end and after an error.
	Next() bool
	// Values returns the row's values, one per column; the slice is reused by the next call of Next.
	Values() []claims.Value
	// Err returns what ended the rows early; nil at the end.
	Err() error
}

// cancelEvery is how many rows are written between two looks at the context.
const cancelEvery = 1024

// Progress is told how many rows of the present table are written; nil is allowed.
type Progress func(table string, rows int64)

func (p Progress) report(table string, rows int64) {
	if p != nil {
		p(table, rows)
	}
}
