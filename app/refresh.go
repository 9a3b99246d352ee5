package app

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/claimsdesk/claimsdesk/bcda"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/refresh"
	"github.com/claimsdesk/claimsdesk/store"
)

// RefreshResult is what a refresh brought.
type RefreshResult struct {
	// Refresh is the refresh as it is stored, with what all its runs brought.
	Refresh claims.Refresh
	// Count is of what this run brought.
	Count    claims.ImportCount
	Resumed  bool      // an earlier refresh was taken up again
	Warnings []Problem // what a person should look at before relying on the data
}

// Partly says that something is missing, so that the next refresh asks for it again.
func (r RefreshResult) Partly() bool { return r.Refresh.Lacking() }

// Causes with which the context of a running refresh is cancelled. Any other cause leaves it as it is, to be taken up again.
var (
	// ErrPaused: go on when a person says so.
	ErrPaused = errors.New("paused by the user")
	// ErrStopHere: no more of it; what is in stays.
	ErrStopHere = errors.New("stopped for good by the user")
	// ErrCancelAtCMS: no more of it, and tell CMS.
	ErrCancelAtCMS = errors.New("cancelled by the user")
)

// Refresh brings the data set up to date: the roster snapshot, then claims since the last refresh. One that is open is
// taken up where it stopped, as long as it asks for the same. Package refresh decides what follows from what happened; each
// transition is stored before the next step is taken. The since moves only when every file is in.
//
// To pause or end it, cancel ctx with ErrPaused, ErrStopHere or ErrCancelAtCMS as its cause.
func (s *Set) Refresh(ctx context.Context, opts RefreshOptions, report Report) (RefreshResult, error) {
	if err := opts.check(); err != nil {
		return RefreshResult{}, err
	}
	run := s.newRun(opts, report)
	defer func() { s.hearClock(run.server) }()
	run.event(Event{Phase: PhaseSigningIn, Percent: -1})
	if err := run.begin(ctx); err != nil {
		return run.result, err
	}
	err := run.drive(ctx, run.start())
	return run.result, err
}

// EndRefresh ends the open refresh of a data set in which none is running: here alone, or at CMS too. Without an open one
// it does nothing.
func (s *Set) EndRefresh(ctx context.Context, atCMS bool, report Report) (RefreshResult, error) {
	run := s.newRun(RefreshOptions{}, report)
	last, err := s.db.LastRefresh(ctx)
	if errors.Is(err, store.ErrNotFound) || (err == nil && last.State.Ended()) {
		return run.result, nil
	}
	if err != nil {
		return run.result, err
	}
	kind := refresh.StopHere
	if atCMS {
		kind = refresh.Cancel
	}
	jobs, err := s.db.Jobs(ctx, last.ID)
	if err != nil {
		return run.result, err
	}
	run.takeUp(last, jobs)
	err = run.drive(ctx, refresh.Event{Kind: kind, There: run.mayBeAtCMS()})
	return run.result, err
}

// refreshing is one run of a refresh.
type refreshing struct {
	set    *Set
	opts   RefreshOptions
	tell   *reporter
	server *server
	client *bcda.Client
	result RefreshResult
	plans  []jobPlan
	jobs   []claims.Job // as they are stored
	change jobChange    // what the step at hand wants stored with the next transition
	at     time.Time    // of the last transition
	cause  error        // why the run does not go on, told when it ends
}

func (s *Set) newRun(opts RefreshOptions, report Report) *refreshing {
	return &refreshing{set: s, opts: opts, tell: newReporter(report, s.desk.now)}
}

// event tells a step.
func (r *refreshing) event(e Event) {
	e.Since = r.result.Refresh.Since
	r.tell.finish(e)
}

// waiting tells that the client waits before it repeats a request.
func (r *refreshing) waiting(p bcda.Pause) {
	r.tell.waiting(Waiting{Problem: ProblemOf(p.Kind), For: p.Wait})
}

// begin takes up the open refresh or plans a new one.
func (r *refreshing) begin(ctx context.Context) error {
	last, err := r.set.db.LastRefresh(ctx)
	if errors.Is(err, store.ErrNotFound) {
		return r.plan(ctx)
	}
	if err != nil {
		return err
	}
	jobs, err := r.set.db.Jobs(ctx, last.ID)
	if err != nil {
		return err
	}
	r.takeUp(last, jobs)
	if r.wanted(last) && refresh.Can(last.Course, r.start()) {
		r.result.Resumed = true
		return nil
	}
	if !last.State.Ended() {
		if _, err := r.advance(ctx, refresh.Event{Kind: refresh.StopHere}); err != nil {
			return err
		}
	}
	r.takeUp(claims.Refresh{}, nil)
	return r.plan(ctx)
}

// takeUp makes a stored refresh the one of this run.
func (r *refreshing) takeUp(last claims.Refresh, jobs []claims.Job) {
	r.result.Refresh, r.jobs, r.plans = last, jobs, jobPlans(last)
}

// start is the event that a run begins with.
func (r *refreshing) start() refresh.Event {
	e := refresh.Event{Kind: refresh.Start, At: r.set.desk.now()}
	for _, job := range r.jobs {
		e.Lasting = e.Lasting || (job.State == claims.JobListed && e.At.Before(job.ExpiresAt))
	}
	return e
}

// wanted says that a stored refresh asks for what is wanted now.
func (r *refreshing) wanted(last claims.Refresh) bool {
	group := last.Group == r.opts.group() || (last.Group == groupAll && r.opts.Group == groupNew) // refused by the server
	return group && last.TypeFilter == r.opts.TypeFilter && slices.Equal(last.Types, r.opts.types()) && (last.Full || !r.opts.Full) &&
		(r.opts.Since == "" || r.opts.Since == last.Since) && (r.opts.API == "" || r.opts.API == last.APIVersion)
}

// mayBeAtCMS says that CMS may run a job for us.
func (r *refreshing) mayBeAtCMS() bool {
	job := r.current()
	return job != nil && (job.State == claims.JobAsked || job.State == claims.JobPreparing)
}

// current is the job of the export that is on; nil before it was asked for.
func (r *refreshing) current() *claims.Job {
	for i := len(r.jobs) - 1; i >= 0; i-- {
		job := &r.jobs[i]
		if job.State != claims.JobLost && r.result.Refresh.Export < len(r.plans) && job.Purpose == r.plans[r.result.Refresh.Export].purpose {
			return job
		}
	}
	return nil
}

// connect opens the connection; nothing is sent yet.
func (r *refreshing) connect(ctx context.Context) error {
	if r.client != nil {
		return nil
	}
	if r.server == nil {
		var err error
		if r.server, err = r.set.server(ctx, r.waiting); err != nil {
			return err
		}
	}
	var err error
	r.client, err = r.server.client(r.result.Refresh.APIVersion)
	return err
}
