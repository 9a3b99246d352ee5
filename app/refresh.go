package app

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/claimsdesk/claimsdesk/bcda"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
)

// RefreshResult is what a refresh brought.
type RefreshResult struct {
	Refresh claims.Refresh
	// Count is of what this run brought; Refresh counts what all runs of a resumed refresh brought.
	Count claims.ImportCount
	// NotSupplied is how many people CMS had no data for, by its error files (docs/reference/bcda-protocol.md 5).
	NotSupplied int
	Missing     int  // files that could not be fetched, in this run or an earlier one
	Refused     int  // files that could not be read, in this run or an earlier one
	Resumed     bool // an earlier refresh was taken up again
}

// Partly says that something is missing, so that the next refresh asks for it again.
func (r RefreshResult) Partly() bool { return r.Missing+r.Refused > 0 }

// Refresh brings the data set up to date: the roster snapshot, then claims since the last refresh. One that was
// interrupted is taken up where it stopped, as long as its files are still at the server. Each step is stored before the
// next one acts on it. The since moves only when every file is in.
func (s *Set) Refresh(ctx context.Context, opts RefreshOptions, report Report) (RefreshResult, error) {
	if err := opts.check(); err != nil {
		return RefreshResult{}, err
	}
	run := &refreshing{set: s, opts: opts, tell: newReporter(report, s.desk.now)}
	err := run.begin(ctx)
	if err == nil {
		err = run.jobs(ctx)
	}
	if err == nil {
		run.event(Event{Phase: PhaseSettling, Percent: -1})
		err = s.db.Settle(ctx, store.SettleOptions{})
	}
	if err != nil {
		err = errors.Join(err, s.settleStored(ctx, run.result.Count))
	}
	return run.result, run.end(ctx, err)
}

