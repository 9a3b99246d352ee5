package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// TabBar is a line of titles of which one is chosen. Unlike the tabs of Fyne it can be reached with the keyboard: Left
// and Right choose.
type TabBar struct {
	widget.BaseWidget
	picking

	titles []string
}

var (
	_ fyne.Tappable     = (*TabBar)(nil)
	_ fyne.Focusable    = (*TabBar)(nil)
	_ desktop.Hoverable = (*TabBar)(nil)
)

// NewTabBar returns a bar on its first tab.
func NewTabBar(titles ...string) *TabBar {
	b := &TabBar{titles: titles}
	b.picking = picking{hovered: -1, count: func() int { return len(b.titles) }, placeAt: b.tabAt, refresh: b.Refresh}
	b.ExtendBaseWidget(b)
	return b
}

// SetTitles changes the words on the tabs.
func (b *TabBar) SetTitles(titles ...string) {
	b.titles = titles
	b.chosen = min(b.chosen, max(0, len(titles)-1))
	b.Refresh()
}

// Titles are the words on the tabs.
func (b *TabBar) Titles() []string { return b.titles }

// Step chooses the next or the previous tab, around the end.
func (b *TabBar) Step(by int) {
	if n := len(b.titles); n > 0 {
		b.Choose((b.chosen + by + n) % n)
	}
}

// Tapped implements fyne.Tappable. The arrow at an end, where tabs lie beyond it, goes to the tab before or after the chosen one.
func (b *TabBar) Tapped(e *fyne.PointEvent) {
	left, right := b.ends(b.Size().Width)
	switch {
	case e.Position.X < left:
		b.Choose(b.chosen - 1)
	case e.Position.X >= right:
		b.Choose(b.chosen + 1)
	default:
		b.Choose(b.tabAt(e.Position))
	}
}

// TypedKey implements fyne.Focusable.
func (b *TabBar) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft:
		b.Choose(b.chosen - 1)
	case fyne.KeyRight:
		b.Choose(b.chosen + 1)
	default:
		passOn(b, e)
	}
}

// tabInset is the space left and right of a title, tabInsetLeast where there is not enough room for all.
const (
	tabInset      = 12
	tabInsetLeast = 3
	tabArrow      = 24 // the arrow at an end beyond which there are tabs
)

// edges are the left edges of the tabs and the right edge of the last one. Where they do not fit, titles stand closer; where they still
// do not fit, the bar is moved so that the chosen one is seen, and the one after it, to go on to.
func (b *TabBar) edges() []float32 { return b.edgesIn(b.Size().Width) }

func (b *TabBar) edgesIn(room float32) []float32 {
	list := b.edgesWith(b.inset(room))
	if list[len(list)-1] <= room || room <= 0 || b.chosen+1 >= len(list) {
		return list
	}
	arrow := paintedArrow(b)
	shift := func(room float32) float32 {
		next := min(b.chosen+2, len(list)-1)
		return min(list[len(list)-1]-room, max(0, list[b.chosen+1]-room, min(list[b.chosen], list[next]-room)))
	}
	by := shift(room - arrow)
	if by > 0 {
		by = shift(room-2*arrow) - arrow
	}
	for i := range list {
		list[i] -= by
	}
	return list
}

// ends are where the titles of a bar as wide as told may begin and end: within the arrows, where there are any.
func (b *TabBar) ends(width float32) (left, right float32) {
	edges, arrow := b.edgesIn(width), paintedArrow(b)
	right = width
	if edges[0] < 0 || edges[0] > 0 {
		left = arrow
	}
	const whole = 1 // what rounding leaves
	if edges[len(edges)-1] > width-left+whole && width > 0 {
		right = width - arrow
	}
	return left, right
}

// inset is the space left and right of titles in a width.
func (b *TabBar) inset(room float32) float32 {
	paint := painterOf(&b.BaseWidget)
	wide := paint.scaled(tabInset)
	if len(b.titles) == 0 || room <= 0 {
		return wide
	}
	list := b.edgesWith(wide)
	over := list[len(list)-1] - room
	return min(wide, max(paint.scaled(tabInsetLeast), wide-over/float32(2*len(b.titles))))
}

func (b *TabBar) edgesWith(inset float32) []float32 {
	paint := painterOf(&b.BaseWidget)
	list := []float32{0}
	for _, title := range b.titles {
		// Measured bold, so that nothing moves when another tab is chosen.
		width := fyne.MeasureText(title, paint.theme.Size(theme.SizeNameText), fyne.TextStyle{Bold: true}).Width
		list = append(list, list[len(list)-1]+width+2*inset)
	}
	return list
}

func (b *TabBar) tabAt(point fyne.Position) int {
	edges := b.edges()
	left, right := b.ends(b.Size().Width)
	for i := range b.titles {
		if point.X >= left && point.X < right && point.X >= edges[i] && point.X < edges[i+1] {
			return i
		}
	}
	return -1
}

