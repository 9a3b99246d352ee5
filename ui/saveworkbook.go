package ui

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// savePanel saves a file or a folder of files: where to, how far it is, what to do with it. Its dialog is one panel that
// changes, so that nothing opens above something else.
type savePanel struct {
	s      surroundings
	doors  workbookDoors
	job    fileJob
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

// showSaveWorkbook opens the dialog that saves the workbook.
func showSaveWorkbook(s surroundings, doors workbookDoors, who workbookScope) *savePanel {
	return showSaveFile(s, doors, workbookJob(doors.set, who, s.now()))
}

// showSaveFile opens the dialog.
func showSaveFile(s surroundings, doors workbookDoors, job fileJob) *savePanel {
	p := newSavePanel(s, doors, job)
	title := heading(job.title)
	title.Wrapping = fyne.TextWrapWord
	sheet := openSheet(doors.window, saveWidth, stacked(title, p.content), p.escape)
	p.closed = func() {
		p.leave()
		sheet.close()
	}
	s.focus(p.save)
	return p
}

func newSavePanel(s surroundings, doors workbookDoors, job fileJob) *savePanel {
	p := &savePanel{s: s, doors: doors, job: job, closed: func() {}, start: startProgram}
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
	folder := job.folder
	if folder == "" {
		folder = p.folder()
	}
	p.path.SetText(filepath.Join(folder, job.name))
	return p
}

// saveWidth is the width of the sheet at a text size of 100 %: a path is long.
const saveWidth = formWide

// escape is Esc wherever the keyboard is: it stops the writing, else it closes the sheet.
func (p *savePanel) escape() {
	if p.writing.Visible() {
		p.stopWriting()
		return
	}
	p.closed()
}

// folder is where the last file went, else the user's documents or home.
func (p *savePanel) folder() string {
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

func (p *savePanel) makeAsk() {
	whom := bold(p.job.whom)
	whom.Wrapping = fyne.TextWrapWord
	what := wrapped(p.job.what)
	names := newSigned()
	sign, color, back := assets.Info, ColorInfo, ColorInfoBack
	if p.job.names {
		sign, color, back = assets.Warning, ColorWarn, ColorWarnBack
	}
	names.set(sign, color, p.job.keep)
	covered := caption(hiddenFile)
	covered.Wrapping = fyne.TextWrapWord
	setShown(covered, p.job.names && p.s.cover.on())
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
	p.save = newMainButton(p.job.act, p.submit, p.escape)
	buttons := container.NewHBox(layout.NewSpacer(), beside(p.notNow, p.save))
	p.ask = stacked(whom, what, widgets.NewSurface(back, 4, inset(0, 0, gapSmall, 0, names.box)), covered,
		inset(gapSmall, 0, 0, 0, label), inset(0, 0, gapSmall, gapSmall, line), inset(0, 0, gapSmall, 0, p.word.box), buttons)
}

func (p *savePanel) makeWriting() {
	p.doing, p.rows, p.bar = widget.NewLabel(p.job.writing), widget.NewLabel(""), widget.NewActivity()
	p.doing.TextStyle = fyne.TextStyle{Bold: true}
	p.stop = newKeyButton(saveStop, p.stopWriting, p.escape)
	turning := inset(gapSmall, 0, gapSmall, 0, container.NewVBox(signRoom(p.bar)))
	state := container.New(layout.NewBorderLayout(nil, nil, turning, nil), turning, p.rows)
	p.writing = stacked(p.doing, inset(0, pageMargin, 0, 0, state),
		container.NewHBox(layout.NewSpacer(), p.stop))
}

func (p *savePanel) makeDone() {
	const names = 160
	p.result, p.table = newSigned(), widgets.NewFacts(names)
	p.openFile = newMainButton(saveOpenFile, func() { p.open(p.saved) }, p.escape)
	p.openFolder = newKeyButton(saveOpenFolder, func() { p.open(p.savedFolder()) }, p.escape)
	setShown(p.openFile, p.job.ending != "")
	p.closer = newKeyButton(saveClose, p.escape, p.escape)
	buttons := container.NewHBox(layout.NewSpacer(), beside(p.closer, p.openFolder, p.openFile))
	p.done = stacked(p.result.box, inset(gapSmall, pageMargin, 28, gapSmall, p.table), buttons)
}

// face shows one of the panel's faces.
func (p *savePanel) face(shown fyne.CanvasObject) {
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
func (p *savePanel) look() {
	text := strings.TrimSpace(p.path.Text)
	p.save.SetText(p.job.act)
	word := ""
	switch {
	case text == "":
		word = saveNoPath
	case !filepath.IsAbs(text):
		word = saveNotWhole
	case p.job.ending != "" && !strings.EqualFold(filepath.Ext(text), p.job.ending):
		word = fmt.Sprintf(saveBadName, p.job.ending)
	}
	enable(p.save, word == "")
	if word == "" {
		p.word.set("", "", "")
		return
	}
	p.word.set(assets.Warning, ColorWarn, word)
}

// submit saves, after a second press where a file would be replaced.
func (p *savePanel) submit() {
	if p.save.Disabled() {
		return
	}
	path := strings.TrimSpace(p.path.Text)
	if p.save.Text != p.job.act {
		p.write(path)
		return
	}
	load(p.ctx, p.load, func(context.Context) (bool, error) { return p.job.replaces(path), nil }, func(there bool, _ error) {
		if !there {
			p.write(path)
			return
		}
		words, act := saveReplaceText, saveReplace
		switch {
		case p.job.updates:
			words, act = saveUpdateIn, saveUpdate
		case p.job.ending == "":
			words, act = saveReplaceIn, saveReplaceThem
		}
		p.word.set(assets.Warning, ColorWarn, words)
		p.save.SetText(act)
	})
}

// write writes the file in the background.
func (p *savePanel) write(path string) {
	p.face(p.writing)
	p.rows.SetText("")
	p.s.focus(p.stop)
	p.doors.told(fmt.Sprintf(p.job.runs, filepath.Base(path)))
	mine := p.load.generation + 1
	report := func(e app.Event) {
		fyne.Do(func() {
			if p.load.generation == mine && e.Item != "" {
				p.rows.SetText(fmt.Sprintf(saveRows, e.Item, countRows.Of(int(e.Rows))))
			}
		})
	}
	load(p.ctx, p.load, func(ctx context.Context) (app.ExportResult, error) {
		return p.job.write(ctx, path, report)
	}, func(result app.ExportResult, err error) { p.written(path, result, err) })
}

func (p *savePanel) written(path string, result app.ExportResult, err error) {
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
	p.doors.told(p.job.told)
	p.result.set(assets.Check, ColorOK, p.doneWords())
	facts := make([]widgets.Fact, 0, len(result.Sheets))
	for _, sheet := range result.Sheets {
		facts = append(facts, widgets.Fact{Name: sheet.Name, Value: countRows.Of(int(sheet.Rows))})
	}
	p.table.SetColumns(2)
	p.table.Set(facts)
	p.face(p.done)
	if p.openFile.Visible() {
		p.s.focus(p.openFile)
	} else {
		p.s.focus(p.openFolder)
	}
	if p.job.saved != nil {
		p.job.saved()
	}
}

func (p *savePanel) doneWords() string { return p.job.done + "\n" + p.saved }

// savedFolder is where the file is, or the folder of the files.
func (p *savePanel) savedFolder() string {
	if p.job.ending == "" {
		return p.saved
	}
	return filepath.Dir(p.saved)
}

// stopWriting goes back to the question; no half file is left.
func (p *savePanel) stopWriting() {
	p.load.stop()
	p.doors.told("")
	p.face(p.ask)
	p.s.focus(p.save)
}

func (p *savePanel) leave() {
	p.bar.Stop()
	if p.load.running() {
		p.doors.told("")
	}
	p.load.stop()
	p.end()
}

// chooseFolder lets a folder be picked; the name stays.
func (p *savePanel) chooseFolder() {
	pickFolder(p.doors.window, filepath.Dir(p.path.Text), p.choose, func(folder string) {
		p.path.SetText(filepath.Join(folder, filepath.Base(strings.TrimSpace(p.path.Text))))
		p.s.focus(p.save)
	})
}

func (p *savePanel) open(path string) {
	if err := p.start(path); err != nil {
		p.result.set(assets.Info, ColorInfo, p.doneWords()+"\n"+saveCannotOpen)
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
