package ui_test

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// A day with the work lists by keyboard: the list of follow-up, its claim, done, back, and the person.
func TestEventsByKeyboard(t *testing.T) {
	r := newRig(t, t.TempDir(), true)
	r.choose("View", "Events")
	r.want("Follow-up after hospital", "no visit seen first, then newest discharge", "Claims usually arrive weeks after the visit")
	r.press(fyne.KeyRight)
	r.want("Hospital claim")
	r.press(fyne.KeyEscape)
	if r.sees("Hospital claim") {
		t.Error("the claim is still open after Esc")
	}
	r.choose("Data", "Mark done")
	r.want("1 event marked: Done.")
	r.tap("Undo")
	if r.sees("1 event marked: Done.") {
		t.Error("what was taken back is still told")
	}
	r.choose("File", "Save workbook…")
	r.want("Export this list to Excel")
	r.press(fyne.KeyEscape)
	r.press(fyne.KeyReturn)
	r.want("Person")
	r.choose("View", "Back")
	r.want("no visit seen first, then newest discharge")
}

// Esc in a filter goes back to the list, whatever kind of control it is.
func TestEscapeGoesFromAFilterToTheList(t *testing.T) {
	r := newRig(t, t.TempDir(), true)
	r.choose("View", "Events")
	list := r.canvas().Focused()
	if _, ok := list.(*widgets.RowTable); !ok {
		t.Fatalf("%T has the keyboard, want the list", list)
	}
	r.tap("More filters")
	r.canvas().Focus(list)
	seen := map[string]bool{}
	for stops := 1; len(seen) < 5; stops++ {
		if stops > 40 {
			t.Fatalf("only these controls were met: %v", seen)
		}
		for range stops {
			r.canvas().FocusPrevious()
		}
		seen[fmt.Sprintf("%T", r.canvas().Focused())] = true
		r.press(fyne.KeyEscape)
		if got := r.canvas().Focused(); got != list {
			t.Errorf("after Esc %d stops before the list %T has the keyboard", stops, got)
			r.canvas().Focus(list)
		}
	}
}
