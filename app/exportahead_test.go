package app_test

import (
	"bytes"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store/storetest"
)

// wholeBook is a recipe of the whole workbook, as the window makes it.
func wholeBook(level claims.PrivacyLevel) app.Recipe {
	return app.Recipe{Version: app.RecipeVersion, Name: "Everything", Privacy: level, Format: app.RecipeXLSX, Sheets: app.WorkbookSheets()}
}

// What is counted ahead is what is written, sheet by sheet.
func TestCountRecipeIsWhatIsWritten(t *testing.T) {
	set := mixedSet(t, app.Deps{})
	narrow := wholeBook(claims.PrivacyLimited)
	narrow.Filter.Types, narrow.Filter.From = []string{claims.Inpatient}, "2026-01-01"
	for name, r := range map[string]app.Recipe{"all": wholeBook(claims.PrivacyFull), "stays": narrow} {
		var counted []app.SheetRows
		if err := set.CountRecipe(t.Context(), r, app.RecipeRun{}, func(s app.SheetRows) { counted = append(counted, s) }); err != nil {
			t.Fatal(err)
		}
		result, err := set.ExportRecipe(t.Context(), r, app.RecipeRun{Out: filepath.Join(t.TempDir(), "book.xlsx")}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(result.Sheets, counted); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if counted[0].Rows == 0 {
			t.Errorf("%s: nobody is counted", name)
		}
	}
}

// A recipe that is kept and one that is not differ in the register, and in nothing that a full export tells.
func TestExportRecipeIsRunRecipe(t *testing.T) {
	set := mixedSet(t, app.Deps{})
	r := wholeBook(claims.PrivacyFull)
	r.Format, r.Sheets = app.RecipeCSV, r.Sheets[1:2]
	text, err := r.Text()
	if err != nil {
		t.Fatal(err)
	}
	id := saveRecipe(t, set, string(text))
	var kept, unkept bytes.Buffer
	runRecipe(t, set, app.RecipeRun{Recipe: id, Writer: &kept})
	if _, err := set.ExportRecipe(t.Context(), r, app.RecipeRun{Writer: &unkept}, nil); err != nil {
		t.Fatal(err)
	}
	if kept.Len() == 0 || !bytes.Equal(kept.Bytes(), unkept.Bytes()) {
		t.Errorf("%d and %d bytes, not the same", kept.Len(), unkept.Len())
	}
	entries, err := set.Exports(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != 2 || entries[0].Recipe != "" || entries[1].Recipe != "Everything" {
		t.Errorf("register %+v", entries)
	}
}

func TestCountRecipeRefusesWhatCannotBeWritten(t *testing.T) {
	set := mixedSet(t, app.Deps{})
	odd := wholeBook(claims.PrivacyFull)
	odd.Filter.Dates = "the other day"
	nobody := wholeBook(claims.PrivacyFull)
	nobody.Filter.PeopleList = "Dayton"
	for words, r := range map[string]app.Recipe{"does not know these dates": odd, "has no such list": nobody} {
		wantUsage(t, set.CountRecipe(t.Context(), r, app.RecipeRun{}, func(app.SheetRows) {}), words)
	}
}

func TestCountLayout(t *testing.T) {
	set := mixedSet(t, app.Deps{})
	counted := map[string]int64{}
	filter := app.RecipeFilter{Only: app.RecipeOnly{Roster: claims.RosterOn}}
	if err := set.CountLayout(t.Context(), app.LayoutTuva, filter, app.RecipeRun{}, func(s app.SheetRows) { counted[s.Name] = s.Rows }); err != nil {
		t.Fatal(err)
	}
	if counted["People"] == 0 || counted["Claims"] == 0 {
		t.Errorf("counted %v", counted)
	}
	result, err := set.ExportLayout(t.Context(), app.LayoutTuva, filter, app.RecipeRun{Out: filepath.Join(t.TempDir(), "tuva"), Purpose: "Quality review"}, nil)
	if err != nil || len(result.Sheets) != 3 {
		t.Errorf("layout %+v: %v", result, err)
	}
}

// Exactly the people who were ticked are counted and written, whoever else fits, and the register says how many.
func TestExportOfPeopleTicked(t *testing.T) {
	set := mixedSet(t, app.Deps{})
	people, err := set.DB().People(t.Context(), claims.PersonFilter{}, claims.SortByName, claims.Page{Limit: 10})
	if err != nil {
		t.Fatal(err)
	}
	run := app.RecipeRun{Out: filepath.Join(t.TempDir(), "book.xlsx")}
	for _, p := range people.Rows {
		if p.MBI == storetest.MariaMBI || p.MBI == storetest.RuthMBI { // Ruth has no claims
			run.People = append(run.People, p.Key)
		}
	}
	r := wholeBook(claims.PrivacyFull)
	r.Filter.AskPeople = true
	var counted []app.SheetRows
	if err := set.CountRecipe(t.Context(), r, run, func(s app.SheetRows) { counted = append(counted, s) }); err != nil {
		t.Fatal(err)
	}
	result, err := set.ExportRecipe(t.Context(), r, run, nil)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(result.Sheets, counted); diff != "" || result.People != 2 || counted[0].Rows != 2 || counted[1].Rows != 2 {
		t.Errorf("people %d, counted %v (-written +counted):\n%s", result.People, counted, diff)
	}
	if got := lastExport(t, set); got.People != 2 || got.Filters != "People: Only people ticked, 2" {
		t.Errorf("the register says %+v", got)
	}
	rows := map[string]int64{}
	if err := set.CountLayout(t.Context(), app.LayoutTuva, r.Filter, run, func(s app.SheetRows) { rows[s.Name] = s.Rows }); err != nil || rows["People"] != 2 {
		t.Errorf("a layout of %v: %v", rows, err)
	}
	run.People = nil
	wantUsage(t, set.CountRecipe(t.Context(), r, run, func(app.SheetRows) {}), "asks for people")
}
