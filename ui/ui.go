package ui

import (
	"context"
	"log/slog"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/claims"
)

// Deps are what the window needs from outside. App and Desk are required; the others have defaults.
type Deps struct {
	App      fyne.App
	Desk     *app.Desk
	Practice bool // open the practice data, whatever was open last
	Version  string
	Now      func() time.Time
	Log      *slog.Logger
	// Task has the operating system get new data while no window is open; nil where that cannot be.
	Task SystemTask
	// Tray keeps the program while its window is closed; nil where there is none.
	Tray Tray
	// Screens are the sizes of the screens, without what the system keeps for itself, the main one first, in the system's units; nil where
	// nobody can tell. It is asked once the window is shown.
	Screens func() []fyne.Size
	// Notify tells something on the desktop; nil for the notifications of App.
	Notify func(title, text string)
	// Unscheduled leaves schedules alone: for tests, in which background work runs inline.
	Unscheduled bool
	// Go starts background work; tests run it inline.
	Go func(work func())
	// After calls f on Fyne's goroutine after d unless stop is called before; tests run it by hand.
	After func(d time.Duration, f func()) (stop func())
}

// UI is the window with the data set that is open in it. Its fields belong to Fyne's goroutine.
type UI struct {
	deps   Deps
	window fyne.Window
	root   *fyne.Container // the shell and, over it, the page that stands alone
	ctx    context.Context // of the whole window
	asked  context.Context // ends when the system asks the program to end
	stop   context.CancelFunc
	crew   crew

	session    *session
	shell      *shell            // over session
	alone      page              // in front of or in place of the shell; nil while the shell is in front
	leaveAlone func()            // ends the showing of alone
	names      []string          // data sets of the folder
	labels     map[string]string // what people call those that are not open, as far as it was read
	closing    bool

	screensBefore []fyne.Size // when the window was hidden
}

var (
	_ opener    = (*UI)(nil)
	_ connector = (*UI)(nil)
)

// New prepares the window; Start fills it.
func New(deps Deps) *UI {
	if deps.Now == nil {
		deps.Now = time.Now
	}
	if deps.Log == nil {
		deps.Log = slog.New(slog.DiscardHandler)
	}
	if deps.Go == nil {
		deps.Go = func(work func()) { go work() }
	}
	if deps.After == nil {
		deps.After = wallTimer
	}
	if deps.Notify == nil {
		deps.Notify = func(title, text string) { deps.App.SendNotification(fyne.NewNotification(title, text)) }
	}
	u := &UI{deps: deps, leaveAlone: func() {}}
	deps.App.SetIcon(fyne.NewStaticResource("icon.png", assets.Icon))
	deps.App.Settings().SetTheme(lookOf(u.preferences()))
	u.window = deps.App.NewWindow(wordProduct)
	u.window.SetMaster()
	u.window.SetPadded(false)
	u.root = container.NewStack()
	u.window.SetContent(u.root)
	u.window.Resize(rememberedSize(u.preferences()))
	return u
}

// Threads is how many threads the program may compute on, of usual: more than there are processors. With as many, Go's own
// scheduler has the window wait in line, 10 ms at a time, behind all that an import does in the background; the operating
// system lets it go first, as it does with all that mostly waits.
func Threads(usual int) int {
	const busy = 6 // goroutines of an import that compute at the same time, about
	return usual + busy
}

// Window is the one window.
func (u *UI) Window() fyne.Window { return u.window }

// Start opens the practice data, the data set of last time, or set-up where there is none, and shows the window. When ctx
// ends, the window closes as if its user had closed it.
func (u *UI) Start(ctx context.Context) {
	u.asked = ctx
	u.ctx, u.stop = context.WithCancel(ctx)
	u.window.SetCloseIntercept(u.closed)
	u.window.Canvas().SetOnTypedKey(u.typedKey)
	u.window.SetOnDropped(u.dropped)
	if u.deps.Tray != nil {
		u.deps.Tray.SetSystemTrayIcon(fyne.NewStaticResource("icon.png", assets.Icon))
		u.tellTray()
	}
	context.AfterFunc(ctx, func() { fyne.Do(u.quit) })
	if u.deps.Practice {
		u.startPractice()
	} else {
		u.openLast()
	}
	u.window.Show()
	u.fitScreen()
}

