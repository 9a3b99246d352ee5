package main

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/app"
)

func TestExportLayout(t *testing.T) {
	p := newProgram(t)
	from, out := t.TempDir(), filepath.Join(t.TempDir(), "tuva")
	p.must(t, "generate", "--people", "3", "--years", "1", "--seed", "1", "--api", "v3", "--out", from)
	p.must(t, "import", from)
	doc := decode[exportDocument](t, p.must(t, "export", "--layout", "tuva", "--out", out, "--json"))
	var names []string
	for _, file := range doc.Sheets {
		names = append(names, file.Name)
		if file.Rows == 0 {
			t.Errorf("%s has no rows", file.Name)
		}
	}
	if diff := cmp.Diff([]string{"medical_claim.csv", "pharmacy_claim.csv", "eligibility.csv"}, names); diff != "" || doc.Path != out {
		t.Errorf("written to %s, files (-want +got):\n%s", doc.Path, diff)
	}
	keys := column(t, filepath.Join(out, "eligibility.csv"), "person_id")
	p.must(t, "export", "--layout", "tuva", "--person-id", "mbi", "--out", out)
	mbis := column(t, filepath.Join(out, "eligibility.csv"), "person_id")
	if len(keys) == 0 || len(keys) != len(mbis) || keys[0] == mbis[0] {
		t.Errorf("person_id holds %v, with --person-id mbi %v", keys, mbis)
	}
	if diff := cmp.Diff(column(t, filepath.Join(out, "eligibility.csv"), "member_id"), mbis); diff != "" {
		t.Errorf("with --person-id mbi, person_id differs from member_id:\n%s", diff)
	}
	p.must(t, "export", "--layout", "tuva", "--types", "INPATIENT", "--out", out)
	if drugs := column(t, filepath.Join(out, "pharmacy_claim.csv"), "claim_id"); len(drugs) != 0 {
		t.Errorf("--types INPATIENT gives %d drug claims", len(drugs))
	}
}

// column reads one column of a CSV file.
func column(t *testing.T, path, name string) []string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	}()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var values []string
	for i, h := range lines[0] {
		if h != name {
			continue
		}
		for _, line := range lines[1:] {
			values = append(values, line[i])
		}
	}
	return values
}

func TestLayoutUsage(t *testing.T) {
	tests := map[string]struct {
		args []string
		want string
	}{
		"two things":            {[]string{"--layout", "tuva", "--table", "claims", "--out", "x"}, "one of --table"},
		"workbook and layout":   {[]string{"--layout", "tuva", "--workbook", "--out", "x"}, "one of --table"},
		"a format":              {[]string{"--layout", "tuva", "--format", "xlsx", "--out", "x"}, "its own format"},
		"headings":              {[]string{"--layout", "tuva", "--headings", "plain", "--out", "x"}, "its own format"},
		"person id of a table":  {[]string{"--table", "claims", "--person-id", "mbi", "--out", "x"}, "--layout tuva"},
		"no such layout":        {[]string{"--layout", "star", "--out", "x"}, "tuva"},
		"no folder":             {[]string{"--layout", "tuva", "--out", "-"}, "name the folder"},
		"the folder above gone": {[]string{"--layout", "tuva", "--out", filepath.Join(t.TempDir(), "gone", "tuva")}, "does not exist"},
	}
	p := newProgram(t)
	from := t.TempDir()
	p.must(t, "generate", "--people", "1", "--years", "1", "--seed", "1", "--api", "v2", "--out", from)
	p.must(t, "import", from)
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			o := p.run(t.Context(), append([]string{"export"}, tt.args...)...)
			if o.code == app.ExitDone || !strings.Contains(o.stderr, tt.want) {
				t.Errorf("exit %d, want text with %q:\n%s", o.code, tt.want, o.stderr)
			}
		})
	}
}
