package app

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/schedule"
)

// lookEvery is the longest time between two looks at the clock. Timers stand still while a computer sleeps, so a long one
// would fire hours late.
const lookEvery = time.Minute

// KeeperDeps are what a Keeper needs. Set, Start and Running are required.
type KeeperDeps struct {
	Set *Set
	// Start runs a refresh and returns when it has ended. It is called by one goroutine at a time.
	Start func(ctx context.Context, opts RefreshOptions) (RefreshResult, error)
	// Running says whether a refresh runs that somebody else started.
	Running func() bool
	Notify  func(Notice) // nil to tell nobody
	// After fires once after a while, unless it is stopped before; nil for a timer.
	After func(d time.Duration) (fire <-chan time.Time, stop func() bool)
	Log   *slog.Logger // nil for none
}

// Keeper runs the schedule of an open data set: it starts refreshes when they are due, carries on what was interrupted, and
// tells when a person is needed. What is due is decided in package schedule.
type Keeper struct {
	set     *Set
	start   func(ctx context.Context, opts RefreshOptions) (RefreshResult, error)
	running func() bool
	notify  func(Notice)
	after   func(d time.Duration) (<-chan time.Time, func() bool)
	log     *slog.Logger
	wake    chan struct{}
	work    sync.WaitGroup // the refresh that Run started

	mu   sync.Mutex // guards busy, and reading, changing and writing what is remembered
	busy bool       // a refresh that this Keeper started runs
}

// NewKeeper returns a Keeper; Run sets it to work.
func NewKeeper(deps KeeperDeps) *Keeper {
	k := &Keeper{set: deps.Set, start: deps.Start, running: deps.Running, notify: deps.Notify, after: deps.After, log: deps.Log, wake: make(chan struct{}, 1)}
	if k.notify == nil {
		k.notify = func(Notice) {}
	}
	if k.after == nil {
		k.after = func(d time.Duration) (<-chan time.Time, func() bool) {
			t := time.NewTimer(d)
			return t.C, t.Stop
		}
	}
	if k.log == nil {
		k.log = slog.New(slog.DiscardHandler)
	}
	return k
}

// Run keeps the schedule until ctx is over, and then waits for the refresh that it started.
func (k *Keeper) Run(ctx context.Context) {
	defer k.work.Wait()
	for ctx.Err() == nil {
		next, err := k.look(ctx)
		if err != nil && ctx.Err() == nil {
			// The next look may go better; a data set that cannot be read shows on every screen.
			k.log.WarnContext(ctx, "look at the schedule", "set", k.set.name, "error", err)
		}
		fire, stop := k.after(next)
		select {
		case <-ctx.Done():
		case <-fire:
		case <-k.wake:
		}
		stop()
	}
}

// Wake makes Run look at once, such as after a change of the schedule.
func (k *Keeper) Wake() {
	select {
	case k.wake <- struct{}{}:
	default: // it is about to look anyway
	}
}

// look does what is due and says how long to wait until the next look.
func (k *Keeper) look(ctx context.Context) (time.Duration, error) {
	l, d, notices, err := k.decide(ctx, k.running())
	if err != nil {
		return lookEvery, err
	}
	for _, n := range notices {
		k.notify(n)
	}
	if starts(d) {
		k.begin(ctx, l, d)
	}
	return untilNext(d, l.situation.Now), nil
}

// decide says what to do and whom to tell what. It is remembered before it is done: a program that ends right afterwards
// must not tell or start the same again at once.
func (k *Keeper) decide(ctx context.Context, running bool) (scheduleLook, schedule.Decision, []Notice, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	memory, err := k.set.keeperMemory(ctx)
	if err != nil {
		return scheduleLook{}, schedule.Decision{}, nil, err
	}
	l, err := k.set.look(ctx, memory)
	if err != nil {
		return l, schedule.Decision{}, nil, err
	}
	l.situation.Running = k.busy || running
	d := schedule.Decide(l.situation)
	notices, changed, err := k.dueNotices(ctx, l, d, memory)
	if err != nil {
		return l, d, nil, err
	}
	if starts(d) {
		changed = changed.begin(l.situation.Now)
	}
	if changed != memory {
		err = k.set.saveKeeperMemory(ctx, changed)
	}
	k.busy = k.busy || (err == nil && starts(d))
	return l, d, notices, err
}

