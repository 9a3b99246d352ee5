package chart

import "fyne.io/fyne/v2"

// bars draws bars that lie under each other, with names at the left and values behind them.
func (d *drawing) bars() {
	if named := d.named(); len(named) > 1 {
		x := d.plot.x
		for _, s := range named {
			d.sample(s, x, d.plot.y+(d.lineHeight-swatch)/2)
			d.text(d.pic.Series[s].Name, x+swatch+gap, d.plot.y, fromLeft, d.look.Text, false)
			x += swatch + 3*gap + d.wide(d.pic.Series[s].Name, false)
		}
		d.plot.y += d.lineHeight + gap
		d.plot.h -= d.lineHeight + gap
	}
	most, names, values := 0.0, float32(0), float32(0)
	for i, slot := range d.pic.Slots {
		most = max(most, d.pic.stack(i))
		names = max(names, d.wide(slot.Name, false))
		values = max(values, d.wide(d.pic.unit(d.pic.stack(i)), false))
	}
	names = min(names, d.plot.w*0.4)
	room := d.plot
	d.plot.x += names + 2*gap
	d.plot.w -= names + values + 4*gap
	step := min(40, d.plot.h/float32(max(1, len(d.pic.Slots))))
	tall := min(step*0.68, 24)
	for i, slot := range d.pic.Slots {
		top := d.plot.y + step*float32(i)
		d.text(d.fitted(slot.Name, names), d.plot.x-gap, top+(step-d.lineHeight)/2, toRight, d.look.Text, false)
		left := d.plot.x
		for s, series := range d.pic.Series {
			wide := d.plot.w * scale{top: max(most, 1)}.share(amount(series.Values, i))
			if wide == 0 {
				continue
			}
			d.pattern(box{left, top + (step-tall)/2, wide, tall}, d.color(s), series.Texture, slot.Hatched)
			left += wide
		}
		d.text(d.pic.unit(d.pic.stack(i)), left+gap, top+(step-d.lineHeight)/2, fromLeft, d.look.Text, false)
		d.area = append(d.area, Area{fyne.NewPos(room.x, top), fyne.NewSize(room.w, step)})
	}
	d.fill(box{d.plot.x, d.plot.y, 1, step * float32(len(d.pic.Slots))}, d.look.Axis)
}
