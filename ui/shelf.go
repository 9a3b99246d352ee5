package ui

import (
	"slices"

	"fyne.io/fyne/v2"
)

// shelf lays out cards side by side where all of them fit, else beneath each other. How tall it is depends on the width,
// which Fyne does not tell before it lays out: the page does (toldWidth).
type shelf struct {
	columns
	// under is how many of the last objects stand beneath the cards. Where cards stand beneath each other too, the last card comes after
	// them: it tells the least.
	under int
	width float32
}

// cards are the objects that stand side by side where they fit, and those beneath.
func (s *shelf) cards(objects []fyne.CanvasObject) (cards, under []fyne.CanvasObject) {
	n := len(objects) - s.under
	return objects[:n], objects[n:]
}

// fits says whether the cards have room side by side.
func (s *shelf) fits(objects []fyne.CanvasObject) bool {
	cards, _ := s.cards(objects)
	return s.columns.MinSize(cards).Width <= s.width
}

// inOrder are the visible objects from top to bottom where the cards do not fit side by side.
func (s *shelf) inOrder(objects []fyne.CanvasObject) []fyne.CanvasObject {
	cards, under := s.cards(objects)
	last := len(cards) - 1
	all := slices.Concat(cards[:last], under, cards[last:])
	return slices.DeleteFunc(all, func(o fyne.CanvasObject) bool { return !o.Visible() })
}

// Layout implements fyne.Layout.
func (s *shelf) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	if !s.fits(objects) {
		s.stack(s.inOrder(objects), 0, size.Width)
		return
	}
	cards, under := s.cards(objects)
	tall := size.Height
	if s.under > 0 {
		tall = s.columns.MinSize(cards).Height
	}
	s.columns.Layout(cards, fyne.NewSize(size.Width, tall))
	if anyVisible(cards) {
		tall += s.gap
	}
	s.stack(under, tall, size.Width)
}

// stack puts objects under each other from a height on.
func (s *shelf) stack(objects []fyne.CanvasObject, y, width float32) {
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		tall := o.MinSize().Height
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(width, tall))
		y += tall + s.gap
	}
}

// MinSize implements fyne.Layout.
func (s *shelf) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	below := s.inOrder(objects)
	if s.fits(objects) {
		cards, under := s.cards(objects)
		size = s.columns.MinSize(cards)
		if below = under; anyVisible(cards) && anyVisible(under) {
			size.Height += s.gap
		}
	}
	shown := 0
	for _, o := range below {
		if o.Visible() {
			shown++
			least := o.MinSize()
			size = fyne.NewSize(max(size.Width, least.Width), size.Height+least.Height)
		}
	}
	size.Height += s.gap * float32(max(0, shown-1))
	return size
}

func anyVisible(objects []fyne.CanvasObject) bool {
	return slices.ContainsFunc(objects, fyne.CanvasObject.Visible)
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
