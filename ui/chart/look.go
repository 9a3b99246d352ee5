package chart

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Look is what a picture takes from the theme: colours, sizes and the font, as plain values, so that drawing needs neither the
// theme nor Fyne's goroutine.
type Look struct {
	Ground, Text, Quiet, Line, Axis color.NRGBA
	Colors                          map[fyne.ThemeColorName]color.NRGBA
	TextSize                        float32 // dp
	Font, Bold                      []byte  // TrueType
	Pixels                          float32 // of the image, for one dp
}

// LookOf takes what a picture needs from a theme; quiet is the colour of secondary text.
func LookOf(th fyne.Theme, variant fyne.ThemeVariant, quiet fyne.ThemeColorName, p Picture, pixels float32) Look {
	plain := func(name fyne.ThemeColorName) color.NRGBA {
		return color.NRGBAModel.Convert(th.Color(name, variant)).(color.NRGBA)
	}
	l := Look{
		Ground: plain(theme.ColorNameBackground), Text: plain(theme.ColorNameForeground), Quiet: plain(quiet),
		Line: plain(theme.ColorNameSeparator), Axis: plain(theme.ColorNameInputBorder),
		Colors: map[fyne.ThemeColorName]color.NRGBA{}, TextSize: th.Size(theme.SizeNameCaptionText), Pixels: pixels,
		Font: th.Font(fyne.TextStyle{}).Content(), Bold: th.Font(fyne.TextStyle{Bold: true}).Content(),
	}
	for _, s := range p.Series {
		l.Colors[s.Color] = plain(s.Color)
	}
	return l
}

// same says that a picture drawn with one look need not be drawn again for the other.
func (l Look) same(o Look) bool {
	if l.Ground != o.Ground || l.Text != o.Text || l.Quiet != o.Quiet || l.Line != o.Line || l.TextSize != o.TextSize || l.Pixels != o.Pixels ||
		len(l.Font) != len(o.Font) || len(l.Colors) != len(o.Colors) {
		return false
	}
	for name, c := range l.Colors {
		if o.Colors[name] != c {
			return false
		}
	}
	return true
}
