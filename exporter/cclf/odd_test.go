package cclf_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter/layouttest"
)

// oddV2 is made up: a v2 physician claim whose facts stand outside the tables, an inpatient claim with external causes and an
// adjusted medicine.
const oddV2 = `{"resourceType":"ExplanationOfBenefit","id":"carrier-1","status":"active","use":"claim","outcome":"complete","type":{"coding":[{"system":"https://bluebutton.cms.gov/resources/codesystem/eob-type","code":"CARRIER"},{"system":"https://bluebutton.cms.gov/resources/variables/nch_clm_type_cd","code":"71"}]},"patient":{"reference":"Patient/-1"},"billablePeriod":{"start":"2026-02-03","end":"2026-02-03"},"disposition":"1","referral":{"identifier":{"type":{"coding":[{"code":"npi"}]},"value":"1000000004"}},"careTeam":[{"sequence":2,"provider":{"identifier":{"type":{"coding":[{"code":"npi"}]},"value":"1000000012"}},"role":{"coding":[{"system":"http://hl7.org/fhir/us/carin-bb/CodeSystem/C4BBClaimCareTeamRole","code":"performing"}]},"extension":[{"url":"https://bluebutton.cms.gov/resources/variables/carr_line_prvdr_type_cd","valueCoding":{"code":"1"}}]}],"item":[{"sequence":4,"careTeamSequence":[2],"extension":[{"url":"https://bluebutton.cms.gov/resources/variables/line_bene_prmry_pyr_cd/","valueCoding":{"code":"E"}},{"url":"https://bluebutton.cms.gov/resources/variables/tax_num","valueCoding":{"code":"999999999"}}],"locationCodeableConcept":{"coding":[{"system":"https://bluebutton.cms.gov/resources/variables/line_place_of_srvc_cd","code":"2"}]}},{"sequence":5}]}
{"resourceType":"ExplanationOfBenefit","id":"inpatient-1","status":"active","use":"claim","outcome":"complete","type":{"coding":[{"system":"https://bluebutton.cms.gov/resources/codesystem/eob-type","code":"INPATIENT"}]},"patient":{"reference":"Patient/-1"},"billablePeriod":{"start":"2026-02-03","end":"2026-02-06"},"diagnosis":[{"sequence":1,"diagnosisCodeableConcept":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"S7200"}]},"type":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/ex-diagnosistype","code":"principal"}]}]},{"sequence":2,"diagnosisCodeableConcept":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"W010"}]},"type":[{"coding":[{"system":"http://hl7.org/fhir/us/carin-bb/CodeSystem/C4BBClaimDiagnosisType","code":"externalcauseofinjury"}]}]},{"sequence":3,"diagnosisCodeableConcept":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"Y920"}]},"type":[{"coding":[{"system":"http://hl7.org/fhir/us/carin-bb/CodeSystem/C4BBClaimDiagnosisType","code":"externalcauseofinjury"}]}]}]}
{"resourceType":"ExplanationOfBenefit","id":"pde-1","status":"active","use":"claim","outcome":"complete","type":{"coding":[{"system":"https://bluebutton.cms.gov/resources/codesystem/eob-type","code":"PDE"}]},"patient":{"reference":"Patient/-1"},"supportingInfo":[{"sequence":1,"category":{"coding":[{"system":"https://bluebutton.cms.gov/resources/codesystem/information","code":"https://bluebutton.cms.gov/resources/variables/adjstmt_dltn_cd"}]},"code":{"coding":[{"system":"https://bluebutton.cms.gov/resources/variables/adjstmt_dltn_cd","code":"A"}]}}],"item":[{"sequence":1,"servicedDate":"2026-03-01"}]}
`

// oddPatient has a current MBI, the same one again and two former ones; the name would be a formula in a spreadsheet.
const oddPatient = `{"resourceType":"Patient","id":"-1","birthDate":"1950-01-01","name":[{"family":"=1+1","given":["Ann"]}],"identifier":[{"system":"http://hl7.org/fhir/sid/us-mbi","value":"1S00A00AA01","type":{"coding":[{"code":"MC","extension":[{"url":"https://bluebutton.cms.gov/resources/codesystem/identifier-currency","valueCoding":{"code":"current"}}]}]}},{"system":"http://hl7.org/fhir/sid/us-mbi","value":"1S00A00AA01","type":{"coding":[{"code":"MC","extension":[{"url":"https://bluebutton.cms.gov/resources/codesystem/identifier-currency","valueCoding":{"code":"historic"}}]}]}},{"system":"http://hl7.org/fhir/sid/us-mbi","value":"1S00A00AA02","type":{"coding":[{"code":"MC","extension":[{"url":"https://bluebutton.cms.gov/resources/codesystem/identifier-currency","valueCoding":{"code":"historic"}}]}]}},{"system":"http://hl7.org/fhir/sid/us-mbi","value":"1S00A00AA03","type":{"coding":[{"code":"MC","extension":[{"url":"https://bluebutton.cms.gov/resources/codesystem/identifier-currency","valueCoding":{"code":"historic"}}]}]}}],"extension":[{"url":"https://bluebutton.cms.gov/resources/variables/dual_02","valueCoding":{"code":"02"}},{"url":"https://bluebutton.cms.gov/resources/variables/dual_03","valueCoding":{"code":"NA"}},{"url":"https://bluebutton.cms.gov/resources/variables/dual_04","valueCoding":{"code":"**"}}]}
`

