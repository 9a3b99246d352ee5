package ui

import (
	"slices"

	"fyne.io/fyne/v2"
)

// Window sizes, and the smallest that all pages are made for.
const (
	firstWidth, firstHeight = 1280, 800
	leastWidth, leastHeight = 1024, 700
)

// What the frame of a window takes of a screen, about: Fyne does not tell. In units of the system at 100 %.
const (
	frameWide, frameTall = 16, 48
)

// rememberedSize is how large the window was when it was closed last.
func rememberedSize(p fyne.Preferences) fyne.Size {
	return fyne.NewSize(
		max(leastWidth, float32(p.FloatWithFallback(prefWidth, firstWidth))),
		max(leastHeight, float32(p.FloatWithFallback(prefHeight, firstHeight))))
}

func (u *UI) rememberSize() {
	size := u.window.Canvas().Size()
	u.preferences().SetFloat(prefWidth, float64(size.Width))
	u.preferences().SetFloat(prefHeight, float64(size.Height))
}

// fitInto is a size that fits a screen with its frame. A screen that is smaller than pages are made for wins: what lies beside it cannot
// be reached. scale is how many units of the system make one of ours.
func fitInto(size, screen fyne.Size, scale float32) fyne.Size {
	if screen.Width <= 0 || screen.Height <= 0 || scale <= 0 {
		return size
	}
	return size.Min(fyne.NewSize(screen.Width/scale-frameWide, screen.Height/scale-frameTall))
}

// screens are the screens that are there, the main one first; nil where nobody can tell.
func (u *UI) screens() []fyne.Size {
	if u.deps.Screens == nil {
		return nil
	}
	return u.deps.Screens()
}

// fitScreen makes the window as small as the main screen asks, and moves it into its middle then: it was as large as a screen that is
// not there any more. How large a unit is can be told once the window is shown.
func (u *UI) fitScreen() {
	screens, canvas := u.screens(), u.window.Canvas()
	if len(screens) == 0 {
		return
	}
	if fits := fitInto(canvas.Size(), screens[0], canvas.Scale()); fits != canvas.Size() {
		u.window.Resize(fits)
		u.window.CenterOnScreen()
	}
}

// comeBack brings a window that was hidden onto a screen that is there: the one where it was may be gone.
func (u *UI) comeBack() {
	if now := u.screens(); !slices.Equal(now, u.screensBefore) {
		u.fitScreen()
		u.window.CenterOnScreen()
	}
}
