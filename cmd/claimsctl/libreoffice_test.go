package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/claimsdesk/claimsdesk/app"
)

// TestInteropLibreOffice reads workbooks back with LibreOffice: each data sheet, People too, equals the CSV of the same recipe,
// with leading zeros and dates intact; hostile text makes no formula. `make interop` runs it; elsewhere LibreOffice may be missing.
func TestInteropLibreOffice(t *testing.T) {
	if os.Getenv("CLAIMSDESK_INTEROP") == "" {
		t.Skip("run by make interop: it needs LibreOffice")
	}
	for name, data := range map[string]func(*testing.T) *program{"practice data": demonstrated, "hostile text": attacked} {
		t.Run(name, func(t *testing.T) {
			p, out := data(t), t.TempDir()
			book := filepath.Join(out, "whole.xlsx")
			p.must(t, "export", "--recipe", writeText(t, "whole.toml", wholeRecipe("xlsx", app.WorkbookSheets()...)), "--out", book, "--quiet")
			convert(t, book, sheetsAsCSV)
			cells := 0
			for _, sheet := range app.WorkbookSheets() {
				text := p.must(t, "export", "--recipe", writeText(t, "one.toml", wholeRecipe("csv", sheet)), "--out", "-").stdout
				want := readCSV(t, strings.NewReader(text))
				cells += sameSheet(t, filepath.Join(out, "whole-"+sheet.Name+".csv"), sheet.Name, want)
			}
			t.Logf("%d sheets, %d cells", len(app.WorkbookSheets()), cells)
			convert(t, book, "fods")
			flat, err := os.ReadFile(filepath.Join(out, "whole.fods"))
			if err != nil {
				t.Fatal(err)
			}
			for _, formula := range regexp.MustCompile(`table:formula="([^"]*)"`).FindAllSubmatch(flat, -1) {
				// LibreOffice has no other way to say yes and no in a cell.
				if yesNo := string(formula[1]); yesNo != "of:=TRUE()" && yesNo != "of:=FALSE()" {
					t.Errorf("a cell is the formula %s", yesNo)
				}
			}
			if !bytes.Contains(flat, []byte("<table:table-cell")) {
				t.Error("LibreOffice shows no cell")
			}
		})
	}
}

// sheetsAsCSV has LibreOffice write comma, quotes, UTF-8, from row 1, cells as shown, one file for each sheet (the last -1).
const sheetsAsCSV = `csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1`

// convert has LibreOffice read a file and write it in another format beside it. A file that it would have to repair is refused.
func convert(t *testing.T, path, format string) {
	t.Helper()
	command := exec.CommandContext(t.Context(), "soffice", "--headless", "-env:UserInstallation=file://"+filepath.ToSlash(t.TempDir()),
		"--convert-to", format, "--outdir", filepath.Dir(path), path)
	text, err := command.CombinedOutput()
	if err != nil || bytes.Contains(text, []byte("Error")) || bytes.Contains(text, []byte("could not be")) {
		t.Fatalf("LibreOffice: %v\n%s", err, text)
	}
}

// demonstrated has the data of practice people.
func demonstrated(t *testing.T) *program {
	t.Helper()
	p := newProgram(t)
	p.must(t, "demo", "--people", "15", "--keep", p.data, "--quiet")
	return p
}

// hostileTexts are what a spreadsheet could take for something else, or stumble over, as JSON strings.
var hostileTexts = []string{
	`"=HYPERLINK(\"http://example.org\",\"x\")"`, `"+1+1"`, `"-1+1"`, `"@SUM(A1:A9)"`, `"\t=1+1"`, `"=cmd|' /C calc'!A0"`, `"'=1+1"`, `"<c t=\"str\"><f>1+1</f></c>"`,
	`"a,\"b\""`, `"two\nlines"`, `"\u0001\u001b[31m"`, `"_x0041_"`, `" space "`, `"\u202eeman"`, `"\ud83d\ude00"`, `"007"`, `"1E5"`, `"TRUE"`, `"2026-03-04"`,
}

// attacked has people whose names are hostile.
func attacked(t *testing.T) *program {
	t.Helper()
	p, files := newProgram(t), t.TempDir()
	p.must(t, "generate", "--people", strconv.Itoa(len(hostileTexts)), "--years", "1", "--seed", "4", "--api", "v3", "--out", files)
	names, err := filepath.Glob(filepath.Join(files, "Patient*.ndjson"))
	if err != nil || len(names) != 1 {
		t.Fatalf("files of people: %v, %v", names, err)
	}
	text, err := os.ReadFile(names[0])
	if err != nil {
		t.Fatal(err)
	}
	next := 0
	text = regexp.MustCompile(`"family":"[^"]*"`).ReplaceAllFunc(text, func([]byte) []byte {
		next++
		return []byte(`"family":` + hostileTexts[next%len(hostileTexts)])
	})
	if next < len(hostileTexts) {
		t.Fatalf("%d people, want %d", next, len(hostileTexts))
	}
	if err := os.WriteFile(names[0], text, 0o600); err != nil {
		t.Fatal(err)
	}
	p.must(t, "import", files)
	return p
}

// wholeRecipe is a recipe of whole sheets under the names of columns.
func wholeRecipe(format string, sheets ...app.RecipeSheet) string {
	var b strings.Builder
	fmt.Fprintf(&b, "version = 1\nname = \"Whole\"\nprivacy = \"full\"\nformat = %q\nheadings = \"column\"\n", format)
	for _, sheet := range sheets {
		fmt.Fprintf(&b, "[[sheet]]\nname = %q\ntable = %q\n", sheet.Name, sheet.Table)
		if sheet.Part != "" {
			fmt.Fprintf(&b, "part = %q\n", sheet.Part)
		}
	}
	return b.String()
}

// sameSheet compares the cells of a sheet, as LibreOffice shows them, with the rows of a CSV export. It returns how many there are.
func sameSheet(t *testing.T, path, sheet string, want [][]string) (cells int) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	got := readCSV(t, f)
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if len(got) != len(want) || len(want) < 2 {
		t.Fatalf("%s: %d rows, want %d", sheet, len(got), len(want))
	}
	for i, row := range want {
		for j, cell := range row {
			cells++
			if shown := got[i][j]; shown != cell && !sameValue(shown, cell) {
				t.Errorf("%s, row %d, %s: shown %q, CSV %q", sheet, i, got[0][j], shown, cell)
			}
		}
	}
	return cells
}

func readCSV(t *testing.T, r io.Reader) [][]string {
	t.Helper()
	records, err := csv.NewReader(r).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return records
}

// sameValue compares what a spreadsheet may show in another form: money with thousands marks, yes and no in capitals, the
// guard's apostrophe, quantities without trailing zeros. What XML cannot hold, a workbook shows as the sign for unknown.
func sameValue(shown, cell string) bool {
	cell = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' {
			return '\ufffd'
		}
		return r
	}, cell)
	if strings.EqualFold(shown, cell) || "'"+shown == cell {
		return true
	}
	a, errA := strconv.ParseFloat(strings.ReplaceAll(shown, ",", ""), 64)
	b, errB := strconv.ParseFloat(cell, 64)
	isCode := strings.HasPrefix(cell, "0") && !strings.HasPrefix(cell, "0.")
	return errA == nil && errB == nil && a == b && !isCode
}
