package ui

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
)

// spinnerDelay is how long a load may take before the page says that it is looking (docs/reference/screens.md, rule 6).
const spinnerDelay = 100 * time.Millisecond

// loader reads in the background for one place of one page. The latest load wins: starting another one cancels the
// context of the one before, and its answer is dropped whenever it comes. All fields and methods belong to Fyne's
// goroutine.
type loader struct {
	run   func(work func()) // starts background work
	after timer
	busy  func(looking bool) // shows or hides "Looking…"; only called on a change

	generation int
	cancel     context.CancelFunc
	stopTimer  func()
	looking    bool
}

// newLoader returns a loader; busy may be nil.
func newLoader(run func(func()), after timer, busy func(bool)) *loader {
	if busy == nil {
		busy = func(bool) {}
	}
	return &loader{run: run, after: after, busy: busy}
}

// load reads in the background and hands the answer to apply on Fyne's goroutine. Nothing is applied once ctx has ended
// or another load has been started with the same loader.
func load[T any](ctx context.Context, l *loader, read func(context.Context) (T, error), apply func(T, error)) {
	l.stop()
	ctx, cancel := context.WithCancel(ctx)
	l.cancel = cancel
	mine := l.generation
	l.stopTimer = l.after(spinnerDelay, func() {
		if l.generation == mine {
			l.say(true)
		}
	})
	l.run(func() {
		value, err := read(ctx)
		fyne.Do(func() {
			if l.generation != mine {
				return
			}
			left := ctx.Err() != nil
			l.stop()
			l.say(false)
			if !left {
				apply(value, err)
			}
		})
	})
}

// stop cancels the load that runs, if any; its answer will not be applied.
func (l *loader) stop() {
	l.generation++
	if l.cancel != nil {
		l.cancel()
		l.stopTimer()
		l.cancel, l.stopTimer = nil, nil
	}
}

// running says whether an answer is still to come.
func (l *loader) running() bool { return l.cancel != nil }

func (l *loader) say(looking bool) {
	if l.looking != looking {
		l.looking = looking
		l.busy(looking)
	}
}
