package soak_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/bcda"
	"github.com/claimsdesk/claimsdesk/claims"
)

// desk is an engine over a data folder of its own in this process, connected to an address through a proxy.
type desk struct {
	tb    testing.TB
	desk  *app.Desk
	set   *app.Set
	visit *visit
	clock *stepClock
}

// peopleInFaults keeps a round short: what matters is the number of requests, not that of claims.
const peopleInFaults = 5

// newDesk opens a fresh server and connects a fresh data folder to it.
func (p *proxy) newDesk(tb testing.TB, a *address, version string, count int) *desk {
	tb.Helper()
	d := &desk{tb: tb, clock: &stepClock{now: opening()}}
	d.visit = a.open(tb, visitConfig{version: version, people: count, opens: opening(), now: d.clock.Now, jobTime: 20 * time.Millisecond})
	p.play(calmPlan(), d.visit)
	var err error
	if d.desk, err = app.New(app.Deps{DataDir: tb.TempDir(), Secrets: app.NewMemorySecrets(), Now: d.clock.Now, WaitScale: 1e-5, Transport: p.transport()}); err != nil {
		tb.Fatal(err)
	}
	_, err = d.desk.Connect(tb.Context(), app.ConnectRequest{
		Server: p.url(), ClientID: d.visit.practice.ClientID(), Secret: bcda.NewSecret(d.visit.practice.ClientSecret()), API: version,
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
func (d *desk) refresh() int {
	d.tb.Helper()
	for runs := 1; ; runs++ {
		_, err := d.set.Refresh(d.tb.Context(), app.RefreshOptions{}, nil)
		last, lastErr := d.set.DB().LastRefresh(d.tb.Context())
		switch {
		case err == nil && lastErr == nil && last.State == claims.RefreshDone:
			return runs
		case runs == runsAtMost || lastErr == nil && last.State.Ended():
			d.tb.Fatalf("run %d: the refresh is %s after %v", runs, last.State, err)
		}
		d.close()
		d.openSet()
	}
}

// both runs a full refresh and the one after it.
func (d *desk) both() (runs int) {
	d.tb.Helper()
	runs = d.refresh()
	d.visit.people.release.Store(1)
	d.clock.pass(3 * time.Hour) // nobody takes the jobs of the first for those of the second any more
	return runs + d.refresh()
}

// exportsOfBoth is how many jobs the two refreshes take.
const exportsOfBoth = 4

// TestFaultPlans lets requests go wrong, in the network and at the server, and expects the tables of a calm refresh, and
// no job more. Odd seeds are of version 2, even ones of version 3.
func TestFaultPlans(t *testing.T) {
	a := newAddress(t)
	p := newProxy(t, a)
	calm := map[string]trace{claims.V2: p.calm(t, a, claims.V2), claims.V3: p.calm(t, a, claims.V3)}
	mishaps, runs, list := 0, 0, seeds(t, 20, 200)
	for _, seed := range list {
		version := [...]string{claims.V3, claims.V2}[seed%2]
		ok := t.Run(fmt.Sprintf("%s seed %d", version, seed), func(t *testing.T) {
			d, plan := p.newDesk(t, a, version, peopleInFaults), newPlan(seed)
			p.play(plan, d.visit)
			defer func() {
				if t.Failed() {
					t.Log(plan.String())
				}
			}()
			runs += d.both()
			d.testJobs(plan)
			testSame(t, calm[version], traceOf(t, d.set.DB()))
			d.close()
			mishaps += len(plan.played)
		})
		if !ok {
			break
		}
	}
	t.Logf("%d plans: %d mishaps, %d runs", len(list), mishaps, runs)
}

// calm is what both refreshes bring when nothing goes wrong.
func (p *proxy) calm(t *testing.T, a *address, version string) trace {
	t.Helper()
	d := p.newDesk(t, a, version, peopleInFaults)
	if runs := d.both(); runs != 2 {
		t.Fatalf("calm refreshes took %d runs", runs)
	}
	defer d.close()
	return traceOf(t, d.set.DB())
}

// testJobs expects no job more than a calm refresh starts, and no export asked for again but for those that the server
// refused by plan.
func (d *desk) testJobs(p *plan) {
	d.tb.Helper()
	if asked, started := d.visit.exported(); started != exportsOfBoth || len(asked) != started+p.exports {
		d.tb.Errorf("%d jobs were started and %d exports asked for, want %d jobs, and one more export for each of the %d that the server refused",
			started, len(asked), exportsOfBoth, p.exports)
	}
}