// importText reads files that are given as text.
func importText(tb testing.TB, set *app.Set, files map[string]string) {
	tb.Helper()
	dir := tb.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			tb.Fatal(err)
		}
	}
	layouttest.Import(tb, set, dir)
}

// cells are the columns of a file's rows, those that are not empty.
func cells(t layouttest.Table, columns ...string) []map[string]string {
	var out []map[string]string
	for _, row := range t.Rows {
		held := map[string]string{}
		for _, c := range columns {
			if text := t.Of(row, c); text != "" {
				held[c] = text
			}
		}
		out = append(out, held)
	}
	return out
}

func TestOddV2(t *testing.T) {
	set := layouttest.Empty(t)
	importText(t, set, map[string]string{"Patient.ndjson": oddPatient, "ExplanationOfBenefit.ndjson": oddV2})
	files := exported(t, set, exportAll())
	tests := map[string]struct {
		file    string
		columns []string
		want    []map[string]string
	}{
		"what the tables do not hold": {"CCLF5", []string{"CLM_LINE_NUM", "RNDRG_PRVDR_TYPE_CD", "CLM_LINE_PRMRY_PYR_CD", "CLM_RNDRG_PRVDR_TAX_NUM", "CLM_RFRG_PRVDR_NPI_NUM", "CLM_POS_CD", "CLM_DISP_CD", "CLM_ADJSMT_TYPE_CD"}, []map[string]string{
			{"CLM_LINE_NUM": "4", "RNDRG_PRVDR_TYPE_CD": "1", "CLM_LINE_PRMRY_PYR_CD": "E", "CLM_RNDRG_PRVDR_TAX_NUM": "999999999", "CLM_RFRG_PRVDR_NPI_NUM": "1000000004", "CLM_POS_CD": "02", "CLM_DISP_CD": "01"},
			{"CLM_LINE_NUM": "5", "CLM_RNDRG_PRVDR_TAX_NUM": "999999999", "CLM_RFRG_PRVDR_NPI_NUM": "1000000004", "CLM_DISP_CD": "01"},
		}},
		"external causes": {"CCLF4", []string{"CLM_VAL_SQNC_NUM", "CLM_PROD_TYPE_CD", "CLM_DGNS_CD"}, []map[string]string{
			{"CLM_VAL_SQNC_NUM": "1", "CLM_PROD_TYPE_CD": "D", "CLM_DGNS_CD": "S7200"},
			{"CLM_VAL_SQNC_NUM": "2", "CLM_PROD_TYPE_CD": "1", "CLM_DGNS_CD": "W010"},
			{"CLM_VAL_SQNC_NUM": "3", "CLM_PROD_TYPE_CD": "E", "CLM_DGNS_CD": "Y920"},
		}},
		"adjusted medicine": {"CCLF7", []string{"CUR_CLM_UNIQ_ID", "CLM_TYPE_CD", "CLM_ADJSMT_TYPE_CD"}, []map[string]string{
			{"CUR_CLM_UNIQ_ID": "pde-1", "CLM_TYPE_CD": "02", "CLM_ADJSMT_TYPE_CD": "2"},
		}},
		"person": {"CCLF8", []string{"BENE_MBI_ID", "BENE_LAST_NAME", "BENE_DUAL_STUS_CD"}, []map[string]string{
			{"BENE_MBI_ID": "1S00A00AA01", "BENE_LAST_NAME": "'=1+1", "BENE_DUAL_STUS_CD": "02"},
		}},
		"former numbers": {"CCLF9", []string{"HICN_MBI_XREF_IND", "CRNT_NUM", "PRVS_NUM"}, []map[string]string{
			{"HICN_MBI_XREF_IND": "M", "CRNT_NUM": "1S00A00AA01", "PRVS_NUM": "1S00A00AA02"},
			{"HICN_MBI_XREF_IND": "M", "CRNT_NUM": "1S00A00AA01", "PRVS_NUM": "1S00A00AA03"},
		}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, cells(files[tt.file], tt.columns...)); diff != "" {
				t.Errorf("%s differs (-want +got):\n%s", tt.file, diff)
			}
		})
	}
}

// TestSampleLinesPointAtFacts: the public v3 samples have a benefit enhancement that a line points at, and a shortage area.
func TestSampleLinesPointAtFacts(t *testing.T) {
	set := layouttest.Empty(t)
	layouttest.Import(t, set, filepath.Join(samples(t), "fhir", claims.V3))
	b := exported(t, set, app.ExportRequest{Include: []claims.Include{claims.IncludePartial}})["CCLFB"]
	for _, column := range []string{"CLM_DEMO_1ST_NUM", "CLM_LINE_CARR_HPSA_SCRCTY_CD"} {
		filled := 0
		for _, row := range b.Rows {
			if b.Of(row, column) != "" {
				filled++
			}
		}
		if filled == 0 || filled == len(b.Rows) {
			t.Errorf("%s: got %d of %d lines, want some", column, filled, len(b.Rows))
		}
	}
}
