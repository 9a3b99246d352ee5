package bcda

import (
	"context"
	"errors"
	"io"
	"net/http"
	"time"
)

// errStalled is the cause of a context whose request heard nothing for too long.
var errStalled = errors.New("nothing came from the server for too long")

// watch ends a request when the server stays silent. It runs only while something is awaited, so a slow reader of a
// download does not count as a silent server.
type watch struct {
	ctx    context.Context
	cancel context.CancelCauseFunc
	timer  *time.Timer
	wait   time.Duration
}

func newWatch(ctx context.Context, wait time.Duration) *watch {
	ctx, cancel := context.WithCancelCause(ctx)
	timer := time.AfterFunc(wait, func() { cancel(errStalled) })
	timer.Stop()
	return &watch{ctx: ctx, cancel: cancel, timer: timer, wait: wait}
}

func (w *watch) arm()    { w.timer.Reset(w.wait) }
func (w *watch) disarm() { w.timer.Stop() }

// end releases timer and context.
func (w *watch) end() {
	w.timer.Stop()
	w.cancel(nil)
}

// stalled tells whether silence ended the request.
func (w *watch) stalled() bool { return errors.Is(context.Cause(w.ctx), errStalled) }

// watchedBody is a response body under watch.
type watchedBody struct {
	body  io.ReadCloser
	watch *watch
}

// Read implements io.Reader.
func (b *watchedBody) Read(p []byte) (int, error) {
	b.watch.arm()
	n, err := b.body.Read(p)
	b.watch.disarm()
	return n, err
}

// Close implements io.Closer.
func (b *watchedBody) Close() error {
	b.watch.end()
	return b.body.Close()
}

// bodyStalled tells whether silence ended the reading of a response.
func bodyStalled(resp *http.Response) bool {
	b, ok := resp.Body.(*watchedBody)
	return ok && b.watch.stalled()
}