// refreshing is one run of Refresh.
type refreshing struct {
	set    *Set
	opts   RefreshOptions
	tell   *reporter
	server *server
	client *bcda.Client
	result RefreshResult
	before claims.Refresh // counts of the earlier runs of a resumed refresh
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

// pause tells why nothing happens for a while, and waits.
func (r *refreshing) pause(ctx context.Context, reason error, wait time.Duration) error {
	problem := ProblemOf(reason)
	problem.RetryIn = wait
	r.tell.waiting(Waiting{Problem: problem, For: wait})
	return r.client.Wait(ctx, wait)
}

// begin signs in, chooses the version and takes up or plans a refresh.
func (r *refreshing) begin(ctx context.Context) error {
	r.event(Event{Phase: PhaseSigningIn, Percent: -1})
	var err error
	if r.server, err = r.set.server(ctx, r.waiting); err != nil {
		return err
	}
	version, err := r.server.chooseVersion(ctx)
	if err != nil {
		return err
	}
	if r.opts.TypeFilter != "" && version != claims.V3 {
		return &UsageError{Text: "A type filter works with version 3 only."}
	}
	if r.client, err = r.server.client(version); err != nil {
		return err
	}
	if err := r.rememberVersion(ctx, version); err != nil {
		return err
	}
	resumed, err := r.resume(ctx, version)
	if err != nil || resumed {
		return err
	}
	return r.plan(ctx, version)
}

// rememberVersion keeps what auto found out, because default rows are of the version in use (contract.md 3).
func (r *refreshing) rememberVersion(ctx context.Context, version string) error {
	c := r.server.connection
	if c.InUse == version {
		return nil
	}
	c.InUse = version
	r.server.connection = c
	return r.set.db.SaveConnection(ctx, c)
}

// resume takes up the last refresh when it was interrupted and asks for the same thing.
func (r *refreshing) resume(ctx context.Context, version string) (bool, error) {
	last, err := r.set.db.LastRefresh(ctx)
	if errors.Is(err, store.ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	same := last.APIVersion == version && last.Group == r.opts.group() && last.TypeFilter == r.opts.TypeFilter &&
		slices.Equal(last.Types, r.opts.types()) && (last.Full || !r.opts.Full) && (r.opts.Since == "" || r.opts.Since == last.Since)
	if last.State.Ended() || !same {
		return false, nil
	}
	r.result.Refresh, r.result.Resumed, r.before = last, true, last
	return true, nil
}

// plan stores a new refresh.
func (r *refreshing) plan(ctx context.Context, version string) error {
	types := r.opts.types()
	refresh := claims.Refresh{
		State: claims.RefreshPlanned, APIVersion: version, Group: r.opts.group(), Types: types, TypeFilter: r.opts.TypeFilter,
		Since: r.opts.Since, StartedAt: r.set.desk.now(),
	}
	if refresh.Since == "" && !r.opts.Full {
		var err error
		scope := store.Scope{APIVersion: version, Group: refresh.Group, TypeFilter: refresh.TypeFilter, Types: types}
		if refresh.Since, err = r.set.db.Since(ctx, scope); err != nil {
			return err
		}
	}
	refresh.Full = refresh.Since == ""
	var err error
	r.result.Refresh, err = r.set.db.SaveRefresh(ctx, refresh)
	return err
}

// save stores a new state of the refresh before anything acts on it.
func (r *refreshing) save(ctx context.Context, state claims.RefreshState) error {
	r.result.Refresh.State = state
	var err error
	r.result.Refresh, err = r.set.db.SaveRefresh(ctx, r.result.Refresh)
	return err
}

// jobs runs the exports one after the other: the server refuses two at a time.
func (r *refreshing) jobs(ctx context.Context) error {
	known, err := r.set.db.Jobs(ctx, r.result.Refresh.ID)
	if err != nil {
		return err
	}
	for _, plan := range jobPlans(r.result.Refresh) {
		var job claims.Job
		failed := false
		for _, k := range known {
			switch {
			case k.Purpose != plan.purpose:
			case k.State == claims.JobLost:
				failed = true
			default:
				job = k
			}
		}
		if job.State == claims.JobFetched {
			continue
		}
		if err := r.runJob(ctx, plan, job, failed); err != nil {
			return err
		}
	}
	return nil
}

// freshExportWait is the pause before the one fresh export after CMS gave a job up (bcda-protocol.md 9).
const freshExportWait = 15 * time.Minute

// prepare brings a job so far that its files are listed. A job that CMS gave up is asked for once more; failed says that
// this has happened already.
func (r *refreshing) prepare(ctx context.Context, plan jobPlan, job claims.Job, failed bool) (claims.Job, error) {
	for {
		asked, err := r.ask(ctx, plan, job)
		if err == nil {
			asked, err = r.await(ctx, plan, asked)
		}
		if failed || !errors.Is(err, bcda.ErrJobFailed) {
			return asked, err
		}
		job, failed = claims.Job{}, true
		if err := r.pause(ctx, err, freshExportWait); err != nil {
			return asked, err
		}
	}
}

func (r *refreshing) runJob(ctx context.Context, plan jobPlan, job claims.Job, failed bool) error {
	job, err := r.prepare(ctx, plan, job, failed)
	if err != nil {
		return err
	}
	if plan.purpose == claims.JobClaims {
		r.result.Refresh.TransactionTime = job.TransactionTime
	}
	if err := r.save(ctx, claims.RefreshDownloading); err != nil {
		return err
	}
	fetch := &fetching{refreshing: r, job: job, roster: plan.purpose == claims.JobRoster}
	complete, err := fetch.run(ctx)
	if err != nil || !complete {
		return err
	}
	job.State = claims.JobFetched
	_, err = r.set.db.SaveJob(ctx, job)
	return err
}

// end stores how the refresh ended. A refresh that was stopped or cut off stays open, so that the next one takes it up.
func (r *refreshing) end(ctx context.Context, err error) error {
	if r.result.Refresh.ID == 0 {
		return err
	}
	refresh := &r.result.Refresh
	count := r.result.Count
	refresh.Inserted, refresh.Updated = r.before.Inserted+count.Inserted, r.before.Updated+count.Updated
	refresh.Unchanged, refresh.Quarantined = r.before.Unchanged+count.Unchanged, r.before.Quarantined+len(count.Quarantined)
	state := claims.RefreshDone
	switch {
	case err != nil && resumable(err):
		return errors.Join(err, r.keep(ctx, refresh.State, ProblemOf(err).Title, time.Time{}))
	case err != nil:
		return errors.Join(err, r.keep(ctx, claims.RefreshFailed, ProblemOf(err).Title, r.set.desk.now()))
	case r.result.Partly():
		state = claims.RefreshPartly
	}
	if err := r.keep(ctx, state, "", r.set.desk.now()); err != nil {
		return err
	}
	r.event(Event{Phase: PhaseDone, FilesDone: r.result.Count.Files, FilesTotal: r.result.Count.Files, Bytes: r.result.Count.Bytes, Percent: -1})
	return nil
}

// keep stores the end even when ctx is over: being stopped is one of the ends.
func (r *refreshing) keep(ctx context.Context, state claims.RefreshState, problem string, ended time.Time) error {
	r.result.Refresh.Problem, r.result.Refresh.EndedAt = problem, ended
	if err := r.save(context.WithoutCancel(ctx), state); err != nil {
		return fmt.Errorf("store the end of the refresh: %w", err)
	}
	return nil
}

// resumable says that the job at the server is still worth coming back to.
func resumable(err error) bool {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return true
	}
	for _, kind := range []bcda.Kind{bcda.ErrServerTrouble, bcda.ErrUnreachable, bcda.ErrRateLimited, bcda.ErrTruncated, bcda.ErrExportUnsure, bcda.ErrCredentialsRefused, bcda.ErrInterrupted} {
		if errors.Is(err, kind) {
			return true
		}
	}
	return errors.Is(err, store.ErrDiskFull)
}