// Wait returns when nothing runs in the background any more.
func (u *UI) Wait() { u.crew.wait() }

func (u *UI) runBackground(work func()) { u.crew.run(u.deps.Go, work) }

// surroundings are what pages are built with.
func (u *UI) surroundings(nav navigator, read Readers) surroundings {
	return surroundings{
		read: read, nav: nav, now: u.deps.Now, after: u.deps.After,
		copy: u.deps.App.Clipboard().SetContent, copyBriefly: u.copyBriefly, focus: u.window.Canvas().Focus,
		cover: covering{hidden: u.namesHidden},
	}
}

// copiedFor is how long a whole MBI stays on the clipboard (docs/reference/screens.md 5.3).
const copiedFor = time.Minute

func (u *UI) copyBriefly(text string) {
	clipboard := u.deps.App.Clipboard()
	clipboard.SetContent(text)
	u.deps.After(copiedFor, func() {
		if clipboard.Content() == text {
			clipboard.SetContent("")
		}
	})
}

// inFront is the shell while nothing covers it; nil otherwise.
func (u *UI) inFront() *shell {
	if u.alone != nil {
		return nil
	}
	return u.shell
}

// typedKey hears keys while nothing has the keyboard.
func (u *UI) typedKey(key *fyne.KeyEvent) {
	if sh := u.inFront(); key.Name == fyne.KeyF1 && sh != nil && u.window.Canvas().Overlays().Top() == nil {
		sh.goTo(pageHelp)
		return
	}
	if key.Name != fyne.KeyEscape || escapeLayer(u.window.Canvas()) {
		return
	}
	if sh := u.inFront(); sh != nil {
		sh.escape()
	} else if e, ok := u.alone.(escaper); ok {
		e.Escape()
	}
}

// openLast opens the data set of last time, else the first one; where there is none it shows set-up.
func (u *UI) openLast() {
	u.showWaiting(openingText)
	u.runBackground(func() {
		names, err := u.deps.Desk.SetNames()
		fyne.Do(func() {
			u.names = names
			last := u.preferences().String(prefSet)
			switch {
			case err != nil:
				u.showNotOpened(err, u.openLast)
			case len(names) == 0:
				u.showSetup()
			case slices.Contains(names, last):
				u.openNamed(last, false)
			default:
				u.openNamed(names[0], false)
			}
		})
	})
}

// startPractice implements opener.
func (u *UI) startPractice() { u.openNamed(string(claims.EnvPractice), false) }

// openNamed implements opener. The first refresh of practice data starts by itself.
func (u *UI) openNamed(name string, getData bool) {
	u.showWaiting(openingText)
	before := u.detach()
	u.runBackground(func() {
		u.closeSession(before)
		ses, err := openSession(u.ctx, u.deps.Desk, name)
		if u.ctx.Err() != nil {
			u.closeSession(ses) // the window closes
			return
		}
		names, namesErr := u.deps.Desk.SetNames()
		if namesErr != nil {
			u.deps.Log.Warn("data sets not listed", "error", namesErr.Error())
		}
		fyne.Do(func() {
			u.names = names
			if err != nil {
				u.showNotOpened(err, func() { u.openNamed(name, getData) })
				return
			}
			u.take(ses, getData || ses.practice != nil && ses.empty())
			u.readLabels()
		})
	})
}

