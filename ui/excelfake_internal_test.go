package ui

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
)

// The engine is what Excel asks for.
var _ excelSet = (*app.Set)(nil)

// fakeExcel is a data set that notes what it is asked to make.
type fakeExcel struct {
	names fakeNames
	*fakeSet
	rows    map[string]int64 // by sheet, for the counting
	last    *app.Recipe      // that was exported
	counted []app.Recipe
	made    []app.Recipe
	// Who was named, by key, when something was counted and when it was made.
	countedOf, madeOf [][]string
	layouts           []app.Layout
	filters           []app.RecipeFilter
	runs              []app.RecipeRun
	list              []app.RecipeInfo
	recipes           map[string]app.Recipe
	texts             []string // of recipes that were kept
	deleted           []string
	after             []string
	outs              []string
	purposes          []string
	match             app.PeopleMatch
	saved             map[string][]string // people lists
	gone              []string            // people lists that were deleted
	wrong             error               // of whatever is asked
}

func (f *fakeExcel) CountRecipe(_ context.Context, r app.Recipe, run app.RecipeRun, told func(app.SheetRows)) error {
	f.counted, f.countedOf = append(f.counted, r), append(f.countedOf, run.People)
	for _, title := range titlesOf(r) {
		told(app.SheetRows{Name: title, Rows: f.rows[title]})
	}
	return f.wrong
}

func (f *fakeExcel) CountLayout(_ context.Context, _ app.Layout, _ app.RecipeFilter, run app.RecipeRun, told func(app.SheetRows)) error {
	f.countedOf = append(f.countedOf, run.People)
	told(app.SheetRows{Name: titlePeople, Rows: f.rows[titlePeople]})
	told(app.SheetRows{Name: "Claims", Rows: f.rows["Claims"]})
	return f.wrong
}

func (f *fakeExcel) ExportRecipe(_ context.Context, r app.Recipe, run app.RecipeRun, report app.Report) (app.ExportResult, error) {
	f.made, f.outs, f.madeOf = append(f.made, r), append(f.outs, run.Out), append(f.madeOf, run.People)
	f.purposes = append(f.purposes, run.Purpose)
	report(app.Event{Phase: app.PhaseExporting, Item: "Claim lines", Rows: 31_000, Percent: -1})
	return f.result, f.failing
}

func (f *fakeExcel) ExportLayout(_ context.Context, layout app.Layout, filter app.RecipeFilter, run app.RecipeRun, _ app.Report) (app.ExportResult, error) {
	f.layouts, f.filters, f.outs = append(f.layouts, layout), append(f.filters, filter), append(f.outs, run.Out)
	f.madeOf = append(f.madeOf, run.People)
	f.purposes = append(f.purposes, run.Purpose)
	return f.result, f.failing
}

func (f *fakeExcel) LastExport(context.Context) (app.Recipe, bool, error) {
	if f.last == nil {
		return app.Recipe{}, false, f.wrong
	}
	return *f.last, true, f.wrong
}

func (f *fakeExcel) KeepLastExport(_ context.Context, r app.Recipe) error {
	f.last = &r
	return nil
}

func (f *fakeExcel) SaveRegister(_ context.Context, from, to, out string) (app.ExportResult, error) {
	f.outs = append(f.outs, from, to, out)
	return f.result, f.failing
}

func (f *fakeExcel) MatchPeople(_ context.Context, file app.PeopleFile, told func(int)) (app.PeopleMatch, error) {
	told(len(file.Rows))
	return f.match, f.wrong
}

func (f *fakeExcel) SavePeopleList(_ context.Context, name string, mbis []string) (app.SavedList, error) {
	if f.saved == nil {
		f.saved = map[string][]string{}
	}
	f.saved[name] = mbis
	return app.SavedList{People: len(mbis)}, f.failing
}

func (f *fakeExcel) DeletePeopleList(_ context.Context, name string) error {
	f.gone = append(f.gone, name)
	return f.failing
}

