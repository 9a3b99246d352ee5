package fhir_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Every column that the catalogue gives a place for in a version must be filled by one of the resources in testdata: a
// rule that is missing, or finds nothing where the catalogue says, fails here.
func TestEveryMappedColumnIsFilled(t *testing.T) {
	for _, version := range []string{claims.V2, claims.V3} {
		t.Run(version, func(t *testing.T) {
			filled := map[string]bool{}
			for _, r := range testClaims(t, version) {
				for _, row := range r.Rows {
					for i, v := range row.Values {
						if v.Set {
							filled[cellName(row.Table, i)] = true
						}
					}
				}
			}
			var missing []string
			for _, table := range claims.Catalogue() {
				if table.ID != claims.Claims && !table.ClaimChild {
					continue
				}
				for i, column := range table.Columns {
					path := column.V2
					if version == claims.V3 {
						path = column.V3
					}
					if name := cellName(table.ID, i); path != "" && !filled[name] && name != "claims.mbi" { // which comes through the person
						missing = append(missing, name)
					}
				}
			}
			if len(missing) > 0 {
				t.Errorf("no resource fills %s", strings.Join(missing, ", "))
			}
		})
	}
}

func cellName(table claims.TableID, column int) string {
	t := claims.TableOf(table)
	return fmt.Sprintf("%s.%s", t.Name, t.Columns[column].Name)
}

// testClaims reads the claims of a version that were written for these tests.
func testClaims(t *testing.T, version string) []claims.Resource {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", "eob_"+version+"_*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no claims in testdata: %v", err)
	}
	var found []claims.Resource
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, parse(t, text))
	}
	return found
}

func TestClaimType(t *testing.T) {
	const (
		v2Type = `{"system":"https://bluebutton.cms.gov/resources/variables/nch_clm_type_cd","code":"%s"}`
		v3Type = `{"system":"https://bluebutton.cms.gov/fhir/CodeSystem/CLM-TYPE-CD/","code":"%s"}`
	)
	tests := []struct {
		id, coding, more, want string
	}{
		{"1", `{"system":"https://bluebutton.cms.gov/fhir/CodeSystem/EOB-TYPE","code":"CARRIER"}`, ``, claims.Carrier},
		{"hha-1", `{"system":"http://terminology.hl7.org/CodeSystem/claim-type","code":"professional"}`, ``, claims.HHA},
		{"carrier-1", fmt.Sprintf(v2Type, "40"), ``, claims.Carrier},
		{"x-1", fmt.Sprintf(v2Type, "81"), ``, claims.DME},
		{"1", `{"system":"https://bluebutton.cms.gov/fhir/CodeSystem/EOB-TYPE","code":"SOMETHING NEW"}`, ``, claims.Unknown},
		{"1", `{"system":"http://terminology.hl7.org/CodeSystem/claim-type","code":"institutional"}`, ``, claims.Unknown},
		{"1", fmt.Sprintf(v3Type, "3"), ``, claims.PDE},
		{"1", fmt.Sprintf(v3Type, "10"), ``, claims.HHA},
		{"1", fmt.Sprintf(v3Type, "30"), ``, claims.SNF},
		{"1", fmt.Sprintf(v3Type, "50"), ``, claims.Hospice},
		{"1", fmt.Sprintf(v3Type, "63"), ``, claims.Inpatient},
		{"1", fmt.Sprintf(v3Type, "71"), ``, claims.Carrier},
		{"1", fmt.Sprintf(v3Type, "1700"), ``, claims.Carrier},
		{"1", fmt.Sprintf(v3Type, "2800"), ``, claims.DME},
		{"1", fmt.Sprintf(v3Type, "1900"), ``, claims.Hospice},
		{"1", fmt.Sprintf(v3Type, "2011"), ``, claims.Inpatient},
		{"1", fmt.Sprintf(v3Type, "1013"), ``, claims.Outpatient},
		{"1", fmt.Sprintf(v3Type, "2018"), ``, claims.SNF},
		{"1", fmt.Sprintf(v3Type, "2032"), ``, claims.HHA},
		{"1", fmt.Sprintf(v3Type, "1081"), ``, claims.Hospice},
		{"1", fmt.Sprintf(v3Type, "2100"), ``, claims.Unknown},
		{"1", fmt.Sprintf(v3Type, "99"), ``, claims.Unknown},
		{"1", fmt.Sprintf(v3Type, "71"), `,"use":"preauthorization"`, claims.PriorAuth},
	}
	for _, tc := range tests {
		t.Run(tc.id+" "+tc.coding, func(t *testing.T) {
			line := `{"resourceType":"ExplanationOfBenefit","id":"` + tc.id + `","type":{"coding":[` + tc.coding + `]}` + tc.more + `}`
			if got := cellOf(t, parse(t, []byte(line)), claims.Claims, 0, "claim_type"); got != tc.want {
				t.Errorf("got %s, want %s", got, tc.want)
			}
		})
	}
}

