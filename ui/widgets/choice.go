package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Choice shows a few names of which one is chosen. Unlike the radio group of Fyne it is one stop for the keyboard: arrows
// choose, and keys that it has no use for go on.
type Choice struct {
	widget.BaseWidget
	picking
	// Wrap puts names that do not fit beside the others into a further line.
	Wrap bool
	// OnKey hears keys that mean nothing here; nil passes them to whoever listens to the window.
	OnKey func(*fyne.KeyEvent)

	names  []string
	across bool
}

var (
	_ fyne.Tappable     = (*Choice)(nil)
	_ fyne.Focusable    = (*Choice)(nil)
	_ desktop.Hoverable = (*Choice)(nil)
)

// NewChoice returns names on a first choice, beneath each other, or beside each other with across.
func NewChoice(across bool, names ...string) *Choice {
	c := &Choice{names: names, across: across}
	c.picking = picking{hovered: -1, count: func() int { return len(c.names) }, placeAt: c.nameAt, refresh: c.Refresh}
	c.ExtendBaseWidget(c)
	return c
}

// Names are the names to choose from.
func (c *Choice) Names() []string { return c.names }

// SetNames offers other names; what is chosen stays by its place, or is the first where there is no such place any more.
// OnChosen is not told.
func (c *Choice) SetNames(names ...string) {
	c.names = names
	if c.chosen >= len(names) {
		c.chosen = 0
	}
	c.hovered = -1
	c.Refresh()
}

// Tapped implements fyne.Tappable.
func (c *Choice) Tapped(e *fyne.PointEvent) {
	if canvas := fyne.CurrentApp().Driver().CanvasForObject(c); canvas != nil {
		canvas.Focus(c)
	}
	c.Choose(c.nameAt(e.Position))
}

// TypedKey implements fyne.Focusable.
func (c *Choice) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft, fyne.KeyUp:
		c.Choose(c.chosen - 1)
	case fyne.KeyRight, fyne.KeyDown:
		c.Choose(c.chosen + 1)
	default:
		if c.OnKey != nil {
			c.OnKey(e)
			return
		}
		passOn(c, e)
	}
}

// Lengths at a text size of 100 %.
const (
	choiceMark = 18 // the ring before a name
	choiceGap  = 6
	choiceEdge = 6
)

// cells are the places of the names.
func (c *Choice) cells() (at []fyne.Position, size []fyne.Size) {
	paint := painterOf(&c.BaseWidget)
	// As tall as a label, so that the words stand in line with one beside them at every size of text.
	tall := fyne.MeasureText("A", paint.theme.Size(theme.SizeNameText), fyne.TextStyle{}).Height + 2*paint.theme.Size(theme.SizeNameInnerPadding)
	next, room := fyne.Position{}, c.Size().Width
	for _, name := range c.names {
		text := fyne.MeasureText(name, paint.theme.Size(theme.SizeNameText), fyne.TextStyle{})
		cell := fyne.NewSize(text.Width+paint.scaled(choiceMark+choiceGap+2*choiceEdge), tall)
		if c.Wrap && next.X > 0 && room > 0 && next.X+cell.Width > room {
			next = fyne.NewPos(0, next.Y+tall)
		}
		at, size = append(at, next), append(size, cell)
		if c.across {
			next.X += cell.Width + paint.scaled(2*choiceEdge)
		} else {
			next.Y += tall
		}
	}
	return at, size
}

func (c *Choice) nameAt(point fyne.Position) int {
	at, size := c.cells()
	for i := range at {
		if point.X >= at[i].X && point.X < at[i].X+size[i].Width && point.Y >= at[i].Y && point.Y < at[i].Y+size[i].Height {
			return i
		}
	}
	return -1
}

// CreateRenderer implements fyne.Widget.
func (c *Choice) CreateRenderer() fyne.WidgetRenderer {
	r := &choiceRenderer{choice: c, hover: canvas.NewRectangle(color.Transparent), frame: newFrame()}
	r.dot = canvas.NewCircle(color.Transparent)
	r.Refresh()
	return r
}

type choiceRenderer struct {
	choice *Choice
	hover  *canvas.Rectangle
	rings  []*canvas.Circle
	dot    *canvas.Circle
	words  []*canvas.Text
	frame  *frame
}

// count makes as many rings and words as there are names.
func (r *choiceRenderer) count() {
	for len(r.words) < len(r.choice.names) {
		r.rings, r.words = append(r.rings, canvas.NewCircle(color.Transparent)), append(r.words, canvas.NewText("", color.Transparent))
	}
	r.rings, r.words = r.rings[:len(r.choice.names)], r.words[:len(r.choice.names)]
}

func (r *choiceRenderer) Refresh() {
	r.count()
	paint := painterOf(&r.choice.BaseWidget)
	r.hover.FillColor = paint.color(theme.ColorNameHover)
	r.hover.CornerRadius = paint.theme.Size(theme.SizeNameInputRadius)
	r.hover.Hidden = r.choice.hovered < 0
	r.dot.FillColor = paint.color(theme.ColorNamePrimary)
	r.frame.set(paint, r.choice.focused)
	for i, word := range r.words {
		word.Text, word.TextSize = r.choice.names[i], paint.theme.Size(theme.SizeNameText)
		word.Color = paint.color(theme.ColorNameForeground)
		ring := r.rings[i]
		ring.FillColor, ring.StrokeWidth = paint.color(theme.ColorNameInputBackground), 1.5
		ring.StrokeColor = paint.color(theme.ColorNameInputBorder)
		if i == r.choice.chosen {
			ring.StrokeColor = paint.color(theme.ColorNamePrimary)
		}
	}
	r.Layout(r.choice.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *choiceRenderer) Layout(fyne.Size) {
	r.count()
	paint := painterOf(&r.choice.BaseWidget)
	at, size := r.choice.cells()
	mark, edge := paint.scaled(choiceMark), paint.scaled(choiceEdge)
	for i := range r.words {
		corner := at[i].AddXY(edge, (size[i].Height-mark)/2)
		r.rings[i].Move(corner)
		r.rings[i].Resize(fyne.NewSquareSize(mark))
		if i == r.choice.chosen {
			r.dot.Move(corner.AddXY(mark/4, mark/4))
			r.dot.Resize(fyne.NewSquareSize(mark / 2))
			r.frame.place(at[i], size[i])
		}
		if i == r.choice.hovered {
			r.hover.Move(at[i])
			r.hover.Resize(size[i])
		}
		text := r.words[i].MinSize()
		r.words[i].Resize(text)
		r.words[i].Move(at[i].AddXY(edge+mark+paint.scaled(choiceGap), (size[i].Height-text.Height)/2))
	}
}

func (r *choiceRenderer) MinSize() fyne.Size {
	at, size := r.choice.cells()
	least := fyne.Size{}
	for i := range at {
		right := at[i].X + size[i].Width
		if r.choice.Wrap {
			right = size[i].Width
		}
		least = least.Max(fyne.NewSize(right, at[i].Y+size[i].Height))
	}
	return least
}

func (r *choiceRenderer) Objects() []fyne.CanvasObject {
	list := []fyne.CanvasObject{r.hover}
	for i := range r.words {
		list = append(list, r.rings[i], r.words[i])
	}
	return append(append(list, r.dot), r.frame.objects()...)
}

func (r *choiceRenderer) Destroy() {}
