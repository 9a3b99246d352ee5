package app_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store/storetest"
)

const stays = `# Stays of this year, for Rosa
version = 1
name = "Stays"
privacy = "limited"
format = "csv"
[filter]
from = "2026-01-01"
[[sheet]]
table = "claims"
types = ["INPATIENT"]
columns = ["thru_date", "person_key", "mbi", "payment_amount"]
`

func saveRecipe(t *testing.T, set *app.Set, text string) string {
	t.Helper()
	id, err := set.SaveRecipe([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func runRecipe(t *testing.T, set *app.Set, run app.RecipeRun) app.ExportResult {
	t.Helper()
	result, err := set.RunRecipe(t.Context(), run, nil)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func wantUsage(t *testing.T, err error, words string) {
	t.Helper()
	var usage *app.UsageError
	if !errors.As(err, &usage) || !strings.Contains(usage.Text, words) {
		t.Errorf("got %v, want words with %q", err, words)
	}
}

func TestRunRecipe(t *testing.T) {
	set := mixedSet(t, app.Deps{})
	id := saveRecipe(t, set, stays)
	var first, again bytes.Buffer
	result := runRecipe(t, set, app.RecipeRun{Recipe: id, Writer: &first})
	runRecipe(t, set, app.RecipeRun{Recipe: "stays", Writer: &again})
	if first.String() != again.String() {
		t.Errorf("two runs differ:\n%s\n%s", first.String(), again.String())
	}
	lines := strings.Split(strings.TrimSpace(first.String()), "\n")
	if len(lines) != 2 || lines[0] != "thru_date,person_key,mbi,payment_amount" || !strings.HasPrefix(lines[1], "2026-01-09,p") || !strings.HasSuffix(lines[1], ",9214.33") {
		t.Errorf("got %q", lines)
	}
	if result.People != 1 || result.Sheets[0].Rows != 1 {
		t.Errorf("got %+v, want one row of one person", result)
	}
	entry := lastExport(t, set)
	if entry.Recipe != "Stays" || entry.Level != claims.PrivacyLimited || entry.What != "Sheets Claims" || !strings.Contains(entry.Filters, "claim types INPATIENT") {
		t.Errorf("registered as %+v", entry)
	}
}

// Every ready-made recipe runs, and gives the same bytes from one run to the next.
func TestReadyMadeRecipesRun(t *testing.T) {
	set := mixedSet(t, app.Deps{})
	list, err := set.Recipes()
	if err != nil || len(list) != 6 {
		t.Fatalf("Recipes = %v, %v, want the six that come with the program", list, err)
	}
	for _, info := range list {
		t.Run(info.ID, func(t *testing.T) {
			run := app.RecipeRun{Recipe: info.ID, Out: filepath.Join(t.TempDir(), "out.xlsx")}
			if info.ID == "claims-for-one-person" {
				run.MBIs = []string{storetest.MariaMBI}
			}
			runRecipe(t, set, run)
			sheets := sheetsOf(t, run.Out)
			runRecipe(t, set, run)
			if diff := cmp.Diff(sheets, sheetsOf(t, run.Out)); diff != "" {
				t.Errorf("the second run differs:\n%s", diff)
			}
		})
	}
}

// sheetsOf reads the data sheets of a workbook back.
func sheetsOf(t *testing.T, path string) map[string][][]string {
	t.Helper()
	book, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := book.Close(); err != nil {
			t.Error(err)
		}
	}()
	sheets := map[string][][]string{}
	for _, name := range book.GetSheetList() {
		if name == "Read me" || name == "Dictionary" {
			continue
		}
		rows, err := book.GetRows(name)
		if err != nil {
			t.Fatal(err)
		}
		sheets[name] = rows
	}
	return sheets
}

func TestRecipeOfStaysFindsPeople(t *testing.T) {
	set := mixedSet(t, app.Deps{})
	out := filepath.Join(t.TempDir(), "out.xlsx")
	saveRecipe(t, set, strings.Replace(readyText(t, set, "ed-and-stays-this-quarter"), `"this quarter"`, `"last 12 months"`, 1))
	runRecipe(t, set, app.RecipeRun{Recipe: "ed-and-stays-this-quarter", Out: out})
	sheets := sheetsOf(t, out)
	if people := sheets["People"]; len(people) != 2 || people[1][1] != "RIVERA" {
		t.Errorf("people %v, want Maria alone, who was in hospital", people)
	}
	if len(sheets["Stays"]) != 2 || len(sheets["ED visits"]) != 1 || sheets["Stays"][0][2] != "Admitted" {
		t.Errorf("got %v", sheets)
	}
}

func readyText(t *testing.T, set *app.Set, id string) string {
	t.Helper()
	text, err := set.RecipeText(id)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestRecipesOfPeople(t *testing.T) {
	set := mixedSet(t, app.Deps{})
	listed := strings.Replace(stays, "[filter]", "[filter]\npeople_list = \"Dayton panel\"", 1)
	saveRecipe(t, set, listed)
	_, err := set.RunRecipe(t.Context(), app.RecipeRun{Recipe: "stays", Writer: &bytes.Buffer{}}, nil)
	wantUsage(t, err, "no such list")
	for _, tt := range []struct {
		mbis    []string
		rows    int64
		unknown int
	}{{[]string{storetest.JamesMBI}, 0, 0}, {[]string{storetest.MariaMBI, "9EG4TE5MK99"}, 1, 1}, {nil, 0, 0}} {
		if err := set.DB().SavePeopleList(t.Context(), "Dayton panel", tt.mbis); err != nil {
			t.Fatal(err)
		}
		result := runRecipe(t, set, app.RecipeRun{Recipe: "stays", Writer: &bytes.Buffer{}})
		if result.Sheets[0].Rows != tt.rows || result.Unknown != tt.unknown {
			t.Errorf("list of %d: got %+v, want %d rows and %d unknown", len(tt.mbis), result, tt.rows, tt.unknown)
		}
	}
	_, err = set.RunRecipe(t.Context(), app.RecipeRun{Recipe: "stays", Writer: &bytes.Buffer{}, MBIs: []string{storetest.MariaMBI}}, nil)
	wantUsage(t, err, "name no people")
	_, err = set.RunRecipe(t.Context(), app.RecipeRun{Recipe: "claims-for-one-person", Out: filepath.Join(t.TempDir(), "a.xlsx")}, nil)
	wantUsage(t, err, "asks for people")
}

// A work list says whom a recipe is about: those with something to do on it when it runs.
func TestRecipesOfWorkLists(t *testing.T) {
	set := mixedSet(t, app.Deps{})
	for list, rows := range map[claims.EventList]int64{claims.ListNoWellness: 1, claims.ListHospice: 0} {
		saveRecipe(t, set, strings.Replace(stays, "[filter]", "[filter]\nwork_list = \""+string(list)+"\"", 1))
		if result := runRecipe(t, set, app.RecipeRun{Recipe: "stays", Writer: &bytes.Buffer{}}); result.Sheets[0].Rows != rows {
			t.Errorf("people of %s: %d rows, want %d", list, result.Sheets[0].Rows, rows)
		}
	}
	if entry := lastExport(t, set); !strings.Contains(entry.Filters, "(work list)") {
		t.Errorf("the register says %q and names no work list", entry.Filters)
	}
}

func TestRecipeFiles(t *testing.T) {
	set := mixedSet(t, app.Deps{})
	saveRecipe(t, set, stays)
	bad := filepath.Join(set.RecipeFolder(), "broken.toml")
	if err := os.WriteFile(bad, []byte("version = 9\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	elsewhere := write(t, "mine.toml", []byte(strings.ReplaceAll(stays, "Stays", "Mine")))
	list, err := set.Recipes()
	if err != nil || len(list) != 8 || !slices.ContainsFunc(list, func(r app.RecipeInfo) bool { return r.ID == "broken" && strings.Contains(r.Problem, "newer") }) {
		t.Errorf("Recipes = %+v, %v", list, err)
	}
	if r, err := set.Recipe(elsewhere); err != nil || r.Name != "Mine" {
		t.Errorf("by path: %v, %v", r.Name, err)
	}
	// What a person edited by hand is kept as it was written, comments too.
	if text := readyText(t, set, "Stays"); text != stays {
		t.Errorf("saved as\n%s", text)
	}
	_, err = set.SaveRecipe([]byte("version = 1\n"))
	wantUsage(t, err, "needs a name")
	_, err = set.Recipe("nowhere")
	wantUsage(t, err, "no such recipe")
	_, err = set.Recipe("broken")
	wantUsage(t, err, "newer ClaimsDesk")
	if err := set.DeleteRecipe("stays"); err != nil {
		t.Error(err)
	}
	wantUsage(t, set.DeleteRecipe("stays"), "no recipe of its own")
	wantUsage(t, set.DeleteRecipe("../../claims"), "no recipe of its own")
}

func TestRecipesRunAfterARefresh(t *testing.T) {
	set := mixedSet(t, app.Deps{})
	folder := t.TempDir()
	quoted := strings.ReplaceAll(folder, `\`, `\\`)
	saveRecipe(t, set, strings.Replace(stays, "[filter]", "folder = \""+quoted+"\"\n[filter]", 1))
	gone := strings.Replace(strings.ReplaceAll(stays, "Stays", "Gone"), "[filter]", "folder = \""+quoted+"/gone\"\n[filter]", 1)
	saveRecipe(t, set, gone)
	if outcomes, err := set.RunRecipesAfterRefresh(t.Context(), nil); err != nil || len(outcomes) != 0 {
		t.Errorf("before anybody chose: %v, %v", outcomes, err)
	}
	wantUsage(t, set.SaveRecipesAfterRefresh(t.Context(), []string{"claims-for-one-person"}), "asks for people")
	wantUsage(t, set.SaveRecipesAfterRefresh(t.Context(), []string{"high-cost-people"}), "no folder")
	if err := set.SaveRecipesAfterRefresh(t.Context(), []string{"Gone", "Stays"}); err != nil {
		t.Fatal(err)
	}
	outcomes, err := set.RunRecipesAfterRefresh(t.Context(), nil)
	if err != nil || len(outcomes) != 2 || outcomes[0].Err == nil || outcomes[1].Err != nil {
		t.Fatalf("got %+v, %v, want the second done though the first has no folder", outcomes, err)
	}
	if want := filepath.Join(folder, "stays-2026-08-20.csv"); outcomes[1].Result.Path != want {
		t.Errorf("wrote %s, want %s", outcomes[1].Result.Path, want)
	}
	if _, err := os.Stat(outcomes[1].Result.Path); err != nil {
		t.Error(err)
	}
}

func TestRecipeTargets(t *testing.T) {
	set := mixedSet(t, app.Deps{})
	saveRecipe(t, set, stays)
	_, err := set.RunRecipe(t.Context(), app.RecipeRun{Recipe: "stays", Out: filepath.Join(t.TempDir(), "a.xlsx")}, nil)
	wantUsage(t, err, "ends in .csv")
	_, err = set.RunRecipe(t.Context(), app.RecipeRun{Recipe: "stays"}, nil)
	wantUsage(t, err, "names no folder")
	saveRecipe(t, set, strings.Replace(stays, "[filter]", "folder = \"here\"\n[filter]", 1))
	_, err = set.RunRecipe(t.Context(), app.RecipeRun{Recipe: "stays"}, nil)
	wantUsage(t, err, "whole path")
}
