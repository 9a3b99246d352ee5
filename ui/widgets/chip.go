package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Tone is a pair of colours of the theme: of sign and word, and of the tint behind them.
type Tone struct{ Front, Back fyne.ThemeColorName }

// ChipSpec is what a chip shows.
type ChipSpec struct {
	Icon fyne.Resource // drawn in the tone's colour; nil for none
	Word string
	Tone Tone
}

// Chip is a sign and a word on a tint (docs/reference/screens.md 3).
type Chip struct {
	widget.BaseWidget
	spec ChipSpec
}

var _ fyne.Widget = (*Chip)(nil)

// NewChip returns a chip.
func NewChip(spec ChipSpec) *Chip {
	c := &Chip{spec: spec}
	c.ExtendBaseWidget(c)
	return c
}

// Set changes what the chip shows.
func (c *Chip) Set(spec ChipSpec) {
	if c.spec == spec {
		return
	}
	c.spec = spec
	c.Refresh()
}

// Spec is what the chip shows.
func (c *Chip) Spec() ChipSpec { return c.spec }

// CreateRenderer implements fyne.Widget.
func (c *Chip) CreateRenderer() fyne.WidgetRenderer {
	r := &chipRenderer{chip: c, back: canvas.NewRectangle(color.Transparent), icon: canvas.NewImageFromResource(nil), word: canvas.NewText("", color.Transparent)}
	r.icon.FillMode = canvas.ImageFillContain
	r.Refresh()
	return r
}

type chipRenderer struct {
	chip *Chip
	back *canvas.Rectangle
	icon *canvas.Image
	word *canvas.Text
}

// Space inside a chip, on the grid of four, before the text is enlarged.
const (
	chipInset = 8
	chipGap   = 4
	chipTall  = 22
)

func (r *chipRenderer) Refresh() {
	spec := r.chip.spec
	paint := painterOf(&r.chip.BaseWidget)
	r.back.FillColor = paint.color(spec.Tone.Back)
	r.back.CornerRadius = paint.scaled(chipTall) / 2
	r.word.Text, r.word.Color = spec.Word, paint.color(spec.Tone.Front)
	r.word.TextSize = paint.theme.Size(theme.SizeNameCaptionText)
	r.icon.Hidden = spec.Icon == nil
	if spec.Icon != nil {
		r.icon.Resource = tinted(spec.Icon, spec.Tone.Front)
	}
	r.Layout(r.chip.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *chipRenderer) MinSize() fyne.Size {
	paint := painterOf(&r.chip.BaseWidget)
	width := r.word.MinSize().Width + 2*paint.scaled(chipInset)
	if r.chip.spec.Icon != nil {
		width += r.iconSize(paint) + paint.scaled(chipGap)
	}
	return fyne.NewSize(width, paint.scaled(chipTall))
}

func (r *chipRenderer) iconSize(paint painter) float32 {
	return paint.theme.Size(theme.SizeNameCaptionText) + paint.scaled(1)
}

func (r *chipRenderer) Layout(size fyne.Size) {
	paint := painterOf(&r.chip.BaseWidget)
	r.back.Resize(size)
	x := paint.scaled(chipInset)
	if r.chip.spec.Icon != nil {
		side := r.iconSize(paint)
		r.icon.Resize(fyne.NewSquareSize(side))
		r.icon.Move(fyne.NewPos(x-paint.scaled(1), (size.Height-side)/2))
		x += side + paint.scaled(chipGap) - paint.scaled(1)
	}
	word := r.word.MinSize()
	r.word.Resize(word)
	r.word.Move(fyne.NewPos(x, (size.Height-word.Height)/2))
}

func (r *chipRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.icon, r.word}
}

func (r *chipRenderer) Destroy() {}
