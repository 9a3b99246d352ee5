package app

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"syscall"
	"time"

	"github.com/claimsdesk/claimsdesk/bcda"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/refresh"
	"github.com/claimsdesk/claimsdesk/store"
)

// jobChange is what a step found out about the job that is on.
type jobChange struct {
	job   *claims.Job
	files []claims.JobFile
}

// drive runs the machine from an event on, until there is nothing more to do in this run.
func (r *refreshing) drive(ctx context.Context, e refresh.Event) error {
	return r.leave(ctx, r.run(ctx, e))
}

func (r *refreshing) run(ctx context.Context, e refresh.Event) error {
	for {
		step, err := r.advance(ctx, e)
		if err != nil {
			return err
		}
		if step == claims.StepNone || (step == claims.StepWait && !r.waits()) {
			return r.verdict()
		}
		e, err = r.take(ctx, step)
		if err == nil {
			continue
		}
		r.cause = err
		if ctx.Err() != nil {
			return r.stop(ctx)
		}
		e = r.eventOf(err)
	}
}

// stop ends the run because its context is over: with what a person wanted, or, when the program is told to end, with the
// refresh as it is.
func (r *refreshing) stop(ctx context.Context) error {
	cause := context.Cause(ctx)
	kind, ok := map[error]refresh.Kind{ErrPaused: refresh.Pause, ErrStopHere: refresh.StopHere, ErrCancelAtCMS: refresh.Cancel}[cause]
	if !ok {
		return r.cause
	}
	r.cause = cause
	ctx, release := context.WithTimeout(context.WithoutCancel(ctx), cancelLimit)
	defer release()
	return r.run(ctx, refresh.Event{Kind: kind, There: r.mayBeAtCMS()})
}

// cancelLimit bounds the telling of CMS that a job is not wanted any more: a person waits for it.
const cancelLimit = 30 * time.Second

// verdict is what the run returns when the machine has nothing more to do in it.
func (r *refreshing) verdict() error {
	if state := r.result.Refresh.State; state == claims.RefreshDone || state == claims.RefreshPartly {
		return nil
	}
	return r.cause
}

// waits says whether this run sits a wait out. The pauses that belong to asking for an export always are; an outage only
// where nobody is waiting for an answer.
func (r *refreshing) waits() bool {
	course := r.result.Refresh.Course
	switch {
	case course.Reason.NeedsPerson(), course.Reason == claims.WaitJanuary:
		return false
	case r.cause == nil, course.Then == claims.StepAsk && course.Reason != claims.WaitOutage:
		return true
	default:
		return r.opts.Unattended
	}
}

// advance stores what follows from an event and returns the step to take. It stores even when ctx is over: being stopped is
// something that happened too.
func (r *refreshing) advance(ctx context.Context, e refresh.Event) (claims.RefreshStep, error) {
	ctx = context.WithoutCancel(ctx)
	e.At = r.set.desk.now()
	stored := &r.result.Refresh
	course, step, err := refresh.Next(stored.Course, e)
	if err != nil {
		return step, err
	}
	if course == stored.Course && r.change.job == nil && e.Kind == refresh.FileIn {
		return step, nil // each file is stored with its own rows
	}
	jobs := r.changedJobs(e, course, step)
	stored.Course, stored.EndedAt, stored.Problem = course, time.Time{}, r.problemText(e)
	if course.State.Ended() {
		stored.EndedAt = e.At
	}
	if course.Reason == claims.WaitJanuary {
		stored.Since, stored.Full = "", true // the first one of a new year's lists is a full one (bcda-protocol.md 7)
	}
	saved, err := r.set.db.SaveStep(ctx, store.RefreshStep{Refresh: *stored, Jobs: jobs, Files: r.change.files})
	if err != nil {
		return step, fmt.Errorf("store the state of the refresh: %w", err)
	}
	r.result.Refresh, r.at, r.change = saved.Refresh, e.At, jobChange{}
	r.plans = jobPlans(r.result.Refresh)
	r.remember(saved.Jobs)
	return step, r.log(ctx, e)
}

