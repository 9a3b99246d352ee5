package ui

import (
	"fyne.io/fyne/v2"

	"github.com/claimsdesk/claimsdesk/app"
)

// newKeeper returns the keeper of the open data set's schedule; nil where schedules are left alone.
func (sh *shell) newKeeper() *app.Keeper {
	if sh.u.deps.Unscheduled {
		return nil
	}
	return app.NewKeeper(app.KeeperDeps{
		Set: sh.session.set, Start: sh.refresh.runFor, Running: sh.refresh.busy.Load, Log: sh.u.deps.Log,
		Notify: func(n app.Notice) { fyne.Do(func() { sh.notice(n) }) },
	})
}

// keep has the schedule followed for as long as the data set is open, on a goroutine of its own in the data set's crew.
func (sh *shell) keep() {
	if sh.keeper == nil {
		return
	}
	start := func(work func()) { go work() }
	sh.session.crew.run(start, func() { sh.keeper.Run(sh.session.ctx) })
}

// refreshEnded lets the schedule know how a refresh ended that a person started. It is called on the goroutine of the
// refresh.
func (sh *shell) refreshEnded(result app.RefreshResult, err error) {
	if sh.keeper == nil {
		return
	}
	if err := sh.keeper.Ended(sh.session.ctx, result, err); err != nil {
		sh.u.deps.Log.Warn("end of a refresh not remembered", "set", sh.session.set.Name(), "error", err.Error())
	}
}

// notice tells on the desktop, and in the status bar where somebody is to do something.
func (sh *shell) notice(n app.Notice) {
	sh.u.deps.Notify(n.Title, n.Text)
	if n.NeedsPerson() {
		sh.status.notice(n.Title)
	}
}
