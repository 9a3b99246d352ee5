package app

import (
	"context"

	"github.com/claimsdesk/claimsdesk/claims"
)

// WorkLists is what the page Events does with the work lists. A data set answers it.
type WorkLists interface {
	// Events lists events, page by page (200 rows), by key. It returns store.ErrPage for an After of another list.
	Events(ctx context.Context, filter claims.EventFilter, sort claims.EventSort, page claims.Page) (claims.EventPage, error)
	// EventCounts counts every list under a filter; the filter's List is not looked at.
	EventCounts(ctx context.Context, filter claims.EventFilter) ([]claims.EventCount, error)
	// NewEvents counts events to do that arrived in the latest refresh and that nobody has opened, of all lists.
	NewEvents(ctx context.Context) (int, error)
	// LatestArrival is the day of the latest refresh, which new events arrived on; empty without one.
	LatestArrival(ctx context.Context) (string, error)
	// PersonEvents lists the events of one person over all lists, newest first.
	PersonEvents(ctx context.Context, personKey string) ([]claims.Event, error)
	// EventDoctors lists usual doctors of the people on a list, most people first.
	EventDoctors(ctx context.Context, list claims.EventList) ([]claims.EventDoctor, error)

	// SetEventState, AssignEvents and HideEvents change several events at once; they keep who and when.
	SetEventState(ctx context.Context, keys []string, state claims.EventState) error
	AssignEvents(ctx context.Context, keys []string, to string) error
	HideEvents(ctx context.Context, keys []string, until string) error
	// SetEventNote keeps up to 200 signs; empty takes the note away.
	SetEventNote(ctx context.Context, key, note string) error
	// OpenedEvents says that somebody looked at events: they are not new any more.
	OpenedEvents(ctx context.Context, keys []string) error

	// EventSettings are the numbers that lists are made with. Saving one makes its list anew.
	EventSettings(ctx context.Context) ([]claims.EventSetting, error)
	SaveEventSetting(ctx context.Context, name string, value int64) error
	ResetEventSettings(ctx context.Context, list claims.EventList) error
	// EventDefinition says how a list is made, with the settings in use.
	EventDefinition(ctx context.Context, list claims.EventList) (claims.EventDefinition, error)

	// ShrunkList is a patient list that awaits confirmation before people leave by it; ok is false without one.
	ShrunkList(ctx context.Context) (list claims.ShrunkList, ok bool, err error)
	ConfirmShrunkList(ctx context.Context, rosterID int64) error

	// SaveEvents writes a list as filtered and sorted to a workbook, and enters it into the register of exports.
	SaveEvents(ctx context.Context, filter claims.EventFilter, sort claims.EventSort, out string) (ExportResult, error)
}
