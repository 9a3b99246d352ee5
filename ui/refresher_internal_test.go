package ui

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/claimsdesk/claimsdesk/app"
)

// script is a refresh that tells events when the test says so, and what the screen was told.
type script struct {
	refresher *refresher
	report    app.Report
	rings     []func()
	told      []refreshState
}

func newScript(ctx context.Context) *script {
	s := &script{}
	s.refresher = &refresher{
		ctx: ctx, now: testNow,
		run: func(work func()) { work() },
		after: func(d time.Duration, f func()) func() {
			if d == eventPause {
				s.rings = append(s.rings, f)
			}
			return func() {}
		},
	}
	s.refresher.Subscribe(func(state refreshState) { s.told = append(s.told, state) })
	return s
}

// run is a refresh that does steps and ends with err.
func (s *script) run(err error, steps func()) {
	s.refresher.work = func(_ context.Context, _ app.RefreshOptions, report app.Report) (app.RefreshResult, error) {
		s.report = report
		steps()
		return app.RefreshResult{}, err
	}
	s.refresher.Start(app.RefreshOptions{})
}

// files tells of one file after the other.
func (s *script) files(from, to int) {
	for n := from; n <= to; n++ {
		s.report(app.Event{Phase: app.PhaseDownloading, FilesDone: n, FilesTotal: 9})
	}
}

// ring lets the rests between events end.
func (s *script) ring() {
	due := s.rings
	s.rings = nil
	for _, f := range due {
		f()
	}
}

func TestRefresherTellsTheLatestAfterARest(t *testing.T) {
	s := newScript(t.Context())
	s.run(nil, func() {
		s.files(1, 4)
		s.ring()
		s.files(5, 5)
	})
	var got []int
	for _, state := range s.told {
		if state.Event.Phase == app.PhaseDownloading {
			got = append(got, state.Event.FilesDone)
		}
	}
	if want := []int{1, 4, 5}; !slices.Equal(got, want) {
		t.Errorf("files told %v, want %v: the first at once, the latest after a rest, the last at the end", got, want)
	}
	if last := s.told[len(s.told)-1]; last.Running || !last.Ended || last.Err != nil {
		t.Errorf("last told %+v, want an end", last)
	}
	s.ring()
	if state := s.refresher.Current(); state.Running {
		t.Error("a late ring woke an ended refresh")
	}
}

func TestRefresherRunsOneAtATime(t *testing.T) {
	s := newScript(t.Context())
	s.run(nil, func() {
		if s.refresher.Start(app.RefreshOptions{}) {
			t.Error("a second refresh began beside the first")
		}
	})
	if !s.refresher.Current().Ended {
		t.Error("the first did not end")
	}
}

func TestRefresherEnd(t *testing.T) {
	s := newScript(t.Context())
	s.run(app.ErrPaused, func() {
		s.refresher.End(app.ErrPaused)
		if state := s.refresher.Current(); !state.Running || !errors.Is(state.Ending, app.ErrPaused) {
			t.Errorf("after End %+v, want it on the way", state)
		}
	})
	if state := s.refresher.Current(); state.Ending != nil || !errors.Is(state.Err, app.ErrPaused) {
		t.Errorf("after the end %+v", state)
	}
}

func TestRefresherUnsubscribe(t *testing.T) {
	s := newScript(t.Context())
	heard := 0
	var stop func()
	stop = s.refresher.Subscribe(func(refreshState) { heard++; stop() }) // while it is being told
	s.run(nil, func() { s.files(1, 2) })
	if heard != 1 {
		t.Errorf("heard %d times after unsubscribing at the first", heard)
	}
}

func TestRefresherOfAClosedDataSet(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	s := newScript(ctx)
	cancel()
	if s.refresher.Start(app.RefreshOptions{}) {
		t.Error("a refresh began on a data set that was left")
	}
}

func TestCrewTakesNothingOnceDismissed(t *testing.T) {
	var c crew
	worked := 0
	work := func() { worked++ }
	inline := func(f func()) { f() }
	c.run(inline, work)
	c.dismiss()
	c.run(inline, work)
	if worked != 1 {
		t.Errorf("worked %d times, want once", worked)
	}
}
