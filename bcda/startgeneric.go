package bcda

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
)

// The two ways to ask a generic server: servers that do not know a type refuse the first, and most leave the type out when
// asked the second way (Bulk Data Access 2.0, "Preferences").
const (
	preferAsync   = "respond-async"
	preferLenient = "respond-async, handling=lenient"
)

// startGeneric asks a generic server for an export. What it refused has started nothing, so it is asked again: leniently
// where it did not accept the request, by its system endpoint where it has no Patient endpoint.
func (c *Client) startGeneric(ctx context.Context, request ExportRequest) (JobID, error) {
	if err := request.check(anyVersion); err != nil {
		return "", refused(OpExport, err)
	}
	var first error
	for _, path := range request.genericPaths() {
		id, err := c.askGeneric(ctx, request, path, preferAsync)
		if refusedAs(err, http.StatusBadRequest, http.StatusUnprocessableEntity) && len(request.Types) > 0 {
			if again, againErr := c.askGeneric(ctx, request, path, preferLenient); againErr == nil || !errors.Is(againErr, ErrBadRequest) {
				id, err = again, againErr
			}
		}
		if err == nil {
			return id, nil
		}
		if first == nil {
			first = err
		}
		if !refusedAs(err, http.StatusNotFound, http.StatusMethodNotAllowed, http.StatusNotImplemented) {
			return "", err
		}
	}
	return "", first
}

// genericPaths are the ends of the addresses to try.
func (r ExportRequest) genericPaths() []string {
	switch {
	case r.PatientEndpoint:
		return []string{"/Patient/$export"}
	case r.group() != GroupAll:
		return []string{"/Group/" + url.PathEscape(string(r.group())) + "/$export"}
	}
	return []string{"/Patient/$export", "/$export"}
}

// refusedAs tells whether an export was refused with one of the statuses.
func refusedAs(err error, statuses ...int) bool {
	var failure *StatusError
	if !errors.As(err, &failure) || failure.Kind == ErrNotBCDA {
		return false
	}
	for _, status := range statuses {
		if failure.Status == status {
			return true
		}
	}
	return false
}

func (c *Client) askGeneric(ctx context.Context, request ExportRequest, path, prefer string) (JobID, error) {
	at := c.wire.base.below(path)
	at.query = request.query(anyVersion)
	req := c.getAt(OpExport, at, map[string]string{"Accept": mediaFHIR, "Prefer": prefer})
	req.success = []int{http.StatusAccepted}
	req.startsWork = true

	started := c.wire.now()
	var id JobID
	err := c.wire.run(ctx, req, func(resp *http.Response) (err error) {
		closeBody(resp) // everything is in the header
		id, err = c.jobAt(at, resp)
		return err
	})
	if lost(err) {
		return "", &LostExportError{
			Version: c.version, Request: request, NotBefore: c.wire.notBefore(started), Err: err,
		}
	}
	if err != nil {
		return "", err
	}
	c.wire.log.Info("export started", "job", id.LedgerName())
	return id, nil
}

// jobAt reads the job of a started export: its status address, which must be on the server's own origin.
func (c *Client) jobAt(asked address, resp *http.Response) (JobID, error) {
	text := resp.Header.Get("Content-Location")
	if text == "" {
		text = resp.Header.Get("Location") // not the standard's, but seen
	}
	if text == "" {
		return "", &StatusError{
			Op: OpExport, Status: resp.StatusCode, Kind: ErrBadReply, Generic: true, sent: true, Err: errors.New("no status address in Content-Location"),
		}
	}
	at, err := asked.resolve(text)
	if err != nil {
		return "", otherServer(OpExport, fmt.Errorf("status: %w", err))
	}
	if err := c.onOwn(OpExport, at); err != nil {
		return "", err
	}
	return JobID(at.local()), nil
}
