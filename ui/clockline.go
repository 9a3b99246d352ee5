package ui

import (
	"time"

	"fyne.io/fyne/v2"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// clockLine says under a connection test that this computer's clock is off, whatever the test came to.
type clockLine struct {
	line *signed
	box  *fyne.Container
}

func newClockLine() *clockLine {
	c := &clockLine{line: newSigned()}
	c.box = inset(gapSmall, 0, 0, 0, widgets.NewSurface(ColorWarnBack, gapSmall, c.line.box))
	c.box.Hide()
	return c
}

// tell shows the line where the clock is far enough off; behind is the server's clock minus ours.
func (c *clockLine) tell(behind time.Duration) {
	off, told := app.ClockProblem(behind)
	c.line.set(assets.Warning, ColorWarn, joined(off.Title, off.Text))
	setShown(c.box, told)
}
