package fhir_test

import (
	"maps"
	"testing"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/fhir"
)

// What a line says of its claim, counted from its text.
func TestSurveyFigures(t *testing.T) {
	tests := map[string]struct {
		line string
		want claims.ClaimFigures
	}{
		"a claim": {`{"resourceType":"ExplanationOfBenefit","id":"1","payment":{"date":"x","amount":{"currency":"USD","value":-12.5}},"item":[{"adjudication":[{},{"amount":{"value":1}}]},{}],"diagnosis":[{"type":[{"coding":[{},{}]}]}]}`,
			claims.ClaimFigures{Claims: 1, PaymentCents: -1250, Lines: 2, Diagnoses: 1}},
		"blanks":         {`{ "resourceType" : "ExplanationOfBenefit" , "id" : "1" , "item" : [ { } , null ] , "payment" : { "amount" : { "value" : 0.125 } } }`, claims.ClaimFigures{Claims: 1, PaymentCents: 12, Lines: 2}},
		"keys in texts":  {`{"resourceType":"ExplanationOfBenefit","id":"1","disposition":"\"item\":[{},{}]","text":{"div":"payment"},"item":[{"item":[{},{}]}]}`, claims.ClaimFigures{Claims: 1, Lines: 1}},
		"key twice":      {`{"resourceType":"ExplanationOfBenefit","id":"1","item":[{},{}],"item":[{}]}`, claims.ClaimFigures{Claims: 1, Lines: 1}},
		"amount of text": {`{"resourceType":"ExplanationOfBenefit","id":"1","payment":{"amount":{"value":"7.10"}}}`, claims.ClaimFigures{Claims: 1, PaymentCents: 710}},
		"beyond money":   {`{"resourceType":"ExplanationOfBenefit","id":"1","payment":{"amount":{"value":1E400}}}`, claims.ClaimFigures{Claims: 1}},
		"early claim":    {`{"resourceType":"Claim","id":"1","item":[{}],"total":{"value":3}}`, claims.ClaimFigures{Claims: 1, Lines: 1}},
		"no claim":       {`{"resourceType":"Patient","id":"1","item":[{}]}`, claims.ClaimFigures{}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r := parse(t, []byte(tt.line))
			if r.Told != tt.want {
				t.Errorf("got %+v, want %+v", r.Told, tt.want)
			}
		})
	}
}

// The rows of every sample add up to what its line says, and no sample names a code system that is not known.
func TestSurveyOfSamples(t *testing.T) {
	for _, file := range []string{"v2/ExplanationOfBenefit.ndjson", "v3/ExplanationOfBenefit.ndjson", "v2/Claim.ndjson", "v2/Patient.ndjson", "v3/Patient.ndjson", "v3/Coverage.ndjson"} {
		for _, r := range samples(t, file) {
			var rows claims.ClaimFigures
			if r.Told.Claims == 1 {
				rows = claims.ClaimFigures{
					Claims: 1, PaymentCents: r.Rows[0].Value(claims.ColClaimsPaymentAmount).Int,
					Lines: len(rowsOf(r, claims.ClaimLines)), Diagnoses: len(rowsOf(r, claims.Diagnoses)),
				}
			}
			if rows != r.Told {
				t.Errorf("%s: rows add up to %+v, the line says %+v", r.ID, rows, r.Told)
			}
			if len(r.Unknown) > 0 {
				t.Errorf("%s: unknown systems %v", r.ID, r.Unknown)
			}
		}
	}
}

func TestSurveyUnknownSystems(t *testing.T) {
	line := `{"resourceType":"ExplanationOfBenefit","id":"1","type":{"coding":[{"system":"https://new.example/codes/kind?person=1#x"},{"system" : "https://new.example/codes/kind"},{"system":"mailto:a@b.example"},
		{"system":"https://bluebutton.cms.gov/fhir/CodeSystem/NEW"},{"system":"urn:x:1S00E00AA00"}]}}`
	r := parse(t, []byte(line))
	want := map[string]int{"https://new.example/codes/kind": 2, claims.OtherSystem: 2}
	if !maps.Equal(r.Unknown, want) {
		t.Errorf("got %v, want %v", r.Unknown, want)
	}
}

func TestUnreadType(t *testing.T) {
	for line, want := range map[string]string{
		`{"resourceType":"Practitioner"}`: "Practitioner", `{"resourceType":"JANE DOE"}`: claims.OtherType, `{`: claims.OtherType,
	} {
		if got := fhir.UnreadType([]byte(line)); got != want {
			t.Errorf("%s: got %s, want %s", line, got, want)
		}
	}
}
