package chart

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// tag is the name of a series beside the picture.
type tag struct {
	series int
	y      float32 // where its value is, then where the name stands
}

// tagWidth is the room that names of series need; none where one series says all.
func (d *drawing) tagWidth() float32 {
	if len(d.named()) < 2 {
		return 0
	}
	wide := float32(0)
	for _, s := range d.named() {
		wide = max(wide, d.wide(d.pic.Series[s].Name, false))
	}
	return min(wide, d.width/3) + swatch + 3*gap
}

// named are the series that have a value somewhere.
func (d *drawing) named() []int {
	var list []int
	for s, series := range d.pic.Series {
		if slices.ContainsFunc(series.Values, func(v float64) bool { return !math.IsNaN(v) && v != 0 }) {
			list = append(list, s)
		}
	}
	return list
}

// tags writes the names of series at the right of the plot, each as near to its value as the others allow.
func (d *drawing) tags(list []tag, x float32) {
	slices.SortStableFunc(list, func(a, b tag) int { return cmp.Compare(a.y, b.y) })
	step := d.lineHeight + 1
	for i := range list {
		list[i].y -= d.lineHeight / 2
		if i > 0 {
			list[i].y = max(list[i].y, list[i-1].y+step)
		}
	}
	bottom := d.plot.bottom() + d.lineHeight/2
	for i := len(list) - 1; i >= 0; i-- {
		list[i].y = min(list[i].y, bottom-d.lineHeight)
		bottom = list[i].y - 1
	}
	for _, t := range list {
		series := d.pic.Series[t.series]
		d.sample(t.series, x, t.y+(d.lineHeight-swatch)/2)
		d.text(d.fitted(series.Name, d.width-x-swatch-gap-edge), x+swatch+gap, t.y, fromLeft, d.look.Text, false)
	}
}

// sample is a small piece of a series.
func (d *drawing) sample(s int, x, y float32) {
	series := d.pic.Series[s]
	if d.pic.Kind == Lines && !series.Column {
		d.fill(box{x, y + swatch/2 - 1, swatch, 2.5}, d.color(s))
		d.marker(series.Texture, place{x + swatch/2, y + swatch/2}, d.color(s))
		return
	}
	c := d.color(s)
	if series.Column {
		c = d.behind(s)
	}
	d.pattern(box{x, y, swatch, swatch}, c, series.Texture, false)
}

// wrapped cuts a text into lines that fit.
func (p *pen) wrapped(s string, room float32) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(s) {
		longer := strings.TrimSpace(line + " " + word)
		if line != "" && p.wide(longer, false) > room {
			lines = append(lines, line)
			longer = word
		}
		line = longer
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}
