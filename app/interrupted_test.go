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

// TestRefreshStoppedByUser stops a refresh at each of its stages and expects the next one, after a restart, to carry on
// with the jobs that are there.
func TestRefreshStoppedByUser(t *testing.T) {
	tests := map[string]func(app.Event) bool{
		"preparing the roster":   func(e app.Event) bool { return e.Phase == app.PhasePreparing && e.Roster },
		"downloading the roster": func(e app.Event) bool { return e.Phase == app.PhaseDownloading && e.Roster && e.FilesDone == 1 },
		"asking for claims":      func(e app.Event) bool { return e.Phase == app.PhaseAsking },
		"preparing claims":       func(e app.Event) bool { return e.Phase == app.PhasePreparing && !e.Roster },
		"downloading claims":     func(e app.Event) bool { return e.Phase == app.PhaseDownloading && !e.Roster && e.FilesDone == 2 },
		"settling":               func(e app.Event) bool { return e.Phase == app.PhaseSettling },
	}
	for name, stop := range tests {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, serverConfig(people(), practice.AllQuirks), claims.V2)
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			_, err := r.set.Refresh(ctx, app.RefreshOptions{}, func(e app.Event) {
				if stop(e) {
					cancel()
				}
			})
			if p := app.ProblemOf(err); p.Title != "Stopped." || p.Exit != app.ExitPartly {
				t.Fatalf("stopped refresh: got %v, problem %+v", err, p)
			}
			r.restart()
			if r.last().State.Ended() {
				t.Fatalf("stopped refresh: got state %s, want one that can be taken up", r.last().State)
			}
			result := r.refresh(app.RefreshOptions{})
			if !result.Resumed || r.asked("/$export") != 2 {
				t.Errorf("taken up: got resumed %t with %d exports, want 2", result.Resumed, r.asked("/$export"))
			}
			testSame(t, r, result.Refresh)
		})
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

// failingSource makes the first exports of claims fail at the server.
type failingSource struct {
	practice.Source
	mu   sync.Mutex
	left int
}

func (f *failingSource) Files(ctx context.Context, q practice.Query, emit func(practice.FileSpec) error) error {
	f.mu.Lock()
	fails := f.left > 0 && q.Types[0] != claims.TypePatient
	if fails {
		f.left--
	}
	f.mu.Unlock()
	if fails {
		return context.DeadlineExceeded
	}
	return f.Source.Files(ctx, q, emit)
}

func TestJobThatTheServerGivesUp(t *testing.T) {
	t.Run("once", func(t *testing.T) {
		r := newRig(t, serverConfig(&failingSource{Source: people(), left: 1}, practice.AllQuirks), claims.V2)
		result := r.refresh(app.RefreshOptions{})
		if got := r.asked("/$export"); got != 3 {
			t.Errorf("got %d exports, want one fresh one", got)
		}
		waited := false
		for _, e := range r.events {
			waited = waited || e.Waiting != nil && e.Waiting.For == 15*time.Minute && e.Waiting.Problem.RetryIn == 15*time.Minute
		}
		if !waited {
			t.Error("no event told that we wait 15 minutes")
		}
		testSame(t, r, result.Refresh)
	})
	t.Run("again and again", func(t *testing.T) {
		r := newRig(t, serverConfig(&failingSource{Source: people(), left: 9}, practice.AllQuirks), claims.V2)
		_, err := r.set.Refresh(t.Context(), app.RefreshOptions{}, nil)
		if p := app.ProblemOf(err); p.Title != "CMS could not finish this export." || p.Exit != app.ExitFailed {
			t.Errorf("got %v, problem %+v", err, p)
		}
		if got := r.asked("/$export"); got != 3 || r.last().State != claims.RefreshFailed {
			t.Errorf("got %d exports and state %s, want 3 and failed", got, r.last().State)
		}
	})
}

// stopWhilePreparing runs a refresh until CMS prepares the roster and stops it there. It returns the number of its job.
func stopWhilePreparing(t *testing.T, r *rig) string {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	r.hooked(once(func(http.ResponseWriter, *http.Request) bool { cancel(); return false }, "GET /api/v2/jobs/"))
	if _, err := r.set.Refresh(ctx, app.RefreshOptions{}, nil); err == nil {
		t.Fatal("the refresh was not stopped")
	}
	jobs, err := r.set.DB().Jobs(t.Context(), r.last().ID)
	if err != nil || len(jobs) != 1 {
		t.Fatalf("jobs: %v, %v", jobs, err)
	}
	return jobs[0].ServerID
}

