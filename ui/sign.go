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
	sign := container.New(besideLine{s.label}, s.icon)
	s.box = container.New(layout.NewBorderLayout(nil, nil, sign, nil), sign, s.label)
	return s
}

// besideLine lays out a sign beside the first line of a label, also where its text needs several.
type besideLine struct{ label *widget.Label }

// top is where the sign begins, so that its middle is that of the line.
func (b besideLine) top(sign fyne.CanvasObject) float32 {
	name := b.label.SizeName
	if name == "" {
		name = theme.SizeNameText
	}
	line := fyne.MeasureText("A", theme.SizeForWidget(name, b.label), b.label.TextStyle).Height
	return theme.SizeForWidget(theme.SizeNameInnerPadding, b.label) + (line-sign.MinSize().Height)/2
}

// Layout implements fyne.Layout.
func (b besideLine) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(0, b.top(o)))
		o.Resize(fyne.NewSize(size.Width, o.MinSize().Height))
	}
}

// MinSize implements fyne.Layout.
func (b besideLine) MinSize(objects []fyne.CanvasObject) (least fyne.Size) {
	for _, o := range objects {
		least = least.Max(o.MinSize().AddWidthHeight(0, b.top(o)))
	}
	return least
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
