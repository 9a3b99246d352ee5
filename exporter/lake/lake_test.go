package lake_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
	"github.com/claimsdesk/claimsdesk/exporter/lake"
)

var update = flag.Bool("update", false, "write the golden files anew")

// memory is exporter.Tables over rows in memory, each sorted by its key.
type memory struct {
	rows   map[claims.TableID][]claims.Row
	failed claims.TableID // its rows end early; no table for zero, which is beneficiaries and never meant
	opened map[claims.TableID]int
}

var errFailed = errors.New("connection lost")

func (m *memory) Open(_ context.Context, table claims.TableID, columns []claims.Col) (exporter.ClosableSource, error) {
	if m.opened == nil {
		m.opened = map[claims.TableID]int{}
	}
	m.opened[table]++
	s := &source{values: make([]claims.Value, len(columns)), cols: columns, rows: m.rows[table]}
	for _, col := range columns {
		s.columns = append(s.columns, claims.TableOf(table).Columns[col])
	}
	if m.failed != 0 && table == m.failed {
		s.err = errFailed
	}
	return s, nil
}

type source struct {
	columns []claims.Column
	cols    []claims.Col
	rows    []claims.Row
	values  []claims.Value
	err     error
}

func (s *source) Columns() []claims.Column { return s.columns }
func (s *source) Values() []claims.Value   { return s.values }
func (s *source) Err() error               { return s.err }
func (s *source) Close() error             { return nil }
func (s *source) Next() bool {
	if len(s.rows) == 0 {
		return false
	}
	for i, col := range s.cols {
		s.values[i] = s.rows[0].Values[col]
	}
	s.rows = s.rows[1:]
	return true
}

// add puts a row into a table by the names of its columns; money and dates are given as text, whole numbers as int.
func (m *memory) add(t *testing.T, id claims.TableID, values map[string]any) {
	t.Helper()
	row := claims.NewRow(id)
	table := claims.TableOf(id)
	for name, v := range values {
		col, ok := table.Column(name)
		if !ok {
			t.Fatalf("%s has no column %s", table.Name, name)
		}
		var value claims.Value
		switch v := v.(type) {
		case int:
			value = claims.IntValue(int64(v))
		case string:
			value = claims.TextValue(v)
			if table.Columns[col].Kind == claims.Money {
				var err error
				if value, err = claims.MoneyValue(v); err != nil {
					t.Fatal(err)
				}
			}
		}
		row.Set(col, value)
	}
	if m.rows == nil {
		m.rows = map[claims.TableID][]claims.Row{}
	}
	m.rows[id] = append(m.rows[id], row)
}

// claim adds a claim with two lines and a diagnosis.
func (m *memory) claim(t *testing.T, id, claimType, thru, paid string) {
	t.Helper()
	m.add(t, claims.Claims, map[string]any{"api_version": "v3", "fhir_id": id, "claim_type": claimType, "thru_date": thru, "payment_amount": paid, "principal_dx": "E1170"})
	for n := 1; n <= 2; n++ {
		m.add(t, claims.ClaimLines, map[string]any{"api_version": "v3", "fhir_id": id, "ordinal": n, "hcpcs_code": fmt.Sprint("9921", n), "paid_amount": paid})
	}
	m.add(t, claims.Diagnoses, map[string]any{"api_version": "v3", "fhir_id": id, "ordinal": 1, "code_norm": "E1170"})
}

// small is a data set of four claims in three partitions and one without type and date, and one person.
func small(t *testing.T) *memory {
	t.Helper()
	m := &memory{}
	m.add(t, claims.Beneficiaries, map[string]any{"api_version": "v3", "fhir_id": "-1", "mbi": "1S00A000001", "last_name": "O'Hara", "birth_date": "1944-02-29"})
	m.claim(t, "-10", "CARRIER", "2024-05-06", "10.50")
	m.claim(t, "-11", "INPATIENT", "2024-01-02", "20000")
	m.claim(t, "-12", "CARRIER", "2025-12-31", "-0.5")
	m.claim(t, "-13", "", "", "1.00")
	m.claim(t, "-14", "CARRIER", "2024-06-07", "3.25")
	return m
}

