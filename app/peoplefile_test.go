package app_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store/storetest"
)

func peopleFile(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestReadPeopleFile(t *testing.T) {
	book := excelize.NewFile()
	for i, row := range [][]any{{"Last Name", "First Name", "MBI", "DOB"}, {"Rivera", "Maria", "1EG4-TE5-MK73", "3/4/1941"}} {
		if err := book.SetSheetRow("Sheet1", "A"+string(rune('1'+i)), &row); err != nil {
			t.Fatal(err)
		}
	}
	xlsx := filepath.Join(t.TempDir(), "panel.xlsx")
	if err := errors.Join(book.SaveAs(xlsx), book.Close()); err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct {
		path  string
		mbis  []string
		birth string
		found int
	}{
		"one a line": {peopleFile(t, "a.txt", "1EG4-TE5-MK73\r\n\r\n1EG4TE5MK72\r\n"), []string{"1EG4-TE5-MK73", "1EG4TE5MK72"}, "", 0},
		"semicolons": {peopleFile(t, "b.csv", "\ufeffMedicare ID;Surname;First;Birth date\n1EG4TE5MK73;Rivera;Maria;1941-03-04\n"), []string{"1EG4TE5MK73"}, "1941-03-04", 4},
		"names only": {peopleFile(t, "c.csv", "last_name,first_name,dob\nRivera,Maria,3/4/1941\n"), []string{""}, "1941-03-04", 3},
		"workbook":   {xlsx, []string{"1EG4-TE5-MK73"}, "1941-03-04", 4},
	}
	for name, tt := range tests {
		file, err := app.ReadPeopleFile(tt.path)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var mbis []string
		for _, row := range file.Rows {
			mbis = append(mbis, row.MBI)
		}
		if diff := cmp.Diff(tt.mbis, mbis); diff != "" || len(file.Found) != tt.found || file.Rows[0].Birth != tt.birth {
			t.Errorf("%s: %s\nfound %v, birth %q", name, diff, file.Found, file.Rows[0].Birth)
		}
	}
}

func TestReadPeopleFileRefuses(t *testing.T) {
	for words, path := range map[string]string{
		"Row 1 should hold headings": peopleFile(t, "a.csv", "Name,Phone\nRivera,555\n"),
		"cannot be read":             peopleFile(t, "b.xlsx", "no workbook"),
		"no text file":               peopleFile(t, "c.csv", "MBI\x00\xff"),
	} {
		_, err := app.ReadPeopleFile(path)
		wantUsage(t, err, words)
	}
}

func FuzzReadPeopleFile(f *testing.F) {
	f.Add("MBI,Last\n1EG4TE5MK73,Rivera")
	f.Add("a;b\n\"c")
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, text string) {
		path := filepath.Join(dir, "people.csv")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		file, err := app.ReadPeopleFile(path)
		if err != nil && len(file.Rows) > 0 {
			t.Errorf("%d rows of a file that cannot be used", len(file.Rows))
		}
	})
}

