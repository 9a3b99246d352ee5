package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// EmptyState stands where content would be: what would be here, why it is not, and one step
// (docs/reference/screens.md 4).
type EmptyState struct {
	widget.BaseWidget
	title, text string
	icon        fyne.Resource
	button      *Button
}

var _ fyne.Widget = (*EmptyState)(nil)

// NewEmptyState returns an empty state. icon may be nil; without a button text there is no step to take.
func NewEmptyState(icon fyne.Resource, title, text, button string, tapped func()) *EmptyState {
	e := &EmptyState{icon: icon, button: NewButton("", nil)}
	e.button.Importance = widget.HighImportance // the one thing to do here
	e.ExtendBaseWidget(e)
	e.Set(title, text, button, tapped)
	return e
}

// Set changes words and step.
func (e *EmptyState) Set(title, text, button string, tapped func()) {
	e.title, e.text = title, text
	e.button.SetText(button)
	e.button.OnTapped = tapped
	e.button.Hidden = button == ""
	e.Refresh()
}

// Title is the first line.
func (e *EmptyState) Title() string { return e.title }

// Button is the one step.
func (e *EmptyState) Button() *Button { return e.button }

// CreateRenderer implements fyne.Widget.
func (e *EmptyState) CreateRenderer() fyne.WidgetRenderer {
	r := &emptyRenderer{
		state: e, disc: canvas.NewCircle(color.Transparent), icon: canvas.NewImageFromResource(nil),
		title: canvas.NewText("", color.Transparent), text: widget.NewLabel(""),
	}
	r.icon.FillMode = canvas.ImageFillContain
	r.text.Wrapping = fyne.TextWrapWord
	r.text.Alignment = fyne.TextAlignCenter
	r.text.Importance = widget.LowImportance
	r.Refresh()
	return r
}

type emptyRenderer struct {
	state *EmptyState
	disc  *canvas.Circle
	icon  *canvas.Image
	title *canvas.Text
	text  *widget.Label
}

// Sizes of an empty state, on the grid of eight.
const (
	emptyDisc  = 64
	emptySign  = 28
	emptyWidth = 440
	emptyGap   = 16
)

func (r *emptyRenderer) Refresh() {
	paint := painterOf(&r.state.BaseWidget)
	r.disc.FillColor = paint.color(theme.ColorNameHeaderBackground)
	r.disc.Hidden, r.icon.Hidden = r.state.icon == nil, r.state.icon == nil
	if r.state.icon != nil {
		r.icon.Resource = tinted(r.state.icon, theme.ColorNamePlaceHolder)
	}
	r.title.Text, r.title.Color = r.state.title, paint.color(theme.ColorNameForeground)
	r.title.TextSize = paint.theme.Size(theme.SizeNameSubHeadingText)
	r.title.TextStyle = fyne.TextStyle{Bold: true}
	r.text.Hidden = r.state.text == ""
	r.text.SetText(r.state.text)
	r.Layout(r.state.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *emptyRenderer) MinSize() fyne.Size {
	paint := painterOf(&r.state.BaseWidget)
	width := max(r.title.MinSize().Width, r.state.button.MinSize().Width, paint.scaled(emptyWidth)/2)
	placed := r.text.Size()
	size := fyne.NewSize(width, r.height(paint, r.textSize(paint, width)))
	r.text.Resize(placed) // measuring must not move what is on the screen
	return size
}

// textSize is how large the text is when it wraps at a width.
func (r *emptyRenderer) textSize(paint painter, width float32) fyne.Size {
	if r.text.Hidden {
		return fyne.Size{}
	}
	r.text.Resize(fyne.NewSize(min(width, paint.scaled(emptyWidth)), 1))
	return fyne.NewSize(min(width, paint.scaled(emptyWidth)), r.text.MinSize().Height)
}

func (r *emptyRenderer) height(paint painter, text fyne.Size) float32 {
	tall := r.title.MinSize().Height + text.Height
	if !r.icon.Hidden {
		tall += paint.scaled(emptyDisc + emptyGap)
	}
	if !r.state.button.Hidden {
		tall += paint.scaled(emptyGap) + r.state.button.MinSize().Height
	}
	return tall
}

func (r *emptyRenderer) Layout(size fyne.Size) {
	paint := painterOf(&r.state.BaseWidget)
	text := r.textSize(paint, size.Width)
	// A little above the middle looks like the middle.
	y := max(0, (size.Height-r.height(paint, text))*0.4)
	centred := func(o fyne.CanvasObject, s fyne.Size) {
		o.Resize(s)
		o.Move(fyne.NewPos((size.Width-s.Width)/2, y))
		y += s.Height
	}
	if !r.icon.Hidden {
		disc, sign := paint.scaled(emptyDisc), paint.scaled(emptySign)
		r.icon.Resize(fyne.NewSquareSize(sign))
		r.icon.Move(fyne.NewPos((size.Width-sign)/2, y+(disc-sign)/2))
		centred(r.disc, fyne.NewSquareSize(disc))
		y += paint.scaled(emptyGap)
	}
	centred(r.title, r.title.MinSize())
	if !r.text.Hidden {
		centred(r.text, text)
	}
	if !r.state.button.Hidden {
		y += paint.scaled(emptyGap)
		centred(r.state.button, r.state.button.MinSize())
	}
}

func (r *emptyRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.disc, r.icon, r.title, r.text, r.state.button}
}

func (r *emptyRenderer) Destroy() {}
