package main

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/claimsdesk/claimsdesk/app"
)

// A disk that fills up while a file is written leaves the old file and nothing else. One that is plainly too small is told before
// the work begins. It needs the right to mount a small disk.
func TestExportDiskFull(t *testing.T) {
	p, disk := peopled(t), t.TempDir()
	for _, tt := range []struct {
		what, ending string
		share        int64 // of the file's size that the disk has, in percent
	}{
		{"in the middle", ".csv", 85}, {"in the middle", ".parquet", 60}, {"in the middle", ".xlsx", 60}, {"before it begins", ".csv", 5},
	} {
		t.Run(tt.what+" of "+tt.ending, func(t *testing.T) {
			whole := filepath.Join(t.TempDir(), "whole"+tt.ending)
			p.must(t, "export", "--table", "line_adjudications", "--out", whole)
			info, err := os.Stat(whole)
			if err != nil {
				t.Fatal(err)
			}
			size := info.Size() * tt.share / 100
			if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size="+strconv.FormatInt(size, 10)); err != nil {
				t.Skipf("no right to mount a small disk: %v", err)
			}
			defer func() {
				if err := syscall.Unmount(disk, 0); err != nil {
					t.Error(err)
				}
			}()
			path := filepath.Join(disk, "a"+tt.ending)
			if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
				t.Fatal(err)
			}
			o := p.run(t.Context(), "export", "--table", "line_adjudications", "--out", path)
			if o.code != app.ExitFailed || !strings.Contains(o.stderr, "The disk is full.") || strings.Contains(o.stderr, " needed, ") != (tt.what == "before it begins") {
				t.Errorf("exit %d:\n%s", o.code, o.stderr)
			}
			text, err := os.ReadFile(path)
			entries, listErr := os.ReadDir(disk)
			if err != nil || listErr != nil || string(text) != "old" || len(entries) != 1 {
				t.Errorf("%d bytes and %d files, %v, %v, want the old file alone", len(text), len(entries), err, listErr)
			}
		})
	}
}
