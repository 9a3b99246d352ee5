package ui_test

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// Enter presses every button of the screens, as Space does: none is Fyne's own, which knows Space alone.
func TestNoPlainButtons(t *testing.T) {
	r := startRig(t, rigOptions{app: test.NewApp(), dir: t.TempDir(), practice: true, people: fewPeople})
	buttons := 0
	walkPages(r, func(page string) {
		tops := append([]fyne.CanvasObject{r.ui.Window().Content()}, r.canvas().Overlays().List()...)
		for _, top := range tops {
			for _, o := range shown(top) {
				switch o := o.(type) {
				case *widget.Button:
					t.Errorf("%s: button %q does not hear Enter", page, o.Text)
				case fyne.Tappable:
					buttons++
				}
			}
		}
	})
	if buttons < 100 {
		t.Errorf("the walk saw %d things to press: did it go anywhere?", buttons)
	}
	r.choose("File", "Set up a connection…")
	for _, o := range shown(r.ui.Window().Content()) {
		if button, ok := o.(*widget.Button); ok {
			t.Errorf("set-up: button %q does not hear Enter", button.Text)
		}
	}
}

// The buttons of Home act on Enter.
func TestEnterPressesButtonsOfHome(t *testing.T) {
	r := newRig(t, t.TempDir(), true)
	r.choose("View", "Home")
	r.press(fyne.KeyReturn) // Get new data has the keyboard
	r.want("Get new data?")
	r.press(fyne.KeyEscape)
	if got := fmt.Sprintf("%T", r.canvas().Focused()); got != "*widgets.Button" {
		t.Errorf("%s has the keyboard afterwards, want the button", got)
	}
}
