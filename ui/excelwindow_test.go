package ui_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// pick takes a name of a choice on the screen.
func (r *rig) pick(name string) {
	r.tb.Helper()
	for _, o := range shown(r.ui.Window().Content()) {
		c, ok := o.(*widgets.Choice)
		if !ok {
			continue
		}
		for i, n := range c.Names() {
			if n == name {
				c.Choose(i)
				return
			}
		}
	}
	r.tb.Fatalf("no choice %q", name)
}

// take takes a name of a list that opens.
func (r *rig) take(name string) {
	r.tb.Helper()
	for _, o := range shown(r.ui.Window().Content()) {
		if s, ok := o.(*widgets.Select); ok && slices.Contains(s.Options, name) {
			s.SetSelected(name)
			return
		}
	}
	r.tb.Fatalf("no list with %q", name)
}

// countPause is the rest before a choice is counted.
const countPause = 300 * time.Millisecond

// The whole way of an export through the window: choose, count, keep as a recipe, run, look it up in the register. The same
// recipe gives the same bytes without the window.
func TestRecipeThroughTheWindow(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	a := test.NewApp()
	a.Preferences().SetString("save-folder", out)
	r := startRig(t, rigOptions{app: a, dir: dir, practice: true, people: fewPeople})
	r.resize(1280, 800)
	r.choose("View", "Excel")
	r.ring(countPause)
	r.want("This will make", "People 12")
	r.pick("One table")
	r.pick("Everybody ever seen")
	r.ring(countPause)
	r.tap("Save as recipe…")
	r.typing("Every claim")
	r.press(fyne.KeyReturn)
	r.want("Saved recipes 7", "Every claim")
	r.tap("Run…")
	r.want("No names or MBIs are in it.")
	r.tap("Save file")
	r.want("The file is saved")
	r.tap("Close")
	r.choose("View", "Next tab")
	r.want("No lists yet")
	r.choose("View", "Next tab")
	r.want("Every claim", "1 export", "Limited data set")
	r.choose("File", "Save workbook…")
	r.want("Save the export register", "It names nobody")
	r.tap("Not now")
	r.choose("File", "Quit")

	files, err := filepath.Glob(filepath.Join(out, "every-claim-*.csv"))
	if err != nil || len(files) != 1 {
		t.Fatalf("files %v: %v", files, err)
	}
	fromWindow, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	if fromApp := runInApp(t, dir, "every-claim"); len(fromApp) == 0 || !bytes.Equal(fromWindow, fromApp) {
		t.Errorf("%d bytes from the window, %d without it, not the same", len(fromWindow), len(fromApp))
	}
}

// runInApp runs a recipe as claimsctl does.
func runInApp(t *testing.T, dir, id string) []byte {
	t.Helper()
	desk, err := app.New(app.Deps{DataDir: dir})
	if err != nil {
		t.Fatal(err)
	}
	set, err := desk.OpenSet(context.Background(), "practice")
	if err != nil {
		t.Fatal(err)
	}
	var text bytes.Buffer
	if _, err := set.RunRecipe(t.Context(), app.RecipeRun{Recipe: id, Writer: &text}, nil); err != nil {
		t.Error(err)
	}
	if err := set.Close(); err != nil {
		t.Error(err)
	}
	return text.Bytes()
}

