package store_test

import (
	"errors"
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

func write(t *testing.T, dir, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, store.DatabaseFile), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
