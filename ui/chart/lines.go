package chart

import (
	"image/color"
	"math"
)

// lines draws lines, with columns behind them that have an axis of their own.
func (d *drawing) lines() {
	most, mostColumn := 0.0, 0.0
	for _, s := range d.pic.Series {
		for i := range d.pic.Slots {
			if s.Column {
				mostColumn = max(mostColumn, amount(s.Values, i))
			} else {
				most = max(most, amount(s.Values, i))
			}
		}
	}
	above := d.lineHeight / 2
	both := mostColumn > 0 && d.pic.ColumnAxis != ""
	if both {
		above += d.lineHeight
	}
	top, left := d.plot.y, d.plot.x
	d.frame(above)
	axis, right := scaleFor(most), scaleFor(mostColumn)
	tags := d.tagWidth()
	d.plot.w -= tags
	if both {
		d.text(d.pic.Axis, left, top, fromLeft, d.look.Quiet, true)
		d.text(d.pic.ColumnAxis, d.plot.right(), top, toRight, d.look.Quiet, true)
	}
	if mostColumn > 0 {
		d.rightAxis(right, d.pic.columnUnit)
	}
	d.axes(axis, d.pic.unit)
	d.names()
	d.slotsAlong()
	for s, series := range d.pic.Series {
		if series.Column {
			d.columnsBehind(s, right)
		}
	}
	for s, series := range d.pic.Series {
		if !series.Column {
			d.line(s, axis)
		}
	}
	if tags > 0 {
		d.tags(d.lineTags(axis, right), d.width-edge-tags+2*gap)
	}
}

func (d *drawing) columnsBehind(s int, axis scale) {
	wide := d.columnWidth()
	for i, slot := range d.pic.Slots {
		if tall := d.plot.h * axis.share(amount(d.pic.Series[s].Values, i)); tall > 0 {
			d.pattern(box{d.middle(i) - wide/2, d.plot.bottom() - tall, wide, tall}, d.behind(s), d.pic.Series[s].Texture, slot.Hatched)
		}
	}
}

// behind is the colour of columns behind lines: pale, so that the lines stand out.
func (d *drawing) behind(s int) color.NRGBA { return mix(d.color(s), d.look.Ground, 0.5) }

// line joins the values of a series; where one is missing the line breaks.
func (d *drawing) line(s int, axis scale) {
	series, c := d.pic.Series[s], d.color(s)
	before, joined := place{}, false
	for i, slot := range d.pic.Slots {
		v := value(series.Values, i)
		if math.IsNaN(v) {
			joined = false
			continue
		}
		at := place{d.middle(i), d.plot.bottom() - d.plot.h*axis.share(v)}
		if joined {
			d.segment(before, at, c, series.Dashed || slot.Hatched)
		}
		d.marker(series.Texture, at, c)
		before, joined = at, true
	}
}

// segment joins two places, dashed where the values are not complete.
func (d *drawing) segment(a, b place, c color.Color, dashed bool) {
	const thick, dash = 2, 5
	if !dashed {
		d.stroke(a, b, thick, c)
		return
	}
	long := float32(math.Hypot(float64(b.x-a.x), float64(b.y-a.y)))
	for from := float32(0); from < long; from += 2 * dash {
		to := min(long, from+dash)
		d.stroke(place{a.x + (b.x-a.x)*from/long, a.y + (b.y-a.y)*from/long}, place{a.x + (b.x-a.x)*to/long, a.y + (b.y-a.y)*to/long}, thick, c)
	}
}

// marker is a sign on a line; each texture has its own, so that lines can be told apart without colour.
func (d *drawing) marker(t Texture, at place, c color.Color) {
	const r = 3.5
	switch t % 4 {
	case Rows:
		d.fill(box{at.x - r + 0.5, at.y - r + 0.5, 2*r - 1, 2*r - 1}, c)
	case Dots:
		d.polygon(c, place{at.x, at.y - r - 1}, place{at.x + r + 1, at.y + r}, place{at.x - r - 1, at.y + r})
	case Uprights:
		d.polygon(c, place{at.x, at.y - r - 1}, place{at.x + r + 1, at.y}, place{at.x, at.y + r + 1}, place{at.x - r - 1, at.y})
	default:
		d.disc(at, r, c)
	}
}

// lineTags are the names of series beside their last value.
func (d *drawing) lineTags(axis, right scale) []tag {
	var list []tag
	for _, s := range d.named() {
		series := d.pic.Series[s]
		last := 0.0
		for i := range d.pic.Slots {
			if v := value(series.Values, i); !math.IsNaN(v) {
				last = v
			}
		}
		share := axis.share(last)
		if series.Column {
			share = right.share(last)
		}
		list = append(list, tag{series: s, y: d.plot.bottom() - d.plot.h*share})
	}
	return list
}
