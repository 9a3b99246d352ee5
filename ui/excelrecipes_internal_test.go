package ui

import (
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
)

// A choice comes back from its recipe, whatever was chosen.
func TestChoiceIsItsRecipe(t *testing.T) {
	book := newExcelChoice()
	book.sheets, book.columns = []string{"Claims", "Pharmacy"}, map[string][]string{"Claims": {"claim_id", "thru_date"}}
	book.dates, book.privacy, book.providers, book.headings = "last quarter", claims.PrivacyDeidentified, true, claims.HeadingCCLF
	list := newExcelChoice()
	list.who, list.list, list.from, list.types = excelMyList, "Dayton", "2025-01-01", []string{claims.PDE, claims.Carrier}
	table := newExcelChoice()
	table.what, table.table, table.format, table.bom, table.who = excelTable, "coverage", app.RecipeParquet, false, excelEverybody
	plain := table.clone()
	plain.format, plain.include = app.RecipeCSV, []claims.Include{claims.IncludePartial}
	for name, c := range map[string]excelChoice{"usual": newExcelChoice(), "workbook": book, "list": list, "parquet": table, "csv": plain} {
		r := c.recipe("Stays")
		if err := app.CheckRecipe(r); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		back, ok := excelChoiceOf(r)
		if diff := cmp.Diff(r, back.recipe("Stays")); !ok || diff != "" {
			t.Errorf("%s: shown %t %s", name, ok, diff)
		}
	}
}

// A recipe that says more than the form can show is not taken into it, because saving would lose the rest.
func TestRecipesThatTheFormCannotShow(t *testing.T) {
	for name, change := range map[string]func(*app.Recipe){
		"codes":          func(r *app.Recipe) { r.Filter.Diagnoses = []string{"E11"} },
		"types by sheet": func(r *app.Recipe) { r.Sheets[1].Types = []string{claims.Inpatient} },
		"named sheet":    func(r *app.Recipe) { r.Sheets[1].Name = "Stays" },
		"asks":           func(r *app.Recipe) { r.Filter.AskPeople, r.Filter.Roster = true, "" },
		"new people":     func(r *app.Recipe) { r.Filter.Roster = claims.RosterNew },
	} {
		r := newExcelChoice().recipe("Stays")
		change(&r)
		if _, ok := excelChoiceOf(r); ok {
			t.Errorf("%s: the form would lose it", name)
		}
	}
}

func TestSaveAsRecipe(t *testing.T) {
	e := openExcel(t, nil)
	f := e.page.fresh.askRecipe()
	test.Tap(f.form.act)
	if len(e.set.texts) != 0 || !f.form.wrong.box.Visible() {
		t.Fatal("a recipe without a name is kept")
	}
	f.name.SetText("Claim lines of 2025")
	f.folder.SetText("Exports")
	test.Tap(f.form.act)
	if len(e.set.texts) != 0 || f.form.wrong.label.Text != saveNotWhole {
		t.Fatalf("half a path: says %q", f.form.wrong.label.Text)
	}
	f.folder.SetText("")
	test.Tap(f.form.act)
	if len(e.set.texts) != 1 || !strings.Contains(e.set.texts[0], `name = "Claim lines of 2025"`) || !strings.Contains(e.set.texts[0], `roster = "on"`) {
		t.Fatalf("kept %q", e.set.texts)
	}
	if e.page.tabs.Chosen() != 1 {
		t.Error("the list is not shown afterwards")
	}
}

func TestSaveAsRecipeAsksBeforeReplacing(t *testing.T) {
	e := openExcel(t, (*excelStage).someRecipes)
	f := e.page.fresh.askRecipe()
	f.name.SetText("Dayton panel, 2025 claim lines")
	test.Tap(f.form.act)
	if len(e.set.texts) != 0 || f.form.act.Text != recipeReplace {
		t.Fatalf("kept %d, button %q", len(e.set.texts), f.form.act.Text)
	}
	test.Tap(f.form.act)
	if len(e.set.texts) != 1 {
		t.Error("the second press keeps nothing")
	}
}

func openRecipes(t *testing.T, row int) *excelStage {
	t.Helper()
	e := openExcel(t, (*excelStage).someRecipes)
	e.reader.exports = someExports()
	e.page.tabs.Choose(1)
	e.page.recipes.table.Select(row)
	return e
}

