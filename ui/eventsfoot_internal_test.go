package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"
)

// openLarge shows a work list in the smallest room for large text.
func openLarge(t *testing.T, rows int) *eventsStage {
	t.Helper()
	const large, tall = 1.5, 684
	e := newEventsStage(t, workReader(rows))
	fyne.CurrentApp().Settings().SetTheme(Theme{Scale: large})
	e.open(t, pageWidth, tall)
	e.window.Resize(fyne.NewSize(pageWidth+1, tall))
	e.window.Resize(fyne.NewSize(pageWidth, tall))
	return e
}

// Large text leaves no room for the bar of acts; they stand in the line of the other buttons then, and none is lost.
func TestEventsActsWithLargeText(t *testing.T) {
	e := openLarge(t, 24)
	a := e.page.acts
	if a.box.Visible() && e.page.middle.Objects[2].Visible() {
		t.Error("the bar of acts takes room")
	}
	if !e.page.table.Visible() || !a.fewDone.Visible() || !a.fewOther.Visible() {
		t.Fatalf("table %t, mark done %t, more %t", e.page.table.Visible(), a.fewDone.Visible(), a.fewOther.Visible())
	}
	bottom := fyne.CurrentApp().Driver().AbsolutePositionForObject(e.page.counted.label).Y + e.page.counted.label.Size().Height
	if bottom > 684 {
		t.Errorf("what is counted ends at %v, beyond the window", bottom)
	}
	test.Tap(a.fewOther)
	if e.window.Canvas().Overlays().Top() == nil {
		t.Error("More opened nothing")
	}
	e.window.Canvas().Overlays().Top().Hide()
	test.Tap(a.fewDone)
	if diff := cmp.Diff([]string{"done stay0"}, e.done()); diff != "" {
		t.Errorf("done (-want +got):\n%s", diff)
	}
}

func TestEventsWithoutRowsOfferNoActs(t *testing.T) {
	for name, open := range map[string]func(*testing.T) *eventsStage{
		"usual text": func(t *testing.T) *eventsStage { return showEvents(t, workReader(0)) },
		"large text": func(t *testing.T) *eventsStage { return openLarge(t, 0) },
	} {
		t.Run(name, func(t *testing.T) {
			e := open(t)
			if e.page.middle.Objects[2].Visible() || e.page.acts.fewDone.Visible() {
				t.Error("acts without anything to act on")
			}
		})
	}
}

// A line that is too short for the order of the list leaves the order out; it never cuts a word.
func TestListLineFits(t *testing.T) {
	e := showEvents(t, workReader(24))
	v := e.page.view
	for width, want := range map[float32]string{600: "21 events · no visit seen first, then newest discharge", 150: "21 events"} {
		v.room = width
		v.tell()
		if v.count.Text != want {
			t.Errorf("width %v: %q, want %q", width, v.count.Text, want)
		}
	}
}
