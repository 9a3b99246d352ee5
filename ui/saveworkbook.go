package ui

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// workbookName is the name that a workbook is offered under. It names the data set and the day, never a person.
func workbookName(set string, who workbookScope, day time.Time) string {
	if who.Name != "" {
		set += "-one-person"
	}
	return fmt.Sprintf("claimsdesk-%s-%s.xlsx", set, day.Format(time.DateOnly))
}

// workbookPanel saves the workbook: where to, how far it is, what to do with it. Its dialog is one panel that changes,
// so that nothing opens above something else.
type workbookPanel struct {
	s      surroundings
	doors  workbookDoors
	who    workbookScope
	load   *loader
	closed func() // closes the dialog
	// start opens a file or folder with the program of the computer.
	start func(path string) error
	ctx   context.Context
	end   context.CancelFunc
	saved string

	path                         *entry
	choose, save, notNow         *keyButton
	word                         *signed
	ask                          fyne.CanvasObject
	doing, rows                  *widget.Label
	bar                          *widget.Activity
	stop                         *keyButton
	writing                      fyne.CanvasObject
	result                       *signed
	table                        *widgets.Facts
	openFile, openFolder, closer *keyButton
	done                         fyne.CanvasObject
	problem                      *problemPanel
	trouble                      *fyne.Container
	content                      *fyne.Container
}

// showSaveWorkbook opens the dialog.
func showSaveWorkbook(s surroundings, doors workbookDoors, who workbookScope) *workbookPanel {
	p := newWorkbookPanel(s, doors, who)
	title := saveTitle
	if who.Name != "" {
		title = saveOneTitle
	}
	sheet := openSheet(doors.window, saveWidth, stacked(heading(title), p.content), p.escape)
	p.closed = func() {
		p.leave()
		sheet.close()
	}
	s.focus(p.save)
	return p
}

func newWorkbookPanel(s surroundings, doors workbookDoors, who workbookScope) *workbookPanel {
	p := &workbookPanel{s: s, doors: doors, who: who, closed: func() {}, start: startProgram}
	p.load = newLoader(s.nav.runBackground, s.after, nil)
	p.ctx, p.end = context.WithCancel(context.Background())
	p.makeAsk()
	p.makeWriting()
	p.makeDone()
	p.problem = newProblemPanel(s.copy)
	back := newKeyButton(saveNotNow, p.escape, p.escape)
	p.problem.setEscape(p.escape)
	p.trouble = container.New(layout.NewCustomPaddedVBoxLayout(gapSmall), p.problem.Content(), container.NewHBox(layout.NewSpacer(), back))
	p.content = inset(0, gapSmall, 0, 0, container.NewStack(p.ask, p.writing, p.done, p.trouble))
	p.face(p.ask)
	p.path.SetText(filepath.Join(p.folder(), workbookName(doors.set.Name(), who, s.now())))
	return p
}

// saveWidth is the width of the sheet at a text size of 100 %.
const saveWidth = 600

// escape is Esc wherever the keyboard is: it stops the writing, else it closes the sheet.
func (p *workbookPanel) escape() {
	if p.writing.Visible() {
		p.stopWriting()
		return
	}
	p.closed()
}

