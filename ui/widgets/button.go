package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Button is a button that Enter presses too, that passes Esc on, and that keeps the keyboard when it is pressed by it: Fyne's own
// knows Space only, and leaves the keyboard nowhere.
type Button struct {
	widget.Button
	OnEscape func() // nil passes Esc to whoever listens to the window
}

// NewButton returns a button.
func NewButton(text string, tapped func()) *Button {
	b := &Button{}
	b.Text, b.OnTapped = text, tapped
	b.ExtendBaseWidget(b)
	return b
}

// TypedKey implements fyne.Focusable.
func (b *Button) TypedKey(key *fyne.KeyEvent) {
	switch {
	case key.Name == fyne.KeyReturn || key.Name == fyne.KeyEnter || key.Name == fyne.KeySpace:
		if !b.Disabled() && b.OnTapped != nil {
			b.OnTapped()
		}
	case key.Name == fyne.KeyEscape && b.OnEscape != nil:
		b.OnEscape()
	case key.Name == fyne.KeyEscape:
		passOn(b, key)
	}
}
