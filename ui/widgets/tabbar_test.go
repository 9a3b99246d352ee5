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

// arrowsOf are the arrows at the ends that can be seen: at the left, at the right.
func arrowsOf(b *widgets.TabBar) (left, right bool) {
	for _, o := range test.WidgetRenderer(b).Objects() {
		if image, ok := o.(*canvas.Image); ok && image.Visible() {
			left = left || image.Position().X == 0
			right = right || image.Position().X > 0
		}
	}
	return left, right
}

// Tabs beyond an end are told by an arrow there, which leads to them.
func TestTabBarArrows(t *testing.T) {
	test.NewTempApp(t)
	b := widgets.NewTabBar("Spending", "Hospital and ED", "Follow-up", "Care outside our group", "Top people", "Medicines")
	b.Resize(fyne.NewSize(1000, 36))
	if left, right := arrowsOf(b); left || right {
		t.Errorf("all tabs fit: arrows %t, %t", left, right)
	}
	b.Resize(fyne.NewSize(360, 36))
	if left, right := arrowsOf(b); left || !right {
		t.Errorf("at the first tab: arrows %t, %t; want one at the right", left, right)
	}
	for want := 1; want < len(b.Titles()); want++ {
		test.TapAt(b, fyne.NewPos(355, 18))
		if b.Chosen() != want {
			t.Fatalf("after %d taps on the arrow at the right: tab %d", want, b.Chosen())
		}
		if _, right := arrowsOf(b); !right {
			break
		}
		if left, _ := arrowsOf(b); want > 3 && !left {
			t.Errorf("tab %d: no arrow at the left", want)
		}
	}
	b.Choose(len(b.Titles()) - 1)
	left, right := arrowsOf(b)
	if !left || right {
		t.Errorf("at the last tab: arrows %t, %t; want one at the left", left, right)
	}
	test.TapAt(b, fyne.NewPos(5, 18))
	if b.Chosen() != len(b.Titles())-2 {
		t.Errorf("a tap on the arrow at the left chose tab %d", b.Chosen())
	}
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
