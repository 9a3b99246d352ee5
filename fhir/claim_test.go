package fhir_test

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/claims"
)

func TestEarlyClaimType(t *testing.T) {
	claim := func(kind, facility, service string) string {
		return fmt.Sprintf(`{"resourceType":"Claim","id":"f-1","type":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/claim-type","code":%q}]},
			"facility":{"extension":[{"url":"`+v2Variable+`fiss/lob-cd","valueCoding":{"code":%q}}]},
			"extension":[{"url":"`+v2Variable+`fiss/serv-typ-cd","valueCoding":{"code":%q}}]}`, kind, facility, service)
	}
	tests := []struct{ name, claim, want string }{
		{"professional", claim("professional", "", ""), claims.Carrier},
		{"hospital", claim("institutional", "1", "1"), claims.Inpatient},
		{"hospital, Part B", claim("institutional", "1", "2"), claims.Outpatient},
		{"swing bed", claim("institutional", "1", "8"), claims.SNF},
		{"nursing facility", claim("institutional", "2", "1"), claims.SNF},
		{"home health", claim("institutional", "3", "2"), claims.HHA},
		{"hospice", claim("institutional", "8", "1"), claims.Hospice},
		{"hospice of a hospital", claim("institutional", "8", "2"), claims.Hospice},
		{"clinic", claim("institutional", "7", "1"), claims.Outpatient},
		{"no type of bill", claim("institutional", "", ""), claims.Outpatient},
		{"pharmacy", claim("pharmacy", "", ""), claims.Unknown},
		{"type by id", `{"resourceType":"Claim","id":"m-1"}`, claims.Carrier},
		{"type by control number", `{"resourceType":"Claim","id":"1","identifier":[{"system":"` + v2Variable + `mcs/icn","value":"1"}]}`, claims.Carrier},
		{"nothing to go by", `{"resourceType":"Claim","id":"1"}`, claims.Unknown},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := cellOf(t, parse(t, []byte(tt.claim)), claims.Claims, 0, "claim_type"); got != tt.want {
				t.Errorf("claim type %s, want %s", got, tt.want)
			}
		})
	}
}

func TestEarlyAdjudication(t *testing.T) {
	for outcome, want := range map[string]string{
		"queued": claims.AdjudicationPartial, "partial": claims.AdjudicationPartial, "error": claims.AdjudicationPartial,
		"": claims.AdjudicationPartial, "complete": claims.AdjudicationComplete,
	} {
		r := parse(t, []byte(`{"resourceType":"ClaimResponse","id":"f-1","outcome":"`+outcome+`"}`))
		if got := cellOf(t, r, claims.Claims, 0, "adjudication"); got != want {
			t.Errorf("outcome %q: %s, want %s", outcome, got, want)
		}
	}
}

// Each column of the row belongs to one of the two resources, to the key, or to what the database works out.
func TestEarlyColumnsAreDividedUp(t *testing.T) {
	claim := parse(t, []byte(`{"resourceType":"Claim","id":"f-1"}`))
	response := parse(t, []byte(`{"resourceType":"ClaimResponse","id":"f-1"}`))
	neither := []claims.Col{
		claims.ColClaimsAPIVersion, claims.ColClaimsFHIRID, claims.ColClaimsPersonKey, claims.ColClaimsIsCurrent, claims.ColClaimsSupersededBy,
		claims.ColClaimsFileName, claims.ColClaimsExportID, claims.ColClaimsIngestedAt,
	}
	for i, column := range claims.TableOf(claims.Claims).Columns {
		owners := 0
		for _, list := range [][]claims.Col{claim.Patch, response.Patch, neither} {
			if slices.Contains(list, claims.Col(i)) {
				owners++
			}
		}
		if owners != 1 {
			t.Errorf("%s has %d owners", column.Name, owners)
		}
	}
}

// Older data differ in the host of their urls only; the rows are the same.
func TestOldHost(t *testing.T) {
	for _, name := range []string{"claim_v2_fiss", "claim_v2_mcs", "claimresponse_v2_fiss", "claimresponse_v2_mcs"} {
		t.Run(name, func(t *testing.T) {
			text, err := os.ReadFile("testdata/" + name + ".json")
			if err != nil {
				t.Fatal(err)
			}
			old := bytes.ReplaceAll(text, []byte("bluebutton.cms.gov"), []byte("dcgeo.cms.gov"))
			if diff := cmp.Diff(printed(parse(t, text)), printed(parse(t, old))); diff != "" {
				t.Errorf("(-present host +old host):\n%s", diff)
			}
		})
	}
}

