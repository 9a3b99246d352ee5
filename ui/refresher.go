package ui

import (
	"context"
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"

	"github.com/claimsdesk/claimsdesk/app"
)

// eventPause is how long the screen rests between two events (docs/reference/screens.md 2, fact 16).
const eventPause = 250 * time.Millisecond

// refresher is the refreshControl of an open data set. All but post, runFor and busy belongs to Fyne's goroutine.
type refresher struct {
	ctx   context.Context // of the open data set
	run   func(work func())
	work  func(ctx context.Context, opts app.RefreshOptions, report app.Report) (app.RefreshResult, error)
	after timer
	now   func() time.Time
	// ended is told of the end of a refresh that a person started, on the goroutine of the refresh; nil for nobody.
	ended func(app.RefreshResult, error)

	state       refreshState
	cancel      context.CancelCauseFunc
	subscribers []*subscriber
	busy        atomic.Bool // state.Running, for other goroutines

	mail eventMail
}

var _ refreshControl = (*refresher)(nil)

type subscriber struct{ tell func(refreshState) }

// eventMail holds the latest event that the goroutine of the refresh has told, and when each stage began: an event may be
// replaced before the screen takes it.
type eventMail struct {
	mu     sync.Mutex
	latest app.Event
	begun  [progressStages]time.Time
	fresh  bool // latest has not been shown yet
	called bool // deliver is on its way
}

// Start implements refreshControl.
func (r *refresher) Start(opts app.RefreshOptions) bool {
	return r.begin(opts, func(result app.RefreshResult, err error) {
		if r.ended != nil {
			r.ended(result, err)
		}
	})
}

// begin starts a refresh; ended is told on its goroutine.
func (r *refresher) begin(opts app.RefreshOptions, ended func(app.RefreshResult, error)) bool {
	if r.state.Running || r.ctx.Err() != nil {
		return false
	}
	opts.Unattended = true // the window stays while an outage lasts
	ctx, cancel := context.WithCancelCause(r.ctx)
	r.cancel = cancel
	r.busy.Store(true)
	r.mail.clear()
	r.state = refreshState{Running: true, StartedAt: r.now(), Event: app.Event{Phase: app.PhaseSigningIn, Percent: -1}}
	r.tell()
	r.run(func() {
		result, err := r.work(ctx, opts, r.post)
		ended(result, err)
		fyne.Do(func() { r.finish(result, err) })
	})
	return true
}

// errRefreshRuns tells the schedule that somebody was faster.
var errRefreshRuns = errors.New("a refresh runs already")

// runFor runs a refresh for somebody on another goroutine and returns when it has ended, or when ctx has.
func (r *refresher) runFor(ctx context.Context, opts app.RefreshOptions) (app.RefreshResult, error) {
	type outcome struct {
		result app.RefreshResult
		err    error
	}
	ended := make(chan outcome, 1)
	fyne.Do(func() {
		if !r.begin(opts, func(result app.RefreshResult, err error) { ended <- outcome{result, err} }) {
			ended <- outcome{err: errRefreshRuns}
		}
	})
	select {
	case o := <-ended:
		return o.result, o.err
	case <-ctx.Done():
		return app.RefreshResult{}, ctx.Err()
	}
}

// End implements refreshControl.
func (r *refresher) End(how error) {
	if r.state.Running && r.state.Ending == nil {
		r.state.Ending = how
		r.cancel(how)
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
	if !r.mail.put(e) {
		fyne.Do(r.deliver)
	}
}

// deliver shows the latest event and then rests; an event that came meanwhile is shown afterwards.
func (r *refresher) deliver() {
	r.mail.mu.Lock()
	e, begun, fresh := r.mail.latest, r.mail.begun, r.mail.fresh
	r.mail.fresh = false
	r.mail.called = fresh
	r.mail.mu.Unlock()
	if !fresh {
		return
	}
	if r.state.Running {
		r.state.Event, r.state.Begun = e, begun
		r.tell()
	}
	r.after(eventPause, r.deliver)
}

func (r *refresher) finish(result app.RefreshResult, err error) {
	r.cancel(nil)
	r.busy.Store(false)
	r.mail.mu.Lock()
	if r.mail.fresh {
		r.state.Event, r.state.Begun, r.mail.fresh = r.mail.latest, r.mail.begun, false
	}
	r.mail.mu.Unlock()
	r.state.Running, r.state.Ending = false, nil
	r.state.Ended, r.state.EndedAt, r.state.Result, r.state.Err = true, r.now(), result, err
	r.tell()
}

func (r *refresher) tell() {
	for _, s := range r.subscribers {
		s.tell(r.state)
	}
}

// clear forgets the stages of the run before.
func (m *eventMail) clear() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.begun = [progressStages]time.Time{}
}

// put keeps an event; called says that its delivery is on the way already.
func (m *eventMail) put(e app.Event) (called bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.latest, m.fresh = e, true
	if stage := stageOf(e); stage < progressStages && m.begun[stage].IsZero() {
		m.begun[stage] = e.At
	}
	called, m.called = m.called, true
	return called
}
