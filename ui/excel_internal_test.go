package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
)

func openExcel(t *testing.T, before func(*excelStage)) *excelStage {
	t.Helper()
	e := newExcelStage(t)
	if before != nil {
		before(e)
	}
	e.open(t, pageWidth, pageHeight)
	return e
}

// lastCounted is the recipe that was counted last.
func (e *excelStage) lastCounted(t *testing.T) app.Recipe {
	t.Helper()
	e.ring(countPause)
	if len(e.set.counted) == 0 {
		t.Fatal("nothing was counted")
	}
	return e.set.counted[len(e.set.counted)-1]
}

func TestNewExportCountsBeforeItMakes(t *testing.T) {
	e := openExcel(t, nil)
	n := e.page.fresh
	if got := n.ahead.words.Text; !strings.Contains(got, "People 402 · Claims 21,350 · Claim lines 44,901") {
		t.Errorf("says %q", got)
	}
	r := e.lastCounted(t)
	if r.Privacy != claims.PrivacyLimited || r.Filter.Roster != claims.RosterOn || len(r.Sheets) != 8 {
		t.Errorf("first choice %+v", r)
	}
	n.sheets[0].SetChecked(false)
	n.dates.SetSelected("Last 12 months")
	before := len(e.set.counted)
	if r := e.lastCounted(t); len(e.set.counted) != before+1 || r.Filter.Dates != "last 12 months" || r.Sheets[0].Name != "Claims" {
		t.Errorf("counted %d times, %+v", len(e.set.counted)-before, r)
	}
	for _, box := range n.sheets {
		box.SetChecked(false)
	}
	if !n.make.Disabled() || n.ahead.note.label.Text != excelNoSheet {
		t.Errorf("no sheet: says %q", n.ahead.note.label.Text)
	}
}

func TestNewExportOfNobodyIsNotMade(t *testing.T) {
	e := openExcel(t, func(e *excelStage) { e.set.rows = nil })
	if !e.page.fresh.make.Disabled() || e.page.fresh.ahead.note.label.Text != excelNobody {
		t.Errorf("says %q", e.page.fresh.ahead.note.label.Text)
	}
	e.page.makeFile()
	if e.window.Canvas().Overlays().Top() != nil {
		t.Error("Ctrl+Enter makes what cannot be made")
	}
}

func TestCountingCanBeGivenUp(t *testing.T) {
	e := openExcel(t, func(e *excelStage) { e.nav.hold = true })
	a := e.page.fresh.ahead
	if !a.stop.Visible() || !strings.Contains(a.words.Text, "People …") {
		t.Fatalf("says %q, stop %t", a.words.Text, a.stop.Visible())
	}
	test.Tap(a.stop)
	if a.words.Text != excelNotCounted || e.page.fresh.make.Disabled() {
		t.Errorf("says %q, make disabled %t", a.words.Text, e.page.fresh.make.Disabled())
	}
	e.nav.hold = false
	test.Tap(a.stop)
	if !strings.Contains(a.words.Text, "People 402") {
		t.Errorf("counted again it says %q", a.words.Text)
	}
}

func TestNewExportDays(t *testing.T) {
	e := openExcel(t, nil)
	n := e.page.fresh
	n.dates.SetSelected(excelFromTo)
	n.from.entry.SetText("1/1/2025")
	n.to.entry.SetText("Dec 31 2025")
	if r := e.lastCounted(t); r.Filter.From != "2025-01-01" || r.Filter.To != "2025-12-31" || r.Filter.Dates != "" {
		t.Errorf("filter %+v", r.Filter)
	}
	n.to.entry.SetText("yesterday")
	if !n.make.Disabled() || n.ahead.note.label.Text != excelDateOdd {
		t.Errorf("an odd day: says %q", n.ahead.note.label.Text)
	}
	n.dates.SetSelected(excelAllDates)
	if r := e.lastCounted(t); r.Filter.From != "" || r.Filter.To != "" || n.make.Disabled() {
		t.Errorf("all dates again: %+v", r.Filter)
	}
}

func TestNewExportClaimsAndColumns(t *testing.T) {
	e := openExcel(t, nil)
	n := e.page.fresh
	f := n.askClaims()
	f.types[0].SetChecked(true)
	f.extra[0].SetChecked(true)
	test.Tap(f.form.act)
	if r := e.lastCounted(t); !cmp.Equal(r.Filter.Types, []string{claims.Inpatient}) || !cmp.Equal(r.Filter.Include, []claims.Include{claims.IncludePartial}) {
		t.Errorf("filter %+v", r.Filter)
	}
	if got := n.whichText.Text; got != "Types: Hospital, with early claims" {
		t.Errorf("says %q", got)
	}
	c := n.askColumns()
	c.sheet.SetSelected("Claims")
	all := len(c.present())
	c.in.Select(1)
	test.Tap(c.down)
	c.in.Select(0)
	test.Tap(c.remove)
	test.Tap(c.form.act)
	sheet := e.lastCounted(t).Sheets[1]
	names := claims.TableOf(claims.Claims).Names()
	if want := append([]string{names[2], names[1]}, names[3:]...); len(sheet.Columns) != all-1 || !cmp.Equal(sheet.Columns, want) {
		t.Errorf("columns %v", sheet.Columns)
	}
	c = n.askColumns()
	c.sheet.SetSelected("Claims")
	c.search.SetText(claims.TableOf(claims.Claims).Columns[0].Label)
	c.out.Select(0)
	test.Tap(c.add)
	if len(c.present()) != all {
		t.Errorf("%d columns after adding, want %d", len(c.present()), all)
	}
}

