package claims_test

import (
	"crypto/rand"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/claimsdesk/claimsdesk/claims"
)

var update = flag.Bool("update", false, "rewrite golden files")

// What a class promises, each level keeps.
func TestPrivacyClassesAndRulesAgree(t *testing.T) {
	for _, table := range claims.Catalogue() {
		for _, c := range table.Columns {
			name := table.Name + "." + c.Name
			limited, deidentified := c.Identifier.Treatment(claims.PrivacyLimited), c.Identifier.Treatment(claims.PrivacyDeidentified)
			hidden := func(at claims.Treatment) bool { return at == claims.Remove || at == claims.Code }
			switch c.Privacy {
			case claims.DirectIdentifier:
				if !hidden(limited) || !hidden(deidentified) {
					t.Errorf("%s identifies directly, and levels keep it", name)
				}
			case claims.QuasiIdentifier:
				if deidentified == claims.Keep {
					t.Errorf("%s helps to identify, and a de-identified export keeps it", name)
				}
			case claims.NotIdentifying:
				if c.Identifier != claims.NoIdentifier {
					t.Errorf("%s is said to identify nobody, but holds an identifier", name)
				}
			}
			isDate := c.Kind == claims.Date || c.Kind == claims.Timestamp
			if isDate && deidentified != claims.YearOnly && deidentified != claims.BirthYear {
				t.Errorf("%s is a date, and a de-identified export does not cut it to the year", name)
			}
			if (deidentified == claims.Code || deidentified == claims.ZIP3) && c.Kind != claims.Text {
				t.Errorf("%s is no text, and cannot be replaced", name)
			}
			if c.Identifier.Treatment(claims.PrivacyFull) != claims.Keep || (c.Identifier != claims.NoIdentifier && c.Identifier.Treatment("soon") != claims.Remove) {
				t.Errorf("%s: full does not keep, or an unknown level keeps", name)
			}
			if (deidentified == claims.Code) != (c.Identifier.CodePrefix() != "") {
				t.Errorf("%s: codes and their first letter do not agree", name)
			}
		}
	}
}

// testdata/deidentified.txt lists what a de-identified export shows as CMS sent it. A column that is new there must be
// looked at by a person: can it hold one of the eighteen identifiers of docs/privacy.md?
func TestColumnsShownAsSent(t *testing.T) {
	const golden = "testdata/deidentified.txt"
	var got strings.Builder
	for _, table := range claims.Catalogue() {
		if table.TellsMonths() {
			continue
		}
		for _, c := range table.Columns {
			if c.Identifier.Treatment(claims.PrivacyDeidentified) == claims.Keep {
				got.WriteString(table.Name + "." + c.Name + "\n")
			}
		}
	}
	if *update {
		if err := os.WriteFile(golden, []byte(got.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("other columns are shown as sent than %s lists; look at each, then run with -update", golden)
	}
}

func TestMonthsCannotBeDeidentified(t *testing.T) {
	for _, table := range claims.Catalogue() {
		if got, want := table.TellsMonths(), table.ID == claims.CoverageMonths; got != want {
			t.Errorf("%s: TellsMonths = %t, want %t", table.Name, got, want)
		}
	}
}

func TestCodes(t *testing.T) {
	seen := map[string]bool{}
	for range 1000 {
		draw, err := claims.NewDraw(rand.Reader)
		code := draw.Code(claims.MedicareNumber)
		if err != nil || len(code) != 17 || code[0] != 'm' || strings.ContainsAny(code[1:], "ilou") || seen[code] {
			t.Fatalf("code is %q, %v, want 17 letters and digits that were not drawn before", code, err)
		}
		seen[code] = true
	}
	if _, err := claims.NewDraw(strings.NewReader("short")); err == nil {
		t.Error("a code was made without enough randomness")
	}
}
