package soak_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
)

// peopleInFaults keeps a round short: what matters is the number of requests.
const peopleInFaults = 5

// newDesk connects a fresh data folder to a fresh server through the proxy, with nothing going wrong yet.
func (p *proxy) newDesk(tb testing.TB, version string) *desk {
	tb.Helper()
	p.play(calmPlan(), nil)
	return newDesk(tb, deskConfig{address: p.address, origin: p.url(), transport: p.transport(), version: version, people: peopleInFaults})
}

// both runs a full refresh and the one after it, and returns the number of runs.
func (d *desk) both() int {
	d.tb.Helper()
	runs := d.refresh(app.RefreshOptions{})
	d.visit.people.release.Store(1)
	d.clock.pass(3 * time.Hour) // nobody takes the jobs of the first for those of the second any more
	return runs + d.refresh(app.RefreshOptions{})
}

// exportsOfBoth is how many jobs the two refreshes take.
const exportsOfBoth = 2 * exportsEach

// TestFaultPlans lets requests go wrong, in the network and at the server, and expects the tables of a calm refresh, and
// no job more. Odd seeds are of version 2, even ones of version 3.
func TestFaultPlans(t *testing.T) {
	t.Parallel()
	p := newProxy(t, newAddress(t))
	calm := map[string]trace{claims.V2: p.calm(t, claims.V2), claims.V3: p.calm(t, claims.V3)}
	mishaps, runs, list := 0, 0, seeds(t, 20, 200)
	for _, seed := range list {
		version := [...]string{claims.V3, claims.V2}[seed%2]
		ok := t.Run(fmt.Sprintf("%s seed %d", version, seed), func(t *testing.T) {
			d, plan := p.newDesk(t, version), newPlan(seed)
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
func (p *proxy) calm(t *testing.T, version string) trace {
	t.Helper()
	d := p.newDesk(t, version)
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
