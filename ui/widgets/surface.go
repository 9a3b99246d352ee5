package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Surface lays its content on a colour of the theme, with rounded corners and space around it.
type Surface struct {
	widget.BaseWidget
	back    fyne.ThemeColorName
	inset   float32
	square  bool
	content fyne.CanvasObject
}

var _ fyne.Widget = (*Surface)(nil)

// NewSurface returns a surface; inset is the space around the content.
func NewSurface(back fyne.ThemeColorName, inset float32, content fyne.CanvasObject) *Surface {
	s := &Surface{back: back, inset: inset, content: content}
	s.ExtendBaseWidget(s)
	return s
}

// NewBand returns a surface with square corners and no space around its content, for what reaches the window's edges.
func NewBand(back fyne.ThemeColorName, content fyne.CanvasObject) *Surface {
	s := NewSurface(back, 0, content)
	s.square = true
	return s
}

// SetColor changes the colour.
func (s *Surface) SetColor(back fyne.ThemeColorName) {
	s.back = back
	s.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (s *Surface) CreateRenderer() fyne.WidgetRenderer {
	r := &surfaceRenderer{surface: s, back: canvas.NewRectangle(color.Transparent)}
	r.Refresh()
	return r
}

type surfaceRenderer struct {
	surface *Surface
	back    *canvas.Rectangle
}

func (r *surfaceRenderer) Refresh() {
	paint := painterOf(&r.surface.BaseWidget)
	r.back.FillColor = paint.color(r.surface.back)
	r.back.CornerRadius = paint.theme.Size(theme.SizeNameInputRadius)
	if r.surface.square {
		r.back.CornerRadius = 0
	}
	r.back.Refresh()
}

func (r *surfaceRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	r.surface.content.Move(fyne.NewPos(r.surface.inset, r.surface.inset))
	r.surface.content.Resize(size.SubtractWidthHeight(2*r.surface.inset, 2*r.surface.inset))
}

func (r *surfaceRenderer) MinSize() fyne.Size {
	return r.surface.content.MinSize().AddWidthHeight(2*r.surface.inset, 2*r.surface.inset)
}

func (r *surfaceRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.surface.content}
}

func (r *surfaceRenderer) Destroy() {}

// NewOutline draws an edge around its content, for parts of Fyne that show none.
func NewOutline(content fyne.CanvasObject) *Outline {
	o := &Outline{content: content}
	o.ExtendBaseWidget(o)
	return o
}

// Outline is an edge around its content.
type Outline struct {
	widget.BaseWidget
	content fyne.CanvasObject
}

var _ fyne.Widget = (*Outline)(nil)

// CreateRenderer implements fyne.Widget.
func (o *Outline) CreateRenderer() fyne.WidgetRenderer {
	r := &outlineRenderer{outline: o, edge: canvas.NewRectangle(color.Transparent)}
	r.Refresh()
	return r
}

type outlineRenderer struct {
	outline *Outline
	edge    *canvas.Rectangle
}

func (r *outlineRenderer) Refresh() {
	paint := painterOf(&r.outline.BaseWidget)
	r.edge.StrokeColor, r.edge.StrokeWidth = paint.color(theme.ColorNameInputBorder), 1
	r.edge.CornerRadius = paint.theme.Size(theme.SizeNameInputRadius)
	r.edge.Refresh()
	r.outline.content.Refresh() // what has come or gone inside finds its place
}

func (r *outlineRenderer) Layout(size fyne.Size) {
	r.edge.Resize(size)
	r.outline.content.Resize(size)
}

func (r *outlineRenderer) MinSize() fyne.Size { return r.outline.content.MinSize() }

func (r *outlineRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.outline.content, r.edge}
}

func (r *outlineRenderer) Destroy() {}
