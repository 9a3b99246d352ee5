package fhir_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/fhir"
)

func TestParseRefuses(t *testing.T) {
	tests := []struct {
		name string
		line string
		want claims.RejectReason
	}{
		{"empty", "", fhir.ReasonNotJSON},
		{"text", "hello", fhir.ReasonNotJSON},
		{"array", `[{"resourceType":"Patient","id":"1"}]`, fhir.ReasonNotJSON},
		{"cut off", `{"resourceType":"Patient","id":"1"`, fhir.ReasonNotJSON},
		{"slip of grammar", `{"resourceType":"ExplanationOfBenefit","id":"1",}`, fhir.ReasonNotJSON},
		{"text behind", `{"resourceType":"Patient","id":"1"} x`, fhir.ReasonNotJSON},
		{"no resourceType", `{"id":"1","type":"Patient"}`, fhir.ReasonNotFHIR},
		{"resourceType inside only", `{"entry":{"resourceType":"Patient"}}`, fhir.ReasonNotFHIR},
		{"resourceType no text", `{"resourceType":4,"id":"1"}`, fhir.ReasonNotFHIR},
		{"unknown type", `{"resourceType":"Observation","id":"1"}`, fhir.ReasonUnknownType},
		{"no id", `{"resourceType":"ExplanationOfBenefit"}`, fhir.ReasonNoID},
		{"id no text", `{"resourceType":"ExplanationOfBenefit","id":7}`, fhir.ReasonNoID},
		{"two resources", `{"resourceType":"Patient","id":"1"}{"resourceType":"Patient","id":"2"}`, fhir.ReasonTwo},
		{"too deep", `{"resourceType":"Patient","id":"1","x":` + strings.Repeat("[", 200) + strings.Repeat("]", 200) + `}`, fhir.ReasonTooDeep},
		{"not UTF-8", "{\"resourceType\":\"Patient\",\"id\":\"1\xff\"}", fhir.ReasonNotUTF8},
		{"NUL", "{\"resourceType\":\"Patient\",\"id\":\"1\x00\"}", fhir.ReasonNUL},
		{"escaped NUL", `{"resourceType":"Patient","id":"1\u0000"}`, fhir.ReasonNUL},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			_, err := fhir.NewReader(fhir.Options{Now: testDay}).Parse([]byte(tc.line))
			var got *fhir.RejectError
			if !errors.As(err, &got) || got.Reason != tc.want {
				t.Errorf("got %v, want reason %q", err, tc.want)
			}
		})
	}
}

func TestParseKeepsOddResources(t *testing.T) {
	tests := []struct{ name, line string }{
		{"nothing but an id", `{"resourceType":"ExplanationOfBenefit","id":"1"}`},
		{"resourceType last", `{"id":"1","x":"resourceType","resourceType" : "ExplanationOfBenefit"}`},
		{"deep but not too deep", `{"resourceType":"ExplanationOfBenefit","id":"1","x":` + strings.Repeat("[", 199) + strings.Repeat("]", 199) + `}`},
		{"backslash before u0000", `{"resourceType":"ExplanationOfBenefit","id":"1","disposition":"\\u0000"}`},
		{"wrong types everywhere", `{"resourceType":"ExplanationOfBenefit","id":"1","item":{"a":1},"careTeam":"x","total":[1,"a",null,{}],` +
			`"supportingInfo":[{"sequence":"one","category":7}],"diagnosis":[{"type":{}}],"payment":[],"status":{},"contained":[{"name":5}],"type":"x"}`},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			r := parse(t, []byte(tc.line))
			if r.ID != "1" || cellOf(t, r, claims.Claims, 0, "claim_type") != claims.Unknown {
				t.Errorf("got %s", printed(r))
			}
		})
	}
}

func TestParseLeavesNullsForWhatDoesNotFit(t *testing.T) {
	r := parse(t, []byte(`{"resourceType":"ExplanationOfBenefit","id":"carrier-1","status":5,
		"billablePeriod":{"start":"2025-01","end":{}},
		"payment":{"amount":{"value":1E400},"date":"soon"},
		"item":[{"sequence":1.5,"quantity":{"value":"many"}},{"sequence":"2","quantity":{"value":1E2},"servicedDate":17},"x"]}`))
	for _, column := range []string{"status", "from_date", "thru_date", "payment_amount", "payment_date"} {
		if got := cellOf(t, r, claims.Claims, 0, column); got != "" {
			t.Errorf("%s = %q, want null", column, got)
		}
	}
	if lines := rowsOf(r, claims.ClaimLines); len(lines) != 3 || r.Items != 3 {
		t.Fatalf("%d lines and %d items, want 3", len(lines), r.Items)
	}
	if got := cellOf(t, r, claims.ClaimLines, 0, "claim_line_number"); got != "" {
		t.Errorf("line number %q out of 1.5, want null", got)
	}
	if got := cellOf(t, r, claims.ClaimLines, 1, "claim_line_number"); got != "2" {
		t.Errorf("line number %q out of a quoted 2", got)
	}
	if got := cellOf(t, r, claims.ClaimLines, 1, "service_units"); got != "100" {
		t.Errorf("units %q out of 1E2, want 100", got)
	}
}