func starts(d schedule.Decision) bool { return d.Do != schedule.Nothing && d.Do != schedule.Stop }

func untilNext(d schedule.Decision, now time.Time) time.Duration {
	if wait := d.At.Sub(now); d.Do == schedule.Nothing && wait > 0 {
		return min(wait, lookEvery)
	}
	return lookEvery
}

// begin starts a refresh beside the looks, which go on telling how long CMS keeps its files.
func (k *Keeper) begin(ctx context.Context, l scheduleLook, d schedule.Decision) {
	opts := l.options(d)
	k.log.InfoContext(ctx, "start a refresh by schedule", "set", k.set.name, "do", string(d.Do), "why", string(d.Why), "full", opts.Full)
	k.work.Go(func() {
		result, err := k.start(ctx, opts)
		if rememberErr := k.Ended(ctx, result, err); rememberErr != nil {
			k.log.WarnContext(ctx, "remember the end of a refresh", "set", k.set.name, "error", rememberErr)
		}
		k.mu.Lock()
		k.busy = false
		k.mu.Unlock()
		k.Wake()
	})
}

// Ended takes notice of how a refresh ended: the schedule goes on from there, and a person is told. Run calls it for those
// that it started; whoever starts others, such as a person at a button, calls it too, so that refused credentials stop the
// schedule and a wish to stop is kept.
func (k *Keeper) Ended(ctx context.Context, result RefreshResult, err error) error {
	// A person stopped the refresh, unless the program ends.
	byPerson := ctx.Err() == nil && (errors.Is(err, context.Canceled) || errors.Is(err, ErrStopped))
	ctx = context.WithoutCancel(ctx)
	connection, readErr := k.set.db.Connection(ctx)
	if readErr != nil {
		return readErr
	}
	k.mu.Lock()
	memory, readErr := k.set.keeperMemory(ctx)
	changed := memory
	if readErr == nil {
		changed = memory.after(result, err, byPerson, connection, k.set.desk.now().Round(0))
	}
	if changed != memory {
		readErr = k.set.saveKeeperMemory(ctx, changed)
	}
	k.mu.Unlock()
	notice, ok := endNotice(result, err)
	known := changed.StoppedWhy == memory.StoppedWhy && changed.StoppedWith == memory.StoppedWith
	if ok && (notice.Kind != NoticeStopped || !known) {
		k.notify(notice)
	}
	return readErr
}

// begin is what is remembered of a start. A start after a stop means that a person has seen to it: the next stop is told anew.
func (m keeperMemory) begin(now time.Time) keeperMemory {
	m.TriedAt, m.Tries = now, m.Tries+1
	if why := schedule.Trouble(m.StoppedWhy); why != schedule.NotAccepted && why != schedule.NoRoom {
		m.StoppedWhy, m.StoppedWith = "", ""
	}
	return m
}

// after is what is remembered once a refresh has ended.
func (m keeperMemory) after(result RefreshResult, err error, byPerson bool, c claims.Connection, now time.Time) keeperMemory {
	refresh := result.Refresh
	if refresh.ID != 0 && (refresh.State.Ended() || refresh.Reason == claims.WaitJanuary) {
		m.Tries = 0
	}
	trouble := troubleOf(err)
	if trouble.NeedsPerson() {
		m.Trouble, m.TroubleAt, m.TroubleOf = trouble, now, connectionMark(c)
	}
	if _, told := stoppedNotice(err); told {
		m.StoppedWhy, m.StoppedWith = string(trouble), connectionMark(c)
	}
	if err == nil {
		m.Trouble, m.TroubleAt, m.TroubleOf = schedule.NoTrouble, time.Time{}, ""
		m.StoppedWhy, m.StoppedWith = "", ""
	}
	if byPerson {
		m.StoppedAt = now
	}
	return m
}