// A job whose files were deleted while nobody was there is asked for afresh, once, without a person.
func TestFilesDeletedMeanwhile(t *testing.T) {
	r := newRig(t, slowJobs(), claims.V2)
	lost := stopWhilePreparing(t, r)
	r.clock.pass(50 * time.Hour)
	result := r.refresh(app.RefreshOptions{})
	if !result.Resumed || r.asked("/$export") != 3 || result.Refresh.State != claims.RefreshDone || result.Refresh.People == 0 {
		t.Errorf("got %+v after %d exports, want the roster asked for once more", result.Refresh, r.asked("/$export"))
	}
	jobs, err := r.set.DB().Jobs(t.Context(), result.Refresh.ID)
	if err != nil || len(jobs) != 3 || jobs[0].ServerID != lost || jobs[0].State != claims.JobLost {
		t.Errorf("jobs: got %+v, %v", jobs, err)
	}
}

// A job that was cancelled elsewhere ends the refresh; the next one asks anew.
func TestCancelledElsewhere(t *testing.T) {
	r := newRig(t, slowJobs(), claims.V2)
	if err := r.set.CancelJob(t.Context(), stopWhilePreparing(t, r)); err != nil {
		t.Fatal(err)
	}
	_, err := r.set.Refresh(t.Context(), app.RefreshOptions{}, nil)
	const title = "This export was cancelled."
	if p := app.ProblemOf(err); p.Title != title || p.Exit != app.ExitPartly {
		t.Errorf("got %v, problem %+v", err, p)
	}
	if r.last().State != claims.RefreshCancelled || r.last().Problem != title {
		t.Errorf("got refresh %+v", r.last())
	}
	result := r.refresh(app.RefreshOptions{})
	if result.Resumed || r.asked("/$export") != 3 {
		t.Errorf("next refresh: got resumed %t, %d exports in all, want a new one", result.Resumed, r.asked("/$export"))
	}
	testSame(t, r, result.Refresh)
}

// TestStoppedByPerson stops a refresh in each of the three ways, while CMS prepares and while files come.
func TestStoppedByPerson(t *testing.T) {
	preparing := func(e app.Event) bool { return e.Phase == app.PhasePreparing && !e.Roster }
	downloading := func(e app.Event) bool { return e.Phase == app.PhaseDownloading && !e.Roster && e.FilesDone == 2 }
	tests := map[string]struct {
		when   func(app.Event) bool
		cause  error
		state  claims.RefreshState
		delete int // requests to cancel
	}{
		"pause while preparing":       {preparing, app.ErrPaused, claims.RefreshWaiting, 0},
		"pause while downloading":     {downloading, app.ErrPaused, claims.RefreshWaiting, 0},
		"no more while downloading":   {downloading, app.ErrStopHere, claims.RefreshCancelled, 0},
		"cancelled while preparing":   {preparing, app.ErrCancelAtCMS, claims.RefreshCancelled, 1},
		"cancelled while downloading": {downloading, app.ErrCancelAtCMS, claims.RefreshCancelled, 0},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, slowJobs(), claims.V2)
			ctx, cancel := context.WithCancelCause(t.Context())
			defer cancel(nil)
			_, err := r.set.Refresh(ctx, app.RefreshOptions{}, func(e app.Event) {
				if tt.when(e) {
					cancel(tt.cause)
				}
			})
			if p := app.ProblemOf(err); p.Exit != app.ExitPartly || !p.Notice {
				t.Errorf("got %v, problem %+v", err, p)
			}
			r.restart()
			if got := r.last().State; got != tt.state || r.asked("DELETE") != tt.delete {
				t.Errorf("got %s and %d requests to cancel, want %s and %d", got, r.asked("DELETE"), tt.state, tt.delete)
			}
			exports := 2
			if tt.state == claims.RefreshCancelled {
				exports = 4
			}
			result := r.refresh(app.RefreshOptions{})
			if result.Resumed != (tt.state == claims.RefreshWaiting) || r.asked("/$export") != exports {
				t.Errorf("next: got resumed %t and %d exports, want %d", result.Resumed, r.asked("/$export"), exports)
			}
			if result.Refresh.State != claims.RefreshDone {
				t.Errorf("next: got %s", result.Refresh.State)
			}
		})
	}
}

