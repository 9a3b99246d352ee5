package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Names of colours that Fyne does not have (docs/reference/screens.md 3).
const (
	ColorSurface     fyne.ThemeColorName = "claimsdesk-surface"
	ColorText2       fyne.ThemeColorName = "claimsdesk-text2"
	ColorOK          fyne.ThemeColorName = "claimsdesk-ok"
	ColorOKBack      fyne.ThemeColorName = "claimsdesk-ok-back"
	ColorWarn        fyne.ThemeColorName = "claimsdesk-warn"
	ColorWarnBack    fyne.ThemeColorName = "claimsdesk-warn-back"
	ColorProblem     fyne.ThemeColorName = "claimsdesk-problem"
	ColorProblemBack fyne.ThemeColorName = "claimsdesk-problem-back"
	ColorInfo        fyne.ThemeColorName = "claimsdesk-info"
	ColorInfoBack    fyne.ThemeColorName = "claimsdesk-info-back"
	ColorRibbon      fyne.ThemeColorName = "claimsdesk-ribbon"
	ColorOnRibbon    fyne.ThemeColorName = "claimsdesk-on-ribbon"
)

// Names of the colours of claim types in charts, in the order of charts.
const (
	ColorHospital   fyne.ThemeColorName = "claimsdesk-hospital"
	ColorOutpatient fyne.ThemeColorName = "claimsdesk-outpatient"
	ColorDoctor     fyne.ThemeColorName = "claimsdesk-doctor"
	ColorNursing    fyne.ThemeColorName = "claimsdesk-nursing"
	ColorHomeHealth fyne.ThemeColorName = "claimsdesk-home-health"
	ColorHospice    fyne.ThemeColorName = "claimsdesk-hospice"
	ColorEquipment  fyne.ThemeColorName = "claimsdesk-equipment"
	ColorMedicines  fyne.ThemeColorName = "claimsdesk-medicines"
)

// Names of sizes that Fyne does not have.
const (
	SizeFigure fyne.ThemeSizeName = "claimsdesk-figure" // the large number on a card
)

// pair is one colour token in both appearances, as 0xRRGGBB.
type pair struct{ light, dark uint32 }

// tokens are the colours of docs/reference/screens.md 3. A test computes their contrast.
var tokens = map[fyne.ThemeColorName]pair{
	theme.ColorNameBackground:          {0xFFFFFF, 0x14181D},
	theme.ColorNameOverlayBackground:   {0xFFFFFF, 0x171C22},
	theme.ColorNameMenuBackground:      {0xFFFFFF, 0x1C222A},
	ColorSurface:                       {0xF4F6F9, 0x1C222A},
	theme.ColorNameHeaderBackground:    {0xE6EBF1, 0x28313C},
	theme.ColorNameForeground:          {0x1B2430, 0xEEF2F6},
	ColorText2:                         {0x4A5665, 0xB8C2CE},
	theme.ColorNamePlaceHolder:         {0x5F6B7A, 0x9AA6B4},
	theme.ColorNameInputBackground:     {0xFFFFFF, 0x0F1317},
	theme.ColorNameDisabled:            {0x6B7685, 0x8A95A3},
	theme.ColorNameDisabledButton:      {0xE6EBF1, 0x28313C},
	theme.ColorNameInputBorder:         {0x76828F, 0x7B8794},
	theme.ColorNameSeparator:           {0xD5DCE4, 0x333D49},
	theme.ColorNamePrimary:             {0x0B5CAD, 0x6DB3F2},
	theme.ColorNameHyperlink:           {0x0B5CAD, 0x6DB3F2},
	theme.ColorNameForegroundOnPrimary: {0xFFFFFF, 0x08192B},
	theme.ColorNameSelection:           {0xD3E4F7, 0x1A3A5A},
	theme.ColorNamePressed:             {0xC9D9EA, 0x30404F},
	theme.ColorNameButton:              {0xE6EBF1, 0x28313C},
	theme.ColorNameScrollBar:           {0x76828F, 0x7B8794},
	theme.ColorNameSuccess:             {0x1B6E3A, 0x6FCF97},
	theme.ColorNameWarning:             {0x8A4B00, 0xF2B84B},
	theme.ColorNameError:               {0xB3261E, 0xFF8A80},
	theme.ColorNameForegroundOnSuccess: {0xFFFFFF, 0x0C1A11},
	theme.ColorNameForegroundOnWarning: {0xFFFFFF, 0x1F1503},
	theme.ColorNameForegroundOnError:   {0xFFFFFF, 0x2B0906},
	ColorOK:                            {0x1B6E3A, 0x6FCF97},
	ColorOKBack:                        {0xE3F3E8, 0x16301F},
	ColorWarn:                          {0x8A4B00, 0xF2B84B},
	ColorWarnBack:                      {0xFFF0D1, 0x33260A},
	ColorProblem:                       {0xB3261E, 0xFF8A80},
	ColorProblemBack:                   {0xFCE4E2, 0x3A1614},
	ColorInfo:                          {0x0B5CAD, 0x6DB3F2},
	ColorInfoBack:                      {0xE1EEFA, 0x10283F},
	ColorRibbon:                        {0x6A1B9A, 0xD9A5EA},
	ColorOnRibbon:                      {0xFFFFFF, 0x2A0B36},
	ColorHospital:                      {0x0B5CAD, 0x6DB3F2},
	ColorOutpatient:                    {0xC1440E, 0xFF9E6D},
	ColorDoctor:                        {0x2E7D32, 0x81C784},
	ColorNursing:                       {0x8E24AA, 0xD9A5EA},
	ColorHomeHealth:                    {0x6D4C41, 0xC7A99B},
	ColorHospice:                       {0x00838F, 0x5FD0DA},
	ColorEquipment:                     {0xAD1457, 0xF48FB1},
	ColorMedicines:                     {0x5E6B00, 0xD4C84A},
}

