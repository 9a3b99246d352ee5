package ui

import (
	"context"
	"errors"
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

// progressPanel shows a refresh while it runs (docs/reference/screens.md 5.9). On Home it is compact, and shows what a
// refresh brought until that is closed; Downloads tells more, and the end from what is stored.
type progressPanel struct {
	control refreshControl
	doors   progressDoors
	after   timer
	now     func() time.Time

	about   progressAbout
	stages  []*stageLine
	place   int // stage shown as running
	began   *widget.Label
	detail  *widget.Label
	hint    *widget.Label
	speed   *widget.Label
	left    *signed
	leftBox fyne.CanvasObject
	bar     *widget.ProgressBar
	sign    *widget.Icon // in place of the spinner while we wait
	spinner *widget.Activity
	pause   *keyButton
	show    *keyButton
	help    *keyButton
	running fyne.CanvasObject

	outcome *signed
	close   *keyButton
	ended   fyne.CanvasObject
	problem *problemPanel
	trouble fyne.CanvasObject

	closed  time.Time // EndedAt of the outcome that was closed
	content *fyne.Container
}

// progressDoors are what the panel leads to.
type progressDoors struct {
	again   func() // starts the refresh once more
	resized func() // says that the panel takes more or less room
	// show opens Downloads; nil on Downloads itself, where the panel is not compact.
	show func()
	// test opens the test of the connection; nil on Home.
	test func()
	// log is what happened, beneath the stages; nil on Home.
	log fyne.CanvasObject
}

// progressAbout is what the stages say beside the events; the zero value says nothing.
type progressAbout struct {
	entity              string // who is signed in
	people, fresh, gone int    // on the patient list; 0 people when it is not known yet
}

// stageLine is one line of the list of stages, with how long it took.
type stageLine struct {
	*signed
	took *widget.Label
	row  fyne.CanvasObject
}

func newStageLine() *stageLine {
	l := &stageLine{signed: newSigned(), took: caption("")}
	l.took.Alignment = fyne.TextAlignTrailing
	l.row = container.New(closeLines{}, container.New(layout.NewBorderLayout(nil, nil, nil, l.took), l.box, l.took))
	return l
}

func newProgressPanel(s surroundings, control refreshControl, doors progressDoors) *progressPanel {
	p := &progressPanel{control: control, now: s.now, after: s.after, doors: doors, place: -1}
	p.makeRunning()
	p.outcome = newSigned()
	p.close = newKeyButton(progressClose, p.dismiss, nil)
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
		line := newStageLine()
		p.stages = append(p.stages, line)
		list.Add(line.row)
	}
	p.began, p.detail, p.hint, p.speed, p.left = caption(""), wrapped(""), caption(""), caption(""), newSigned()
	p.hint.Wrapping, p.speed.Wrapping = fyne.TextWrapWord, fyne.TextWrapWord
	p.left.label.SizeName = theme.SizeNameCaptionText
	p.bar, p.spinner, p.sign = widget.NewProgressBar(), widget.NewActivity(), widget.NewIcon(nil)
	p.bar.TextFormatter = func() string { return "" }
	p.pause = newKeyButton(progressPause, func() { p.control.End(app.ErrPaused) }, nil)
	p.show = newKeyButton(progressShow, p.doors.show, nil)
	p.help = newKeyButton(connectionTest, p.doors.test, nil)
	buttons := beside(p.show, p.pause)
	if p.doors.show == nil { // the buttons stand above the page, and the time here
		buttons = beside(container.NewCenter(p.began))
	}
	head := container.New(layout.NewBorderLayout(nil, nil, nil, buttons), heading(progressTitle), buttons)
	sides := inColumns([]float32{2, 3}, inset(0, gapSmall, gapSmall, 0, list), p.presentStage())
	body := stacked(head, sides)
	if p.doors.log != nil {
		body.Add(p.doors.log)
	}
	p.running = widgets.NewSurface(ColorSurface, gapSmall, body)
}

// presentStage is the right half: what happens now.
func (p *progressPanel) presentStage() fyne.CanvasObject {
	const closer = -10 // captions belong to the line above them
	bar := inset(gapSmall, gapSmall, gapSmall, gapSmall, container.New(thin{}, p.bar))
	sign := container.NewStack(p.spinner, p.sign)
	turning := inset(gapSmall, 0, gapSmall, 0, container.NewVBox(signRoom(sign)))
	p.leftBox = inset(0, 0, gapSmall, 0, p.left.box)
	said := container.New(layout.NewCustomPaddedVBoxLayout(closer), p.detail, p.hint)
	now := stacked(container.New(layout.NewBorderLayout(nil, nil, turning, nil), turning, said),
		bar, p.speed, container.New(closeLines{}, p.leftBox), inset(0, 0, gapSmall, 0, container.NewHBox(p.help)))
	long := caption(progressLongText)
	long.Wrapping = fyne.TextWrapWord
	return container.New(layout.NewBorderLayout(nil, long, nil, nil), now, long)
}

