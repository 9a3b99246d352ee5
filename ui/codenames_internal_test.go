package ui

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/codes"
)

// fakeNames is what became of imported files.
type fakeNames struct {
	imported, forgotten []string
	gives               claims.NameFile
	err                 error
}

func (f *fakeExcel) ImportCodeNames(_ context.Context, path string) (claims.NameFile, error) {
	f.names.imported = append(f.names.imported, path)
	return f.names.gives, f.names.err
}

func (f *fakeExcel) ForgetCodeNames(_ context.Context, system string) error {
	f.names.forgotten = append(f.names.forgotten, system)
	return f.names.err
}

func someNameFiles() []claims.NameFile {
	return []claims.NameFile{
		{System: string(codes.ICD10CM), File: "icd10cm-order-2026.txt", FileDate: "2025-06-20", Imported: "2026-08-29T09:00:00Z", Names: 97_584},
		{System: string(codes.NDC), File: "product.txt", FileDate: "2026-08-14", Imported: "2026-08-29T09:05:00Z", Names: 112_345},
	}
}

// openNames opens the sheet from My lists.
func openNames(t *testing.T, files []claims.NameFile) (*excelStage, *codeNames) {
	t.Helper()
	e := newExcelStage(t)
	e.reader.person.files = files
	e.reader.lists = someLists()
	e.open(t, 1112, 684)
	e.page.tabs.Choose(2)
	return e, showCodeNames(e.surroundings, e.page.doors, e.set)
}

// wordsIn are the texts of an object that can be seen.
func wordsIn(o fyne.CanvasObject) string {
	var b strings.Builder
	var walk func(fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		if !o.Visible() {
			return
		}
		switch o := o.(type) {
		case *widget.Label:
			b.WriteString(o.Text + "\n")
		case *keyButton:
			b.WriteString("[" + o.Text + "]\n")
		case *fyne.Container:
			for _, inside := range o.Objects {
				walk(inside)
			}
		case fyne.Widget:
			for _, inside := range test.WidgetRenderer(o).Objects() {
				walk(inside)
			}
		}
	}
	walk(o)
	return b.String()
}

func TestCodeNamesSayWhatThereIs(t *testing.T) {
	e, c := openNames(t, someNameFiles())
	got := wordsIn(c.rows)
	for _, want := range []string{
		"97,584 names · icd10cm-order-2026.txt · file of Jun 20, 2025 · imported Aug 29, 2026", "112,345 names · product.txt · file of Aug 14, 2026", namesDRGFrom, namesHCPCSFrom,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the sheet does not say %q:\n%s", want, got)
		}
	}
	if strings.Count(got, "["+namesForget+"]") != 2 {
		t.Errorf("two files can be forgotten:\n%s", got)
	}
	if !escapeLayer(e.window.Canvas()) || e.window.Canvas().Overlays().Top() != nil {
		t.Error("Esc must close the sheet")
	}
}

func TestImportNames(t *testing.T) {
	e, c := openNames(t, nil)
	e.set.names.gives = claims.NameFile{System: string(codes.MSDRG), Names: 771}
	c.bring("/home/ruth/Table5.zip")
	if got, want := c.word.label.Text, namesDRG+": 771 names imported."; got != want || len(e.set.names.imported) != 1 {
		t.Errorf("word %q, want %q; %v", got, want, e.set.names.imported)
	}
	e.set.names.err = &app.UsageError{Text: "This file holds no names that ClaimsDesk knows."}
	c.bring("/home/ruth/photo.png")
	if !strings.Contains(c.word.label.Text, "holds no names") || c.add.Disabled() {
		t.Errorf("word %q, import disabled %t", c.word.label.Text, c.add.Disabled())
	}
	e.set.names.err = nil
	e.reader.person.files = someNameFiles()
	c.read()
	c.forget(someNameFiles()[0])
	if len(e.set.names.forgotten) != 1 || e.set.names.forgotten[0] != "icd10cm" {
		t.Errorf("forgotten %v", e.set.names.forgotten)
	}
}

// The way to the names stands with the lists, with and without lists.
func TestNamesStandWithMyLists(t *testing.T) {
	e := newExcelStage(t)
	e.open(t, 1112, 684)
	e.page.tabs.Choose(2)
	if !e.page.lists.names.Visible() || e.page.lists.names.Text != listsNames {
		t.Fatal("no way to the names of codes")
	}
	test.Tap(e.page.lists.names)
	if e.window.Canvas().Overlays().Top() == nil {
		t.Error("the sheet does not open")
	}
}
