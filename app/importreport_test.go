package app_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/claims"
)

// The report of an import, and what the ledger keeps of it.
func TestImportReport(t *testing.T) {
	set := localSet(t)
	dir := t.TempDir()
	lines := strings.Join([]string{
		`{"resourceType":"ExplanationOfBenefit","id":"carrier-1","meta":{"profile":["https://bluebutton.cms.gov/resources/x"]},"type":{"coding":[{"system":"https://bluebutton.cms.gov/resources/codesystem/eob-type","code":"CARRIER"}]},"billablePeriod":{"start":"2026-02-02","end":"2026-01-01"},"payment":{"amount":{"value":10.255}},"item":[{"productOrService":{"coding":[{"system":"https://new.example/codes","code":"X"}]}},{}],"diagnosis":[{}]}`,
		`{"resourceType":"ExplanationOfBenefit","id":"2","type":{"coding":[{"system":"https://bluebutton.cms.gov/resources/codesystem/eob-type","code":"NEW"}]},"payment":{"amount":{"value":-1}}}`,
		`{"resourceType":"Practitioner","id":"3"}`, `{"resourceType":"Nonsense","id":"4"}`, ``,
	}, "\n")
	path := filepath.Join(dir, "ExplanationOfBenefit.ndjson")
	if err := os.WriteFile(path, []byte(lines), 0o600); err != nil {
		t.Fatal(err)
	}
	figures := claims.ClaimFigures{Claims: 2, PaymentCents: 926, Lines: 2, Diagnoses: 1}
	want := claims.ImportReport{
		Systems: map[string]int{"https://new.example/codes": 1}, UnknownClaims: 1, Types: map[string]int{"Practitioner": 1, claims.OtherType: 1},
		Flags: map[string]int{claims.FlagReversedPeriod: 1}, Told: figures, Stored: figures,
	}
	if diff := cmp.Diff(want, importAll(t, set, path).Report); diff != "" {
		t.Errorf("report differs (-want +got):\n%s", diff)
	}
	kept, err := set.DB().ImportReport(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, kept); diff != "" {
		t.Errorf("the ledger differs (-want +got):\n%s", diff)
	}
	checked, err := set.DB().Integrity(t.Context())
	if err != nil || !checked.OK() {
		t.Errorf("verify: %+v, %v", checked, err)
	}
}

// The samples' files say what their README says, and the rows hold it.
func TestImportReportOfSamples(t *testing.T) {
	for version, want := range map[string]claims.ClaimFigures{
		claims.V2: {Claims: 16, PaymentCents: 2327197, Lines: 32, Diagnoses: 49},
		claims.V3: {Claims: 15, PaymentCents: 169898847, Lines: 42, Diagnoses: 43},
	} {
		report := importAll(t, localSet(t), filepath.Join(samples(t, version), "ExplanationOfBenefit.ndjson")).Report
		if report.Told != want || !report.Agrees() || len(report.Systems) > 0 || report.UnknownClaims > 0 {
			t.Errorf("%s: got %+v, want %+v", version, report, want)
		}
	}
}
