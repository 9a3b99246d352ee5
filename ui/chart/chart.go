package chart

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// resizePause is how long a size must rest before the picture is drawn again.
const resizePause = 150 * time.Millisecond

// Doors are what a chart needs of the program around it. All are required.
type Doors struct {
	// Run starts work off Fyne's goroutine; whoever gives it waits for it.
	Run func(work func())
	// After calls f on Fyne's goroutine after d, unless stop is called before.
	After func(d time.Duration, f func()) (stop func())
	// Quiet is the colour of secondary text.
	Quiet fyne.ThemeColorName
}

// Chart shows a Picture. Slots are picked with the mouse, with Left and Right, or with Up and Down where they lie under each
// other; Home and End go to the ends. All methods belong to Fyne's goroutine; callbacks are called on it and may be nil.
type Chart struct {
	widget.BaseWidget
	// OnPick says that another slot was picked.
	OnPick func(slot int)
	// OnOpen asks for what is behind a slot: Enter or a double click.
	OnOpen func(slot int)
	// Menu lists what a right click, the menu key or Shift+F10 offers.
	Menu func() []*fyne.MenuItem
	// OnProblem says that the picture could not be drawn; nil that it could.
	OnProblem func(error)
	// Ground is the colour of the card that the chart stands on; empty for the window's background.
	Ground fyne.ThemeColorName
	// Least is the smallest size; zero for the usual one.
	Least fyne.Size
	// LeastLines is the smallest height in lines of text, beside Least: it grows with the text size.
	LeastLines float32

	doors      Doors
	pic        Picture
	drawn      Drawn
	drawnLook  Look
	drawnSize  fyne.Size
	generation int
	stopPause  func()
	cursor     int
	focused    bool
	shift      bool
	dimmed     bool
	image      *canvas.Image
	veil       *canvas.Rectangle
	mark       *canvas.Rectangle
	frame      *canvas.Rectangle
	lastTap    time.Time
	Now        func() time.Time // the clock that tells a double click; nil for time.Now
}

// New returns a chart without a picture.
func New(doors Doors) *Chart {
	c := &Chart{doors: doors, cursor: -1, stopPause: func() {}}
	c.image = &canvas.Image{FillMode: canvas.ImageFillContain, ScaleMode: canvas.ImageScaleSmooth}
	c.veil, c.mark, c.frame = &canvas.Rectangle{}, &canvas.Rectangle{}, &canvas.Rectangle{}
	c.ExtendBaseWidget(c)
	return c
}

// Set shows another picture. The picked slot stays where there is one of its number.
func (c *Chart) Set(p Picture) {
	c.pic = p
	if c.cursor >= len(p.Slots) {
		c.cursor = -1
	}
	c.dimmed = false
	c.redraw()
	c.Refresh()
}

// Picture is what the chart shows.
func (c *Chart) Picture() Picture { return c.pic }

// Dim says that the picture is of before: another one is on its way.
func (c *Chart) Dim(dimmed bool) {
	c.dimmed = dimmed
	c.Refresh()
}

// Picked is the slot that was picked; -1 for none.
func (c *Chart) Picked() int { return c.cursor }

// Pick picks a slot without telling OnPick.
func (c *Chart) Pick(slot int) {
	if slot >= len(c.pic.Slots) {
		slot = -1
	}
	c.cursor = slot
	c.Refresh()
}

// look is how the picture looks on this screen.
func (c *Chart) look() Look {
	const finer = 2
	pixels := float32(finer)
	if on := fyne.CurrentApp().Driver().CanvasForObject(c); on != nil {
		pixels = finer * min(2, max(1, on.Scale()))
	}
	th, variant := c.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	look := LookOf(th, variant, c.doors.Quiet, c.pic, pixels)
	look.Ground = color.NRGBAModel.Convert(th.Color(c.ground(), variant)).(color.NRGBA)
	return look
}

