package widgets

import (
	"image/color"
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// painter looks up colours and sizes for one widget.
type painter struct {
	theme   fyne.Theme
	variant fyne.ThemeVariant
}

func painterOf(w *widget.BaseWidget) painter {
	return painter{theme: w.Theme(), variant: fyne.CurrentApp().Settings().ThemeVariant()}
}

func (p painter) color(name fyne.ThemeColorName) color.Color {
	if name == "" {
		return color.Transparent
	}
	return p.theme.Color(name, p.variant)
}

// plainText is the body text size that lengths are written down for.
const plainText = 14

// scaled enlarges a length with the text, so that a text size of 150 % does not burst what holds it.
func (p painter) scaled(length float32) float32 {
	return length * p.theme.Size(theme.SizeNameText) / plainText
}

// tinted is a sign in a colour of the theme; it follows a change of the theme by itself.
func tinted(icon fyne.Resource, name fyne.ThemeColorName) fyne.Resource {
	return theme.NewColoredResource(icon, name)
}

// fit shortens text to a width, with an ellipsis where something is cut.
func fit(text string, width, size float32, style fyne.TextStyle) string {
	measure := func(s string) float32 { return fyne.MeasureText(s, size, style).Width }
	if text == "" || measure(text) <= width {
		return text
	}
	const ellipsis = "…"
	runes := []rune(text)
	cut := sort.Search(len(runes), func(n int) bool { return measure(string(runes[:n+1])+ellipsis) > width })
	if cut == 0 {
		return ellipsis
	}
	return string(runes[:cut]) + ellipsis
}
