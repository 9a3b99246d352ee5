package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/assets"
)

// signed is a line of text with a sign before it, in a colour of the theme. The words say what the sign says.
type signed struct {
	icon  *widget.Icon
	label *widget.Label
	box   *fyne.Container
}

func newSigned() *signed {
	s := &signed{icon: widget.NewIcon(nil), label: widget.NewLabel("")}
	s.label.Wrapping = fyne.TextWrapWord
	// The sign stands beside the first line, also where the text needs several.
	sign := inset(gapSmall, 0, 0, 0, container.NewVBox(s.icon))
	s.box = container.New(layout.NewBorderLayout(nil, nil, sign, nil), sign, s.label)
	return s
}

// set shows text with a sign; an empty sign shows none and keeps its room.
func (s *signed) set(sign assets.Symbol, color fyne.ThemeColorName, text string) {
	if sign == "" {
		s.icon.SetResource(nil)
	} else {
		s.icon.SetResource(theme.NewColoredResource(symbol(sign), color))
	}
	s.label.SetText(text)
}

// signRoom is the room of a sign before a line; it grows with the text.
func signRoom(sign fyne.CanvasObject) *fyne.Container {
	const side = 20
	return container.New(scaledWidth{side}, container.New(fixedHeight{side}, sign))
}
