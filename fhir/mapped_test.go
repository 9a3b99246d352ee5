package fhir_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Every column of people and coverage that the catalogue gives a place for in a version is filled by one of the
// resources in testdata.
func TestEveryPersonColumnIsFilled(t *testing.T) {
	for version, tables := range map[string][]claims.TableID{
		claims.V2: {claims.Beneficiaries, claims.BeneficiaryMBIs, claims.Coverage, claims.CoverageMonths},
		claims.V3: {claims.Beneficiaries, claims.BeneficiaryMBIs, claims.Coverage}, // months are in its periods
	} {
		t.Run(version, func(t *testing.T) {
			filled := map[claims.TableID][]bool{}
			for _, id := range tables {
				filled[id] = make([]bool, len(claims.TableOf(id).Columns))
			}
			for _, row := range rowsOfFiles(t, "testdata/patient_"+version+"*.json", "testdata/coverage_"+version+"*.json") {
				for i, v := range row.Values {
					filled[row.Table][i] = filled[row.Table][i] || v.Set
				}
			}
			for _, id := range tables {
				for i, column := range claims.TableOf(id).Columns {
					path := column.V2
					if version == claims.V3 {
						path = column.V3
					}
					if path != "" && !filled[id][i] {
						t.Errorf("no resource fills %s.%s", claims.TableOf(id).Name, column.Name)
					}
				}
			}
		})
	}
}

func rowsOfFiles(t *testing.T, patterns ...string) []claims.Row {
	t.Helper()
	var rows []claims.Row
	for _, pattern := range patterns {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("no resources like %s: %v", pattern, err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			rows = append(rows, parse(t, text).Rows...)
		}
	}
	return rows
}
