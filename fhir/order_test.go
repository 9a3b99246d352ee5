package fhir_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/claims"
)

// The order inside arrays differs between servers and exports (docs/reference/flattening.md section 0, rule 1): turned
// round, a claim must give the same cells, but for the places of its child rows.
func TestOrderOfArraysDoesNotMatter(t *testing.T) {
	files, err := filepath.Glob("testdata/eob_*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no claims in testdata: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			compareTurned(t, text)
		})
	}
}

func TestOrderOfArraysInSamplesDoesNotMatter(t *testing.T) {
	for _, version := range []string{claims.V2, claims.V3} {
		for _, r := range samples(t, version+"/ExplanationOfBenefit.ndjson") {
			t.Run(r.ID, func(t *testing.T) { compareTurned(t, r.Raw) })
		}
	}
}

func compareTurned(t *testing.T, text []byte) {
	t.Helper()
	want, got := parse(t, text), parse(t, turned(t, text))
	if want.Hash != got.Hash {
		t.Error("the hash changed")
	}
	for _, table := range claims.Catalogue() {
		if diff := cmp.Diff(cellsOf(want, table), cellsOf(got, table)); diff != "" {
			t.Errorf("%s (-as sent +turned round):\n%s", table.Name, diff)
		}
	}
}

// cellsOf lists the rows of a table without their places, sorted.
func cellsOf(r claims.Resource, table *claims.Table) []string {
	var rows []string
	for _, row := range rowsOf(r, table.ID) {
		var line bytes.Buffer
		for i, v := range row.Values {
			if name := table.Columns[i].Name; v.Set && name != "ordinal" && name != "seq" {
				line.WriteString(name + "=" + v.Format(table.Columns[i].Kind) + " ")
			}
		}
		rows = append(rows, line.String())
	}
	slices.Sort(rows)
	return rows
}

// turned reverses every array but those whose order says something.
func turned(t *testing.T, text []byte) []byte {
	t.Helper()
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var resource any
	if err := decoder.Decode(&resource); err != nil {
		t.Fatal(err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		t.Fatalf("text behind the resource: %v", err)
	}
	reverse(resource, "")
	out, err := json.Marshal(resource)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func reverse(value any, key string) {
	switch v := value.(type) {
	case map[string]any:
		for name, inner := range v {
			if key == "modifier" && name == "coding" { // the first coding of a modifier counts (flattening.md 2.4)
				continue
			}
			reverse(inner, name)
		}
	case []any:
		for _, inner := range v {
			reverse(inner, key)
		}
		inOrder := []string{"given", "line", "modifier", "careTeamSequence", "diagnosisSequence", "informationSequence"}
		if !slices.Contains(inOrder, key) {
			slices.Reverse(v)
		}
	}
}
