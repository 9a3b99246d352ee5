package ui

import (
	"context"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
)

// eventReader reads the work lists.
type eventReader interface {
	// Events lists events, page by page.
	Events(ctx context.Context, filter claims.EventFilter, sort claims.EventSort, page claims.Page) (claims.EventPage, error)
	// EventCounts counts every list under a filter; the filter's List is not looked at.
	EventCounts(ctx context.Context, filter claims.EventFilter) ([]claims.EventCount, error)
	// NewEvents counts events to do, of all lists, that arrived in the latest refresh and that nobody has opened.
	NewEvents(ctx context.Context) (int, error)
	// EventDoctors lists usual doctors of the people on a list, most people first.
	EventDoctors(ctx context.Context, list claims.EventList) ([]claims.UsualDoctor, error)
	// EventSettings are the numbers that lists are made with.
	EventSettings(ctx context.Context) ([]claims.EventSetting, error)
	// ShrunkList is a patient list that awaits confirmation; ok is false without one.
	ShrunkList(ctx context.Context) (list claims.ShrunkList, ok bool, err error)
	// PeopleOnList are the MBIs of a people list.
	PeopleOnList(ctx context.Context, name string) ([]string, error)
}

// eventsSet is what Events asks of the open data set; *app.Set satisfies it. All methods wait for the disk: call them in the
// background only.
type eventsSet interface {
	openSet
	app.WorkLists
	SavePeopleList(ctx context.Context, name string, mbis []string) (app.SavedList, error)
}

// eventsDoors is what Events needs.
type eventsDoors struct {
	ctx   context.Context // of the open data set, for what forms do
	set   eventsSet
	files workbookDoors // how files are saved
	// changed is told that events were opened or changed: the rail counts them.
	changed func()
}

// sheets is what forms over the window need.
func (d eventsDoors) sheets() downloadsDoors {
	return downloadsDoors{ctx: d.ctx, window: d.files.window}
}
