package ui

import (
	"context"
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// setupTest tests the connection line by line and says what a broken line means.
type setupTest struct {
	p    *setupPage
	load *loader

	running bool
	passed  bool
	told    bool // there is something to explain
	result  app.ConnectionTest
	seconds func() // stops the clock of the running lines

	title   *widget.Label
	step    *widget.Label
	lines   [app.TestLines]*testLine
	list    *fyne.Container
	good    *signed
	goodBox fyne.CanvasObject
	clock   *clockLine
	means   fyne.CanvasObject
	problem *problemPanel
	copied  *signed
	work    *setupWork // keeping the connection

	back, stop, again, forward *keyButton
	content                    fyne.CanvasObject
}

func newSetupTest(p *setupPage) *setupTest {
	t := &setupTest{p: p, seconds: func() {}, title: pageHeading(setupTesting), step: caption(""), list: stacked(), good: newSigned(), clock: newClockLine(), copied: newSigned()}
	t.load = newLoader(p.s.nav.runBackground, p.s.after, nil)
	escape := func() { p.Escape() }
	t.back = newKeyButton(setupBack, p.back, escape)
	t.stop = newKeyButton(setupStop, t.cancel, escape)
	t.again = newKeyButton(setupTestAgain, t.start, escape)
	t.forward = newMainButton("", t.goOn, escape)
	for i := range t.lines {
		t.lines[i] = newTestLine(claims.EnvProduction)
		t.list.Add(t.lines[i].box)
	}
	t.problem = newProblemPanel(p.s.copy)
	t.problem.setEscape(escape)
	t.goodBox = inset(pageMargin, 0, 0, 0, setupBlock(widgets.NewSurface(ColorOKBack, gapSmall, t.good.box)))
	t.means = inset(gapSmall, 0, 0, 0, stacked(t.meansLine(), setupBlock(t.problem.Content())))
	t.work = newSetupWork(p, t.setButtons)
	middle := stacked(setupBlock(widgets.NewSurface(ColorSurface, gapSmall, t.list)), t.clock.box, t.goodBox, t.means, t.work.content)
	t.content = setupFrame(t.title, t.step, middle, t.back, t.stop, t.again, t.forward)
	return t
}

// meansLine is the heading over what a problem means. That the note is copied stands in it, where it is seen in a low window too.
func (t *setupTest) meansLine() fyne.CanvasObject {
	title := bold(setupMeans)
	return container.New(layout.NewBorderLayout(nil, nil, title, nil), title, t.copied.box)
}

// object implements setupStep.
func (t *setupTest) object() fyne.CanvasObject { return t.content }

// refresh implements setupStep.
func (t *setupTest) refresh() {
	t.step.SetText(t.p.stepOf(t))
	t.forward.SetText(setupConnect)
	switch {
	case t.p.needsKeep():
		t.forward.SetText(setupContinue)
	case t.p.doors.renew != nil:
		t.forward.SetText(setupRenewDo)
	}
	t.setButtons()
}

// focus implements setupStep: the next thing to do has the keyboard.
func (t *setupTest) focus() {
	switch {
	case t.running || t.work.busy:
		t.p.s.focus(t.stop)
	case t.passed:
		t.p.s.focus(t.forward)
	case t.told && t.problem.step.Visible():
		t.p.s.focus(t.problem.step)
	default:
		t.p.s.focus(t.again)
	}
}

// leave implements setupStep.
func (t *setupTest) leave() {
	t.end()
	t.work.stop()
}

// start tests what stands in the form.
func (t *setupTest) start() {
	t.work.stop()
	t.running, t.passed, t.told, t.result = true, false, false, app.ConnectionTest{}
	for i, line := range t.lines {
		line.set(app.TestStep{Line: app.TestLine(i), State: app.CheckNotTried}, t.p.s.now(), true)
	}
	t.copied.set("", "", "")
	t.clock.tell(0)
	t.showEnd()
	t.focus()
	req := t.p.form.request()
	t.tick()
	// The generation that load is about to give tells lines of this test from those of one that was left.
	mine := t.load.generation + 1
	told := func(step app.TestStep) {
		fyne.Do(func() {
			if t.load.generation == mine {
				t.show(step)
			}
		})
	}
	load(t.p.ctx, t.load, func(ctx context.Context) (app.ConnectionTest, error) {
		return t.p.doors.connect.TestConnection(ctx, req, told)
	}, t.ended)
}

// show brings one line up to date.
func (t *setupTest) show(step app.TestStep) {
	t.result.Steps[step.Line] = step
	t.lines[step.Line].set(step, t.p.s.now(), t.running)
	t.list.Refresh()
}

// tick lets the seconds of the running lines go on.
func (t *setupTest) tick() {
	t.seconds = t.p.s.after(time.Second, func() {
		for _, step := range t.result.Steps {
			if step.State == app.CheckRunning {
				t.show(step)
			}
		}
		t.tick()
	})
}

// end stops the test and its clock.
func (t *setupTest) end() {
	t.load.stop()
	t.seconds()
	t.running = false
}

// cancel stops the test or the keeping where it is.
func (t *setupTest) cancel() {
	t.work.stop()
	if t.running {
		t.end()
		for i, step := range t.result.Steps {
			if step.State == app.CheckRunning || step.State == "" {
				t.show(app.TestStep{Line: app.TestLine(i), State: app.CheckNotTried})
			}
		}
		t.showEnd()
	}
	t.focus()
}

// ended shows the outcome.
func (t *setupTest) ended(result app.ConnectionTest, err error) {
	t.end()
	t.result, t.passed = result, err == nil && result.Passed()
	if err != nil {
		t.tell(app.ProblemOf(err), false, false)
	}
	for i, step := range result.Steps {
		step.Line = app.TestLine(i)
		t.show(step)
		if step.Problem != nil {
			t.tell(*step.Problem, step.Network, step.Line == app.LineCredentials)
		}
	}
	t.clock.tell(result.ClockBehind)
	t.showEnd()
	t.focus()
}

// showEnd shows what is said about the whole test, and the buttons that go with it.
func (t *setupTest) showEnd() {
	t.title.SetText(setupTesting)
	if !t.running {
		t.title.SetText(setupTested)
	}
	told := !t.running && t.told
	setShown(t.means, told)
	setShown(t.copied.box, told && t.copied.label.Text != "")
	t.good.set(assets.Check, ColorOK, setupTestGood)
	if t.p.doors.renew != nil {
		t.good.set(assets.Check, ColorOK, setupRenewGood)
	}
	setShown(t.goodBox, t.passed)
	t.setButtons()
	t.content.Refresh()
}

// tell says what a problem means, with the step that helps: the note for IT, or other credentials.
func (t *setupTest) tell(problem app.Problem, network, credentials bool) {
	t.told = true
	problem = inPlace(problem, t.p.form.place())
	switch {
	case network:
		t.problem.tell(problem, setupNoteCopy, t.copyNote)
	case credentials:
		t.problem.tell(problem, setupChange, t.p.back)
	default:
		t.problem.tell(problem, "", nil)
	}
}

func (t *setupTest) setButtons() {
	if t.forward == nil || t.work == nil {
		return // still being built
	}
	busy := t.running || t.work.busy
	setShown(t.stop, t.running)
	setShown(t.again, !busy)
	setShown(t.forward, t.passed)
	enable(t.forward, !busy)
	t.again.Importance = widget.MediumImportance
	if helps := t.told && t.problem.step.Visible(); !t.passed && !helps {
		t.again.Importance = widget.HighImportance
	}
	t.again.Refresh()
}

// goOn is the main button after a test that went well.
func (t *setupTest) goOn() {
	switch {
	case !t.passed || t.work.busy:
	case t.p.needsKeep():
		t.p.show(t.p.keep)
	default:
		t.p.connect(t.work, "")
	}
}

func (t *setupTest) copyNote() {
	t.p.s.copy(noteForIT(t.result, t.p.form.place(), t.p.form.realData, t.p.s.now()))
	t.copied.set(assets.Check, ColorOK, setupNoteCopied)
	t.showEnd()
}

// noteForIT is what IT has to allow and what was seen. It holds no credentials, and no id of anybody.
func noteForIT(result app.ConnectionTest, place string, realData bool, now time.Time) string {
	testServer, realServer := hostOf(claims.SandboxOrigin), hostOf(claims.ProductionOrigin)
	note := []string{setupNoteHead}
	if realData {
		note = append(note, fmt.Sprintf(setupNoteReal, realServer, testServer))
	} else {
		note = append(note, fmt.Sprintf(setupNoteTest, testServer))
	}
	note = append(note, setupNoteTLS)
	if realData {
		note = append(note, fmt.Sprintf(setupNoteAllow, place))
	}
	note = append(note, setupNoteInward)
	var seen []string
	for _, step := range result.Steps[app.LineTestServer : app.LineServer+1] {
		name := testServer
		if step.Line == app.LineServer {
			name = realServer
		}
		switch {
		case step.State == app.CheckOK:
			seen = append(seen, fmt.Sprintf(setupNoteAnswered, name, app.SecondsText(step.Took)))
		case step.Silent:
			seen = append(seen, fmt.Sprintf(setupNoteSilent, name, app.SecondsText(step.Took)))
		}
	}
	if len(seen) > 0 {
		note = append(note, fmt.Sprintf(setupNoteSeen, now.Format(dayWords+", 3:04 PM"), strings.Join(seen, "; ")))
	}
	return strings.Join(note, "\n")
}

func hostOf(origin string) string { return strings.TrimPrefix(origin, "https://") }
