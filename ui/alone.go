package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
)

// Pages that stand alone in the window, without rail and top bar: set-up, and what keeps a data set from opening.

// outside is the navigator of set-up: there are no people to go to yet.
type outside struct{ u *UI }

var _ navigator = outside{}

func (o outside) openPerson(string)       {}
func (o outside) openPersonClaims(string) {}
func (o outside) openClaim(claimRef)      {}
func (o outside) openPeople(string)       {}
func (o outside) getData()                {}

// back leaves set-up for the data set that is still open; where it had to be closed, for the one of last time.
func (o outside) back() {
	if o.u.shell != nil {
		o.u.showShell()
		return
	}
	o.u.openLast()
}

func (o outside) runBackground(work func()) { o.u.runBackground(work) }

// showAlone fills the window with one page.
func (u *UI) showAlone(p page) {
	u.leaveAlone()
	u.alone = p
	var ctx context.Context
	ctx, u.leaveAlone = context.WithCancel(u.ctx)
	u.root.Objects = nil
	if u.shell != nil {
		u.shell.content.Hide() // stays beneath: a change of theme or text size reaches it too
		u.root.Objects = append(u.root.Objects, u.shell.content)
	}
	u.root.Add(p.Content())
	u.window.Canvas().Unfocus()
	u.window.SetMainMenu(u.menu())
	p.Show(ctx)
	if f, ok := p.(focuser); ok {
		f.Focus()
	}
}

// noticePage says one thing in the middle of the window.
type noticePage struct {
	content fyne.CanvasObject
	first   *keyButton
	focus   func(fyne.Focusable)
}

// Title implements page.
func (p *noticePage) Title() string { return wordProduct }

// Content implements page.
func (p *noticePage) Content() fyne.CanvasObject { return p.content }

// Show implements page.
func (p *noticePage) Show(context.Context) {}

// Focus implements focuser.
func (p *noticePage) Focus() {
	if p.first != nil {
		p.focus(p.first)
	}
}

// showWaiting says what the window is busy with.
func (u *UI) showWaiting(text string) {
	label := caption(text)
	label.Alignment = fyne.TextAlignCenter
	u.showAlone(&noticePage{content: container.NewCenter(container.NewVBox(productIcon(64), label))})
}

// showNotOpened says why a data set did not open: mostly because ClaimsDesk is open already.
func (u *UI) showNotOpened(err error, again func()) {
	problem := app.ProblemOf(err)
	u.deps.Log.Warn("data set not opened", "problem", problem.Title, "error", err.Error())
	first := newKeyButton(wordTryAgain, again, func() {})
	first.Importance = widget.HighImportance
	other := newKeyButton(openOtherData, u.showSetup, func() {})
	quit := newKeyButton(wordQuit, u.close, func() {})
	buttons := container.New(layout.NewCustomPaddedHBoxLayout(gapSmall), layout.NewSpacer(), first, other, quit, layout.NewSpacer())
	var middle fyne.CanvasObject
	if problem.Exit == app.ExitLocked {
		other.Hide()
		middle = notice(lockedTitle, lockedText, buttons)
	} else {
		panel := newProblemPanel(u.deps.App.Clipboard().SetContent)
		panel.tell(problem, "", nil)
		middle = stacked(notice(openFailedTitle, "", container.NewStack()), panel.Content(), inset(pageMargin, 0, 0, 0, buttons))
	}
	s := u.surroundings(outside{u}, nil)
	u.showAlone(&noticePage{content: container.NewCenter(atWidth(560, middle)), first: first, focus: s.focus})
}

// notice is our sign, a title and text above buttons, all centred.
func notice(title, text string, buttons fyne.CanvasObject) fyne.CanvasObject {
	head := heading(title)
	head.SizeName = theme.SizeNameHeadingText
	head.Alignment = fyne.TextAlignCenter
	words := widget.NewLabel(text)
	words.Wrapping, words.Alignment = fyne.TextWrapWord, fyne.TextAlignCenter
	words.Hidden = text == ""
	return stacked(container.NewCenter(productIcon(64)), inset(gapSmall, 0, 0, 0, head), words, inset(pageMargin, 0, 0, 0, buttons))
}