// folder is where the last file went, else the user's documents or home.
func (p *workbookPanel) folder() string {
	if last := p.doors.folder(); last != "" {
		return last
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	documents := filepath.Join(home, "Documents")
	if info, err := os.Stat(documents); err == nil && info.IsDir() {
		return documents
	}
	return home
}

func (p *workbookPanel) makeAsk() {
	whom := bold(saveEverybody)
	if p.who.Name != "" {
		whom.SetText(fmt.Sprintf(saveOnly, p.who.Name))
	}
	whom.Wrapping = fyne.TextWrapWord
	what := wrapped(saveWhat)
	names := newSigned()
	names.set(assets.Warning, ColorWarn, saveNames)
	p.path = newEntry("")
	p.path.OnChanged = func(string) { p.look() }
	p.path.OnSubmitted = func(string) { p.submit() }
	p.path.onEscape = p.escape
	p.choose = newKeyButton(saveChoose, p.chooseFolder, p.escape)
	line := container.New(layout.NewBorderLayout(nil, nil, nil, p.choose), p.path, p.choose)
	label := bold(savePlace)
	p.word = newSigned()
	p.word.label.SizeName = theme.SizeNameCaptionText
	p.notNow = newKeyButton(saveNotNow, p.escape, p.escape)
	p.save = newMainButton(saveGo, p.submit, p.escape)
	buttons := container.NewHBox(layout.NewSpacer(), beside(p.notNow, p.save))
	p.ask = stacked(whom, what, widgets.NewSurface(ColorWarnBack, 4, inset(0, 0, gapSmall, 0, names.box)),
		inset(gapSmall, 0, 0, 0, label), inset(0, 0, gapSmall, gapSmall, line), inset(0, 0, gapSmall, 0, p.word.box), buttons)
}

func (p *workbookPanel) makeWriting() {
	p.doing, p.rows, p.bar = widget.NewLabel(saveWriting), widget.NewLabel(""), widget.NewActivity()
	p.doing.TextStyle = fyne.TextStyle{Bold: true}
	p.stop = newKeyButton(saveStop, p.stopWriting, p.escape)
	turning := inset(gapSmall, 0, gapSmall, 0, container.NewVBox(container.NewGridWrap(fyne.NewSquareSize(20), p.bar)))
	state := container.New(layout.NewBorderLayout(nil, nil, turning, nil), turning, p.rows)
	p.writing = stacked(p.doing, inset(0, pageMargin, 0, 0, state),
		container.NewHBox(layout.NewSpacer(), p.stop))
}

func (p *workbookPanel) makeDone() {
	const names = 160
	p.result, p.table = newSigned(), widgets.NewFacts(names)
	p.openFile = newMainButton(saveOpenFile, func() { p.open(p.saved) }, p.escape)
	p.openFolder = newKeyButton(saveOpenFolder, func() { p.open(filepath.Dir(p.saved)) }, p.escape)
	p.closer = newKeyButton(saveClose, p.escape, p.escape)
	buttons := container.NewHBox(layout.NewSpacer(), beside(p.closer, p.openFolder, p.openFile))
	p.done = stacked(p.result.box, inset(gapSmall, pageMargin, 28, gapSmall, p.table), buttons)
}

// face shows one of the panel's faces.
func (p *workbookPanel) face(shown fyne.CanvasObject) {
	for _, o := range []fyne.CanvasObject{p.ask, p.writing, p.done, p.trouble} {
		setShown(o, o == shown)
	}
	if shown == p.writing {
		p.bar.Start()
	} else {
		p.bar.Stop()
	}
	p.content.Refresh()
}

// look checks the path as far as that needs no disk.
func (p *workbookPanel) look() {
	text := strings.TrimSpace(p.path.Text)
	p.save.SetText(saveGo)
	word := ""
	switch {
	case text == "":
		word = saveNoPath
	case !filepath.IsAbs(text):
		word = saveNotWhole
	case !strings.EqualFold(filepath.Ext(text), ".xlsx"):
		word = saveBadName
	}
	enable(p.save, word == "")
	if word == "" {
		p.word.set("", "", "")
		return
	}
	p.word.set(assets.Warning, ColorWarn, word)
}

// submit saves, after a second press where a file would be replaced.
func (p *workbookPanel) submit() {
	if p.save.Disabled() {
		return
	}
	path := strings.TrimSpace(p.path.Text)
	if p.save.Text == saveReplace {
		p.write(path)
		return
	}
	load(p.ctx, p.load, func(context.Context) (bool, error) {
		_, err := os.Stat(path)
		return err == nil, nil // a path that cannot be looked at is for the export to report
	}, func(there bool, _ error) {
		if !there {
			p.write(path)
			return
		}
		p.word.set(assets.Warning, ColorWarn, saveReplaceText)
		p.save.SetText(saveReplace)
	})
}

// write writes the file in the background.
func (p *workbookPanel) write(path string) {
	p.face(p.writing)
	p.rows.SetText("")
	p.s.focus(p.stop)
	p.doors.told(fmt.Sprintf(saveStatusRuns, filepath.Base(path)))
	req := app.ExportRequest{Workbook: true, Format: app.FormatXLSX, Out: path, Headings: claims.HeadingPlain, MBIs: p.who.MBIs}
	mine := p.load.generation + 1
	report := func(e app.Event) {
		fyne.Do(func() {
			if p.load.generation == mine && e.Item != "" {
				p.rows.SetText(fmt.Sprintf(saveRows, e.Item, app.Counted(int(e.Rows), "row", "rows")))
			}
		})
	}
	load(p.ctx, p.load, func(ctx context.Context) (app.ExportResult, error) {
		return p.doors.set.Export(ctx, req, report)
	}, func(result app.ExportResult, err error) { p.written(path, result, err) })
}

func (p *workbookPanel) written(path string, result app.ExportResult, err error) {
	p.doors.told("")
	if errors.Is(err, context.Canceled) {
		p.face(p.ask)
		return
	}
	if err != nil {
		p.problem.tell(app.ProblemOf(err), wordTryAgain, func() { p.face(p.ask) })
		p.face(p.trouble)
		return
	}
	p.saved = path
	p.doors.keep(filepath.Dir(path))
	p.doors.told(saveStatusDone)
	p.result.set(assets.Check, ColorOK, saveDone+"\n"+path)
	facts := make([]widgets.Fact, 0, len(result.Sheets))
	for _, sheet := range result.Sheets {
		facts = append(facts, widgets.Fact{Name: sheet.Name, Value: app.Counted(int(sheet.Rows), "row", "rows")})
	}
	p.table.SetColumns(2)
	p.table.Set(facts)
	p.face(p.done)
	p.s.focus(p.openFile)
}

// stopWriting goes back to the question; no half file is left.
func (p *workbookPanel) stopWriting() {
	p.load.stop()
	p.doors.told("")
	p.face(p.ask)
	p.s.focus(p.save)
}

func (p *workbookPanel) leave() {
	p.bar.Stop()
	if p.load.running() {
		p.doors.told("")
	}
	p.load.stop()
	p.end()
}

// chooseFolder lets a folder be picked; the name stays.
func (p *workbookPanel) chooseFolder() {
	d := dialog.NewFolderOpen(func(folder fyne.ListableURI, err error) {
		if err == nil && folder != nil {
			p.path.SetText(filepath.Join(folder.Path(), filepath.Base(strings.TrimSpace(p.path.Text))))
		}
		p.s.focus(p.save)
	}, p.doors.window)
	if at, err := storage.ListerForURI(storage.NewFileURI(filepath.Dir(p.path.Text))); err == nil {
		d.SetLocation(at)
	}
	d.Show()
}

func (p *workbookPanel) open(path string) {
	if err := p.start(path); err != nil {
		p.result.set(assets.Info, ColorInfo, saveDone+"\n"+p.saved+"\n"+saveCannotOpen)
		p.content.Refresh()
	}
}

// startProgram opens a file or folder with the program that the computer has for it.
func startProgram(path string) error {
	slashed := filepath.ToSlash(path)
	if !strings.HasPrefix(slashed, "/") { // a Windows drive
		slashed = "/" + slashed
	}
	return fyne.CurrentApp().OpenURL(&url.URL{Scheme: "file", Path: slashed})
}
