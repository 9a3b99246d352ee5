package ui

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
)

// fakeEvents are work lists in memory.
type fakeEvents struct {
	events   []claims.Event
	doctors  []claims.UsualDoctor
	settings []claims.EventSetting
	shrunk   *claims.ShrunkList
	onList   map[string][]string // MBIs by the name of a people list
	latest   string              // events that arrived on it are those of the latest refresh
	failing  error               // of changes
	done     []string            // what was asked for
}

func (f *fakeReaders) fitting(filter claims.EventFilter, died bool) []claims.Event {
	info, _ := claims.EventListOf(filter.List)
	day := func(e claims.Event) string {
		if filter.By == claims.ByHappened {
			return e.Happened
		}
		return e.Arrived
	}
	var fit []claims.Event
	for _, e := range f.work.events {
		switch {
		case e.List != filter.List, e.Died != died && !info.WithDied && !filter.ShowDied, e.Early && !filter.Early,
			filter.State != "" && e.State != filter.State, filter.NewOnly && !e.New, e.HiddenUntil > testNow().Format("2006-01-02") && !filter.ShowHidden,
			filter.From != "" && day(e) < filter.From, filter.To != "" && day(e) > filter.To, filter.AssignedTo != "" && e.AssignedTo != filter.AssignedTo:
		default:
			fit = append(fit, e)
		}
	}
	return fit
}

func (f *fakeReaders) Events(_ context.Context, filter claims.EventFilter, sort claims.EventSort, page claims.Page) (claims.EventPage, error) {
	f.note("events %s %s..%s by %s state=%q new=%t %q desc=%t after=%q", filter.List, filter.From, filter.To, filter.By, filter.State, filter.NewOnly, sort, page.Desc, page.After)
	if f.err != nil {
		return claims.EventPage{}, f.err
	}
	fit := f.fitting(filter, false)
	if sort == claims.EventsByName {
		slices.SortStableFunc(fit, func(a, b claims.Event) int { return strings.Compare(a.LastName, b.LastName) })
	}
	if page.Desc {
		slices.Reverse(fit)
	}
	if page.Limit == 0 {
		page.Limit = 200
	}
	rows, next := pageOf(fit, page)
	list := claims.EventPage{Rows: rows, Total: len(fit), Next: next, AsOf: "2026-08-20", EarlyLeftOut: f.early}
	if !filter.ShowDied {
		list.DiedLeftOut = len(f.fitting(filter, true))
	}
	return list, nil
}

func (f *fakeReaders) EventCounts(_ context.Context, filter claims.EventFilter) ([]claims.EventCount, error) {
	var counts []claims.EventCount
	for _, info := range claims.EventLists() {
		filter.List = info.List
		count := claims.EventCount{List: info.List}
		for _, e := range f.fitting(filter, false) {
			count.Events++
			if e.New {
				count.New++
			}
		}
		counts = append(counts, count)
	}
	return counts, f.err
}

func (f *fakeReaders) NewEvents(ctx context.Context) (n int, err error) {
	counts, err := f.EventCounts(ctx, claims.EventFilter{State: claims.EventToDo, NewOnly: true})
	for _, c := range counts {
		n += c.Events
	}
	return n, err
}

func (f *fakeReaders) LatestArrival(context.Context) (string, error) { return f.work.latest, f.err }

func (f *fakeReaders) EventDoctors(context.Context, claims.EventList) ([]claims.UsualDoctor, error) {
	return f.work.doctors, f.err
}

func (f *fakeReaders) EventSettings(context.Context) ([]claims.EventSetting, error) {
	if f.work.settings == nil {
		return claims.EventSettings(), f.err
	}
	return f.work.settings, f.err
}

func (f *fakeReaders) ShrunkList(context.Context) (claims.ShrunkList, bool, error) {
	if f.work.shrunk == nil {
		return claims.ShrunkList{}, false, f.err
	}
	return *f.work.shrunk, true, f.err
}

func (f *fakeReaders) PeopleOnList(_ context.Context, name string) ([]string, error) {
	return f.work.onList[name], f.err
}

