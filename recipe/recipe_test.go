package recipe_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/recipe"
)

// head is the beginning of a recipe that can be used.
const head = "version = 1\nname = \"Stays\"\nprivacy = \"limited\"\nformat = \"xlsx\"\n"

const sheet = "[[sheet]]\ntable = \"claims\"\ncolumns = [\"person_key\", \"thru_date\"]\n"

func TestReadyMadeRecipes(t *testing.T) {
	list, err := recipe.Ready()
	if err != nil {
		t.Fatal(err)
	}
	var slugs []string
	for _, r := range list {
		slugs = append(slugs, r.Slug())
		if text, ok := recipe.ReadyText(r.Slug()); !ok || !strings.Contains(string(text), r.Name) || r.About == "" {
			t.Errorf("%s: its file has another name, or it does not say what it is about", r.Name)
		}
		testReadsBack(t, r)
	}
	want := []string{"claims-for-one-person", "diagnoses-for-risk-adjustment", "ed-and-stays-this-quarter", "high-cost-people", "pharmacy-by-person", "roster-changes"}
	if !slices.Equal(slugs, want) {
		t.Errorf("got %v, want %v", slugs, want)
	}
}

// testReadsBack expects a recipe to be the same after it was written and read.
func testReadsBack(t *testing.T, r recipe.Recipe) {
	t.Helper()
	text, err := r.Text()
	if err != nil {
		t.Fatal(err)
	}
	again, err := recipe.Parse(text)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	if diff := cmp.Diff(r, again); diff != "" {
		t.Errorf("-want +got\n%s\n%s", diff, text)
	}
}

func TestParse(t *testing.T) {
	text := "\ufeff# for Rosa\r\n" + strings.ReplaceAll(head, "\n", "\r\n") + `folder = "/out"
file = "{name} {date}.xlsx"
[filter]
dates = "last 12 months"
types = ["INPATIENT"]
include = ["partial"]
people_list = "Dayton panel"
diagnoses = ["E11", "I50.9"]
paid_at_least = "1000"
[[sheet]]
name = "Who"
table = "beneficiaries"
part = "people"
people_of = ["Stays"]
[[sheet]]
name = "Stays"
table = "claims"
part = "medical"
types = ["PDE"]
columns = ["thru_date", "person_key"]
`
	r, err := recipe.Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	want := recipe.Recipe{
		Version: 1, Name: "Stays", Privacy: claims.PrivacyLimited, Format: recipe.XLSX, Folder: "/out", File: "{name} {date}.xlsx",
		Filter: recipe.Filter{
			Dates: "last 12 months", Include: []claims.Include{claims.IncludePartial}, PeopleList: "Dayton panel",
			Only: recipe.Only{Types: []string{"INPATIENT"}, Diagnoses: []string{"E11", "I50.9"}, PaidAtLeast: "1000"},
		},
		Sheets: []recipe.Sheet{
			{Name: "Who", Table: "beneficiaries", Part: "people", PeopleOf: []string{"Stays"}},
			{Name: "Stays", Table: "claims", Part: "medical", Columns: []string{"thru_date", "person_key"}, Only: recipe.Only{Types: []string{"PDE"}}},
		},
	}
	if diff := cmp.Diff(want, r); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	testReadsBack(t, r)
	if got := r.FileName(time.Date(2026, 8, 29, 0, 0, 0, 0, time.UTC)); got != "stays 2026-08-29.xlsx" {
		t.Errorf("FileName = %s", got)
	}
	if got := r.Sheets[1].Cols(); !slices.Equal(got, []claims.Col{claims.ColClaimsThruDate, claims.ColClaimsPersonKey}) {
		t.Errorf("columns %v", got)
	}
	// No claim is a medicine and none at the same time; that must not become every claim.
	if n := r.Narrowing(r.Sheets[0]); len(n.PeopleOf) != 1 || len(n.PeopleOf[0].Types) != 1 || n.PeopleOf[0].Types[0] != "" {
		t.Errorf("people of stays: %+v", n)
	}
	if n := r.Filter.Narrowing(); n.PaidAtLeast != 100_000 || len(n.Diagnoses) != 2 {
		t.Errorf("narrowing %+v", n)
	}
}

