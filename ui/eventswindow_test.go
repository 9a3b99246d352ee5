package ui_test

import (
	"testing"

	"fyne.io/fyne/v2"
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