// CreateRenderer implements fyne.Widget.
func (b *TabBar) CreateRenderer() fyne.WidgetRenderer {
	r := &tabRenderer{bar: b, frame: newFrame()}
	for i, icon := range []fyne.Resource{theme.NavigateBackIcon(), theme.NavigateNextIcon()} {
		r.arrows[i] = canvas.NewImageFromResource(theme.NewColoredResource(icon, theme.ColorNamePrimary))
		r.arrows[i].FillMode = canvas.ImageFillContain
	}
	for _, shape := range []**canvas.Rectangle{&r.hover, &r.line, &r.mark} {
		*shape = canvas.NewRectangle(color.Transparent)
	}
	r.Refresh()
	return r
}

type tabRenderer struct {
	bar               *TabBar
	hover, line, mark *canvas.Rectangle
	frame             *frame
	words             []*canvas.Text
	arrows            [2]*canvas.Image // to what lies before and after
}

func (r *tabRenderer) Refresh() {
	paint := painterOf(&r.bar.BaseWidget)
	r.line.FillColor = paint.color(theme.ColorNameSeparator)
	r.mark.FillColor = paint.color(theme.ColorNamePrimary)
	r.hover.FillColor = paint.color(theme.ColorNameHover)
	r.hover.Hidden = r.bar.hovered < 0
	r.frame.set(paint, r.bar.focused)
	for len(r.words) < len(r.bar.titles) {
		r.words = append(r.words, canvas.NewText("", color.Transparent))
	}
	r.words = r.words[:len(r.bar.titles)]
	for i, word := range r.words {
		chosen := i == r.bar.chosen
		word.Text, word.TextSize = r.bar.titles[i], paint.theme.Size(theme.SizeNameText)
		word.TextStyle = fyne.TextStyle{Bold: chosen}
		word.Color = paint.color(theme.ColorNamePlaceHolder)
		if chosen {
			word.Color = paint.color(theme.ColorNameForeground)
		}
	}
	r.Layout(r.bar.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *tabRenderer) Layout(size fyne.Size) {
	edges, inset := r.bar.edgesIn(size.Width), r.bar.inset(size.Width)
	place := func(o *canvas.Rectangle, tab int, y, tall float32) {
		if tab >= 0 && tab+1 < len(edges) {
			o.Move(fyne.NewPos(edges[tab], y))
			o.Resize(fyne.NewSize(edges[tab+1]-edges[tab], tall))
		}
	}
	r.line.Move(fyne.NewPos(0, size.Height-1))
	r.line.Resize(fyne.NewSize(size.Width, 1))
	place(r.mark, r.bar.chosen, size.Height-3, 3)
	place(r.hover, r.bar.hovered, 0, size.Height-1)
	if tab := r.bar.chosen; tab+1 < len(edges) {
		r.frame.place(fyne.NewPos(edges[tab], 0), fyne.NewSize(edges[tab+1]-edges[tab], size.Height-3))
	}
	left, right := r.bar.ends(size.Width)
	wide := paintedArrow(r.bar)
	for i, at := range []float32{0, size.Width - wide} {
		r.arrows[i].Hidden = i == 0 && left == 0 || i == 1 && right == size.Width
		r.arrows[i].Move(fyne.NewPos(at, (size.Height-wide)/2))
		r.arrows[i].Resize(fyne.NewSquareSize(wide))
	}
	for i, word := range r.words {
		if i+1 >= len(edges) {
			break
		}
		// What lies beyond the bar is not clipped: titles before it are hidden, the one across its end is cut.
		const least = 24 // room for a letter and the dots after it
		word.Hidden = edges[i] < left-1 || edges[i]+inset+least > right
		word.Text = fit(r.bar.titles[i], right-edges[i]-inset, word.TextSize, fyne.TextStyle{Bold: true})
		text := word.MinSize()
		word.Resize(text)
		word.Move(fyne.NewPos(edges[i]+inset, (size.Height-text.Height)/2))
	}
}

func (r *tabRenderer) MinSize() fyne.Size {
	const (
		tall     = 36
		leastBar = 320 // a bar with many tabs moves
	)
	paint := painterOf(&r.bar.BaseWidget)
	edges := r.bar.edgesWith(paint.scaled(tabInset))
	return fyne.NewSize(min(edges[len(edges)-1], paint.scaled(leastBar)), paint.scaled(tall))
}

func (r *tabRenderer) Objects() []fyne.CanvasObject {
	list := []fyne.CanvasObject{r.hover, r.line, r.mark, r.arrows[0], r.arrows[1]}
	for _, word := range r.words {
		list = append(list, word)
	}
	return append(list, r.frame.objects()...)
}

func (r *tabRenderer) Destroy() {}

func paintedArrow(b *TabBar) float32 { return painterOf(&b.BaseWidget).scaled(tabArrow) }
