package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// picking is what widgets have in common that show places of which one is chosen: by click, and with the keyboard as one stop.
type picking struct {
	// OnChosen says that another place was chosen; may be nil.
	OnChosen func(place int)

	chosen  int
	hovered int // -1 for none
	focused bool

	count   func() int              // how many places there are
	placeAt func(fyne.Position) int // the place under a point; -1 for none
	refresh func()
}

// Chosen is the place that is chosen.
func (p *picking) Chosen() int { return p.chosen }

// Choose takes a place and tells OnChosen when that is a change.
func (p *picking) Choose(place int) {
	if place < 0 || place >= p.count() || place == p.chosen {
		return
	}
	p.chosen = place
	p.refresh()
	if p.OnChosen != nil {
		p.OnChosen(place)
	}
}

// MouseIn implements desktop.Hoverable.
func (p *picking) MouseIn(e *desktop.MouseEvent) { p.hover(p.placeAt(e.Position)) }

// MouseMoved implements desktop.Hoverable.
func (p *picking) MouseMoved(e *desktop.MouseEvent) { p.hover(p.placeAt(e.Position)) }

// MouseOut implements desktop.Hoverable.
func (p *picking) MouseOut() { p.hover(-1) }

func (p *picking) hover(place int) {
	if p.hovered != place {
		p.hovered = place
		p.refresh()
	}
}

// FocusGained implements fyne.Focusable.
func (p *picking) FocusGained() { p.focused = true; p.refresh() }

// FocusLost implements fyne.Focusable.
func (p *picking) FocusLost() { p.focused = false; p.refresh() }

// TypedRune implements fyne.Focusable.
func (p *picking) TypedRune(rune) {}
