package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"github.com/klauspost/compress/zstd"

	"github.com/claimsdesk/claimsdesk/claims"
)

// tableWriter is a side that writes resources as a plain program would: one prepared INSERT for each table, through
// database/sql and the driver, keyed by a running number of the claim and with an index on it.
func (cfg config) tableWriter(name, driver, absent string, resources []claims.Resource) side {
	return side{name, absent, func(ctx context.Context) (took cost, err error) {
		path := cfg.out("writer-" + driver)
		if err := removeDatabase(path); err != nil {
			return cost{}, err
		}
		db, err := sql.Open(driver, path)
		if err != nil {
			return cost{}, err
		}
		defer func() { err = errors.Join(err, db.Close(), removeDatabase(path)) }()
		db.SetMaxOpenConns(1) // the pragmas belong to a connection
		tables := tablesOf(resources)
		if _, err := db.ExecContext(ctx, tableSchema(tables)); err != nil {
			return cost{}, err
		}
		return timed(func() error { return writeTables(ctx, db, tables, resources) })
	}}
}

func tableSchema(tables []*claims.Table) string {
	var b strings.Builder
	b.WriteString("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;\nCREATE TABLE raw (claim INTEGER PRIMARY KEY, raw BLOB);\n")
	for _, t := range tables {
		fmt.Fprintf(&b, "CREATE TABLE %s (claim INTEGER, %s);\nCREATE INDEX %s_claim ON %s (claim);\n", t.Name, strings.Join(t.Names(), ", "), t.Name, t.Name)
	}
	return b.String()
}

func writeTables(ctx context.Context, db *sql.DB, tables []*claims.Table, resources []claims.Resource) (err error) {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, tx.Rollback())
		}
	}()
	packer, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return err
	}
	raw, err := tx.PrepareContext(ctx, "INSERT INTO raw VALUES (?, ?)")
	if err != nil {
		return err
	}
	inserts := map[claims.TableID]*sql.Stmt{}
	for _, t := range tables {
		if inserts[t.ID], err = tx.PrepareContext(ctx, "INSERT INTO "+t.Name+" VALUES (?"+strings.Repeat(",?", len(t.Columns))+")"); err != nil { //nolint:gosec // names of the catalogue
			return err
		}
	}
	var packed []byte
	for n, r := range resources {
		packed = packer.EncodeAll(r.Raw, packed[:0])
		if _, err := raw.ExecContext(ctx, n, packed); err != nil {
			return err
		}
		for _, row := range r.Rows {
			if _, err := inserts[row.Table].ExecContext(ctx, arguments(n, row)...); err != nil {
				return err
			}
		}
	}
	return errors.Join(packer.Close(), tx.Commit())
}

// arguments are the values of a row as database/sql takes them, behind the claim's number.
func arguments(n int, row claims.Row) []any {
	args := make([]any, 0, len(row.Values)+1)
	args = append(args, n)
	for i, column := range claims.TableOf(row.Table).Columns {
		v := row.Values[i]
		switch {
		case !v.Set:
			args = append(args, nil)
		case column.Kind == claims.Int || column.Kind == claims.Bool || column.Kind == claims.Money:
			args = append(args, v.Int)
		default:
			args = append(args, v.Text)
		}
	}
	return args
}
