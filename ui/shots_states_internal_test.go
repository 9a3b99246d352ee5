package ui

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
)

// TestShotsStates draws what the other pictures do not: each part that reads, while it looks for what it shows, with nothing to show,
// and after reading went wrong.
func TestShotsStates(t *testing.T) {
	states := map[string]func(t *testing.T, open func(*testing.T, bool) readingPart) *stage{
		"loading": func(t *testing.T, open func(*testing.T, bool) readingPart) *stage {
			at := open(t, true)
			at.s.nav.hold = true
			at.read()
			at.s.ring(spinnerDelay)
			return at.s
		},
		"empty": func(t *testing.T, open func(*testing.T, bool) readingPart) *stage { return open(t, false).s },
		"problem": func(t *testing.T, open func(*testing.T, bool) readingPart) *stage {
			at := open(t, true)
			at.s.reader.err = errors.New("no luck")
			at.read()
			return at.s
		},
	}
	var shots []pageShot
	for name, open := range readingParts() {
		for state, reach := range states {
			if state == "empty" && open(t, false).empty == nil {
				continue
			}
			shots = append(shots, pageShot{
				name:  "state-" + strings.NewReplacer(", ", "-", " ", "-").Replace(name) + "-" + state,
				build: func(t *testing.T, _ frame) *stage { return reach(t, open) },
			})
		}
	}
	shootPages(t, shots)
}

// TestShotsHome draws Home in the states that practice data do not come to.
func TestShotsHome(t *testing.T) {
	home := func(status app.Status, prepare func(*homeStage)) func(*testing.T, frame) *stage {
		return func(t *testing.T, _ frame) *stage { return showHome(t, status, prepare).stage }
	}
	january := goodStatus()
	january.LastRefresh.StartedAt = testNow().AddDate(-1, 0, 0)
	waiting := openReport(7, claims.WaitJanuary, "")
	needs := goodStatus()
	needs.CredentialDays, needs.IdentityChecks = number(7), 2
	shootPages(t, []pageShot{
		{name: "home-real", build: home(goodStatus(), func(h *homeStage) { h.reader.delay = 19 })},
		{name: "home-needs", build: home(needs, func(h *homeStage) {
			h.reader.reports = []claims.RefreshReport{partlyReport(7, 2, 1)}
			h.reader.reports[0].Refresh.NotSupplied = 3
			h.reader.reports[0].Jobs = []claims.Job{{State: claims.JobListed, ExpiresAt: testNow().Add(9 * time.Hour)}}
		})},
		{name: "home-january", build: home(january, func(h *homeStage) {
			h.reader.reports = []claims.RefreshReport{waiting}
			now := time.Date(2027, 1, 11, 9, 0, 0, 0, time.UTC)
			h.surroundings.now = func() time.Time { return now }
		})},
		{name: "home-empty", build: home(app.Status{Connection: &claims.Connection{Environment: claims.EnvSandbox}}, func(h *homeStage) { h.reader.months = nil })},
		{name: "home-loading", build: home(goodStatus(), func(h *homeStage) { h.nav.hold = true })},
		{name: "home-problem", build: home(goodStatus(), func(h *homeStage) { h.set.err = errors.New("no luck") })},
	})
}

// TestShotsPeopleStates draws the people list in the states that it has beside the usual one.
func TestShotsPeopleStates(t *testing.T) {
	people := func(reader *fakeReaders, before, after func(*stage, *peoplePage)) func(*testing.T, frame) *stage {
		return func(t *testing.T, f frame) *stage {
			s := newStage(t, reader)
			p := newPeoplePage(s.surroundings, s.peopleDoors(t))
			before(s, p)
			s.show(t, p, f.width, f.height)
			after(s, p)
			return s
		}
	}
	nothing := func(*stage, *peoplePage) {}
	shootPages(t, []pageShot{
		{name: "people-list-no-data", build: people(&fakeReaders{}, nothing, nothing)},
		{name: "people-list-nobody", build: people(&fakeReaders{people: town(40)}, nothing, func(s *stage, p *peoplePage) {
			p.search.SetText("Zzz")
			p.search.OnSubmitted("Zzz")
		})},
		{name: "people-list-loading", build: people(&fakeReaders{people: town(40)}, func(s *stage, _ *peoplePage) { s.nav.hold = true },
			func(s *stage, _ *peoplePage) { s.ring(spinnerDelay) })},
		{name: "people-list-problem", build: people(&fakeReaders{err: errors.New("no luck")}, nothing, nothing)},
	})
}
