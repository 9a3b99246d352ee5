package bcda

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"golang.org/x/time/rate"
)

// wire sends requests to one origin: spaced, watched, classified and repeated. It knows no operation by itself.
type wire struct {
	origin  Origin
	base    *address // FHIR base of a generic server; nil for BCDA
	http    *http.Client
	limiter *rate.Limiter
	scale   float64
	retry   RetryPolicy
	stall   time.Duration
	now     func() time.Time
	sleep   func(context.Context, time.Duration) error
	jitter  func() float64
	log     *slog.Logger
	onWait  func(Pause)

	reached atomic.Bool  // the server has answered something
	dated   atomic.Bool  // skew is known
	skew    atomic.Int64 // server's clock minus ours, nanoseconds, from the last Date header
}

// call is one operation as a request.
type call struct {
	op         Op
	method     string // "" for GET
	origin     Origin // zero for the wire's own
	path       string // escaped, from the origin
	query      string // raw
	header     map[string]string
	tokens     TokenSource // nil for a request without bearer token
	success    []int       // statuses that are handed to the handler
	startsWork bool        // an export: never sent again once it may have arrived
	// form makes the body of a POST anew for each attempt; nil for none.
	form func() (url.Values, error)
}

// url returns where the call goes.
func (c call) url(own Origin) string {
	if c.origin == (Origin{}) {
		return own.url(c.path, c.query)
	}
	return c.origin.url(c.path, c.query)
}

// body returns what is sent and its media type, "" for none.
func (c call) body() (io.Reader, string, error) {
	if c.form == nil {
		return http.NoBody, "", nil
	}
	values, err := c.form()
	if err != nil {
		return nil, "", err
	}
	return strings.NewReader(values.Encode()), "application/x-www-form-urlencoded", nil
}

// run sends c until it succeeds or repeating is over, and hands the successful response to handle, which owns its body.
// Errors of handle are failures of the attempt like any other.
func (w *wire) run(ctx context.Context, c call, handle func(*http.Response) error) error {
	var h history
	for {
		var token Token
		if c.tokens != nil {
			var err error
			if token, err = c.tokens.Token(ctx); err != nil {
				return fmt.Errorf("%s: %w", c.op, err)
			}
		}
		err := w.once(ctx, c, token, handle)
		var failure *StatusError
		if err == nil || ctx.Err() != nil || !errors.As(err, &failure) {
			return err
		}
		w.mark(failure, c, token)
		if failure.Kind == ErrTokenRejected && c.tokens != nil && !token.Access.Empty() {
			c.tokens.Invalidate(token)
			if h.renewed {
				return err
			}
			h.renewed = true
			w.log.Info("token rejected, asking for a new one", "op", string(c.op))
			continue
		}
		wait, again := w.retry.next(c, failure, &h, w.reached.Load(), w.jitter())
		if !again {
			return err
		}
		if err := w.pause(ctx, Pause{Op: c.op, Kind: failure.Kind, Failed: h.failed + h.refused, Wait: wait}); err != nil {
			return fmt.Errorf("%s: %w", c.op, err)
		}
	}
}

// mark says of a failure that it came from a generic server, where the words about CMS do not hold. A request without
// a token cannot have had a wrong one.
func (w *wire) mark(failure *StatusError, c call, token Token) {
	if w.base == nil {
		return
	}
	failure.Generic = true
	if failure.Kind != ErrTokenRejected || !token.Access.Empty() {
		return
	}
	failure.Kind = ErrUnauthorized
	if c.op == OpDownload {
		failure.Kind = ErrFileGone
	}
}

// pause tells about a wait and waits.
func (w *wire) pause(ctx context.Context, p Pause) error {
	w.log.Info("waiting to repeat", "op", string(p.Op), "because", p.Kind.Error(), "failed", p.Failed, "wait", p.Wait)
	w.onWait(p)
	return w.wait(ctx, p.Wait)
}

// wait sleeps for d, shortened by the wait scale.
func (w *wire) wait(ctx context.Context, d time.Duration) error {
	if d = time.Duration(float64(d) * w.scale); d <= 0 {
		return ctx.Err()
	}
	return w.sleep(ctx, d)
}

// space waits for the limiter.
func (w *wire) space(ctx context.Context) error {
	now := w.now()
	turn := w.limiter.ReserveN(now, 1)
	delay := turn.DelayFrom(now)
	if delay <= 0 {
		return ctx.Err()
	}
	if err := w.sleep(ctx, delay); err != nil {
		turn.CancelAt(now)
		return err
	}
	return nil
}

// once makes one attempt.
func (w *wire) once(ctx context.Context, c call, token Token, handle func(*http.Response) error) error {
	if err := w.space(ctx); err != nil {
		return fmt.Errorf("%s: %w", c.op, err)
	}
	resp, err := w.send(ctx, c, token)
	if err != nil {
		return err
	}
	w.heard(resp)
	for _, status := range c.success {
		if resp.StatusCode == status {
			return handle(resp)
		}
	}
	return w.refusal(ctx, c, resp)
}

