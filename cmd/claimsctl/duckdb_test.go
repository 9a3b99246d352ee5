package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/claimsdesk/claimsdesk/claims"
)

// TestInteropDuckDB reads the Parquet file of every table, and the lake through its own statements, back with DuckDB: all rows
// and sums are those of the CSV, counts and payments those of the database. A second export into the lake writes no part. `make interop` runs it.
func TestInteropDuckDB(t *testing.T) {
	if os.Getenv("CLAIMSDESK_INTEROP") == "" {
		t.Skip("run by make interop: it needs Node.js and DuckDB")
	}
	p := newProgram(t)
	p.must(t, "demo", "--people", "40", "--keep", p.data, "--json", "--quiet")
	out := t.TempDir()
	for _, table := range claims.Catalogue() {
		for _, ending := range []string{".csv", ".parquet"} {
			p.must(t, "export", "--table", table.Name, "--out", filepath.Join(out, table.Name+ending), "--quiet")
		}
	}
	status := p.must(t, "status", "--json").stdout
	if err := os.WriteFile(filepath.Join(out, "status.json"), []byte(status), 0o600); err != nil {
		t.Fatal(err)
	}
	lake := filepath.Join(out, "lake")
	p.must(t, "export", "--layout", "lake", "--out", lake, "--quiet")
	readBack(t, out)
	again := decode[struct {
		Sheets []struct {
			Name string
			Rows int64
		}
	}](t, p.must(t, "export", "--layout", "lake", "--out", lake, "--quiet", "--json"))
	for _, file := range again.Sheets {
		if file.Rows != 0 {
			t.Errorf("the second export wrote %s with %d rows", file.Name, file.Rows)
		}
	}
	readBack(t, out)
}

func readBack(t *testing.T, folder string) {
	t.Helper()
	command := exec.CommandContext(t.Context(), "node", filepath.Join("..", "..", "scripts", "duckdb.js"), folder)
	text, err := command.CombinedOutput()
	t.Logf("DuckDB:\n%s", text)
	if err != nil {
		t.Fatalf("DuckDB: %v", err)
	}
}
