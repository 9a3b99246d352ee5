package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// entry is a line to type in that passes on the keys which Fyne's own keeps to itself.
type entry struct {
	widget.Entry
	onEscape func() // nil passes Esc to whoever listens to the window
	// onKey sees other keys first; true says that it was meant for somebody else.
	onKey    func(fyne.KeyName) bool
	onFocus  func(gained bool)
	selectIt bool // select all text when the keyboard comes
}

func newEntry(hint string) *entry {
	e := &entry{}
	e.ExtendBaseWidget(e)
	e.SetPlaceHolder(hint)
	return e
}

// hide shows what is typed as dots, or as it is. Unlike a password it has no eye to look through: names are shown again for the whole
// window.
func (e *entry) hide(hidden bool) {
	if e.ActionItem == nil {
		e.ActionItem = canvas.NewRectangle(color.Transparent) // in the eye's place
		e.ActionItem.Hide()
	}
	e.Password = hidden
	e.Refresh()
}

// TypedKey implements fyne.Focusable.
func (e *entry) TypedKey(key *fyne.KeyEvent) {
	if key.Name == fyne.KeyEscape {
		if e.onEscape != nil {
			e.onEscape()
		} else {
			passKey(e, key)
		}
		return
	}
	if e.onKey != nil && e.onKey(key.Name) {
		return
	}
	e.Entry.TypedKey(key)
}

// FocusGained implements fyne.Focusable.
func (e *entry) FocusGained() {
	e.Entry.FocusGained()
	if e.selectIt {
		e.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
	if e.onFocus != nil {
		e.onFocus(true)
	}
}

// FocusLost implements fyne.Focusable.
func (e *entry) FocusLost() {
	e.Entry.FocusLost()
	if e.onFocus != nil {
		e.onFocus(false)
	}
}
