package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

func TestSheetKeepsItsButtonsInTheWindow(t *testing.T) {
	test.NewTempApp(t)
	const tall = 300
	for name, lines := range map[string]int{"little to say": 1, "more than the window holds": 60} {
		t.Run(name, func(t *testing.T) {
			window := test.NewTempWindow(t, container.NewStack())
			window.Resize(fyne.NewSize(800, tall))
			button := newKeyButton("Close", nil, nil)
			openSheetOver(window, sheetWidth, wrapped(strings.Repeat("A line of text.\n", lines)), button, func() {})
			at := fyne.CurrentApp().Driver().AbsolutePositionForObject(button)
			if bottom := at.Y + button.Size().Height; at.Y < 0 || bottom > tall {
				t.Errorf("the button stands at %.0f to %.0f in a window %d high", at.Y, bottom, tall)
			}
		})
	}
}
