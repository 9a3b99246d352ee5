package fhir_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/fhir"
)

// Whatever a line holds, it is refused for a known reason or becomes rows that fit the catalogue.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		``, `{}`, `[]`, `{"resourceType":"Patient"}`, `{"resourceType":"Patient","id":1}`, `{"resourceType":"Patient","id":"1"}{}`,
		`{"resourceType":"Observation","id":"1"}`, `{"resourceType":"Patient","id":"1","name":"x","link":[{"type":"replaced-by"}]}`,
		`{"resourceType":"ExplanationOfBenefit","id":"carrier-1","payment":{"amount":{"value":1E400}},"item":[{"sequence":"x"},{}]}`,
		`{"resourceType":"Claim","id":"f-1","total":[{"value":1}],"item":{}}`, `{"resourceType":"Coverage","id":"part-","period":[]}`,
	} {
		f.Add([]byte(seed))
	}
	files, err := filepath.Glob("testdata/*.json")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		r, err := fhir.NewReader(fhir.Options{Now: testDay}).Parse(line)
		var rejected *fhir.RejectError
		switch {
		case errors.As(err, &rejected):
			if rejected.Reason == "" {
				t.Error("refused without a reason")
			}
		case err != nil && !errors.Is(err, fhir.ErrSTU3):
			t.Errorf("unknown error %v", err)
		case err == nil:
			checkShape(t, r)
		}
	})
}

// checkShape holds a resource against the catalogue: its main row first, child rows in table order, a value for each
// column, each of the form of its kind, and no two rows with one key.
func checkShape(t *testing.T, r claims.Resource) {
	t.Helper()
	if r.ID == "" || r.Type == "" || len(r.Rows) == 0 {
		t.Fatalf("no resource: id %q, type %q, %d rows", r.ID, r.Type, len(r.Rows))
	}
	if !slices.IsSortedFunc(r.Rows, func(a, b claims.Row) int { return int(a.Table) - int(b.Table) }) {
		t.Error("rows are not in table order")
	}
	seen := map[string]bool{}
	for _, row := range r.Rows {
		table := claims.TableOf(row.Table)
		if len(row.Values) != len(table.Columns) {
			t.Fatalf("%s: %d values for %d columns", table.Name, len(row.Values), len(table.Columns))
		}
		for i, column := range table.Columns {
			checkCell(t, table.Name+"."+column.Name, column.Kind, row.Values[i])
		}
		key := table.Name
		for _, col := range table.Key {
			if !row.Value(col).Set {
				t.Errorf("%s: key column %s is null", table.Name, table.Columns[col].Name)
			}
			key += "\x00" + row.Value(col).Format(table.Columns[col].Kind)
		}
		if seen[key] {
			t.Errorf("%s: two rows with one key", table.Name)
		}
		seen[key] = true
	}
}

func checkCell(t *testing.T, name string, kind claims.Kind, v claims.Value) {
	t.Helper()
	if !v.Set {
		if v != (claims.Value{}) {
			t.Errorf("%s: null with content", name)
		}
		return
	}
	switch kind {
	case claims.Date:
		if day, ok := claims.DateText(v.Text); !ok || day != v.Text {
			t.Errorf("%s: %q is no date", name, v.Text)
		}
	case claims.Money:
		if cents, err := claims.ParseCents(v.Text); err != nil || cents != v.Int {
			t.Errorf("%s: %q is not %d cents", name, v.Text, v.Int)
		}
	case claims.Decimal:
		if text, err := claims.CanonicalDecimal(v.Text); err != nil || text != v.Text {
			t.Errorf("%s: %q is no decimal number", name, v.Text)
		}
	case claims.Bool:
		if v.Text != "" || v.Int != 0 && v.Int != 1 {
			t.Errorf("%s: %d %q is neither yes nor no", name, v.Int, v.Text)
		}
	case claims.Int:
		if v.Text != "" {
			t.Errorf("%s: whole number with text", name)
		}
	default:
		if v.Text == "" || v.Int != 0 {
			t.Errorf("%s: %q %d is no text", name, v.Text, v.Int)
		}
	}
}
