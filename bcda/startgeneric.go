package bcda

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode"
)

// The two ways to ask a generic server: servers that do not know a type refuse the first, and most leave the type out when
// asked the second way (Bulk Data Access 2.0, "Preferences").
const (
	preferAsync   = "respond-async"
	preferLenient = "respond-async, handling=lenient"
)

// startGeneric asks a generic server for an export. What it refused has started nothing, so it is asked again: by its
// system endpoint where it has no Patient endpoint, and see askPath.
func (c *Client) startGeneric(ctx context.Context, request ExportRequest) (JobID, error) {
	if err := request.check(anyVersion); err != nil {
		return "", refused(OpExport, err)
	}
	var first error
	for _, path := range request.genericPaths() {
		id, err := c.askPath(ctx, request, path)
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

// askPath asks at one address. A server that does not accept the request is asked leniently, and then without the one type
// that it says it does not have.
func (c *Client) askPath(ctx context.Context, request ExportRequest, path string) (JobID, error) {
	prefer := preferAsync
	for {
		id, err := c.askGeneric(ctx, request, path, prefer)
		if !refusedAs(err, http.StatusBadRequest, http.StatusUnprocessableEntity) || len(request.Types) == 0 {
			return id, err
		}
		if prefer == preferAsync {
			prefer = preferLenient
			continue
		}
		unknown, ok := typeRefused(err, request.Types)
		if !ok {
			return "", err
		}
		if len(request.Types) == 1 {
			return "", &StatusError{Op: OpExport, Kind: ErrTypeNotAllowed, Generic: true, Err: err}
		}
		c.wire.log.Info("asking without a type that the server does not have", "type", unknown)
		request.Types = slices.DeleteFunc(slices.Clone(request.Types), func(t string) bool { return t == unknown })
	}
}

// typeRefused finds the type that a refusal is about: the only one of those asked for that its text names. A text that
// names several, such as a list of what there is, says nothing for sure.
func typeRefused(err error, types []string) (string, bool) {
	var failure *StatusError
	if !errors.As(err, &failure) {
		return "", false
	}
	words := strings.FieldsFunc(failure.Diagnostics, func(r rune) bool { return !unicode.IsLetter(r) })
	var named []string
	for _, t := range types {
		if slices.Contains(words, t) {
			named = append(named, t)
		}
	}
	if len(named) != 1 {
		return "", false
	}
	return named[0], true
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
