package bcda

import (
	"context"
	"errors"
	"fmt"
	"net/http"
)

// genericDownload opens a file of a generic server. When the address is over (signed ones live for minutes), the manifest
// is read again and the file asked for once more.
func (c *Client) genericDownload(ctx context.Context, f File) (*Body, error) {
	place, known, err := c.fileAddress(ctx, f)
	if err != nil {
		return nil, err
	}
	body, err := c.openAt(ctx, place)
	if err == nil || !known || !errors.Is(err, ErrFileGone) {
		return body, err
	}
	c.forget(f.Job)
	again, _, readErr := c.fileAddress(ctx, f)
	if readErr != nil || again == place {
		return nil, err // what the server said of the file counts
	}
	return c.openAt(ctx, again)
}

// openAt asks for a file and follows redirects, as servers send to the storage behind them. The token goes to the
// server's own origin alone.
func (c *Client) openAt(ctx context.Context, place fileAddress) (*Body, error) {
	for range redirects {
		body, next, err := c.openOnce(ctx, place)
		if err != nil || next == nil {
			return body, err
		}
		place = fileAddress{at: *next, token: place.token && next.origin.same(c.wire.origin)}
	}
	return nil, &StatusError{Op: OpDownload, Kind: ErrBadReply, Generic: true, sent: true, Err: errors.New("too many redirects")}
}

func (c *Client) openOnce(ctx context.Context, place fileAddress) (body *Body, next *address, err error) {
	req := c.getAt(OpDownload, place.at, fileHeader())
	if !place.token {
		req.tokens = nil
	}
	req.success = withRedirects(http.StatusOK)
	err = c.wire.run(ctx, req, func(resp *http.Response) error {
		if !redirected(resp.StatusCode) {
			var err error
			body, err = c.openBody(ctx, resp)
			return err
		}
		closeBody(resp)
		to, err := place.at.resolve(resp.Header.Get("Location"))
		if err != nil {
			return otherServer(OpDownload, err)
		}
		next = &to
		return nil
	})
	return body, next, err
}

// fileAddress finds where a file lies. known says that it was remembered; otherwise the manifest has just been read, by
// one download for all.
func (c *Client) fileAddress(ctx context.Context, f File) (place fileAddress, known bool, err error) {
	if place, ok := c.remembered(f); ok {
		return place, true, nil
	}
	select {
	case c.generic.reading <- struct{}{}:
		defer func() { <-c.generic.reading }()
	case <-ctx.Done():
		return fileAddress{}, false, fmt.Errorf("%s: %w", OpDownload, ctx.Err())
	}
	if place, ok := c.remembered(f); ok {
		return place, false, nil
	}
	status, err := c.genericJob(ctx, f.Job)
	if err != nil {
		return fileAddress{}, false, err
	}
	place, ok := c.remembered(f)
	if status.State != StateComplete || !ok {
		return fileAddress{}, false, &StatusError{Op: OpDownload, Kind: ErrFileGone, Generic: true, Err: errors.New("the manifest does not list it")}
	}
	return place, false, nil
}

func (c *Client) remembered(f File) (fileAddress, bool) {
	c.generic.mu.Lock()
	defer c.generic.mu.Unlock()
	place, ok := c.generic.files[f.Job][f.Name]
	return place, ok
}

func (c *Client) forget(id JobID) {
	c.generic.mu.Lock()
	defer c.generic.mu.Unlock()
	delete(c.generic.files, id)
}
