package fhir_test

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/fhir"
)

var update = flag.Bool("update", false, "write the golden files instead of comparing with them")

// Every testdata/*.json is one resource written for these tests, with every element that a rule reads; the .golden
// beside it lists the cells that come out.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no resources in testdata: %v", err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".json")
		t.Run(name, func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := printed(parse(t, text))
			golden := filepath.Join("testdata", name+".golden")
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// testDay is "now" in these tests: later dates lie in the future.
func testDay() time.Time { return time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC) }

// parse reads one resource that must be readable.
func parse(t *testing.T, text []byte) claims.Resource {
	t.Helper()
	r, err := fhir.NewReader(fhir.Options{Now: testDay}).Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// printed lists a resource's identity and its cells, one a line; nulls are left out.
func printed(r claims.Resource) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s %s, last updated %q, items %d\n", r.APIVersion, r.Type, r.ID, r.LastUpdated, r.Items)
	if r.Patch != nil {
		columns := claims.TableOf(r.Rows[0].Table).Columns
		names := make([]string, len(r.Patch))
		for i, col := range r.Patch {
			names[i] = columns[col].Name
		}
		fmt.Fprintf(&b, "decides only %s\n", strings.Join(names, " "))
	}
	for _, row := range r.Rows {
		table := claims.TableOf(row.Table)
		fmt.Fprintf(&b, "\n%s\n", table.Name)
		for i, v := range row.Values {
			if v.Set {
				fmt.Fprintf(&b, "  %s = %s\n", table.Columns[i].Name, v.Format(table.Columns[i].Kind))
			}
		}
	}
	return b.String()
}

// samples reads a file of CMS's sample resources, or skips the test where they are not there.
func samples(t *testing.T, file string) []claims.Resource {
	t.Helper()
	folder, given := os.LookupEnv("CLAIMSDESK_SAMPLES")
	if !given {
		folder = filepath.Join("..", "..", "shared", "data")
	}
	text, err := os.ReadFile(filepath.Join(folder, "fhir", filepath.FromSlash(file)))
	switch {
	case errors.Is(err, os.ErrNotExist) && !given:
		t.Skip("the sample resources of CMS are not here; set CLAIMSDESK_SAMPLES to their folder")
	case err != nil:
		t.Fatal(err)
	}
	var resources []claims.Resource
	lines := fhir.NewLines(bytes.NewReader(text))
	for {
		line, err := lines.Next()
		if errors.Is(err, io.EOF) {
			return resources
		}
		if err != nil {
			t.Fatal(err)
		}
		resources = append(resources, parse(t, bytes.Clone(line.Bytes)))
	}
}

// cellOf is the text of a cell of the n-th row of a table, empty for null.
func cellOf(t *testing.T, r claims.Resource, id claims.TableID, n int, column string) string {
	t.Helper()
	table := claims.TableOf(id)
	col, ok := table.Column(column)
	if !ok {
		t.Fatalf("no column %s in %s", column, table.Name)
	}
	rows := rowsOf(r, id)
	if n >= len(rows) {
		t.Fatalf("%s of %s: %d rows, no row %d", table.Name, r.ID, len(rows), n)
	}
	return rows[n].Value(col).Format(table.Columns[col].Kind)
}

func rowsOf(r claims.Resource, id claims.TableID) []claims.Row {
	var rows []claims.Row
	for _, row := range r.Rows {
		if row.Table == id {
			rows = append(rows, row)
		}
	}
	return rows
}
