package app_test

import (
	"context"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/practice"
)

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
	const title = "This export was canceled."
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
