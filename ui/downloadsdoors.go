package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/schedule"
)

// downloadSet is what Downloads asks of the open data set; *app.Set satisfies it. All methods wait for the disk or for
// CMS: call them in the background only.
type downloadSet interface {
	openSet
	// NextAsk looks ahead: what a refresh would ask for now.
	NextAsk(ctx context.Context, opts app.RefreshOptions) (app.Ask, error)
	// EndRefresh ends the open refresh while none is running.
	EndRefresh(ctx context.Context, atCMS bool, report app.Report) (app.RefreshResult, error)
	TestConnection(ctx context.Context, told func(app.TestStep)) (app.ConnectionTest, error)
	RenameConnection(ctx context.Context, label string) error
	scheduleSet
	versionSet
}

// scheduleSet keeps the schedule of a data set.
type scheduleSet interface {
	Schedule(ctx context.Context) (schedule.Schedule, error)
	SaveSchedule(ctx context.Context, chosen schedule.Schedule) error
	NextRefresh(ctx context.Context) (schedule.Decision, error)
}

// versionSet moves a data set from one version of CMS's interface to the other.
type versionSet interface {
	CheckVersion(ctx context.Context, version string) error
	CompareVersions(ctx context.Context) (claims.VersionComparison, error)
	UseVersion(ctx context.Context, version string) error
}

// SystemTask has the operating system get new data while no window is open. Its methods wait for the system.
type SystemTask interface {
	// Missing says in plain words why this cannot be had on this computer; empty where it can.
	Missing() string
	// Installed says whether the system does it for a data set.
	Installed(ctx context.Context, set string) (bool, error)
	// Install sets it up with the days and the time of the stored schedule, in the place of an older one.
	Install(ctx context.Context, set string) error
	// Remove takes it away.
	Remove(ctx context.Context, set string) error
}

// downloadsDoors is what Downloads needs.
type downloadsDoors struct {
	ctx     context.Context // of the open data set, for work that outlives the showing of the page
	set     downloadSet
	refresh refreshControl
	open    opener
	window  fyne.Window
	task    SystemTask // nil where there is none
	// askData asks before data is fetched with options of a person's choice; the zero ones stand for the usual.
	askData func(opts app.RefreshOptions)
	// showRefresh shows one refresh as a page of its own, where the window is too narrow for it beside the list.
	showRefresh func(id int64)
	// changed says that connection, version or schedule are not what they were.
	changed func()
	// remove takes the connection away, with its data or without.
	remove func(deleteData bool)
}
