package ui

import "fyne.io/fyne/v2"

// shelf lays out cards side by side where all of them fit, else beneath each other. How tall it is depends on the width,
// which Fyne does not tell before it lays out: the page does (toldWidth).
type shelf struct {
	columns
	width float32
}

// fits says whether the cards have room side by side.
func (s *shelf) fits(objects []fyne.CanvasObject) bool {
	return s.columns.MinSize(objects).Width <= s.width
}

// Layout implements fyne.Layout.
func (s *shelf) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	if s.fits(objects) {
		s.columns.Layout(objects, size)
		return
	}
	y := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		tall := o.MinSize().Height
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, tall))
		y += tall + s.gap
	}
}

// MinSize implements fyne.Layout.
func (s *shelf) MinSize(objects []fyne.CanvasObject) fyne.Size {
	if s.fits(objects) {
		return s.columns.MinSize(objects)
	}
	size, shown := fyne.Size{}, 0
	for _, o := range objects {
		if o.Visible() {
			shown++
			least := o.MinSize()
			size = fyne.NewSize(max(size.Width, least.Width), size.Height+least.Height)
		}
	}
	size.Height += s.gap * float32(max(0, shown-1))
	return size
}

// toldWidth lays out one object over the whole room, and tells the width before.
type toldWidth struct{ tell func(width float32) }

// Layout implements fyne.Layout.
func (t toldWidth) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	t.tell(size.Width)
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(size)
	}
}

// MinSize implements fyne.Layout.
func (toldWidth) MinSize(objects []fyne.CanvasObject) fyne.Size { return risen{}.MinSize(objects) }