// changedJobs are the jobs that a transition touches: the one that is on, as the step left it or as lost, and a new one that
// is about to be asked for.
func (r *refreshing) changedJobs(e refresh.Event, course claims.Course, step claims.RefreshStep) []claims.Job {
	var jobs []claims.Job
	job := r.current()
	switch {
	case r.change.job != nil:
		jobs = append(jobs, *r.change.job)
	case job != nil && (e.Kind == refresh.GivenUp || e.Kind == refresh.Gone || e.Kind == refresh.CancelledThere || e.Kind == refresh.Cancelled):
		lost := *job
		lost.State = claims.JobLost
		jobs, job = append(jobs, lost), nil
	}
	if step != claims.StepAsk {
		return jobs
	}
	plan := jobPlans(r.result.Refresh)[course.Export]
	if job != nil && course.Export == r.result.Refresh.Export { // CMS has not heard of it
		again := *job
		again.Request = requestText(plan, r.result.Refresh.Group)
		return append(jobs, again)
	}
	asked := claims.Job{
		Purpose: plan.purpose, APIVersion: r.result.Refresh.APIVersion, Request: requestText(plan, r.result.Refresh.Group), State: claims.JobAsked, AskedAt: e.At,
	}
	if r.client != nil {
		asked.AskedThere = r.client.ServerTime(e.At)
	}
	return append(jobs, asked)
}

// remember keeps the stored jobs in step with the database.
func (r *refreshing) remember(saved []claims.Job) {
	for _, job := range saved {
		i := slices.IndexFunc(r.jobs, func(j claims.Job) bool { return j.ID == job.ID })
		if i < 0 {
			r.jobs = append(r.jobs, job)
		} else {
			r.jobs[i] = job
		}
	}
}

// problemText is what Home says of a refresh that does not go on.
func (r *refreshing) problemText(e refresh.Event) string {
	switch e.Kind {
	case refresh.Held, refresh.Broken, refresh.GivenUp, refresh.Gone, refresh.CancelledThere, refresh.NotThere:
		return ProblemOf(r.cause).Title
	case refresh.StopHere:
		if r.result.Refresh.Reason == claims.WaitJanuary { // last year's claims are wanted meanwhile: CMS is still not ready
			return r.result.Refresh.Problem
		}
		return ""
	default:
		return ""
	}
}

// eventOf is what an error of a step means to the machine.
func (r *refreshing) eventOf(err error) refresh.Event {
	for _, row := range heldBy {
		for _, is := range row.errors {
			if errors.Is(err, is) {
				return refresh.Event{Kind: refresh.Held, Reason: row.reason, For: retryAfter(err)}
			}
		}
	}
	return refresh.Event{Kind: refresh.Broken}
}

// heldBy are the errors after which a refresh goes on later. All others end it.
var heldBy = []struct {
	reason claims.WaitReason
	errors []error
}{
	{claims.WaitSlowDown, []error{bcda.ErrRateLimited}},
	{claims.WaitJanuary, []error{bcda.ErrJanuary}},
	{claims.WaitCredentials, []error{bcda.ErrCredentialsRefused, bcda.ErrBadCredentialFormat, bcda.ErrAccessEnded, ErrNoSecret, ErrNoKeychain, ErrWrongPassphrase}},
	{claims.WaitRoom, []error{store.ErrDiskFull, syscall.ENOSPC}},
	{claims.WaitOutage, []error{
		bcda.ErrServerTrouble, bcda.ErrUnreachable, bcda.ErrTruncated, bcda.ErrExportUnsure, bcda.ErrInterrupted, bcda.ErrTokenRejected,
		bcda.ErrBlocked, bcda.ErrNotBCDA, // a sign-in page of a network answers for CMS
		bcda.ErrBadReply, // half an answer
	}},
}

// leave stores what the refresh has brought so far and tells the end. What was committed is settled, so that it shows.
func (r *refreshing) leave(ctx context.Context, err error) error {
	if r.result.Refresh.ID == 0 {
		return err
	}
	settled := r.result.Refresh.State == claims.RefreshDone || r.result.Refresh.State == claims.RefreshPartly
	if !settled {
		err = errors.Join(err, r.set.settleStored(ctx, r.result.Count))
	}
	if err != nil && r.result.Refresh.Problem == "" {
		r.result.Refresh.Problem = ProblemOf(err).Title
	}
	err = errors.Join(err, r.tally(context.WithoutCancel(ctx)))
	if err == nil {
		r.event(Event{Phase: PhaseDone, FilesDone: r.result.Count.Files, FilesTotal: r.result.Count.Files, Bytes: r.result.Count.Bytes, Percent: -1})
	}
	return err
}

// tally stores what all runs of the refresh brought.
func (r *refreshing) tally(ctx context.Context) error {
	brought, err := r.set.db.Brought(ctx, r.result.Refresh.ID)
	if err != nil {
		return err
	}
	r.result.Refresh.Brought = brought
	r.result.Refresh, err = r.set.db.SaveRefresh(ctx, r.result.Refresh)
	return err
}