func TestRecipeList(t *testing.T) {
	e := openRecipes(t, 0)
	l := e.page.recipes
	if got := l.table.Cells(0); got[2].Text != "Aug 28, 2026, 2:05 PM" || got[3].Text != "75,765" {
		t.Errorf("last used %q, rows %q", got[2].Text, got[3].Text)
	}
	if e.page.tabs.Titles()[1] != "Saved recipes 4" {
		t.Errorf("title %q", e.page.tabs.Titles()[1])
	}
	for row, want := range []struct{ run, edit, remove bool }{{true, true, true}, {false, true, true}, {true, false, false}} {
		l.table.Select(row)
		if l.run.Disabled() == want.run || l.change.Disabled() == want.edit || l.remove.Disabled() == want.remove {
			t.Errorf("row %d: run %t, edit %t, delete %t", row, !l.run.Disabled(), !l.change.Disabled(), !l.remove.Disabled())
		}
	}
	l.table.Select(1)
	if !strings.HasPrefix(l.about.Text, "Line 4 of the recipe") {
		t.Errorf("what is wrong: %q", l.about.Text)
	}
}

func TestRunRecipeFromTheList(t *testing.T) {
	e := openRecipes(t, 2)
	test.Tap(e.page.recipes.run)
	save, ok := e.window.Canvas().Focused().(*keyButton)
	if !ok {
		t.Fatal("nothing asks for the place")
	}
	test.Tap(save)
	if len(e.set.runs) != 1 || e.set.runs[0].Recipe != "ed-and-stays-this-quarter" || !strings.HasSuffix(e.set.runs[0].Out, "ed-and-stays-this-quarter-2026-08-29.xlsx") {
		t.Errorf("ran %+v", e.set.runs)
	}
}

func TestRecipeAsksForWhom(t *testing.T) {
	e := openRecipes(t, 3)
	test.Tap(e.page.recipes.run)
	line, ok := e.window.Canvas().Focused().(*entry)
	if !ok {
		t.Fatal("nobody is asked for")
	}
	line.OnSubmitted("")
	if len(e.set.runs) != 0 {
		t.Fatal("it runs for nobody")
	}
	line.SetText("1EG4-TE5-MK73, 1EG4TE5MK72")
	line.OnSubmitted("")
	save, ok := e.window.Canvas().Focused().(*keyButton)
	if !ok {
		t.Fatal("nothing asks for the place")
	}
	test.Tap(save)
	if len(e.set.runs) != 1 || !cmp.Equal(e.set.runs[0].MBIs, []string{"1EG4-TE5-MK73", "1EG4TE5MK72"}) {
		t.Errorf("ran %+v", e.set.runs)
	}
}

func TestEditRecipe(t *testing.T) {
	e := openRecipes(t, 0)
	test.Tap(e.page.recipes.change)
	if e.page.tabs.Chosen() != 0 || !e.page.fresh.editBox.Visible() {
		t.Fatal("the recipe is not in the form")
	}
	if !e.page.Escape() || e.page.fresh.editBox.Visible() || len(e.set.texts) != 0 {
		t.Fatal("Esc does not leave the recipe as it was")
	}
	e.page.tabs.Choose(1)
	test.Tap(e.page.recipes.change)
	e.page.fresh.privacy.Choose(2)
	f := e.page.fresh.askRecipe()
	if f.name.Text != "Dayton panel, 2025 claim lines" || f.folder.Text != "/home/ruth/Exports" {
		t.Errorf("name %q, folder %q", f.name.Text, f.folder.Text)
	}
	test.Tap(f.form.act)
	if len(e.set.texts) != 1 || !strings.Contains(e.set.texts[0], `privacy = "deidentified"`) || e.page.fresh.editBox.Visible() {
		t.Errorf("kept %q", e.set.texts)
	}
}

func TestDuplicateAndDeleteRecipe(t *testing.T) {
	e := openRecipes(t, 2)
	test.Tap(e.page.recipes.double)
	name, ok := e.window.Canvas().Focused().(*entry)
	if !ok {
		t.Fatal("no name is asked for")
	}
	name.SetText("Our stays")
	name.OnSubmitted("")
	if len(e.set.texts) != 1 || !strings.Contains(e.set.texts[0], `name = "Our stays"`) || !strings.Contains(e.set.texts[0], `types = ["INPATIENT"]`) {
		t.Fatalf("kept %q", e.set.texts)
	}
	e.page.recipes.table.Select(0)
	test.Tap(e.page.recipes.remove)
	keep, ok := e.window.Canvas().Focused().(*keyButton)
	if !ok || keep.Text != recipeDeleteNot {
		t.Fatal("the safe answer has not the keyboard")
	}
	everyObject(e.window.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		if b, ok := o.(*keyButton); ok && b.Text == recipeDeleteDo {
			test.Tap(b)
		}
	})
	if !cmp.Equal(e.set.deleted, []string{"dayton-panel-2025-claim-lines"}) || len(e.set.after) != 0 {
		t.Errorf("deleted %v, after a refresh run %v", e.set.deleted, e.set.after)
	}
}

