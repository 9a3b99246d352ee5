package app_test

import (
	"context"
	"testing"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/practice"
)

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