// change does something to events, and notes it.
func (f *fakeReaders) change(keys []string, what string, do func(*claims.Event)) error {
	if f.work.failing != nil {
		return f.work.failing
	}
	f.work.done = append(f.work.done, fmt.Sprint(what, " ", strings.Join(keys, " ")))
	for i := range f.work.events {
		if slices.Contains(keys, f.work.events[i].Key) {
			do(&f.work.events[i])
		}
	}
	return nil
}

// fakeWorkLists is the open data set as Events sees it.
type fakeWorkLists struct {
	openSet
	r     *fakeReaders
	saved string
}

func (w *fakeWorkLists) Name() string { return "practice" }

func (w *fakeWorkLists) SetEventState(_ context.Context, keys []string, state claims.EventState) error {
	return w.r.change(keys, string(state), func(e *claims.Event) { e.State, e.New = state, false })
}

func (w *fakeWorkLists) AssignEvents(_ context.Context, keys []string, to string) error {
	return w.r.change(keys, "assign "+to, func(e *claims.Event) { e.AssignedTo = to })
}

func (w *fakeWorkLists) HideEvents(_ context.Context, keys []string, until string) error {
	return w.r.change(keys, "hide "+until, func(e *claims.Event) { e.HiddenUntil = until })
}

func (w *fakeWorkLists) SetEventNote(_ context.Context, key, note string) error {
	return w.r.change([]string{key}, "note "+note, func(e *claims.Event) { e.Note = note })
}

func (w *fakeWorkLists) OpenedEvents(_ context.Context, keys []string) error {
	return w.r.change(keys, "opened", func(e *claims.Event) { e.New = false })
}

func (w *fakeWorkLists) SaveEventSetting(ctx context.Context, name string, value int64) error {
	settings, err := w.r.EventSettings(ctx)
	for i := range settings {
		if settings[i].Name == name {
			settings[i].Value = value
		}
	}
	w.r.work.settings = settings
	return err
}

func (w *fakeWorkLists) ResetEventSettings(context.Context, claims.EventList) error {
	w.r.work.settings = nil
	return nil
}

func (w *fakeWorkLists) EventDefinition(ctx context.Context, list claims.EventList) (claims.EventDefinition, error) {
	settings, err := w.r.EventSettings(ctx)
	d := claims.EventDefinition{List: list, Text: []string{"People who left an acute hospital alive and went home. The day of discharge is day 0."}}
	for _, s := range settings {
		if s.List == list {
			d.Text = append(d.Text, fmt.Sprintf("%s %d %s.", s.Label, s.Value, s.Unit))
		}
	}
	if list == claims.ListFollowUp {
		d.Caption = "Not seen is not proof: a claim may not have arrived yet."
		d.Codes = []claims.EventCodes{{Name: "Office and home visits", Codes: "99202-99205, 99211-99215, 99341-99345, 99347-99350, 99483"}, {Name: "Went home", Codes: "01, 06, 07, 81, 86"}}
	}
	return d, err
}

func (w *fakeWorkLists) ConfirmShrunkList(context.Context, int64) error {
	w.r.work.shrunk = nil
	return nil
}

func (w *fakeWorkLists) SaveEvents(_ context.Context, filter claims.EventFilter, sort claims.EventSort, desc bool, ticked []string, out string) (app.ExportResult, error) {
	w.saved = fmt.Sprintf("%s state=%q %q desc=%t", filter.List, filter.State, sort, desc)
	if ticked != nil {
		w.saved += fmt.Sprint(" ticked ", ticked)
	}
	return app.ExportResult{Path: out}, nil
}

func (w *fakeWorkLists) SavePeopleList(_ context.Context, name string, mbis []string) (app.SavedList, error) {
	if w.r.work.onList == nil {
		w.r.work.onList = map[string][]string{}
	}
	w.r.work.onList[name] = mbis
	return app.SavedList{People: len(mbis)}, nil
}

// eventsStage is a stage with the page Events on it.
type eventsStage struct {
	*stage
	page    *eventsPage
	set     *fakeWorkLists
	changed int // how often the rail was told
}

func newEventsStage(t *testing.T, reader *fakeReaders) *eventsStage {
	t.Helper()
	e := &eventsStage{stage: newStage(t, reader), set: &fakeWorkLists{r: reader}}
	e.page = newEventsPage(e.surroundings, eventsDoors{
		ctx: t.Context(), set: e.set, changed: func() { e.changed++ },
		files: workbookDoors{set: e.set, folder: func() string { return "/home/ruth/Documents" }, keep: func(string) {}, told: func(string) {}},
	})
	return e
}