// Cells of the samples, compared by eye with the resources.
func TestSampleCells(t *testing.T) {
	byID := map[string]claims.Resource{}
	for _, version := range []string{claims.V2, claims.V3} {
		for _, r := range samples(t, version+"/ExplanationOfBenefit.ndjson") {
			byID[r.ID] = r // the later of the repeated id has 7 lines
		}
	}
	tests := []struct {
		id     string
		table  claims.TableID
		row    int
		column string
		want   string
	}{
		{"carrier-9991831999", claims.Claims, 0, "submitted_amount", "245.04"},
		{"carrier-9991831999", claims.Claims, 0, "referring_npi", "8765676"},
		{"carrier-9991831999", claims.ClaimLines, 6, "hcpcs_code", "92993"},
		{"carrier-9991831999", claims.ClaimLines, 0, "modifier_5", "LT"},
		{"carrier-9991831999", claims.ClaimLines, 0, "line_dx", "A52"},
		{"carrier-9991831999", claims.CareTeam, 1, "npi", ""},
		{"carrier-9991831999", claims.SupportingInfo, 1, "value_quantity", "42.0"},
		{"dme-2188888888", claims.Claims, 0, "allowed_amount", "754.79"},
		{"dme-2188888888", claims.ClaimLines, 0, "mtus_count", "60.234"},
		{"dme-2188888888", claims.ClaimLines, 0, "mtus_indicator", "3"},
		{"hha-2925555555", claims.Claims, 0, "bill_type", "321"},
		{"hha-2925555555", claims.Diagnoses, 0, "icd_version", "9"},
		{"hospice-9992223422", claims.ClaimLines, 0, "revenue_code", "0651"},
		{"hospice-9992223422", claims.ClaimLines, 0, "rendering_npi", "345345345"}, // beside a member with a UPIN
		{"inpatient-333333222222", claims.Claims, 0, "principal_dx", "A40"},
		{"inpatient-333333222222", claims.Claims, 0, "admitting_dx", "A37"},
		{"inpatient-333333222222", claims.ClaimLines, 0, "ddctbl_coinsrnc_code", "A"},
		{"inpatient-333333222222", claims.Procedures, 3, "date", "2016-01-17"},
		{"inpatient-4436342082", claims.Claims, 0, "drg_code", "191"},
		{"inpatient-4436342082", claims.ClaimLines, 10, "is_total_line", "true"},
		{"outpatient-1234567890", claims.Claims, 0, "discharge_status", "01"},
		{"outpatient-1234567890", claims.ClaimLines, 0, "service_units", "111"},
		{"outpatient-1234567890", claims.ClaimLines, 0, "ndc_unit", "GG"},
		{"outpatient-1234567890", claims.ClaimLines, 0, "paid_amount", "5000.00"},
		{"pde-89", claims.Claims, 0, "adjustment_type", "A"},
		{"pde-89", claims.ClaimLines, 0, "gap_discount_amount", "317.22"},
		{"pde--3269834580", claims.ClaimLines, 0, "days_supply", "30"},
		{"snf-777777777", claims.ClaimLines, 0, "service_units", "477"},
		{"-9700000000006", claims.Claims, 0, "bill_type", "123"},
		{"-9700000000006", claims.ClaimLines, 1, "provider_state", "05"},
		{"-9700000000006", claims.ClaimLines, 1, "rendering_npi", "1952378861"},
		{"-9700000000006", claims.ClaimLines, 0, "specialty", "11"},
		{"-9700000000012", claims.ClaimLines, 0, "ndc_code", "00071015523"},
		{"-9700000000012", claims.Claims, 0, "billing_npi", ""},
		{"-9700000000015", claims.ClaimLines, 3, "coinsurance_amount", "4.50"},
		{"-9700000000015", claims.Claims, 0, "provider_tax_id", "765432"},
		{"5213363418309", claims.Claims, 0, "submitted_amount", "2256829.86"},
		{"5213363418309", claims.Claims, 0, "dq_flags", "default_date"},
		{"1071939711297", claims.Claims, 0, "bill_type", "33X"},
		{"1071939711298", claims.Claims, 0, "original_control_number", "31646182683541TDF"},
		{"1071939711297", claims.ClaimLines, 0, "modifier_1", "PC"},
		{"0a000000-0000-4000-8000-000000000013", claims.Claims, 0, "claim_id", "0a000000-0000-4000-8000-000000000013"},
		{"3351266481401", claims.Claims, 0, "source_system", "VMS"},
	}
	for _, tc := range tests {
		t.Run(tc.id+" "+tc.column, func(t *testing.T) {
			if got := cellOf(t, byID[tc.id], tc.table, tc.row, tc.column); got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}
