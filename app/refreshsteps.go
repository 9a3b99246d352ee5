package app

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/claimsdesk/claimsdesk/bcda"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/refresh"
)

// take does one step and returns what happened.
func (r *refreshing) take(ctx context.Context, step claims.RefreshStep) (refresh.Event, error) {
	if err := ctx.Err(); err != nil {
		return refresh.Event{}, err
	}
	if err := r.connect(ctx); err != nil {
		return refresh.Event{}, err
	}
	switch step {
	case claims.StepAsk:
		return r.ask(ctx)
	case claims.StepLookUp:
		return r.lookUp(ctx)
	case claims.StepLookBeside:
		return r.lookBeside(ctx)
	case claims.StepPoll:
		return r.poll(ctx)
	case claims.StepFetch:
		return r.fetch(ctx)
	case claims.StepReconcile:
		return r.reconcile(ctx)
	case claims.StepFinish:
		return refresh.Event{Kind: refresh.Finished, Lacking: r.result.Refresh.Lacking()}, nil
	case claims.StepCancel:
		return r.cancelAtCMS(ctx)
	case claims.StepWait:
		return r.wait(ctx)
	default:
		return refresh.Event{}, fmt.Errorf("refresh: no such step %q", step)
	}
}

func (r *refreshing) isRoster() bool {
	return r.plans[r.result.Refresh.Export].purpose == claims.JobRoster
}

// ask asks for the export once.
func (r *refreshing) ask(ctx context.Context) (refresh.Event, error) {
	request, err := r.request()
	if err != nil {
		return refresh.Event{}, err
	}
	phase := PhaseAsking
	if r.isRoster() {
		phase = PhaseRoster
	}
	r.event(Event{Phase: phase, Roster: r.isRoster(), Percent: -1})
	id, err := r.client.StartExport(ctx, request)
	if err == nil {
		return r.accepted(id), nil
	}
	r.cause = err
	return r.unasked(err)
}

// unasked is what follows when the export was not accepted.
func (r *refreshing) unasked(err error) (refresh.Event, error) {
	var lost *bcda.LostExportError
	stored := &r.result.Refresh
	switch {
	case errors.As(err, &lost):
		job := *r.current()
		job.AskedThere = lost.NotBefore
		r.change.job = &job
		return refresh.Event{Kind: refresh.Unsure}, nil
	case errors.Is(err, bcda.ErrDuplicateJob):
		return refresh.Event{Kind: refresh.Busy}, nil
	case errors.Is(err, bcda.ErrRateLimited):
		return refresh.Event{Kind: refresh.NotThere, Reason: claims.WaitSlowDown, For: retryAfter(err)}, nil
	case errors.Is(err, bcda.ErrSinceTooEarly) && stored.Since != "":
		stored.Since, stored.Full = "", true
		return refresh.Event{Kind: refresh.Changed}, nil
	case errors.Is(err, bcda.ErrGroupUnknown) && stored.Group == groupNew:
		// The people new since a date come with everybody's changes, with their full history (bcda-protocol.md 3).
		stored.Group = groupAll
		return refresh.Event{Kind: refresh.Changed}, nil
	default:
		return refresh.Event{}, err
	}
}

func retryAfter(err error) time.Duration {
	var failure *bcda.StatusError
	if errors.As(err, &failure) {
		return failure.RetryAfter
	}
	return 0
}

// accepted keeps the server's number of the job.
func (r *refreshing) accepted(id bcda.JobID) refresh.Event {
	r.cause = nil
	job := *r.current()
	job.ServerID, job.State = string(id), claims.JobPreparing
	r.change.job = &job
	return refresh.Event{Kind: refresh.Accepted}
}

// lookUp looks for the job whose answer was lost, or never stored.
func (r *refreshing) lookUp(ctx context.Context) (refresh.Event, error) {
	request, err := r.request()
	if err != nil {
		return refresh.Event{}, err
	}
	tasks, err := r.client.Jobs(ctx)
	if err != nil {
		return refresh.Event{}, err
	}
	known, err := r.set.db.JobNumbers(ctx)
	if err != nil {
		return refresh.Event{}, err
	}
	// The last refresh asked for the same roster, perhaps a minute ago. A practice server counts anew with each start, so a
	// number alone does not tell.
	tasks = slices.DeleteFunc(tasks, func(t bcda.JobTask) bool {
		return slices.Contains(known, string(t.ID)) && t.Start.Before(r.current().AskedAt)
	})
	since := r.current().AskedThere
	if since.IsZero() {
		since = r.client.ServerTime(r.current().AskedAt)
	}
	if task, ok := bcda.MatchLostExport(tasks, r.client.Version(), request, since); ok {
		return r.accepted(task.ID), nil
	}
	return refresh.Event{Kind: refresh.NotThere}, nil
}

