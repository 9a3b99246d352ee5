package chart

import "math"

// curve fills the room under the first series, which runs from one end of the axis to the other.
func (d *drawing) curve() {
	series := d.pic.Series[0]
	most := 0.0
	for i := range d.pic.Slots {
		most = max(most, amount(series.Values, i))
	}
	d.frame(d.lineHeight / 2)
	d.plot.w -= 2 * gap
	axis := scaleFor(most)
	d.axes(axis, d.pic.unit)
	d.names()
	d.slotsAlong()
	at := func(slot int) place {
		return place{d.middle(slot), d.plot.bottom() - d.plot.h*axis.share(amount(series.Values, slot))}
	}
	last := len(d.pic.Slots) - 1
	shape := []place{{d.middle(0), d.plot.bottom()}}
	for i := range d.pic.Slots {
		if !math.IsNaN(value(series.Values, i)) {
			shape = append(shape, at(i))
		}
	}
	shape = append(shape, place{d.middle(last), d.plot.bottom()})
	soft := mix(d.color(0), d.look.Ground, 0.75)
	d.polygon(soft, shape...)
	d.stroke(place{d.middle(0), d.plot.bottom()}, at(last), 1, d.look.Axis) // everybody the same
	for i := 2; i < len(shape)-1; i++ {
		d.stroke(shape[i-1], shape[i], 2, d.color(0))
	}
	for _, p := range d.pic.Points {
		if p.Slot < 0 || p.Slot > last {
			continue
		}
		spot := at(p.Slot)
		d.disc(spot, 4.5, d.color(0))
		d.text(d.fitted(p.Text, d.plot.right()-spot.x-2*gap), spot.x+2*gap, spot.y+gap/2, fromLeft, d.look.Text, true)
	}
}
