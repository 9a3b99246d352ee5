package cclf_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter/layouttest"
)

// TestGolden holds the files of a few made-up people against the ones that somebody looked at.
func TestGolden(t *testing.T) {
	for _, version := range []string{claims.V2, claims.V3} {
		t.Run(version, func(t *testing.T) {
			set := layouttest.Made(t, version, 2, 5, 1)
			golden := filepath.Join("testdata", version)
			dir := filepath.Join(t.TempDir(), "cclf")
			if *update {
				dir = golden
			}
			exported(t, set, app.ExportRequest{Out: dir})
			for _, name := range feedFiles() {
				if diff := cmp.Diff(read(t, filepath.Join(golden, name)), read(t, filepath.Join(dir, name))); diff != "" {
					t.Errorf("%s differs (-golden +now):\n%s", name, diff)
				}
			}
		})
	}
}

func read(tb testing.TB, path string) string {
	tb.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	return string(text)
}

// TestSecondTimeIsTheSame: the same data give the same bytes, over files that are there, and other files stay.
func TestSecondTimeIsTheSame(t *testing.T) {
	set := layouttest.Made(t, claims.V3, 5, 3, 1)
	first, second := t.TempDir(), t.TempDir()
	note := filepath.Join(second, "note.txt")
	for _, path := range []string{note, filepath.Join(second, "CCLF5.csv")} {
		if err := os.WriteFile(path, []byte("mine"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	exported(t, set, app.ExportRequest{Out: first})
	exported(t, set, app.ExportRequest{Out: second})
	for _, name := range feedFiles() {
		if read(t, filepath.Join(first, name)) != read(t, filepath.Join(second, name)) {
			t.Errorf("%s differs the second time", name)
		}
	}
	if got := read(t, note); got != "mine" {
		t.Errorf("another file of the folder was changed to %q", got)
	}
}
