package chart

import (
	"image"
	"image/color"
	"math"
	"slices"

	"fyne.io/fyne/v2"
)

// Drawn is a picture and where its slots are.
type Drawn struct {
	Image *image.RGBA
	// Slots are the places of the slots, in dp; none for a picture without values.
	Slots []Area
	// Upright says that slots lie under each other.
	Upright bool
}

// Area is a rectangle in dp.
type Area struct {
	Pos  fyne.Position
	Size fyne.Size
}

// Pick returns the slot nearest to a place; -1 where there are none.
func (d Drawn) Pick(at fyne.Position) int {
	best, nearest := -1, float32(math.MaxFloat32)
	for i, a := range d.Slots {
		middle, to := a.Pos.X+a.Size.Width/2, at.X
		if d.Upright {
			middle, to = a.Pos.Y+a.Size.Height/2, at.Y
		}
		if away := float32(math.Abs(float64(middle - to))); away < nearest {
			best, nearest = i, away
		}
	}
	return best
}

// Spaces of a picture, in dp.
const (
	gap       = 6
	edge      = 6 // around the picture, so that nothing touches the frame of the focus
	axisLines = 4
	swatch    = 12
)

// drawing is a picture under way.
type drawing struct {
	*pen
	pic     Picture
	plot    box // where values stand
	area    []Area
	stagger bool // names of slots stand in two lines, by turns
}

// Draw draws a picture of a size in dp. It needs no goroutine of Fyne's. It returns an error where the font cannot be read or the
// size makes no image.
func Draw(pic Picture, size fyne.Size, look Look) (Drawn, error) {
	p, err := newPen(size.Width, size.Height, look)
	if err != nil {
		return Drawn{}, err
	}
	return drawIn(p, pic, box{edge, edge, size.Width - 2*edge, size.Height - 2*edge}), nil
}

// Save draws a picture with its title and its note, for a file.
func Save(pic Picture, size fyne.Size, look Look) (*image.RGBA, error) {
	p, err := newPen(size.Width, size.Height, look)
	if err != nil {
		return nil, err
	}
	const margin = 16
	room := box{margin, margin, size.Width - 2*margin, size.Height - 2*margin}
	p.text(pic.Title, room.x, room.y, fromLeft, look.Text, true)
	head := p.lineHeight + 2*gap
	lines := p.wrapped(pic.Note, room.w)
	foot := float32(len(lines)) * p.lineHeight
	for i, line := range lines {
		p.text(line, room.x, room.bottom()-foot+float32(i)*p.lineHeight, fromLeft, look.Quiet, false)
	}
	drawIn(p, pic, box{room.x, room.y + head, room.w, room.h - head - foot - 2*gap})
	return p.img, nil
}

func drawIn(p *pen, pic Picture, room box) Drawn {
	d := &drawing{pen: p, pic: pic, plot: room}
	if pic.blank() {
		p.text(p.fitted(pic.Empty, room.w), room.x+room.w/2, room.y+(room.h-p.lineHeight)/2, centred, p.look.Quiet, false)
		return Drawn{Image: p.img}
	}
	switch pic.Kind {
	case Bars:
		d.bars()
	case Lines:
		d.lines()
	case Curve:
		d.curve()
	default:
		d.columns()
	}
	return Drawn{Image: p.img, Slots: d.area, Upright: pic.Kind == Bars}
}

// axes draws the lines and words of an axis of values at the left, and the names of slots beneath. It takes their room off the
// plot.
func (d *drawing) axes(s scale, unit func(float64) string) {
	wide := d.axisWidth(s, unit)
	d.plot.x += wide + gap
	d.plot.w -= wide + gap
	for _, v := range s.ticks() {
		y := d.plot.bottom() - d.plot.h*s.share(v)
		d.fill(box{d.plot.x, y, d.plot.w, 1}, d.look.Line)
		d.text(unit(v), d.plot.x-gap, y-d.lineHeight/2, toRight, d.look.Quiet, false)
	}
}

// axisWidth is the width of the longest word of an axis.
func (d *drawing) axisWidth(s scale, unit func(float64) string) float32 {
	wide := float32(0)
	for _, v := range s.ticks() {
		wide = max(wide, d.wide(unit(v), false))
	}
	return wide
}

