package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// RailItem is one place that the rail at the left leads to: a sign and a word beside it, or under it where the rail is
// narrow. The present one has a bar at its left edge, a ground and bold text.
type RailItem struct {
	widget.BaseWidget
	sign            fyne.Resource
	word            string
	tapped          func()
	narrow, present bool
	busy            bool
	count           string // how much waits there; empty for nothing
	hovered         bool
	focused         bool
}

var (
	_ fyne.Tappable     = (*RailItem)(nil)
	_ fyne.Focusable    = (*RailItem)(nil)
	_ desktop.Hoverable = (*RailItem)(nil)
)

// NewRailItem returns an item that calls tapped on a click, Enter or Space.
func NewRailItem(sign fyne.Resource, word string, tapped func()) *RailItem {
	i := &RailItem{sign: sign, word: word, tapped: tapped}
	i.ExtendBaseWidget(i)
	return i
}

// SetPresent says whether this is the place that is shown.
func (i *RailItem) SetPresent(present bool) {
	if i.present != present {
		i.present = present
		i.Refresh()
	}
}

// SetBusy marks the place with a dot: something runs there.
func (i *RailItem) SetBusy(busy bool) {
	if i.busy != busy {
		i.busy = busy
		i.Refresh()
	}
}

// SetCount says how much waits at the place, beside its word; empty for nothing.
func (i *RailItem) SetCount(count string) {
	if i.count != count {
		i.count = count
		i.Refresh()
	}
}

// Count says how much waits at the place.
func (i *RailItem) Count() string { return i.count }

// Present says whether this is the place that is shown.
func (i *RailItem) Present() bool { return i.present }

// SetNarrow puts the word under the sign.
func (i *RailItem) SetNarrow(narrow bool) {
	if i.narrow != narrow {
		i.narrow = narrow
		i.Refresh()
	}
}

// Tapped implements fyne.Tappable.
func (i *RailItem) Tapped(*fyne.PointEvent) { i.tapped() }

// MouseIn implements desktop.Hoverable.
func (i *RailItem) MouseIn(*desktop.MouseEvent) { i.hovered = true; i.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (i *RailItem) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (i *RailItem) MouseOut() { i.hovered = false; i.Refresh() }

// FocusGained implements fyne.Focusable.
func (i *RailItem) FocusGained() { i.focused = true; i.Refresh() }

// FocusLost implements fyne.Focusable.
func (i *RailItem) FocusLost() { i.focused = false; i.Refresh() }

// TypedRune implements fyne.Focusable.
func (i *RailItem) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (i *RailItem) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		i.tapped()
	default:
		passOn(i, key)
	}
}

// CreateRenderer implements fyne.Widget.
func (i *RailItem) CreateRenderer() fyne.WidgetRenderer {
	r := &railRenderer{
		item: i, back: canvas.NewRectangle(color.Transparent), bar: canvas.NewRectangle(color.Transparent),
		sign: canvas.NewImageFromResource(nil), word: canvas.NewText(i.word, color.Transparent), dot: canvas.NewCircle(color.Transparent), frame: newFrame(),
		pill: canvas.NewRectangle(color.Transparent), count: canvas.NewText("", color.Transparent),
	}
	r.sign.FillMode = canvas.ImageFillContain
	r.Refresh()
	return r
}

type railRenderer struct {
	item  *RailItem
	back  *canvas.Rectangle
	bar   *canvas.Rectangle
	sign  *canvas.Image
	word  *canvas.Text
	dot   *canvas.Circle
	pill  *canvas.Rectangle // behind the count
	count *canvas.Text
	frame *frame
}

// Sizes of an item, before the text is enlarged.
const (
	railTall       = 40
	railNarrowTall = 60
	railSign       = 20
	railBar        = 3
	railInset      = 16
	railDot        = 8
)

