package store_test

import (
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/claimsdesk/claimsdesk/store"
)

func open(t *testing.T, opts store.Options) *store.DB {
	t.Helper()
	db, err := store.Open(t.Context(), opts)
	if err != nil {
		t.Fatalf("open: %v", err)
	}
	return db
}

func closeOrFail(t *testing.T, c io.Closer) {
	t.Helper()
	if err := c.Close(); err != nil {
		t.Errorf("close: %v", err)
	}
}

func TestOneWriterManyReaders(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a set with ? and #")
	first := open(t, store.Options{Dir: dir})
	if _, err := store.Open(t.Context(), store.Options{Dir: dir}); !errors.Is(err, store.ErrLocked) {
		t.Errorf("second writer: got %v, want ErrLocked", err)
	}
	reader := open(t, store.Options{Dir: dir, ReadOnly: true})
	closeOrFail(t, reader)
	closeOrFail(t, first)
	closeOrFail(t, open(t, store.Options{Dir: dir}))
}

func TestFilesArePrivate(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no mode bits")
	}
	dir := filepath.Join(t.TempDir(), "set")
	db := open(t, store.Options{Dir: dir})
	defer closeOrFail(t, db)
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode().Perm(); got != 0o600 {
			t.Errorf("%s: mode %o, want 600", e.Name(), got)
		}
	}
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("folder: mode %v, %v, want 700", info.Mode().Perm(), err)
	}
}

func TestOpenRefusals(t *testing.T) {
	cases := map[string]struct {
		prepare func(t *testing.T, dir string)
		opts    store.Options
		want    error
	}{
		"nothing to read": {prepare: func(*testing.T, string) {}, opts: store.Options{ReadOnly: true}, want: fs.ErrNotExist},
		"no database":     {prepare: func(t *testing.T, dir string) { write(t, dir, "this is a letter and not a database at all") }, want: store.ErrDamaged},
		"later version":   {prepare: func(t *testing.T, dir string) { schemaNumber(t, dir, 999) }, want: store.ErrNewerDatabase},
		"later to read":   {prepare: func(t *testing.T, dir string) { schemaNumber(t, dir, 999) }, opts: store.Options{ReadOnly: true}, want: store.ErrNewerDatabase},
		"older to read":   {prepare: func(t *testing.T, dir string) { schemaNumber(t, dir, 1) }, opts: store.Options{ReadOnly: true}, want: store.ErrOlderSchema},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			c.opts.Dir = t.TempDir()
			c.prepare(t, c.opts.Dir)
			if _, err := store.Open(t.Context(), c.opts); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}

// schemaNumber makes a database that says it has a schema of that number.
func schemaNumber(t *testing.T, dir string, number int) {
	t.Helper()
	closeOrFail(t, open(t, store.Options{Dir: dir}))
	raw, err := sql.Open("sqlite", "file:"+dir+"/"+store.DatabaseFile)
	if err != nil {
		t.Fatal(err)
	}
	defer closeOrFail(t, raw)
	if _, err := raw.ExecContext(t.Context(), fmt.Sprintf("PRAGMA user_version = %d", number)); err != nil {
		t.Fatal(err)
	}
}

// A refused folder is no database error: the lock of a failed Open is given back.
func TestFailedOpenGivesTheLockBack(t *testing.T) {
	dir := t.TempDir()
	schemaNumber(t, dir, 999)
	for range 2 {
		if _, err := store.Open(t.Context(), store.Options{Dir: dir}); !errors.Is(err, store.ErrNewerDatabase) || errors.Is(err, store.ErrLocked) {
			t.Errorf("got %v, want ErrNewerDatabase alone", err)
		}
	}
}

func write(t *testing.T, dir, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, store.DatabaseFile), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
