package widgets_test

import (
	"testing"

	"fyne.io/fyne/v2"
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
			canvas := window.Canvas()
			canvas.Focus(s)
			s.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
			for _, key := range tt.keys {
				canvas.Focused().TypedKey(&fyne.KeyEvent{Name: key})
			}
			if s.Selected != tt.want {
				t.Errorf("chosen %q, want %q", s.Selected, tt.want)
			}
			if diff := cmp.Diff(tt.told, told); diff != "" {
				t.Errorf("told (-want +got):\n%s", diff)
			}
			if canvas.Overlays().Top() != nil || canvas.Focused() != fyne.Focusable(s) {
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
