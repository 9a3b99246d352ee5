package chart

import "math"

// columns draws columns, stacked or in groups.
func (d *drawing) columns() {
	most := 0.0
	for i := range d.pic.Slots {
		if d.pic.Kind == Groups {
			for _, s := range d.pic.Series {
				most = max(most, amount(s.Values, i))
			}
			continue
		}
		most = max(most, d.pic.stack(i), amount(d.pic.Likely, i))
	}
	above := d.lineHeight / 2
	if d.pic.Labels {
		above = d.lineHeight + 2
	}
	axis := scaleFor(most)
	tags := d.tagWidth()
	d.stagger = !d.dated() && d.widestName()+2 > (d.plot.w-tags-d.axisWidth(axis, d.pic.unit)-gap)/float32(max(1, len(d.pic.Slots)))
	d.frame(above)
	d.plot.w -= tags
	if d.pic.Labels && len(d.pic.Series) == 1 {
		axis.top = max(most, 1) // every column says its value: lines would say it twice
	} else {
		d.axes(axis, d.pic.unit)
	}
	d.names()
	d.slotsAlong()
	if d.pic.Kind == Groups {
		d.groups(axis)
	} else {
		d.stacks(axis)
	}
	if tags > 0 {
		d.tags(d.columnTags(axis), d.plot.right()+2*gap)
	}
}

// columnWidth is how wide a column is.
func (d *drawing) columnWidth() float32 {
	const widest = 56
	return min(widest, d.plot.w/float32(max(1, len(d.pic.Slots)))*0.68)
}

func (d *drawing) stacks(axis scale) {
	wide := d.columnWidth()
	for i, slot := range d.pic.Slots {
		left, top := d.middle(i)-wide/2, d.plot.bottom()
		for s, series := range d.pic.Series {
			tall := d.plot.h * axis.share(amount(series.Values, i))
			if tall == 0 {
				continue
			}
			d.pattern(box{left, top - tall, wide, tall}, d.color(s), series.Texture, slot.Hatched)
			top -= tall
		}
		likely := d.plot.h * axis.share(amount(d.pic.Likely, i))
		if rest := top - (d.plot.bottom() - likely); rest > 1 {
			d.dashes(box{left, top - rest, wide, rest}, d.look.Quiet)
			top -= rest
		}
		if d.pic.Labels {
			d.text(d.fitted(d.pic.unit(d.pic.stack(i)), d.plot.w/float32(len(d.pic.Slots))), d.middle(i), top-d.lineHeight-1, centred, d.look.Text, false)
		}
	}
}

func (d *drawing) groups(axis scale) {
	count := float32(max(1, len(d.pic.Series)))
	wide := min(40, d.plot.w/float32(max(1, len(d.pic.Slots)))*0.8/count)
	labels := d.pic.Labels && d.widestValue() <= wide // all of them or none
	for i, slot := range d.pic.Slots {
		left := d.middle(i) - wide*count/2
		for s, series := range d.pic.Series {
			v := value(series.Values, i)
			if math.IsNaN(v) {
				left += wide
				continue
			}
			tall := d.plot.h * axis.share(max(0, v))
			d.pattern(box{left, d.plot.bottom() - tall, wide - 2, tall}, d.color(s), series.Texture, slot.Hatched)
			if labels {
				d.text(d.pic.unit(v), left+wide/2-1, d.plot.bottom()-tall-d.lineHeight-1, centred, d.look.Text, false)
			}
			left += wide
		}
	}
}

// widestValue is the width of the longest value in words.
func (d *drawing) widestValue() float32 {
	widest := float32(0)
	for _, series := range d.pic.Series {
		for _, v := range series.Values {
			if !math.IsNaN(v) {
				widest = max(widest, d.wide(d.pic.unit(v), false))
			}
		}
	}
	return widest
}

// columnTags are the names of series beside the last column that is not hatched, where there is one.
func (d *drawing) columnTags(axis scale) []tag {
	at := len(d.pic.Slots) - 1
	for at > 0 && (d.pic.Slots[at].Hatched || d.pic.stack(at) == 0) {
		at--
	}
	var list []tag
	below := 0.0
	for _, s := range d.named() {
		v := amount(d.pic.Series[s].Values, at)
		y := below + v/2
		if d.pic.Kind == Groups {
			y = axis.top / 2 // from the top down as the columns stand from left to right
		} else {
			below += v
		}
		list = append(list, tag{series: s, y: d.plot.bottom() - d.plot.h*axis.share(y)})
	}
	return list
}
