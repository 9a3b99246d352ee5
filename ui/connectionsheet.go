package ui

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// testSheet tests the stored connection line by line, as set-up does before a connection is kept.
type testSheet struct {
	s       surroundings
	d       downloadsDoors
	ctx     context.Context
	end     context.CancelFunc
	load    *loader
	sheet   *sheet
	result  app.ConnectionTest
	running bool
	// realData says that the connection is to CMS's server for real data.
	realData bool

	lines   [app.TestLines]*testLine
	list    *fyne.Container
	good    *signed
	goodBox fyne.CanvasObject
	clock   *clockLine
	problem *problemPanel
	again   *keyButton
	close   *keyButton
	content *fyne.Container
}

// showConnectionTest tests the connection of the open data set.
func showConnectionTest(s surroundings, d downloadsDoors, c *claims.Connection) *testSheet {
	t := &testSheet{
		s: s, d: d, realData: c != nil && c.Environment == claims.EnvProduction,
		list: stacked(), good: newSigned(), clock: newClockLine(), problem: newProblemPanel(s.copy),
	}
	t.ctx, t.end = context.WithCancel(d.ctx)
	t.load = newLoader(s.nav.runBackground, s.after, nil)
	var env claims.Environment
	if c != nil {
		env = c.Environment
	}
	for i := range t.lines {
		t.lines[i] = newTestLine(env)
		t.list.Add(t.lines[i].box)
	}
	t.problem.setEscape(t.dismiss)
	t.good.set(assets.Check, ColorOK, connectionGood)
	t.goodBox = widgets.NewSurface(ColorOKBack, gapSmall, t.good.box)
	t.close = newKeyButton(wordClose, t.dismiss, t.dismiss)
	t.again = newKeyButton(setupTestAgain, t.start, t.dismiss)
	buttons := container.New(layout.NewCustomPaddedHBoxLayout(gapSmall), layout.NewSpacer(), t.again, t.close)
	t.sheet = openSheetOver(d.window, formWide, stacked(heading(connectionTest), widgets.NewSurface(ColorSurface, gapSmall, t.list), t.clock.box, inset(gapSmall, 0, 0, 0, t.goodBox),
		inset(gapSmall, 0, 0, 0, t.problem.Content())), inset(pageMargin, 0, gapSmall, gapSmall, buttons), t.dismiss)
	t.content = t.sheet.inside
	t.start()
	return t
}

func (t *testSheet) dismiss() {
	t.end()
	t.load.stop()
	t.sheet.close()
}

func (t *testSheet) start() {
	t.running, t.result = true, app.ConnectionTest{}
	t.clock.tell(0)
	for i, line := range t.lines {
		line.set(app.TestStep{Line: app.TestLine(i), State: app.CheckNotTried}, t.s.now(), true)
	}
	t.showEnd()
	t.tick()
	mine := t.load.generation + 1 // of the load that is about to start
	told := func(step app.TestStep) {
		fyne.Do(func() {
			if t.load.generation == mine {
				t.show(step)
			}
		})
	}
	load(t.ctx, t.load, func(ctx context.Context) (app.ConnectionTest, error) { return t.d.set.TestConnection(ctx, told) }, t.ended)
	t.d.window.Canvas().Focus(t.close)
}

func (t *testSheet) show(step app.TestStep) {
	t.result.Steps[step.Line] = step
	t.lines[step.Line].set(step, t.s.now(), t.running)
	t.list.Refresh()
}

// tick lets the seconds of the running lines go on.
func (t *testSheet) tick() {
	t.s.after(time.Second, func() {
		if !t.running || t.ctx.Err() != nil {
			return
		}
		for _, step := range t.result.Steps {
			if step.State == app.CheckRunning {
				t.show(step)
			}
		}
		t.tick()
	})
}

func (t *testSheet) ended(result app.ConnectionTest, err error) {
	t.running, t.result = false, result
	t.clock.tell(result.ClockBehind)
	var problem *app.Problem
	credentials, network := false, false
	for i, step := range result.Steps {
		step.Line = app.TestLine(i)
		if step.State == "" {
			step.State = app.CheckNotTried
		}
		t.show(step)
		if step.Problem != nil {
			problem, credentials, network = step.Problem, step.Line == app.LineCredentials, step.Network
		}
	}
	if err != nil {
		told := app.ProblemOf(err)
		problem, credentials = &told, told.Exit == app.ExitCredentials
	}
	t.showEnd()
	if problem == nil {
		return
	}
	switch {
	case network:
		t.problem.tell(*problem, setupNoteCopy, t.copyNote)
	case credentials:
		t.problem.tell(*problem, homePasteSecret, func() {
			t.dismiss()
			t.d.open.changeConnection(t.d.set.Name())
		})
	default:
		t.problem.tell(*problem, "", nil)
	}
	t.problem.Content().Show()
	t.content.Refresh()
}

func (t *testSheet) showEnd() {
	setShown(t.goodBox, !t.running && t.result.Passed())
	t.problem.Content().Hide()
	enable(t.again, !t.running)
	t.content.Refresh()
}

func (t *testSheet) copyNote() {
	t.s.copy(noteForIT(t.result, placeOther, t.realData, t.s.now()))
	t.problem.step.SetText(connectionNoteCopied)
}
