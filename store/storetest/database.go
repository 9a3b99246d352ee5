package storetest

import (
	"errors"
	"testing"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
)

// Now is the time on the clock of every test database.
func Now() time.Time { return time.Date(2026, 8, 29, 9, 30, 0, 0, time.UTC) }

// Open opens an empty data set in a temporary folder; it is closed when the test ends.
func Open(tb testing.TB) *store.DB {
	tb.Helper()
	return OpenIn(tb, tb.TempDir())
}

// OpenIn opens the data set in a folder; it is closed when the test ends.
func OpenIn(tb testing.TB, dir string) *store.DB {
	tb.Helper()
	db, err := store.Open(tb.Context(), store.Options{Dir: dir, Now: Now})
	if err != nil {
		tb.Fatalf("open the test database: %v", err)
	}
	tb.Cleanup(func() {
		if err := db.Close(); err != nil {
			tb.Errorf("close the test database: %v", err)
		}
	})
	return db
}

// Import stores resources as one file and settles.
func Import(tb testing.TB, db *store.DB, file claims.SourceFile, resources ...claims.Resource) claims.ImportCount {
	tb.Helper()
	count := ImportOnly(tb, db, file, resources...)
	if err := db.Settle(tb.Context(), store.SettleOptions{}); err != nil {
		tb.Fatalf("settle: %v", err)
	}
	return count
}

// ImportOnly stores resources as one file and does not settle.
func ImportOnly(tb testing.TB, db *store.DB, file claims.SourceFile, resources ...claims.Resource) claims.ImportCount {
	tb.Helper()
	f, err := db.BeginFile(tb.Context(), file)
	if err != nil {
		tb.Fatalf("begin a file: %v", err)
	}
	for i := range resources {
		if err := f.Add(tb.Context(), &resources[i]); err != nil {
			tb.Fatalf("add resource %d: %v", i, errors.Join(err, f.Rollback()))
		}
	}
	count, err := f.Commit(tb.Context(), "", 0)
	if err != nil {
		tb.Fatalf("commit a file: %v", err)
	}
	return count
}
