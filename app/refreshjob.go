package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/claimsdesk/claimsdesk/bcda"
	"github.com/claimsdesk/claimsdesk/claims"
)

// ask makes sure that there is a job at the server: one that is known already, one whose answer was lost, one that runs
// already, or a new one. The intention is stored before the request goes out, the number as soon as it is known.
func (r *refreshing) ask(ctx context.Context, plan jobPlan, job claims.Job) (claims.Job, error) {
	if job.ServerID != "" {
		return job, nil
	}
	request, err := r.request(plan)
	if err != nil {
		return job, err
	}
	phase := PhaseAsking
	if plan.purpose == claims.JobRoster {
		phase = PhaseRoster
	}
	r.event(Event{Phase: phase, Roster: plan.purpose == claims.JobRoster, Percent: -1})
	if job.ID != 0 { // asked before, answer never stored
		return r.adopt(ctx, job, request, job.AskedAt.Add(-askGrain))
	}
	job = claims.Job{
		RefreshID: r.result.Refresh.ID, Purpose: plan.purpose, APIVersion: r.result.Refresh.APIVersion,
		Request: requestText(plan, r.result.Refresh.Group), State: claims.JobAsked, AskedAt: r.set.desk.now(),
	}
	if job, err = r.set.db.SaveJob(ctx, job); err != nil {
		return job, err
	}
	return r.start(ctx, job, request)
}

// askGrain allows for a server clock that is a little behind ours when a lost job is looked for.
const askGrain = 2 * time.Minute

// start sends the export once.
func (r *refreshing) start(ctx context.Context, job claims.Job, request bcda.ExportRequest) (claims.Job, error) {
	id, err := r.client.StartExport(ctx, request)
	var lost *bcda.LostExportError
	switch {
	case err == nil:
		return r.accepted(ctx, job, id)
	case errors.As(err, &lost):
		return r.adopt(ctx, job, request, lost.NotBefore)
	case errors.Is(err, bcda.ErrDuplicateJob):
		return r.follow(ctx, job, request, err)
	case errors.Is(err, bcda.ErrSinceTooEarly) && !request.Since.IsZero():
		request.Since = time.Time{}
		r.result.Refresh.Since, r.result.Refresh.Full = "", true
		if err := r.save(ctx, r.result.Refresh.State); err != nil {
			return job, err
		}
		return r.start(ctx, job, request)
	default:
		return job, err
	}
}

// accepted stores the server's number of the job.
func (r *refreshing) accepted(ctx context.Context, job claims.Job, id bcda.JobID) (claims.Job, error) {
	job.ServerID, job.State = string(id), claims.JobPreparing
	job, err := r.set.db.SaveJob(ctx, job)
	if err != nil {
		return job, err
	}
	return job, r.save(ctx, claims.RefreshPreparing)
}

// adopt looks for a job whose answer was lost and asks again only when there is none (bcda-protocol.md 9).
func (r *refreshing) adopt(ctx context.Context, job claims.Job, request bcda.ExportRequest, notBefore time.Time) (claims.Job, error) {
	tasks, err := r.client.Jobs(ctx)
	if err != nil {
		return job, err
	}
	if task, ok := bcda.MatchLostExport(tasks, r.client.Version(), request, notBefore); ok {
		return r.accepted(ctx, job, task.ID)
	}
	return r.start(ctx, job, request)
}

// follow takes up a running job of the same request; another running job is waited for by the user.
func (r *refreshing) follow(ctx context.Context, job claims.Job, request bcda.ExportRequest, duplicate error) (claims.Job, error) {
	tasks, err := r.client.Jobs(ctx, bcda.ServerPending, bcda.ServerInProgress)
	if err != nil {
		return job, err
	}
	for _, task := range tasks {
		if task.Running() && task.Matches(r.client.Version(), request) {
			return r.accepted(ctx, job, task.ID)
		}
	}
	return job, duplicate
}

// request is the plan in the client's terms.
func (r *refreshing) request(plan jobPlan) (bcda.ExportRequest, error) {
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

// await polls the job until its files are listed, and stores the list.
func (r *refreshing) await(ctx context.Context, plan jobPlan, job claims.Job) (claims.Job, error) {
	if job.State == claims.JobListed {
		return job, nil
	}
	for polls := 1; ; polls++ {
		status, err := r.client.Job(ctx, bcda.JobID(job.ServerID))
		if err != nil {
			return job, r.lose(ctx, job, err)
		}
		if status.State == bcda.StateComplete {
			return r.list(ctx, job, status)
		}
		r.event(Event{Phase: PhasePreparing, Roster: plan.purpose == claims.JobRoster, Percent: status.Progress})
		if err := r.client.Wait(ctx, bcda.PollDelay(polls, r.set.desk.now().Sub(job.AskedAt))); err != nil {
			return job, err
		}
	}
}

// lose marks a job that is over for good, so that the next refresh asks for a new one.
func (r *refreshing) lose(ctx context.Context, job claims.Job, err error) error {
	for _, kind := range []bcda.Kind{bcda.ErrJobFailed, bcda.ErrJobExpired, bcda.ErrJobCancelled, bcda.ErrUnauthorized} {
		if errors.Is(err, kind) {
			job.State = claims.JobLost
			_, saveErr := r.set.db.SaveJob(ctx, job)
			return errors.Join(err, saveErr)
		}
	}
	return err
}

// filesKept is how long CMS keeps the files of a job when it does not say so readably (bcda-protocol.md 4).
const filesKept = 24 * time.Hour

// list stores the manifest.
func (r *refreshing) list(ctx context.Context, job claims.Job, status bcda.JobStatus) (claims.Job, error) {
	var files []claims.JobFile
	for _, part := range []struct {
		files   []bcda.File
		isError bool
	}{{status.Manifest.Output, false}, {status.Manifest.Errors, true}} {
		for i, f := range part.files {
			files = append(files, claims.JobFile{JobID: job.ID, Place: i, Name: f.Name, Type: f.Type, IsError: part.isError, State: claims.FileListed})
		}
	}
	if err := r.set.db.SaveFiles(ctx, files); err != nil {
		return job, err
	}
	job.State, job.TransactionTime, job.ExpiresAt = claims.JobListed, status.Manifest.TransactionTimeText, status.Expires
	if job.ExpiresAt.IsZero() {
		job.ExpiresAt = r.set.desk.now().Add(filesKept)
	}
	return r.set.db.SaveJob(ctx, job)
}