func TestSampleEarlyClaims(t *testing.T) {
	billed, answers := samples(t, "v2/Claim.ndjson"), samples(t, "v2/ClaimResponse.ndjson")
	if len(billed) != 2 || len(answers) != 2 {
		t.Fatalf("%d claims, %d responses, want 2 and 2", len(billed), len(answers))
	}
	fiss, mcs := billed[0], billed[1]
	tests := []struct {
		name         string
		of           claims.Resource
		table        claims.TableID
		row          int
		column, want string
	}{
		{"FISS control number", fiss, claims.Claims, 0, "claim_control_number", "123456d"},
		{"FISS claim id", fiss, claims.Claims, 0, "claim_id", "f-123456"},
		{"FISS person", fiss, claims.Claims, 0, "mbi", "123456MBI"},
		{"FISS patient is contained", fiss, claims.Claims, 0, "patient_id", ""},
		{"FISS type", fiss, claims.Claims, 0, "claim_type", claims.Outpatient},
		{"FISS bill type", fiss, claims.Claims, 0, "bill_type", "rAC"},
		{"FISS charge", fiss, claims.Claims, 0, "submitted_amount", "1234.32"},
		{"FISS principal diagnosis", fiss, claims.Claims, 0, "principal_dx", "PRINCCD"},
		{"FISS admitting diagnosis", fiss, claims.Claims, 0, "admitting_dx", "ADMITCD"},
		{"FISS CCN", fiss, claims.Claims, 0, "facility_ccn", "meda12"},
		{"FISS DRG", fiss, claims.Claims, 0, "drg_code", "drgc"},
		{"FISS admission", fiss, claims.Claims, 0, "admit_type", "3"},
		{"FISS export time is no effective date", fiss, claims.Claims, 0, "effective_date", ""},
		{"FISS units", fiss, claims.ClaimLines, 0, "service_units", "6"},
		{"FISS fourth modifier", fiss, claims.ClaimLines, 0, "modifier_4", "m4"},
		{"FISS line with nothing but a drug", fiss, claims.ClaimLines, 1, "ndc_code", "00777310502"},
		{"FISS drug unit", fiss, claims.ClaimLines, 1, "ndc_unit", "ML"},
		{"FISS present on admission", fiss, claims.Diagnoses, 1, "poa", "u"},
		{"FISS procedure day", fiss, claims.Procedures, 0, "date", "1970-07-20"},
		{"MCS type", mcs, claims.Claims, 0, "claim_type", claims.Carrier},
		{"MCS biller", mcs, claims.Claims, 0, "billing_npi", "9876789102"},
		{"MCS has no facility", mcs, claims.Claims, 0, "facility_npi", ""},
		{"MCS charge", mcs, claims.Claims, 0, "submitted_amount", "23.00"},
		{"MCS line end", mcs, claims.ClaimLines, 0, "service_thru", "1970-07-30"},
		{"MCS line start is the claim's", mcs, claims.ClaimLines, 0, "service_from", "1970-07-28"},
		{"MCS line diagnosis", mcs, claims.ClaimLines, 0, "line_dx", "HF3IJIF"},
		{"FISS status", answers[0], claims.SupportingInfo, 0, "code", "a"},
		{"FISS processed", answers[0], claims.Claims, 0, "process_date", "1970-01-02"},
		{"FISS received", answers[0], claims.Claims, 0, "received_date", "1970-01-01"},
		{"FISS queued", answers[0], claims.Claims, 0, "adjudication", claims.AdjudicationPartial},
		{"FISS denial", answers[0], claims.LineAdjudications, 2, "reason_code", "ca"},
		{"MCS status", answers[1], claims.SupportingInfo, 0, "code", "5"},
		{"MCS complete", answers[1], claims.Claims, 0, "adjudication", claims.AdjudicationComplete},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := cellOf(t, tt.of, tt.table, tt.row, tt.column); got != tt.want {
				t.Errorf("%s %q, want %q", tt.column, got, tt.want)
			}
		})
	}
}
