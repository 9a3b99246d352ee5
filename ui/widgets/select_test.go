package widgets_test

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// The list of a choice opens on what is chosen: arrows begin there, Enter takes it, Esc leaves all as it was.
func TestSelectByKeyboard(t *testing.T) {
	tests := map[string]struct {
		chosen string
		keys   []fyne.KeyName
		want   string
		told   []string
	}{
		"enter at once":        {"two", []fyne.KeyName{fyne.KeyReturn}, "two", []string{"two"}},
		"one down":             {"two", []fyne.KeyName{fyne.KeyDown, fyne.KeyReturn}, "three", []string{"three"}},
		"one up":               {"two", []fyne.KeyName{fyne.KeyUp, fyne.KeySpace}, "one", []string{"one"}},
		"nothing chosen, down": {"", []fyne.KeyName{fyne.KeyDown, fyne.KeyReturn}, "one", []string{"one"}},
		"escape":               {"two", []fyne.KeyName{fyne.KeyDown, fyne.KeyEscape}, "two", nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			test.NewTempApp(t)
			s := widgets.NewSelect([]string{"one", "two", "three"}, nil)
			s.SetSelected(tt.chosen)
			var told []string
			s.OnChanged = func(word string) { told = append(told, word) }
			window := test.NewTempWindow(t, s)
			screen := window.Canvas()
			screen.Focus(s)
			s.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
			for _, key := range tt.keys {
				screen.Focused().TypedKey(&fyne.KeyEvent{Name: key})
			}
			if s.Selected != tt.want {
				t.Errorf("chosen %q, want %q", s.Selected, tt.want)
			}
			if diff := cmp.Diff(tt.told, told); diff != "" {
				t.Errorf("told (-want +got):\n%s", diff)
			}
			if screen.Overlays().Top() != nil || screen.Focused() != fyne.Focusable(s) {
				t.Error("the list stays, or the keyboard is not back")
			}
		})
	}
}

// Keys that mean nothing to a choice reach whoever listens to the window.
func TestSelectPassesEscapeOn(t *testing.T) {
	test.NewTempApp(t)
	s := widgets.NewSelect([]string{"one"}, nil)
	window := test.NewTempWindow(t, s)
	var heard []fyne.KeyName
	window.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { heard = append(heard, e.Name) })
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if diff := cmp.Diff([]fyne.KeyName{fyne.KeyEscape}, heard); diff != "" {
		t.Errorf("heard (-want +got):\n%s", diff)
	}
}

// A choice that has the keyboard shows a frame on the ground of a line to type in: a darker ground would say that it is off.
func TestSelectFrame(t *testing.T) {
	test.NewTempApp(t)
	s := widgets.NewSelect([]string{"one", "two"}, nil)
	window := test.NewTempWindow(t, s)
	drawn := func() (ground color.Color, frames int) {
		for i, o := range test.WidgetRenderer(s).Objects() {
			bar, ok := o.(*canvas.Rectangle)
			switch {
			case ok && i == 0:
				ground = bar.FillColor
			case ok && bar.Visible() && bar.StrokeWidth > 1:
				frames++
			}
		}
		return ground, frames
	}
	plain, frames := drawn()
	if frames != 0 {
		t.Errorf("%d frames without the keyboard", frames)
	}
	window.Canvas().Focus(s)
	s.Refresh()
	if ground, frames := drawn(); frames != 1 || ground != plain {
		t.Errorf("with the keyboard: %d frames, ground %v, want one on %v", frames, ground, plain)
	}
	s.Disable()
	if _, frames := drawn(); frames != 0 {
		t.Errorf("%d frames around a choice that is off", frames)
	}
	s.Enable()
	window.Canvas().Unfocus()
	if ground, frames := drawn(); frames != 0 || ground != plain {
		t.Errorf("afterwards %d frames, ground %v", frames, ground)
	}
}
