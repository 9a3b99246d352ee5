package app

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/bcda"
	"github.com/claimsdesk/claimsdesk/claims"
)

func TestCountDeleted(t *testing.T) {
	bundle := func(entries ...string) string {
		return `{"resourceType":"Bundle","type":"transaction","entry":[` + strings.Join(entries, ",") + `]}` + "\n"
	}
	entry := func(method, url string) string { return `{"request":{"method":"` + method + `","url":"` + url + `"}}` }
	tests := map[string]struct {
		text string
		want map[string]int
	}{
		"nothing":       {"", map[string]int{}},
		"two files":     {bundle(entry("DELETE", "Patient/1"), entry("delete", "Coverage/2")) + bundle(entry("DELETE", "Patient/3")), map[string]int{"Patient": 2, "Coverage": 1}},
		"whole address": {bundle(entry("DELETE", "https://h.example/fhir/Patient/1")), map[string]int{"Patient": 1}},
		"other methods": {bundle(entry("PUT", "Patient/1"), entry("DELETE", "Patient?x=y"), entry("DELETE", "Patient/1/_history/2")), map[string]int{}},
		"other lines":   {`{"resourceType":"Patient"}` + "\nnonsense\n", map[string]int{}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := countDeleted(strings.NewReader(tt.text))
			if diff := cmp.Diff(tt.want, got); err != nil || diff != "" {
				t.Errorf("%v (-want +got):\n%s", err, diff)
			}
		})
	}
}

func FuzzCountDeleted(f *testing.F) {
	f.Add(`{"resourceType":"Bundle","entry":[{"request":{"method":"DELETE","url":"Patient/1"}}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		counts, err := countDeleted(strings.NewReader(text))
		for kind, n := range counts {
			if n < 1 {
				t.Errorf("%d of %q, %v", n, kind, err)
			}
		}
	})
}

// The form of a generic server's data is found in the data, unless a person names it.
func TestReadVersion(t *testing.T) {
	generic := claims.Connection{Base: "https://h.example/fhir", API: "auto"}
	named := generic
	named.API = claims.V3
	for name, tt := range map[string]struct {
		connection claims.Connection
		read       string
		recorded   string
	}{
		"generic": {generic, "", claims.V2}, "named": {named, claims.V3, claims.V3},
	} {
		s := &server{connection: tt.connection}
		if got := s.genericVersion(); got != tt.recorded {
			t.Errorf("%s: recorded as %q, want %q", name, got, tt.recorded)
		}
		if got := s.readVersion(tt.recorded); got != tt.read {
			t.Errorf("%s: read as %q, want %q", name, got, tt.read)
		}
	}
	bcda := &server{connection: claims.Connection{API: "auto"}}
	if got := bcda.readVersion(claims.V3); got != claims.V3 {
		t.Errorf("BCDA: read as %q", got)
	}
}

// Words about CMS do not stand where another server is meant.
func TestGenericProblems(t *testing.T) {
	for _, row := range genericProblems {
		if text := row.problem.Title + row.problem.Text; strings.Contains(text, "CMS") || strings.Contains(text, "ACO-MS") {
			t.Errorf("%v: %s", row.kind, text)
		}
		if row.problem.Exit == 0 {
			t.Errorf("%v has no exit code", row.kind)
		}
		if got, ok := genericProblem(row.kind); !ok || got != row.problem {
			t.Errorf("%v: found %+v", row.kind, got)
		}
	}
	if _, ok := genericProblem(bcda.ErrTooMuch); ok {
		t.Error("a kind of every server has words of its own")
	}
}