// tell shows where the refresh stands.
func (p *progressPanel) tell(s refreshState) {
	before := [3]bool{p.running.Visible(), p.ended.Visible(), p.trouble.Visible()}
	compact := p.doors.show != nil
	stopped := byPerson(s.Err)
	fresh := compact && s.Ended && !s.EndedAt.Equal(p.closed)
	setShown(p.running, s.Running)
	setShown(p.ended, fresh && (s.Err == nil || stopped))
	setShown(p.trouble, fresh && s.Err != nil && !stopped)
	switch {
	case s.Running:
		p.showRunning(s)
	case p.trouble.Visible():
		p.problem.tell(app.ProblemOf(s.Err), homeTryAgain, p.doors.again)
	case stopped:
		p.outcome.set(assets.Info, ColorInfo, endedText(s.Err))
	case s.Result.Partly():
		p.outcome.set(assets.Warning, ColorWarn, outcomeText(s.Result))
	case s.Ended:
		p.outcome.set(assets.Check, ColorOK, outcomeText(s.Result))
	}
	if !s.Running {
		p.spinner.Stop()
	}
	if before != [3]bool{p.running.Visible(), p.ended.Visible(), p.trouble.Visible()} {
		p.doors.resized()
	}
}

// byPerson says that a person ended the run, or the program.
func byPerson(err error) bool {
	for _, cause := range []error{context.Canceled, app.ErrStopped, app.ErrPaused, app.ErrStopHere, app.ErrCancelAtCMS} {
		if errors.Is(err, cause) {
			return true
		}
	}
	return false
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

// setAbout tells what the stages say beside the events.
func (p *progressPanel) setAbout(about progressAbout) {
	p.about = about
	p.tell(p.control.Current())
}

func (p *progressPanel) showRunning(s refreshState) {
	p.place = stageOf(s.Event)
	for i, line := range p.stages {
		before, after := stageWords(i, s.Event.Since, p.about)
		switch {
		case i < p.place:
			line.set(assets.Check, ColorOK, after)
		case i == p.place:
			line.set(assets.Refresh, theme.ColorNamePrimary, before)
		default:
			line.set(assets.Dash, theme.ColorNamePlaceHolder, before)
		}
		line.took.SetText(tookText(i, p.place, s.Begun, p.now()))
		line.label.TextStyle.Bold = i == p.place
		line.label.Refresh()
	}
	p.began.SetText(beganText(s.StartedAt, p.now()))
	p.showNow(s.Event)
	share, known := shareOf(s.Event)
	setShown(p.bar, known)
	p.bar.SetValue(share)
	p.pause.SetText(progressPause)
	enable(p.pause, s.Ending == nil)
	if s.Ending != nil {
		p.pause.SetText(endingText(s.Ending))
		p.detail.SetText(endingText(s.Ending))
	}
}

// showNow fills the half that says what happens now.
func (p *progressPanel) showNow(e app.Event) {
	waits := e.Waiting != nil
	p.detail.SetText(runningText(e, p.now()))
	p.hint.SetText(hintText(e, p.now()))
	setShown(p.hint, p.hint.Text != "")
	p.speed.SetText(speedText(e))
	setShown(p.speed, p.speed.Text != "")
	text, pressing := leftText(e, p.now())
	p.left.set(assets.Info, theme.ColorNamePlaceHolder, text)
	p.left.label.Importance = widget.LowImportance
	if pressing {
		p.left.label.Importance = widget.WarningImportance
		p.left.set(assets.Warning, ColorWarn, text)
	}
	p.left.label.Refresh()
	setShown(p.leftBox, text != "")
	setShown(p.help, waits && p.doors.test != nil && e.Waiting.Problem.Exit == app.ExitUnreachable)
	setShown(p.sign, waits)
	setShown(p.spinner, !waits)
	if waits {
		p.spinner.Stop()
		sign, color := assets.Warning, ColorWarn
		if e.Waiting.Problem.Notice {
			sign, color = assets.Info, ColorInfo
		}
		p.sign.SetResource(theme.NewColoredResource(symbol(sign), color))
		return
	}
	p.spinner.Start()
}

// tickEvery is how often times that pass are shown anew.
const tickEvery = time.Second

// tick lets the times on the panel go on until ctx ends.
func (p *progressPanel) tick(ctx context.Context) {
	p.after(tickEvery, func() {
		if ctx.Err() != nil {
			return
		}
		if state := p.control.Current(); state.Running {
			p.showRunning(state)
		}
		p.tick(ctx)
	})
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
	size, shown := fyne.Size{}, false
	for _, o := range objects {
		if o.Visible() {
			size, shown = size.Max(o.MinSize()), true
		}
	}
	if !shown {
		return size
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
