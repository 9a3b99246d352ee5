package ui

import (
	"fyne.io/fyne/v2"

	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

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

// headMiddleFoot lays out three objects under each other; the middle one takes the room that is left. The others wrap: how tall they are
// hangs on how wide they are.
type headMiddleFoot struct{}

// Layout implements fyne.Layout.
func (headMiddleFoot) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	head, middle, foot := objects[0], objects[1], objects[2]
	for _, o := range []fyne.CanvasObject{head, foot, head, foot} { // what wraps knows its height when it knows its width
		o.Resize(fyne.NewSize(size.Width, o.MinSize().Height))
	}
	above, below := head.Size().Height, foot.Size().Height
	head.Move(fyne.Position{})
	middle.Move(fyne.NewPos(0, above))
	middle.Resize(fyne.NewSize(size.Width, max(middle.MinSize().Height, size.Height-above-below)))
	foot.Move(fyne.NewPos(0, above+middle.Size().Height))
}

// MinSize implements fyne.Layout.
func (headMiddleFoot) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.Size{}
	for _, o := range objects {
		least := o.MinSize()
		size = fyne.NewSize(max(size.Width, least.Width), size.Height+least.Height)
	}
	return size
}

// twins lays out a picture, the table with the same figures, and the line between them, in the order picture, table, line: Tab goes from
// the picture to the table. Where there is no room for both, the one that is chosen has it all, and the choice between them shows.
type twins struct{ choice *widgets.Choice }

// Places of the choice.
const (
	twinPicture = iota
	twinTable
)

// leastTable is the smallest height of a table beside its picture, at a text size of 100 %: its titles and four rows. Alone it may be a
// row shorter.
const (
	leastTable = 5 * 36
	oneRow     = 36
)

// Layout implements fyne.Layout.
func (t twins) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	picture, table, line := objects[0], objects[1], objects[2]
	scale := textScaleNow()
	line.Resize(fyne.NewSize(size.Width, line.MinSize().Height)) // what wraps knows its height when it knows its width
	tall := line.MinSize().Height
	rest := size.Height - tall
	least := picture.MinSize().Height
	both := rest >= least+leastTable*scale
	setShown(t.choice, !both)
	setShown(picture, both || t.choice.Chosen() == twinPicture)
	setShown(table, both || t.choice.Chosen() == twinTable)
	above := float32(0)
	if picture.Visible() {
		above = rest
	}
	if both {
		const share = 0.52
		above = max(least, min(rest*share, rest-leastTable*scale))
	}
	picture.Move(fyne.Position{})
	picture.Resize(fyne.NewSize(size.Width, above))
	line.Move(fyne.NewPos(0, above))
	line.Resize(fyne.NewSize(size.Width, tall))
	table.Move(fyne.NewPos(0, above+tall))
	table.Resize(fyne.NewSize(size.Width, rest-above))
}

// MinSize implements fyne.Layout.
func (t twins) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(0, (leastTable-oneRow)*textScaleNow())
	for _, o := range objects[:2] {
		size = size.Max(o.MinSize())
	}
	line := objects[2].MinSize()
	return fyne.NewSize(max(size.Width, line.Width), size.Height+line.Height)
}
