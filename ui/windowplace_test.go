package ui_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/claimsdesk/claimsdesk/ui"
)

// A window that was left on a large screen fits the small one on which it opens again, and one that fits stays as it was left.
func TestWindowFitsTheScreen(t *testing.T) {
	a, dir := test.NewApp(), t.TempDir()
	open := func(screens ...fyne.Size) *rig {
		return startRig(t, rigOptions{app: a, dir: dir, practice: true, people: fewPeople, deps: func(d *ui.Deps) {
			d.Screens = func() []fyne.Size { return screens }
		}})
	}
	laptop, large := fyne.NewSize(1366, 728), fyne.NewSize(3840, 2100)
	r := open(large, laptop)
	r.resize(3700, 2000)
	r.choose("File", "Quit")
	for _, tt := range []struct {
		screens []fyne.Size
		want    fyne.Size
	}{
		{[]fyne.Size{large, laptop}, fyne.NewSize(3700, 2000)},
		{nil, fyne.NewSize(3700, 2000)}, // nobody can tell
		{[]fyne.Size{laptop}, fyne.NewSize(1350, 680)},
		{[]fyne.Size{large}, fyne.NewSize(1350, 700)}, // the size of the laptop, but as large as pages are made for
	} {
		r = open(tt.screens...)
		if got := r.canvas().Size(); got != tt.want {
			t.Errorf("on %v: %v, want %v", tt.screens, got, tt.want)
		}
		r.want("PRACTICE DATA")
		r.choose("File", "Quit")
	}
}