func TestParseSaysWhatIsWrong(t *testing.T) {
	tests := map[string]struct {
		text string
		line int
		want string
	}{
		"newer version":        {"version = 2\nname = \"x\"\nmagic = 7\n" + sheet, 0, "newer ClaimsDesk"},
		"no version":           {"name = \"x\"\n" + sheet, 0, "begin with version"},
		"not TOML":             {head + "what is this\n" + sheet, 5, "cannot be read"},
		"unquoted":             {"version = 1\nname = Stays\n", 2, "quotation marks"},
		"text for a list":      {head + "[filter]\ntypes = \"INPATIENT\"\n" + sheet, 6, `"types" is not written as expected`},
		"a date without marks": {head + "[filter]\nfrom = 2026-01-01\n" + sheet, 6, `"from" is not written as expected`},
		"unknown key":          {head + "[filter]\ndate = \"this year\"\n" + sheet, 6, `does not know "date"`},
		"unknown key of sheet": {head + "[[sheet]]\ntable = \"claims\"\ncoloumns = []\n", 7, `does not know "coloumns"`},
		"unknown section":      {head + "[filters]\n" + sheet, 5, `does not know "filters"`},
		"an MBI":               {head + "[filter]\npeople_list = \"1EG4-TE5-MK73\"\n" + sheet, 6, "must not hold Medicare numbers"},
		"an MBI in a comment":  {head + "# Maria is 1eg4te5mk73\n" + sheet, 5, "must not hold Medicare numbers"},
		"no name":              {"version = 1\nprivacy = \"full\"\nformat = \"csv\"\n" + sheet, 0, "needs a name"},
		"a name of signs":      {strings.Replace(head, "Stays", "!!!", 1) + sheet, 0, "needs a name"},
		"no level":             {"version = 1\nname = \"x\"\nformat = \"csv\"\n" + sheet, 0, "must say privacy"},
		"no such level":        {strings.Replace(head, "limited", "half", 1) + sheet, 0, "must say privacy"},
		"no such format":       {strings.Replace(head, "xlsx", "ods", 1) + sheet, 0, "must say format"},
		"bom of a workbook":    {head + "bom = true\n" + sheet, 0, "bom is for csv"},
		"charts of csv":        {strings.Replace(head, "xlsx", "csv", 1) + "summary = true\n" + sheet, 0, "summary is for xlsx"},
		"charts of nothing":    {head + "summary = true\n[[sheet]]\ntable = \"coverage\"\n", 0, "summary adds up claims"},
		"charts, claims twice": {head + "summary = true\n" + sheet + "[[sheet]]\ntable = \"claims\"\nname = \"More\"\n", 0, "summary adds up claims"},
		"resources, limited":   {strings.Replace(head, "xlsx", "ndjson", 1) + sheet, 0, "everything that CMS sent"},
		"resources of lines":   {strings.NewReplacer("xlsx", "ndjson", "limited", "full").Replace(head) + "[[sheet]]\ntable = \"claim_lines\"\n", 0, "resources of their own"},
		"columns of resources": {strings.NewReplacer("xlsx", "ndjson", "limited", "full").Replace(head) + "[[sheet]]\ntable = \"claims\"\ncolumns = [\"mbi\"]\n", 0, "has no columns"},
		"headed resources":     {strings.NewReplacer("xlsx", "ndjson", "limited", "full").Replace(head) + "headings = \"plain\"\n" + sheet, 0, "no headings"},
		"Excel's own name":     {head + "[[sheet]]\ntable = \"claims\"\nname = \"history\"\n", 0, "by Excel"},
		"providers of limited": {head + "keep_providers = true\n" + sheet, 0, "keep_providers"},
		"no such headings":     {head + "headings = \"fancy\"\n" + sheet, 0, "headings are"},
		"a path as file":       {head + "file = \"../x\"\n" + sheet, 0, "file is a file's name"},
		"unknown braces":       {head + "file = \"{who}.xlsx\"\n" + sheet, 0, "file is a file's name"},
		"no sheet":             {head, 0, "names no table"},
		"two tables in csv":    {strings.Replace(head, "xlsx", "csv", 1) + sheet + "[[sheet]]\ntable = \"coverage\"\n", 0, "holds one table"},
		"the same name twice":  {head + sheet + sheet, 0, "Two sheets"},
		"no such table":        {head + "[[sheet]]\ntable = \"patients\"\n", 0, "no such table"},
		"no such column":       {head + "[[sheet]]\ntable = \"claims\"\ncolumns = [\"paid\"]\n", 0, `no column "paid"`},
		"a column twice":       {head + "[[sheet]]\ntable = \"claims\"\ncolumns = [\"mbi\", \"mbi\"]\n", 0, "twice"},
		"no such part":         {head + "[[sheet]]\ntable = \"coverage\"\npart = \"drugs\"\n", 0, "no such part"},
		"a taken name":         {head + "[[sheet]]\ntable = \"claims\"\nname = \"read me\"\n", 0, "are taken"},
		"a name Excel forbids": {head + "[[sheet]]\ntable = \"claims\"\nname = \"a/b\"\n", 0, "none of"},
		"names alone, limited": {head + "[[sheet]]\ntable = \"beneficiaries\"\ncolumns = [\"last_name\"]\n", 0, "removes every column"},
		"months":               {strings.Replace(head, "limited", "deidentified", 1) + "[[sheet]]\ntable = \"coverage_months\"\n", 0, "is a month"},
		"people of nothing":    {head + "[[sheet]]\ntable = \"beneficiaries\"\npeople_of = [\"Stays\"]\n", 0, "people_of"},
		"dates twice":          {head + "[filter]\ndates = \"this year\"\nfrom = \"2026-01-01\"\n" + sheet, 0, "twice"},
		"dates backwards":      {head + "[filter]\nfrom = \"2026-02-01\"\nto = \"2026-01-01\"\n" + sheet, 0, "after its to"},
		"no date":              {head + "[filter]\nfrom = \"1/1/2026\"\n" + sheet, 0, "2026-03-04"},
		"unknown words":        {head + "[filter]\ndates = \"lately\"\n" + sheet, 0, "does not know these dates"},
		"no months at all":     {head + "[filter]\ndates = \"last 0 months\"\n" + sheet, 0, "does not know these dates"},
		"no such type":         {head + "[filter]\ntypes = [\"HOSPITAL\"]\n" + sheet, 0, "types are"},
		"no such kind":         {head + "[filter]\ninclude = [\"all\"]\n" + sheet, 0, "include knows"},
		"a code with blanks":   {head + "[filter]\nndc = [\"0009 3\"]\n" + sheet, 0, "ndc lists codes"},
		"an empty code":        {head + "[filter]\nhcpcs = [\"\"]\n" + sheet, 0, "hcpcs lists codes"},
		"no NPI":               {head + "[filter]\nproviders = [\"Dr. Patel\"]\n" + sheet, 0, "ten digits"},
		"no such roster":       {head + "[filter]\nroster = \"old\"\n" + sheet, 0, "roster is"},
		"no amount":            {head + "[filter]\npaid_at_least = \"much\"\n" + sheet, 0, "paid_at_least"},
		"less than nothing":    {head + "[filter]\npaid_at_least = \"-1\"\n" + sheet, 0, "paid_at_least"},
		"a list and a wish":    {head + "[filter]\npeople_list = \"x\"\nask_people = true\n" + sheet, 0, "one of the two"},
		"two lists":            {head + "[filter]\npeople_list = \"x\"\nwork_list = \"died\"\n" + sheet, 0, "work_list says whom"},
		"no such work list":    {head + "[filter]\nwork_list = \"x\"\n" + sheet, 0, "name of a work list"},
		"asks by itself":       {head + "folder = \"/out\"\n[filter]\nask_people = true\n" + sheet, 0, "cannot run by itself"},
		"not text":             {head + "\xff", 0, "UTF-8"},
		"endless":              {head + strings.Repeat("#", 300<<10), 0, "too long"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := recipe.Parse([]byte(tt.text))
			var problem *recipe.Problem
			if !errors.As(err, &problem) || problem.Line != tt.line || !strings.Contains(problem.Text, tt.want) {
				t.Errorf("got %#v, want line %d and %q", err, tt.line, tt.want)
			}
		})
	}
}