// take makes a data set the open one.
func (u *UI) take(ses *session, getData bool) {
	u.session, u.shell = ses, newShell(u, ses)
	u.preferences().SetString(prefSet, ses.set.Name())
	u.window.SetTitle(wordProduct + " · " + ses.label())
	page := u.preferences().String(prefPage)
	u.showShell()
	switch {
	case getData:
		u.shell.startData()
	case ses.empty() && page != pageDownloads, !u.shell.goTo(page):
		u.shell.goTo(pageHome)
	}
	if !getData {
		u.shell.takeUp()
	}
	u.shell.keep()
}

// showShell brings the open data set to the front.
func (u *UI) showShell() {
	u.leaveAlone()
	u.alone = nil
	u.shell.content.Show()
	u.root.Objects = []fyne.CanvasObject{u.shell.content}
	u.root.Refresh()
	u.window.SetMainMenu(u.menu())
	if u.shell.history.present() != nil {
		u.shell.front()
	}
}

// switchTo opens another data set, or comes back to the open one.
func (u *UI) switchTo(name string) {
	if u.session != nil && u.session.set.Name() == name {
		u.showShell()
		return
	}
	u.whenIdle(func() { u.openNamed(name, false) })
}

// detach takes the open data set out of the window and ends what runs on it; nil where none is open.
func (u *UI) detach() *session {
	ses := u.session
	if ses != nil {
		ses.leave()
	}
	u.session, u.shell = nil, nil
	return ses
}

// closeSession waits for a data set to be free; it runs in the background. nil is none.
func (u *UI) closeSession(ses *session) {
	if ses == nil {
		return
	}
	if err := ses.close(); err != nil {
		u.deps.Log.Warn("data set not closed cleanly", "error", err.Error())
	}
}

// TestConnection implements connector.
func (u *UI) TestConnection(ctx context.Context, req app.ConnectRequest, told func(app.TestStep)) (app.ConnectionTest, error) {
	return u.deps.Desk.TestConnection(ctx, req, told)
}

// Connect implements connector. Where this window itself holds the data set, it is given free first.
func (u *UI) Connect(ctx context.Context, req app.ConnectRequest) (app.ConnectResult, error) {
	result, err := u.deps.Desk.Connect(ctx, req)
	if err == nil || app.ProblemOf(err).Exit != app.ExitLocked {
		return result, err
	}
	var ours *session
	fyne.DoAndWait(func() { ours = u.detach() })
	if ours == nil {
		return result, err
	}
	u.closeSession(ours)
	return u.deps.Desk.Connect(ctx, req)
}

// whenIdle does something that ends a running refresh, after asking.
func (u *UI) whenIdle(act func()) {
	if !u.downloading() {
		act()
		return
	}
	ask(u.window, question{title: askStopTitle, text: askQuitText, act: askStopDo, dismiss: askQuitStay, do: act, safe: true})
}

// closed hears that the window is to be closed. While a refresh runs it only goes out of sight, where there is a tray.
func (u *UI) closed() {
	if u.deps.Tray != nil && !u.closing && u.downloading() {
		u.hide()
		return
	}
	u.close()
}

// close ends the program, after asking where a refresh would be stopped.
func (u *UI) close() {
	if u.closing || !u.downloading() {
		u.quit()
		return
	}
	ask(u.window, question{title: askQuitTitle, text: askQuitText, act: askQuitDo, dismiss: askQuitStay, do: u.quit, safe: true})
}

// quit gives the data set free and ends the program.
func (u *UI) quit() {
	if u.closing {
		return
	}
	u.closing = true
	u.rememberSize()
	before := u.detach()
	byUser := u.asked.Err() == nil // else Fyne, which hears the same signals, ends by itself, and its window may be gone
	if byUser {
		u.showWaiting(closingText)
	}
	u.stop()
	u.deps.Go(func() {
		u.closeSession(before)
		u.crew.dismiss()
		if byUser {
			fyne.Do(u.deps.App.Quit)
		}
	})
}

// Run shows the window until it is closed, and returns when nothing runs any more. It is called on the main goroutine.
func (u *UI) Run() {
	u.deps.App.Run()
	u.crew.wait()
}