// A paused refresh can be ended without running it.
func TestEndRefresh(t *testing.T) {
	r := newRig(t, slowJobs(), claims.V2)
	id := stopWhilePreparing(t, r)
	result, err := r.set.EndRefresh(t.Context(), true, nil)
	if err != nil || result.Refresh.State != claims.RefreshCancelled || r.asked("DELETE", "/jobs/"+id) != 1 {
		t.Errorf("got %v, %s, requests %q", err, result.Refresh.State, r.askedLines("DELETE"))
	}
	r.forget()
	if _, err := r.set.EndRefresh(t.Context(), true, nil); err != nil || r.asked("") != 0 {
		t.Errorf("a second time: %v, requests %q", err, r.askedLines())
	}
}

// TestFilesAreGone expects the rest to be kept and the since not to move.
func TestFilesAreGone(t *testing.T) {
	r := newRig(t, serverConfig(people(), practice.AllQuirks), claims.V2)
	r.server.Inject(practice.Fault{Path: "/data/", Status: 404, Skip: 3, Times: 2})
	result := r.refresh(app.RefreshOptions{})
	if result.Refresh.Missing != 2 || !result.Partly() || result.Refresh.State != claims.RefreshPartly || len(result.Count.Skipped) != 2 {
		t.Fatalf("got %+v, want two files missing", result)
	}
	if last := r.events[len(r.events)-1]; last.Phase != app.PhaseDone {
		t.Errorf("last event: got %s", last.Phase)
	}
	r.forget()
	next := r.refresh(app.RefreshOptions{})
	if !next.Resumed || r.asked("$export") != 0 || r.asked("/data/") != 2 {
		t.Errorf("next refresh: asked %q, want the two missing files alone", r.askedLines())
	}
	testSame(t, r, next.Refresh)
}

// Files that stay missing are asked for again with the next refresh, as the since has not moved.
func TestFilesStayGone(t *testing.T) {
	r := newRig(t, serverConfig(people(), practice.AllQuirks), claims.V2)
	var mu sync.Mutex
	seen := map[string]int{}
	r.hooked(func(w http.ResponseWriter, req *http.Request) bool {
		if !strings.HasPrefix(req.URL.Path, "/data/") {
			return false
		}
		mu.Lock()
		defer mu.Unlock()
		if _, known := seen[req.URL.Path]; !known {
			seen[req.URL.Path] = len(seen)
		}
		if seen[req.URL.Path] < 8 {
			return false
		}
		http.Error(w, "Not Found", http.StatusNotFound)
		return true
	})
	for i, state := range []claims.RefreshState{claims.RefreshPartly, claims.RefreshPartly} {
		if result := r.refresh(app.RefreshOptions{}); result.Refresh.State != state || !result.Partly() {
			t.Fatalf("refresh %d: got %s", i+1, result.Refresh.State)
		}
	}
	r.hooked(nil)
	r.forget()
	next := r.refresh(app.RefreshOptions{})
	if next.Resumed || !next.Refresh.Full || r.asked("$export") != 2 || r.asked("_since") != 0 {
		t.Errorf("got resumed %t after %q, want everything again", next.Resumed, r.askedLines("$export"))
	}
	if next.Refresh.State != claims.RefreshDone || next.Refresh.People == 0 {
		t.Errorf("got %s with %d people", next.Refresh.State, next.Refresh.People)
	}
}

// TestGoneFilesAreRemembered expects a refresh that lost a file and was then stopped not to pass for complete.
func TestGoneFilesAreRemembered(t *testing.T) {
	for name, phase := range map[string]struct {
		skip int
		stop func(app.Event) bool
	}{
		"of the roster": {0, func(e app.Event) bool { return e.Phase == app.PhaseAsking }},
		"of the claims": {5, func(e app.Event) bool { return e.Phase == app.PhaseSettling }},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, serverConfig(people(), practice.AllQuirks), claims.V2)
			r.server.Inject(practice.Fault{Path: "/data/", Status: 404, Skip: phase.skip})
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			_, err := r.set.Refresh(ctx, app.RefreshOptions{}, func(e app.Event) {
				if phase.stop(e) {
					cancel()
				}
			})
			if err == nil {
				t.Fatal("the refresh was not stopped")
			}
			r.restart()
			result := r.refresh(app.RefreshOptions{})
			if !result.Resumed || result.Refresh.Missing != 1 || result.Refresh.State != claims.RefreshPartly {
				t.Errorf("got resumed %t, %d missing, %s, want one missing and partly", result.Resumed, result.Refresh.Missing, result.Refresh.State)
			}
		})
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
