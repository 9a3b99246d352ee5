package main

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestOptions(t *testing.T) {
	env := map[string]string{"CLAIMSDESK_DATA": "/data", "CLAIMSDESK_WAIT_SCALE": "0.5"}
	tests := []struct {
		name string
		args []string
		env  map[string]string
		want options
		fail bool
	}{
		{"nothing given", nil, env, options{dataDir: "/data", waitScale: 0.5}, false},
		{"practice data in a folder", []string{"--practice", "--data", "/here"}, nil, options{practice: true, dataDir: "/here"}, false},
		{"version", []string{"--version"}, env, options{version: true, dataDir: "/data", waitScale: 0.5}, false},
		{"a scale that is no number", nil, map[string]string{"CLAIMSDESK_DATA": "/data", "CLAIMSDESK_WAIT_SCALE": "fast"}, options{dataDir: "/data"}, false},
		{"a negative scale", nil, map[string]string{"CLAIMSDESK_DATA": "/data", "CLAIMSDESK_WAIT_SCALE": "-1"}, options{dataDir: "/data"}, false},
		{"a command of claimsctl", []string{"refresh"}, env, options{}, true},
		{"an unknown flag", []string{"--quick"}, env, options{}, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if runtime.GOOS == "windows" {
				t.Skip("paths of this table are those of Unix")
			}
			got, err := parseOptions(tt.args, func(name string) string { return tt.env[name] }, io.Discard)
			if (err != nil) != tt.fail {
				t.Fatalf("error %v, want one: %t", err, tt.fail)
			}
			if diff := cmp.Diff(tt.want, got, cmp.AllowUnexported(options{})); err == nil && diff != "" {
				t.Errorf("options (-want +got):\n%s", diff)
			}
		})
	}
}

// The log folder is closed to others: even counts and states are nobody else's business.
func TestLogFilesArePrivate(t *testing.T) {
	dir := t.TempDir()
	log, closeLog := openLog(dir)
	log.Info("start")
	if err := closeLog(); err != nil {
		t.Fatal(err)
	}
	want := map[string]fs.FileMode{logFolder: 0o700, filepath.Join(logFolder, logName): 0o600, filepath.Join(logFolder, crashName): 0o600}
	for name, mode := range want {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode().Perm(); got != mode && runtime.GOOS != "windows" {
			t.Errorf("%s has mode %v, want %v", name, got, mode)
		}
	}
}

// Without a folder to write to, the window still opens and says itself what is wrong.
func TestNoLogFolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, privateFile); err != nil {
		t.Fatal(err)
	}
	log, closeLog := openLog(file)
	log.Info("start")
	if err := closeLog(); err != nil {
		t.Error(err)
	}
}
