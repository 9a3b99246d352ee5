package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	_ "modernc.org/sqlite" // the driver "sqlite"

	"github.com/claimsdesk/claimsdesk/store"
)

// lineSize weighs the database of the last import: the whole against the NDJSON that went in, and its split.
func lineSize(ctx context.Context, cfg config, d dataset, t *table) error {
	dir, err := set(cfg.ours())
	if err != nil {
		return err
	}
	path := filepath.Join(dir, store.DatabaseFile)
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if err := t.limit("database / NDJSON, raw resources inside", float64(info.Size())/float64(d.work.bytes), 0.15, "%.3f"); err != nil {
		return err
	}
	parts, err := split(ctx, path)
	if err != nil {
		return t.absent("database, split", "this SQLite has no dbstat")
	}
	share := func(part string) float64 { return float64(parts[part]) / float64(d.work.bytes) }
	return t.told("database, split", fmt.Sprintf("raw %.3f, tables %.3f, indexes %.3f", share("raw"), share("tables"), share("indexes")))
}

// split is the bytes of raw resources, of other tables and of indexes.
func split(ctx context.Context, path string) (_ map[string]int64, err error) {
	db, err := sql.Open("sqlite", "file:"+path+"?mode=ro")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	rows, err := db.QueryContext(ctx, `SELECT CASE WHEN m.type = 'index' THEN 'indexes' WHEN m.name = 'resource_raw' THEN 'raw' ELSE 'tables' END, sum(s.pgsize)
		FROM dbstat s LEFT JOIN sqlite_master m ON m.name = s.name WHERE s.aggregate = 1 GROUP BY 1`)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	parts := map[string]int64{}
	for rows.Next() {
		var part string
		var bytes int64
		if err := rows.Scan(&part, &bytes); err != nil {
			return nil, err
		}
		parts[part] = bytes
	}
	return parts, rows.Err()
}
