package store

import (
	"context"
	"database/sql"
	"errors"
)

// Snapshot is one state of the data that several readings share, so that the sheets of a workbook agree. Imports go on
// beside it; it does not see them. It holds one reading connection and must be closed.
type Snapshot struct {
	tx    *sql.Tx
	inUse string // API version of default rows; empty while nothing is stored
}

// Snapshot freezes the present state for reading.
func (db *DB) Snapshot(ctx context.Context) (*Snapshot, error) {
	tx, err := db.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, wrap(err, "begin to read")
	}
	// The first reading fixes the state.
	inUse, err := versionInUse(ctx, tx)
	if err != nil {
		return nil, errors.Join(err, tx.Rollback())
	}
	return &Snapshot{tx: tx, inUse: inUse}, nil
}

// VersionInUse is the API version of default rows (docs/reference/contract.md 3); empty while nothing is stored.
func (s *Snapshot) VersionInUse() string { return s.inUse }

// versionFor is the API version a query reads; empty only for a query of all rows of all versions.
func (s *Snapshot) versionFor(q RowQuery) string {
	if q.APIVersion == "" && !q.All {
		return s.inUse
	}
	return q.APIVersion
}

// Close ends the snapshot. It may be called more than once, and after its context ended.
func (s *Snapshot) Close() error {
	if err := s.tx.Rollback(); err != nil && !errors.Is(err, sql.ErrTxDone) {
		return wrap(err, "end reading")
	}
	return nil
}