// ground is the colour that the picture stands on.
func (c *Chart) ground() fyne.ThemeColorName {
	if c.Ground != "" {
		return c.Ground
	}
	return theme.ColorNameBackground
}

// redraw draws the picture for the present size, in the background. The latest drawing wins.
func (c *Chart) redraw() {
	c.stopPause()
	size := c.Size()
	if size.Width < 1 || size.Height < 1 {
		return
	}
	c.generation++
	if c.pic.Empty == "" && c.pic.blank() {
		c.drawn, c.drawnSize = Drawn{}, fyne.Size{}
		c.image.Image = nil
		c.image.Refresh()
		c.place()
		return
	}
	mine, pic, look := c.generation, c.pic, c.look()
	c.drawnLook, c.drawnSize = look, size
	c.doors.Run(func() {
		drawn, err := Draw(pic, size, look)
		fyne.Do(func() {
			if c.generation != mine {
				return
			}
			if c.OnProblem != nil {
				c.OnProblem(err)
			}
			if err != nil {
				return
			}
			c.drawn = drawn
			c.image.Image = drawn.Image
			c.image.Refresh()
			c.place()
		})
	})
}

// resized draws the picture again once the size rests; what is there is stretched meanwhile.
func (c *Chart) resized(size fyne.Size) {
	if size == c.drawnSize {
		c.stopPause()
		return
	}
	if c.drawn.Image == nil {
		c.redraw()
		return
	}
	c.stopPause()
	c.stopPause = c.doors.After(resizePause, c.redraw)
}

// place puts the mark around the picked slot.
func (c *Chart) place() {
	c.mark.Hidden = c.cursor < 0 || c.cursor >= len(c.drawn.Slots)
	if !c.mark.Hidden {
		a := c.drawn.Slots[c.cursor]
		c.mark.Move(a.Pos)
		c.mark.Resize(a.Size)
	}
	c.mark.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (c *Chart) CreateRenderer() fyne.WidgetRenderer {
	r := &renderer{c}
	r.paint()
	return r
}

// lineHeight is the height of a line by the size of its text.
const lineHeight = 1.4

type renderer struct{ c *Chart }

// Layout implements fyne.WidgetRenderer.
func (r *renderer) Layout(size fyne.Size) {
	for _, o := range []fyne.CanvasObject{r.c.image, r.c.veil, r.c.frame} {
		o.Resize(size)
	}
	r.c.resized(size)
}

// MinSize implements fyne.WidgetRenderer.
func (r *renderer) MinSize() fyne.Size {
	least := r.c.Least
	if least.IsZero() {
		least = fyne.NewSize(280, 160)
	}
	return least.Max(fyne.NewSize(0, r.c.LeastLines*r.c.Theme().Size(theme.SizeNameCaptionText)*lineHeight))
}

// Refresh implements fyne.WidgetRenderer. Fyne calls it after a change of theme too.
func (r *renderer) Refresh() {
	r.paint()
	if r.c.drawn.Image != nil && !r.c.look().same(r.c.drawnLook) {
		r.c.redraw()
	}
	r.c.place()
	canvas.Refresh(r.c)
}

// paint colours what lies over the picture.
func (r *renderer) paint() {
	th, variant := r.c.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	r.c.veil.FillColor = faded(th.Color(r.c.ground(), variant), 0x90)
	r.c.veil.Hidden = !r.c.dimmed
	primary := th.Color(theme.ColorNamePrimary, variant)
	r.c.mark.FillColor, r.c.mark.StrokeColor, r.c.mark.StrokeWidth = faded(primary, 0x20), primary, 1
	r.c.frame.FillColor, r.c.frame.StrokeColor, r.c.frame.StrokeWidth = faded(primary, 0), primary, 2
	r.c.frame.Hidden = !r.c.focused
}

// Objects implements fyne.WidgetRenderer.
func (r *renderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.c.image, r.c.veil, r.c.mark, r.c.frame}
}

// Destroy implements fyne.WidgetRenderer.
func (r *renderer) Destroy() { r.c.stopPause() }
