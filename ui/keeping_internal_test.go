package ui

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/app"
)

// The schedule gets the outcome of the refresh that it started, and a plain no when one runs already.
func TestRefresherRunsForTheSchedule(t *testing.T) {
	s := newScript(t.Context())
	var byPerson []error
	s.refresher.ended = func(_ app.RefreshResult, err error) { byPerson = append(byPerson, err) }
	full := errors.New("no room")
	s.refresher.work = func(_ context.Context, opts app.RefreshOptions, _ app.Report) (app.RefreshResult, error) {
		if !opts.Unattended || !opts.Full || !s.refresher.busy.Load() {
			t.Errorf("began with %+v", opts)
		}
		if _, err := s.refresher.runFor(t.Context(), app.RefreshOptions{}); !errors.Is(err, errRefreshRuns) {
			t.Errorf("a second one: %v", err)
		}
		return app.RefreshResult{Resumed: true}, full
	}
	result, err := s.refresher.runFor(t.Context(), app.RefreshOptions{Full: true})
	if !errors.Is(err, full) || !result.Resumed || s.refresher.busy.Load() {
		t.Errorf("result %+v, error %v", result, err)
	}
	if len(byPerson) != 0 {
		t.Error("the schedule is told once, by the way it asked")
	}
	s.refresher.Start(app.RefreshOptions{Full: true})
	if diff := cmp.Diff(1, len(byPerson)); diff != "" {
		t.Error(diff)
	}
}

// Stages are timed although the screen takes only some of the events.
func TestRefresherTimesStages(t *testing.T) {
	s := newScript(t.Context())
	at := testNow()
	s.run(nil, func() {
		for i, phase := range []app.Phase{app.PhaseSigningIn, app.PhaseRoster, app.PhaseAsking, app.PhasePreparing, app.PhaseDownloading} {
			s.report(app.Event{Phase: phase, At: at.AddDate(0, 0, i)})
		}
	})
	for stage, began := range s.refresher.Current().Begun {
		if began.IsZero() != (stage == progressStages-1) {
			t.Errorf("stage %d began %v", stage, began)
		}
	}
}
