package app_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/practice"
)

// This file looks for the people of the source data in what a de-identified export of them shows (45 CFR 164.514(b)(2)).

// filled are data sets to look through: the public samples of both versions, and made-up people.
func filled() map[string]func(t *testing.T) *app.Set {
	sets := map[string]func(t *testing.T) *app.Set{}
	for _, version := range []string{claims.V2, claims.V3} {
		sets["samples "+version] = func(t *testing.T) *app.Set {
			dir := samples(t, version)
			set := localSet(t)
			importAll(t, set, dir)
			return set
		}
		sets["made-up people "+version] = func(t *testing.T) *app.Set {
			r := newRig(t, serverConfig(people(), practice.AllQuirks), version)
			r.refresh(app.RefreshOptions{})
			return r.set
		}
	}
	return sets
}

// identifiersOf collects every value of the columns with some treatments, from every stored row of every table. Where codes are
// wanted, so is every column that the catalogue classes as a direct identifier, whatever the rules make of it.
func identifiersOf(t *testing.T, set *app.Set, level claims.PrivacyLevel, wanted ...claims.Treatment) identifiers {
	t.Helper()
	direct := slices.Contains(wanted, claims.Code)
	ids := identifiers{columns: map[string]string{}, ordinary: map[string]bool{}}
	var shown strings.Builder
	for name, text := range tablesOf(t, set) {
		table, _ := claims.TableNamed(name)
		for _, record := range recordsOf(t, text)[1:] {
			for i, c := range table.Columns {
				switch {
				case record[i] == "":
				case slices.Contains(wanted, c.Identifier.Treatment(level)), direct && c.Privacy == claims.DirectIdentifier:
					ids.columns[record[i]] = name + "." + c.Name
				case c.Privacy == claims.NotIdentifying:
					shown.WriteString(record[i] + "\n")
				case level == claims.PrivacyLimited && c.Privacy == claims.QuasiIdentifier:
					shown.WriteString(record[i] + "\n")
				}
			}
		}
	}
	for value, column := range ids.columns {
		ids.ordinary[value] = strings.Contains(shown.String(), value)
		// What names a person must not stand anywhere, whatever else it may mean; but limited data sets show providers, some
		// of whom are called like a person.
		names := strings.HasSuffix(column, ".mbi") || strings.HasSuffix(column, "_name") || strings.Contains(column, ".address")
		if names && (level == claims.PrivacyDeidentified || !strings.HasSuffix(column, "_name")) {
			ids.ordinary[value] = false
		}
	}
	if len(ids.columns) == 0 {
		t.Fatal("no identifiers to look for")
	}
	return ids
}

func recordsOf(t *testing.T, text string) [][]string {
	t.Helper()
	records, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return records
}

// privateTables exports every table at a level, with every kind of row.
func privateTables(t *testing.T, set *app.Set, level claims.PrivacyLevel) map[string]string {
	t.Helper()
	tables := map[string]string{}
	for _, table := range claims.Catalogue() {
		var out bytes.Buffer
		req := app.ExportRequest{Table: table.ID, Format: app.FormatCSV, Writer: &out, Include: claims.Includes(), Privacy: level}
		if _, err := set.Export(t.Context(), req, nil); err != nil {
			t.Fatalf("export %s: %v", table.Name, err)
		}
		tables[table.Name] = out.String()
	}
	return tables
}

// identifiers are values to look for, by where they stand in the source data.
type identifiers struct {
	columns map[string]string
	// ordinary are those that columns which identify nobody hold as well, such as a number that is an amount too: they may stand
	// there.
	ordinary map[string]bool
}

// find looks for every value in what a table shows: in each cell that holds a code and, unless it is ordinary or too short to
// mean anything, as a word anywhere in the text.
func (ids identifiers) find(t *testing.T, where, text string, cells map[string]bool) {
	t.Helper()
	const long = 6
	all := strings.Join(slices.Collect(maps.Keys(cells)), "\n")
	cellWords, textWords := wordsOf(all), wordsOf(text)
	for value, column := range ids.columns {
		found := cells[value]
		if len(value) >= long {
			found = found || cellWords.mayHold(value) && holds(all, value) || !ids.ordinary[value] && textWords.mayHold(value) && holds(text, value)
		}
		if found {
			t.Errorf("%s shows a value of %s (%d characters)", where, column, len(value))
		}
	}
}

// words are the words and numbers of a text: what is not among them need not be looked for.
type words map[string]bool

func wordsOf(text string) words {
	w := words{}
	for word := range strings.FieldsFuncSeq(text, betweenWords) {
		w[word] = true
	}
	return w
}