func TestNewExportMakesAFile(t *testing.T) {
	for _, tt := range []struct {
		what   excelWhat
		ending string
		names  bool
	}{{excelWorkbook, ".xlsx", false}, {excelTable, ".csv", false}, {excelLayout, "", true}} {
		e := openExcel(t, nil)
		e.page.fresh.what.Choose(int(tt.what))
		e.ring(countPause)
		job := e.page.fresh.choice.job(e.set, testNow())
		if job.ending != tt.ending || job.names != tt.names || strings.Contains(job.name, "person") {
			t.Errorf("%d: job %q %q, names people %t", tt.what, job.name, job.ending, job.names)
		}
		p := showSaveFile(e.surroundings, e.page.doors.files, job)
		test.Tap(p.save)
		if !p.done.Visible() || len(e.set.outs) != 1 || filepath.Ext(e.set.outs[0]) != tt.ending || p.openFile.Visible() != (tt.ending != "") {
			t.Errorf("%d: wrote %q, done %t", tt.what, e.set.outs, p.done.Visible())
		}
	}
}

// What CMS sent can be had as it is: all of it, of the tables that have resources.
func TestNewExportOfResources(t *testing.T) {
	e := openExcel(t, nil)
	n := e.page.fresh
	n.what.Choose(int(excelTable))
	n.table.SetSelected(claims.TableOf(claims.ClaimLines).Label)
	n.format.Choose(4)
	e.ring(countPause)
	r := e.lastCounted(t)
	if r.Format != app.RecipeNDJSON || r.Privacy != claims.PrivacyFull || r.Sheets[0].Table != "claims" || r.Headings != "" {
		t.Errorf("recipe %+v", r)
	}
	if err := app.CheckRecipe(r); err != nil {
		t.Error(err)
	}
	if n.privacy.Visible() || n.rows[excelRowColumns].Visible() || n.rows[excelRowHeadings].Visible() || len(n.table.Options) != 3 || n.level.Text != excelRawNote {
		t.Errorf("the form offers %q and says %q", n.table.Options, n.level.Text)
	}
	job := n.choice.job(e.set, testNow())
	if !job.names || job.ending != ".ndjson" || job.keep != excelFullKeep {
		t.Errorf("job %q, names people %t, %q", job.ending, job.names, job.keep)
	}
	n.format.Choose(1)
	e.ring(countPause)
	if r := e.lastCounted(t); r.Privacy != claims.PrivacyLimited || !n.privacy.Visible() || len(n.table.Options) != len(claims.Catalogue()) {
		t.Errorf("back to CSV: %+v", r)
	}
}

// The purpose goes to the register, and a workbook can have a summary as long as it has claims.
func TestNewExportPurposeAndSummary(t *testing.T) {
	e := openExcel(t, nil)
	n := e.page.fresh
	n.purpose.SetText(" Quality review 2026 ")
	n.summary.SetChecked(true)
	e.ring(countPause)
	if r := e.lastCounted(t); !r.Summary || app.CheckRecipe(r) != nil {
		t.Errorf("recipe %+v", r)
	}
	test.Tap(showSaveFile(e.surroundings, e.page.doors.files, n.choice.job(e.set, testNow())).save)
	if !cmp.Equal(e.set.purposes, []string{"Quality review 2026"}) {
		t.Errorf("purposes %q", e.set.purposes)
	}
	for _, box := range n.sheets {
		box.SetChecked(box.Text == "People")
	}
	e.ring(countPause)
	if r := e.lastCounted(t); r.Summary || app.CheckRecipe(r) != nil {
		t.Errorf("a summary of no claims: %+v", r)
	}
	n.what.Choose(int(excelLayout))
	test.Tap(showSaveFile(e.surroundings, e.page.doors.files, n.choice.job(e.set, testNow())).save)
	if len(e.set.purposes) != 2 || e.set.purposes[1] != "Quality review 2026" {
		t.Errorf("purposes %q", e.set.purposes)
	}
}

