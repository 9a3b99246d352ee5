package bcda

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// genericJob looks at a job of a generic server. A complete one is read to the last page of its manifest.
func (c *Client) genericJob(ctx context.Context, id JobID) (JobStatus, error) {
	at, err := c.jobAddress(id)
	if err != nil {
		return JobStatus{}, refused(OpJob, err)
	}
	if err := c.waitTurn(ctx, id); err != nil {
		return JobStatus{}, err
	}
	first, err := c.page(ctx, at)
	if err != nil {
		return JobStatus{}, failedJob(err)
	}
	if first.preparing {
		c.noteTurn(id, first.retryAfter)
		return JobStatus{State: StatePreparing, Progress: first.progress, RetryAfter: first.retryAfter}, nil
	}
	reader := &manifestReader{client: c, id: id}
	if err := reader.add(first); err != nil {
		return JobStatus{}, err
	}
	if status, done, err := c.laterPages(ctx, reader, first); err != nil || !done {
		return status, err
	}
	manifest, files, err := reader.manifest(ctx)
	if err != nil {
		return JobStatus{}, err
	}
	c.generic.mu.Lock()
	c.generic.files[id] = files
	c.generic.mu.Unlock()
	return JobStatus{State: StateComplete, Progress: 100, Manifest: manifest, Expires: first.expires}, nil
}

// laterPages follows a manifest's link "next". done is false when a page is not ready yet.
func (c *Client) laterPages(ctx context.Context, reader *manifestReader, page statusPage) (status JobStatus, done bool, err error) {
	seen := map[string]bool{page.at.String(): true}
	for {
		next, err := page.next()
		if err != nil || next == nil {
			return JobStatus{}, true, err
		}
		if err := c.onOwn(OpJob, *next); err != nil {
			return JobStatus{}, false, err
		}
		if seen[next.String()] {
			return JobStatus{}, false, badManifest(errors.New("the pages of the manifest go in a circle"))
		}
		seen[next.String()] = true
		if page, err = c.page(ctx, *next); err != nil {
			return JobStatus{}, false, failedJob(err)
		}
		if page.preparing {
			c.noteTurn(reader.id, page.retryAfter)
			return JobStatus{State: StatePreparing, Progress: page.progress, RetryAfter: page.retryAfter}, false, nil
		}
		if err := reader.add(page); err != nil {
			return JobStatus{}, false, err
		}
	}
}

// failedJob reads an answer of 500 with an outcome, which stayed after all repeats, as the end of the job: not every
// server marks what is only of the moment.
func failedJob(err error) error {
	var failure *StatusError
	if errors.As(err, &failure) && failure.Status == http.StatusInternalServerError && failure.outcome && failure.Kind == ErrServerTrouble {
		failure.Kind = ErrJobFailed
	}
	return err
}

// statusPage is one answer of a status address: the job is being prepared, or a page of its manifest.
type statusPage struct {
	at         address // after redirects
	preparing  bool
	progress   int // -1 when it names none
	retryAfter time.Duration
	expires    time.Time
	doc        wireManifest
}

// page asks a status address and follows it where it leads.
func (c *Client) page(ctx context.Context, at address) (statusPage, error) {
	for range redirects {
		page, next, err := c.pageOnce(ctx, at)
		if err != nil || next == nil {
			return page, err
		}
		if err := c.onOwn(OpJob, *next); err != nil {
			return statusPage{}, err
		}
		at = *next
	}
	return statusPage{}, badManifest(errors.New("too many redirects"))
}

func (c *Client) pageOnce(ctx context.Context, at address) (page statusPage, next *address, err error) {
	req := c.getAt(OpJob, at, map[string]string{"Accept": mediaJSON})
	req.success = withRedirects(http.StatusOK, http.StatusAccepted)
	err = c.wire.run(ctx, req, c.wire.whole(ctx, OpJob, func(resp *http.Response, body []byte) error {
		page = statusPage{at: at, progress: -1}
		next = nil
		switch {
		case redirected(resp.StatusCode):
			to, err := at.resolve(resp.Header.Get("Location"))
			next = &to
			return err
		case resp.StatusCode == http.StatusAccepted:
			page.preparing, page.progress = true, parseProgress(resp.Header.Get("X-Progress"))
			page.retryAfter, _ = parseRetryAfter(resp.Header.Get("Retry-After"), c.wire.now())
			return nil
		}
		page.expires = parseExpires(resp.Header.Get("Expires"))
		if err := decodeFirst(body, &page.doc); err != nil {
			return fmt.Errorf("read the manifest: %w", err)
		}
		return nil
	}))
	return page, next, err
}