// mayHold says whether the text has all words of a value.
func (w words) mayHold(value string) bool {
	for word := range strings.FieldsFuncSeq(value, betweenWords) {
		if !w[word] {
			return false
		}
	}
	return true
}

func betweenWords(r rune) bool { return r >= utf8.RuneSelf || !alphanumeric(byte(r)) }

func alphanumeric(b byte) bool {
	return b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z'
}

// holds says whether a text has a value that is no piece of a longer word or number.
func holds(text, value string) bool {
	for from := 0; ; {
		at := strings.Index(text[from:], value)
		if at < 0 {
			return false
		}
		start, end := from+at, from+at+len(value)
		if (start == 0 || !alphanumeric(text[start-1])) && (end == len(text) || !alphanumeric(text[end])) {
			return true
		}
		from = end
	}
}

// codeCells are the cells of columns that show codes.
func codeCells(t *testing.T, name, text string, level claims.PrivacyLevel) map[string]bool {
	t.Helper()
	table, _ := claims.TableNamed(name)
	records := recordsOf(t, text)
	cells := map[string]bool{}
	for i, heading := range records[0] {
		col, ok := table.Column(heading)
		if !ok {
			t.Fatalf("%s has a column %s", name, heading)
		}
		if table.Columns[col].Identifier.Treatment(level) != claims.Code {
			continue
		}
		for _, record := range records[1:] {
			cells[record[i]] = true
		}
	}
	return cells
}

func TestDeidentifiedExportsNameNobody(t *testing.T) {
	for name, fill := range filled() {
		t.Run(name, func(t *testing.T) {
			set := fill(t)
			testDeidentifiedFiles(t, set)
			out := filepath.Join(t.TempDir(), "all.xlsx")
			req := app.ExportRequest{Workbook: true, Format: app.FormatXLSX, Out: out, Include: claims.Includes(), Privacy: claims.PrivacyDeidentified, Headings: claims.HeadingPlain}
			if _, err := set.Export(t.Context(), req, nil); err != nil {
				t.Fatal(err)
			}
			everyIdentifier(t, set).find(t, "the workbook", unzipped(t, out), nil)
		})
	}
}

// everyIdentifier is every value that a de-identified file must not show.
func everyIdentifier(t *testing.T, set *app.Set) identifiers {
	t.Helper()
	return identifiersOf(t, set, claims.PrivacyDeidentified, claims.Remove, claims.Code, claims.YearOnly, claims.BirthYear, claims.ZIP3)
}

// testAges expects no year that tells an age over 89: of a birth more than 89 years back, or of a start of Medicare, at 65,
// more than 24 years back.
func testAges(t *testing.T, name, text string) {
	t.Helper()
	table, _ := claims.TableNamed(name)
	records := recordsOf(t, text)
	for i, heading := range records[0] {
		col, _ := table.Column(heading)
		earliest := map[claims.Treatment]string{claims.BirthYear: "1937", claims.YearOnly: "2002"}[table.Columns[col].Identifier.Treatment(claims.PrivacyDeidentified)]
		for _, record := range records[1:] {
			if record[i] != "" && record[i] < earliest {
				t.Errorf("%s.%s shows a year before %s", name, heading, earliest)
				break
			}
		}
	}
}

func TestLimitedExportsNameNobody(t *testing.T) {
	for name, fill := range filled() {
		t.Run(name, func(t *testing.T) {
			set := fill(t)
			direct := identifiersOf(t, set, claims.PrivacyLimited, claims.Remove, claims.Code)
			for table, text := range privateTables(t, set, claims.PrivacyLimited) {
				direct.find(t, table, text, codeCells(t, table, text, claims.PrivacyLimited))
			}
		})
	}
}

// unzipped joins the data sheets of a workbook; Read me and Dictionary stand after them.
func unzipped(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	const dataSheets = 8
	all := sheetTexts(t, data)
	if len(all) != dataSheets+2 {
		t.Fatalf("%d sheets, want %d", len(all), dataSheets+2)
	}
	return strings.Join(all[:dataSheets], "\n")
}

// sheetTexts are the sheets of a workbook as they lie in it, in order.
func sheetTexts(t *testing.T, data []byte) (sheets []string) {
	t.Helper()
	book, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	const most = 100 // the first is taken out when the book is finished
	for n := range most {
		f, err := book.Open(fmt.Sprintf("xl/worksheets/sheet%d.xml", n))
		if err != nil {
			continue
		}
		text, err := io.ReadAll(f)
		if err := errors.Join(err, f.Close()); err != nil {
			t.Fatal(err)
		}
		sheets = append(sheets, string(text))
	}
	if len(sheets) == 0 {
		t.Fatal("a workbook without sheets")
	}
	return sheets
}

