package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Space on the grid of eight (docs/reference/screens.md 3).
const (
	pageMargin = 16
	gapSmall   = 8
)

// caption is small, quiet text.
func caption(text string) *widget.Label {
	label := widget.NewLabel(text)
	label.SizeName = theme.SizeNameCaptionText
	label.Importance = widget.LowImportance
	return label
}

// heading is bold text of the size of a sub-heading.
func heading(text string) *widget.Label {
	label := widget.NewLabel(text)
	label.SizeName = theme.SizeNameSubHeadingText
	label.TextStyle = fyne.TextStyle{Bold: true}
	return label
}

// stacked puts objects under each other without space between: labels bring their own.
func stacked(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedVBoxLayout(0), objects...)
}

// beside puts objects next to each other with the space that controls have between them.
func beside(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedHBoxLayout(gapSmall), objects...)
}

// inset gives an object space around it.
func inset(top, bottom, left, right float32, object fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedLayout(top, bottom, left, right), object)
}

// keptRoom is the room of an object whether it is shown or not: what comes and goes in it moves nothing else.
func keptRoom(object fyne.CanvasObject) *fyne.Container { return container.New(keepRoom{}, object) }

// keepRoom lays out objects over each other and counts hidden ones too.
type keepRoom struct{}

// Layout implements fyne.Layout.
func (keepRoom) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(size)
	}
}

// MinSize implements fyne.Layout.
func (keepRoom) MinSize(objects []fyne.CanvasObject) (size fyne.Size) {
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	return size
}

// withSign is text with a sign at its end that comes and goes, such as Looking….
func withSign(text fyne.CanvasObject, sign *widget.Label) *fyne.Container {
	end := container.NewVBox(keptRoom(sign))
	return container.New(layout.NewBorderLayout(nil, nil, nil, end), text, end)
}

// framed puts top, bottom and middle into a page with its margin, in the order in which Tab goes through them
// (docs/reference/screens.md 2, fact 8). bottom may be nil.
func framed(top, middle, bottom fyne.CanvasObject) *fyne.Container {
	objects := []fyne.CanvasObject{top, middle}
	if bottom != nil {
		objects = append(objects, bottom)
	}
	page := container.New(layout.NewBorderLayout(top, bottom, nil, nil), objects...)
	return inset(gapSmall, gapSmall, pageMargin, pageMargin, page)
}

// atWidth is an object as wide as told, at a text size of 100 %.
func atWidth(width float32, object fyne.CanvasObject) *fyne.Container {
	return container.New(fixedWidth{width}, object)
}

// fixedWidth lays out one object: as wide as told or as it needs, and as tall as it needs.
type fixedWidth struct{ width float32 }

// Layout implements fyne.Layout.
func (f fixedWidth) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(size)
	}
}

// MinSize implements fyne.Layout.
func (f fixedWidth) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.Size{}
	for _, o := range objects {
		size = size.Max(o.MinSize()).Max(fyne.NewSize(f.width*textScale(o), 0))
	}
	return size
}

// textScale is how much the theme of an object enlarges text: 1 at a text size of 100 %, and for what is no widget.
func textScale(o fyne.CanvasObject) float32 {
	const plain = 14
	if w, ok := o.(fyne.Widget); ok {
		return theme.SizeForWidget(theme.SizeNameText, w) / plain
	}
	return 1
}
