package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// symbol is a sign as a resource of the window. It is black: whoever draws it tints it. A name without a drawing gives
// nil, which draws nothing; a test of package assets holds every name to its drawing.
func symbol(s assets.Symbol) fyne.Resource {
	drawing, err := assets.SVG(s)
	if err != nil {
		return nil
	}
	return fyne.NewStaticResource(string(s)+".svg", drawing)
}

// symbolOf is a sign in the colour of the text, for buttons.
func symbolOf(s assets.Symbol) fyne.Resource { return theme.NewThemedResource(symbol(s)) }

// Tones of chips and banners (docs/reference/screens.md 3).
func toneOK() widgets.Tone      { return widgets.Tone{Front: ColorOK, Back: ColorOKBack} }
func toneWarn() widgets.Tone    { return widgets.Tone{Front: ColorWarn, Back: ColorWarnBack} }
func toneProblem() widgets.Tone { return widgets.Tone{Front: ColorProblem, Back: ColorProblemBack} }
func toneInfo() widgets.Tone    { return widgets.Tone{Front: ColorInfo, Back: ColorInfoBack} }
func toneQuiet() widgets.Tone {
	return widgets.Tone{Front: ColorText2, Back: theme.ColorNameHeaderBackground}
}