// lookBeside looks for the running job that ours was refused for. One of the same request is ours.
func (r *refreshing) lookBeside(ctx context.Context) (refresh.Event, error) {
	request, err := r.request()
	if err != nil {
		return refresh.Event{}, err
	}
	pause := retryAfter(r.cause)
	tasks, err := r.client.Jobs(ctx, bcda.ServerPending, bcda.ServerInProgress)
	if err != nil {
		return refresh.Event{}, err
	}
	for _, task := range tasks {
		if task.Running() && task.Matches(r.client.Version(), request) {
			return r.accepted(task.ID), nil
		}
	}
	return refresh.Event{Kind: refresh.NotThere, Reason: claims.WaitBusy, For: pause}, nil
}

// request is the present export in the client's terms.
func (r *refreshing) request() (bcda.ExportRequest, error) {
	plan := r.plans[r.result.Refresh.Export]
	request := bcda.ExportRequest{Types: plan.types, TypeFilter: plan.filter}
	if group := r.result.Refresh.Group; group == groupPatient {
		request.PatientEndpoint = true
	} else {
		request.Group = bcda.Group(group)
	}
	if plan.since != "" {
		since, err := time.Parse(time.RFC3339Nano, plan.since)
		if err != nil {
			return request, fmt.Errorf("read the start time: %w", err)
		}
		request.Since = since
	}
	return request, nil
}

// requestText is what the job's row remembers of the request.
func requestText(plan jobPlan, group string) string {
	text := group
	for _, t := range plan.types {
		text += " " + t
	}
	if plan.since != "" {
		text += " since " + plan.since
	}
	return text
}

// poll looks at the job until its files are listed.
func (r *refreshing) poll(ctx context.Context) (refresh.Event, error) {
	job := *r.current()
	for polls := 1; ; polls++ {
		status, err := r.client.Job(ctx, bcda.JobID(job.ServerID))
		if err != nil {
			return r.jobOver(err)
		}
		if status.State == bcda.StateComplete {
			return r.listed(job, status), nil
		}
		r.event(Event{Phase: PhasePreparing, Roster: r.isRoster(), Percent: status.Progress, Asked: job.AskedAt})
		if err := r.client.Wait(ctx, bcda.PollDelay(polls, r.set.desk.now().Sub(job.AskedAt))); err != nil {
			return refresh.Event{}, err
		}
	}
}

// jobOver tells the ends of a job at CMS from trouble on the way to it.
func (r *refreshing) jobOver(err error) (refresh.Event, error) {
	for kind, event := range map[bcda.Kind]refresh.Kind{
		bcda.ErrJobFailed: refresh.GivenUp, bcda.ErrJobExpired: refresh.Gone, bcda.ErrJobCancelled: refresh.CancelledThere,
	} {
		if errors.Is(err, kind) {
			r.cause = err
			return refresh.Event{Kind: event}, nil
		}
	}
	return refresh.Event{}, err
}

// filesKept is how long CMS keeps the files of a job when it does not say so readably (bcda-protocol.md 4).
const filesKept = 24 * time.Hour

// listed keeps the manifest.
func (r *refreshing) listed(job claims.Job, status bcda.JobStatus) refresh.Event {
	for _, part := range []struct {
		files   []bcda.File
		isError bool
	}{{status.Manifest.Output, false}, {slices.Concat(status.Manifest.Errors, status.Manifest.Deleted), true}} {
		for i, f := range part.files {
			r.change.files = append(r.change.files, claims.JobFile{
				JobID: job.ID, Place: i, Name: f.Name, Type: f.Type, IsError: part.isError, State: claims.FileListed,
			})
		}
	}
	job.State, job.TransactionTime, job.ExpiresAt = claims.JobListed, status.Manifest.TransactionTimeText, status.Expires
	if job.ExpiresAt.IsZero() {
		job.ExpiresAt = r.set.desk.now().Add(filesKept)
	}
	if job.Purpose == claims.JobClaims {
		r.result.Refresh.TransactionTime = job.TransactionTime
	}
	r.change.job = &job
	return refresh.Event{Kind: refresh.Listed}
}

// cancelAtCMS stops the job at CMS. One that is over there already is as good.
func (r *refreshing) cancelAtCMS(ctx context.Context) (refresh.Event, error) {
	job := r.current()
	if job == nil {
		return refresh.Event{Kind: refresh.Cancelled}, nil
	}
	id := bcda.JobID(job.ServerID)
	if id == "" { // asked, and whether CMS heard it is not known
		found, err := r.lookUp(ctx)
		if err != nil || found.Kind != refresh.Accepted {
			return refresh.Event{Kind: refresh.Cancelled}, err
		}
		id = bcda.JobID(r.change.job.ServerID)
		r.change = jobChange{}
	}
	return refresh.Event{Kind: refresh.Cancelled}, r.client.CancelJob(ctx, id)
}

// wait lets the time of a wait pass. It is a wait of the client, so that loopback servers may shorten it.
func (r *refreshing) wait(ctx context.Context) (refresh.Event, error) {
	course := r.result.Refresh.Course
	pause := course.Until.Sub(r.at)
	problem := waitProblem(course.Reason, r.cause)
	problem.RetryIn = pause
	r.tell.waiting(Waiting{Problem: problem, For: pause})
	if err := r.client.Wait(ctx, max(pause, 0)); err != nil {
		return refresh.Event{}, err
	}
	return refresh.Event{Kind: refresh.WaitOver}, nil
}