func TestMatchPeople(t *testing.T) {
	set := mixedSet(t, app.Deps{})
	people, err := set.DB().People(t.Context(), claims.PersonFilter{}, claims.SortByName, claims.Page{Limit: 10})
	if err != nil || len(people.Rows) == 0 {
		t.Fatalf("people %v: %v", people, err)
	}
	p := people.Rows[0]
	text := "MBI,Last,First,DOB\n" + strings.Join([]string{
		p.MBI + ",,,",
		"," + p.LastName + "," + p.FirstName + "," + p.BirthDate,
		"," + p.LastName + "," + p.FirstName[:1] + "x," + p.BirthDate,
		"1EG4TE5,,,", "9ZZ9ZZ9ZZ99,,,", "9AA9AA9AA99,,,", ",Nobody,,",
		",Nobody,Ann,1/2/1930",
	}, "\n")
	file, err := app.ReadPeopleFile(peopleFile(t, "panel.csv", text))
	if err != nil {
		t.Fatal(err)
	}
	m, err := set.MatchPeople(t.Context(), file, nil)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{p.MBI}, m.MBIs); diff != "" || len(m.Unsure) != 1 || m.Unsure[0].Line != 4 {
		t.Errorf("%s unsure %v", diff, m.Unsure)
	}
	var why []string
	for _, row := range m.Missing {
		why = append(why, row.Why)
	}
	want := []string{
		"The MBI is too short", "The MBI has a letter or sign that MBIs never use", "Nobody in this data has this MBI",
		"No MBI, and no name with a birth date", "Nobody in this data has this name and birth date",
	}
	if diff := cmp.Diff(want, why); diff != "" {
		t.Error(diff)
	}
	out := filepath.Join(t.TempDir(), "rows.csv")
	if err := app.SaveUnmatched(m, out); err != nil {
		t.Fatal(err)
	}
	saved, err := os.ReadFile(out)
	if err != nil || strings.Count(string(saved), "\r\n") != 7 || !strings.Contains(string(saved), "5,The MBI is too short,1EG4TE5") {
		t.Errorf("saved %q: %v", saved, err)
	}
}

// A list of 50,000 rows in which everybody comes many times gives each person once, and says of each row that was not found why.
// The first letter of a name is a letter of its own script: Đ and ć begin with the same byte.
func TestMatchByAFirstLetterOfAnyScript(t *testing.T) {
	set := openSet(t, newDesk(t, app.Deps{DataDir: t.TempDir(), Secrets: app.NewMemorySecrets(), Now: newClock().Now}), app.DefaultSet)
	storetest.Import(t, set.DB(), claims.SourceFile{Name: "Patient.ndjson", APIVersion: claims.V3},
		storetest.Patient(claims.V3, "1", "Nguyễn", "Đức", "1941-03-04", "1EG4TE5MK73"))
	file, err := app.ReadPeopleFile(peopleFile(t, "panel.csv", "Last,First,DOB\nNguyễn,đạt,3/4/1941\nNguyễn,ćiro,3/4/1941\n"))
	if err != nil {
		t.Fatal(err)
	}
	m, err := set.MatchPeople(t.Context(), file, nil)
	if err != nil || len(m.Unsure) != 1 || m.Unsure[0].Line != 2 || len(m.Missing) != 1 {
		t.Errorf("unsure %v, missing %v; %v", m.Unsure, m.Missing, err)
	}
}

func TestMatchFiftyThousandRows(t *testing.T) {
	set := mixedSet(t, app.Deps{})
	people, err := set.DB().People(t.Context(), claims.PersonFilter{}, claims.SortByName, claims.Page{})
	if err != nil || len(people.Rows) == 0 {
		t.Fatalf("people %v: %v", people, err)
	}
	const rows = 50_000
	var text strings.Builder
	text.WriteString("Note,MBI\n")
	unknown := 0
	for i := range rows {
		mbi := people.Rows[i%len(people.Rows)].MBI
		if i%1000 == 0 {
			mbi = "9ZZ9ZZ9ZZ99"
			unknown++
		}
		text.WriteString("seen twice," + mbi + "\n")
	}
	file, err := app.ReadPeopleFile(peopleFile(t, "large.csv", text.String()))
	if err != nil || len(file.Rows) != rows {
		t.Fatalf("%d rows: %v", len(file.Rows), err)
	}
	told := 0
	m, err := set.MatchPeople(t.Context(), file, func(done int) { told = done })
	if err != nil {
		t.Fatal(err)
	}
	if len(m.MBIs) != len(people.Rows) || len(m.Possible) != 0 || len(m.Missing) != unknown || told != rows {
		t.Errorf("%d found, %d possible, %d missing, told of %d rows; want %d, 0, %d, %d", len(m.MBIs), len(m.Possible), len(m.Missing), told, len(people.Rows), unknown, rows)
	}
}
