package ui_test

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/practice"
	"github.com/claimsdesk/claimsdesk/ui"
)

// clock passes a little at each look, so that jobs end without anybody waiting.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(2 * time.Millisecond)
	return c.now
}

// waiting is a timer that rings when the test says so.
type waiting struct {
	after   time.Duration
	ring    func()
	stopped bool
}

// rig is the whole window over a real data folder and a real practice server. Background work runs inline, and timers
// ring by hand, so nothing happens twice in a different order.
type rig struct {
	tb     testing.TB
	ui     *ui.UI
	clock  *clock
	people int // of the practice server
	timers []*waiting
	// onEvent is told after each event of a refresh that reached the screen.
	onEvent func()
}

// fewPeople is enough for tests that look at no figures.
const fewPeople = 12

// newRig opens a window over a data folder.
func newRig(tb testing.TB, dir string, practiceData bool) *rig {
	tb.Helper()
	return startRig(tb, rigOptions{app: test.NewApp(), dir: dir, practice: practiceData, people: fewPeople})
}

// rigOptions are what differs between windows; what the app remembers goes from one to the next.
type rigOptions struct {
	app      fyne.App
	dir      string
	practice bool
	people   int
	onEvent  func(*rig)
	deps     func(*ui.Deps) // changes what the window is made with; nil for nothing
	// secrets and transport replace what is kept in memory and the network; nil for neither.
	secrets   app.Secrets
	transport func(*rig) http.RoundTripper
}

func startRig(tb testing.TB, opts rigOptions) *rig {
	tb.Helper()
	r := &rig{tb: tb, people: opts.people, clock: &clock{now: time.Date(2026, 8, 29, 9, 30, 0, 0, time.UTC)}, onEvent: func() {}}
	if opts.onEvent != nil {
		r.onEvent = func() { opts.onEvent(r) }
	}
	deps := app.Deps{
		FreeSpace: func(string) (uint64, error) { return 1 << 40, nil }, // whatever disk the tests run on
		DataDir:   opts.dir, Secrets: opts.secrets, Now: r.clock.Now, Version: "1.0.0", WaitScale: 0.0001, Practice: r.startPractice,
	}
	if deps.Secrets == nil {
		deps.Secrets = app.NewMemorySecrets()
	}
	if opts.transport != nil {
		deps.Transport = opts.transport(r)
	}
	desk, err := app.New(deps)
	if err != nil {
		tb.Fatal(err)
	}
	window := ui.Deps{
		App: opts.app, Desk: desk, Practice: opts.practice, Version: "1.0.0", Now: r.clock.Now,
		Go: func(work func()) { work() }, After: r.after, Unscheduled: true,
	}
	if opts.deps != nil {
		opts.deps(&window)
	}
	r.ui = ui.New(window)
	ctx, cancel := context.WithCancel(context.Background())
	tb.Cleanup(func() {
		cancel()
		r.ui.Wait()
	})
	r.ui.Start(ctx)
	return r
}

func (r *rig) startPractice(ctx context.Context) (app.PracticeServer, error) {
	server, running, err := practice.BuiltIn{People: r.people, Now: r.clock.Now, MinJobTime: 60 * time.Millisecond}.Start(ctx)
	if err != nil {
		return app.PracticeServer{}, err
	}
	return app.PracticeServer{Origin: running.URL, ClientID: server.ClientID(), Secret: server.ClientSecret(), Stop: running.Close}, nil
}

// eventPause is the pause between two events on the screen; it is over at once.
const eventPause = 250 * time.Millisecond

func (r *rig) after(d time.Duration, f func()) func() {
	if d == eventPause {
		r.onEvent()
		f()
		return func() {}
	}
	w := &waiting{after: d, ring: f}
	r.timers = append(r.timers, w)
	return func() { w.stopped = true }
}

// ring lets the timers of a length ring that have not been stopped.
func (r *rig) ring(d time.Duration) {
	due := r.timers
	r.timers = nil
	for _, w := range due {
		switch {
		case w.stopped:
		case w.after == d:
			w.ring()
		default:
			r.timers = append(r.timers, w)
		}
	}
}

func (r *rig) resize(w, h float32) { r.ui.Window().Resize(fyne.NewSize(w, h)) }

func (r *rig) canvas() fyne.Canvas { return r.ui.Window().Canvas() }

// press gives a key to whoever has the keyboard, else to the window.
func (r *rig) press(keys ...fyne.KeyName) {
	for _, key := range keys {
		if f := r.canvas().Focused(); f != nil {
			f.TypedKey(&fyne.KeyEvent{Name: key})
		} else if heard := r.canvas().OnTypedKey(); heard != nil {
			heard(&fyne.KeyEvent{Name: key})
		}
	}
}

func (r *rig) typing(text string) { test.Type(r.canvas().Focused(), text) }

// choose takes an item of the main menu, as its shortcut would: "View", "Theme", "Dark".
func (r *rig) choose(path ...string) {
	r.tb.Helper()
	items := []*fyne.MenuItem{}
	for _, m := range r.ui.Window().MainMenu().Items {
		if m.Label == path[0] {
			items = m.Items
		}
	}
	for i, label := range path[1:] {
		at := slices.IndexFunc(items, func(item *fyne.MenuItem) bool { return item.Label == label })
		if at < 0 {
			r.tb.Fatalf("no menu item %v", path)
		}
		if i == len(path)-2 {
			items[at].Action()
			return
		}
		items = items[at].ChildMenu.Items
	}
}

// texts are the words on the screen, of what lies on top.
func (r *rig) texts() []string {
	top := r.canvas().Overlays().Top()
	if top == nil {
		top = r.ui.Window().Content()
	}
	var words []string
	for _, o := range shown(top) {
		if label, ok := o.(*widget.Label); ok {
			words = append(words, label.Text) // whole, where its lines are cut
		}
	}
	return append(words, wordsOf(top)...)
}

// sees says whether words stand on the screen.
func (r *rig) sees(words string) bool {
	return slices.ContainsFunc(r.texts(), func(text string) bool { return strings.Contains(text, words) })
}

// want fails unless all words stand on the screen.
func (r *rig) want(words ...string) {
	r.tb.Helper()
	for _, w := range words {
		if !r.sees(w) {
			r.tb.Fatalf("%q is not on the screen, which says %q", w, r.texts())
		}
	}
}

// tap presses the button with a text.
func (r *rig) tap(text string) {
	r.tb.Helper()
	top := r.canvas().Overlays().Top()
	if top == nil {
		top = r.ui.Window().Content()
	}
	for _, o := range shown(top) {
		if button, ok := o.(fyne.Tappable); ok && slices.Equal(wordsOf(o), []string{text}) {
			test.Tap(button)
			return
		}
	}
	r.tb.Fatalf("no button %q", text)
}

// wordsOf are the words that are drawn in an object.
func wordsOf(o fyne.CanvasObject) []string {
	var words []string
	for _, o := range shown(o) {
		if t, ok := o.(*canvas.Text); ok && t.Text != "" {
			words = append(words, t.Text)
		}
	}
	return words
}

// shown is an object with all that lies visibly in it.
func shown(o fyne.CanvasObject) []fyne.CanvasObject {
	if o == nil || !o.Visible() {
		return nil
	}
	list := []fyne.CanvasObject{o}
	for _, child := range children(o) {
		list = append(list, shown(child)...)
	}
	return list
}

func children(o fyne.CanvasObject) []fyne.CanvasObject {
	switch o := o.(type) {
	case *fyne.Container:
		return o.Objects
	case fyne.Widget:
		return test.WidgetRenderer(o).Objects()
	default:
		return nil
	}
}
