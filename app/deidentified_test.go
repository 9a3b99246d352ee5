package app_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

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
		if level == claims.PrivacyDeidentified && table.TellsMonths() {
			continue
		}
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
	for value, column := range ids.columns {
		found := cells[value]
		if len(value) >= long {
			found = found || holds(all, value) || (!ids.ordinary[value] && holds(text, value))
		}
		if found {
			t.Errorf("%s shows a value of %s (%d characters)", where, column, len(value))
		}
	}
}

// holds says whether a text has a value that is no piece of a longer word or number.
func holds(text, value string) bool {
	alphanumeric := func(b byte) bool { return b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z' }
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
			direct := identifiersOf(t, set, claims.PrivacyDeidentified, claims.Remove, claims.Code)
			dates := identifiersOf(t, set, claims.PrivacyDeidentified, claims.YearOnly, claims.BirthYear)
			places := identifiersOf(t, set, claims.PrivacyDeidentified, claims.ZIP3)
			for table, text := range privateTables(t, set, claims.PrivacyDeidentified) {
				cells := codeCells(t, table, text, claims.PrivacyDeidentified)
				for _, ids := range []identifiers{direct, dates, places} {
					ids.find(t, table, text, cells)
				}
				if regexp.MustCompile(`\b\d{4}-\d{2}-\d{2}\b`).MatchString(text) {
					t.Errorf("%s shows a day", table)
				}
				testAges(t, table, text)
			}
			out := filepath.Join(t.TempDir(), "all.xlsx")
			req := app.ExportRequest{Workbook: true, Format: app.FormatXLSX, Out: out, Include: claims.Includes(), Privacy: claims.PrivacyDeidentified, Headings: claims.HeadingPlain}
			if _, err := set.Export(t.Context(), req, nil); err != nil {
				t.Fatal(err)
			}
			book := unzipped(t, out)
			direct.find(t, "the workbook", book, nil)
			dates.find(t, "the workbook", book, nil)
			places.find(t, "the workbook", book, nil)
		})
	}
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
	book, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	const lastDataSheet = 9 // the first is taken out when the book is finished
	sheets := 0
	var all bytes.Buffer
	for _, part := range book.File {
		var sheet int
		if _, err := fmt.Sscanf(part.Name, "xl/worksheets/sheet%d.xml", &sheet); err != nil || sheet > lastDataSheet {
			continue
		}
		sheets++
		f, err := part.Open()
		if err == nil {
			_, err = io.Copy(&all, f)
			err = errors.Join(err, f.Close())
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := book.Close(); err != nil || sheets != 8 {
		t.Fatalf("%d data sheets, %v, want 8", sheets, err)
	}
	return all.String()
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
		"a layout":         {app.ExportRequest{Layout: app.LayoutTuva, Out: t.TempDir(), Privacy: claims.PrivacyDeidentified}, "names people"},
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
