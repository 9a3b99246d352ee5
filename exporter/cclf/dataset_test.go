package cclf_test

import (
	"encoding/csv"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/practice"
	"github.com/claimsdesk/claimsdesk/practice/synth"
)

var update = flag.Bool("update", false, "write the golden files instead of comparing with them")

// noon is when everything in these tests happens.
var noon = time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC)

// feedFiles are the names of the files in the order they are told.
func feedFiles() []string {
	var names []string
	for _, n := range strings.Fields("1 2 3 4 5 6 7 8 9 A B") {
		names = append(names, "CCLF"+n+".csv")
	}
	return names
}

// emptySet is a data set without data.
func emptySet(tb testing.TB) *app.Set {
	tb.Helper()
	desk, err := app.New(app.Deps{DataDir: tb.TempDir(), Secrets: app.NewMemorySecrets(), Now: func() time.Time { return noon }})
	if err != nil {
		tb.Fatal(err)
	}
	set, err := desk.OpenSet(tb.Context(), app.DefaultSet)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := set.Close(); err != nil {
			tb.Error(err)
		}
	})
	return set
}

func importAll(tb testing.TB, set *app.Set, path string) {
	tb.Helper()
	if _, err := set.Import(tb.Context(), []string{path}, app.ImportOptions{API: "auto"}, nil); err != nil {
		tb.Fatal(err)
	}
}

// made is a data set with made-up people, read from files as the program reads them.
func made(tb testing.TB, version string, seed uint64, people, years int) *app.Set {
	tb.Helper()
	from := tb.TempDir()
	_, err := practice.WriteFiles(tb.Context(), practice.Generate{
		Population: synth.Config{People: people, Years: years, Seed: seed, End: time.Date(2026, 6, 30, 0, 0, 0, 0, time.UTC)},
		Version:    version, Dir: from,
	})
	if err != nil {
		tb.Fatal(err)
	}
	set := emptySet(tb)
	importAll(tb, set, from)
	return set
}

// table is a CSV file.
type table struct {
	header []string
	rows   [][]string
}

// of is a cell.
func (t table) of(row []string, column string) string {
	i := slices.Index(t.header, column)
	if i < 0 {
		panic("no column " + column)
	}
	return row[i]
}

// cents is an amount; nothing is 0.
func (t table) cents(tb testing.TB, row []string, column string) int64 {
	tb.Helper()
	text := t.of(row, column)
	if text == "" {
		return 0
	}
	n, err := claims.ParseCents(text)
	if err != nil {
		tb.Fatalf("%s holds no amount", column)
	}
	return n
}

func readTable(tb testing.TB, path string) table {
	tb.Helper()
	f, err := os.Open(path)
	if err != nil {
		tb.Fatal(err)
	}
	defer func() {
		if err := f.Close(); err != nil {
			tb.Error(err)
		}
	}()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		tb.Fatal(err)
	}
	return table{lines[0], lines[1:]}
}

// exported writes the layout into a folder and reads it back, by the feed's names: CCLF1 and so on.
func exported(tb testing.TB, set *app.Set, req app.ExportRequest) map[string]table {
	tb.Helper()
	if req.Out == "" {
		req.Out = filepath.Join(tb.TempDir(), "cclf")
	}
	req.Layout = app.LayoutCCLF
	result, err := set.Export(tb.Context(), req, nil)
	if err != nil {
		tb.Fatal(err)
	}
	tables := map[string]table{}
	for i, name := range feedFiles() {
		if i >= len(result.Sheets) || result.Sheets[i].Name != name {
			tb.Fatalf("file %d is not %s", i, name)
		}
		t := readTable(tb, filepath.Join(req.Out, name))
		if got := int64(len(t.rows)); got != result.Sheets[i].Rows {
			tb.Errorf("%s has %d rows, told were %d", name, got, result.Sheets[i].Rows)
		}
		tables[strings.TrimSuffix(name, ".csv")] = t
	}
	return tables
}

// own is one of our tables under the default rows.
func own(tb testing.TB, set *app.Set, id claims.TableID, include ...claims.Include) table {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "own.csv")
	if _, err := set.Export(tb.Context(), app.ExportRequest{Table: id, Format: app.FormatCSV, Out: path, Include: include}, nil); err != nil {
		tb.Fatal(err)
	}
	return readTable(tb, path)
}
