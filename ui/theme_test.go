package ui_test

import (
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"github.com/claimsdesk/claimsdesk/ui"
)

// Text needs a contrast of 4.5 on what lies behind it, edges and icons 3 (docs/reference/screens.md 3).
func TestContrast(t *testing.T) {
	tests := []struct {
		front, back fyne.ThemeColorName
		least       float64
	}{
		{theme.ColorNameForeground, theme.ColorNameBackground, 4.5},
		{theme.ColorNameForeground, ui.ColorSurface, 4.5},
		{theme.ColorNameForeground, theme.ColorNameHeaderBackground, 4.5},
		{theme.ColorNameForeground, theme.ColorNameSelection, 4.5},
		{theme.ColorNameForeground, theme.ColorNameButton, 4.5},
		{ui.ColorText2, theme.ColorNameBackground, 4.5},
		{ui.ColorText2, ui.ColorSurface, 4.5},
		{ui.ColorText2, theme.ColorNameHeaderBackground, 4.5},
		{theme.ColorNamePlaceHolder, theme.ColorNameInputBackground, 4.5},
		{theme.ColorNameDisabled, theme.ColorNameBackground, 4.5},
		{theme.ColorNamePrimary, theme.ColorNameBackground, 4.5},
		{theme.ColorNameForegroundOnPrimary, theme.ColorNamePrimary, 4.5},
		{theme.ColorNameForegroundOnError, theme.ColorNameError, 4.5},
		{theme.ColorNameForegroundOnWarning, theme.ColorNameWarning, 4.5},
		{theme.ColorNameForegroundOnSuccess, theme.ColorNameSuccess, 4.5},
		{theme.ColorNamePrimary, theme.ColorNameSelection, 4.5},
		{ui.ColorOK, ui.ColorOKBack, 4.5}, {ui.ColorOK, theme.ColorNameBackground, 4.5},
		{ui.ColorWarn, ui.ColorWarnBack, 4.5}, {ui.ColorWarn, theme.ColorNameBackground, 4.5},
		{ui.ColorProblem, ui.ColorProblemBack, 4.5}, {ui.ColorProblem, theme.ColorNameBackground, 4.5},
		{ui.ColorInfo, ui.ColorInfoBack, 4.5},
		{ui.ColorOnRibbon, ui.ColorRibbon, 4.5},
		{ui.ColorHospital, theme.ColorNameBackground, 4.5}, {ui.ColorOutpatient, theme.ColorNameBackground, 4.5},
		{ui.ColorDoctor, theme.ColorNameBackground, 4.5}, {ui.ColorNursing, theme.ColorNameBackground, 4.5},
		{ui.ColorHomeHealth, theme.ColorNameBackground, 4.5}, {ui.ColorHospice, theme.ColorNameBackground, 4.5},
		{ui.ColorEquipment, theme.ColorNameBackground, 4.5}, {ui.ColorMedicines, theme.ColorNameBackground, 4.5},
		{theme.ColorNameInputBorder, theme.ColorNameBackground, 3},
		{theme.ColorNameScrollBar, theme.ColorNameBackground, 3},
		{theme.ColorNamePrimary, theme.ColorNameSelection, 3},
	}
	for _, variant := range []fyne.ThemeVariant{theme.VariantLight, theme.VariantDark} {
		for _, tt := range tests {
			got := contrast(ui.Theme{}.Color(tt.front, variant), ui.Theme{}.Color(tt.back, variant))
			if got < tt.least {
				t.Errorf("variant %d: %s on %s has contrast %.2f, needs %.1f", variant, tt.front, tt.back, got, tt.least)
			}
		}
	}
}

// The words on a button stay readable while it has the keyboard and while the mouse is over it, and so do those of a row.
func TestContrastUnderVeils(t *testing.T) {
	for _, variant := range []fyne.ThemeVariant{theme.VariantLight, theme.VariantDark} {
		for _, on := range []struct{ words, ground fyne.ThemeColorName }{
			{theme.ColorNameForeground, theme.ColorNameButton}, {theme.ColorNameForegroundOnPrimary, theme.ColorNamePrimary},
			{theme.ColorNameForeground, theme.ColorNameBackground}, {ui.ColorText2, ui.ColorSurface}, {theme.ColorNameForegroundOnError, theme.ColorNameError},
		} {
			for _, veil := range []fyne.ThemeColorName{theme.ColorNameFocus, theme.ColorNameHover} {
				if veil == theme.ColorNameFocus && on.ground != theme.ColorNameButton && on.ground != theme.ColorNamePrimary {
					continue // buttons alone have it
				}
				under := blend(ui.Theme{}.Color(on.ground, variant), ui.Theme{}.Color(veil, variant))
				if got := contrast(ui.Theme{}.Color(on.words, variant), under); got < 4.5 {
					t.Errorf("variant %d: %s on %s under %s has contrast %.2f", variant, on.words, on.ground, veil, got)
				}
				if got := contrast(ui.Theme{}.Color(on.ground, variant), under); got < 1.04 {
					t.Errorf("variant %d: %s under %s looks as without, contrast %.2f", variant, on.ground, veil, got)
				}
			}
		}
	}
}

// blend lays a translucent colour over an opaque one.
func blend(under, over color.Color) color.Color {
	r1, g1, b1, _ := under.RGBA()
	r2, g2, b2, a := over.RGBA() // premultiplied
	mix := func(low, high uint32) uint8 { return uint8((high + low*(0xffff-a)/0xffff) >> 8) }
	return color.NRGBA{R: mix(r1, r2), G: mix(g1, g2), B: mix(b1, b2), A: 0xff}
}

// contrast is the ratio of WCAG 2.2, 1.4.3.
func contrast(a, b color.Color) float64 {
	la, lb := luminance(a), luminance(b)
	if la < lb {
		la, lb = lb, la
	}
	return (la + 0.05) / (lb + 0.05)
}

func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	channel := func(v uint32) float64 {
		s := float64(v) / 0xffff
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(r) + 0.7152*channel(g) + 0.0722*channel(b)
}
