package app_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/practice"
)

// calmRefresh is what a refresh that nothing disturbs brings of the dozen people.
type calmRefresh struct {
	tables  map[string]string
	refresh claims.Refresh
}

var calm struct {
	once sync.Once
	got  calmRefresh
}

func calmly(t *testing.T) calmRefresh {
	t.Helper()
	calm.once.Do(func() {
		r := newRig(t, serverConfig(people(), practice.AllQuirks), claims.V2)
		result := r.refresh(app.RefreshOptions{})
		calm.got = calmRefresh{tables: tablesOf(t, r.set, exempt...), refresh: result.Refresh}
	})
	return calm.got
}

// testSame expects the rows and counts of a refresh that nothing disturbed.
func testSame(t *testing.T, r *rig, got claims.Refresh) {
	t.Helper()
	want := calmly(t)
	if got.State != claims.RefreshDone || got.People != want.refresh.People || got.Inserted != want.refresh.Inserted {
		t.Errorf("refresh: got state %s, %d people, %d inserted, want done, %d, %d", got.State, got.People, got.Inserted, want.refresh.People, want.refresh.Inserted)
	}
	if diff := cmp.Diff(want.tables, tablesOf(t, r.set, exempt...)); diff != "" {
		t.Errorf("tables differ from those of a calm refresh (-want +got):\n%s", diff)
	}
	roster, err := r.set.DB().LastRoster(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if roster.People != want.refresh.People {
		t.Errorf("roster: got %d people, want %d", roster.People, want.refresh.People)
	}
}

// slowJobs is a server whose jobs are still running a few requests later.
func slowJobs() practice.Config {
	cfg := serverConfig(people(), practice.AllQuirks)
	cfg.MinJobTime = 300 * time.Millisecond
	return cfg
}

// unanswered lets the server do its work and closes the connection before the answer.
func (r *rig) unanswered(req *http.Request) {
	r.server.ServeHTTP(httptest.NewRecorder(), req)
	panic(http.ErrAbortHandler)
}

// once makes a hook that plays on the first request whose line holds all the parts.
func once(play func(http.ResponseWriter, *http.Request) bool, parts ...string) func(http.ResponseWriter, *http.Request) bool {
	var first sync.Once
	return func(w http.ResponseWriter, req *http.Request) bool {
		for _, p := range parts {
			if !strings.Contains(req.Method+" "+req.URL.RequestURI(), p) {
				return false
			}
		}
		done := false
		first.Do(func() { done = play(w, req) })
		return done
	}
}

// TestRefreshThroughTrouble plays what section 9 of docs/reference/bcda-protocol.md says is got over without a person.
func TestRefreshThroughTrouble(t *testing.T) {
	drop := func(r *rig) func(http.ResponseWriter, *http.Request) bool {
		return func(_ http.ResponseWriter, req *http.Request) bool { r.unanswered(req); return true }
	}
	tests := map[string]struct {
		prepare func(*rig)
		exports int
	}{
		"lost answer to the roster's export": {func(r *rig) { r.hooked(once(drop(r), "$export", "_type=Patient")) }, 2},
		"lost answer to the claims' export":  {func(r *rig) { r.hooked(once(drop(r), "$export", "Benefit")) }, 2},
		"export that never arrived":          {func(r *rig) { r.server.Inject(practice.Fault{Path: "/api/v2/Group", Drop: true}) }, 3},
		"export is running already": {func(r *rig) {
			r.hooked(once(func(_ http.ResponseWriter, req *http.Request) bool {
				r.server.ServeHTTP(httptest.NewRecorder(), req)
				return false
			}, "$export", "Benefit"))
		}, 2},
		"another export is running":         {overlapping, 3},
		"exports answer 500, then well":     {func(r *rig) { r.server.Inject(statusFault("/api/v2/Group", 500, 3)) }, 5},
		"exports answer 429, then well":     {func(r *rig) { r.server.Inject(statusFault("/api/v2/Group", 429, 2)) }, 4},
		"jobs answer 503, then well":        {func(r *rig) { r.server.Inject(statusFault("/api/v2/jobs/", 503, 4)) }, 2},
		"tokens answer 500, then well":      {func(r *rig) { r.server.RevokeTokens(); r.server.Inject(statusFault("/auth/token", 500, 3)) }, 2},
		"files answer 502 side by side":     {func(r *rig) { r.server.Inject(statusFault("/data/", 502, 12)) }, 2},
		"files are cut off":                 {func(r *rig) { r.server.Inject(practice.Fault{Path: "/data/", CutAfter: 300, Times: 3}) }, 2},
		"connection dropped before a file":  {func(r *rig) { r.server.Inject(practice.Fault{Path: "/data/", Drop: true, Skip: 1}) }, 2},
		"tokens end before the first file":  {func(r *rig) { r.hooked(once(revoke(r), "/data/")) }, 2},
		"tokens end while files are listed": {func(r *rig) { r.hooked(once(revoke(r), "/jobs/")) }, 2},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, slowJobs(), claims.V2)
			tt.prepare(r)
			result := r.refresh(app.RefreshOptions{})
			if got := r.asked("/$export"); got != tt.exports {
				t.Errorf("got %d exports, want %d:\n%s", got, tt.exports, strings.Join(r.askedLines(), "\n"))
			}
			testSame(t, r, result.Refresh)
		})
	}
}

