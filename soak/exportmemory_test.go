package soak_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/practice"
	"github.com/claimsdesk/claimsdesk/practice/synth"
)

// What an export of many rows must keep to.
const (
	// exportPeople have about a million amounts, a little less than a sheet holds.
	exportPeople = 300
	// fewerPeople is one of how many people the small export is about.
	fewerPeople = 12
	// manyRows and fewRows are what the exports have at least and at most; the table is the longest there is.
	manyRows, fewRows = 900_000, 130_000
	// exportGrowth is how much more memory about ten times the rows may take.
	exportGrowth = 1.5
	exportTable  = "line_adjudications"
)

// TestExportMemory exports a table with about 100,000 and with about 1,000,000 rows from one database, in every format, and looks
// at the memory that the program takes.
func TestExportMemory(t *testing.T) {
	if !soaking() {
		t.Skip("takes minutes: make soak")
	}
	if runtime.GOOS != "linux" {
		t.Skip("memory is read from /proc")
	}
	data, out := filled(t), t.TempDir()
	some := fewer(t, data)
	for _, ending := range []string{".csv", ".parquet", ".xlsx"} {
		path := filepath.Join(out, "rows"+ending)
		few := exported(t, data, path, "--people", some)
		many := exported(t, data, path)
		t.Logf("%s: %d rows, at most %.0f MB of memory; %d rows, at most %.0f MB", ending[1:], few.rows, float64(few.peak)/1e6, many.rows, float64(many.peak)/1e6)
		if few.rows > fewRows || many.rows < manyRows {
			t.Errorf("%s: %d and %d rows, want at most %d and at least %d", ending[1:], few.rows, many.rows, fewRows, manyRows)
		}
		if got := float64(many.peak) / float64(few.peak); few.peak == 0 || got > exportGrowth {
			t.Errorf("%s: memory grows %.2f times, want at most %.2f", ending[1:], got, exportGrowth)
		}
	}
}

// filled is a data folder with the claims of made-up people.
func filled(t *testing.T) string {
	t.Helper()
	files, data := t.TempDir(), t.TempDir()
	_, err := practice.WriteFiles(t.Context(), practice.Generate{
		Population: synth.Config{People: exportPeople, Years: 3, Seed: 1, End: lastDay()}, Version: claims.V3, Dir: files, Gzip: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	printed(t, data, "import", files)
	return data
}

// fewer is a list of some of the people.
func fewer(t *testing.T, data string) string {
	t.Helper()
	records, err := csv.NewReader(bytes.NewReader(printed(t, data, "export", "--table", "beneficiary_mbis", "--out", "-"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	list := []string{"mbi"}
	for i, record := range records[1:] {
		if i%fewerPeople == 0 {
			list = append(list, record[4])
		}
	}
	path := filepath.Join(t.TempDir(), "some.csv")
	if err := os.WriteFile(path, []byte(strings.Join(list, "\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// printed runs claimsctl to its end and returns what it printed.
func printed(t *testing.T, data string, args ...string) []byte {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), claimsctl(t), append([]string{"--data", data, "--quiet"}, args...)...)
	text, err := cmd.Output()
	if err != nil {
		t.Fatalf("claimsctl %s: %v", args[0], err)
	}
	return text
}

// exportedRows is what an export came to.
type exportedRows struct{ rows, peak int64 }

// exported writes the table and watches the program's memory.
func exported(t *testing.T, data, path string, args ...string) exportedRows {
	t.Helper()
	r := &run{done: make(chan struct{})}
	r.cmd = exec.CommandContext(t.Context(), claimsctl(t), append([]string{"--data", data, "--quiet", "--json", "export", "--table", exportTable, "--out", path}, args...)...)
	r.cmd.Stdout, r.cmd.Stderr = &r.out, &r.out
	if err := r.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { // ends with the program; watchMemory and ended wait for done
		defer close(r.done)
		r.err = r.cmd.Wait()
	}()
	peak := watchMemory(t.Context(), r)
	if !r.ended(t) {
		t.Fatalf("claimsctl export ended with %v", r.err)
	}
	var doc struct{ Sheets []struct{ Rows int64 } }
	if err := json.Unmarshal(r.out.Bytes(), &doc); err != nil || len(doc.Sheets) != 1 {
		t.Fatalf("claimsctl export printed %s: %v", r.out.String(), err)
	}
	return exportedRows{doc.Sheets[0].Rows, peak}
}
