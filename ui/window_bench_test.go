package ui_test

import (
	"fmt"
	"runtime"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/ui"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// looped is the window with its work in the background and its timers on the wall clock, on a loop of its own.
type looped struct {
	*rig
	app  *loopApp
	loop *loop
}

// openLooped opens the window over a data folder; quit closes it.
func openLooped(b *testing.B, dir string, practice bool, people int) *looped {
	b.Helper()
	a := newLoopApp()
	r := startRig(b, rigOptions{app: a, dir: dir, practice: practice, people: people, deps: func(d *ui.Deps) { d.Go, d.After = nil, nil }})
	w := &looped{rig: r, app: a, loop: a.driver.loop}
	w.resize(1280, 800)
	return w
}

// await runs the loop until words stand on the screen.
func (w *looped) await(b *testing.B, words string) {
	b.Helper()
	if !w.loop.until(func() bool { return w.sees(words) }) {
		b.Fatalf("%q does not come to the screen, which says %q", words, w.texts())
	}
}

func (w *looped) quit(b *testing.B) {
	b.Helper()
	w.choose("File", "Quit")
	if !w.loop.until(func() bool { return w.app.ended }) {
		b.Error("the window does not close")
	}
	w.ui.Wait()
}

// table is the list that has the keyboard.
func (w *looped) table(b *testing.B) *widgets.RowTable {
	b.Helper()
	table, ok := w.canvas().Focused().(*widgets.RowTable)
	if !ok {
		b.Fatalf("the keyboard is with %T", w.canvas().Focused())
	}
	return table
}

// BenchmarkWindow measures what people wait for in the window (docs/reference/performance.md 2), drawn in memory.
func BenchmarkWindow(b *testing.B) {
	dir, usual := ui.CrowdData(b), runtime.GOMAXPROCS(0)
	for _, one := range []struct {
		name  string
		bench func(*testing.B, string)
	}{{"first-paint", benchFirstPaint}, {"importing", benchImporting}, {"search", benchSearch}, {"pages", benchPages}} {
		b.Run(one.name, func(b *testing.B) {
			defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(ui.Threads(usual))) // package testing sets it before each
			one.bench(b, dir)
		})
	}
}

// benchFirstPaint opens the window on its data: until Home has its figures, and until it is drawn.
func benchFirstPaint(b *testing.B, dir string) {
	var ready, painted times
	for b.Loop() {
		start := time.Now()
		w := openLooped(b, dir, false, 0)
		w.await(b, app.CountText(ui.CrowdSize().Claims()))
		ready = append(ready, time.Since(start))
		w.canvas().Capture()
		painted = append(painted, time.Since(start))
		b.StopTimer()
		w.quit(b)
		b.StartTimer()
	}
	ready.report(b, "ready")
	painted.report(b, "painted")
}

// benchSearch types what people search by; the clock starts with the last letter.
func benchSearch(b *testing.B, dir string) {
	w := openLooped(b, dir, false, 0)
	defer w.quit(b)
	w.await(b, app.CountText(ui.CrowdSize().Claims()))
	var found, drawn times
	n := 0
	for b.Loop() {
		person := n * 37 % ui.CrowdSize().People
		n++
		for typed, hit := range map[string]string{
			fmt.Sprintf("name%04d", person%5000): fmt.Sprintf("Name%04d", person%5000),
			fmt.Sprintf("1EG%08d", person):       fmt.Sprintf("Name%04d", person%5000),
		} {
			w.choose("View", "Find a person")
			start := time.Now()
			w.typing(typed)
			w.await(b, hit)
			found = append(found, time.Since(start))
			w.canvas().Capture()
			drawn = append(drawn, time.Since(start))
			w.press(fyne.KeyEscape, fyne.KeyEscape)
		}
	}
	found.report(b, "found")
	drawn.report(b, "drawn")
}

// benchPages leafs through the people, a page of rows at a time, and through the pages of the window.
func benchPages(b *testing.B, dir string) {
	w := openLooped(b, dir, false, 0)
	defer w.quit(b)
	w.await(b, app.CountText(ui.CrowdSize().Claims()))
	var flip, turn times
	pages := []string{"People", "Events", "Analysis", "Excel", "Downloads", "Privacy", "Help", "Home"}
	for b.Loop() {
		for _, page := range pages {
			w.loop.took = nil
			start := time.Now()
			w.choose("View", page)
			turn = append(turn, time.Since(start))
		}
		w.choose("View", "People")
		w.loop.until(func() bool { return w.table(b).Cells(0) != nil })
		table := w.table(b)
		for row := 0; row+widgets.PageSize < table.Total() && row < 50*widgets.PageSize; row += widgets.PageSize {
			start := time.Now()
			table.Select(row + widgets.PageSize)
			w.loop.until(func() bool { return table.Cells(row+widgets.PageSize) != nil })
			flip = append(flip, time.Since(start))
		}
	}
	flip.report(b, "flip")
	turn.report(b, "turn")
}

// benchImporting lets practice data be fetched and stored for the first time while the window is open: how long each turn of
// the loop takes, and how late a frame is that is due every 16 ms. Both need what the import leaves of the processors.
func benchImporting(b *testing.B, _ string) {
	var busy, late times
	for b.Loop() {
		w := openLooped(b, b.TempDir(), true, manyPeople)
		w.await(b, "Getting new data")
		w.loop.took = nil
		stop := w.loop.frames(func(d time.Duration) { late = append(late, d) })
		w.await(b, "Refresh finished: ")
		stop()
		busy = append(busy, w.loop.took...)
		b.StopTimer()
		w.quit(b)
		b.StartTimer()
	}
	busy.report(b, "busy")
	late.report(b, "late")
}
