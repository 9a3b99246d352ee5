package widgets_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// A button that is pressed with the keyboard keeps it, so that Tab goes on from there.
func TestButtonKeepsTheKeyboard(t *testing.T) {
	for _, key := range []fyne.KeyName{fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace} {
		test.NewTempApp(t)
		pressed := 0
		first, second := widgets.NewButton("first", nil), widgets.NewButton("second", func() { pressed++ })
		canvas := test.NewTempWindow(t, container.NewVBox(first, second)).Canvas()
		canvas.Focus(second)
		second.TypedKey(&fyne.KeyEvent{Name: key})
		second.Disable()
		second.TypedKey(&fyne.KeyEvent{Name: key})
		if pressed != 1 || canvas.Focused() != fyne.Focusable(second) {
			t.Errorf("%s: pressed %d times, the keyboard on %v", key, pressed, canvas.Focused())
		}
	}
}

func TestButtonPassesEscapeOn(t *testing.T) {
	test.NewTempApp(t)
	b, own, window := widgets.NewButton("Go", nil), 0, 0
	canvas := test.NewTempWindow(t, b).Canvas()
	canvas.SetOnTypedKey(func(*fyne.KeyEvent) { window++ })
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	b.OnEscape = func() { own++ }
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if own != 1 || window != 1 {
		t.Errorf("Esc reached the button's own %d times and the window %d times, want once each", own, window)
	}
}