func TestRunAfterRefresh(t *testing.T) {
	e := openRecipes(t, 0)
	l := e.page.recipes
	if !l.after.Checked {
		t.Fatal("the switch does not show that it runs")
	}
	l.after.SetChecked(false)
	if len(e.set.after) != 0 {
		t.Fatalf("still runs: %v", e.set.after)
	}
	e.set.failing = &app.UsageError{Text: "It asks for people, so it cannot run by itself."}
	l.table.Select(3)
	l.after.SetChecked(true)
	if l.word.label.Text != "It asks for people, so it cannot run by itself." || l.after.Checked {
		t.Errorf("says %q, switch %t", l.word.label.Text, l.after.Checked)
	}
	e.set.failing = nil
	l.table.Select(2)
	l.after.SetChecked(true)
	folder, ok := e.window.Canvas().Focused().(*entry)
	if !ok || l.after.Checked {
		t.Fatal("a recipe without a folder must ask for one")
	}
	folder.SetText(e.folder)
	folder.OnSubmitted("")
	if !cmp.Equal(e.set.after, []string{"ed-and-stays-this-quarter"}) || len(e.set.texts) != 1 || !strings.Contains(e.set.texts[0], "folder = ") {
		t.Errorf("runs %v, kept %q", e.set.after, e.set.texts)
	}
}

func TestRecipesText(t *testing.T) {
	for _, tt := range []struct {
		outcomes []app.RecipeOutcome
		err      error
		want     string
		well     bool
	}{
		{nil, nil, "", true},
		{[]app.RecipeOutcome{{Recipe: "a"}, {Recipe: "b"}}, nil, "2 recipes ran after the refresh.", true},
		{[]app.RecipeOutcome{{Recipe: "a"}, {Recipe: "b", Err: &app.UsageError{Text: "No such list."}}}, nil, "The recipe b could not run after the refresh: No such list.", false},
		{nil, errors.New("odd"), app.ProblemOf(errors.New("odd")).Title, false},
	} {
		if got, well := recipesText(tt.outcomes, tt.err); got != tt.want || well != tt.well {
			t.Errorf("got %q %t, want %q %t", got, well, tt.want, tt.well)
		}
	}
}

func TestImportList(t *testing.T) {
	e := openExcel(t, func(e *excelStage) { e.reader.lists, e.set.match = someLists(), someMatch() })
	e.page.tabs.Choose(2)
	i := e.importFile(t)
	if got := i.state.label.Text; got != "412 people found · 9 possible · 23 not found" {
		t.Errorf("says %q", got)
	}
	if got := i.found.Text; got != "Columns: MBI: Medicare ID · Last name: Last · First name: First · Birth date: DOB" {
		t.Errorf("says %q", got)
	}
	if i.table.Total() != 32 || i.table.Cells(0)[1].Text != "The MBI is too short" {
		t.Errorf("%d rows that were not found, the first one %v", i.table.Total(), i.table.Cells(0))
	}
	test.Tap(i.form.act)
	if e.set.saved != nil || i.form.act.Text != listsReplace {
		t.Fatal("a list of the name is replaced without a word")
	}
	i.name.SetText("Panel")
	i.possible.SetChecked(true)
	test.Tap(i.form.act)
	if len(e.set.saved["Panel"]) != 421 {
		t.Errorf("kept %d people", len(e.set.saved["Panel"]))
	}
}

func TestImportOfAnOddFile(t *testing.T) {
	e := openExcel(t, func(e *excelStage) { e.set.wrong = &app.UsageError{Text: "Row 1 should hold headings."} })
	i := e.importFile(t)
	if i.state.label.Text != "Row 1 should hold headings." || !i.form.act.Disabled() {
		t.Errorf("says %q", i.state.label.Text)
	}
}

func TestExportAList(t *testing.T) {
	e := openExcel(t, func(e *excelStage) { e.reader.lists = someLists() })
	e.page.tabs.Choose(2)
	e.page.lists.table.Select(1)
	test.Tap(e.page.lists.export)
	if r := e.lastCounted(t); e.page.tabs.Chosen() != 0 || r.Filter.PeopleList != "Heart failure study" || r.Filter.Roster != "" {
		t.Errorf("tab %d, filter %+v", e.page.tabs.Chosen(), r.Filter)
	}
}