func TestDays(t *testing.T) {
	today := time.Date(2026, 8, 29, 23, 30, 0, 0, time.FixedZone("here", -7*60*60))
	tests := map[string][2]string{
		"last 1 days":             {"2026-08-29", "2026-08-29"},
		"last 90 days":            {"2026-06-01", "2026-08-29"},
		"last 12 months":          {"2025-08-30", "2026-08-29"},
		"last 6 months":           {"2026-03-01", "2026-08-29"}, // February has no 29th, and its last day is left out
		"last 12 complete months": {"2025-08-01", "2026-07-31"},
		"this month":              {"2026-08-01", "2026-08-31"},
		"last month":              {"2026-07-01", "2026-07-31"},
		"this quarter":            {"2026-07-01", "2026-09-30"},
		"last quarter":            {"2026-04-01", "2026-06-30"},
		"this year":               {"2026-01-01", "2026-12-31"},
		"last year":               {"2025-01-01", "2025-12-31"},
		"":                        {"", ""},
	}
	for words, want := range tests {
		from, to, err := recipe.Filter{Dates: words}.Days(today)
		if err != nil || from != want[0] || to != want[1] {
			t.Errorf("%q = %s to %s, %v, want %s to %s", words, from, to, err, want[0], want[1])
		}
	}
}

