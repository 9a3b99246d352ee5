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
		task, ok, err := r.lostJob(ctx, request, job.AskedAt.Add(-askGrain))
		switch {
		case err != nil:
			return job, err
		case ok:
			return r.accepted(ctx, job, task.ID)
		default:
			return r.start(ctx, job, request)
		}
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

// exportTries bounds how often an export is asked for (bcda-protocol.md 9); busyWait is the least pause while another one
// runs.
const (
	exportTries = 10
	busyWait    = time.Minute
)

// start asks for the export. When the answer is lost, or an export runs already, it looks at the server's jobs first and
// asks again only when none of them is the one (bcda-protocol.md 9).
func (r *refreshing) start(ctx context.Context, job claims.Job, request bcda.ExportRequest) (claims.Job, error) {
	for tries := 1; ; tries++ {
		id, err := r.client.StartExport(ctx, request)
		if err == nil {
			return r.accepted(ctx, job, id)
		}
		if errors.Is(err, bcda.ErrSinceTooEarly) && !request.Since.IsZero() {
			request.Since = time.Time{}
			if err := r.dropSince(ctx); err != nil {
				return job, err
			}
			continue
		}
		task, ok, lookErr := r.jobBehind(ctx, request, err)
		if lookErr != nil {
			return job, lookErr
		}
		if ok {
			return r.accepted(ctx, job, task.ID)
		}
		wait := exportWait(err, tries, r.set.desk.now())
		if wait == 0 || tries == exportTries {
			return job, err
		}
		if err := r.pause(ctx, err, wait); err != nil {
			return job, err
		}
	}
}

// dropSince turns the refresh into a full one.
func (r *refreshing) dropSince(ctx context.Context) error {
	r.result.Refresh.Since, r.result.Refresh.Full = "", true
	return r.save(ctx, r.result.Refresh.State)
}

// exportWait is the pause before an export is asked for again; 0 for failures that asking again does not mend.
func exportWait(err error, tries int, now time.Time) time.Duration {
	var failure *bcda.StatusError
	switch {
	case errors.Is(err, bcda.ErrExportUnsure):
		// The fraction of the second differs from office to office, so they do not all come back at once.
		return bcda.DefaultRetry().Delay(tries, float64(now.Nanosecond())/float64(time.Second))
	case (errors.Is(err, bcda.ErrDuplicateJob) || errors.Is(err, bcda.ErrRateLimited)) && errors.As(err, &failure):
		return max(busyWait, failure.RetryAfter)
	default:
		return 0
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

// jobBehind finds the job that a failed export has to do with: the one it started although its answer was lost, or the
// running one of the same request that it was refused for.
func (r *refreshing) jobBehind(ctx context.Context, request bcda.ExportRequest, err error) (bcda.JobTask, bool, error) {
	var lost *bcda.LostExportError
	switch {
	case errors.As(err, &lost):
		return r.lostJob(ctx, request, lost.NotBefore)
	case errors.Is(err, bcda.ErrDuplicateJob):
		return r.runningJob(ctx, request)
	default:
		return bcda.JobTask{}, false, nil
	}
}

func (r *refreshing) lostJob(ctx context.Context, request bcda.ExportRequest, notBefore time.Time) (bcda.JobTask, bool, error) {
	tasks, err := r.client.Jobs(ctx)
	if err != nil {
		return bcda.JobTask{}, false, err
	}
	task, ok := bcda.MatchLostExport(tasks, r.client.Version(), request, notBefore)
	return task, ok, nil
}

func (r *refreshing) runningJob(ctx context.Context, request bcda.ExportRequest) (bcda.JobTask, bool, error) {
	tasks, err := r.client.Jobs(ctx, bcda.ServerPending, bcda.ServerInProgress)
	if err != nil {
		return bcda.JobTask{}, false, err
	}
	for _, task := range tasks {
		if task.Running() && task.Matches(r.client.Version(), request) {
			return task, true, nil
		}
	}
	return bcda.JobTask{}, false, nil
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