// rightAxis does the same at the right, without lines.
func (d *drawing) rightAxis(s scale, unit func(float64) string) {
	wide := d.axisWidth(s, unit)
	d.plot.w -= wide + gap
	for _, v := range s.ticks() {
		y := d.plot.bottom() - d.plot.h*s.share(v)
		d.text(unit(v), d.plot.right()+gap, y-d.lineHeight/2, fromLeft, d.look.Quiet, false)
	}
}

// frame takes the room for the names of slots, and half a line above for the topmost word of the axis.
func (d *drawing) frame(above float32) {
	below := d.lineHeight + gap
	if d.stagger || d.dated() {
		below += d.lineHeight
	}
	d.plot.y += above
	d.plot.h -= above + below
}

// dated says whether there is a second line under the names of slots, as months have: of these every other name can be left out.
func (d *drawing) dated() bool {
	return d.pic.Foot != "" || slices.ContainsFunc(d.pic.Slots, func(s Slot) bool { return s.Under != "" })
}

func (d *drawing) widestName() float32 {
	widest := float32(0)
	for _, s := range d.pic.Slots {
		widest = max(widest, d.wide(s.Name, false))
	}
	return widest
}

// names writes the names of the slots beneath the plot: of dates as many as fit, of others all, in two lines where one is too short.
func (d *drawing) names() {
	d.fill(box{d.plot.x, d.plot.bottom(), d.plot.w, 1}, d.look.Axis)
	step := d.plot.w / float32(max(1, len(d.pic.Slots)))
	every := 1
	if widest := d.widestName(); d.pic.Kind != Curve && widest > 0 && !d.stagger {
		every = max(1, int(math.Ceil(float64((widest+2)/step))))
	}
	every, anchor := d.anchored(every)
	y := d.plot.bottom() + gap
	foot := d.wide(d.pic.Foot, false)
	d.text(d.pic.Foot, d.plot.right(), y+d.lineHeight, toRight, d.look.Quiet, false)
	freeFrom, under := float32(0), ""
	for i, s := range d.pic.Slots {
		x := d.middle(i)
		switch {
		case d.stagger:
			d.text(d.fitted(s.Name, 2*step-gap), x, y+float32(i%2)*d.lineHeight, centred, d.look.Quiet, false)
		case (anchor-i)%every == 0:
			half := d.wide(s.Name, false) / 2
			d.text(s.Name, min(max(x, half+2), d.width-half-2), y, centred, d.look.Quiet, false)
		}
		if s.Under != "" {
			under = s.Under
		}
		if (anchor-i)%every != 0 || under == "" {
			continue // a year stands under a month that has its name
		}
		half := d.wide(under, false) / 2
		if x-half >= freeFrom && (foot == 0 || x+half < d.plot.right()-foot-gap) {
			d.text(under, x, y+d.lineHeight, centred, d.look.Quiet, false)
			freeFrom = x + half + gap
		}
		under = ""
	}
}

// anchored is every how many slots a name fits, and a slot that has its name: the last, or where years stand under months the last
// January, and then names are left out so that every January keeps its own.
func (d *drawing) anchored(every int) (int, int) {
	const year = 12
	for i := len(d.pic.Slots) - 1; i > 0; i-- {
		if d.pic.Slots[i].Under != "" {
			for every < year && year%every != 0 {
				every++
			}
			return every, i
		}
	}
	return every, len(d.pic.Slots) - 1
}

// middle is the place of a slot along the axis: in the middle of its share, on a curve from end to end.
func (d *drawing) middle(slot int) float32 {
	if d.pic.Kind == Curve {
		return d.plot.x + d.plot.w*float32(slot)/float32(max(1, len(d.pic.Slots)-1))
	}
	return d.plot.x + d.plot.w*(float32(slot)+0.5)/float32(max(1, len(d.pic.Slots)))
}

// slotsAlong notes where the slots are, for the mouse.
func (d *drawing) slotsAlong() {
	step := d.plot.w / float32(max(1, len(d.pic.Slots)))
	d.area = make([]Area, len(d.pic.Slots))
	for i := range d.area {
		d.area[i] = Area{fyne.NewPos(d.middle(i)-step/2, d.plot.y), fyne.NewSize(step, d.plot.h)}
	}
}

// color is what a series is drawn with.
func (d *drawing) color(s int) color.NRGBA { return d.look.Colors[d.pic.Series[s].Color] }