// overlapping starts an export of coverage alone beside ours, which is over by the time we have looked for ours.
func overlapping(r *rig) {
	start := once(func(_ http.ResponseWriter, req *http.Request) bool {
		other := req.Clone(req.Context())
		other.URL.RawQuery = "_type=Coverage"
		other.RequestURI = other.URL.RequestURI()
		r.server.ServeHTTP(httptest.NewRecorder(), other)
		return false
	}, "$export", "Coverage")
	end := once(func(w http.ResponseWriter, req *http.Request) bool {
		r.server.ServeHTTP(w, req)
		r.clock.pass(time.Second)
		return true
	}, "/jobs?")
	r.hooked(func(w http.ResponseWriter, req *http.Request) bool { return start(w, req) || end(w, req) })
}

func revoke(r *rig) func(http.ResponseWriter, *http.Request) bool {
	return func(http.ResponseWriter, *http.Request) bool { r.server.RevokeTokens(); return false }
}

// TestKilledWhileAsking stops the program between the export and its answer: the next start finds the job.
func TestKilledWhileAsking(t *testing.T) {
	for name, parts := range map[string][]string{"roster": {"$export", "_type=Patient"}, "claims": {"$export", "Benefit"}} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, serverConfig(people(), practice.AllQuirks), claims.V2)
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			r.hooked(once(func(_ http.ResponseWriter, req *http.Request) bool {
				r.server.ServeHTTP(httptest.NewRecorder(), req.WithContext(context.WithoutCancel(req.Context())))
				cancel()
				<-req.Context().Done() // the program has hung up
				return true
			}, parts...))
			if _, err := r.set.Refresh(ctx, app.RefreshOptions{}, nil); app.ProblemOf(err).Title != "Stopped." {
				t.Fatalf("got %v", err)
			}
			r.restart()
			result := r.refresh(app.RefreshOptions{})
			if got := r.asked("/$export"); !result.Resumed || got != 2 {
				t.Errorf("got resumed %t with %d exports, want the lost job adopted", result.Resumed, got)
			}
			testSame(t, r, result.Refresh)
		})
	}
}

