package ui

import (
	"context"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
)

// How data is asked for: by a person, or because a refresh was left open.

func (sh *shell) downloadsDoors() downloadsDoors {
	return downloadsDoors{
		ctx: sh.session.ctx, set: sh.session.set, refresh: sh.refresh, open: sh.u, window: sh.u.window, task: sh.u.deps.Task,
		askData: sh.askData, showRefresh: sh.showRefresh, changed: sh.changed,
		remove: func(deleteData bool) { sh.u.removeConnection(sh.session.set.Name(), deleteData) },
	}
}

// getData implements navigator: it asks first, because a key is easily pressed.
func (sh *shell) getData() { sh.askData(app.RefreshOptions{}) }

// startData begins a refresh without asking, and shows Home, where the first one fills the cards.
func (sh *shell) startData() {
	sh.goTo(pageHome)
	if sh.session.status.Connection == nil {
		sh.u.showSetup()
		return
	}
	sh.refresh.Start(app.RefreshOptions{})
}

// nextData is what is known before a person is asked about new data.
type nextData struct {
	ask  app.Ask
	opts app.RefreshOptions
	last *claims.Refresh
}

// askData asks before data is fetched, on Downloads. The zero options stand for the usual ones.
func (sh *shell) askData(opts app.RefreshOptions) {
	sh.search.close()
	if sh.session.status.Connection == nil {
		sh.u.showSetup()
		return
	}
	sh.goDownloads()
	if sh.refresh.Current().Running {
		return
	}
	load(sh.session.ctx, sh.asking, func(ctx context.Context) (nextData, error) { return sh.lookAhead(ctx, opts) }, func(next nextData, err error) {
		if err != nil {
			sh.downloads.apply(downloadFacts{}, err)
			return
		}
		words := dataWords(next.ask, next.opts, next.last)
		start := func() { sh.downloads.start(next.opts) }
		ask(sh.u.window, question{title: askDataTitle, text: words.text, act: words.act, dismiss: askNotNow, do: start})
	})
}

// lookAhead finds out what would be asked for. An open refresh goes before: it is taken up as it was begun. It runs in the
// background.
func (sh *shell) lookAhead(ctx context.Context, opts app.RefreshOptions) (next nextData, err error) {
	status, err := sh.session.set.Status(ctx)
	if err != nil {
		return next, err
	}
	version := inUse(status)
	if opts.Group == "" && opts.API == "" {
		if opts, err = sh.withEarly(ctx, opts, version); err != nil {
			return next, err
		}
	}
	if next.ask, err = sh.session.set.NextAsk(ctx, opts); err != nil {
		return next, err
	}
	next.opts, next.last = opts, status.LastRefresh
	if next.ask.Open && next.last != nil && opts.Group == "" {
		next.opts = app.CarryOnOptions(*next.last, version)
	}
	return next, nil
}

// withEarly adds early claims where refreshes bring them.
func (sh *shell) withEarly(ctx context.Context, opts app.RefreshOptions, version string) (app.RefreshOptions, error) {
	chosen, err := sh.session.set.Schedule(ctx)
	if err != nil || !chosen.Data.Early {
		return opts, err
	}
	early, err := app.Choice{Early: true}.Options(version)
	early.Full = opts.Full
	return early, err
}

// takeUp goes on with a refresh that was left open, unless a person has to act first or CMS has nothing yet.
func (sh *shell) takeUp() {
	last := sh.session.status.LastRefresh
	if last == nil || last.State.Ended() || last.Reason.NeedsPerson() || last.Reason == claims.WaitJanuary {
		return
	}
	sh.refresh.Start(app.CarryOnOptions(*last, inUse(sh.session.status)))
}

// testConnection tests the connection of the open data set.
func (sh *shell) testConnection() {
	sh.goDownloads()
	showConnectionTest(sh.s, sh.downloadsDoors(), sh.session.status.Connection)
}
