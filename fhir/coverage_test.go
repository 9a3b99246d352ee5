package fhir_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/claims"
)

func TestCoveragePart(t *testing.T) {
	class := func(code, value string) string {
		return `"class":[{"type":{"coding":[{"code":"group"}]},"value":"Medicare"},{"type":{"coding":[{"code":"` + code + `"}]},"value":"` + value + `"}]`
	}
	tests := []struct{ name, id, elements, want string }{
		{"plan", "x", class("plan", "Part A"), "A"},
		{"plan before id", "part-b-1", class("plan", "Part D"), "D"},
		{"plan in another case", "x", class("plan", "PART c"), "C"},
		{"dual", "x", class("plan", "Dual Medicare/Medicaid"), "DUAL"},
		{"subplan of older data", "x", class("subplan", "Part B"), "B"},
		{"a plan's own name", "part-c-1-H1234-001", class("plan", "Silver Fox"), "C"},
		{"id", "part-a-1", `"status":"active"`, "A"},
		{"id in upper case", "part-DUAL-1", `"status":"active"`, "DUAL"},
		{"short dual id", "dual-1", `"status":"active"`, "DUAL"},
		{"negative patient", "part-d--1", `"status":"active"`, "D"},
		{"unknown", "x", `"status":"active"`, ""},
		{"other letter", "part-e-1", `"status":"active"`, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := parse(t, []byte(`{"resourceType":"Coverage","id":"`+tt.id+`",`+tt.elements+`}`))
			if got := cellOf(t, r, claims.Coverage, 0, "part"); got != tt.want {
				t.Errorf("part %q, want %q", got, tt.want)
			}
		})
	}
}

// Months without a key cannot be stored.
func TestCoverageMonthsNeedKey(t *testing.T) {
	const (
		patient = `"beneficiary":{"reference":"Patient/1"},`
		year    = `{"url":"` + v2Variable + `rfrnc_yr","valueDate":"2025"},`
		month   = `{"url":"` + v2Variable + `buyin07","valueCoding":{"code":"C"}}`
	)
	tests := []struct {
		name, id, patient, year string
		want                    int
	}{
		{"whole key", "part-a-1", patient, year, 1},
		{"no part", "x", patient, year, 0},
		{"no patient", "part-a-1", "", year, 0},
		{"no year", "part-a-1", patient, "", 0},
		{"year that is none", "part-a-1", patient, `{"url":"` + v2Variable + `rfrnc_yr","valueDate":"year"},`, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := parse(t, []byte(`{"resourceType":"Coverage","id":"`+tt.id+`",`+tt.patient+`"extension":[`+tt.year+month+`]}`))
			if got := len(rowsOf(r, claims.CoverageMonths)); got != tt.want {
				t.Fatalf("%d months, want %d", got, tt.want)
			}
			if tt.want > 0 && cellOf(t, r, claims.CoverageMonths, 0, "month") != "7" {
				t.Error("not the month of July")
			}
		})
	}
}

func TestSampleCoverage(t *testing.T) {
	tests := []struct {
		file  string
		parts map[string]int
		rows  int // of coverage_months
	}{
		{"v2/Coverage.ndjson", map[string]int{"A": 2, "B": 2, "C": 2, "D": 2}, 96},
		{"v3/Coverage.ndjson", map[string]int{"A": 3, "B": 3, "C": 6, "D": 3, "DUAL": 1}, 0},
	}
	for _, tt := range tests {
		t.Run(tt.file, func(t *testing.T) {
			parts, months := map[string]int{}, 0
			for _, r := range samples(t, tt.file) {
				parts[cellOf(t, r, claims.Coverage, 0, "part")]++
				months += len(rowsOf(r, claims.CoverageMonths))
			}
			if diff := cmp.Diff(tt.parts, parts); diff != "" {
				t.Errorf("parts (-want +got):\n%s", diff)
			}
			if months != tt.rows {
				t.Errorf("%d months, want %d", months, tt.rows)
			}
		})
	}
}

func TestSampleCoverageCells(t *testing.T) {
	v2, v3 := samples(t, "v2/Coverage.ndjson"), samples(t, "v3/Coverage.ndjson")
	tests := []struct {
		name         string
		of           claims.Resource
		table        claims.TableID
		row          int
		column, want string
	}{
		{"v2 A status", v2[0], claims.Coverage, 0, "medicare_status_code", "20"},
		{"v2 A termination", v2[0], claims.Coverage, 0, "termination_code", "9"},
		{"v2 B termination", v2[1], claims.Coverage, 0, "termination_code", "0"},
		{"v2 A December buy-in", v2[0], claims.CoverageMonths, 11, "buyin", "C"},
		{"v2 C October contract", v2[2], claims.CoverageMonths, 9, "ptc_cntrct_id", "H1225"},
		{"v2 C November Medicare Advantage", v2[2], claims.CoverageMonths, 10, "hmo_ind", "0"},
		{"v2 D contract, not its duplicate", v2[3], claims.CoverageMonths, 11, "ptdcntrct", "0"},
		{"v2 D cost sharing", v2[3], claims.CoverageMonths, 4, "cstshr", "05"},
		{"v2 negative patient", v2[4], claims.Coverage, 0, "patient_id", "-20140000008325"},
		{"v2 year of test data", v2[4], claims.CoverageMonths, 0, "year", "3"},
		{"v3 dual type", v3[0], claims.Coverage, 0, "dual_type", "P"},
		{"v3 Medicaid state", v3[0], claims.Coverage, 0, "medicaid_state", "TX"},
		{"v3 B entitlement", v3[1], claims.Coverage, 0, "entitlement_status", "E"},
		{"v3 C contract", v3[3], claims.Coverage, 0, "contract_number", "H1234"},
		{"v3 C plan", v3[3], claims.Coverage, 0, "plan_name", "Sample Medicare Advantage Plan"},
		{"v3 D card", v3[4], claims.Coverage, 0, "rx_bin", "BIN123456"},
		{"v3 D premium", v3[4], claims.Coverage, 0, "lis_premium_pct", "100.0"},
		{"v3 D MBI, not the member number", v3[4], claims.Coverage, 0, "mbi", "ABB2BB0BB22"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := cellOf(t, tt.of, tt.table, tt.row, tt.column); got != tt.want {
				t.Errorf("%s %q, want %q", tt.column, got, tt.want)
			}
		})
	}
}
