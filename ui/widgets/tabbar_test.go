package widgets_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// tabWords are the titles that can be seen, with the room that they take.
func tabWords(t *testing.T, b *widgets.TabBar) (words []string, right float32) {
	t.Helper()
	for _, o := range test.WidgetRenderer(b).Objects() {
		if text, ok := o.(*canvas.Text); ok && text.Visible() {
			if text.Position().X < 0 {
				t.Errorf("%q begins outside of the bar", text.Text)
			}
			words = append(words, text.Text)
			right = max(right, text.Position().X+text.MinSize().Width)
		}
	}
	return words, right
}

// A bar that is too narrow for its tabs puts them closer, then moves to the one that was chosen. Nothing is drawn outside of it.
func TestTabBarInLittleRoom(t *testing.T) {
	test.NewTempApp(t)
	b := widgets.NewTabBar("Lines 450", "Diagnoses 25", "Procedures 12", "Team 11", "All fields")
	for _, width := range []float32{700, 420, 340, 200} {
		b.Resize(fyne.NewSize(width, 36))
		for tab := range b.Titles() {
			b.Choose(tab)
			words, right := tabWords(t, b)
			if right > width+1 {
				t.Errorf("width %v, tab %d: drawn up to %v", width, tab, right)
			}
			found := false
			for _, word := range words {
				found = found || word == b.Titles()[tab]
			}
			if !found {
				t.Errorf("width %v: the chosen tab %q is not seen among %q", width, b.Titles()[tab], words)
			}
		}
	}
}
