package app_test

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/practice"
)

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
