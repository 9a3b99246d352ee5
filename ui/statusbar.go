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
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// statusStay is how long the end of a job stays in the status bar; problems stay until they are opened.
const statusStay = 10 * time.Second

// statusBar tells on every page what runs in the background. It is away while nothing does.
type statusBar struct {
	sign     *widget.Icon
	text     *widget.Label
	show     *keyButton
	content  *widgets.Surface
	after    timer
	changed  func() // the bar has come or gone
	stopHide func()
	problem  bool   // the line stays until it is opened
	file     string // what a file export tells; it goes before a refresh
	told     string // a notice that somebody should see to, until it is opened
	state    refreshState
}

// newStatusBar returns the bar; show opens what it tells about.
func newStatusBar(show func(), after timer, changed func()) *statusBar {
	b := &statusBar{sign: widget.NewIcon(nil), text: widget.NewLabel(""), after: after, changed: changed, stopHide: func() {}}
	b.text.Truncation = fyne.TextTruncateEllipsis
	b.show = newKeyButton(wordShow, show, nil)
	b.show.Importance = widget.LowImportance
	sign := inset(0, 0, gapSmall, 0, container.NewCenter(b.sign))
	line := container.New(layout.NewBorderLayout(nil, nil, sign, b.show), sign, b.text, b.show)
	b.content = widgets.NewBand(theme.ColorNameHeaderBackground, inset(0, 0, gapSmall, gapSmall, line))
	b.content.Hide()
	return b
}

// refreshMoved tells where the refresh stands.
func (b *statusBar) refreshMoved(state refreshState) {
	b.state = state
	b.problem = state.Ended && state.Err != nil && !byPerson(state.Err)
	b.tell()
	if state.Ended && !b.problem {
		b.hideLater()
	}
}

// notice tells that somebody is needed, until Downloads is opened.
func (b *statusBar) notice(text string) {
	b.told = text
	b.tell()
}

// fileExport tells how a file export stands; "" takes the line away.
func (b *statusBar) fileExport(text string) {
	b.file = text
	b.tell()
}

// opened takes a problem away: Downloads shows it in full.
func (b *statusBar) opened() {
	if b.problem || b.told != "" {
		if b.problem {
			b.problem, b.state = false, refreshState{}
		}
		b.told = ""
		b.tell()
	}
}

func (b *statusBar) hideLater() {
	b.stopHide = b.after(statusStay, func() {
		b.state = refreshState{}
		b.tell()
	})
}

func (b *statusBar) tell() {
	b.stopHide()
	b.stopHide = func() {}
	sign, color, text := refreshLine(b.state)
	if b.told != "" && !b.state.Running {
		sign, color, text = assets.Warning, ColorWarn, b.told
	}
	if b.file != "" {
		sign, color, text = assets.Excel, theme.ColorNamePrimary, b.file
	}
	if text != "" {
		b.sign.SetResource(theme.NewColoredResource(symbol(sign), color))
		b.text.SetText(text)
	}
	setShown(b.show, b.file == "")
	if b.content.Visible() != (text != "") {
		setShown(b.content, text != "")
		b.changed()
	}
}

// refreshLine is the line about a refresh; empty where there is nothing to tell.
func refreshLine(state refreshState) (sign assets.Symbol, color fyne.ThemeColorName, text string) {
	switch {
	case state.Running && state.Event.Waiting != nil:
		return assets.Warning, ColorWarn, state.Event.Waiting.Problem.Title
	case state.Running:
		return assets.Download, theme.ColorNamePrimary, workText(state.Event)
	case !state.Ended:
		return "", "", ""
	case byPerson(state.Err):
		return assets.Info, ColorInfo, endedText(state.Err)
	case state.Err != nil:
		return assets.Warning, ColorProblem, app.ProblemOf(state.Err).Title
	case state.Result.Partly():
		return assets.Warning, ColorWarn, statusPartly.Of(state.Result.Refresh.Missing + state.Result.Refresh.Refused)
	case state.Result.Count.Inserted+state.Result.Count.Updated == 0:
		return assets.Check, ColorOK, statusSame
	default:
		return assets.Check, ColorOK, fmt.Sprintf(statusDone, app.CountText(state.Result.Count.Inserted), app.CountText(state.Result.Count.Updated))
	}
}

// workText says what runs, with the time left where it is known.
func workText(e app.Event) string {
	text := app.EventText(atWork(e))
	if e.Phase == app.PhaseDownloading && e.Left > 0 {
		text += fmt.Sprintf(statusLeft, app.SpanText(e.Left))
	}
	return text
}

// atWork counts the file that is being worked on, as Home does, not the ones that are done.
func atWork(e app.Event) app.Event {
	e.FilesDone = min(e.FilesDone+1, e.FilesTotal)
	return e
}