// send makes the request and returns its response, whose body is watched for stalls.
func (w *wire) send(ctx context.Context, c call, token Token) (*http.Response, error) {
	watch := newWatch(ctx, w.stall)
	var sent atomic.Bool
	traced := httptrace.WithClientTrace(watch.ctx, &httptrace.ClientTrace{
		// From the first header on the server may have seen the request. The trace fires late enough that a failed
		// connection or handshake does not count, and early enough that a half-written request does.
		GotConn: func(httptrace.GotConnInfo) { sent.Store(true) },
	})
	body, media, err := c.body()
	if err != nil {
		watch.end()
		return nil, fmt.Errorf("%s: make the request: %w", c.op, err)
	}
	req, err := http.NewRequestWithContext(traced, c.method, c.url(w.origin), body)
	if err != nil {
		watch.end()
		return nil, fmt.Errorf("%s: make the request: %w", c.op, err)
	}
	if media != "" {
		req.Header.Set("Content-Type", media)
	}
	for name, value := range c.header {
		req.Header.Set(name, value)
	}
	req.Header.Set("User-Agent", "ClaimsDesk")
	if c.tokens != nil && !token.Access.Empty() {
		req.Header.Set("Authorization", "Bearer "+token.Access.Reveal())
	}
	watch.arm()
	resp, err := w.http.Do(req) // watchedBody closes the body, the handler closes that
	watch.disarm()
	if err != nil {
		watch.end()
		return nil, networkError(ctx, c.op, err, watch.stalled(), sent.Load())
	}
	resp.Body = &watchedBody{body: resp.Body, watch: watch}
	return resp, nil
}

// heard notes that the server is there and what its clock says.
func (w *wire) heard(resp *http.Response) {
	w.reached.Store(true)
	if date, err := http.ParseTime(resp.Header.Get("Date")); err == nil {
		w.skew.Store(int64(date.Sub(w.now())))
		w.dated.Store(true)
	}
}

// Margins of notBefore: Date headers have whole seconds; a computer whose clock was never compared is given more.
const (
	datedMargin   = 2 * time.Second
	undatedMargin = 2 * time.Minute
)

// notBefore is a moment of ours by the server's clock, rather too early than too late. The skew is measured at arrival,
// so slow answers make it earlier as well.
func (w *wire) notBefore(at time.Time) time.Time {
	if !w.dated.Load() {
		return at.Add(-undatedMargin).UTC()
	}
	return at.Add(time.Duration(w.skew.Load()) - datedMargin).UTC()
}

// answerLimit bounds the answers that are read whole. A manifest of 40,000 people is about 200 kB.
const answerLimit = 16 << 20

// refusalLimit bounds what is read of an error's body: outcomes are a few hundred bytes.
const refusalLimit = 64 << 10

// refusal reads an answer that is no success and closes its body. Where the text decides what a status means, half a
// text is none: a cut "Expired Token" would pass for a refusal for good. So the attempt counts as dropped then.
func (w *wire) refusal(ctx context.Context, c call, resp *http.Response) error {
	body, err := io.ReadAll(io.LimitReader(resp.Body, refusalLimit))
	closeBody(resp)
	if err != nil && ctx.Err() != nil {
		return networkError(ctx, c.op, err, false, true)
	}
	status := resp.StatusCode
	if err != nil && status >= 400 && status < 500 && status != http.StatusTooManyRequests {
		return &StatusError{Op: c.op, Status: status, Kind: ErrDropped, Err: err, sent: true}
	}
	failure := w.classify(c.op, status, resp.Header, body)
	w.log.Debug("refused", "op", string(c.op), "status", failure.Status, "kind", failure.Kind.Error())
	return failure
}

// whole makes a handler that reads the body to its end, closes it and hands it to decode.
// A body that ends early is a dropped connection, so the attempt is repeated like any other.
func (w *wire) whole(ctx context.Context, op Op, decode func(resp *http.Response, body []byte) error) func(*http.Response) error {
	return func(resp *http.Response) error {
		body, err := io.ReadAll(io.LimitReader(resp.Body, answerLimit+1))
		stalled := bodyStalled(resp)
		closeBody(resp)
		switch {
		case err != nil && ctx.Err() != nil, err != nil && stalled:
			return networkError(ctx, op, err, stalled, true)
		case err != nil:
			return &StatusError{Op: op, Status: resp.StatusCode, Kind: ErrDropped, Err: err, sent: true}
		case len(body) > answerLimit:
			return &StatusError{Op: op, Status: resp.StatusCode, Kind: ErrTooLarge, sent: true}
		}
		if err := decode(resp, body); err != nil {
			return badReply(op, resp, body, err)
		}
		return nil
	}
}

// badReply says what an unreadable success is: another service's page, or an answer not understood.
func badReply(op Op, resp *http.Response, body []byte, cause error) error {
	var known *StatusError
	if errors.As(cause, &known) {
		return cause
	}
	kind := ErrBadReply
	if isHTML(resp.Header.Get("Content-Type"), body) {
		kind = ErrNotBCDA
	}
	return &StatusError{Op: op, Status: resp.StatusCode, Kind: kind, Err: cause, sent: true}
}

// closeBody ends a response. Nothing depends on the close of a body that has been read or given up.
func closeBody(resp *http.Response) { _ = resp.Body.Close() }
