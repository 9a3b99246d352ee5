package app_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
)

var update = flag.Bool("update", false, "write the golden files instead of comparing with them")

// TestGoldenTables imports the resources of fhir/testdata, which have one claim of each type in each version with every
// element that a rule reads, and compares all twelve tables, every row of them, with testdata/golden.
func TestGoldenTables(t *testing.T) {
	for _, version := range []string{claims.V2, claims.V3} {
		t.Run(version, func(t *testing.T) {
			day := time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC)
			desk := newDesk(t, app.Deps{DataDir: t.TempDir(), Secrets: app.NewMemorySecrets(), Now: func() time.Time { return day }})
			set := openSet(t, desk, app.DefaultSet)
			importAll(t, set, writtenResources(t, version))
			for _, table := range claims.Catalogue() {
				var got bytes.Buffer
				request := app.ExportRequest{Table: table.ID, Format: app.FormatCSV, Headings: claims.HeadingColumn, Include: claims.Includes(), API: version, Writer: &got}
				if _, err := set.Export(t.Context(), request, nil); err != nil {
					t.Fatalf("export %s: %v", table.Name, err)
				}
				compareGolden(t, filepath.Join("testdata", "golden", version, table.Name+".csv"), got.Bytes())
			}
		})
	}
}

func compareGolden(t *testing.T, name string, got []byte) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, got, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

// writtenResources makes a folder of NDJSON files out of the resources of a version in fhir/testdata.
func writtenResources(t *testing.T, version string) string {
	t.Helper()
	dir := t.TempDir()
	for name, resourceType := range map[string]string{
		"patient": claims.TypePatient, "coverage": claims.TypeCoverage, "eob": claims.TypeEOB, "claim": claims.TypeClaim, "claimresponse": claims.TypeClaimResponse,
	} {
		sources, err := filepath.Glob(filepath.Join("..", "fhir", "testdata", name+"_"+version+"*.json"))
		if err != nil {
			t.Fatal(err)
		}
		var file bytes.Buffer
		for _, source := range sources {
			text, err := os.ReadFile(source)
			if err != nil {
				t.Fatal(err)
			}
			if err := json.Compact(&file, text); err != nil {
				t.Fatalf("%s: %v", filepath.Base(source), err)
			}
			file.WriteByte('\n')
		}
		if file.Len() > 0 {
			if err := os.WriteFile(filepath.Join(dir, resourceType+".ndjson"), file.Bytes(), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	return dir
}

// Every table of the golden files has rows, and each type of claim its row, so that no table is compared empty.
func TestGoldenTablesAreFull(t *testing.T) {
	for _, version := range []string{claims.V2, claims.V3} {
		for _, table := range claims.Catalogue() {
			text, err := os.ReadFile(filepath.Join("testdata", "golden", version, table.Name+".csv"))
			if err != nil {
				t.Fatal(err)
			}
			if strings.Count(string(text), "\n") < 2 {
				t.Errorf("%s.%s has no rows", version, table.Name)
			}
			if table.ID != claims.Claims {
				continue
			}
			for _, kind := range []string{claims.Carrier, claims.DME, claims.HHA, claims.Hospice, claims.Inpatient, claims.Outpatient, claims.PDE, claims.SNF} {
				if !strings.Contains(string(text), ","+kind+",") {
					t.Errorf("%s has no claim of type %s", version, kind)
				}
			}
		}
	}
}