func (f *fakeExcel) Recipes() ([]app.RecipeInfo, error) { return f.list, f.wrong }

func (f *fakeExcel) Recipe(id string) (app.Recipe, error) { return f.recipes[id], f.wrong }

func (f *fakeExcel) RecipeText(id string) ([]byte, error) {
	r := f.recipes[id]
	return r.Text()
}

func (f *fakeExcel) SaveRecipe(text []byte) (string, error) {
	f.texts = append(f.texts, string(text))
	return "kept", f.failing
}

func (f *fakeExcel) DeleteRecipe(id string) error {
	f.deleted = append(f.deleted, id)
	return f.failing
}

func (f *fakeExcel) RecipeFolder() string { return "/data/a9994/recipes" }

func (f *fakeExcel) RunRecipe(_ context.Context, run app.RecipeRun, _ app.Report) (app.ExportResult, error) {
	f.runs = append(f.runs, run)
	return f.result, f.failing
}

func (f *fakeExcel) RecipesAfterRefresh(context.Context) ([]string, error) { return f.after, f.wrong }

func (f *fakeExcel) SaveRecipesAfterRefresh(_ context.Context, ids []string) error {
	if f.failing == nil {
		f.after = ids
	}
	return f.failing
}

// excelStage is Excel in a window, over fakes.
type excelStage struct {
	*stage
	page   *excelPage
	set    *fakeExcel
	folder string
	ticked []claims.Person // on People
}

func newExcelStage(t *testing.T) *excelStage {
	t.Helper()
	e := &excelStage{folder: t.TempDir()}
	e.stage = newStage(t, &fakeReaders{})
	e.set = &fakeExcel{fakeSet: &fakeSet{status: goodStatus()}, recipes: map[string]app.Recipe{}}
	e.set.rows = map[string]int64{
		"People": 402, "Claims": 21_350, "Claim lines": 44_901, "Diagnoses": 61_222, "Procedures": 812, "Care team": 25_004, "Pharmacy": 9_112, "Coverage": 1_310,
	}
	e.set.result = app.ExportResult{Sheets: []app.SheetRows{{Name: "People", Rows: 402}, {Name: "Claims", Rows: 21_350}}}
	return e
}

// open shows the page.
func (e *excelStage) open(t *testing.T, width, height float32) {
	t.Helper()
	e.window = test.NewTempWindow(t, nil)
	e.page = newExcelPage(e.surroundings, excelDoors{ctx: t.Context(), set: e.set, ticked: func() []claims.Person { return e.ticked }, files: workbookDoors{
		set: e.set, window: e.window, folder: func() string { return e.folder }, keep: func(string) {}, told: func(string) {},
	}})
	e.window.SetPadded(false)
	e.window.SetContent(e.page.Content())
	e.window.Resize(fyne.NewSize(width, height))
	e.page.Show(t.Context())
	e.page.Focus()
	e.ring(countPause)
}

// addRecipe keeps a recipe in the fake data set.
func (e *excelStage) addRecipe(r app.Recipe, ready bool) {
	e.set.recipes[r.Slug()] = r
	e.set.list = append(e.set.list, app.RecipeInfo{ID: r.Slug(), Name: r.Name, About: r.About, Privacy: r.Privacy, Format: string(r.Format), Ready: ready})
}

// someRecipes are one's own and ready-made ones.
func (e *excelStage) someRecipes() {
	mine := newExcelChoice().recipe("Dayton panel, 2025 claim lines")
	mine.About, mine.Folder = "For the quality review.", "/home/ruth/Exports"
	e.addRecipe(mine, false)
	e.set.after = []string{mine.Slug()}
	e.set.list = append(e.set.list, app.RecipeInfo{ID: "odd", Name: "odd", Problem: "Line 4 of the recipe: ClaimsDesk does not know \"sheat\" here. Check its spelling, or take the line out."})
	stays := newExcelChoice().recipe("ED and stays this quarter")
	stays.Privacy, stays.About = claims.PrivacyFull, "Hospital stays and emergency department visits of this quarter, by hospital bill and by doctor's bill."
	stays.Sheets[1].Types = []string{claims.Inpatient}
	e.addRecipe(stays, true)
	one := newExcelChoice().recipe("Claims for one person")
	one.Privacy, one.Filter.AskPeople, one.Filter.Roster = claims.PrivacyFull, true, ""
	e.addRecipe(one, true)
}

