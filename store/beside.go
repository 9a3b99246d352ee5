package store

import (
	"context"
	"database/sql"
	"errors"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// beside runs a short transaction that neither needs nor takes the lock of the data set: the register of exports and codes
// are written by programs that only read, beside one that imports. It waits, as long as ctx allows, for the transaction that
// is under way.
func (db *DB) beside(ctx context.Context, doing string, do func(*sql.Tx) error) error {
	pool, err := db.besidePool(ctx)
	if err != nil {
		return wrap(err, doing)
	}
	for {
		err := inTransaction(ctx, pool, do)
		if !isBusy(err) || ctx.Err() != nil {
			return wrap(err, doing)
		}
	}
}

func inTransaction(ctx context.Context, pool *sql.DB, do func(*sql.Tx) error) error {
	tx, err := pool.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer rollback(tx)
	if err := do(tx); err != nil {
		return err
	}
	return tx.Commit()
}

// besidePool is the connection that writes where there is one, else one of its own, opened when it is first needed.
func (db *DB) besidePool(ctx context.Context) (*sql.DB, error) {
	if db.write != nil {
		return db.write, nil
	}
	db.besideMu.Lock()
	defer db.besideMu.Unlock()
	if db.besideWrite == nil {
		pool, err := openPool(ctx, besideDSN(db.opts), 1)
		if err != nil {
			return nil, err
		}
		db.besideWrite = pool
	}
	return db.besideWrite, nil
}

// isBusy tells the wait for another program's transaction that took longer than busy_timeout.
func isBusy(err error) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && e.Code()&0xff == sqlite3.SQLITE_BUSY
}
