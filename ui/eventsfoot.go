package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/layout"
)

// eventsFoot lays out the foot of a work list: how the list is made, what is counted, and the way to change it, beside each other. Where
// text is so large that what is counted would be a narrow column, it has the whole width, and above it the buttons stand in one line with
// those that act on the list. In that line the acts are short; otherwise they have a bar of their own.
type eventsFoot struct {
	width float32     // of the last layout, which the height hangs on
	row   fyne.Layout // of the buttons
	any   func() bool // there are rows to act on
}

func newEventsFoot(any func() bool) *eventsFoot {
	return &eventsFoot{any: any, row: layout.NewRowWrapLayoutWithCustomPadding(gapSmall, gapSmall/2)}
}

// leastCounted is the width, at a text size of 100 %, from which on what is counted stands beside the buttons.
const leastCounted = 560

// narrow says that what is counted has its own line.
func (f *eventsFoot) narrow() bool { return f.width > 0 && f.width < leastCounted*textScaleNow() }

// shorts is how many of the objects, from the first on, are the short acts.
const shorts = 2

// Layout implements fyne.Layout.
func (f *eventsFoot) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	f.width = size.Width
	buttons, how, counted, change := f.buttons(objects), objects[shorts], objects[shorts+1], objects[shorts+2]
	for _, o := range objects[:shorts] {
		setShown(o, f.narrow() && f.any())
	}
	if f.narrow() {
		f.row.Layout(buttons, size)
		tall := f.row.MinSize(buttons).Height
		counted.Resize(fyne.NewSize(size.Width, counted.MinSize().Height))
		counted.Resize(fyne.NewSize(size.Width, counted.MinSize().Height))
		counted.Move(fyne.NewPos(0, tall))
		return
	}
	left, right := how.MinSize(), fyne.Size{}
	if change.Visible() {
		right = change.MinSize()
	}
	how.Resize(left)
	how.Move(fyne.Position{})
	change.Resize(right)
	change.Move(fyne.NewPos(size.Width-right.Width, 0))
	counted.Resize(fyne.NewSize(size.Width-left.Width-right.Width, size.Height))
	counted.Move(fyne.NewPos(left.Width, 0))
}

func (f *eventsFoot) buttons(objects []fyne.CanvasObject) []fyne.CanvasObject {
	return append(append([]fyne.CanvasObject{}, objects[:shorts+1]...), objects[shorts+2])
}

// MinSize implements fyne.Layout.
func (f *eventsFoot) MinSize(objects []fyne.CanvasObject) fyne.Size {
	how, counted, change := objects[shorts].MinSize(), objects[shorts+1].MinSize(), objects[shorts+2].MinSize()
	if f.narrow() {
		return fyne.NewSize(how.Width, f.row.MinSize(f.buttons(objects)).Height+counted.Height)
	}
	return fyne.NewSize(how.Width+change.Width, max(how.Height, counted.Height))
}