func options(run int) lake.Options {
	asOf := time.Date(2026, 8, 1, 0, 0, 0, 0, time.UTC)
	return lake.Options{
		Made: time.Date(2026, 8, 20+run, 12, 0, 0, 0, time.UTC), Version: "1.2", DataSet: "a0001", DataAsOf: &asOf, APIVersion: "v3",
		Content: []lake.Content{{Name: "Service dates", Text: "All"}},
	}
}

func write(t *testing.T, m *memory, dir string, run int) []string {
	t.Helper()
	files, err := lake.Write(t.Context(), m, dir, options(run))
	if err != nil {
		t.Fatalf("run %d: %v", run, err)
	}
	var parts []string
	for _, f := range files {
		if strings.HasSuffix(f.Name, ".parquet") {
			parts = append(parts, f.Name)
		}
		if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(f.Name))); err != nil {
			t.Errorf("a file that was told of is not there: %v", err)
		}
	}
	return parts
}

func manifest(t *testing.T, dir string) lake.Manifest {
	t.Helper()
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

// onDisk lists the files below a folder, but for ddl and the readme.
func onDisk(t *testing.T, dir string) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			below, relErr := filepath.Rel(dir, path)
			err = relErr
			if below = filepath.ToSlash(below); !strings.HasPrefix(below, "ddl/") && below != "README.md" && below != lake.ManifestName {
				files = append(files, below)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// listed are the parts of a manifest.
func listed(m lake.Manifest) []string {
	var files []string
	for _, table := range m.Tables {
		for _, p := range table.Partitions {
			for _, part := range p.Parts {
				files = append(files, p.Path+"/"+part.Name)
			}
		}
	}
	slices.Sort(files)
	return files
}

// column reads a column of a part as text; decimals as their last places.
func column(t *testing.T, dir, part, name string) []string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(part)))
	if err != nil {
		t.Fatal(err)
	}
	file, err := parquet.OpenFile(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	leaf, ok := file.Schema().Lookup(name)
	if !ok {
		return nil
	}
	values := []string{}
	for _, group := range file.RowGroups() {
		rows := group.Rows()
		buffer := make([]parquet.Row, 64)
		for {
			n, err := rows.ReadRows(buffer)
			for _, row := range buffer[:n] {
				values = append(values, row[leaf.ColumnIndex].String())
			}
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		if err := rows.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return values
}

const (
	carrier24 = "/claim_type=CARRIER/year=2024/"
	inpatient = "/claim_type=INPATIENT/year=2024/"
	carrier25 = "/claim_type=CARRIER/year=2025/"
	none      = "/claim_type=__HIVE_DEFAULT_PARTITION__/year=__HIVE_DEFAULT_PARTITION__/"
)

func TestFirstRun(t *testing.T) {
	dir := t.TempDir()
	parts := write(t, small(t), dir, 1)
	m := manifest(t, dir)
	if diff := cmp.Diff(listed(m), onDisk(t, dir)); diff != "" {
		t.Errorf("manifest and folder differ (-manifest +folder):\n%s", diff)
	}
	slices.Sort(parts)
	if diff := cmp.Diff(listed(m), parts); diff != "" {
		t.Errorf("what was told differs (-manifest +told):\n%s", diff)
	}
	for part, want := range map[string][]string{
		"claims" + carrier24 + "part-00001-r1.parquet":      {"-10", "-14"},
		"claims" + inpatient + "part-00001-r1.parquet":      {"-11"},
		"claims" + carrier25 + "part-00001-r1.parquet":      {"-12"},
		"claims" + none + "part-00001-r1.parquet":           {"-13"},
		"claim_lines" + carrier24 + "part-00001-r1.parquet": {"-10", "-10", "-14", "-14"},
		"beneficiaries/part-00001-r1.parquet":               {"-1"},
		"procedures" + none + "part-00001-r1.parquet":       {},
		"coverage/part-00001-r1.parquet":                    {},
	} {
		if diff := cmp.Diff(want, column(t, dir, part, "fhir_id")); diff != "" {
			t.Errorf("%s differs (-want +got):\n%s", part, diff)
		}
	}
	if got := column(t, dir, "claims"+carrier24+"part-00001-r1.parquet", "claim_type"); got != nil {
		t.Errorf("parts hold the partition column claim_type: %v", got)
	}
	if diff := cmp.Diff([]string{"1050", "325"}, column(t, dir, "claims"+carrier24+"part-00001-r1.parquet", "payment_amount")); diff != "" {
		t.Errorf("amounts differ (-want +got):\n%s", diff)
	}
	for _, table := range m.Tables {
		if want := map[string]int64{"claims": 5, "claim_lines": 10, "diagnoses": 5, "beneficiaries": 1}[table.Name]; table.Rows != want {
			t.Errorf("%s has %d rows, want %d", table.Name, table.Rows, want)
		}
		if table.Name == "claims" && table.Sums["payment_amount"] != "20014.25" {
			t.Errorf("claims paid %s, want 20014.25", table.Sums["payment_amount"])
		}
	}
}

// Only what changed is written in later runs, and what is gone is told.
func TestLaterRuns(t *testing.T) {
	dir := t.TempDir()
	write(t, small(t), dir, 1)
	if parts := write(t, small(t), dir, 2); parts != nil {
		t.Errorf("the same data wrote %v", parts)
	}
	if m := manifest(t, dir); m.Run != 2 || m.Tables[4].Partitions[0].Run != 1 {
		t.Errorf("run %d, first partition of claims of run %d; want 2 and 1", m.Run, m.Tables[4].Partitions[0].Run)
	}
	changed := small(t)
	changed.rows[claims.Claims][0].Set(claims.ColClaimsPrincipalDx, claims.TextValue("E1165"))
	want := []string{"claims" + carrier24 + "part-00001-r3.parquet"}
	if diff := cmp.Diff(want, write(t, changed, dir, 3)); diff != "" {
		t.Errorf("written parts differ (-want +got):\n%s", diff)
	}
	gone := &memory{rows: map[claims.TableID][]claims.Row{}}
	for id, rows := range changed.rows { // without the claim of 2025
		gone.rows[id] = slices.DeleteFunc(slices.Clone(rows), func(r claims.Row) bool { return r.Values[1].Text == "-12" })
	}
	if parts := write(t, gone, dir, 4); parts != nil {
		t.Errorf("partitions that are gone wrote %v", parts)
	}
	var removed []string
	for _, p := range manifest(t, dir).Removed {
		removed = append(removed, fmt.Sprintf("%s in run %d", p.Path, p.Run))
	}
	wantRemoved := []string{"claims/claim_type=CARRIER/year=2025 in run 4", "claim_lines/claim_type=CARRIER/year=2025 in run 4", "diagnoses/claim_type=CARRIER/year=2025 in run 4"}
	if diff := cmp.Diff(wantRemoved, removed); diff != "" {
		t.Errorf("removed partitions differ (-want +got):\n%s", diff)
	}
	if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash("claims"+carrier25))); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the folder of a partition that is gone: %v", err)
	}
	write(t, changed, dir, 5)
	if m := manifest(t, dir); len(m.Removed) != 0 {
		t.Errorf("partitions that came back are still told as removed: %+v", m.Removed)
	}
	if diff := cmp.Diff(listed(manifest(t, dir)), onDisk(t, dir)); diff != "" {
		t.Errorf("manifest and folder differ (-manifest +folder):\n%s", diff)
	}
}

