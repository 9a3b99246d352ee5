package main

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/claimsdesk/claimsdesk/app"
)

// peopled is a program with made-up people in its data folder.
func peopled(t *testing.T) *program {
	t.Helper()
	p := newProgram(t)
	files := t.TempDir()
	p.must(t, "generate", "--people", "6", "--years", "1", "--seed", "4", "--api", "v3", "--out", files)
	p.must(t, "import", files)
	return p
}

func writeText(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// mbisOf exports the MBIs of the people, as a list to read in again.
func mbisOf(t *testing.T, p *program) []string {
	t.Helper()
	o := p.must(t, "export", "--table", "beneficiary_mbis", "--out", "-")
	lines := strings.Split(strings.TrimSpace(o.stdout), "\n")
	var mbis []string
	for _, line := range lines[1:] {
		mbis = append(mbis, strings.Split(line, ",")[4])
	}
	if len(mbis) < 6 {
		t.Fatalf("got %d MBIs", len(mbis))
	}
	return mbis
}

const drugs = `version = 1
name = "Drugs of the panel"
privacy = "deidentified"
format = "csv"
[filter]
people_list = "Dayton panel"
[[sheet]]
table = "claims"
columns = ["person_key", "claim_type", "from_date", "billing_npi"]
`

func TestExportByRecipeAndRegister(t *testing.T) {
	p := peopled(t)
	mbis := mbisOf(t, p)
	list := writeText(t, "list.csv", "name,mbi\nA,"+mbis[0]+"\nB,9ZZ9ZZ9ZZ99\n")
	p.must(t, "recipes", "save", writeText(t, "drugs.toml", drugs))
	if o := p.run(t.Context(), "export", "--recipe", "drugs-of-the-panel", "--out", "-"); o.code != app.ExitUsage || !strings.Contains(o.stderr, "no such list") {
		t.Errorf("without its list: exit %d, %s", o.code, o.stderr)
	}
	if o := p.must(t, "lists", "save", "Dayton panel", "--people", list); !strings.Contains(o.stdout, "nobody in this data has them") {
		t.Errorf("the unknown MBI is not told: %s", o.stdout)
	}
	out := filepath.Join(t.TempDir(), "drugs.csv")
	doc := decode[exportDocument](t, p.must(t, "export", "--recipe", "drugs-of-the-panel", "--out", out, "--json"))
	if doc.People != 1 || doc.Unknown != 1 || doc.Sheets[0].Rows == 0 {
		t.Errorf("got %+v, want claims of one person and one unknown MBI", doc)
	}
	text, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	again := p.must(t, "export", "--recipe", "drugs-of-the-panel", "--out", "-")
	if again.stdout != string(text) {
		t.Error("the same recipe gives other bytes to standard output")
	}
	if !strings.HasPrefix(string(text), "person_key,claim_type,from_date\n") {
		t.Errorf("a de-identified file begins with %q", strings.SplitN(string(text), "\n", 2)[0])
	}

	register := decode[exportsDocument](t, p.must(t, "exports", "--json", "--last", "2")).Exports
	sum := sha256.Sum256(text)
	if len(register) != 2 || register[1].Files[0].SHA256 != hex.EncodeToString(sum[:]) || register[1].Files[0].Name != out ||
		register[1].Recipe != "Drugs of the panel" || register[1].Privacy != "deidentified" || register[0].Files[0].Name != "-" {
		t.Errorf("the register has %+v", register)
	}
	for _, args := range [][]string{{"exports"}, {"recipes"}, {"recipes", "show", "high-cost-people"}, {"lists"}} {
		o := p.must(t, args...)
		for _, mbi := range mbis {
			if strings.Contains(o.stdout, mbi) {
				t.Errorf("%v shows an MBI", args)
			}
		}
	}
	p.must(t, "lists", "delete", "Dayton panel")
	p.must(t, "recipes", "delete", "drugs-of-the-panel")
}

func TestExportLevels(t *testing.T) {
	p := peopled(t)
	mbis := mbisOf(t, p)
	for level, shows := range map[string]bool{"full": true, "limited": false, "deidentified": false} {
		o := p.must(t, "export", "--table", "beneficiaries", "--privacy", level, "--bom", "--out", "-")
		if strings.Contains(o.stdout, mbis[0]) != shows {
			t.Errorf("%s shows an MBI: %t, want %t", level, !shows, shows)
		}
		if !strings.HasPrefix(o.stdout, "\ufeff") {
			t.Errorf("%s: no byte order mark", level)
		}
	}
}

func TestExportRefusesWhatDoesNotGoTogether(t *testing.T) {
	p := peopled(t)
	tests := map[string]struct {
		args []string
		want string
	}{
		"nowhere":               {[]string{"--table", "claims"}, "Say where to"},
		"recipe and table":      {[]string{"--recipe", "high-cost-people", "--table", "claims", "--out", "-"}, "says itself"},
		"recipe and level":      {[]string{"--recipe", "high-cost-people", "--privacy", "full", "--out", "-"}, "says itself"},
		"recipe, wrong ending":  {[]string{"--recipe", "high-cost-people", "--out", "a.csv"}, "ends in .xlsx"},
		"recipe without people": {[]string{"--recipe", "claims-for-one-person", "--out", "-"}, "asks for people"},
		"no such recipe":        {[]string{"--recipe", "nowhere", "--out", "-"}, "no such recipe"},
		"bom of a workbook":     {[]string{"--workbook", "--bom", "--out", "a.xlsx"}, "CSV files"},
		"bom of a layout":       {[]string{"--layout", "tuva", "--bom", "--out", "a"}, "own format"},
		"layout and level":      {[]string{"--layout", "tuva", "--privacy", "limited", "--out", "a"}, "names people"},
		"resources and level":   {[]string{"--table", "claims", "--format", "ndjson", "--privacy", "limited", "--out", "-"}, "hold everything"},
		"months":                {[]string{"--table", "coverage_months", "--privacy", "deidentified", "--out", "-"}, "is a month"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			o := p.run(t.Context(), append([]string{"export"}, tt.args...)...)
			if o.code != app.ExitUsage || !strings.Contains(o.stderr, tt.want) || o.stdout != "" {
				t.Errorf("exit %d, want words with %q:\n%s%s", o.code, tt.want, o.stdout, o.stderr)
			}
		})
	}
}
