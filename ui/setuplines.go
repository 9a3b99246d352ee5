package ui

import (
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/claims"
)

// testLine is one line of the connection test: a sign, or a spinner while it runs, and words that say the same.
type testLine struct {
	env     claims.Environment
	icon    *widget.Icon
	spinner *widget.Activity
	label   *widget.Label
	box     *fyne.Container
}

func newTestLine(env claims.Environment) *testLine {
	l := &testLine{env: env, icon: widget.NewIcon(nil), spinner: widget.NewActivity(), label: wrapped("")}
	sign := inset(gapSmall, 0, gapSmall, 0, container.NewVBox(container.NewStack(l.icon, l.spinner)))
	l.box = container.New(layout.NewBorderLayout(nil, nil, sign, nil), sign, l.label)
	return l
}

// set shows where the line stands; waiting says that a test runs, so what was not tried may still be.
func (l *testLine) set(step app.TestStep, now time.Time, waiting bool) {
	sign, color := assets.Dash, theme.ColorNamePlaceHolder
	words := step.Line.Name(l.env)
	switch step.State {
	case app.CheckOK:
		sign, color = assets.Check, ColorOK
		l.label.SetText(step.Words(l.env))
	case app.CheckFailed:
		sign, color = assets.Cross, ColorProblem
		l.label.SetText(words + ": " + step.Words(l.env))
	case app.CheckNotNeeded:
		l.label.SetText(words + ": " + setupNotNeeded)
	case app.CheckRunning:
		l.label.SetText(fmt.Sprintf("%s: "+setupAsking, words, int(now.Sub(step.Started).Seconds())))
	default:
		l.label.SetText(words + ": " + setupStepNotTried)
		if waiting {
			l.label.SetText(words)
		}
	}
	l.label.Importance = widget.MediumImportance
	if sign == assets.Dash && step.State != app.CheckRunning {
		l.label.Importance = widget.LowImportance
	}
	l.label.Refresh()
	l.icon.SetResource(theme.NewColoredResource(symbol(sign), color))
	running := step.State == app.CheckRunning
	setShown(l.icon, !running)
	setShown(l.spinner, running)
	if running {
		l.spinner.Start()
	} else {
		l.spinner.Stop()
	}
}