// open shows the page in a window.
func (e *eventsStage) open(t *testing.T, width, height float32) {
	t.Helper()
	e.show(t, e.page, width, height)
	e.page.doors.files.window = e.window
}

func showEvents(t *testing.T, reader *fakeReaders) *eventsStage {
	t.Helper()
	e := newEventsStage(t, reader)
	e.open(t, pageWidth, pageHeight)
	return e
}

// workReader holds n hospital stays to follow up, four of them new, one done, and one of somebody who died; and a few of other lists.
func workReader(n int) *fakeReaders {
	r := &fakeReaders{reports: []claims.RefreshReport{{Refresh: claims.Refresh{ID: 2}}, {Refresh: claims.Refresh{ID: 1}}}}
	names := [][2]string{{"RIVERA", "MARIA"}, {"ADAMS", "LEROY"}, {"ACOSTA", "RUTH"}, {"O'NEIL", "JAMES"}, {"VAN DYKE", "HARRIET"}, {"NGUYEN", "THI HONG"}}
	seen := []string{"No visit seen, day 12 of 14", "No visit seen within 30 days", "Seen Aug 5 (day 5)", "TCM billed, day 6"}
	for i := range n {
		name := names[i%len(names)]
		e := claims.Event{
			Key: fmt.Sprintf("stay%d", i), List: claims.ListFollowUp, PersonKey: fmt.Sprint(i), LastName: name[0], FirstName: name[1],
			BirthDate: fmt.Sprintf("19%02d-03-04", 35+i%15), MBI: fmt.Sprintf("1EG4TE5MK%02d", i%100), OnList: true, Happened: "2026-08-08", Arrived: "2026-08-20",
			New: i < 4, State: claims.EventToDo, ClaimVersion: "v2", ClaimID: fmt.Sprintf("inp-%d", i),
			Values: []claims.Value{
				claims.DateValue("2026-08-02"), claims.DateValue("2026-08-08"), claims.TextValue("MIAMI VALLEY HOSPITAL"), claims.TextValue("291"), claims.TextValue("I509"),
				claims.TextValue("Home"), claims.IntValue(12), claims.TextValue(seen[i%len(seen)]), {}, claims.TextValue("PATEL ANITA"), claims.IntValue(12),
			},
		}
		switch i {
		case 1:
			e.AssignedTo, e.Note = "Dana", "Left a message with the daughter"
		case 4:
			e.Early = true
		case 5:
			e.State, e.Who = claims.EventDone, "ruth"
		case 6:
			e.Died = true
		}
		r.work.events = append(r.work.events, e)
	}
	r.work.events = append(r.work.events, otherEvents()...)
	r.work.doctors = []claims.UsualDoctor{{NPI: "1003000134", Name: "PATEL ANITA", People: 9}, {NPI: "1003000142", People: 3}}
	return r
}

// otherEvents is one event of every other list.
func otherEvents() []claims.Event {
	var list []claims.Event
	for i, info := range claims.EventLists() {
		if info.List == claims.ListFollowUp {
			continue
		}
		e := claims.Event{
			Key: string(info.List), List: info.List, PersonKey: "77", LastName: "ABBOTT", FirstName: "JAMES", BirthDate: "1938-01-09", MBI: "1EG4TE5MK73",
			OnList: true, Happened: "2026-08-10", Arrived: "2026-08-20", State: claims.EventToDo, New: i%2 == 0,
		}
		for _, c := range claims.EventColumns(info.List) {
			switch c.Kind {
			case claims.Date:
				e.Values = append(e.Values, claims.DateValue("2026-08-10"))
			case claims.Int:
				e.Values = append(e.Values, claims.IntValue(5))
			case claims.Money:
				e.Values = append(e.Values, claims.Value{Set: true, Int: 1_284_000})
			default:
				e.Values = append(e.Values, claims.TextValue("MIAMI VALLEY HOSPITAL"))
			}
		}
		list = append(list, e)
	}
	return list
}
