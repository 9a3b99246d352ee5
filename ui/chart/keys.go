package chart

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

var (
	_ fyne.Tappable          = (*Chart)(nil)
	_ fyne.SecondaryTappable = (*Chart)(nil)
	_ fyne.Focusable         = (*Chart)(nil)
	_ desktop.Keyable        = (*Chart)(nil)
)

// doubleTap is the longest time between two clicks that open.
const doubleTap = 400 * time.Millisecond

// Tapped implements fyne.Tappable: it picks the nearest slot, and opens it when it comes twice.
func (c *Chart) Tapped(e *fyne.PointEvent) {
	if on := fyne.CurrentApp().Driver().CanvasForObject(c); on != nil {
		on.Focus(c)
	}
	now := time.Now
	if c.Now != nil {
		now = c.Now
	}
	at, before := now(), c.cursor
	c.pick(c.drawn.Pick(e.Position))
	if c.cursor == before && at.Sub(c.lastTap) <= doubleTap {
		c.open()
		at = time.Time{}
	}
	c.lastTap = at
}

// TappedSecondary implements fyne.SecondaryTappable.
func (c *Chart) TappedSecondary(e *fyne.PointEvent) { c.menu(e.AbsolutePosition) }

// FocusGained implements fyne.Focusable.
func (c *Chart) FocusGained() {
	c.focused = true
	c.Refresh()
}

// FocusLost implements fyne.Focusable.
func (c *Chart) FocusLost() {
	c.focused, c.shift = false, false
	c.Refresh()
}

// TypedRune implements fyne.Focusable.
func (c *Chart) TypedRune(rune) {}

// KeyDown implements desktop.Keyable.
func (c *Chart) KeyDown(e *fyne.KeyEvent) { c.hold(e.Name, true) }

// KeyUp implements desktop.Keyable.
func (c *Chart) KeyUp(e *fyne.KeyEvent) { c.hold(e.Name, false) }

func (c *Chart) hold(key fyne.KeyName, down bool) {
	if key == desktop.KeyShiftLeft || key == desktop.KeyShiftRight {
		c.shift = down
	}
}

// TypedKey implements fyne.Focusable.
func (c *Chart) TypedKey(e *fyne.KeyEvent) {
	last := len(c.drawn.Slots) - 1
	before, behind := fyne.KeyLeft, fyne.KeyRight
	if c.drawn.Upright {
		before, behind = fyne.KeyUp, fyne.KeyDown
	}
	switch {
	case e.Name == before && c.cursor < 0:
		c.pick(last) // the newest first
	case e.Name == before:
		c.pick(max(0, c.cursor-1))
	case e.Name == behind:
		c.pick(min(last, c.cursor+1))
	case e.Name == fyne.KeyHome:
		c.pick(min(0, last))
	case e.Name == fyne.KeyEnd:
		c.pick(last)
	case e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter:
		c.open()
	case e.Name == desktop.KeyMenu || (e.Name == fyne.KeyF10 && c.shift):
		c.menu(fyne.CurrentApp().Driver().AbsolutePositionForObject(c))
	default:
		c.passOn(e)
	}
}

// passOn gives a key that the chart has no use for to whoever listens to the window.
func (c *Chart) passOn(e *fyne.KeyEvent) {
	if on := fyne.CurrentApp().Driver().CanvasForObject(c); on != nil && on.OnTypedKey() != nil {
		on.OnTypedKey()(e)
	}
}

func (c *Chart) pick(slot int) {
	if slot < 0 || slot == c.cursor {
		return
	}
	c.Pick(slot)
	if c.OnPick != nil {
		c.OnPick(slot)
	}
}

func (c *Chart) open() {
	if c.cursor >= 0 && c.OnOpen != nil {
		c.OnOpen(c.cursor)
	}
}

func (c *Chart) menu(at fyne.Position) {
	on := fyne.CurrentApp().Driver().CanvasForObject(c)
	if c.Menu == nil || on == nil {
		return
	}
	if items := c.Menu(); len(items) > 0 {
		widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), on, at)
	}
}

// faded is a colour that lets what lies behind it through.
func faded(c color.Color, alpha uint8) color.NRGBA {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	n.A = alpha
	return n
}
