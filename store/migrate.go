package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Migrations are numbered SQL files, each run once in a transaction of its own and never edited after a release. The
// number of the last one stands in SQLite's user_version, so a database of a later version is recognised without
// reading any table. A general migration library would bring drivers and a table of its own for these few lines.
//
//go:embed migrations/*.sql
var migrationFiles embed.FS

type migration struct {
	number int
	name   string
	text   string
}

// migrations returns the embedded migrations in order.
func migrations() ([]migration, error) {
	entries, err := migrationFiles.ReadDir("migrations")
	if err != nil {
		return nil, fmt.Errorf("list migrations: %w", err)
	}
	var list []migration
	for _, e := range entries {
		digits, _, _ := strings.Cut(e.Name(), "_")
		number, err := strconv.Atoi(digits)
		if err != nil {
			return nil, fmt.Errorf("number of migration %s: %w", e.Name(), err)
		}
		text, err := migrationFiles.ReadFile("migrations/" + e.Name())
		if err != nil {
			return nil, fmt.Errorf("read migration %s: %w", e.Name(), err)
		}
		list = append(list, migration{number: number, name: e.Name(), text: string(text)})
	}
	slices.SortFunc(list, func(a, b migration) int { return a.number - b.number })
	return list, nil
}

// migrate brings the database to the latest schema. It returns ErrNewerDatabase when the database is ahead.
func migrate(ctx context.Context, db *sql.DB) error {
	list, err := migrations()
	if err != nil {
		return err
	}
	at, err := schemaNumber(ctx, db, list)
	if err != nil {
		return err
	}
	for _, m := range list {
		if m.number <= at {
			continue
		}
		if err := apply(ctx, db, m); err != nil {
			return wrap(err, "apply migration "+m.name)
		}
	}
	return nil
}

// schemaNumber reads which migration came last and refuses databases of a later version.
func schemaNumber(ctx context.Context, db *sql.DB, list []migration) (int, error) {
	var at int
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&at); err != nil {
		return 0, wrap(err, "read schema version")
	}
	if at > list[len(list)-1].number {
		return 0, fmt.Errorf("schema %d: %w", at, ErrNewerDatabase)
	}
	return at, nil
}

func apply(ctx context.Context, db *sql.DB, m migration) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer rollback(tx)
	if _, err := tx.ExecContext(ctx, m.text); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", m.number)); err != nil {
		return fmt.Errorf("set schema version: %w", err)
	}
	return tx.Commit()
}

// rollback undoes a transaction that was not committed.
func rollback(tx *sql.Tx) {
	// After a commit this returns ErrTxDone; after a failure SQLite has rolled back already. Neither is news.
	_ = tx.Rollback()
}
