package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/claimsdesk/claimsdesk/app"
)

// What is wrong with a target, a filter or a recipe is told in plain words, and the file that was there stays as it was.
func TestExportBadInput(t *testing.T) {
	p := peopled(t)
	nobody := writeText(t, "nobody.txt", "9ZZ9ZZ9ZZ99\n")
	edited := func(old, new string) string { return writeText(t, "r.toml", strings.Replace(drugs, old, new, 1)) }
	tests := map[string]struct {
		args []string
		note string // lies beside the file
		code int
		want string
	}{
		"folder gone":             {[]string{"--table", "claims", "--out", "gone/a.csv"}, "", app.ExitFailed, "The folder for the file does not exist."},
		"drive gone":              {[]string{"--layout", "lake", "--out", "gone/lake"}, "", app.ExitFailed, "The folder for the file does not exist."},
		"a folder of that name":   {[]string{"--table", "claims", "--out", "."}, "", app.ExitFailed, "belongs to a folder"},
		"open in Excel":           {[]string{"--workbook", "--out", "a.xlsx"}, "~$a.xlsx", app.ExitFailed, "open in another program"},
		"open in LibreOffice":     {[]string{"--workbook", "--out", "a.xlsx"}, ".~lock.a.xlsx#", app.ExitFailed, "open in another program"},
		"another file is open":    {[]string{"--workbook", "--out", "a.xlsx"}, "~$b.xlsx", app.ExitDone, "Saved"},
		"nothing matches":         {[]string{"--table", "claims", "--from", "1990-01-01", "--to", "1990-12-31", "--out", "a.csv"}, "", app.ExitDone, "Nothing matches what was asked for."},
		"nothing, as workbook":    {[]string{"--workbook", "--people", nobody, "--out", "a.xlsx"}, "", app.ExitDone, "Nothing matches what was asked for."},
		"nothing, as Parquet":     {[]string{"--table", "claims", "--people", nobody, "--out", "a.parquet"}, "", app.ExitDone, "1 MBI of the people list: nobody in this data has them."},
		"recipe of a newer one":   {[]string{"--recipe", edited("version = 1", "version = 7"), "--out", "a.csv"}, "", app.ExitUsage, "newer ClaimsDesk"},
		"recipe without quotes":   {[]string{"--recipe", edited(`"deidentified"`, "deidentified"), "--out", "a.csv"}, "", app.ExitUsage, "quotation marks"},
		"recipe, mistyped key":    {[]string{"--recipe", edited("people_list", "people_lits"), "--out", "a.csv"}, "", app.ExitUsage, "people_lits"},
		"recipe, mistyped column": {[]string{"--recipe", edited("from_date", "form_date"), "--out", "a.csv"}, "", app.ExitUsage, "form_date"},
		"recipe with an MBI":      {[]string{"--recipe", edited("Dayton panel", "1EG4-TE5-MK73"), "--out", "a.csv"}, "", app.ExitUsage, "must not hold Medicare numbers"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			args := append([]string{"export"}, tt.args...)
			out := filepath.Join(folder, args[len(args)-1])
			args[len(args)-1] = out
			file := !strings.Contains(tt.args[len(tt.args)-1], "gone") && out != folder
			if file {
				if err := os.WriteFile(out, []byte("old"), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if tt.note != "" {
				if err := os.WriteFile(filepath.Join(folder, tt.note), nil, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			o := p.run(t.Context(), args...)
			if o.code != tt.code || !strings.Contains(o.stdout+o.stderr, tt.want) {
				t.Errorf("exit %d, want %d and %q:\n%s%s", o.code, tt.code, tt.want, o.stdout, o.stderr)
			}
			if !file {
				return
			}
			text, err := os.ReadFile(out)
			if err != nil || (string(text) == "old") != (tt.code != app.ExitDone) {
				t.Errorf("the file has %d bytes, %v, after exit %d", len(text), err, tt.code)
			}
		})
	}
}

// Text that no cell holds is whole in a CSV file and marked in a workbook.
func TestExportLongCell(t *testing.T) {
	p := newProgram(t)
	long := strings.Repeat("Rivera ", 40_000/7)
	p.must(t, "import", writeText(t, "Patient.ndjson", `{"resourceType":"Patient","id":"1","meta":{"lastUpdated":"2026-08-01T00:00:00Z"},"name":[{"family":"`+long+`x"}]}`+"\n"), "--api", "v3")
	if o := p.must(t, "export", "--table", "beneficiaries", "--out", "-"); !strings.Contains(o.stdout, long+"x") {
		t.Error("the CSV does not have the whole name")
	}
	path := filepath.Join(t.TempDir(), "a.xlsx")
	p.must(t, "export", "--table", "beneficiaries", "--out", path)
	book, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := book.GetRows(book.GetSheetName(0))
	if err != nil || len(rows) != 2 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	if err := book.Close(); err != nil {
		t.Error(err)
	}
	shown := strings.Join(rows[1], "\n")
	if strings.Contains(shown, long) || !strings.Contains(shown, long[:32_000]) || !strings.Contains(shown, "cut here") {
		t.Errorf("the workbook does not say that the name of %d letters is cut", len(long))
	}
}
