package ui_test

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"github.com/claimsdesk/claimsdesk/app"
)

const typingPause = 80_000_000 // nanoseconds; how long the search waits for the next letter

// The whole job by keyboard: practice data load by themselves, then people, a person, a claim, and back.
func TestPracticeByKeyboard(t *testing.T) {
	r := newRig(t, t.TempDir(), true)
	r.want("PRACTICE DATA", "Home", "Data as of Aug 29, 2026 · today", "Refresh finished: ")
	r.choose("View", "People")
	r.want("12 people · sorted by Name, A to Z")
	r.press(fyne.KeyDown, fyne.KeyReturn)
	r.want("Person", "At a glance", "Coverage")
	for range 2 {
		r.choose("View", "Next tab") // past Timeline
	}
	r.press(fyne.KeyReturn)
	r.want("All fields")
	r.press(fyne.KeyEscape)
	if r.sees("All fields") {
		t.Error("the claim is still open after Esc")
	}
	for range 4 {
		r.choose("View", "Next tab") // past Medicines, Diagnoses and Providers
	}
	r.want("Record", "Address")
	r.choose("View", "Back")
	r.want("12 people")
	r.choose("View", "Forward")
	r.want("Record")
	if title := r.ui.Window().Title(); title != "ClaimsDesk · Practice data" {
		t.Errorf("window title %q", title)
	}
}

func TestSearchFromEverywhere(t *testing.T) {
	r := newRig(t, t.TempDir(), true)
	r.choose("View", "Find a person")
	r.typing("crandall")
	r.ring(typingPause)
	r.want("Crandall")
	r.press(fyne.KeyDown, fyne.KeyReturn)
	r.want("Person", "Crandall")
	r.choose("View", "Find a person")
	r.press(fyne.KeyEscape, fyne.KeyEscape)
	r.press(fyne.KeyDown, fyne.KeyReturn) // the picture of the person has the keyboard again: its first mark leads to a claim
	r.want("newest first", "All fields")
}

// What was open last opens again: data set, page, theme and text size.
func TestWindowRemembers(t *testing.T) {
	a, dir := test.NewApp(), t.TempDir()
	r := startRig(t, rigOptions{app: a, dir: dir, practice: true, people: fewPeople})
	r.choose("View", "People")
	r.choose("View", "Theme", "Dark")
	r.choose("View", "Text size", "150 %")
	r.choose("View", "Smaller text")
	r.resize(1400, 900)
	r.choose("File", "Quit")
	r = startRig(t, rigOptions{app: a, dir: dir, people: fewPeople})
	r.want("PRACTICE DATA", "12 people · sorted")
	for _, m := range r.ui.Window().MainMenu().Items {
		for _, item := range m.Items {
			if item.Label == "Theme" && !item.ChildMenu.Items[2].Checked || item.Label == "Text size" && !item.ChildMenu.Items[2].Checked {
				t.Errorf("%s does not show what was chosen", item.Label)
			}
		}
	}
	if size := a.Settings().Theme().Size(theme.SizeNameText); size < 18 || size > 19 {
		t.Errorf("text size %.1f, want 130 %% of 14", size)
	}
	if size := r.canvas().Size(); size != fyne.NewSize(1400, 900) {
		t.Errorf("window %v, want it as it was left", size)
	}
}

func TestEmptyFolderOpensSetup(t *testing.T) {
	r := newRig(t, t.TempDir(), false)
	r.want("Welcome to ClaimsDesk")
	r.tap("Start practicing")
	r.want("PRACTICE DATA", "Refresh finished: ")
}

func TestSecondWindowSaysSo(t *testing.T) {
	dir := t.TempDir()
	desk, err := app.New(app.Deps{DataDir: dir})
	if err != nil {
		t.Fatal(err)
	}
	other, err := desk.OpenSet(context.Background(), "practice")
	if err != nil {
		t.Fatal(err)
	}
	r := newRig(t, dir, true)
	r.want("ClaimsDesk is already open")
	r.tap("Try again")
	r.want("ClaimsDesk is already open")
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	r.press(fyne.KeyReturn) // Try again has the keyboard
	r.want("PRACTICE DATA")
}

// Real data can be set up from practice data, and a change of mind leads back.
func TestSetupAndBack(t *testing.T) {
	r := newRig(t, t.TempDir(), true)
	r.choose("View", "People")
	r.choose("File", "Set up a connection…")
	r.want("Welcome to ClaimsDesk")
	r.tap("Cancel")
	r.want("PRACTICE DATA", "12 people")
}

// After another start the next refresh still asks for what is new since the last one, and says so.
func TestQuestionAfterAnotherStart(t *testing.T) {
	a, dir := test.NewApp(), t.TempDir()
	for _, want := range []string{"new claims since Aug 29, 2026?", "new claims since Aug 29, 2026?"} {
		r := startRig(t, rigOptions{app: a, dir: dir, practice: true, people: fewPeople})
		r.choose("Data", "Get new data")
		r.want(want)
		r.press(fyne.KeyEscape)
		r.choose("File", "Quit")
	}
}

// How old the data are leads to where they come from.
func TestAgeOfTheDataLeadsToDownloads(t *testing.T) {
	r := newRig(t, t.TempDir(), true)
	r.choose("View", "People")
	r.tap("Data as of Aug 29, 2026 · today")
	r.want("Last download")
}

// Help opens the article on the page that was in front; F1 does so too.
func TestHelpIsAboutThePageInFront(t *testing.T) {
	r := newRig(t, t.TempDir(), true)
	r.choose("View", "Events")
	r.choose("View", "Help")
	r.want("People who died are on no list that is meant for phone calls")
	r.choose("View", "People")
	r.press(fyne.KeyF1)
	r.want("One person and their claims", "Before you phone")
	r.choose("View", "Analysis")
	r.choose("View", "Help")
	r.want("Reading the charts")
}

// A question keeps the keys of the menu from acting behind it.
func TestQuestionHoldsMenu(t *testing.T) {
	r := newRig(t, t.TempDir(), true)
	r.choose("Data", "Get new data")
	r.want("Get new data?", "Ask CMS for the patient list and new claims since Aug 29, 2026?")
	r.choose("View", "People")
	r.press(fyne.KeyEscape)
	if r.sees("sorted by") {
		t.Error("the page changed behind the question")
	}
	r.choose("Data", "Get new data")
	r.press(fyne.KeyReturn)
	r.want("Refresh finished: ")
}

// Ctrl+E on a person's page is about that person; elsewhere about everybody. Esc closes it, wherever the keyboard is.
func TestSaveWorkbookOfOnePerson(t *testing.T) {
	r := newRig(t, t.TempDir(), true)
	r.choose("File", "Save workbook…")
	r.want("Everybody in this data")
	r.press(fyne.KeyEscape)
	if r.sees("Everybody in this data") {
		t.Fatal("Esc on a button does not close the sheet")
	}
	r.choose("View", "People")
	r.press(fyne.KeyReturn)
	r.choose("File", "Save workbook…")
	r.want("Save workbook of one person", "nobody else")
	r.canvas().Unfocus()
	r.press(fyne.KeyEscape)
	r.want("At a glance")
}
