package ui

import (
	"context"
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/schedule"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// scheduleCard says when data is fetched by itself and what comes next, and has the system do it while no window is open
// (docs/reference/screens.md 5.9).
type scheduleCard struct {
	s    surroundings
	d    downloadsDoors
	load *loader
	work *loader // of the switch
	ctx  context.Context

	chosen    schedule.Schedule
	installed bool
	setting   bool // the switch is being set, not used

	words   *signed
	next    *signed
	closed  *keyCheck
	about   *signed
	change  *keyButton
	again   *keyButton
	buttons *fyne.Container
	box     *widgets.Surface
}

func newScheduleCard(s surroundings, d downloadsDoors) *scheduleCard {
	c := &scheduleCard{s: s, d: d, words: newSigned(), next: newSigned(), about: newSigned()}
	c.load, c.work = newLoader(s.nav.runBackground, s.after, nil), newLoader(s.nav.runBackground, s.after, nil)
	c.change = newKeyButton(scheduleChange, func() { showScheduleForm(c.s, c.d, c.chosen, c.saved) }, nil)
	c.change.Disable()
	c.again = newKeyButton(wordTryAgain, func() { c.show(c.ctx) }, nil)
	c.again.Hide()
	c.closed = newKeyCheck(scheduleClosed, c.switchTask, nil)
	c.closed.onKey = func(key *fyne.KeyEvent) { passKey(c.closed, key) }
	c.closed.Disable()
	c.buttons = container.NewHBox(c.change, c.again)
	head := container.New(layout.NewBorderLayout(nil, nil, nil, c.buttons), heading(scheduleTitle), c.buttons)
	lines := stacked(container.New(closeLines{}, c.words.box), container.New(closeLines{}, c.next.box))
	c.about.label.SizeName = captionSize
	system := stacked(inset(0, 0, gapSmall, 0, container.NewHBox(c.closed)), container.New(closeLines{}, inset(0, 0, gapSmall, 0, c.about.box)))
	c.box = widgets.NewSurface(ColorSurface, gapSmall, stacked(head, inset(0, 0, gapSmall, 0, lines), system))
	c.words.set(assets.Refresh, ColorText2, homeUnknown)
	c.next.set("", ColorText2, "")
	return c
}

// scheduleFacts is what the card reads.
type scheduleFacts struct {
	chosen    schedule.Schedule
	next      schedule.Decision
	installed bool
	noTask    string // why the system cannot do it; empty where it can
}

// show reads the schedule.
func (c *scheduleCard) show(ctx context.Context) {
	c.ctx = ctx
	load(ctx, c.load, c.read, c.apply)
}

// read runs in the background. A system that does not answer takes nothing from the rest of the card.
func (c *scheduleCard) read(ctx context.Context) (facts scheduleFacts, err error) {
	if facts.chosen, err = c.d.set.Schedule(ctx); err != nil {
		return facts, err
	}
	if facts.next, err = c.d.set.NextRefresh(ctx); err != nil {
		return facts, err
	}
	facts.noTask = scheduleNoTask
	if c.d.task != nil {
		facts.noTask = c.d.task.Missing()
	}
	if facts.noTask != "" {
		return facts, nil
	}
	installed, err := c.d.task.Installed(ctx, c.d.set.Name())
	if err != nil {
		facts.noTask = app.ProblemOf(err).Title
	}
	facts.installed = installed
	return facts, nil
}

func (c *scheduleCard) apply(facts scheduleFacts, err error) {
	setShown(c.again, err != nil)
	setShown(c.change, err == nil)
	if err != nil {
		c.words.set(assets.Warning, ColorProblem, app.ProblemOf(err).Title)
		c.next.set("", ColorText2, "")
		c.buttons.Refresh()
		return
	}
	c.chosen, c.installed = facts.chosen, facts.installed
	enable(c.change, true)
	c.words.set(assets.Refresh, ColorText2, scheduleText(facts.chosen))
	next := app.ScheduleText(facts.next, c.s.now())
	sign, color := assets.Info, ColorText2
	if facts.next.Do == schedule.Stop {
		sign, color = assets.Warning, ColorWarn
	}
	c.next.set(sign, color, nextText(facts.next, next, c.s.now()))
	c.setTask(facts)
	c.box.Refresh()
}

// setTask shows the switch as the system has it.
func (c *scheduleCard) setTask(facts scheduleFacts) {
	c.setting = true
	c.closed.SetChecked(facts.installed)
	c.setting = false
	about := fmt.Sprintf(scheduleClosedAbout, systemScheduler())
	switch {
	case facts.noTask != "":
		about = facts.noTask
	case facts.chosen.Off:
		about = scheduleClosedOff
	}
	enable(c.closed, facts.noTask == "" && !facts.chosen.Off)
	c.about.set(assets.Info, ColorText2, about)
}

// switchTask has the system get data while no window is open, or not any more.
func (c *scheduleCard) switchTask(on bool) {
	if c.setting {
		return
	}
	enable(c.closed, false)
	c.about.set(assets.Refresh, ColorText2, scheduleAsking)
	load(c.ctx, c.work, func(ctx context.Context) (struct{}, error) {
		if on {
			return struct{}{}, c.d.task.Install(ctx, c.d.set.Name())
		}
		return struct{}{}, c.d.task.Remove(ctx, c.d.set.Name())
	}, func(_ struct{}, err error) {
		if err == nil {
			c.show(c.ctx)
			return
		}
		problem := app.ProblemOf(err)
		c.setting = true
		c.closed.SetChecked(!on)
		c.setting = false
		enable(c.closed, true)
		c.about.set(assets.Warning, ColorWarn, joined(problem.Title, problem.Text))
	})
}

// saved follows a change of the schedule: the system's times must be the new ones.
func (c *scheduleCard) saved(chosen schedule.Schedule) {
	c.d.changed()
	if c.installed && c.d.task != nil {
		c.switchTask(!chosen.Off)
		return
	}
	c.show(c.ctx)
}

// scheduleText says a schedule in words: Weekly, Monday about 6:00 AM. Each time is a few minutes later, not to ask CMS with everybody else.
func scheduleText(s schedule.Schedule) string {
	if s.Off {
		return scheduleIsOff
	}
	clock := clockText(time.Date(2000, 1, 1, s.Hour, s.Minute, 0, 0, time.UTC))
	text := fmt.Sprintf(scheduleDaily, clock)
	if s.Every != schedule.Daily {
		names := make([]string, 0, len(s.Days))
		for _, day := range weekDays() {
			for _, d := range s.Days {
				if d == day {
					names = append(names, day.String())
				}
			}
		}
		text = fmt.Sprintf(scheduleOnDays, strings.Join(names, ", "), clock)
	}
	if s.Data.Early {
		text += scheduleWithEarly
	}
	if s.Data.LastYear {
		text += scheduleWithLastYear
	}
	return text
}

// weekDays are the days in the order of a working week.
func weekDays() []time.Weekday {
	return []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday}
}

// nextText says what comes next: Next: Monday, Aug 31, 6:00 AM. said is the schedule's own words for what has no time.
func nextText(d schedule.Decision, said string, now time.Time) string {
	if d.Why == schedule.BecauseOff {
		return scheduleNextOff
	}
	if d.Do != schedule.Nothing || d.At.IsZero() || d.Why == schedule.BecauseJanuary {
		return said
	}
	what := ""
	switch {
	case d.Then == schedule.RefreshRunout:
		what = scheduleNextRunout
	case d.Then == schedule.CarryOn:
		what = scheduleNextOpen
	case d.Full:
		what = scheduleNextFull
	}
	return fmt.Sprintf(scheduleNext, d.At.In(now.Location()).Format("Monday, Jan 2, 3:04 PM")) + what
}