// someExports are entries of the register.
func someExports() []claims.ExportEntry {
	at := func(day int) time.Time { return time.Date(2026, 8, day, 14, 5, 0, 0, time.UTC) }
	file := func(name string, rows int64) []claims.ExportedFile {
		return []claims.ExportedFile{{Name: "/home/ruth/Exports/" + name, Rows: rows, Bytes: 9_112_004, SHA256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}}
	}
	return []claims.ExportEntry{
		{No: 4, At: at(28), Who: "ruth", What: "Sheets People, Claims, Claim lines, Pharmacy", Filters: "Service dates: 2025-01-01 to 2025-12-31", People: 402, Level: claims.PrivacyLimited, Recipe: "Dayton panel, 2025 claim lines", Files: file("dayton-2025.xlsx", 75_765), Saved: true},
		{No: 3, At: at(21), Who: "walter", What: "Workbook", Filters: "All", People: 12_418, Level: claims.PrivacyFull, Files: file("claimsdesk-a9994-2026-08-21.xlsx", 1_904_233), Saved: true},
		{No: 2, At: at(3), Who: "ruth", What: "Table claims", Filters: "Claim types: INPATIENT", People: 913, Level: claims.PrivacyDeidentified, Files: file("stays.csv", 1_204), Saved: false},
		{No: 1, At: at(1), Who: "ruth", What: "Layout tuva", Filters: "All", People: 12_418, Level: claims.PrivacyFull, Files: append(append(file("tuva/medical_claim.csv", 8_000_000), file("tuva/pharmacy_claim.csv", 900_000)...), file("tuva/eligibility.csv", 149_000)...), Saved: true},
	}
}

// someLists are two people lists.
func someLists() []claims.PeopleList {
	return []claims.PeopleList{
		{Name: "Dayton panel", People: 402, SavedAt: time.Date(2026, 8, 3, 9, 0, 0, 0, time.UTC)},
		{Name: "Heart failure study", People: 1_310, SavedAt: time.Date(2026, 8, 20, 16, 12, 0, 0, time.UTC)},
	}
}

// someMatch is a file of which not everybody was found.
func someMatch() app.PeopleMatch {
	m := app.PeopleMatch{MBIs: make([]string, 412), Possible: make([]string, 9)}
	for i := range m.MBIs {
		m.MBIs[i] = fmt.Sprintf("1EG4TE5%04d", i)
	}
	for i := range 9 {
		m.Possible[i] = fmt.Sprintf("2EG4TE5%04d", i)
		m.Unsure = append(m.Unsure, app.UnmatchedRow{Line: 7 + i*40, Why: "Possible: last name, birth date and first letter fit"})
	}
	for i := range 23 {
		why := "Nobody in this data has this MBI"
		if i%4 == 0 {
			why = "The MBI is too short"
		}
		m.Missing = append(m.Missing, app.UnmatchedRow{Line: 5 + i*17, Why: why})
	}
	return m
}

// importFile imports a people file that holds one row.
func (e *excelStage) importFile(t *testing.T) *listImport {
	t.Helper()
	path := filepath.Join(t.TempDir(), "Dayton panel.csv")
	if err := os.WriteFile(path, []byte("Medicare ID,Last,First,DOB\n1EG4TE5MK73,Rivera,Maria,3/4/1941\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return showListImport(e.page.lists, path, "")
}
