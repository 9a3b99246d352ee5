package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// PickItem is a line of a PickList.
type PickItem struct {
	Heading string // over the item, where a group begins; else empty
	Title   string
	Count   string // at the right end
	Strong  bool   // drawn bold: something in it is new
}

// PickList is a column of titles in groups, of which one is chosen. It is one stop for the keyboard: Up and Down choose.
type PickList struct {
	widget.BaseWidget
	picking
	// OnEnter hears Enter and Right: on to what was chosen. May be nil.
	OnEnter func()
	// OnTapped says that an item was clicked, chosen before or not; may be nil.
	OnTapped func(place int)
	// Menu lists what a right click on an item, the menu key or Shift+F10 offers; may be nil.
	Menu func(place int) []*fyne.MenuItem
	// Plain marks the chosen item only while the list has the keyboard: the items lead somewhere else.
	Plain bool

	items []PickItem
	shiftHeld
}

var (
	_ fyne.Tappable          = (*PickList)(nil)
	_ fyne.SecondaryTappable = (*PickList)(nil)
	_ fyne.Focusable         = (*PickList)(nil)
	_ desktop.Hoverable      = (*PickList)(nil)
	_ desktop.Keyable        = (*PickList)(nil)
)

// NewPickList returns a list on its first item.
func NewPickList(items ...PickItem) *PickList {
	l := &PickList{items: items}
	l.picking = picking{hovered: -1, count: func() int { return len(l.items) }, placeAt: l.itemAt, refresh: l.Refresh}
	l.ExtendBaseWidget(l)
	return l
}

// SetItems changes what the lines say; what is chosen stays in its place.
func (l *PickList) SetItems(items ...PickItem) {
	l.items = items
	l.chosen = max(0, min(l.chosen, len(items)-1))
	l.Refresh()
}

// Items are the lines.
func (l *PickList) Items() []PickItem { return l.items }

// Tapped implements fyne.Tappable.
func (l *PickList) Tapped(e *fyne.PointEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(l); c != nil {
		c.Focus(l)
	}
	place := l.itemAt(e.Position)
	l.Choose(place)
	if place >= 0 && l.OnTapped != nil {
		l.OnTapped(place)
	}
}

// TappedSecondary chooses an item and shows its menu.
func (l *PickList) TappedSecondary(e *fyne.PointEvent) {
	if place := l.itemAt(e.Position); place >= 0 && l.Menu != nil {
		if c := fyne.CurrentApp().Driver().CanvasForObject(l); c != nil {
			c.Focus(l)
		}
		l.Choose(place)
		popUp(l, l.Menu(place), e.AbsolutePosition)
	}
}

// FocusLost implements fyne.Focusable.
func (l *PickList) FocusLost() {
	l.shift = false
	l.picking.FocusLost()
}

// menuAtChosen shows the menu of the chosen item under it.
func (l *PickList) menuAtChosen() {
	if l.Menu == nil || l.chosen >= len(l.items) {
		return
	}
	tops, _ := l.tops()
	paint := painterOf(&l.BaseWidget)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(l)
	popUp(l, l.Menu(l.chosen), at.AddXY(paint.scaled(pickInset), tops[l.chosen]+paint.scaled(pickTall)))
}

// TypedKey implements fyne.Focusable.
func (l *PickList) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyUp:
		l.Choose(l.chosen - 1)
	case fyne.KeyDown:
		l.Choose(l.chosen + 1)
	case fyne.KeyHome:
		l.Choose(0)
	case fyne.KeyEnd:
		l.Choose(len(l.items) - 1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyRight:
		if l.OnEnter != nil {
			l.OnEnter()
		}
	default:
		if l.asksMenu(e) {
			l.menuAtChosen()
		} else {
			passOn(l, e)
		}
	}
}

// Lengths at a text size of 100 %.
const (
	pickTall    = 30
	pickHeading = 24
	pickInset   = 10
)

// tops are the upper edges of the items, and the height of all.
func (l *PickList) tops() (tops []float32, tall float32) {
	paint := painterOf(&l.BaseWidget)
	for _, item := range l.items {
		if item.Heading != "" {
			tall += paint.scaled(pickHeading)
		}
		tops = append(tops, tall)
		tall += paint.scaled(pickTall)
	}
	return tops, tall
}

