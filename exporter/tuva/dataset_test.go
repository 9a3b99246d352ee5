package tuva_test

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
	"github.com/claimsdesk/claimsdesk/exporter/tuva"
	"github.com/claimsdesk/claimsdesk/practice"
	"github.com/claimsdesk/claimsdesk/practice/synth"
)

var update = flag.Bool("update", false, "write the golden files instead of comparing with them")

// noon is when everything in these tests happens.
var noon = time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC)

// made is a data set with made-up people, read from files as the program reads them.
func made(tb testing.TB, version string, people, years int) *app.Set {
	tb.Helper()
	from := tb.TempDir()
	_, err := practice.WriteFiles(tb.Context(), practice.Generate{
		Population: synth.Config{People: people, Years: years, Seed: 11, End: time.Date(2026, 6, 30, 0, 0, 0, 0, time.UTC)},
		Version:    version, Dir: from,
	})
	if err != nil {
		tb.Fatal(err)
	}
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
	if _, err := set.Import(tb.Context(), []string{from}, app.ImportOptions{API: "auto"}, nil); err != nil {
		tb.Fatal(err)
	}
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

func (t table) key(row []string, columns ...string) string {
	var parts []string
	for _, c := range columns {
		parts = append(parts, t.of(row, c))
	}
	return strings.Join(parts, "|")
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

// exported writes the layout and reads it back.
func exported(tb testing.TB, set *app.Set, req app.ExportRequest) map[string]table {
	tb.Helper()
	if req.Out == "" {
		req.Out = filepath.Join(tb.TempDir(), "tuva")
	}
	req.Layout = app.LayoutTuva
	result, err := set.Export(tb.Context(), req, nil)
	if err != nil {
		tb.Fatal(err)
	}
	tables := map[string]table{}
	for _, file := range result.Sheets {
		tables[file.Name] = readTable(tb, filepath.Join(req.Out, file.Name))
		if got := len(tables[file.Name].rows); int64(got) != file.Rows {
			tb.Errorf("%s has %d rows, told were %d", file.Name, got, file.Rows)
		}
	}
	if len(tables) != 3 {
		tb.Fatalf("got %d files, want 3", len(tables))
	}
	return tables
}

// own is one of our tables under the default rows.
func own(tb testing.TB, set *app.Set, id claims.TableID) table {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "own.csv")
	if _, err := set.Export(tb.Context(), app.ExportRequest{Table: id, Format: app.FormatCSV, Out: path}, nil); err != nil {
		tb.Fatal(err)
	}
	return readTable(tb, path)
}

func fileNames() []string {
	return []string{tuva.MedicalClaim, tuva.PharmacyClaim, tuva.Eligibility}
}
