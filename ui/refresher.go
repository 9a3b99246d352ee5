package ui

import (
	"context"
	"slices"
	"sync"
	"time"

	"fyne.io/fyne/v2"

	"github.com/claimsdesk/claimsdesk/app"
)

// eventPause is how long the screen rests between two events (docs/reference/screens.md 2, fact 16).
const eventPause = 250 * time.Millisecond

// refresher is the refreshControl of an open data set. All but post belongs to Fyne's goroutine.
type refresher struct {
	ctx   context.Context // of the open data set
	run   func(work func())
	work  func(ctx context.Context, opts app.RefreshOptions, report app.Report) (app.RefreshResult, error)
	after timer
	now   func() time.Time

	state       refreshState
	cancel      context.CancelFunc
	subscribers []*subscriber

	mail eventMail
}

var _ refreshControl = (*refresher)(nil)

type subscriber struct{ tell func(refreshState) }

// eventMail holds the latest event that the goroutine of the refresh has told.
type eventMail struct {
	mu     sync.Mutex
	latest app.Event
	fresh  bool // latest has not been shown yet
	called bool // deliver is on its way
}

// Start implements refreshControl.
func (r *refresher) Start(opts app.RefreshOptions) bool {
	if r.state.Running || r.ctx.Err() != nil {
		return false
	}
	ctx, cancel := context.WithCancel(r.ctx)
	r.cancel = cancel
	r.state = refreshState{Running: true, StartedAt: r.now(), Event: app.Event{Phase: app.PhaseSigningIn, Percent: -1}}
	r.tell()
	r.run(func() {
		result, err := r.work(ctx, opts, r.post)
		fyne.Do(func() { r.finish(result, err) })
	})
	return true
}

// Cancel implements refreshControl.
func (r *refresher) Cancel() {
	if r.state.Running && !r.state.Stopping {
		r.state.Stopping = true
		r.cancel()
		r.tell()
	}
}

// Current implements refreshControl.
func (r *refresher) Current() refreshState { return r.state }

// Subscribe implements refreshControl.
func (r *refresher) Subscribe(tell func(refreshState)) (stop func()) {
	s := &subscriber{tell: tell}
	r.subscribers = append(r.subscribers, s)
	return func() {
		r.subscribers = slices.DeleteFunc(slices.Clone(r.subscribers), func(o *subscriber) bool { return o == s })
	}
}

// post takes an event from the goroutine of the refresh. Events that come faster than the screen takes them are replaced
// by later ones.
func (r *refresher) post(e app.Event) {
	r.mail.mu.Lock()
	r.mail.latest, r.mail.fresh = e, true
	called := r.mail.called
	r.mail.called = true
	r.mail.mu.Unlock()
	if !called {
		fyne.Do(r.deliver)
	}
}

// deliver shows the latest event and then rests; an event that came meanwhile is shown afterwards.
func (r *refresher) deliver() {
	r.mail.mu.Lock()
	e, fresh := r.mail.latest, r.mail.fresh
	r.mail.fresh = false
	r.mail.called = fresh
	r.mail.mu.Unlock()
	if !fresh {
		return
	}
	if r.state.Running {
		r.state.Event = e
		r.tell()
	}
	r.after(eventPause, r.deliver)
}

func (r *refresher) finish(result app.RefreshResult, err error) {
	r.cancel()
	r.mail.mu.Lock()
	if r.mail.fresh {
		r.state.Event, r.mail.fresh = r.mail.latest, false
	}
	r.mail.mu.Unlock()
	r.state.Running, r.state.Stopping = false, false
	r.state.Ended, r.state.EndedAt, r.state.Result, r.state.Err = true, r.now(), result, err
	r.tell()
}

func (r *refresher) tell() {
	for _, s := range r.subscribers {
		s.tell(r.state)
	}
}
