package ui

import "fyne.io/fyne/v2"

// wrapEnds puts one object at the left and one at the right of a line, and gives the first the room that is left; where both do not
// fit, the second goes under the first.
type wrapEnds struct {
	gap   float32
	width float32 // of the last layout, which the height hangs on
}

func newWrapEnds(gap float32) *wrapEnds { return &wrapEnds{gap: gap} }

// Layout implements fyne.Layout.
func (w *wrapEnds) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	w.width = size.Width
	left, right := objects[0], objects[1]
	a, b := left.MinSize(), right.MinSize()
	left.Resize(fyne.NewSize(size.Width, a.Height))
	right.Resize(fyne.NewSize(min(b.Width, size.Width), b.Height))
	if w.fits(a, b) {
		tall := max(a.Height, b.Height)
		left.Resize(fyne.NewSize(size.Width-b.Width-w.gap, a.Height)) // tabs that move as long as they have less than all need
		left.Move(fyne.NewPos(0, (tall-a.Height)/2))
		right.Move(fyne.NewPos(size.Width-b.Width, (tall-b.Height)/2))
		return
	}
	left.Move(fyne.NewPos(0, 0))
	right.Move(fyne.NewPos(0, a.Height+w.gap))
}

func (w *wrapEnds) fits(a, b fyne.Size) bool { return w.width == 0 || a.Width+w.gap+b.Width <= w.width }

// MinSize implements fyne.Layout.
func (w *wrapEnds) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	if w.fits(a, b) {
		return fyne.NewSize(max(a.Width, b.Width), max(a.Height, b.Height))
	}
	return fyne.NewSize(max(a.Width, b.Width), a.Height+w.gap+b.Height)
}

// fixedHeight lays out one object: as tall as told at a text size of 100 %, and as wide as there is room.
type fixedHeight struct{ height float32 }

// Layout implements fyne.Layout.
func (f fixedHeight) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(size)
	}
}

// MinSize implements fyne.Layout.
func (f fixedHeight) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.Size{}
	for _, o := range objects {
		size = size.Max(o.MinSize()).Max(fyne.NewSize(0, f.height*textScaleNow()))
	}
	return size
}
