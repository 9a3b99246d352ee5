package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

type reportReply struct {
	UnknownSystems map[string]int `json:"unknown_systems"`
	UnknownTypes   map[string]int `json:"unknown_types"`
	UnknownClaims  int            `json:"unknown_claims"`
	Flags          map[string]int `json:"dq_flags"`
	Checks         struct {
		OK    bool
		Files struct {
			Payment string `json:"payment_total"`
			Lines   int    `json:"claim_lines"`
		}
		Stored struct {
			Payment string `json:"payment_total"`
		}
	}
}

func TestImportReportIsToldAndVerified(t *testing.T) {
	p := newProgram(t)
	path := filepath.Join(t.TempDir(), "ExplanationOfBenefit.ndjson")
	text := `{"resourceType":"ExplanationOfBenefit","id":"hha-1","billablePeriod":{"start":"9999-12-31"},"payment":{"amount":{"value":12.5}},"item":[{"productOrService":{"coding":[{"system":"https://new.example/codes","code":"X"}]}}]}
{"resourceType":"Practitioner","id":"3"}
{"resourceType":"ExplanationOfBenefit","id":"new","payment":{"amount":{"value":1}}}
`
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	told := p.must(t, "import", path)
	for _, want := range []string{
		"Set aside 1 resource: Practitioner.", "Kept 1 claim of a type that ClaimsDesk does not know.", "Kept 1 code from a list that ClaimsDesk does not know: https://new.example/codes.",
		"Noted 1 claim with a date that stands for unknown.", "The files and the tables agree: 2 claims, 1 line, $13.50 paid.",
	} {
		if !strings.Contains(told.stdout, want) {
			t.Errorf("import does not say %q:\n%s", want, told.stdout)
		}
	}
	got := decode[reportReply](t, p.must(t, "import", path, "--json"))
	if !got.Checks.OK || got.Checks.Files.Payment != "13.50" || got.Checks.Stored.Payment != "13.50" || got.Checks.Files.Lines != 1 ||
		got.UnknownTypes["Practitioner"] != 1 || got.UnknownClaims != 1 || got.UnknownSystems["https://new.example/codes"] != 1 || got.Flags["default_date"] != 1 {
		t.Errorf("import --json: %+v", got)
	}
	verified := p.must(t, "verify")
	if !strings.Contains(verified.stdout, "ok       the payments of each file are those of its claims, to the cent") {
		t.Errorf("verify does not show the check of the money:\n%s", verified.stdout)
	}
}