func (r *railRenderer) Refresh() {
	i := r.item
	paint := painterOf(&i.BaseWidget)
	ink := theme.ColorNameForeground
	r.back.FillColor = color.Transparent
	switch {
	case i.present:
		r.back.FillColor = paint.color(theme.ColorNameSelection)
		ink = theme.ColorNamePrimary
	case i.hovered:
		r.back.FillColor = paint.color(theme.ColorNameHover)
	}
	r.bar.FillColor = paint.color(theme.ColorNamePrimary)
	r.bar.Hidden = !i.present
	r.sign.Resource = tinted(i.sign, ink)
	r.dot.FillColor, r.dot.Hidden = paint.color(theme.ColorNamePrimary), !i.busy
	r.word.Color = paint.color(theme.ColorNameForeground)
	r.word.TextStyle = fyne.TextStyle{Bold: i.present}
	r.word.TextSize = paint.theme.Size(theme.SizeNameText)
	if i.narrow {
		r.word.TextSize = paint.theme.Size(theme.SizeNameCaptionText)
	}
	r.pill.FillColor, r.pill.Hidden = paint.color(theme.ColorNamePrimary), i.count == ""
	r.count.Text, r.count.Hidden = i.count, i.count == ""
	r.count.Color, r.count.TextSize = paint.color(theme.ColorNameForegroundOnPrimary), paint.theme.Size(theme.SizeNameCaptionText)
	r.count.TextStyle = fyne.TextStyle{Bold: true}
	r.frame.set(paint, i.focused)
	r.Layout(i.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *railRenderer) MinSize() fyne.Size {
	paint := painterOf(&r.item.BaseWidget)
	if r.item.narrow {
		return fyne.NewSize(r.word.MinSize().Width+paint.scaled(railBar)*2, paint.scaled(railNarrowTall))
	}
	return fyne.NewSize(paint.scaled(railInset*2+railSign)+r.word.MinSize().Width+paint.scaled(railInset), paint.scaled(railTall))
}

func (r *railRenderer) Layout(size fyne.Size) {
	paint := painterOf(&r.item.BaseWidget)
	r.back.Resize(size)
	r.bar.Resize(fyne.NewSize(paint.scaled(railBar), size.Height))
	side, word := paint.scaled(railSign), r.word.MinSize()
	r.sign.Resize(fyne.NewSquareSize(side))
	r.word.Resize(word)
	if r.item.narrow {
		const gap = 4
		top := (size.Height - side - gap - word.Height) / 2
		r.sign.Move(fyne.NewPos((size.Width-side)/2, top))
		r.word.Move(fyne.NewPos((size.Width-word.Width)/2, top+side+gap))
	} else {
		inset := paint.scaled(railInset)
		r.sign.Move(fyne.NewPos(inset, (size.Height-side)/2))
		r.word.Move(fyne.NewPos(inset+side+paint.scaled(12), (size.Height-word.Height)/2))
	}
	dot := paint.scaled(railDot)
	r.dot.Resize(fyne.NewSquareSize(dot))
	r.dot.Move(r.sign.Position().AddXY(side-dot/2, -dot/2))
	r.layoutCount(paint, size)
	r.frame.place(fyne.Position{}, size)
}

// layoutCount puts the count at the right end, or over the sign where the rail is narrow.
func (r *railRenderer) layoutCount(paint painter, size fyne.Size) {
	const inside = 6
	text := r.count.MinSize()
	pill := fyne.NewSize(max(text.Width+2*paint.scaled(inside), text.Height), text.Height)
	at := fyne.NewPos(size.Width-paint.scaled(railInset/2)-pill.Width, (size.Height-pill.Height)/2)
	if r.item.narrow {
		const edge = 2
		at = r.sign.Position().AddXY(r.sign.Size().Width-pill.Height/3, -pill.Height/3)
		at.X = min(at.X, size.Width-pill.Width-edge)
	}
	r.pill.CornerRadius = pill.Height / 2
	r.pill.Move(at)
	r.pill.Resize(pill)
	r.count.Move(at.AddXY((pill.Width-text.Width)/2, 0))
	r.count.Resize(text)
}

func (r *railRenderer) Objects() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{r.back, r.bar, r.sign, r.word, r.dot, r.pill, r.count}, r.frame.objects()...)
}

func (r *railRenderer) Destroy() {}
