package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// sheetWidth is the width of a question at a text size of 100 %.
const sheetWidth = 480

// keyButton is a button that Enter presses too, and that passes Esc on: Fyne's own knows Space only.
type keyButton struct {
	widget.Button
	onEscape func()
}

func newKeyButton(text string, tapped, onEscape func()) *keyButton {
	b := &keyButton{onEscape: onEscape}
	b.Text, b.OnTapped = text, tapped
	b.ExtendBaseWidget(b)
	return b
}

// TypedKey implements fyne.Focusable.
func (b *keyButton) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		b.Tapped(nil)
	case fyne.KeyEscape:
		b.onEscape()
	default:
		b.Button.TypedKey(key)
	}
}

// question asks before something is done.
type question struct {
	title, text string
	act         string // the button that does it, named after the act; empty for a sheet that only tells
	dismiss     string // the button that does nothing
	do          func()
	safe        bool // the keyboard starts on the button that does nothing
}

// ask lays a question over the window.
func ask(w fyne.Window, q question) {
	text := widget.NewLabel(q.text)
	text.Wrapping = fyne.TextWrapWord
	showSheet(w, q, text)
}

// showSheet lays content with the buttons of a question over the window.
func showSheet(w fyne.Window, q question, content fyne.CanvasObject) {
	var sheet *widget.PopUp
	before := w.Canvas().Focused()
	hide := func() {
		sheet.Hide()
		if before != nil {
			w.Canvas().Focus(before)
		}
	}
	dismiss := newKeyButton(q.dismiss, hide, hide)
	buttons := container.New(layout.NewCustomPaddedHBoxLayout(gapSmall), layout.NewSpacer(), dismiss)
	first := dismiss
	if q.act != "" {
		act := newKeyButton(q.act, func() { hide(); q.do() }, hide)
		act.Importance = widget.HighImportance
		buttons.Add(act)
		if !q.safe {
			first = act
		}
	}
	inside := stacked(heading(q.title), content, inset(pageMargin, 0, gapSmall, gapSmall, buttons))
	sheet = widget.NewModalPopUp(atWidth(sheetWidth, widgets.NewSurface("", gapSmall, inside)), w.Canvas())
	sheet.Show()
	w.Canvas().Focus(first)
}
