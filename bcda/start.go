package bcda

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"regexp"
	"time"
)

// JobID is a job's number at the server, as text. Other text is never sent.
type JobID string

var digits = regexp.MustCompile(`^[0-9]{1,20}$`)

// check refuses ids that are no numbers, so that nothing else gets into a path.
func (id JobID) check() error {
	if !digits.MatchString(string(id)) {
		return errors.New("a job id is a number")
	}
	return nil
}

// StartExport asks for an export and returns its job, to be stored at once. It is sent once: if its answer is lost or
// is a server error, the error is a *LostExportError and the job may exist. Only a rejected token, which starts nothing,
// and a connection that never came up are repeated.
//
// A generic server may also answer ErrTooMuch, and ErrOtherServer where it names another server's address.
//
// Other errors: ErrBadRequest and its cases, ErrJanuary, ErrNoAttribution, ErrSinceTooEarly, ErrRunoutOver,
// ErrDuplicateJob, ErrUnauthorized, ErrVersionNotEnabled, ErrAccessEnded and those of any request.
func (c *Client) StartExport(ctx context.Context, request ExportRequest) (JobID, error) {
	if c.Generic() {
		return c.startGeneric(ctx, request)
	}
	if err := request.check(c.version); err != nil {
		return "", refused(OpExport, err)
	}
	req := c.get(OpExport, request.path(c.version), asyncHeader())
	req.query = request.query(c.version)
	req.success = []int{http.StatusAccepted}
	req.startsWork = true

	started := c.wire.now()
	var id JobID
	err := c.wire.run(ctx, req, func(resp *http.Response) error {
		closeBody(resp) // empty; everything is in the header
		var ok bool
		if id, ok = parseContentLocation(resp.Header.Get("Content-Location")); !ok {
			return &StatusError{
				Op: OpExport, Status: resp.StatusCode, Kind: ErrBadReply, sent: true,
				Err: errors.New("no job in Content-Location"),
			}
		}
		return nil
	})
	if lost(err) {
		return "", &LostExportError{
			Version: c.version, Request: request, NotBefore: c.wire.notBefore(started), Err: err,
		}
	}
	if err != nil {
		return "", err
	}
	c.wire.log.Info("export started", "job", string(id), "version", string(c.version))
	return id, nil
}

// ServerTime is a moment of ours by the server's clock, as far as its answers told it, rather too early than too late: what
// MatchLostExport needs after a restart.
func (c *Client) ServerTime(at time.Time) time.Time { return c.wire.notBefore(at) }

// lost tells whether a failed export may have started a job all the same.
func lost(err error) bool {
	var failure *StatusError
	if !errors.As(err, &failure) || failure.Op != OpExport || !failure.sent {
		return false
	}
	if failure.Status == 0 {
		return true // the connection stood, no answer came
	}
	return failure.Kind == ErrServerTrouble || failure.Kind == ErrBadReply
}

// jobTail is the end of a job's URL.
var jobTail = regexp.MustCompile(`/jobs/([0-9]{1,20})/?$`)

// parseContentLocation reads the job of a started export. Host and scheme are what the server believes of itself and
// may be wrong, so only the number counts (docs/reference/bcda-protocol.md 3).
func parseContentLocation(text string) (JobID, bool) {
	u, err := url.Parse(text)
	if err != nil {
		return "", false
	}
	m := jobTail.FindStringSubmatch(u.Path)
	if m == nil {
		return "", false
	}
	return JobID(m[1]), true
}
