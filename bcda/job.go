package bcda

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// State is where a job stands that is neither failed, cancelled nor expired; those are errors.
type State string

// The states.
const (
	StatePreparing State = "preparing"
	StateComplete  State = "complete"
)

// JobStatus is one look at a job.
type JobStatus struct {
	State State
	// Progress is 0 to 100, or -1 when the server names none. It may stand below 100 for long, and 100 is not complete.
	Progress int
	Manifest *Manifest // nil unless complete
	// RetryAfter is how long the server asks to wait before the next look; 0 when it does not. A client of a generic
	// server keeps to it by itself: the next look waits for what is left of it.
	RetryAfter time.Duration
	// Expires is when the files go, by the server's clock. Zero when it does not say: then 24 hours after the job was
	// first seen complete (docs/reference/bcda-protocol.md 4).
	Expires time.Time
}

// Job looks at a job once; see PollDelay for when to look again.
//
// Errors: ErrJobFailed (final), ErrJobExpired (unknown too), ErrJobCancelled, ErrUnauthorized (another entity's job) and
// those of any request. A 500 that is not final has been repeated, and is ErrServerTrouble.
func (c *Client) Job(ctx context.Context, id JobID) (JobStatus, error) {
	if c.Generic() {
		status, err := c.genericJob(ctx, id)
		if err != nil {
			return JobStatus{}, fmt.Errorf("job %s: %w", id.LedgerName(), err)
		}
		return status, nil
	}
	if err := id.check(); err != nil {
		return JobStatus{}, refused(OpJob, err)
	}
	req := c.get(OpJob, c.version.path("/jobs/"+string(id)), map[string]string{"Accept": mediaJSON})
	req.success = []int{http.StatusOK, http.StatusAccepted}
	var status JobStatus
	err := c.wire.run(ctx, req, c.wire.whole(ctx, OpJob, func(resp *http.Response, body []byte) error {
		if resp.StatusCode == http.StatusAccepted {
			status = JobStatus{State: StatePreparing, Progress: parseProgress(resp.Header.Get("X-Progress"))}
			return nil
		}
		manifest, err := parseManifest(body)
		if err != nil {
			return err
		}
		status = JobStatus{
			State: StateComplete, Progress: 100, Manifest: &manifest, Expires: parseExpires(resp.Header.Get("Expires")),
		}
		return nil
	}))
	if err != nil {
		return JobStatus{}, fmt.Errorf("job %s: %w", id, err)
	}
	return status, nil
}

// CancelJob cancels a job. A job that is over already, expired or cancelled is a success: it does not run any more.
// Files of a complete job stay until they expire.
func (c *Client) CancelJob(ctx context.Context, id JobID) error {
	req, err := c.cancelCall(id)
	if err != nil {
		return refused(OpCancel, err)
	}
	req.method = http.MethodDelete
	req.success = []int{http.StatusAccepted, http.StatusOK, http.StatusNoContent}
	err = c.wire.run(ctx, req, func(resp *http.Response) error {
		closeBody(resp)
		return nil
	})
	if errors.Is(err, ErrJobExpired) || errors.Is(err, ErrJobCancelled) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("job %s: %w", id.LedgerName(), err)
	}
	return nil
}

func (c *Client) cancelCall(id JobID) (call, error) {
	header := map[string]string{"Accept": mediaFHIR}
	if c.Generic() {
		at, err := c.jobAddress(id)
		return c.getAt(OpCancel, at, header), err
	}
	return c.get(OpCancel, c.version.path("/jobs/"+string(id)), header), id.check()
}
