package main

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

type statusReply struct {
	People       int
	Claims       map[string]int
	ClaimLines   int    `json:"claim_lines"`
	PaymentTotal string `json:"payment_total"`
	Quarantined  int
	Sets         []string
	APIVersions  []string `json:"api_versions"`
	Current      struct {
		Claims       map[string]int
		PaymentTotal string `json:"payment_total"`
	}
}

type importReply struct {
	Files, Inserted, Updated, Unchanged int
	Resources                           map[string]int
	Quarantined, Skipped                []any
}

func TestImportOfTheSamples(t *testing.T) {
	tests := map[string]struct {
		inserted, updated int
		claims            map[string]int
		lines             int
		payment           string
	}{
		// Fifteen EOBs with 31 lines, and two early claims with 3.
		"v2": {29, 1, map[string]int{"CARRIER": 3, "DME": 1, "HHA": 1, "HOSPICE": 1, "INPATIENT": 2, "OUTPATIENT": 2, "PDE": 6, "SNF": 1}, 31 + 3, "23071.98"},
		"v3": {36, 0, map[string]int{"CARRIER": 2, "DME": 2, "HHA": 1, "HOSPICE": 1, "INPATIENT": 1, "OUTPATIENT": 3, "PDE": 2, "PRIORAUTH": 2, "SNF": 1}, 42, "1698988.47"},
	}
	for version, tt := range tests {
		t.Run(version, func(t *testing.T) {
			p := newProgram(t)
			folder := filepath.Join(samples(t), version)
			first := decode[importReply](t, p.must(t, "import", folder, "--json"))
			if first.Inserted != tt.inserted || first.Updated != tt.updated || len(first.Quarantined) != 0 {
				t.Errorf("first import: %+v", first)
			}
			before := p.must(t, "status", "--json")
			got := decode[statusReply](t, before)
			if diff := cmp.Diff(tt.claims, got.Claims); diff != "" || got.ClaimLines != tt.lines || got.PaymentTotal != tt.payment {
				t.Errorf("status: %d lines, %s, claims (-want +got):\n%s", got.ClaimLines, got.PaymentTotal, diff)
			}
			second := p.must(t, "import", folder)
			if !strings.Contains(second.stdout, "Nothing changed") {
				t.Errorf("second import does not say that nothing changed:\n%s", second.stdout)
			}
			if diff := cmp.Diff(before.stdout, p.must(t, "status", "--json").stdout); diff != "" {
				t.Errorf("second import changed the figures:\n%s", diff)
			}
		})
	}
}