func TestParseFindsOutTheVersion(t *testing.T) {
	tests := []struct {
		name, line, given, want string
	}{
		{"v2 system", `{"resourceType":"ExplanationOfBenefit","id":"1","extension":[{"url":"https://bluebutton.cms.gov/resources/variables/x"}]}`, "", claims.V2},
		{"v3 system", `{"resourceType":"ExplanationOfBenefit","id":"1","type":{"coding":[{"system":"https://bluebutton.cms.gov/fhir/CodeSystem/EOB-TYPE"}]}}`, "", claims.V3},
		{"v2 profile", `{"resourceType":"Patient","id":"1","meta":{"profile":["http://hl7.org/fhir/us/carin-bb/StructureDefinition/C4BB-Patient"]}}`, "", claims.V2},
		{"v3 profile", `{"resourceType":"Patient","id":"1","meta":{"profile":["http://hl7.org/fhir/us/carin-bb/StructureDefinition/C4BB-Patient|2.2.0"]}}`, "", claims.V3},
		{"merged person", `{"resourceType":"Patient","id":"1","link":[{"type":"replaced-by","other":{"reference":"Patient/2"}}]}`, "", claims.V3},
		{"given", `{"resourceType":"Patient","id":"1"}`, claims.V2, claims.V2},
		{"no mark", `{"resourceType":"Patient","id":"1"}`, "", claims.V3},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			r, err := fhir.NewReader(fhir.Options{Version: tc.given, Now: testDay}).Parse([]byte(tc.line))
			if err != nil {
				t.Fatal(err)
			}
			if r.APIVersion != tc.want {
				t.Errorf("got %s, want %s", r.APIVersion, tc.want)
			}
			if got := r.Rows[0].Values[0].Text; got != tc.want {
				t.Errorf("api_version %q, want %s", got, tc.want)
			}
		})
	}
}

func TestParseTellsSTU3(t *testing.T) {
	tests := []struct {
		name, line string
		want       bool
	}{
		{"v1 claim", `{"resourceType":"ExplanationOfBenefit","id":"carrier-1","disposition":"01","information":[{"sequence":1}],"item":[{"sequence":1,"careTeamLinkId":[3],"service":{}}]}`, true},
		{"v1 claim by its lines", `{"resourceType":"ExplanationOfBenefit","id":"carrier-1","item":[{"sequence":1},{"sequence":2,"diagnosisLinkId":[3]}]}`, true},
		{"v1 claim by its total", `{"resourceType":"ExplanationOfBenefit","id":"pde-1","totalCost":{"value":5}}`, true},
		{"v1 coverage", `{"resourceType":"Coverage","id":"part-a-1","grouping":{"subGroup":"Medicare"}}`, true},
		{"stray element", `{"resourceType":"ExplanationOfBenefit","id":"1","information":"x","supportingInfo":[]}`, false},
		{"code of that name", `{"resourceType":"ExplanationOfBenefit","id":"1","type":{"text":"information"}}`, false},
		{"coverage", `{"resourceType":"Coverage","id":"part-a-1","class":[]}`, false},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			_, err := fhir.NewReader(fhir.Options{Now: testDay}).Parse([]byte(tc.line))
			if got := errors.Is(err, fhir.ErrSTU3); got != tc.want {
				t.Errorf("got %v, want STU3 %v", err, tc.want)
			}
		})
	}
}

// A reject must not repeat what the line says.
func TestRejectErrorIsFreeOfContent(t *testing.T) {
	_, err := fhir.NewReader(fhir.Options{}).Parse([]byte(`{"resourceType":"Smith-1EG4TE5MK73"}`))
	if err == nil || strings.Contains(err.Error(), "Smith") || strings.Contains(err.Error(), "1EG4") {
		t.Errorf("got %v", err)
	}
}
