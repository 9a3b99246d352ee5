package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// inColumns puts objects side by side, as tall as the tallest, with the space between cards. weights say how they share
// the width; one that is missing counts as 1.
func inColumns(weights []float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(columns{gap: pageMargin, weights: weights}, objects...)
}

// columns lays out objects side by side.
type columns struct {
	gap     float32
	weights []float32
}

func (c columns) weight(i int) float32 {
	if i < len(c.weights) {
		return c.weights[i]
	}
	return 1
}

// Layout implements fyne.Layout.
func (c columns) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x := float32(0)
	for i, wide := range c.share(objects, size.Width) {
		if o := objects[i]; o.Visible() {
			o.Move(fyne.NewPos(x, 0))
			o.Resize(fyne.NewSize(wide, size.Height))
			x += wide + c.gap
		}
	}
}

// share divides a width by weight. A column that needs more than its share gets what it needs, and the others share the
// rest; where not all of them fit, weight alone decides.
func (c columns) share(objects []fyne.CanvasObject, width float32) []float32 {
	wide, open := make([]float32, len(objects)), map[int]bool{}
	total, needs, room := float32(0), float32(0), width+c.gap
	for i, o := range objects {
		if o.Visible() {
			open[i] = true
			total += c.weight(i)
			needs += o.MinSize().Width
			room -= c.gap
		}
	}
	for settled := false; !settled; {
		settled = true
		for i, o := range objects {
			if need := o.MinSize().Width; open[i] && needs <= room && need > room*c.weight(i)/total {
				wide[i], settled = need, false
				delete(open, i)
				total, needs, room = total-c.weight(i), needs-need, room-need
			}
		}
	}
	for i := range open {
		wide[i] = room * c.weight(i) / total
	}
	return wide
}

// MinSize implements fyne.Layout.
func (c columns) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size, shown := fyne.Size{}, 0
	for _, o := range objects {
		if o.Visible() {
			shown++
			size = fyne.NewSize(size.Width+o.MinSize().Width, max(size.Height, o.MinSize().Height))
		}
	}
	size.Width += c.gap * float32(max(0, shown-1))
	return size
}
