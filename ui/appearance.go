package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Preferences hold window matters only; everything else lies in the data set
// (docs/decisions/0004-settings-in-the-database.md).
const (
	prefTheme  = "theme"
	prefText   = "text-size"
	prefWidth  = "window-width"
	prefHeight = "window-height"
	prefSet    = "last-set"
	prefPage   = "last-page"
	prefFolder = "save-folder"

	prefHideNames = "hide-names"
)

// Values of prefTheme.
const (
	themeAuto  = "computer"
	themeLight = "light"
	themeDark  = "dark"
)

const plainTextSize = 100 // percent

// textSizes are the text sizes to choose from, in percent.
func textSizes() []int { return []int{plainTextSize, 115, 130, 150, 175} }

// lookOf is the theme for what is remembered.
func lookOf(p fyne.Preferences) Theme {
	look := Theme{Scale: float32(p.IntWithFallback(prefText, plainTextSize)) / plainTextSize}
	switch p.String(prefTheme) {
	case themeLight:
		look.Variant = variant(theme.VariantLight)
	case themeDark:
		look.Variant = variant(theme.VariantDark)
	}
	return look
}

func variant(v fyne.ThemeVariant) *fyne.ThemeVariant { return &v }

func (u *UI) setTheme(name string) {
	u.preferences().SetString(prefTheme, name)
	u.showAppearance()
}

func (u *UI) setTextSize(percent int) {
	u.preferences().SetInt(prefText, percent)
	u.showAppearance()
}

// stepTextSize moves to the next larger or smaller text size.
func (u *UI) stepTextSize(by int) {
	sizes := textSizes()
	now := u.preferences().IntWithFallback(prefText, plainTextSize)
	for i, percent := range sizes {
		if percent == now {
			u.setTextSize(sizes[max(0, min(i+by, len(sizes)-1))])
			return
		}
	}
	u.setTextSize(plainTextSize)
}

func (u *UI) showAppearance() {
	u.deps.App.Settings().SetTheme(lookOf(u.preferences()))
	u.window.SetMainMenu(u.menu())
}

func (u *UI) preferences() fyne.Preferences { return u.deps.App.Preferences() }
