package soak_test

import (
	"errors"
	"net/http"
	"testing"
	"time"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/bcda"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
)

// desk is an engine of this process over a data folder of its own, with the server that it is connected to. The two
// share a clock.
type desk struct {
	tb    testing.TB
	desk  *app.Desk
	set   *app.Set
	visit *visit
	clock *stepClock
}

// deskConfig says what a desk is connected to, and how.
type deskConfig struct {
	address   *address
	origin    string            // of the address, or of a proxy before it
	transport http.RoundTripper // nil for the usual one
	version   string
	people    int
}

// newDesk opens a fresh server and connects a fresh data folder to it.
func newDesk(tb testing.TB, cfg deskConfig) *desk {
	tb.Helper()
	d := &desk{tb: tb, clock: &stepClock{now: opening()}}
	d.visit = cfg.address.open(tb, visitConfig{
		version: cfg.version, people: cfg.people, opens: opening(), now: d.clock.Now, jobTime: 20 * time.Millisecond,
	})
	var err error
	d.desk, err = app.New(app.Deps{
		DataDir: tb.TempDir(), Secrets: app.NewMemorySecrets(), Now: d.clock.Now, WaitScale: 1e-5, Transport: cfg.transport,
	})
	if err != nil {
		tb.Fatal(err)
	}
	_, err = d.desk.Connect(tb.Context(), app.ConnectRequest{
		Server: cfg.origin, ClientID: d.visit.practice.ClientID(), Secret: bcda.NewSecret(d.visit.practice.ClientSecret()), API: cfg.version,
	})
	if err != nil {
		tb.Fatalf("connect: %v", err)
	}
	d.openSet()
	return d
}

func (d *desk) openSet() {
	d.tb.Helper()
	var err error
	if d.set, err = d.desk.OpenSet(d.tb.Context(), setName); err != nil {
		d.tb.Fatal(err)
	}
}

// close gives the data set free.
func (d *desk) close() {
	d.tb.Helper()
	if err := d.set.Close(); err != nil {
		d.tb.Fatal(err)
	}
}

// runsAtMost is how often a refresh may have to be taken up until it is done.
const runsAtMost = 5

// refresh runs a refresh until it is done, with a new start of the program after each run, and returns the number of runs.
func (d *desk) refresh(opts app.RefreshOptions) int {
	d.tb.Helper()
	before := d.last().ID
	for runs := 1; ; runs++ {
		_, err := d.set.Refresh(d.tb.Context(), opts, nil)
		last := d.last()
		begun := last.ID != before // a run that reaches nobody may not even plan one
		switch {
		case err == nil && begun && last.State == claims.RefreshDone:
			return runs
		case runs == runsAtMost, begun && last.State.Ended():
			d.tb.Fatalf("run %d: the refresh is %s after %v", runs, last.State, err)
		}
		d.close()
		d.openSet()
	}
}

func (d *desk) last() claims.Refresh {
	d.tb.Helper()
	return lastRefresh(d.tb, d.set.DB())
}

// lastRefresh is where the last refresh of a data set stands; the zero value before the first one.
func lastRefresh(tb testing.TB, db *store.DB) claims.Refresh {
	tb.Helper()
	last, err := db.LastRefresh(tb.Context())
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		tb.Fatal(err)
	}
	return last
}
