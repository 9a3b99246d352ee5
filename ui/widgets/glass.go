package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Glass lies over an object that stands above a scrolling area, and hands on what the mouse does there. Fyne gives a click to what lies in
// the innermost scrolling area under the mouse, also where an outer one has scrolled it out of view; what comes later in the order of
// objects goes before it, but the keyboard goes by that order too.
type Glass struct {
	widget.BaseWidget
	under   fyne.CanvasObject
	hovered fyne.CanvasObject // what the mouse was told to be over; nil for nothing
}

var (
	_ fyne.Tappable     = (*Glass)(nil)
	_ fyne.Scrollable   = (*Glass)(nil)
	_ desktop.Hoverable = (*Glass)(nil)
)

// NewGlass returns a glass over an object, which is a widget or a container of widgets.
func NewGlass(under fyne.CanvasObject) *Glass {
	g := &Glass{under: under}
	g.ExtendBaseWidget(g)
	return g
}

// Tapped presses what lies under the mouse.
func (g *Glass) Tapped(e *fyne.PointEvent) {
	o, at := widgetAt(g.under, e.Position)
	if t, ok := o.(fyne.Tappable); ok {
		t.Tapped(&fyne.PointEvent{Position: at, AbsolutePosition: e.AbsolutePosition})
	}
}

// Scrolled implements fyne.Scrollable: nothing under the glass scrolls.
func (g *Glass) Scrolled(*fyne.ScrollEvent) {}

// MouseIn implements desktop.Hoverable.
func (g *Glass) MouseIn(e *desktop.MouseEvent) { g.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (g *Glass) MouseMoved(e *desktop.MouseEvent) {
	o, at := widgetAt(g.under, e.Position)
	inside := *e
	inside.Position = at
	if o == g.hovered {
		if h, ok := o.(desktop.Hoverable); ok {
			h.MouseMoved(&inside)
		}
		return
	}
	g.MouseOut()
	g.hovered = o
	if h, ok := o.(desktop.Hoverable); ok {
		h.MouseIn(&inside)
	}
}

// MouseOut implements desktop.Hoverable.
func (g *Glass) MouseOut() {
	if h, ok := g.hovered.(desktop.Hoverable); ok {
		h.MouseOut()
	}
	g.hovered = nil
}

// widgetAt is the widget that lies under a point of an object, and the point within it; nil for none.
func widgetAt(o fyne.CanvasObject, at fyne.Position) (fyne.CanvasObject, fyne.Position) {
	size := o.Size()
	if !o.Visible() || at.X < 0 || at.Y < 0 || at.X >= size.Width || at.Y >= size.Height {
		return nil, at
	}
	box, ok := o.(*fyne.Container)
	if !ok {
		return o, at
	}
	for i := len(box.Objects) - 1; i >= 0; i-- {
		if found, inside := widgetAt(box.Objects[i], at.Subtract(box.Objects[i].Position())); found != nil {
			return found, inside
		}
	}
	return nil, at
}

// CreateRenderer implements fyne.Widget.
func (g *Glass) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(color.Transparent))
}
