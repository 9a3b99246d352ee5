package ui

import (
	"context"
	"errors"
	"fmt"
	"strings"
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

// progressPanel shows a refresh while it runs, and what it brought until it is closed (docs/reference/screens.md 5.9).
type progressPanel struct {
	control refreshControl
	now     func() time.Time
	again   func() // starts the refresh once more
	resized func() // says that the panel takes more or less room

	stages  []*signed
	place   int // stage shown as running
	detail  *widget.Label
	left    *widget.Label
	bar     *widget.ProgressBar
	spinner *widget.Activity
	stop    *widget.Button
	running fyne.CanvasObject

	outcome *signed
	close   *widget.Button
	ended   fyne.CanvasObject
	problem *problemPanel
	trouble fyne.CanvasObject

	closed  time.Time // EndedAt of the outcome that was closed
	content *fyne.Container
}

func newProgressPanel(s surroundings, control refreshControl, again, resized func()) *progressPanel {
	p := &progressPanel{control: control, now: s.now, again: again, resized: resized, place: -1}
	p.makeRunning()
	p.outcome = newSigned()
	p.close = widget.NewButton(progressClose, p.dismiss)
	right := container.NewVBox(p.close)
	p.ended = widgets.NewSurface(ColorSurface, gapSmall, container.New(layout.NewBorderLayout(nil, nil, nil, right), inset(0, 0, gapSmall, 0, p.outcome.box), right))
	p.problem = newProblemPanel(s.copy)
	p.trouble = p.problem.Content()
	p.content = container.NewStack(p.running, p.ended, p.trouble)
	p.tell(control.Current())
	return p
}

func (p *progressPanel) makeRunning() {
	list := stacked()
	for range progressStages {
		line := newSigned()
		p.stages = append(p.stages, line)
		list.Add(container.New(closeLines{}, line.box))
	}
	p.detail, p.left = widget.NewLabel(""), caption("")
	p.detail.Wrapping, p.left.Wrapping = fyne.TextWrapWord, fyne.TextWrapWord
	p.bar, p.spinner = widget.NewProgressBar(), widget.NewActivity()
	p.bar.TextFormatter = func() string { return "" }
	p.stop = widget.NewButton(progressStop, func() { p.control.Cancel() })
	head := container.New(layout.NewBorderLayout(nil, nil, nil, p.stop), heading(progressTitle), p.stop)
	bar := inset(gapSmall, gapSmall, gapSmall, gapSmall, container.New(thin{}, p.bar))
	turning := inset(gapSmall, 0, gapSmall, 0, container.NewVBox(container.NewGridWrap(fyne.NewSquareSize(20), p.spinner)))
	now := stacked(container.New(layout.NewBorderLayout(nil, nil, turning, nil), turning, p.detail), bar, p.left)
	long := caption(progressLongText)
	long.Wrapping = fyne.TextWrapWord
	side := container.New(layout.NewBorderLayout(nil, long, nil, nil), now, long)
	p.running = widgets.NewSurface(ColorSurface, gapSmall, stacked(head, inColumns([]float32{2, 3}, inset(0, gapSmall, gapSmall, 0, list), side)))
}

// progressStages is how many stages the list has.
const progressStages = 6

// stageOf is the stage of the list that an event belongs to; progressStages when all are done.
func stageOf(e app.Event) int {
	const signIn, roster, ask, prepare, download, settle = 0, 1, 2, 3, 4, 5
	switch {
	case e.Phase == app.PhaseSettling:
		return settle
	case e.Phase == app.PhaseDone:
		return progressStages
	case e.Roster || e.Phase == app.PhaseRoster:
		return roster
	case e.Phase == app.PhaseAsking:
		return ask
	case e.Phase == app.PhasePreparing:
		return prepare
	case e.Phase == app.PhaseDownloading, e.Phase == app.PhaseImporting:
		return download
	default:
		return signIn
	}
}

// stageWords are a stage before and after it was done.
func stageWords(stage int, since string) (before, after string) {
	asked := progressAskedAll
	if since != "" {
		asked = fmt.Sprintf(progressAskedSince, app.DayText(since))
	}
	words := [progressStages][2]string{
		{progressSignIn, progressSignedIn}, {progressRoster, progressRoster}, {progressAsk, asked},
		{progressPrepare, progressPrepared}, {progressDownload, progressDownloaded}, {progressSettle, progressSettled},
	}
	return words[stage][0], words[stage][1]
}

// tell shows where the refresh stands.
func (p *progressPanel) tell(s refreshState) {
	before := [3]bool{p.running.Visible(), p.ended.Visible(), p.trouble.Visible()}
	stopped := errors.Is(s.Err, context.Canceled) || errors.Is(s.Err, app.ErrStopped)
	fresh := s.Ended && !s.EndedAt.Equal(p.closed)
	setShown(p.running, s.Running)
	setShown(p.ended, fresh && (s.Err == nil || stopped))
	setShown(p.trouble, fresh && s.Err != nil && !stopped)
	switch {
	case s.Running:
		p.showRunning(s)
	case p.trouble.Visible():
		p.problem.tell(app.ProblemOf(s.Err), homeTryAgain, p.again)
	case stopped:
		p.outcome.set(assets.Info, ColorInfo, progressStopped)
	case s.Result.Partly():
		p.outcome.set(assets.Warning, ColorWarn, outcomeText(s.Result))
	case s.Ended:
		p.outcome.set(assets.Check, ColorOK, outcomeText(s.Result))
	}
	if !s.Running {
		p.spinner.Stop()
	}
	if before != [3]bool{p.running.Visible(), p.ended.Visible(), p.trouble.Visible()} {
		p.resized()
	}
}

// visible says whether there is something to show.
func (p *progressPanel) visible() bool {
	return p.running.Visible() || p.ended.Visible() || p.trouble.Visible()
}

func (p *progressPanel) dismiss() {
	state := p.control.Current()
	p.closed = state.EndedAt
	p.tell(state)
}

func (p *progressPanel) showRunning(s refreshState) {
	p.spinner.Start()
	p.place = stageOf(s.Event)
	for i, line := range p.stages {
		before, after := stageWords(i, s.Event.Since)
		switch {
		case i < p.place:
			line.set(assets.Check, ColorOK, after)
		case i == p.place:
			line.set(assets.Refresh, theme.ColorNamePrimary, before)
		default:
			line.set(assets.Dash, theme.ColorNamePlaceHolder, before)
		}
		line.label.TextStyle.Bold = i == p.place
		line.label.Refresh()
	}
	p.detail.SetText(runningText(s.Event))
	p.left.SetText(leftText(s.Event, p.now()))
	share, known := shareOf(s.Event)
	setShown(p.bar, known)
	p.bar.SetValue(share)
	p.stop.SetText(progressStop)
	enable(p.stop, !s.Stopping)
	if s.Stopping {
		p.stop.SetText(progressStopping)
	}
}

// runningText says what happens now: a pause before another try comes first, because it explains why nothing moves.
func runningText(e app.Event) string {
	if e.Waiting != nil {
		return fmt.Sprintf(progressWaiting, e.Waiting.Problem.Title, app.SpanText(e.Waiting.For))
	}
	switch e.Phase {
	case app.PhaseDownloading, app.PhaseImporting:
		if e.FilesTotal > 0 {
			return fmt.Sprintf(progressFiles, app.CountText(min(e.FilesDone+1, e.FilesTotal)), app.CountText(e.FilesTotal))
		}
	case app.PhasePreparing:
		if e.Percent >= 0 {
			return fmt.Sprintf(progressPercent, e.Percent)
		}
		return progressNoPercent
	}
	return app.EventText(e)
}

// leftText says how long the files of the job can still be fetched, and what is stored.
func leftText(e app.Event, now time.Time) string {
	if e.Phase != app.PhaseDownloading {
		return ""
	}
	var lines []string
	if left := e.ExpiresAt.Sub(now); !e.ExpiresAt.IsZero() && left > 0 {
		lines = append(lines, fmt.Sprintf(progressLeftFiles, app.SpanText(left)))
	}
	if e.Resources > 0 {
		lines = append(lines, fmt.Sprintf(progressStored, app.Counted(e.Resources, "record", "records"), bytesText(e.Bytes)))
	}
	return strings.Join(lines, "\n")
}

// shareOf is how much of the present stage is done, where that can be known.
func shareOf(e app.Event) (share float64, known bool) {
	const whole = 100
	switch {
	case e.Phase == app.PhaseDownloading && e.FilesTotal > 0:
		return float64(e.FilesDone) / float64(e.FilesTotal), true
	case e.Phase == app.PhasePreparing && e.Percent >= 0:
		return float64(e.Percent) / whole, true
	default:
		return 0, false
	}
}

// outcomeText says what a refresh brought and what is missing.
func outcomeText(r app.RefreshResult) string {
	var parts []string
	if missing := r.Refresh.Missing + r.Refresh.Refused; missing > 0 {
		parts = append(parts, fmt.Sprintf(progressPartly, app.Counted(missing, "file", "files")))
	}
	if r.Count.Inserted+r.Count.Updated > 0 {
		parts = append(parts, fmt.Sprintf(progressBrought, app.Counted(r.Count.Inserted, "new record", "new records"), app.CountText(r.Count.Updated)))
	} else if !r.Partly() {
		parts = append(parts, progressNothing)
	}
	if r.Refresh.People > 0 {
		parts = append(parts, fmt.Sprintf(progressPeople, app.Counted(r.Refresh.People, "person", "people")))
	}
	if r.Refresh.NotSupplied > 0 {
		parts = append(parts, fmt.Sprintf(progressNotSupply, app.Counted(r.Refresh.NotSupplied, "person", "people")))
	}
	return strings.Join(parts, " ")
}

// bytesText prints an amount of data: 11.4 MB.
func bytesText(n int64) string {
	const kilo = 1000
	units := []string{"bytes", "kB", "MB", "GB", "TB"}
	value, unit := float64(n), 0
	for value >= kilo && unit < len(units)-1 {
		value /= kilo
		unit++
	}
	if unit < 2 {
		return fmt.Sprintf("%.0f %s", value, units[unit])
	}
	return fmt.Sprintf("%.1f %s", value, units[unit])
}

// closeLines lays out one line of a list without the space that a label brings above and beneath.
type closeLines struct{}

const lineCloser = 5

// Layout implements fyne.Layout.
func (closeLines) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(0, -lineCloser))
		o.Resize(size.AddWidthHeight(0, 2*lineCloser))
	}
}

// MinSize implements fyne.Layout.
func (closeLines) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.Size{}
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	return size.SubtractWidthHeight(0, 2*lineCloser)
}

// thin lays out a bar that shows no words.
type thin struct{}

const thinTall = 8

// Layout implements fyne.Layout.
func (thin) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(0, (size.Height-thinTall)/2))
		o.Resize(fyne.NewSize(size.Width, thinTall))
	}
}

// MinSize implements fyne.Layout.
func (thin) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(0, thinTall) }
