package ui

import (
	"context"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
)

// countEvents has the rail say how many events nobody has looked at yet.
func (sh *shell) countEvents() {
	load(sh.session.ctx, sh.waiting, func(ctx context.Context) (int, error) { return sh.s.read.NewEvents(ctx) }, func(n int, err error) {
		if err != nil {
			sh.u.deps.Log.Warn("new events not counted", "problem", app.ProblemOf(err).Title)
			return
		}
		sh.rail.items[pageEvents].SetCount(badgeText(n))
	})
}

// badgeText is a count that fits on the rail.
func badgeText(n int) string {
	const most = 999
	switch {
	case n == 0:
		return ""
	case n > most:
		return app.CountText(most) + "+"
	default:
		return app.CountText(n)
	}
}

// openNewEvents shows a work list, narrowed to what arrived in the latest refresh and nobody has opened.
func (sh *shell) openNewEvents(list claims.EventList) {
	const onlyNew = true
	sh.events.openList(list, onlyNew)
	sh.goTo(pageEvents)
}

// exportNewEvents saves to a file what openNewEvents shows.
func (sh *shell) exportNewEvents(list claims.EventList) {
	info, _ := claims.EventListOf(list)
	job := eventsJob(sh.session.set, info.Title, joinParts(info.Title, homeSince), sh.u.deps.Now(), eventsAsk{filter: sinceFilter(list)})
	showSaveFile(sh.s, sh.fileDoors(), job)
}

// markDone marks what is chosen as done, on Events alone.
func (sh *shell) markDone() {
	if sh.history.present() == page(sh.events) {
		sh.events.markDone()
	}
}
