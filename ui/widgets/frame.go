package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// frame shows where the keyboard is: a line of two pixels inside the edges of what has it. It is made of four bars,
// because the stroke of a rectangle reaches over its edge, where a scrolling list cuts it off.
type frame struct{ bars [4]*canvas.Rectangle }

func newFrame() *frame {
	f := &frame{}
	for i := range f.bars {
		f.bars[i] = canvas.NewRectangle(color.Transparent)
	}
	return f
}

// set shows or hides the frame in the colour of the theme.
func (f *frame) set(paint painter, shown bool) {
	for _, bar := range f.bars {
		bar.FillColor = paint.color(theme.ColorNamePrimary)
		bar.Hidden = !shown
		bar.Refresh()
	}
}

func (f *frame) place(at fyne.Position, size fyne.Size) {
	const wide = 2
	put := func(i int, x, y, w, h float32) {
		f.bars[i].Move(at.AddXY(x, y))
		f.bars[i].Resize(fyne.NewSize(w, h))
	}
	put(0, 0, 0, size.Width, wide)
	put(1, 0, size.Height-wide, size.Width, wide)
	put(2, 0, 0, wide, size.Height)
	put(3, size.Width-wide, 0, wide, size.Height)
}

func (f *frame) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{f.bars[0], f.bars[1], f.bars[2], f.bars[3]}
}
