package ui

import (
	"os"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/exporter"
)

// TestShotsExcel draws Excel in its states.
func TestShotsExcel(t *testing.T) {
	shots := []struct {
		name   string
		before func(*excelStage)
		do     func(*excelStage)
		file   bool // a people file is imported
	}{
		{name: "new"},
		{name: "new-table", do: func(e *excelStage) { e.page.fresh.what.Choose(1); e.page.fresh.privacy.Choose(2); e.ring(countPause) }},
		{name: "new-raw", do: func(e *excelStage) { e.page.fresh.what.Choose(1); e.page.fresh.format.Choose(4); e.ring(countPause) }},
		{name: "new-layout", do: func(e *excelStage) { e.page.fresh.what.Choose(2); e.ring(countPause) }},
		{name: "new-dates", do: func(e *excelStage) { e.page.fresh.dates.SetSelected(excelFromTo) }},
		{name: "new-nobody", before: func(e *excelStage) { e.set.rows = nil }},
		{name: "new-counting", before: func(e *excelStage) { e.nav.hold = true }},
		{name: "new-problem", before: func(e *excelStage) {
			e.set.wrong = &app.UsageError{Text: "Each row of Coverage months is a month, and a de-identified file shows years only. Leave the table out, or choose limited."}
		}},
		{name: "new-ticked", before: func(e *excelStage) { e.ticked = town(40)[:12] }, do: func(e *excelStage) { e.page.fresh.who.Choose(3); e.ring(countPause) }},
		{name: "new-ticked-recipe", before: func(e *excelStage) { e.ticked = town(40)[:12] }, do: func(e *excelStage) { e.page.fresh.who.Choose(3); e.page.fresh.saveIt() }},
		{name: "new-ticked-list", before: func(e *excelStage) { e.ticked = town(40)[:12] }, do: func(e *excelStage) { e.page.fresh.askTickedList() }},
		{name: "claims", do: func(e *excelStage) { e.page.fresh.askClaims() }},
		{name: "columns", do: func(e *excelStage) { e.page.fresh.askColumns() }},
		{name: "removed", do: func(e *excelStage) { e.page.fresh.tellRemoved() }},
		{name: "make", do: func(e *excelStage) { e.page.fresh.makeIt() }},
		{name: "done", do: func(e *excelStage) { e.save() }},
		{name: "file-open", before: func(e *excelStage) { e.set.failing = exporter.ErrOpenElsewhere }, do: func(e *excelStage) { e.save() }},
		{name: "recipe", do: func(e *excelStage) { e.page.fresh.askRecipe() }},
		{name: "recipes", before: (*excelStage).someRecipes, do: func(e *excelStage) { e.page.tabs.Choose(1) }},
		{name: "recipe-edit", before: (*excelStage).someRecipes, do: func(e *excelStage) { e.page.tabs.Choose(1); e.page.recipes.editIt(); e.ring(countPause) }},
		{name: "recipe-people", before: (*excelStage).someRecipes, do: func(e *excelStage) {
			e.page.tabs.Choose(1)
			e.page.recipes.table.Select(3)
			e.page.recipes.runIt()
		}},
		{name: "recipe-folder", before: (*excelStage).someRecipes, do: func(e *excelStage) {
			e.page.tabs.Choose(1)
			e.page.recipes.table.Select(2)
			e.page.recipes.after.SetChecked(true)
		}},
		{name: "recipe-delete", before: (*excelStage).someRecipes, do: func(e *excelStage) { e.page.tabs.Choose(1); e.page.recipes.askDelete() }},
		{name: "register", before: func(e *excelStage) { e.reader.exports = someExports() }, do: func(e *excelStage) { e.page.tabs.Choose(e.registerTab()) }},
		{name: "register-entry", before: func(e *excelStage) { e.reader.exports = someExports() }, do: func(e *excelStage) { e.page.tabs.Choose(e.registerTab()); e.page.register.open(0) }},
		{name: "register-empty", do: func(e *excelStage) { e.page.tabs.Choose(e.registerTab()) }},
		{name: "register-problem", before: func(e *excelStage) { e.reader.err = os.ErrPermission }, do: func(e *excelStage) { e.page.tabs.Choose(e.registerTab()) }},
		{name: "lists", before: func(e *excelStage) { e.reader.lists = someLists() }, do: func(e *excelStage) { e.page.tabs.Choose(2) }},
		{name: "lists-empty", do: func(e *excelStage) { e.page.tabs.Choose(2) }},
		{name: "list-use", before: func(e *excelStage) { e.reader.lists = someLists() }, do: func(e *excelStage) { e.page.exportList("Dayton panel"); e.ring(countPause) }},
		{name: "list-import", before: func(e *excelStage) { e.set.match = someMatch() }, do: func(e *excelStage) { e.page.tabs.Choose(2) }, file: true},
	}
	for _, shot := range shots {
		shoot(t, "excel-"+shot.name, func(t *testing.T, dress func(), f frame) fyne.Window {
			e := newExcelStage(t)
			e.folder = "/home/ruth/Documents"
			dress()
			if shot.before != nil {
				shot.before(e)
			}
			e.open(t, f.width, f.height)
			if shot.do != nil {
				shot.do(e)
			}
			if shot.file {
				e.importFile(t)
			}
			return settle(e.window, f)
		})
	}
}

// registerTab is the place of the register's tab.
func (e *excelStage) registerTab() int { return len(e.page.parts) - 1 }

// save makes the file that the page says.
func (e *excelStage) save() {
	job := e.page.fresh.choice.job(e.set, testNow())
	test.Tap(showSaveFile(e.surroundings, e.page.doors.files, job).save)
}