// A run that fails leaves the data set as it was, and so does a program that ends in the middle of one; the next run clears up.
func TestUnfinishedRuns(t *testing.T) {
	dir := t.TempDir()
	write(t, small(t), dir, 1)
	before, files := manifest(t, dir), onDisk(t, dir)
	failing := small(t)
	failing.rows[claims.Claims][0].Set(claims.ColClaimsPrincipalDx, claims.TextValue("E1165"))
	failing.failed = claims.ClaimAmounts
	if _, err := lake.Write(t.Context(), failing, dir, options(2)); !errors.Is(err, errFailed) {
		t.Errorf("got %v, want the cause", err)
	}
	if diff := cmp.Diff(before, manifest(t, dir)); diff != "" {
		t.Errorf("the manifest changed:\n%s", diff)
	}
	if diff := cmp.Diff(files, onDisk(t, dir)); diff != "" {
		t.Errorf("the files changed:\n%s", diff)
	}
	left := []string{"part-00001-r2.parquet", "part-00002-r2.parquet.new", ".claimsdesk-123.tmp"}
	foreign := []string{"notes.txt", "part-00000-4d3f.c000.snappy.parquet", "part-1.parquet"}
	folder := filepath.Join(dir, filepath.FromSlash("claims"+carrier24))
	for _, name := range slices.Concat(left, foreign) {
		if err := os.WriteFile(filepath.Join(folder, name), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(t, small(t), dir, 2)
	for _, name := range left {
		if _, err := os.Stat(filepath.Join(folder, name)); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s of an unfinished run is still there: %v", name, err)
		}
	}
	for _, name := range foreign {
		if _, err := os.Stat(filepath.Join(folder, name)); err != nil {
			t.Errorf("a file of somebody else is gone: %v", err)
		}
	}
}

// A part that is missing or cut is written again.
func TestDamagedPart(t *testing.T) {
	dir := t.TempDir()
	write(t, small(t), dir, 1)
	missing, cut := "claims"+carrier24, "claim_lines"+inpatient
	if err := os.Remove(filepath.Join(dir, filepath.FromSlash(missing), "part-00001-r1.parquet")); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(filepath.Join(dir, filepath.FromSlash(cut), "part-00001-r1.parquet"), 100); err != nil {
		t.Fatal(err)
	}
	want := []string{missing + "part-00001-r2.parquet", cut + "part-00001-r2.parquet"}
	if diff := cmp.Diff(want, write(t, small(t), dir, 2)); diff != "" {
		t.Errorf("written parts differ (-want +got):\n%s", diff)
	}
}

// With little memory, a partition has several parts, and all rows in order.
func TestLittleMemory(t *testing.T) {
	m := &memory{}
	var want []string
	for i := range 4000 {
		id := fmt.Sprintf("%06d", i)
		m.add(t, claims.Claims, map[string]any{"api_version": "v3", "fhir_id": id, "claim_type": []string{"CARRIER", "PDE"}[i%2], "thru_date": fmt.Sprintf("%d-03-04", 2020+i%3), "payment_amount": "1.01"})
		if i%6 == 0 {
			want = append(want, id)
		}
	}
	dirs := [2]string{t.TempDir(), t.TempDir()}
	for _, dir := range dirs {
		opts := options(1)
		opts.Memory = 20_000
		if _, err := lake.Write(t.Context(), m, dir, opts); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(manifest(t, dirs[0]), manifest(t, dirs[1])); diff != "" {
		t.Errorf("two runs over the same rows differ:\n%s", diff)
	}
	entry := manifest(t, dirs[0]).Tables[claims.Claims]
	if len(entry.Partitions) != 6 || entry.Rows != 4000 || entry.Sums["payment_amount"] != "4040.00" {
		t.Errorf("%d partitions, %d rows, %s paid; want 6, 4000, 4040.00", len(entry.Partitions), entry.Rows, entry.Sums["payment_amount"])
	}
	first := entry.Partitions[0]
	if len(first.Parts) < 2 {
		t.Errorf("%d parts, want several", len(first.Parts))
	}
	var got []string
	for _, part := range first.Parts {
		got = append(got, column(t, dirs[0], first.Path+"/"+part.Name, "fhir_id")...)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rows of the first partition differ (-want +got):\n%s", diff)
	}
}

// Amounts that are finer than a cent make the column of the whole table wider, and it stays so.
func TestWiderColumns(t *testing.T) {
	typeOf := func(m lake.Manifest) string {
		for _, c := range m.Tables[claims.Claims].Columns {
			if c.Name == "payment_amount" {
				return c.Type
			}
		}
		return ""
	}
	dir := t.TempDir()
	write(t, small(t), dir, 1)
	finer := small(t)
	finer.claim(t, "-15", "CARRIER", "2024-05-06", "0.0625")
	parts := write(t, finer, dir, 2)
	m := manifest(t, dir)
	if got := typeOf(m); got != "DECIMAL(18,4)" {
		t.Errorf("payment_amount is %s, want DECIMAL(18,4)", got)
	}
	for _, part := range []string{"claims" + carrier24, "claims" + inpatient, "claim_lines" + inpatient} {
		if !slices.Contains(parts, part+"part-00001-r2.parquet") {
			t.Errorf("%s was not written with wider columns", part)
		}
	}
	if slices.Contains(parts, "diagnoses"+inpatient+"part-00001-r2.parquet") {
		t.Error("a table without amounts was written again")
	}
	if diff := cmp.Diff([]string{"105000", "32500", "625"}, column(t, dir, "claims"+carrier24+"part-00001-r2.parquet", "payment_amount")); diff != "" {
		t.Errorf("amounts differ (-want +got):\n%s", diff)
	}
	if got := m.Tables[claims.Claims].Sums["payment_amount"]; got != "20014.3125" {
		t.Errorf("claims paid %s, want 20014.3125", got)
	}
	write(t, small(t), dir, 3)
	if got := typeOf(manifest(t, dir)); got != "DECIMAL(18,4)" {
		t.Errorf("payment_amount became %s again", got)
	}
}

func TestForeignManifests(t *testing.T) {
	for name, tt := range map[string]struct {
		text string
		want error
	}{
		"newer":    {`{"format":99}`, lake.ErrNewer},
		"damaged":  {`{"format":1,`, lake.ErrNoManifest},
		"not ours": {`{"files":[]}`, lake.ErrNoManifest},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, lake.ManifestName), []byte(tt.text), 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := lake.Write(t.Context(), small(t), dir, options(1)); !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
			if files := onDisk(t, dir); files != nil {
				t.Errorf("the folder was written to: %v", files)
			}
		})
	}
}

func TestStopsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	dir := t.TempDir()
	if _, err := lake.Write(ctx, small(t), dir, options(1)); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
	if files := onDisk(t, dir); files != nil {
		t.Errorf("files were left: %v", files)
	}
}

// withoutSizes leaves out of a manifest how long parts are and what they hash to, which changes with the packing library.
func withoutSizes(t *testing.T, m lake.Manifest) []byte {
	t.Helper()
	for _, table := range m.Tables {
		for _, p := range table.Partitions {
			for i := range p.Parts {
				if p.Parts[i].Bytes == 0 || len(p.Parts[i].SHA256) != 64 {
					t.Errorf("%s/%s: %d bytes, SHA-256 %q", p.Path, p.Parts[i].Name, p.Parts[i].Bytes, p.Parts[i].SHA256)
				}
				p.Parts[i].Bytes, p.Parts[i].SHA256 = 0, ""
			}
		}
	}
	data, err := json.MarshalIndent(m, "", "\t")
	if err != nil {
		t.Fatal(err)
	}
	return append(data, '\n')
}

// The statements, the readme and the manifest are as in testdata; -update writes them anew.
func TestGolden(t *testing.T) {
	dir := t.TempDir()
	write(t, small(t), dir, 1)
	for _, name := range []string{"ddl/duckdb.sql", "ddl/spark.sql", "ddl/snowflake.sql", "README.md", lake.ManifestName} {
		t.Run(name, func(t *testing.T) {
			got, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
			if err != nil {
				t.Fatal(err)
			}
			if name == lake.ManifestName {
				got = withoutSizes(t, manifest(t, dir))
			}
			golden := filepath.Join("testdata", filepath.Base(name))
			if *update {
				if err := os.WriteFile(golden, got, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("differs (-want +got):\n%s", diff)
			}
		})
	}
}
