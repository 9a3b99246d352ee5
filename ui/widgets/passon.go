package widgets

import "fyne.io/fyne/v2"

// passOn gives a key that a widget has no use for to whoever listens to the window, as if nothing had the keyboard: Fyne
// itself lets it end at the widget (docs/reference/screens.md 2, fact 6).
func passOn(o fyne.CanvasObject, key *fyne.KeyEvent) {
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	if c == nil {
		return
	}
	if listener := c.OnTypedKey(); listener != nil {
		listener(key)
	}
}
