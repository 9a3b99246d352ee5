package ui

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
)

// page is what fills the middle of the window. A page is built once by its constructor and shown many times; the
// shell keeps it in its history, so that going back finds filters, scroll place and selected row as they were.
//
// All methods are called on Fyne's goroutine and return at once: reading happens in the background (load.go).
type page interface {
	// Title stands in the top bar: what kind of page this is, never a person's name. Pages do not repeat it.
	Title() string
	// Content is always the same object. It brings its own inner margin.
	Content() fyne.CanvasObject
	// Show says that the page has come to the front, the first time or again, or that the data changed while it was
	// there: it reads what it shows. What is on it stays until the new answer is there. ctx ends when the page is left.
	Show(ctx context.Context)
}

// Abilities that a page may have; the shell asks for them by type assertion.
type (
	// focuser puts the keyboard where work on the page begins. The shell calls it after Show, with the page in the
	// window.
	focuser interface{ Focus() }
	// escaper closes what lies open on the page, such as a panel, on Esc; false when nothing did.
	escaper interface{ Escape() bool }
	// leaver is told that another page takes the place of this one.
	leaver interface{ Leave() }
	// tabber moves to the next or the previous tab of the page (Ctrl+Tab).
	tabber interface{ MoveTab(by int) }
	// copier copies what is selected on the page (Edit ▸ Copy rows).
	copier interface{ CopyRows() }
	// saver saves to a file what the page shows (Ctrl+E), and does nothing where that is nothing. Without it a workbook is saved
	// of everybody, or of the person that the page is about.
	saver interface{ SaveShown() }
)

// claimRef names one claim version: a resource id is unique only together with the BCDA version.
type claimRef struct {
	APIVersion string
	FHIRID     string
}

// navigator is what pages ask of the shell. Its methods are called on Fyne's goroutine, runBackground from anywhere.
type navigator interface {
	// openPerson shows a person's page; the key is the person_key.
	openPerson(key string)
	// openPersonClaims shows a person's page with their claims in front.
	openPersonClaims(key string)
	// openClaim shows one claim as a page of its own, where the window is too narrow for list and claim side by side.
	openClaim(ref claimRef)
	// openPeople shows the people list, narrowed to what was typed in the person search (peoplePage.find); "" shows the
	// list as it was left.
	openPeople(search string)
	// back goes to the page before; it does nothing on the first.
	back()
	// getData starts a refresh, or shows the one that runs.
	getData()
	// runBackground starts work off Fyne's goroutine; the shell owns it and waits for it before the window is gone.
	runBackground(work func())
}

// surroundings are what every page is built with. All fields are required.
type surroundings struct {
	read  Readers
	nav   navigator
	now   func() time.Time
	after timer
	// copy puts text on the clipboard.
	copy func(text string)
	// copyBriefly does so for a minute: then it takes it away, where it is still there.
	copyBriefly func(text string)
	// cover is what the screen may show of people now.
	cover covering
	// focus gives the keyboard to an object of the window.
	focus func(fyne.Focusable)
}

// timer calls f on Fyne's goroutine after d, unless stop is called before. Tests replace it.
type timer func(d time.Duration, f func()) (stop func())

// wallTimer is the timer of the running program. stop belongs to Fyne's goroutine, as f does: a call that is already on
// its way when stop is called does nothing any more.
func wallTimer(d time.Duration, f func()) (stop func()) {
	stopped := false
	t := time.AfterFunc(d, func() {
		fyne.Do(func() {
			if !stopped {
				f()
			}
		})
	})
	return func() {
		stopped = true
		t.Stop()
	}
}
