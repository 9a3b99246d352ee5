package ui_test

import (
	"slices"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// loop stands in for Fyne's goroutine: the test app runs what is handed over on the goroutine that hands it over, which
// says nothing of how long the window stands still. A loop takes it on one goroutine, its owner's, and times it.
type loop struct {
	mu    sync.Mutex
	tasks []func()
	more  chan struct{} // holds one while there may be tasks

	took []time.Duration // of each turn: what had been handed over by then, all of it
}

// loopApp is a test app whose widgets belong to a loop. Nothing may be handed over and waited for on the loop itself.
type loopApp struct {
	fyne.App
	driver loopDriver
	ended  bool // by Quit
}

type loopDriver struct {
	fyne.Driver
	loop *loop
}

// newLoopApp returns an app that belongs to the calling goroutine, which runs its loop.
func newLoopApp() *loopApp {
	inner := test.NewApp()
	a := &loopApp{App: inner, driver: loopDriver{inner.Driver(), &loop{more: make(chan struct{}, 1)}}}
	fyne.SetCurrentApp(a)
	return a
}

// Quit implements fyne.App.
func (a *loopApp) Quit() { a.ended = true }

// Driver implements fyne.App.
func (a *loopApp) Driver() fyne.Driver { return a.driver }

// DoFromGoroutine implements fyne.Driver.
func (d loopDriver) DoFromGoroutine(f func(), wait bool) {
	if !wait {
		d.loop.take(f)
		return
	}
	done := make(chan struct{})
	d.loop.take(func() {
		defer close(done)
		f()
	})
	<-done
}

func (l *loop) take(f func()) {
	l.mu.Lock()
	l.tasks = append(l.tasks, f)
	l.mu.Unlock()
	select {
	case l.more <- struct{}{}:
	default: // it knows
	}
}

// turn runs what was handed over.
func (l *loop) turn() {
	l.mu.Lock()
	tasks := l.tasks
	l.tasks = nil
	l.mu.Unlock()
	if len(tasks) == 0 {
		return
	}
	start := time.Now()
	for _, f := range tasks {
		f()
	}
	l.took = append(l.took, time.Since(start))
}

// until takes turns until done, which is asked after each; false when that does not come about.
func (l *loop) until(done func() bool) bool {
	const patience = 5 * time.Minute
	late := time.After(patience)
	for !done() {
		select {
		case <-l.more:
			l.turn()
		case <-late:
			return false
		}
	}
	return true
}

// frames has the loop told every 16 ms how late it is, until stop, which waits.
func (l *loop) frames(tell func(late time.Duration)) (stop func()) {
	const frame = 16 * time.Millisecond
	ticker := time.NewTicker(frame)
	ended, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		for {
			select {
			case due := <-ticker.C:
				l.take(func() { tell(time.Since(due)) })
			case <-ended:
				return
			}
		}
	}()
	return func() {
		ticker.Stop()
		close(ended)
		<-done
	}
}

// times are durations to report percentiles of.
type times []time.Duration

// at is the time that a share of all, such as 0.95, does not exceed.
func (t times) at(share float64) time.Duration {
	if len(t) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(t))
	return sorted[int(share*float64(len(sorted)-1))]
}

// report adds percentiles to a benchmark, in milliseconds: such as name-p95-ms.
func (t times) report(b *testing.B, name string) {
	b.Helper()
	for unit, share := range map[string]float64{"p50": 0.5, "p95": 0.95, "p99": 0.99, "max": 1} {
		b.ReportMetric(milliseconds(t.at(share)), name+"-"+unit+"-ms")
	}
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
