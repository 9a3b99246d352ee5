package app_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter/lake"
	"github.com/claimsdesk/claimsdesk/practice/synth"
)

// csvOf exports a table as CSV and returns its rows, the header first.
func csvOf(t *testing.T, set *app.Set, table claims.TableID) [][]string {
	t.Helper()
	var out bytes.Buffer
	if _, err := set.Export(t.Context(), app.ExportRequest{Table: table, Format: app.FormatCSV, Writer: &out, Headings: claims.HeadingColumn}, nil); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&out).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// sumOf adds up a money column of a CSV.
func sumOf(t *testing.T, rows [][]string, column int) int64 {
	t.Helper()
	var sum int64
	for _, row := range rows[1:] {
		if row[column] == "" {
			continue
		}
		cents, err := claims.ParseCents(row[column])
		if err != nil {
			t.Fatal(err)
		}
		sum += cents
	}
	return sum
}

// A Parquet file of each table of the samples has the rows and the sums of the CSV, saved or sent elsewhere alike.
func TestParquetOfSamples(t *testing.T) {
	for _, version := range []string{claims.V2, claims.V3} {
		t.Run(version, func(t *testing.T) {
			set := localSet(t)
			importAll(t, set, samples(t, version))
			for _, table := range claims.Catalogue() {
				want := csvOf(t, set, table.ID)
				path := filepath.Join(t.TempDir(), table.Name+".parquet")
				result, err := set.Export(t.Context(), app.ExportRequest{Table: table.ID, Format: app.FormatParquet, Out: path}, nil)
				if err != nil {
					t.Fatalf("%s: %v", table.Name, err)
				}
				saved, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				var sent bytes.Buffer
				if _, err := set.Export(t.Context(), app.ExportRequest{Table: table.ID, Format: app.FormatParquet, Writer: &sent}, nil); err != nil || !bytes.Equal(saved, sent.Bytes()) {
					t.Errorf("%s sent elsewhere is not as saved: %v", table.Name, err)
				}
				file, err := parquet.OpenFile(bytes.NewReader(saved), int64(len(saved)))
				if err != nil {
					t.Fatalf("%s: %v", table.Name, err)
				}
				if n := int64(len(want) - 1); file.NumRows() != n || result.Sheets[0].Rows != n {
					t.Errorf("%s: %d rows in the file, %d told, %d in the CSV", table.Name, file.NumRows(), result.Sheets[0].Rows, n)
				}
				for i, field := range file.Schema().Fields() {
					if field.Name() != want[0][i] {
						t.Errorf("%s: column %d is %s, in the CSV %s", table.Name, i, field.Name(), want[0][i])
					}
				}
			}
		})
	}
}

// lakeOf exports the layout and returns its manifest.
func lakeOf(t *testing.T, set *app.Set, dir string) lake.Manifest {
	t.Helper()
	if _, err := set.Export(t.Context(), app.ExportRequest{Layout: app.LayoutLake, Format: app.FormatParquet, Out: dir}, nil); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(dir, lake.ManifestName))
	if err != nil {
		t.Fatal(err)
	}
	var m lake.Manifest
	if err := json.Unmarshal(data, &m); err != nil {
		t.Fatal(err)
	}
	return m
}

func TestLakeOfSamples(t *testing.T) {
	for _, version := range []string{claims.V2, claims.V3} {
		t.Run(version, func(t *testing.T) {
			set := localSet(t)
			importAll(t, set, samples(t, version))
			m := lakeOf(t, set, filepath.Join(t.TempDir(), "lake"))
			for i, table := range claims.Catalogue() {
				rows := csvOf(t, set, table.ID)
				if got := m.Tables[i]; got.Name != table.Name || got.Rows != int64(len(rows)-1) {
					t.Errorf("%s has %d rows, %s in the CSV %d", got.Name, got.Rows, table.Name, len(rows)-1)
				}
				for c, column := range table.Columns {
					if column.Kind != claims.Money {
						continue
					}
					if got, want := m.Tables[i].Sums[column.Name], claims.FormatCents(sumOf(t, rows, c)); got != want {
						t.Errorf("%s.%s sums up to %s, in the CSV to %s", table.Name, column.Name, got, want)
					}
				}
			}
			if got, want := m.Tables[claims.Claims].Sums["payment_amount"], claims.FormatCents(statusOf(t, set).Current.PaymentCents); got != want {
				t.Errorf("claims paid %s, status says %s", got, want)
			}
			if m.APIVersion != version || m.DataSet != app.DefaultSet || m.Run != 1 {
				t.Errorf("manifest of version %s, data set %s, run %d", m.APIVersion, m.DataSet, m.Run)
			}
		})
	}
}

// release writes one release of synthetic people as a folder of NDJSON files.
func release(t *testing.T, population *synth.Population, number int) string {
	t.Helper()
	dir := t.TempDir()
	people := population.Members(number, "")
	for _, kind := range []string{claims.TypePatient, claims.TypeCoverage, claims.TypeEOB} {
		var out bytes.Buffer
		if _, err := population.Write(&out, claims.V3, kind, people, synth.Query{Release: number}); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%s-%d.ndjson", kind, number)), out.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// A lake that followed the data is the same as one made from them, and wrote part of it only.
func TestLakeFollows(t *testing.T) {
	population := synth.New(synth.Config{People: 12, Years: 3, Seed: 3, End: time.Date(2026, 6, 30, 0, 0, 0, 0, time.UTC)})
	set := localSet(t)
	importAll(t, set, release(t, population, 0))
	dir := filepath.Join(t.TempDir(), "lake")
	before := hashes(lakeOf(t, set, dir))
	importAll(t, set, release(t, population, 1))
	followed := lakeOf(t, set, dir)
	if diff := cmp.Diff(hashes(lakeOf(t, set, filepath.Join(t.TempDir(), "fresh"))), hashes(followed)); diff != "" {
		t.Errorf("the lake differs from a fresh one (-fresh +followed):\n%s", diff)
	}
	written, kept := 0, 0
	for _, table := range followed.Tables {
		for _, p := range table.Partitions {
			if isNew := p.Run == followed.Run; isNew == (before[p.Path] == p.SHA256) {
				t.Errorf("%s: written %t, changed %t", p.Path, isNew, !isNew)
			}
			if p.Run == followed.Run {
				written++
			} else {
				kept++
			}
		}
	}
	if written == 0 || kept == 0 {
		t.Errorf("%d partitions were written and %d kept; want some of both", written, kept)
	}
}

// hashes are the digests of the partitions by path.
func hashes(m lake.Manifest) map[string]string {
	all := map[string]string{}
	for _, table := range m.Tables {
		for _, p := range table.Partitions {
			all[p.Path] = p.SHA256
		}
	}
	return all
}

func TestLakeRefusals(t *testing.T) {
	set := localSet(t)
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, lake.ManifestName), []byte(`{"format":99}`), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, req := range map[string]app.ExportRequest{
		"a newer folder":     {Layout: app.LayoutLake, Out: dir},
		"standard output":    {Layout: app.LayoutLake, Writer: &bytes.Buffer{}},
		"less than everyone": {Layout: app.LayoutLake, Out: t.TempDir(), Privacy: claims.PrivacyLimited},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := set.Export(t.Context(), req, nil)
			if usage := (*app.UsageError)(nil); !errors.As(err, &usage) {
				t.Errorf("got %v, want words about usage", err)
			}
		})
	}
}