func (l *PickList) itemAt(point fyne.Position) int {
	tops, _ := l.tops()
	tall := painterOf(&l.BaseWidget).scaled(pickTall)
	for i, top := range tops {
		if point.Y >= top && point.Y < top+tall {
			return i
		}
	}
	return -1
}

// CreateRenderer implements fyne.Widget.
func (l *PickList) CreateRenderer() fyne.WidgetRenderer {
	r := &pickRenderer{list: l, mark: canvas.NewRectangle(color.Transparent), hover: canvas.NewRectangle(color.Transparent), frame: newFrame()}
	r.Refresh()
	return r
}

type pickLine struct{ heading, title, count *canvas.Text }

type pickRenderer struct {
	list        *PickList
	mark, hover *canvas.Rectangle
	lines       []pickLine
	frame       *frame
}

func (r *pickRenderer) Refresh() {
	paint := painterOf(&r.list.BaseWidget)
	for len(r.lines) < len(r.list.items) {
		r.lines = append(r.lines, pickLine{canvas.NewText("", color.Transparent), canvas.NewText("", color.Transparent), canvas.NewText("", color.Transparent)})
	}
	r.lines = r.lines[:len(r.list.items)]
	round := paint.theme.Size(theme.SizeNameInputRadius)
	r.mark.FillColor, r.mark.CornerRadius = paint.color(theme.ColorNameSelection), round
	r.hover.FillColor, r.hover.CornerRadius = paint.color(theme.ColorNameHover), round
	marked := !r.list.Plain || r.list.focused
	r.mark.Hidden = !marked || len(r.list.items) == 0
	r.hover.Hidden = r.list.hovered < 0 || marked && r.list.hovered == r.list.chosen
	r.frame.set(paint, r.list.focused)
	for i, line := range r.lines {
		item := r.list.items[i]
		line.heading.Text, line.heading.Hidden = item.Heading, item.Heading == ""
		line.heading.Color, line.heading.TextSize = paint.color(theme.ColorNamePlaceHolder), paint.theme.Size(theme.SizeNameCaptionText)
		line.heading.TextStyle = fyne.TextStyle{Bold: true}
		bold := fyne.TextStyle{Bold: item.Strong || i == r.list.chosen && !r.list.Plain}
		for _, t := range []*canvas.Text{line.title, line.count} {
			t.Color, t.TextSize, t.TextStyle = paint.color(theme.ColorNameForeground), paint.theme.Size(theme.SizeNameText), bold
		}
		line.count.Text = item.Count
	}
	r.Layout(r.list.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *pickRenderer) Layout(size fyne.Size) {
	paint := painterOf(&r.list.BaseWidget)
	inset, tall := paint.scaled(pickInset), paint.scaled(pickTall)
	tops, _ := r.list.tops()
	put := func(t *canvas.Text, x, middle float32) {
		least := t.MinSize()
		t.Resize(least)
		t.Move(fyne.NewPos(x, middle-least.Height/2))
	}
	for i, line := range r.lines {
		top := tops[i]
		put(line.heading, inset, top-paint.scaled(pickHeading)/2)
		wide := line.count.MinSize().Width
		put(line.count, size.Width-inset-wide, top+tall/2)
		line.title.Text = fit(r.list.items[i].Title, max(0, size.Width-wide-2.5*inset), line.title.TextSize, line.title.TextStyle)
		put(line.title, inset, top+tall/2)
		if i == r.list.chosen {
			r.mark.Move(fyne.NewPos(0, top))
			r.mark.Resize(fyne.NewSize(size.Width, tall))
			r.frame.place(fyne.NewPos(0, top), fyne.NewSize(size.Width, tall))
		}
		if i == r.list.hovered {
			r.hover.Move(fyne.NewPos(0, top))
			r.hover.Resize(fyne.NewSize(size.Width, tall))
		}
	}
}

func (r *pickRenderer) MinSize() fyne.Size {
	_, tall := r.list.tops()
	return fyne.NewSize(painterOf(&r.list.BaseWidget).scaled(120), tall)
}

func (r *pickRenderer) Objects() []fyne.CanvasObject {
	list := []fyne.CanvasObject{r.mark, r.hover}
	for _, line := range r.lines {
		list = append(list, line.heading, line.title, line.count)
	}
	return append(list, r.frame.objects()...)
}

func (r *pickRenderer) Destroy() {}
