package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

type rereadReply struct{ Resources, Changed, Unreadable, Released int }

func TestReread(t *testing.T) {
	p := newProgram(t)
	path := filepath.Join(t.TempDir(), "ExplanationOfBenefit.ndjson")
	text := `{"resourceType":"ExplanationOfBenefit","id":"hha-1","payment":{"amount":{"value":12.5}},"item":[{}]}` + "\n" + `{"resourceType":"Practitioner","id":"3"}` + "\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	p.must(t, "import", path)
	before := p.must(t, "status", "--json").stdout
	if got := decode[rereadReply](t, p.must(t, "reread", "--json")); got != (rereadReply{Resources: 1}) {
		t.Errorf("got %+v, want one resource and no change", got)
	}
	if got := p.must(t, "reread").stdout; !strings.Contains(got, "Read 1 stored resource again: 0 changed.") {
		t.Errorf("reread says:\n%s", got)
	}
	if got := p.must(t, "status", "--json").stdout; got != before {
		t.Errorf("reread changed the figures:\n%s\n%s", before, got)
	}
	p.must(t, "verify")
}