func TestAheadText(t *testing.T) {
	tests := map[string]app.Ahead{
		"1 file, about 950 bytes, a few seconds.": {Bytes: 951, Took: time.Second},
		"1 file, about 9 MB, about 15 s.":         {Bytes: 9_112_004, Took: 12 * time.Second},
		"1 file, about 95 kB, about 5 s.":         {Bytes: 95_400, Took: 5 * time.Second},
		"1 file, about 1 GB, about 90 s.":         {Bytes: 1_040_000_000, Took: 89 * time.Second},
		"1 file, about 12 GB, about 31 min.":      {Bytes: 12_340_000_000, Took: 31*time.Minute + 10*time.Second},
		"1 file, about 0 bytes, a few seconds.":   {},
	}
	for want, ahead := range tests {
		if got := aheadText(excelAheadFile, ahead); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// A folder that holds files is not written into without a word.
func TestLayoutAsksBeforeReplacing(t *testing.T) {
	e := openExcel(t, nil)
	e.page.fresh.what.Choose(int(excelLayout))
	p := showSaveFile(e.surroundings, e.page.doors.files, e.page.fresh.choice.job(e.set, testNow()))
	if err := os.MkdirAll(p.path.Text, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(p.path.Text, "medical_claim.csv"), []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	test.Tap(p.save)
	if len(e.set.layouts) != 0 || p.save.Text != saveReplaceThem {
		t.Fatalf("wrote %v, button %q", e.set.layouts, p.save.Text)
	}
	test.Tap(p.save)
	if !cmp.Equal(e.set.layouts, []app.Layout{app.LayoutTuva}) || e.set.filters[0].Roster != claims.RosterOn {
		t.Errorf("wrote %v %+v", e.set.layouts, e.set.filters)
	}
}

func TestPrivacyInPlainWords(t *testing.T) {
	e := openExcel(t, nil)
	n := e.page.fresh
	for i, want := range []string{excelFullWhat, excelLimitedWhat, excelDeidentifiedWhat} {
		n.privacy.Choose(i)
		if n.level.Text != want || n.providers.Visible() != (i == 2) {
			t.Errorf("level %d says %q", i, n.level.Text)
		}
	}
	n.providers.SetChecked(true)
	if r := e.lastCounted(t); !r.KeepProviders || r.Privacy != claims.PrivacyDeidentified {
		t.Errorf("recipe %+v", r)
	}
	n.privacy.Choose(1)
	if r := e.lastCounted(t); r.KeepProviders {
		t.Error("a limited data set keeps providers anyway: the recipe must not ask for it")
	}
}

// What the engine refuses stands where the counts would be.
func TestNewExportProblem(t *testing.T) {
	e := openExcel(t, func(e *excelStage) { e.set.wrong = &app.UsageError{Text: "Each row is a month."} })
	if got := e.page.fresh.ahead.note.label.Text; got != "Each row is a month." || !e.page.fresh.make.Disabled() {
		t.Errorf("says %q", got)
	}
}

func TestExcelKeys(t *testing.T) {
	e := openExcel(t, func(e *excelStage) { e.someRecipes(); e.reader.exports = someExports() })
	e.page.MoveTab(1)
	if e.page.tabs.Chosen() != 1 || e.window.Canvas().Focused() != fyne.Focusable(e.page.recipes.table) {
		t.Error("the next tab has not the keyboard")
	}
	e.page.recipes.table.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if e.window.Canvas().Overlays().Top() == nil {
		t.Fatal("Enter runs nothing")
	}
	escapeLayer(e.window.Canvas())
	if e.window.Canvas().Overlays().Top() != nil {
		t.Error("Esc leaves the sheet open")
	}
	e.page.MoveTab(-1)
	e.page.makeFile()
	if e.window.Canvas().Overlays().Top() == nil {
		t.Error("Ctrl+Enter makes nothing")
	}
}

func TestRegisterByDate(t *testing.T) {
	e := openExcel(t, func(e *excelStage) { e.reader.exports = someExports() })
	e.page.tabs.Choose(e.registerTab())
	r := e.page.register
	if r.table.Total() != 4 || r.count.Text != "4 exports" {
		t.Fatalf("%d rows, %q", r.table.Total(), r.count.Text)
	}
	r.days[0].entry.SetText("8/2/2026")
	r.days[1].entry.SetText("8/21/2026")
	if r.table.Total() != 2 || r.table.Cells(0)[1].Text != "walter" {
		t.Errorf("%d rows", r.table.Total())
	}
	r.saveIt()
	p, ok := e.window.Canvas().Focused().(*keyButton)
	if !ok {
		t.Fatal("the sheet has not the keyboard")
	}
	test.Tap(p)
	if want := []string{"2026-08-02", "2026-08-21", filepath.Join(e.folder, "claimsdesk-a9994-export-register-2026-08-29.csv")}; !cmp.Equal(e.set.outs, want) {
		t.Errorf("saved %q", e.set.outs)
	}
	escapeLayer(e.window.Canvas())
	r.days[0].entry.SetText("8/29/2026")
	r.days[1].entry.SetText("")
	if !r.empty.Visible() || r.empty.Title() != registerNoneThen || !r.save.Disabled() {
		t.Errorf("no entries: %q", r.empty.Title())
	}
}

func TestRegisterProblem(t *testing.T) {
	e := openExcel(t, func(e *excelStage) { e.reader.err = os.ErrPermission })
	e.page.tabs.Choose(e.registerTab())
	r := e.page.register
	if !r.problem.Content().Visible() || r.table.Visible() {
		t.Fatal("the problem is not told")
	}
	e.reader.err = nil
	test.Tap(r.problem.step)
	if r.problem.Content().Visible() || !r.empty.Visible() {
		t.Error("another try changes nothing")
	}
}
