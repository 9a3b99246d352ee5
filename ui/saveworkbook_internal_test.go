package ui

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
)

type saveStage struct {
	*stage
	panel  *savePanel
	set    *fakeSet
	folder string
	told   []string
	closed int
	opened []string
}

func showSave(t *testing.T, who workbookScope) *saveStage {
	t.Helper()
	s := &saveStage{stage: newStage(t, &fakeReaders{}), set: &fakeSet{}, folder: t.TempDir()}
	s.set.result = app.ExportResult{Sheets: []app.SheetRows{{Name: "People", Rows: 1}, {Name: "Claims", Rows: 21_350}}}
	s.panel = newSavePanel(s.surroundings, workbookDoors{
		set: s.set, folder: func() string { return s.folder }, keep: func(f string) { s.folder = f }, told: func(text string) { s.told = append(s.told, text) },
	}, workbookJob(s.set, who, testNow()))
	s.panel.closed = func() { s.closed++ }
	s.panel.start = func(path string) error { s.opened = append(s.opened, path); return nil }
	s.window = test.NewTempWindow(t, s.panel.content)
	return s
}

func TestSaveWorkbookOffersANameWithoutPeople(t *testing.T) {
	for _, tt := range []struct {
		who  workbookScope
		want string
	}{
		{workbookScope{}, "claimsdesk-a9994-2026-08-29.xlsx"},
		{workbookScope{MBIs: []string{"1EG4TE5MK73"}, Name: "Rivera, Maria"}, "claimsdesk-a9994-one-person-2026-08-29.xlsx"},
	} {
		s := showSave(t, tt.who)
		if got, want := s.panel.path.Text, filepath.Join(s.folder, tt.want); got != want {
			t.Errorf("path %q, want %q", got, want)
		}
	}
}

func TestPersonPageIsAboutOnePerson(t *testing.T) {
	s := newStage(t, maria())
	p := newPersonPage(s.surroundings, personDoors{}, "7")
	if who := p.workbookScope(); who != nil {
		t.Errorf("before anything is read: %+v", who)
	}
	s.show(t, p, pageWidth, pageHeight)
	want := &workbookScope{MBIs: []string{"1EG4TE5MK73", "1EG4TE5MK72"}, Name: personName(maria().people[0])}
	if diff := cmp.Diff(want, p.workbookScope()); diff != "" {
		t.Error(diff)
	}
}

func TestSaveWorkbookEscape(t *testing.T) {
	s := showSave(t, workbookScope{})
	p := s.panel
	for name, o := range map[string]fyne.Focusable{"path": p.path, "choose": p.choose, "save": p.save, "not now": p.notNow, "open": p.openFile, "close": p.closer} {
		before := s.closed
		o.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
		if s.closed != before+1 {
			t.Errorf("%s: Esc is dead", name)
		}
	}
	s.nav.hold = true
	p.write(p.path.Text)
	before := s.closed
	p.stop.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if s.closed != before || !p.ask.Visible() {
		t.Error("Esc while writing must stop the writing, and leave the question open")
	}
}

func TestSaveWorkbook(t *testing.T) {
	s := showSave(t, workbookScope{MBIs: []string{"1EG4TE5MK73"}})
	path := s.panel.path.Text
	test.Tap(s.panel.save)
	want := []app.ExportRequest{{Workbook: true, Format: app.FormatXLSX, Out: path, Headings: claims.HeadingPlain, MBIs: []string{"1EG4TE5MK73"}}}
	if diff := cmp.Diff(want, s.set.wrote); diff != "" {
		t.Fatal(diff)
	}
	if !s.panel.done.Visible() || s.panel.ask.Visible() {
		t.Fatal("the result is not shown")
	}
	if got := s.panel.table.List()[1].Value; got != "21,350 rows" {
		t.Errorf("second sheet %q", got)
	}
	test.Tap(s.panel.openFile)
	test.Tap(s.panel.openFolder)
	if diff := cmp.Diff([]string{path, s.folder}, s.opened); diff != "" {
		t.Error(diff)
	}
	test.Tap(s.panel.closer)
	if s.closed != 1 {
		t.Error("the dialog stays open")
	}
}

func TestSaveWorkbookRemembersTheFolder(t *testing.T) {
	s := showSave(t, workbookScope{})
	other := t.TempDir()
	s.panel.path.SetText(filepath.Join(other, "mine.xlsx"))
	s.panel.path.OnSubmitted("")
	if s.folder != other {
		t.Errorf("folder %q, want %q", s.folder, other)
	}
}

func TestSaveWorkbookAsksBeforeReplacing(t *testing.T) {
	s := showSave(t, workbookScope{})
	if err := os.WriteFile(s.panel.path.Text, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	test.Tap(s.panel.save)
	if len(s.set.wrote) != 0 || s.panel.save.Text != saveReplace {
		t.Fatalf("wrote %d, button %q", len(s.set.wrote), s.panel.save.Text)
	}
	s.panel.path.SetText(s.panel.path.Text + ".xlsx") // another name takes the question back
	if s.panel.save.Text != saveGo {
		t.Errorf("button %q", s.panel.save.Text)
	}
	s.panel.path.SetText(filepath.Join(s.folder, "claimsdesk-a9994-2026-08-29.xlsx"))
	test.Tap(s.panel.save)
	test.Tap(s.panel.save)
	if len(s.set.wrote) != 1 {
		t.Errorf("wrote %d files after the second press", len(s.set.wrote))
	}
}

func TestSaveWorkbookLooksAtThePath(t *testing.T) {
	s := showSave(t, workbookScope{})
	for _, tt := range []struct{ path, want string }{
		{" ", saveNoPath}, {"book.xlsx", saveNotWhole}, {filepath.Join(s.folder, "book.csv"), "The name must end in .xlsx."}, {filepath.Join(s.folder, "BOOK.XLSX"), ""},
	} {
		s.panel.path.SetText(tt.path)
		if got := s.panel.word.label.Text; got != tt.want || s.panel.save.Disabled() != (tt.want != "") {
			t.Errorf("%q: says %q, want %q; disabled %t", tt.path, got, tt.want, s.panel.save.Disabled())
		}
	}
}

func TestSaveWorkbookCanBeStopped(t *testing.T) {
	s := showSave(t, workbookScope{})
	s.nav.hold = true
	s.panel.write(s.panel.path.Text)
	if !s.panel.writing.Visible() {
		t.Fatal("no progress shown")
	}
	test.Tap(s.panel.stop)
	s.nav.release(0)
	if !s.panel.ask.Visible() || s.panel.done.Visible() || s.told[len(s.told)-1] != "" {
		t.Errorf("after stopping: told %q", s.told)
	}
}

func TestSaveWorkbookProblem(t *testing.T) {
	s := showSave(t, workbookScope{})
	s.set.failing = exporter.ErrOpenElsewhere
	test.Tap(s.panel.save)
	if !s.panel.trouble.Visible() || s.panel.problem.title.Text != "The file is open in another program." {
		t.Fatalf("problem %q", s.panel.problem.title.Text)
	}
	test.Tap(s.panel.problem.step)
	if !s.panel.ask.Visible() {
		t.Error("another try must ask for the name again")
	}
}

func TestSaveWorkbookWithoutAProgramToOpenIt(t *testing.T) {
	s := showSave(t, workbookScope{})
	s.panel.start = func(string) error { return errors.New("no program") }
	test.Tap(s.panel.save)
	test.Tap(s.panel.openFile)
	if got := s.panel.result.label.Text; got != saveDone+"\n"+s.panel.saved+"\n"+saveCannotOpen {
		t.Errorf("says %q", got)
	}
}
