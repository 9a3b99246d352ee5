package widgets

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Select is a choice from a list that drops down. Unlike Fyne's own, the list opens with what is chosen highlighted, so that
// arrows begin there, and keys that mean nothing here go on.
type Select struct {
	widget.Select
	list    *widget.PopUpMenu // nil while it is closed
	focused bool
}

var (
	_ fyne.Tappable  = (*Select)(nil)
	_ fyne.Focusable = (*Select)(nil)
)

// NewSelect returns a choice with nothing chosen; changed hears what is chosen and may be nil.
func NewSelect(options []string, changed func(string)) *Select {
	s := &Select{}
	s.Options, s.OnChanged = options, changed
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer implements fyne.Widget.
func (s *Select) CreateRenderer() fyne.WidgetRenderer {
	s.ExtendBaseWidget(s)
	r := &selectRenderer{WidgetRenderer: s.Select.CreateRenderer(), choice: s, frame: canvas.NewRectangle(color.Transparent)}
	r.back, _ = r.WidgetRenderer.Objects()[0].(*canvas.Rectangle) // its ground, as Fyne draws it
	r.paint()
	return r
}

// selectRenderer draws a frame around a choice that has the keyboard, as lines to type in have it. Fyne darkens its ground instead, so
// that it looks like one that cannot be used.
type selectRenderer struct {
	fyne.WidgetRenderer
	choice *Select
	back   *canvas.Rectangle
	frame  *canvas.Rectangle
}

func (r *selectRenderer) paint() {
	th, variant := r.choice.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	marked := r.choice.focused && !r.choice.Disabled()
	if marked && r.back != nil {
		r.back.FillColor = th.Color(theme.ColorNameInputBackground, variant)
		r.back.Refresh()
	}
	r.frame.Hidden = !marked
	r.frame.StrokeColor, r.frame.StrokeWidth = th.Color(theme.ColorNamePrimary, variant), 2
	r.frame.CornerRadius = th.Size(theme.SizeNameInputRadius)
	r.frame.Refresh()
}

// Refresh implements fyne.WidgetRenderer.
func (r *selectRenderer) Refresh() {
	r.WidgetRenderer.Refresh()
	r.paint()
}

// Layout implements fyne.WidgetRenderer.
func (r *selectRenderer) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	const edge = 1 // half of a stroke reaches over its rectangle
	r.frame.Move(fyne.NewPos(edge, edge))
	r.frame.Resize(size.SubtractWidthHeight(2*edge, 2*edge))
}

// Objects implements fyne.WidgetRenderer.
func (r *selectRenderer) Objects() []fyne.CanvasObject {
	return append(slices.Clone(r.WidgetRenderer.Objects()), r.frame)
}

// FocusGained implements fyne.Focusable.
func (s *Select) FocusGained() {
	s.focused = true
	s.Select.FocusGained()
}

// FocusLost implements fyne.Focusable.
func (s *Select) FocusLost() {
	s.focused = false
	s.Select.FocusLost()
}

// Tapped opens the list.
func (s *Select) Tapped(*fyne.PointEvent) {
	if s.Disabled() {
		return
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(s); c != nil {
		c.Focus(s)
		s.drop(c)
	}
}

// TypedKey implements fyne.Focusable.
func (s *Select) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeySpace, fyne.KeyUp, fyne.KeyDown:
		s.Tapped(nil)
	case fyne.KeyLeft, fyne.KeyRight:
		s.Select.TypedKey(key)
	default:
		passOn(s, key)
	}
}

// Hide closes the list too.
func (s *Select) Hide() {
	if s.list != nil {
		s.list.Dismiss()
	}
	s.Select.Hide()
}

// drop opens the list under the choice.
func (s *Select) drop(c fyne.Canvas) {
	items := make([]*fyne.MenuItem, len(s.Options))
	for i, option := range s.Options {
		items[i] = fyne.NewMenuItem(option, func() { s.SetSelectedIndex(i) })
	}
	list := widget.NewPopUpMenu(fyne.NewMenu("", items...), c)
	list.OnDismiss = func() {
		list.Hide()
		s.list = nil
	}
	s.list = list
	highlight(list, slices.Index(s.Options, s.Selected))
	list.ShowAtPosition(fyne.CurrentApp().Driver().AbsolutePositionForObject(s).AddXY(0, s.Size().Height))
	list.Resize(list.MinSize().Max(fyne.NewSize(s.Size().Width, 0)))
}

// highlight makes an item of a menu the one that Enter takes; -1 for none. The menu has no separators before it.
func highlight(menu *widget.PopUpMenu, item int) {
	for range item + 1 {
		menu.ActivateNext()
	}
}
