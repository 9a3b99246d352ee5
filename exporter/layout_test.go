package exporter_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
)

func TestMakeFolder(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct {
		path string
		want error
	}{
		"new":                {filepath.Join(dir, "new"), nil},
		"there already":      {dir, nil},
		"nothing above":      {filepath.Join(dir, "gone", "new"), exporter.ErrNoFolder},
		"a file of the name": {file, exporter.ErrNoFolder},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if err := exporter.MakeFolder(tt.path); !errors.Is(err, tt.want) {
				t.Errorf("got error %v, want %v", err, tt.want)
			}
		})
	}
	info, err := os.Stat(filepath.Join(dir, "new"))
	if err != nil || (runtime.GOOS != "windows" && info.Mode().Perm() != 0o700) {
		t.Errorf("the new folder is %v, %v, want its owner's only", info, err)
	}
}

func TestWriteFiles(t *testing.T) {
	dir, names := t.TempDir(), []string{"b", "a", "c"}
	write := func(word string, problem error) error {
		return exporter.WriteFiles(dir, names, func(files []io.Writer) error {
			for i, name := range names {
				if _, err := io.WriteString(files[i], name+word); err != nil {
					return err
				}
			}
			return problem
		})
	}
	check := func(word string) {
		t.Helper()
		entries, err := os.ReadDir(dir)
		if err != nil || len(entries) != len(names) {
			t.Fatalf("got %d files, %v, want %d", len(entries), err, len(names))
		}
		for _, name := range names {
			if got, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(got) != name+word {
				t.Errorf("%s holds %q, %v, want %q", name, got, err, name+word)
			}
		}
	}
	if err := write("1", nil); err != nil {
		t.Fatal(err)
	}
	check("1")
	broken := errors.New("broken")
	if err := write("2", broken); !errors.Is(err, broken) {
		t.Errorf("got error %v, want %v", err, broken)
	}
	check("1") // nothing changed
}

// Rows that are pushed come out as rows that are read.
func TestCSVRowsEqualWriteCSV(t *testing.T) {
	columns := []claims.Column{{Name: "id"}, {Name: "paid", Kind: claims.Money}, {Name: "words"}}
	values := [][]claims.Value{
		{claims.TextValue("007"), money(t, "12.5"), claims.TextValue("=1+1")},
		{claims.TextValue(" x"), {}, claims.TextValue("a,\"b\"\n")},
	}
	for _, guard := range []bool{false, true} {
		var want, got bytes.Buffer
		opts := exporter.CSVOptions{Headings: claims.HeadingColumn, Guard: guard}
		if _, err := exporter.WriteCSV(t.Context(), &want, &rows{columns: columns, values: values}, opts); err != nil {
			t.Fatal(err)
		}
		out, err := exporter.NewCSVRows(&got, columns, opts)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range values {
			if err := out.Write(row); err != nil {
				t.Fatal(err)
			}
		}
		if err := out.Write(values[0][:1]); err == nil {
			t.Error("a row that is too short was written")
		}
		if err := out.Finish(); err != nil || out.Rows() != 2 || got.String() != want.String() {
			t.Errorf("got %d rows, %v:\n%s\nwant\n%s", out.Rows(), err, got.String(), want.String())
		}
	}
}
