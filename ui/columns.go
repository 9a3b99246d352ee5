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
	shown, total := 0, float32(0)
	for i, o := range objects {
		if o.Visible() {
			shown++
			total += c.weight(i)
		}
	}
	room := size.Width - c.gap*float32(max(0, shown-1))
	x := float32(0)
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		wide := room * c.weight(i) / total
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(wide, size.Height))
		x += wide + c.gap
	}
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
