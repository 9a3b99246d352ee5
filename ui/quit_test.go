package ui_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// quitting counts how often an app is ended.
type quitting struct {
	fyne.App
	times int
}

func (q *quitting) Quit() { q.times++ }

// Quit ends Fyne. When the system asks the program to end, Fyne ends by itself: to end it again would meet windows that are gone.
func TestFyneIsEndedOnce(t *testing.T) {
	for name, tt := range map[string]struct {
		quit bool
		want int
	}{"by its user": {true, 1}, "by the system": {false, 0}} {
		app := &quitting{App: test.NewApp()}
		t.Run(name, func(t *testing.T) {
			r := startRig(t, rigOptions{app: app, dir: t.TempDir(), people: fewPeople})
			if tt.quit {
				r.choose("File", "Quit")
			}
		}) // its end cancels what the window was started with
		if app.times != tt.want {
			t.Errorf("%s: Fyne was ended %d times, want %d", name, app.times, tt.want)
		}
	}
}
