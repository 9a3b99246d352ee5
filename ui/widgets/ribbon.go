package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Ribbon is a band across the whole window that marks a state which nobody may overlook: a bold name, what it means, and
// one step at the right end.
type Ribbon struct {
	widget.BaseWidget
	name, text string
	tone       Tone
	step       *ribbonStep
}

var _ fyne.Widget = (*Ribbon)(nil)

// NewRibbon returns a ribbon; without words for the step there is none.
func NewRibbon(tone Tone, name, text, step string, tapped func()) *Ribbon {
	r := &Ribbon{name: name, text: text, tone: tone, step: &ribbonStep{word: step, tone: tone, tapped: tapped}}
	r.step.ExtendBaseWidget(r.step)
	r.step.Hidden = step == ""
	r.ExtendBaseWidget(r)
	return r
}

// Step is what the step does when it is pressed.
func (r *Ribbon) Step() { r.step.tapped() }

// CreateRenderer implements fyne.Widget.
func (r *Ribbon) CreateRenderer() fyne.WidgetRenderer {
	renderer := &ribbonRenderer{
		ribbon: r, back: canvas.NewRectangle(color.Transparent),
		name: canvas.NewText("", color.Transparent), text: canvas.NewText("", color.Transparent),
	}
	renderer.Refresh()
	return renderer
}

type ribbonRenderer struct {
	ribbon     *Ribbon
	back       *canvas.Rectangle
	name, text *canvas.Text
}

// Sizes of a ribbon, before the text is enlarged.
const (
	ribbonTall  = 32
	ribbonInset = 16
	ribbonGap   = 12
)

func (r *ribbonRenderer) Refresh() {
	paint := painterOf(&r.ribbon.BaseWidget)
	r.back.FillColor = paint.color(r.ribbon.tone.Back)
	for _, t := range []*canvas.Text{r.name, r.text} {
		t.Color = paint.color(r.ribbon.tone.Front)
		t.TextSize = paint.theme.Size(theme.SizeNameCaptionText) + paint.scaled(1)
	}
	r.name.Text, r.name.TextStyle = r.ribbon.name, fyne.TextStyle{Bold: true}
	r.Layout(r.ribbon.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *ribbonRenderer) MinSize() fyne.Size {
	paint := painterOf(&r.ribbon.BaseWidget)
	return fyne.NewSize(r.name.MinSize().Width+r.ribbon.step.MinSize().Width+paint.scaled(2*ribbonInset+ribbonGap), paint.scaled(ribbonTall))
}

func (r *ribbonRenderer) Layout(size fyne.Size) {
	paint := painterOf(&r.ribbon.BaseWidget)
	r.back.Resize(size)
	middle := func(o fyne.CanvasObject, x float32, s fyne.Size) {
		o.Resize(s)
		o.Move(fyne.NewPos(x, (size.Height-s.Height)/2))
	}
	x := paint.scaled(ribbonInset)
	middle(r.name, x, r.name.MinSize())
	x += r.name.MinSize().Width + paint.scaled(ribbonGap)
	step := r.ribbon.step.MinSize()
	right := size.Width - paint.scaled(ribbonInset/2)
	if !r.ribbon.step.Hidden {
		right -= step.Width
		middle(r.ribbon.step, right, step)
	}
	r.text.Text = fit(r.ribbon.text, max(0, right-x-paint.scaled(ribbonGap)), r.text.TextSize, r.text.TextStyle)
	middle(r.text, x, r.text.MinSize())
}

func (r *ribbonRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.name, r.text, r.ribbon.step}
}

func (r *ribbonRenderer) Destroy() {}

// ribbonStep is a button in the colours of the ribbon.
type ribbonStep struct {
	widget.BaseWidget
	word             string
	tone             Tone
	tapped           func()
	hovered, focused bool
}

var (
	_ fyne.Tappable     = (*ribbonStep)(nil)
	_ fyne.Focusable    = (*ribbonStep)(nil)
	_ desktop.Hoverable = (*ribbonStep)(nil)
)

// Tapped implements fyne.Tappable.
func (s *ribbonStep) Tapped(*fyne.PointEvent) { s.tapped() }

// MouseIn implements desktop.Hoverable.
func (s *ribbonStep) MouseIn(*desktop.MouseEvent) { s.hovered = true; s.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (s *ribbonStep) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (s *ribbonStep) MouseOut() { s.hovered = false; s.Refresh() }

// FocusGained implements fyne.Focusable.
func (s *ribbonStep) FocusGained() { s.focused = true; s.Refresh() }

// FocusLost implements fyne.Focusable.
func (s *ribbonStep) FocusLost() { s.focused = false; s.Refresh() }

// TypedRune implements fyne.Focusable.
func (s *ribbonStep) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (s *ribbonStep) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		s.tapped()
	default:
		passOn(s, key)
	}
}

// CreateRenderer implements fyne.Widget.
func (s *ribbonStep) CreateRenderer() fyne.WidgetRenderer {
	r := &stepRenderer{step: s, edge: canvas.NewRectangle(color.Transparent), word: canvas.NewText(s.word, color.Transparent)}
	r.Refresh()
	return r
}

type stepRenderer struct {
	step *ribbonStep
	edge *canvas.Rectangle
	word *canvas.Text
}

func (r *stepRenderer) Refresh() {
	paint := painterOf(&r.step.BaseWidget)
	front := paint.color(r.step.tone.Front)
	r.edge.FillColor, r.edge.StrokeColor, r.edge.StrokeWidth = color.Transparent, front, 1
	if r.step.focused || r.step.hovered {
		r.edge.StrokeWidth = 2
	}
	r.edge.CornerRadius = paint.theme.Size(theme.SizeNameInputRadius)
	r.word.Color, r.word.TextStyle = front, fyne.TextStyle{Bold: true}
	r.word.TextSize = paint.theme.Size(theme.SizeNameCaptionText)
	r.Layout(r.step.Size())
	r.edge.Refresh()
	r.word.Refresh()
}

func (r *stepRenderer) MinSize() fyne.Size {
	paint := painterOf(&r.step.BaseWidget)
	return fyne.NewSize(r.word.MinSize().Width+paint.scaled(2*ribbonGap), paint.scaled(ribbonTall-8))
}

func (r *stepRenderer) Layout(size fyne.Size) {
	const edge = 1 // the stroke reaches over the rectangle
	r.edge.Move(fyne.NewPos(edge, edge))
	r.edge.Resize(size.SubtractWidthHeight(2*edge, 2*edge))
	word := r.word.MinSize()
	r.word.Resize(word)
	r.word.Move(fyne.NewPos((size.Width-word.Width)/2, (size.Height-word.Height)/2))
}

func (r *stepRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.edge, r.word} }

func (r *stepRenderer) Destroy() {}