// Who is ticked on People can be exported from Excel: exactly they are in the file, and the register says how many.
func TestPeopleTickedThroughTheWindow(t *testing.T) {
	out := t.TempDir()
	a := test.NewApp()
	a.Preferences().SetString("save-folder", out)
	r := startRig(t, rigOptions{app: a, dir: t.TempDir(), practice: true, people: fewPeople})
	r.resize(1280, 800)
	r.choose("View", "Excel")
	if r.sees("People ticked") {
		t.Fatal("nobody is ticked, and they are offered")
	}
	r.choose("View", "People")
	r.press(fyne.KeySpace, fyne.KeyDown, fyne.KeyDown, fyne.KeySpace, fyne.KeyDown, fyne.KeySpace)
	r.want("Export 3 ticked")
	r.choose("View", "Excel")
	r.pick("One table")
	r.take("People")
	r.pick("People ticked (3)")
	r.ring(countPause)
	r.want("People 3")
	r.choose("File", "Make file…")
	r.want("3 people ticked")
	r.tap("Save file")
	r.tap("Close")
	if rows := csvRows(t, filepath.Join(out, "claimsdesk-practice-2026-08-29.csv")); rows != 3 {
		t.Errorf("%d people are in the file, want 3", rows)
	}
	for range 3 {
		r.choose("View", "Next tab")
	}
	r.press(fyne.KeyReturn)
	r.want("Only people ticked, 3")
}

// csvRows counts the rows under the headings of a file.
func csvRows(t *testing.T, path string) int {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(text, []byte("\ufeff")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return len(rows) - 1
}

// Ctrl+E saves the workbook on every page, and Ctrl+Enter makes what Excel says on Excel alone.
func TestMakeFileOnExcelAlone(t *testing.T) {
	r := newRig(t, t.TempDir(), true)
	r.resize(1280, 800)
	r.choose("View", "Home")
	r.choose("File", "Make file…")
	if r.canvas().Overlays().Top() != nil {
		t.Fatal("Home makes a file")
	}
	r.choose("View", "Excel")
	r.ring(countPause)
	r.choose("File", "Make file…")
	r.want("Save workbook", "Everybody on today's list")
	r.tap("Not now")
	r.choose("File", "Save workbook…")
	r.want("Save workbook", "Everybody on today's list")
	r.tap("Not now")
	r.choose("View", "Home")
	r.choose("File", "Save workbook…")
	r.want("Everybody in this data")
}

// Ctrl+E on the register saves the register, and nothing where nothing was exported.
func TestSaveOnTheRegister(t *testing.T) {
	r := newRig(t, t.TempDir(), true)
	r.resize(1280, 800)
	r.choose("View", "Excel")
	for range 3 {
		r.choose("View", "Next tab")
	}
	r.want("Nothing exported yet")
	r.choose("File", "Save workbook…")
	if r.canvas().Overlays().Top() != nil {
		t.Fatal("an empty register is saved")
	}
}

// A recipe that is to run after each refresh does.
func TestRecipeRunsAfterARefresh(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	r := newRig(t, dir, true)
	r.choose("File", "Quit")
	keepForAfter(t, dir, out)
	r = newRig(t, dir, true)
	r.resize(1280, 800)
	r.choose("Data", "Get new data")
	r.press(fyne.KeyReturn)
	r.want("1 recipe ran after the refresh.")
	if files, err := filepath.Glob(filepath.Join(out, "nightly-*.csv")); err != nil || len(files) != 1 {
		t.Errorf("files %v: %v", files, err)
	}
}

// keepForAfter keeps a recipe that runs after each refresh.
func keepForAfter(t *testing.T, dir, out string) {
	t.Helper()
	desk, err := app.New(app.Deps{DataDir: dir})
	if err != nil {
		t.Fatal(err)
	}
	set, err := desk.OpenSet(context.Background(), "practice")
	if err != nil {
		t.Fatal(err)
	}
	recipe := app.Recipe{Version: app.RecipeVersion, Name: "Nightly", Privacy: "limited", Format: app.RecipeCSV, Folder: out, Sheets: []app.RecipeSheet{{Table: "claims"}}}
	text, err := recipe.Text()
	if err != nil {
		t.Fatal(err)
	}
	id, err := set.SaveRecipe(text)
	if err != nil {
		t.Fatal(err)
	}
	if err := set.SaveRecipesAfterRefresh(t.Context(), []string{id}); err != nil {
		t.Error(err)
	}
	if err := set.Close(); err != nil {
		t.Error(err)
	}
}
