package claims_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Every column can be shown, explained and told apart.
func TestCatalogueIsComplete(t *testing.T) {
	for _, table := range claims.Catalogue() {
		seen := map[string]bool{}
		for _, c := range table.Columns {
			if seen[c.Name] {
				t.Errorf("%s has two columns %s", table.Name, c.Name)
			}
			seen[c.Name] = true
			if c.Label == "" || !strings.HasSuffix(c.Meaning, ".") {
				t.Errorf("%s.%s lacks a label or a whole sentence of meaning", table.Name, c.Name)
			}
			if c.Name != strings.ToLower(c.Name) {
				t.Errorf("%s.%s is not snake_case", table.Name, c.Name)
			}
		}
		if len(table.Key) == 0 || table.RowIs == "" || table.Label == "" {
			t.Errorf("%s lacks a key, a label or what a row is", table.Name)
		}
	}
}

// The order of flattening.md section 2: version and id, then person_key behind patient_id, then how the row came in.
func TestCatalogueOrder(t *testing.T) {
	for _, table := range claims.Catalogue() {
		names := table.Names()
		if names[0] != "api_version" || names[1] != "fhir_id" || names[len(names)-3] != "file_name" || names[len(names)-1] != "ingested_at" {
			t.Errorf("%s: first and last columns are %v", table.Name, names)
		}
		if table.ClaimChild && (names[2] != "claim_id" || names[3] != "ordinal") {
			t.Errorf("%s: a claim child must go on with claim_id, ordinal", table.Name)
		}
		if patient, ok := table.Column("patient_id"); ok && names[patient+1] != "person_key" {
			t.Errorf("%s: person_key does not follow patient_id", table.Name)
		}
	}
}

// columns_gen.go is what columngen makes of the catalogue now.
func TestColumnConstantsAreFresh(t *testing.T) {
	want, err := os.ReadFile("columns_gen.go")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	binary := filepath.Join(dir, "columngen")
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", binary, "./columngen").CombinedOutput(); err != nil {
		t.Fatalf("build columngen: %v\n%s", err, out)
	}
	generate := exec.CommandContext(t.Context(), binary)
	generate.Dir = dir
	if out, err := generate.CombinedOutput(); err != nil {
		t.Fatalf("run columngen: %v\n%s", err, out)
	}
	got, err := os.ReadFile(filepath.Join(dir, "columns_gen.go"))
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Error("columns_gen.go is stale: run go generate ./claims")
	}
}
