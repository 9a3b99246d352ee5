package ui

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// A list is imported without a mouse: the place of the file is pasted, the name follows from it, Enter saves.
func TestListImportByKeyboard(t *testing.T) {
	e := openExcel(t, func(e *excelStage) { e.set.match = someMatch() })
	path := filepath.Join(t.TempDir(), "Dayton panel.csv")
	if err := os.WriteFile(path, []byte("MBI\n1EG4TE5MK73\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	i := showListImport(e.page.lists, "", "")
	canvas := e.window.Canvas()
	if canvas.Focused() != fyne.Focusable(i.file) || !i.form.act.Disabled() || i.state.label.Text != listsNoFile {
		t.Fatalf("the form begins on %T, saving possible %t, says %q", canvas.Focused(), !i.form.act.Disabled(), i.state.label.Text)
	}
	test.Type(canvas.Focused(), `"`+path+`"`)
	canvas.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if i.name.Text != "Dayton panel" || canvas.Focused() != fyne.Focusable(i.name) || i.form.act.Disabled() {
		t.Fatalf("after the file: name %q, the keyboard on %T, saving possible %t, %q", i.name.Text, canvas.Focused(), !i.form.act.Disabled(), i.state.label.Text)
	}
	canvas.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if canvas.Overlays().Top() != nil {
		t.Error("the form stays")
	}
	if len(e.set.saved["Dayton panel"]) != 412 {
		t.Errorf("kept %d people", len(e.set.saved["Dayton panel"]))
	}
}

// A form that is closed with a path in it reads nothing any more.
func TestListImportIsCancelled(t *testing.T) {
	e := openExcel(t, nil)
	i := showListImport(e.page.lists, "", "")
	test.Type(i.file, "/nowhere.csv")
	i.file.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if i.path != "" || e.window.Canvas().Overlays().Top() != nil {
		t.Errorf("%q is read, or the form stays", i.path)
	}
}