// Whatever the day: months follow each other without a gap, and nothing is asked for backwards.
func TestDaysOnEveryDay(t *testing.T) {
	words := []string{"last 1 days", "last 45 days", "last 1 months", "last 6 months", "last 12 complete months", "this month", "last month", "this quarter", "last quarter", "this year", "last year"}
	rapid.Check(t, func(t *rapid.T) {
		today := time.Date(2020, 1, 1, 12, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 4000).Draw(t, "day"))
		days := func(words string) (string, string) {
			from, to, err := recipe.Filter{Dates: words}.Days(today)
			if err != nil || from > to {
				t.Fatalf("%q on %s: %s to %s, %v", words, today.Format(time.DateOnly), from, to, err)
			}
			return from, to
		}
		for _, w := range words {
			days(w)
		}
		for _, pair := range [][2]string{{"last month", "this month"}, {"last quarter", "this quarter"}, {"last year", "this year"}} {
			_, end := days(pair[0])
			start, _ := days(pair[1])
			last, ok := claims.CalendarDate(end)
			if !ok || last.AddDate(0, 0, 1).Format(time.DateOnly) != start {
				t.Fatalf("%s ends %s, %s starts %s", pair[0], end, pair[1], start)
			}
		}
	})
}

func TestSlug(t *testing.T) {
	for name, want := range map[string]string{"ED and stays, this quarter!": "ed-and-stays-this-quarter", "  A  ": "a", "Ärzte": "rzte", "!!!": "", "../x": "x"} {
		if got := recipe.Slug(name); got != want {
			t.Errorf("Slug(%q) = %q, want %q", name, got, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(head + sheet))
	f.Add([]byte("version = 99"))
	f.Add([]byte("[[[["))
	list, err := recipe.Ready()
	if err != nil {
		f.Fatal(err)
	}
	for _, r := range list {
		if text, ok := recipe.ReadyText(r.Slug()); ok {
			f.Add(text)
		}
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		r, err := recipe.Parse(text)
		if err != nil {
			var problem *recipe.Problem
			if !errors.As(err, &problem) || problem.Text == "" {
				t.Errorf("%v is not in plain words", err)
			}
			return
		}
		again, err := r.Text()
		if err == nil {
			_, err = recipe.Parse(again)
		}
		if err != nil {
			t.Errorf("a recipe that was read cannot be written and read again: %v", err)
		}
		if name := r.FileName(time.Unix(0, 0)); strings.ContainsAny(name, `/\`) {
			t.Error("a file's name leads to another folder")
		}
	})
}
