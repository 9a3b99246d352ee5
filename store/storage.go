package store

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Storage counts what is stored and measures it. It walks every page of the database, which takes seconds for a large one;
// ctx stops it.
func (db *DB) Storage(ctx context.Context) (claims.Storage, error) {
	var s claims.Storage
	err := db.read.QueryRowContext(ctx, `SELECT
			(SELECT count(*) FROM person_summary), (SELECT count(*) FROM claims_rows), (SELECT count(*) FROM resources), (SELECT count(*) FROM quarantine),
			coalesce((SELECT min(from_date) FROM claims_rows WHERE from_date > '1900'), ''), coalesce((SELECT max(thru_date) FROM claims_rows WHERE thru_date < '9000'), '')`).
		Scan(&s.People, &s.Claims, &s.Resources, &s.SetAside, &s.Oldest, &s.Latest)
	if err != nil {
		return claims.Storage{}, wrap(err, "count what is stored")
	}
	err = db.read.QueryRowContext(ctx, `SELECT coalesce(sum(pgsize) FILTER (WHERE name IN ('resource_raw', 'dictionaries', 'quarantine')), 0),
			coalesce(sum(pgsize) FILTER (WHERE name NOT IN ('resource_raw', 'dictionaries', 'quarantine')), 0),
			(SELECT freelist_count * page_size FROM pragma_freelist_count, pragma_page_size)
		FROM dbstat WHERE aggregate = TRUE`).Scan(&s.ResourceBytes, &s.TableBytes, &s.FreeBytes)
	if err != nil {
		return claims.Storage{}, wrap(err, "measure what is stored")
	}
	info, err := os.Stat(filepath.Join(db.opts.Dir, DatabaseFile+"-wal"))
	switch {
	case err == nil:
		s.WaitingBytes = info.Size()
	case !errors.Is(err, fs.ErrNotExist):
		return claims.Storage{}, wrap(err, "measure what is stored")
	}
	return s, nil
}