var sizes = map[fyne.ThemeSizeName]float32{
	theme.SizeNameCaptionText:     12,
	theme.SizeNameText:            14,
	theme.SizeNameSubHeadingText:  18,
	theme.SizeNameHeadingText:     22,
	SizeFigure:                    28,
	theme.SizeNamePadding:         4,
	theme.SizeNameInnerPadding:    8,
	theme.SizeNameInputRadius:     6,
	theme.SizeNameSelectionRadius: 6,
}

// Theme is the look of ClaimsDesk: the tokens over Fyne's own theme.
type Theme struct {
	// Variant fixes light or dark; nil follows the computer.
	Variant *fyne.ThemeVariant
	// Scale enlarges all text: 1 is 100 %; 0 means 1.
	Scale float32
}

var _ fyne.Theme = Theme{}

// Color implements fyne.Theme.
func (t Theme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	if t.Variant != nil {
		variant = *t.Variant
	}
	switch name {
	case theme.ColorNameFocus:
		const quarter = 0x40
		return veil(variant, quarter)
	case theme.ColorNameHover:
		const faint = 0x16
		return veil(variant, faint)
	}
	token, ok := tokens[name]
	if !ok {
		return theme.DefaultTheme().Color(name, variant)
	}
	if variant == theme.VariantDark {
		return rgb(token.dark)
	}
	return rgb(token.light)
}

// veil lies over a button that has the keyboard, or that the mouse is over. It darkens or lightens whatever the button is filled with, so
// that the words on it stay readable; an opaque colour would hide those of the filled button.
func veil(variant fyne.ThemeVariant, alpha uint8) color.Color {
	over := rgb(tokens[theme.ColorNameForeground].light)
	if variant == theme.VariantDark {
		over = rgb(tokens[theme.ColorNameForeground].dark)
	}
	over.A = alpha
	return over
}

// Font implements fyne.Theme.
func (t Theme) Font(style fyne.TextStyle) fyne.Resource { return theme.DefaultTheme().Font(style) }

// Icon implements fyne.Theme.
func (t Theme) Icon(name fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(name) }

// Size implements fyne.Theme. The text scale enlarges text and what must grow with it.
func (t Theme) Size(name fyne.ThemeSizeName) float32 {
	size, ok := sizes[name]
	if !ok {
		size = theme.DefaultTheme().Size(name)
	}
	switch {
	case t.Scale <= 0 || name == theme.SizeNameSeparatorThickness:
		return size
	case name == SizeFigure:
		return size * min(t.Scale, figureScale)
	}
	return size * t.Scale
}

// figureScale is how far the large numbers on cards grow: they are readable as they are, and four of them share a card.
const figureScale = 1.15

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8 & 0xff), B: uint8(hex & 0xff), A: 0xff} //nolint:gosec // masked to a byte
}
