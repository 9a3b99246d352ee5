package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// shiftHeld notes whether Shift is held while a widget has the keyboard: Fyne does not tell it with a key.
type shiftHeld struct{ shift bool }

// KeyDown implements desktop.Keyable.
func (s *shiftHeld) KeyDown(e *fyne.KeyEvent) { s.note(e, true) }

// KeyUp implements desktop.Keyable.
func (s *shiftHeld) KeyUp(e *fyne.KeyEvent) { s.note(e, false) }

func (s *shiftHeld) note(e *fyne.KeyEvent, down bool) {
	if e.Name == desktop.KeyShiftLeft || e.Name == desktop.KeyShiftRight {
		s.shift = down
	}
}

// asksMenu says that a key asks for the menu of what is chosen: the menu key, or Shift+F10.
func (s *shiftHeld) asksMenu(e *fyne.KeyEvent) bool {
	return e.Name == desktop.KeyMenu || e.Name == fyne.KeyF10 && s.shift
}

// popUp shows a menu over the window of an object.
func popUp(o fyne.CanvasObject, items []*fyne.MenuItem, at fyne.Position) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil && len(items) > 0 {
		widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), c, at)
	}
}
