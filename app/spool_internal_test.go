package app

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
)

// A file comes back as it was, in memory or on disk; on disk nobody can read it.
func TestSpool(t *testing.T) {
	const secret = "1EG4TE5MK73"
	text := strings.Repeat(secret+" and what belongs to it\n", 1000)
	for name, memory := range map[string]int64{"in memory": 1 << 20, "on disk": 0, "spilled in the middle": 20} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			s, err := newSpool(dir, memory)
			if err != nil {
				t.Fatal(err)
			}
			h := s.newFile()
			if err := h.fill(iotest.TimeoutReader(strings.NewReader(text[:100]))); err == nil {
				t.Fatal("a reader that ends badly passed for whole")
			}
			if err := h.fill(strings.NewReader(text)); err != nil {
				t.Fatal(err)
			}
			for range 2 {
				plain, err := h.open()
				if err != nil {
					t.Fatal(err)
				}
				got, err := io.ReadAll(plain)
				if err != nil || string(got) != text || plain.Close() != nil {
					t.Fatalf("got %d bytes, %v", len(got), err)
				}
			}
			for _, file := range filesIn(t, dir) {
				content, err := os.ReadFile(file)
				if err != nil || bytes.Contains(content, []byte(secret)) || bytes.Contains(content, []byte("\x28\xb5\x2f\xfd")) {
					t.Errorf("%s can be read: %v", filepath.Base(file), err)
				}
			}
			if onDisk := len(filesIn(t, dir)) > 0; onDisk != (memory < 1000) {
				t.Errorf("got on disk %t with %d bytes of memory", onDisk, memory)
			}
			if err := h.release(); err != nil || len(filesIn(t, dir)) != 0 || s.left != memory {
				t.Errorf("after release: %v, %d files, %d bytes left of %d", err, len(filesIn(t, dir)), s.left, memory)
			}
		})
	}
}

// What a crash left is removed by the next refresh.
func TestSpoolIsCleared(t *testing.T) {
	dir := t.TempDir()
	s, err := newSpool(dir, 0)
	if err != nil {
		t.Fatal(err)
	}
	h := s.newFile()
	if err := h.fill(strings.NewReader("left behind")); err != nil {
		t.Fatal(err)
	}
	if err := h.file.Close(); err != nil {
		t.Fatal(err)
	}
	if err := clearSpool(dir); err != nil || len(filesIn(t, dir)) != 0 {
		t.Errorf("got %v, %d files left", err, len(filesIn(t, dir)))
	}
}

func filesIn(t *testing.T, dir string) []string {
	t.Helper()
	list, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	return list
}
