package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
)

// writer is the one writing connection, taken out of its pool for a transaction. It speaks to the driver beneath
// database/sql: an import runs some sixty statements a claim, and most of the cost of database/sql lies around each of
// them (docs/reference/performance.md 3).
//
// After the first error SQLite may have rolled back and would run the next statement outside the transaction; broken
// stops that (docs/reference/encryption.md 5.5).
type writer struct {
	held     *sql.Conn
	raw      driver.Conn
	prepared map[string]*statement
	broken   error
}

// statement is a prepared statement with room for its arguments.
type statement struct {
	w    *writer
	stmt driver.Stmt
	args []driver.NamedValue
}

var errFinished = errors.New("the transaction has ended")

// newWriter takes the writing connection and begins a transaction. It waits until a transaction before it has ended.
func newWriter(ctx context.Context, pool *sql.DB) (*writer, error) {
	held, err := pool.Conn(ctx)
	if err != nil {
		return nil, wrap(err, "take the writing connection")
	}
	w := &writer{held: held, prepared: map[string]*statement{}}
	err = held.Raw(func(c any) error {
		raw, ok := c.(driver.Conn)
		if !ok {
			return fmt.Errorf("driver connection is a %T", c)
		}
		// The connection stays ours until held is closed, so it may be used outside of Raw.
		w.raw = raw
		return nil
	})
	if err == nil {
		err = w.exec("BEGIN IMMEDIATE")
	}
	if err != nil {
		return nil, errors.Join(wrap(err, "begin"), held.Close())
	}
	return w, nil
}

// statement prepares a query once for the life of the writer.
func (w *writer) statement(query string) (*statement, error) {
	if w.broken != nil {
		return nil, w.broken
	}
	if s, ok := w.prepared[query]; ok {
		return s, nil
	}
	stmt, err := w.raw.Prepare(query)
	if err != nil {
		return nil, w.fail(fmt.Errorf("prepare: %w", err))
	}
	s := &statement{w: w, stmt: stmt}
	w.prepared[query] = s
	return s, nil
}

// exec runs a statement by its text.
func (w *writer) exec(query string, args ...driver.Value) error {
	_, err := w.execResult(query, args...)
	return err
}

func (w *writer) execResult(query string, args ...driver.Value) (driver.Result, error) {
	s, err := w.statement(query)
	if err != nil {
		return nil, err
	}
	s.start()
	for _, a := range args {
		s.add(a)
	}
	return s.run()
}

// row runs a query and reads its first row into dest; found is false when there is none.
func (w *writer) row(query string, dest []driver.Value, args ...driver.Value) (found bool, err error) {
	err = w.each(query, dest, func() error {
		found = true
		return io.EOF
	}, args...)
	return found, err
}

// each runs a query and calls use for every row; dest holds the row's values then. use ends the reading with io.EOF.
func (w *writer) each(query string, dest []driver.Value, use func() error, args ...driver.Value) error {
	s, err := w.statement(query)
	if err != nil {
		return err
	}
	s.start()
	for _, a := range args {
		s.add(a)
	}
	rows, err := s.query()
	if err != nil {
		return err
	}
	for err == nil {
		if err = rows.Next(dest); err == nil {
			err = use()
		}
	}
	if errors.Is(err, io.EOF) {
		err = nil
	}
	if err = errors.Join(err, rows.Close()); err != nil {
		return w.fail(err)
	}
	return nil
}

// start forgets the arguments of the run before.
func (s *statement) start() { s.args = s.args[:0] }

// add appends the next argument: nil, int64, string or []byte.
func (s *statement) add(v driver.Value) {
	s.args = append(s.args, driver.NamedValue{Ordinal: len(s.args) + 1, Value: v})
}

// run executes the statement. No context goes down: the driver would start a goroutine for each statement to watch
// it; whoever holds the writer looks at the context between resources instead.
func (s *statement) run() (driver.Result, error) {
	runner, ok := s.stmt.(driver.StmtExecContext)
	if !ok {
		return nil, s.w.fail(errors.New("driver cannot execute"))
	}
	result, err := runner.ExecContext(context.Background(), s.args)
	if err != nil {
		return nil, s.w.fail(err)
	}
	return result, nil
}

func (s *statement) query() (driver.Rows, error) {
	runner, ok := s.stmt.(driver.StmtQueryContext)
	if !ok {
		return nil, s.w.fail(errors.New("driver cannot query"))
	}
	rows, err := runner.QueryContext(context.Background(), s.args)
	if err != nil {
		return nil, s.w.fail(err)
	}
	return rows, nil
}

func (w *writer) fail(err error) error {
	if w.broken == nil {
		w.broken = err
	}
	return err
}

// commit ends the transaction and gives the connection back.
func (w *writer) commit() error {
	if w.broken != nil {
		return errors.Join(w.broken, w.rollback())
	}
	if err := w.exec("COMMIT"); err != nil {
		return errors.Join(err, w.rollback())
	}
	return w.release(errFinished)
}

// rollback undoes the transaction and gives the connection back. After commit or rollback it does nothing.
func (w *writer) rollback() error {
	if w.held == nil {
		return nil
	}
	w.broken = nil
	// SQLite has rolled back by itself after some errors; then this one is refused, which is no news.
	_ = w.exec("ROLLBACK")
	return w.release(errFinished)
}

func (w *writer) release(why error) error {
	var errs []error
	for _, s := range w.prepared {
		errs = append(errs, s.stmt.Close())
	}
	errs = append(errs, w.held.Close())
	w.held, w.prepared, w.broken = nil, nil, why
	return errors.Join(errs...)
}
