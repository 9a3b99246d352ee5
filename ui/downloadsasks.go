package ui

import (
	"context"
	"errors"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
)

// start begins a refresh and shows it.
func (p *downloadsPage) start(opts app.RefreshOptions) {
	p.doors.refresh.Start(opts)
	p.Focus()
}

// carryOn takes up the last refresh where it stopped, or fetches the files that it lacks.
func (p *downloadsPage) carryOn() {
	if p.facts.report == nil {
		return
	}
	p.start(app.CarryOnOptions(p.facts.report.Refresh, inUse(p.facts.status)))
}

// inUse is the version whose data count; empty for any.
func inUse(status app.Status) string {
	if status.Connection == nil {
		return ""
	}
	return status.Connection.InUse
}

// act does what the button of the last refresh stands for.
func (p *downloadsPage) act(what lastAct) {
	switch what {
	case lastCarryOn:
		p.carryOn()
	case lastAgain:
		p.s.nav.getData()
	case lastSecret:
		p.doors.open.changeConnection(p.doors.set.Name())
	case lastRunout:
		p.askRunout()
	}
}

// askStop asks how the refresh is to end. The safe answer has the keyboard.
func (p *downloadsPage) askStop() {
	var s *sheet
	hide := func() { s.close() }
	end := func(how error) func() {
		return func() {
			hide()
			p.end(how)
		}
	}
	carryOn := newMainButton(stopCarryOn, hide, hide)
	here := newKeyButton(p.keepWords(), end(app.ErrStopHere), hide)
	there := newKeyButton(stopAtCMS, end(app.ErrCancelAtCMS), hide)
	title := heading(stopQuestion)
	title.Wrapping = fyne.TextWrapWord
	buttons := stacked(here, inset(gapSmall, 0, 0, 0, there), inset(pageMargin, 0, 0, 0, container.NewHBox(layout.NewSpacer(), carryOn)))
	s = openSheet(p.doors.window, sheetWidth, stacked(title, wrapped(stopText), inset(gapSmall, gapSmall, gapSmall, gapSmall, buttons)), hide)
	p.doors.window.Canvas().Focus(carryOn)
}

// keepWords name what stays.
func (p *downloadsPage) keepWords() string {
	files := 0
	if p.facts.report != nil {
		files = filesIn(*p.facts.report)
	}
	if e := p.doors.refresh.Current().Event; e.Phase == app.PhaseDownloading && !e.Roster {
		files = max(files, e.FilesDone)
	}
	if files == 0 {
		return stopHere
	}
	return fmt.Sprintf(stopHereKeep, countFiles.Of(files))
}

// end ends the running refresh, or the open one that is not running.
func (p *downloadsPage) end(how error) {
	if p.doors.refresh.Current().Running {
		p.doors.refresh.End(how)
		return
	}
	p.ends = true
	p.arrange()
	ending := newLoader(p.s.nav.runBackground, p.s.after, nil)
	atCMS := errors.Is(how, app.ErrCancelAtCMS)
	load(p.doors.ctx, ending, func(ctx context.Context) (app.RefreshResult, error) {
		return p.doors.set.EndRefresh(ctx, atCMS, nil)
	}, func(_ app.RefreshResult, err error) {
		p.ends = false
		if err != nil && !byPerson(err) {
			p.problem.tell(app.ProblemOf(err), wordTryAgain, func() { p.end(how) })
			p.problem.Content().Show()
		}
		p.doors.changed()
	})
}

// question about new data, in words.
type dataQuestion struct {
	text, act string
}

// dataWords say what a refresh would ask for. last is the refresh that it takes up; nil for none.
func dataWords(ask app.Ask, opts app.RefreshOptions, last *claims.Refresh) dataQuestion {
	switch {
	case ask.Open && last != nil:
		return dataQuestion{fmt.Sprintf(askOpen, requestWords(*last), last.StartedAt.Format(dayWords)), homeCarryOn}
	case opts.Group == groupRunout && ask.Since != "":
		return dataQuestion{fmt.Sprintf(askRunoutSince, app.DayText(ask.Since)), menuRefresh}
	case opts.Group == groupRunout:
		return dataQuestion{askRunoutAll, menuRefresh}
	}
	text := map[app.WhyFull]string{
		app.FullFirst: askFirst, app.FullMonthly: askMonthly, app.FullNewLists: askNewLists, app.FullWanted: askFullWanted,
	}[ask.Why]
	if text == "" {
		text = fmt.Sprintf(askSince, app.DayText(ask.Since))
	}
	return dataQuestion{text, menuRefresh}
}