// Codes join the tables of one recipe, are the same in its next run, and differ in everything else.
func TestCodesOfExports(t *testing.T) {
	set := mixedSet(t, app.Deps{})
	column := func(table claims.TableID, col claims.Col, level claims.PrivacyLevel, recipe string) []string {
		var out bytes.Buffer
		req := app.ExportRequest{Sheets: []app.ExportSheet{{Name: "x", Table: table, Columns: []claims.Col{col}}}, Format: app.FormatCSV, Writer: &out, Privacy: level, Recipe: recipe}
		if _, err := set.Export(t.Context(), req, nil); err != nil {
			t.Fatal(err)
		}
		lines := strings.Fields(out.String())[1:]
		slices.Sort(lines)
		return slices.Compact(lines)
	}
	people := column(claims.Beneficiaries, claims.ColBeneficiariesPersonKey, claims.PrivacyLimited, "Stays")
	ofClaims := column(claims.Claims, claims.ColClaimsPersonKey, claims.PrivacyLimited, "Stays")
	if len(people) != 3 || len(ofClaims) != 2 || !slices.Contains(people, ofClaims[0]) || !slices.Contains(people, ofClaims[1]) {
		t.Errorf("people %v, claims of %v: tables of a recipe do not join", people, ofClaims)
	}
	if again := column(claims.Beneficiaries, claims.ColBeneficiariesPersonKey, claims.PrivacyLimited, "stays"); !slices.Equal(again, people) {
		t.Errorf("the next run has %v, want %v", again, people)
	}
	for name, others := range map[string][]string{
		"another recipe": column(claims.Beneficiaries, claims.ColBeneficiariesPersonKey, claims.PrivacyLimited, "Drugs"),
		"another level":  column(claims.Beneficiaries, claims.ColBeneficiariesPersonKey, claims.PrivacyDeidentified, "Stays"),
		"a one-off":      column(claims.Beneficiaries, claims.ColBeneficiariesPersonKey, claims.PrivacyLimited, ""),
	} {
		if slices.ContainsFunc(others, func(code string) bool { return slices.Contains(people, code) }) {
			t.Errorf("%s has the codes of the recipe", name)
		}
	}
}

func TestPrivacyIsRefusedWhereItCannotBeKept(t *testing.T) {
	set := mixedSet(t, app.Deps{})
	names := app.ExportSheet{Name: "Names", Table: claims.Beneficiaries, Columns: []claims.Col{claims.ColBeneficiariesLastName}}
	npis := app.ExportSheet{Name: "NPIs", Table: claims.Claims, Columns: []claims.Col{claims.ColClaimsBillingNPI}}
	tests := map[string]struct {
		req  app.ExportRequest
		want string // in the words; empty for none
	}{
		"resources":        {app.ExportRequest{Table: claims.Claims, Format: app.FormatNDJSON, Privacy: claims.PrivacyLimited}, "hold everything"},
		"months":           {app.ExportRequest{Table: claims.CoverageMonths, Format: app.FormatCSV, Privacy: claims.PrivacyDeidentified}, "is a month"},
		"months, limited":  {app.ExportRequest{Table: claims.CoverageMonths, Format: app.FormatCSV, Privacy: claims.PrivacyLimited}, ""},
		"nothing left":     {app.ExportRequest{Sheets: []app.ExportSheet{names}, Format: app.FormatCSV, Privacy: claims.PrivacyLimited}, "every column of Names"},
		"no level":         {app.ExportRequest{Table: claims.Claims, Format: app.FormatCSV, Privacy: "half"}, "privacy levels are"},
		"providers":        {app.ExportRequest{Sheets: []app.ExportSheet{npis}, Format: app.FormatCSV, Privacy: claims.PrivacyDeidentified}, "every column of NPIs"},
		"providers ticked": {app.ExportRequest{Sheets: []app.ExportSheet{npis}, Format: app.FormatCSV, Privacy: claims.PrivacyDeidentified, Providers: true}, ""},
		"several tables":   {app.ExportRequest{Sheets: []app.ExportSheet{names, npis}, Format: app.FormatCSV}, "make a workbook"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if tt.req.Out == "" {
				tt.req.Writer = &bytes.Buffer{}
			}
			_, err := set.Export(t.Context(), tt.req, nil)
			var usage *app.UsageError
			if tt.want == "" && err != nil || tt.want != "" && (!errors.As(err, &usage) || !strings.Contains(usage.Text, tt.want)) {
				t.Errorf("got %v, want words with %q", err, tt.want)
			}
		})
	}
}
