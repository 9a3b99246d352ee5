package ui_test

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

const tourSteps = 7

// The tour is offered once on practice data, goes through all steps by the keyboard alone, can be left with Esc, and is taken again
// from Help.
func TestTour(t *testing.T) {
	r := startRig(t, rigOptions{app: test.NewTempApp(t), dir: t.TempDir(), practice: true, people: 8})
	r.resize(1280, 800)
	r.choose("View", "Home")
	r.want("New here?")
	r.tap("Take the tour")
	titles := []string{"How fresh", "Find a person", "Everybody", "Who needs a call", "Where money", "Into Excel", "Answers"}
	for i, title := range titles {
		r.want(fmt.Sprintf("%d of %d · %s", i+1, tourSteps, title))
		r.press(fyne.KeyReturn) // the keyboard is on Next
	}
	if r.sees("of 7 ·") {
		t.Error("the tour goes on after its last step")
	}
	r.choose("View", "Home")
	if r.sees("New here?") {
		t.Error("the tour is offered again after it was taken")
	}
	r.choose("View", "Help")
	r.tap("Take the tour")
	r.press(fyne.KeyReturn)
	r.want("2 of 7 ·")
	r.press(fyne.KeyEscape)
	if r.sees("of 7 ·") {
		t.Error("Esc does not leave the tour")
	}
	r.choose("Help", "Take the tour")
	r.want("1 of 7 ·")
	r.tap("Leave the tour")
	if r.sees("of 7 ·") {
		t.Error("Leave does not leave the tour")
	}
	r.choose("File", "Quit")
}

// Who does not want the tour is not asked again.
func TestTourDeclined(t *testing.T) {
	r := startRig(t, rigOptions{app: test.NewTempApp(t), dir: t.TempDir(), practice: true, people: 8})
	r.choose("View", "Home")
	r.tap("Not now")
	r.choose("View", "People")
	r.choose("View", "Home")
	if r.sees("New here?") {
		t.Error("the tour is offered again after Not now")
	}
	r.choose("File", "Quit")
}
