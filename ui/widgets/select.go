package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Select is a choice from a list that drops down. Unlike Fyne's own, the list opens with what is chosen highlighted, so that
// arrows begin there, and keys that mean nothing here go on.
type Select struct {
	widget.Select
	list *widget.PopUpMenu // nil while it is closed
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
