package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// connectionTest runs the test of a connection, shows its steps as they end, and keeps the connection when asked.
type connectionTest struct {
	s    surroundings
	form *setupForm
	load *loader

	tried, busy, passed bool

	intro   *widget.Label
	steps   *fyne.Container
	doing   *fyne.Container
	doText  *widget.Label
	spinner *widget.Activity
	stop    *widget.Button
	note    *widget.Button
	noteBox *fyne.Container
	copied  *widget.Label
	problem *problemPanel
	content fyne.CanvasObject
}

func newConnectionTest(s surroundings, form *setupForm) *connectionTest {
	t := &connectionTest{s: s, form: form, intro: widget.NewLabel(setupTestIdle), steps: stacked(), problem: newProblemPanel(s.copy)}
	t.load = newLoader(s.nav.runBackground, s.after, nil)
	t.intro.Wrapping = fyne.TextWrapWord
	t.spinner, t.doText = widget.NewActivity(), widget.NewLabel("")
	t.stop = widget.NewButton(setupStop, t.cancel)
	t.doing = container.NewHBox(container.NewGridWrap(fyne.NewSquareSize(20), t.spinner), t.doText, t.stop)
	t.note = widget.NewButton(setupNoteCopy, t.copyNote)
	t.copied = caption("")
	t.copied.Wrapping = fyne.TextWrapWord
	t.noteBox = stacked(t.copied, inset(0, gapSmall, gapSmall, 0, container.NewHBox(t.note)))
	parts := stacked(heading(setupTestTitle), t.intro, t.steps, inset(0, 0, gapSmall, 0, t.doing),
		inset(gapSmall, 0, gapSmall, gapSmall, t.problem.Content()), t.noteBox)
	t.content = widgets.NewSurface(ColorSurface, gapSmall, parts)
	t.showState()
	return t
}

// forget takes back what an earlier test said.
func (t *connectionTest) forget() {
	t.load.stop()
	t.tried, t.busy, t.passed = false, false, false
	t.steps.Objects = nil
	t.intro.SetText(setupTestIdle)
	t.problem.Content().Hide()
	t.showState()
}

// showState brings what is shown in line with the state.
func (t *connectionTest) showState() {
	setShown(t.intro, !t.tried || t.passed)
	setShown(t.steps, len(t.steps.Objects) > 0)
	setShown(t.doing, t.busy)
	if !t.tried || t.busy {
		t.problem.Content().Hide()
		t.noteBox.Hide()
	}
	if t.busy {
		t.spinner.Start()
	} else {
		t.spinner.Stop()
	}
	t.content.Refresh()
	if t.form.end != nil {
		t.form.setButtons()
	}
}

// begin marks work as running.
func (t *connectionTest) begin(doing string) {
	t.tried, t.busy = true, true
	t.doText.SetText(doing)
	t.showState()
}

// start tests the connection.
func (t *connectionTest) start() {
	t.forget()
	t.begin(setupTesting)
	req := t.form.request()
	// The generation that load is about to give tells steps of this test from those of one that was left.
	mine := t.load.generation + 1
	told := func(step app.CheckStep) {
		fyne.Do(func() {
			if t.load.generation == mine {
				t.addStep(step)
			}
		})
	}
	load(t.form.ctx, t.load, func(ctx context.Context) ([]app.CheckStep, error) {
		return t.form.doors.connect.CheckConnection(ctx, req, told)
	}, t.tested)
}

func (t *connectionTest) addStep(step app.CheckStep) {
	line := newSigned()
	text := step.Name
	switch step.State {
	case app.CheckOK:
		if step.Detail != "" {
			text += "\n" + step.Detail
		}
		line.set(assets.Check, ColorOK, text)
	case app.CheckFailed:
		line.set(assets.Cross, ColorProblem, setupStepProblem+": "+text)
	default:
		line.set(assets.Dash, theme.ColorNamePlaceHolder, setupStepNotTried+": "+text)
	}
	t.steps.Add(inset(0, 0, gapSmall, 0, line.box))
	t.showState()
}

func (t *connectionTest) tested(steps []app.CheckStep, err error) {
	t.busy = false
	t.passed = err == nil && len(steps) > 0
	t.steps.Objects = nil
	for i, step := range steps {
		t.addStep(step)
		if step.State != app.CheckOK {
			t.passed = false
		}
		if step.Problem != nil {
			t.tell(*step.Problem, i == 0)
		}
	}
	if err != nil {
		t.tell(app.ProblemOf(err), false)
	}
	if t.passed {
		t.intro.SetText(setupTestGood)
	}
	t.showState()
}

// tell shows a problem; where the server cannot be reached IT may have to allow something.
func (t *connectionTest) tell(problem app.Problem, network bool) {
	t.problem.tell(problem, "", nil)
	t.problem.Content().Show()
	t.copied.SetText(setupAllowListHint)
	setShown(t.copied, t.form.realData)
	setShown(t.noteBox, network)
}

// connect keeps the connection and opens its data set.
func (t *connectionTest) connect() {
	if !t.passed || !t.form.confirmed() {
		return
	}
	t.begin(setupSaving)
	req := t.form.request()
	load(t.form.ctx, t.load, func(ctx context.Context) (app.ConnectResult, error) {
		return t.form.doors.connect.Connect(ctx, req)
	}, func(result app.ConnectResult, err error) {
		t.busy = false
		if err != nil {
			t.tell(app.ProblemOf(err), false)
			t.showState()
			return
		}
		t.form.leave()
		t.form.doors.open.openNamed(result.Set, true)
	})
}

// cancel stops the test or the connecting.
func (t *connectionTest) cancel() { t.form.changed() }

func (t *connectionTest) copyNote() {
	t.s.copy(t.form.noteForIT())
	t.copied.SetText(setupNoteCopied)
	t.copied.Show()
	t.content.Refresh()
}
