package fhir_test

import (
	"testing"

	"github.com/claimsdesk/claimsdesk/fhir"
)

func TestMessageSeverity(t *testing.T) {
	for name, tt := range map[string]struct{ line, want string }{
		"a person without data": {`{"resourceType":"OperationOutcome","issue":[{"severity":"error"},{"severity":"warning"}]}`, "error"},
		"a note":                {`{"resourceType":"OperationOutcome","issue":[{"severity":"warning"}]}`, "warning"},
		"no issue":              {`{"resourceType":"OperationOutcome"}`, ""},
		"deletions":             {`{"resourceType":"Bundle","type":"transaction","entry":[]}`, fhir.SeverityDeleted},
		"no JSON":               {`oops`, ""},
	} {
		if got := fhir.MessageSeverity([]byte(tt.line)); got != tt.want {
			t.Errorf("%s: got %q, want %q", name, got, tt.want)
		}
	}
}
