package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// tapLine is a line of text that leads somewhere: by click, or with Enter or Space. Without a way it is plain text. Long text wraps.
type tapLine struct {
	widget.BaseWidget
	label            *widget.Label
	tapped           func()
	hovered, focused bool
}

var (
	_ fyne.Tappable      = (*tapLine)(nil)
	_ fyne.Focusable     = (*tapLine)(nil)
	_ desktop.Hoverable  = (*tapLine)(nil)
	_ desktop.Cursorable = (*tapLine)(nil)
)

func newTapLine(text string, tapped func()) fyne.CanvasObject {
	label := widget.NewLabel(text)
	label.Wrapping = fyne.TextWrapWord
	if tapped == nil {
		return label
	}
	return newTapLabel(label, tapped)
}

// newTapLabel has a label lead somewhere.
func newTapLabel(label *widget.Label, tapped func()) *tapLine {
	l := &tapLine{label: label, tapped: tapped}
	l.ExtendBaseWidget(l)
	return l
}

// Tapped implements fyne.Tappable.
func (l *tapLine) Tapped(*fyne.PointEvent) { l.tapped() }

// Cursor implements desktop.Cursorable.
func (l *tapLine) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MouseIn implements desktop.Hoverable.
func (l *tapLine) MouseIn(*desktop.MouseEvent) { l.hovered = true; l.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (l *tapLine) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (l *tapLine) MouseOut() { l.hovered = false; l.Refresh() }

// FocusGained implements fyne.Focusable.
func (l *tapLine) FocusGained() { l.focused = true; l.Refresh() }

// FocusLost implements fyne.Focusable.
func (l *tapLine) FocusLost() { l.focused = false; l.Refresh() }

// TypedRune implements fyne.Focusable.
func (l *tapLine) TypedRune(r rune) {
	if r == ' ' {
		l.tapped()
	}
}

// TypedKey implements fyne.Focusable.
func (l *tapLine) TypedKey(key *fyne.KeyEvent) {
	if key.Name == fyne.KeyReturn || key.Name == fyne.KeyEnter {
		l.tapped()
		return
	}
	passKey(l, key)
}

// CreateRenderer implements fyne.Widget.
func (l *tapLine) CreateRenderer() fyne.WidgetRenderer {
	r := &tapLineRenderer{line: l, back: canvas.NewRectangle(color.Transparent)}
	r.Refresh()
	return r
}

type tapLineRenderer struct {
	line *tapLine
	back *canvas.Rectangle
}

func (r *tapLineRenderer) Refresh() {
	th, variant := r.line.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	r.back.FillColor, r.back.StrokeColor, r.back.StrokeWidth = color.Transparent, color.Transparent, 0
	r.back.CornerRadius = th.Size(theme.SizeNameSelectionRadius)
	if r.line.hovered {
		r.back.FillColor = th.Color(theme.ColorNameHover, variant)
	}
	if r.line.focused {
		r.back.StrokeColor, r.back.StrokeWidth = th.Color(theme.ColorNamePrimary, variant), 2
	}
	r.back.Refresh()
	r.line.label.Refresh()
}

func (r *tapLineRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	r.line.label.Resize(size)
}

func (r *tapLineRenderer) MinSize() fyne.Size { return r.line.label.MinSize() }

func (r *tapLineRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.line.label}
}

func (r *tapLineRenderer) Destroy() {}
