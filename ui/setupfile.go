package ui

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// setupFile takes credentials from a text file that was dropped on the window or chosen, and offers to delete the file.
type setupFile struct {
	p      *setupPage
	fill   func(app.Credentials)
	load   *loader
	word   *signed
	choose *keyButton

	content fyne.CanvasObject
}

func newSetupFile(p *setupPage, fill func(app.Credentials)) *setupFile {
	f := &setupFile{p: p, fill: fill, word: newSigned()}
	f.load = newLoader(p.s.nav.runBackground, p.s.after, nil)
	f.choose = newKeyButton(setupChooseFile, f.openDialog, func() { p.Escape() })
	f.word.set(assets.Download, theme.ColorNamePrimary, setupDropHere)
	button := container.NewCenter(f.choose)
	line := container.New(layout.NewBorderLayout(nil, nil, nil, button), f.word.box, button)
	f.content = widgets.NewSurface(ColorInfoBack, gapSmall, line)
	return f
}

// take reads a file in the background.
func (f *setupFile) take(path string) {
	load(f.p.ctx, f.load, func(context.Context) (app.Credentials, error) { return app.ReadCredentialsFile(path) }, func(c app.Credentials, err error) {
		if err != nil {
			f.word.set(assets.Warning, ColorWarn, inPlace(app.ProblemOf(err), f.p.form.place()).Title)
			return
		}
		f.word.set(assets.Check, ColorOK, setupFileTaken)
		f.fill(c)
		f.askToDelete(path)
	})
}

// askToDelete offers to delete a file that holds a secret. Nothing is kept before the connection is, so the safe answer
// has the keyboard.
func (f *setupFile) askToDelete(path string) {
	text := wrapped(setupDeleteText)
	name := caption(filepath.Base(path))
	name.Truncation = fyne.TextTruncateEllipsis
	showSheet(f.p.doors.window, question{title: setupDeleteTitle, act: setupDeleteDo, dismiss: setupDeleteNot, safe: true, do: func() { f.remove(path) }},
		stacked(name, text))
}

func (f *setupFile) remove(path string) {
	load(f.p.ctx, f.load, func(context.Context) (struct{}, error) { return struct{}{}, app.DeleteCredentialsFile(path) }, func(_ struct{}, err error) {
		if err != nil {
			f.word.set(assets.Warning, ColorWarn, setupNotDeleted)
			return
		}
		f.word.set(assets.Check, ColorOK, setupDeleted)
	})
}

func (f *setupFile) openDialog() {
	pickFile(f.p.doors.window, f.choose, f.take, func(words string) { f.word.set(assets.Warning, ColorWarn, words) })
}

func (f *setupFile) leave() { f.load.stop() }

// drop takes files that were dropped on the window: the first one counts.
func (p *setupPage) drop(paths []string) {
	if len(paths) == 0 || p.ctx == nil || p.front != nil && p.front != setupStep(p.form) {
		return // a test that runs is not disturbed
	}
	if p.form == nil {
		p.openForm(true)
	}
	p.form.file.take(paths[0])
}