// The last refresh asked for the same roster a moment ago: its job is not taken for the one whose answer was lost.
func TestLostAnswerRightAfterARefresh(t *testing.T) {
	r := newRig(t, serverConfig(people(), practice.AllQuirks), claims.V2)
	first := r.refresh(app.RefreshOptions{})
	r.forget()
	r.hooked(once(func(http.ResponseWriter, *http.Request) bool { panic(http.ErrAbortHandler) }, "$export", "_type=Patient"))
	second := r.refresh(app.RefreshOptions{})
	before, err := r.set.DB().Jobs(t.Context(), first.Refresh.ID)
	if err != nil {
		t.Fatal(err)
	}
	now, err := r.set.DB().Jobs(t.Context(), second.Refresh.ID)
	if err != nil {
		t.Fatal(err)
	}
	if now[0].ServerID == before[0].ServerID || r.asked("$export", "_type=Patient") != 2 {
		t.Errorf("got job %s again after %q", now[0].ServerID, r.askedLines("$export"))
	}
}

func TestExpiredSituation(t *testing.T) {
	r := newRig(t, serverConfig(people(), practice.AllQuirks|practice.Expired), claims.V2)
	result, err := r.set.Refresh(t.Context(), app.RefreshOptions{}, nil)
	if p := app.ProblemOf(err); p.Title != "These files were only kept for 24 hours." || p.Exit != app.ExitPartly {
		t.Errorf("got %v, problem %+v", err, p)
	}
	if result.Refresh.State != claims.RefreshExpired || result.Count.Inserted != 0 || r.asked("$export") != 2 {
		t.Fatalf("got %+v after %d exports, want two that expired", result, r.asked("$export"))
	}
	if _, err := r.set.DB().LastRoster(t.Context()); err == nil {
		t.Error("a roster without its files passes for complete")
	}
	r.server.SetQuirks(practice.AllQuirks)
	if got := r.refresh(app.RefreshOptions{}).Refresh; got.State != claims.RefreshDone || !got.Full {
		t.Errorf("next refresh: got %+v", got)
	}
}

func TestSinceBeforeFirstAttribution(t *testing.T) {
	r := newRig(t, serverConfig(people(), practice.AllQuirks), claims.V2)
	r.refresh(app.RefreshOptions{})
	r.clock.pass(time.Hour)
	r.server.SetEntity(practice.Entity{FirstAttribution: r.clock.Now()})
	r.forget()
	result := r.refresh(app.RefreshOptions{})
	if !result.Refresh.Full || result.Refresh.Since != "" || r.asked("/$export") != 3 || r.asked("$export", "_since") != 1 {
		t.Errorf("got %+v after %q, want the full history after one refused since", result.Refresh, r.askedLines("$export"))
	}
}

// TestTroubleThatLasts expects a refresh to give up in the end, in a state from which the next one carries on.
func TestTroubleThatLasts(t *testing.T) {
	tests := map[string]struct {
		fault   practice.Fault
		title   string
		exit    int
		exports int
	}{
		"exports answer 500": {statusFault("/api/v2/Group", 500, -1), "CMS is having trouble right now.", app.ExitUnreachable, 10},
		"jobs answer 502":    {statusFault("/api/v2/jobs/", 502, -1), "CMS is having trouble right now.", app.ExitUnreachable, 1},
		"files answer 503":   {statusFault("/data/", 503, -1), "CMS is having trouble right now.", app.ExitUnreachable, 1},
		"exports answer 429": {statusFault("/api/v2/Group", 429, -1), "CMS asked us to slow down.", app.ExitPartly, 10},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, serverConfig(people(), practice.AllQuirks), claims.V2)
			r.server.Inject(tt.fault)
			_, err := r.set.Refresh(t.Context(), app.RefreshOptions{}, r.report)
			if p := app.ProblemOf(err); p.Title != tt.title || p.Exit != tt.exit {
				t.Errorf("got %v, problem %+v, want %q", err, p, tt.title)
			}
			if got := r.asked("/$export"); got != tt.exports {
				t.Errorf("got %d exports, want %d", got, tt.exports)
			}
			if all := statusOf(t, r.set).All; all.People != 0 {
				t.Errorf("got %d people stored", all.People)
			}
		})
	}
}
