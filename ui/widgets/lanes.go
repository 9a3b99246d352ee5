package widgets

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Lane is a row of Lanes.
type Lane struct {
	Name  string
	Color fyne.ThemeColorName
	// Marks in the order of time. All lie between the ends of the picture or reach beyond them.
	Marks []LaneMark
	// Tall lanes hold columns: their marks have a Level.
	Tall bool
}

// LaneMark is something that happened, at a time that is a number such as that of a day.
type LaneMark struct {
	From, To int     // both included
	Level    float32 // of tall lanes: the height, 0 to 1
	Faint    bool    // drawn lighter
	Point    bool    // drawn as a mark rather than a bar, however long
	// Words say what it is, for whoever picks it.
	Words string
}

// LaneTick is a name along the axis.
type LaneTick struct {
	At   int
	Name string
}

// Lanes shows what happened over time, one lane under the other. Marks are picked with the mouse, with Left and Right within a lane and
// with Up and Down from one lane to the next; Enter or a click opens one. Callbacks are called on Fyne's goroutine and may be nil.
type Lanes struct {
	widget.BaseWidget
	// OnPick says that a mark was picked; lane and mark are -1 for none.
	OnPick func(lane, mark int)
	// OnOpen asks for what is behind a mark.
	OnOpen func(lane, mark int)
	// OnZoom asks for a shorter (1) or a longer (-1) time: the keys + and -.
	OnZoom func(by int)
	// Quiet is the colour of names along the axis.
	Quiet fyne.ThemeColorName

	lanes      []Lane
	from, to   int
	ticks      []LaneTick
	hatched    int // from which time on the picture is hatched
	lane, mark int
	focused    bool
}

var (
	_ fyne.Widget       = (*Lanes)(nil)
	_ fyne.Tappable     = (*Lanes)(nil)
	_ fyne.Focusable    = (*Lanes)(nil)
	_ desktop.Hoverable = (*Lanes)(nil)
)

// NewLanes returns an empty picture.
func NewLanes() *Lanes {
	l := &Lanes{lane: -1, mark: -1}
	l.ExtendBaseWidget(l)
	return l
}

// Set shows lanes between two times, both included. hatched is the time from which on much is still missing; one after to hatches
// nothing. What was picked stays where there still is such a mark.
func (l *Lanes) Set(lanes []Lane, from, to, hatched int, ticks []LaneTick) {
	l.lanes, l.from, l.to, l.hatched, l.ticks = lanes, from, max(from, to), hatched, ticks
	if !l.there(l.lane, l.mark) {
		l.lane, l.mark = -1, -1
	}
	l.Refresh()
}

// Content is what the picture shows.
func (l *Lanes) Content() []Lane { return l.lanes }

// Picked is the lane and the mark that are picked; -1 for none.
func (l *Lanes) Picked() (lane, mark int) { return l.lane, l.mark }

// Pick picks a mark and tells OnPick; -1 picks none.
func (l *Lanes) Pick(lane, mark int) {
	if !l.there(lane, mark) {
		lane, mark = -1, -1
	}
	if lane == l.lane && mark == l.mark {
		return
	}
	l.lane, l.mark = lane, mark
	l.Refresh()
	if l.OnPick != nil {
		l.OnPick(lane, mark)
	}
}

func (l *Lanes) there(lane, mark int) bool {
	return lane >= 0 && lane < len(l.lanes) && mark >= 0 && mark < len(l.lanes[lane].Marks)
}

// Tapped implements fyne.Tappable.
func (l *Lanes) Tapped(e *fyne.PointEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(l); c != nil {
		c.Focus(l)
	}
	lane, mark := l.at(e.Position)
	l.Pick(lane, mark)
	if mark >= 0 && l.OnOpen != nil {
		l.OnOpen(lane, mark)
	}
}

// MouseIn implements desktop.Hoverable.
func (l *Lanes) MouseIn(e *desktop.MouseEvent) { l.MouseMoved(e) }

// MouseMoved picks what the mouse is over, so that its words can be read.
func (l *Lanes) MouseMoved(e *desktop.MouseEvent) {
	if lane, mark := l.at(e.Position); mark >= 0 {
		l.Pick(lane, mark)
	}
}

// MouseOut implements desktop.Hoverable.
func (l *Lanes) MouseOut() {}

// FocusGained implements fyne.Focusable.
func (l *Lanes) FocusGained() { l.focused = true; l.Refresh() }

// FocusLost implements fyne.Focusable.
func (l *Lanes) FocusLost() { l.focused = false; l.Refresh() }

// TypedRune implements fyne.Focusable.
func (l *Lanes) TypedRune(r rune) {
	switch {
	case l.OnZoom == nil:
	case r == '+' || r == '=':
		l.OnZoom(1)
	case r == '-':
		l.OnZoom(-1)
	}
}

