package ui

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
)

// What pages need beyond navigator: the open data set, the refresh, and the ways to another data set. The shell makes
// all of them; tests replace them.

// openSet is the data set that is open; *app.Set satisfies it together with Readers (set.DB()). All methods wait for the
// disk: call them in the background only.
type openSet interface {
	Name() string
	// Status is what Home shows: figures, connection without secret, last refresh.
	Status(ctx context.Context) (app.Status, error)
	// Export writes a file export; the report is called from the goroutine that runs it.
	Export(ctx context.Context, req app.ExportRequest, report app.Report) (app.ExportResult, error)
}

// connector tests and saves connections; both methods wait for the network.
type connector interface {
	// TestConnection goes through the six lines of set-up and tells each one as it begins and ends.
	TestConnection(ctx context.Context, req app.ConnectRequest, told func(app.TestStep)) (app.ConnectionTest, error)
	// Connect tests, saves the connection and puts the secret into the keychain. app.ErrNeedsConfirmation asks for
	// req.Unencrypted.
	Connect(ctx context.Context, req app.ConnectRequest) (app.ConnectResult, error)
}

// secretKeeper is where secrets go; both methods may wait for the system's keychain.
type secretKeeper interface {
	SecretPlace(ctx context.Context) (app.SecretPlace, error)
	// UnlockSecrets gives the password of the secret file, for as long as the program runs.
	UnlockSecrets(ctx context.Context, password string) error
	// ForgetSecrets gives up the secret file whose password is lost.
	ForgetSecrets() error
}

// refreshState is where the refresh stands. It is a value: what a subscriber got does not change.
type refreshState struct {
	// Running is true from Start to the end.
	Running   bool
	StartedAt time.Time
	// Ending is what End was told, between End and the end; nil otherwise.
	Ending error
	// Event is the latest one; its zero value before the first.
	Event app.Event
	// Begun is when each stage began in this run; zero for one that has not.
	Begun [progressStages]time.Time
	// Ended is true once a refresh has ended in this run of the program and no other one runs; Result and Err are its
	// outcome then. Err is what End was told when a person ended it.
	Ended   bool
	EndedAt time.Time
	Result  app.RefreshResult
	Err     error
}

// refreshControl runs the refresh of the open data set, one at a time, in one goroutine of its own. Its methods are
// called on Fyne's goroutine and return at once.
type refreshControl interface {
	// Start begins a refresh, or takes the open one up; false when one runs already.
	Start(opts app.RefreshOptions) bool
	// End asks the running refresh to end, with app.ErrPaused, app.ErrStopHere or app.ErrCancelAtCMS; what is stored stays.
	End(how error)
	// Current is where the refresh stands now.
	Current() refreshState
	// Subscribe tells every change on Fyne's goroutine, at most four a second; the last one always arrives. A page
	// subscribes in Show and unsubscribes when its ctx ends (subscribeWhile). Events are no truth: when Running turns
	// false the shell shows the page again, which reads the store.
	Subscribe(tell func(refreshState)) (stop func())
}

// subscribeWhile subscribes until ctx ends, and tells the present state at once. It is called on Fyne's goroutine.
func subscribeWhile(ctx context.Context, control refreshControl, tell func(refreshState)) {
	stop := control.Subscribe(func(s refreshState) {
		if ctx.Err() == nil {
			tell(s)
		}
	})
	context.AfterFunc(ctx, func() { fyne.Do(stop) })
	tell(control.Current())
}

// opener leads to another data set; the shell closes the one that is open. Called on Fyne's goroutine.
type opener interface {
	// startPractice opens the practice data set, with its server; the first refresh starts by itself.
	startPractice()
	// openNamed opens a data set and shows Home; getData starts a refresh at once.
	openNamed(set string, getData bool)
	// showSetup leads to set-up; the open data set stays open until another one is.
	showSetup()
	// changeConnection leads to set-up with the credentials of a data set to be renewed. Everything else of its connection
	// and its data stay.
	changeConnection(set string)
	// secretPlace says where secrets are kept now; it waits for the system.
	secretPlace(ctx context.Context) (app.SecretPlace, error)
	// askPassword asks for the password of the secret file, and calls opened once it was right.
	askPassword(opened func())
}

// Constructors of the pages that use these (setup.go, home.go, saveworkbook.go):
//
//	newSetupPage(s surroundings, d setupDoors) page       // s.read is nil; closes with opener or s.nav.back
//	newHomePage(s surroundings, d homeDoors) page
//	showSaveWorkbook(s surroundings, d workbookDoors, who workbookScope)

// setupDoors is what set-up needs.
type setupDoors struct {
	connect connector
	open    opener
	secrets secretKeeper
	window  fyne.Window
	// renew is the connection whose credentials are renewed; nil for a new one.
	renew *claims.Connection
	// back says that there is a data set to go back to: without one there is no Cancel.
	back bool
}

// homeDoors is what Home needs.
type homeDoors struct {
	set     openSet
	refresh refreshControl
	open    opener
	// saveWorkbook opens the dialog, as Ctrl+E does.
	saveWorkbook func()
	// downloads shows Downloads, where a refresh is seen in full.
	downloads func()
	// version shows Downloads and leads from version 2 to version 3.
	version func()
	// checks shows the identity checks.
	checks func()
	// events shows a work list, narrowed to what is new.
	events func(list claims.EventList)
	// exportEvents saves what is new in a work list to a file.
	exportEvents func(list claims.EventList)
	tour         tourDoors
}

// tourDoors is what Home needs to offer the tour. Where offered is nil there is none.
type tourDoors struct {
	offered       func() bool
	take, decline func()
}

// workbookDoors is what saving a workbook needs.
type workbookDoors struct {
	set    openSet
	window fyne.Window
	// folder remembers where the last file was saved; "" the first time.
	folder func() string
	keep   func(folder string)
	// told says in the status bar how a file export stands; "" takes the line away.
	told func(text string)
}
