package store_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
)

// The parts of the database add up to its file.
func TestStorage(t *testing.T) {
	dir := t.TempDir()
	db := open(t, store.Options{Dir: dir, Now: clock})
	defer closeOrFail(t, db)
	if s, err := db.Storage(t.Context()); err != nil || s.People != 0 || s.Oldest != "" || s.TableBytes == 0 {
		t.Errorf("empty: %+v, %v", s, err)
	}
	load(t, db, claims.SourceFile{Name: "f"}, patient("v3", "1", "mbi=1A"), v3("a", "from_date=2025-03-01", "thru_date=2025-03-04"), v3("b", "from_date=2024-01-09", "thru_date=9999-12-31"))
	s, err := db.Storage(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if s.People != 1 || s.Claims != 2 || s.Resources != 3 || s.SetAside != 0 || s.Oldest != "2024-01-09" || s.Latest != "2025-03-04" || s.ResourceBytes == 0 {
		t.Errorf("got %+v", s)
	}
	onDisk := int64(0)
	for _, name := range []string{store.DatabaseFile, store.DatabaseFile + "-wal"} {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		onDisk += info.Size()
	}
	// Pages that wait in the log are counted where they belong and in the log.
	if got := s.Bytes(); got < onDisk || got > 2*onDisk {
		t.Errorf("%d bytes, on disk %d", got, onDisk)
	}
}