// TypedKey implements fyne.Focusable.
func (l *Lanes) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft:
		l.step(-1)
	case fyne.KeyRight:
		l.step(1)
	case fyne.KeyUp:
		l.change(-1)
	case fyne.KeyDown:
		l.change(1)
	case fyne.KeyHome:
		l.end(0)
	case fyne.KeyEnd:
		l.end(-1)
	case fyne.KeyReturn, fyne.KeyEnter:
		if l.mark >= 0 && l.OnOpen != nil {
			l.OnOpen(l.lane, l.mark)
		}
	default:
		passOn(l, e)
	}
}

// step goes to the next or the previous mark of the lane; without a picked one to the last of the first lane that has any.
func (l *Lanes) step(by int) {
	if l.mark < 0 {
		l.change(1)
		return
	}
	if l.there(l.lane, l.mark+by) {
		l.Pick(l.lane, l.mark+by)
	}
}

// change goes to the nearest mark in time of the next lane that has marks.
func (l *Lanes) change(by int) {
	time := l.to
	if l.mark >= 0 {
		time = l.lanes[l.lane].Marks[l.mark].From
	}
	for lane := l.lane + by; lane >= 0 && lane < len(l.lanes); lane += by {
		best := -1
		for i, m := range l.lanes[lane].Marks {
			if best < 0 || distance(m, time) <= distance(l.lanes[lane].Marks[best], time) {
				best = i
			}
		}
		if best >= 0 {
			l.Pick(lane, best)
			return
		}
	}
}

func distance(m LaneMark, time int) int {
	switch {
	case time < m.From:
		return m.From - time
	case time > m.To:
		return time - m.To
	default:
		return 0
	}
}

func (l *Lanes) end(mark int) {
	if l.lane < 0 {
		return
	}
	if mark < 0 {
		mark = len(l.lanes[l.lane].Marks) - 1
	}
	l.Pick(l.lane, mark)
}

// CreateRenderer implements fyne.Widget.
func (l *Lanes) CreateRenderer() fyne.WidgetRenderer {
	r := &lanesRenderer{lanes: l, frame: newFrame()}
	r.picture = canvas.NewRaster(func(w, h int) image.Image { return l.draw(w, h) })
	r.Refresh()
	return r
}

type lanesRenderer struct {
	lanes   *Lanes
	picture *canvas.Raster
	names   []*canvas.Text
	ticks   []*canvas.Text
	frame   *frame
}

// texts makes as many texts as there are names.
func texts(list []*canvas.Text, n int) []*canvas.Text {
	for len(list) < n {
		list = append(list, canvas.NewText("", color.Transparent))
	}
	return list[:n]
}

func (r *lanesRenderer) Refresh() {
	l := r.lanes
	paint := painterOf(&l.BaseWidget)
	r.names, r.ticks = texts(r.names, len(l.lanes)), texts(r.ticks, len(l.ticks))
	for i, t := range r.names {
		t.Text, t.TextSize, t.Color = l.lanes[i].Name, paint.theme.Size(theme.SizeNameText), paint.color(theme.ColorNameForeground)
	}
	for i, t := range r.ticks {
		t.Text, t.TextSize, t.Color = l.ticks[i].Name, paint.theme.Size(theme.SizeNameCaptionText), paint.color(l.Quiet)
	}
	r.frame.set(paint, l.focused && len(l.lanes) > 0)
	r.Layout(l.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *lanesRenderer) Layout(size fyne.Size) {
	l := r.lanes
	left := l.left()
	r.picture.Move(fyne.NewPos(left, 0))
	r.picture.Resize(fyne.NewSize(max(0, size.Width-left), max(0, size.Height-l.axis())))
	for i, t := range r.names {
		top, tall := l.place(i)
		text := t.MinSize()
		t.Resize(text)
		t.Move(fyne.NewPos(0, top+(tall-text.Height)/2))
	}
	end := float32(-1)
	for i, t := range r.ticks {
		text := t.MinSize()
		x := left + l.x(l.ticks[i].At, size.Width-left)
		t.Hidden = x < end || x+text.Width > size.Width
		t.Resize(text)
		t.Move(fyne.NewPos(x, size.Height-text.Height))
		if !t.Hidden {
			end = x + text.Width + painterOf(&l.BaseWidget).scaled(tickGap)
		}
	}
	r.frame.place(fyne.NewPos(left, 0), fyne.NewSize(size.Width-left, size.Height-l.axis()))
}

// tickGap is the least space between names along the axis.
const tickGap = 8

func (r *lanesRenderer) MinSize() fyne.Size {
	const least = 240
	l := r.lanes
	tall := float32(0)
	if n := len(l.lanes); n > 0 {
		top, last := l.place(n - 1)
		tall = top + last
	}
	return fyne.NewSize(l.left()+least, tall+l.axis())
}

func (r *lanesRenderer) Objects() []fyne.CanvasObject {
	list := []fyne.CanvasObject{r.picture}
	for _, t := range r.names {
		list = append(list, t)
	}
	for _, t := range r.ticks {
		list = append(list, t)
	}
	return append(list, r.frame.objects()...)
}

func (r *lanesRenderer) Destroy() {}
