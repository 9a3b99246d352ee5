package widgets

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Heights of lanes at a text size of 100 %.
const (
	laneTall    = 22
	laneColumns = 40
	laneAxis    = 20
)

// left is where the picture begins: after the longest name.
func (l *Lanes) left() float32 {
	paint := painterOf(&l.BaseWidget)
	wide := float32(0)
	for _, lane := range l.lanes {
		wide = max(wide, fyne.MeasureText(lane.Name, paint.theme.Size(theme.SizeNameText), fyne.TextStyle{}).Width)
	}
	return wide + paint.scaled(cellInset)
}

func (l *Lanes) axis() float32 { return painterOf(&l.BaseWidget).scaled(laneAxis) }

// place is the top of a lane and how tall it is.
func (l *Lanes) place(lane int) (top, tall float32) {
	paint := painterOf(&l.BaseWidget)
	for i := range l.lanes {
		tall = paint.scaled(laneTall)
		if l.lanes[i].Tall {
			tall = paint.scaled(laneColumns)
		}
		if i == lane {
			break
		}
		top += tall
	}
	return top, tall
}

// x is where a time begins in a picture of a width.
func (l *Lanes) x(time int, width float32) float32 {
	return width * float32(time-l.from) / float32(l.to-l.from+1)
}

// spanOf is where a mark is drawn; what is short is drawn wide enough to be seen and hit.
func (l *Lanes) spanOf(m LaneMark, width float32) (from, to float32) {
	const least, point = 3, 3
	from, to = l.x(m.From, width), l.x(m.To+1, width)
	wide := float32(least)
	if m.Point {
		wide = point
		to = from + wide
	}
	if to-from < wide {
		middle := (from + to) / 2
		from, to = middle-wide/2, middle+wide/2
	}
	return max(0, from), min(width, to)
}

// at is the mark nearest to a point; -1 where none is near.
func (l *Lanes) at(point fyne.Position) (lane, mark int) {
	const near = 6
	left := l.left()
	width := l.Size().Width - left
	x := point.X - left
	for i := range l.lanes {
		top, tall := l.place(i)
		if point.Y < top || point.Y >= top+tall || x < -near {
			continue
		}
		best, nearest := -1, float32(near)
		for j, m := range l.lanes[i].Marks {
			from, to := l.spanOf(m, width)
			off := max(0, from-x, x-to)
			if off < nearest || off == 0 && best >= 0 && to-from < widthOf(l, i, best, width) {
				best, nearest = j, off
			}
		}
		if best >= 0 {
			return i, best
		}
	}
	return -1, -1
}

// widthOf is how wide a mark is drawn: of marks over each other the smaller one is meant.
func widthOf(l *Lanes, lane, mark int, width float32) float32 {
	from, to := l.spanOf(l.lanes[lane].Marks[mark], width)
	return to - from
}

// drawing paints one picture, in pixels.
type drawing struct {
	*image.NRGBA
	scale float32 // pixels for a length of the window
}

func (d drawing) fill(x, y, x2, y2 float32, c color.Color) {
	at := func(v float32) int { return int(math.Round(float64(v * d.scale))) }
	draw.Draw(d.NRGBA, image.Rect(at(x), at(y), max(at(x2), at(x)+1), max(at(y2), at(y)+1)), image.NewUniform(c), image.Point{}, draw.Over)
}

// hatch draws slanted lines.
func (d drawing) hatch(x, x2, tall float32, c color.NRGBA) {
	const apart, thick = 8, 2
	step, line := int(apart*d.scale), int(thick*d.scale)
	for py := range int(tall * d.scale) {
		for px := int(x * d.scale); px < int(x2*d.scale); px++ {
			if (px+py)%max(1, step) < max(1, line) {
				d.SetNRGBA(px, py, c)
			}
		}
	}
}

func toNRGBA(c color.Color) color.NRGBA {
	n, ok := color.NRGBAModel.Convert(c).(color.NRGBA)
	if !ok {
		return color.NRGBA{}
	}
	return n
}

// draw paints the lanes into a picture of so many pixels.
func (l *Lanes) draw(w, h int) image.Image {
	paint := painterOf(&l.BaseWidget)
	width := l.Size().Width - l.left()
	d := drawing{image.NewNRGBA(image.Rect(0, 0, w, h)), 1}
	if width <= 0 || w == 0 {
		return d.NRGBA
	}
	d.scale = float32(w) / width
	line := toNRGBA(paint.color(theme.ColorNameSeparator))
	if len(l.lanes) == 0 {
		return d.NRGBA
	}
	top, tall := l.place(len(l.lanes) - 1)
	bottom := top + tall
	if l.hatched <= l.to {
		d.hatch(max(0, l.x(l.hatched, width)), width, bottom, line)
	}
	for _, tick := range l.ticks {
		x := l.x(tick.At, width)
		d.fill(x, 0, x+1, bottom, line)
	}
	for i := range l.lanes {
		l.drawLane(d, i, width, paint)
	}
	return d.NRGBA
}

func (l *Lanes) drawLane(d drawing, lane int, width float32, paint painter) {
	const air = 4
	top, tall := l.place(lane)
	d.fill(0, top+tall-1, width, top+tall, paint.color(theme.ColorNameSeparator))
	c := toNRGBA(paint.color(l.lanes[lane].Color))
	for i, m := range l.lanes[lane].Marks {
		from, to := l.spanOf(m, width)
		if to <= from {
			continue
		}
		y, y2 := top+air, top+tall-air
		if l.lanes[lane].Tall {
			const least = 1.5
			y = y2 - max(least, m.Level*(y2-y))
			if to-from > 3 {
				to-- // a gap between columns
			}
		}
		fill := c
		if m.Faint {
			fill.A = 110
		}
		d.fill(from, y, to, y2, fill)
		if lane == l.lane && i == l.mark {
			d.outline(from-2, y-2, to+2, y2+2, paint.color(theme.ColorNameForeground))
		}
	}
}

func (d drawing) outline(x, y, x2, y2 float32, c color.Color) {
	const thick = 1.5
	d.fill(x, y, x2, y+thick, c)
	d.fill(x, y2-thick, x2, y2, c)
	d.fill(x, y, x+thick, y2, c)
	d.fill(x2-thick, y, x2, y2, c)
}
