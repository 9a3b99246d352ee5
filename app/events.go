package app

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/claimsdesk/claimsdesk/care"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
	"github.com/claimsdesk/claimsdesk/store"
)

// WorkLists is what the page Events does with the work lists, beside what store.DB reads of them: Events, EventCounts, NewEvents,
// LatestArrival, PersonEvents, EventDoctors, EventSettings and ShrunkList. Set satisfies it.
type WorkLists interface {
	// SetEventState, AssignEvents and HideEvents change several events at once; they keep who and when.
	SetEventState(ctx context.Context, keys []string, state claims.EventState) error
	AssignEvents(ctx context.Context, keys []string, to string) error
	HideEvents(ctx context.Context, keys []string, until string) error
	// SetEventNote keeps up to 200 signs; empty takes the note away.
	SetEventNote(ctx context.Context, key, note string) error
	// OpenedEvents says that somebody looked at events: they are not new any more.
	OpenedEvents(ctx context.Context, keys []string) error
	// SaveEventSetting changes a number that lists are made with, and makes them anew; ResetEventSettings takes those of a list back.
	SaveEventSetting(ctx context.Context, name string, value int64) error
	ResetEventSettings(ctx context.Context, list claims.EventList) error
	// EventDefinition says how a list is made, with the settings in use.
	EventDefinition(ctx context.Context, list claims.EventList) (claims.EventDefinition, error)
	// ConfirmShrunkList says that a patient list is right though it is much shorter than the one before.
	ConfirmShrunkList(ctx context.Context, rosterID int64) error
	// SaveEvents writes a list as filtered and sorted to a workbook, and enters it into the register of exports; with ticked only the
	// events of these keys.
	SaveEvents(ctx context.Context, filter claims.EventFilter, sort claims.EventSort, desc bool, ticked []string, out string) (ExportResult, error)
}

var _ WorkLists = (*Set)(nil)

// SetEventState says what became of events.
func (s *Set) SetEventState(ctx context.Context, keys []string, state claims.EventState) error {
	return s.db.SetEventState(ctx, keys, state, account())
}

// AssignEvents gives events to somebody; empty takes them back.
func (s *Set) AssignEvents(ctx context.Context, keys []string, to string) error {
	return s.db.AssignEvents(ctx, keys, strings.TrimSpace(to), account())
}

// HideEvents hides events before a day, YYYY-MM-DD; empty shows them again.
func (s *Set) HideEvents(ctx context.Context, keys []string, until string) error {
	return s.db.HideEvents(ctx, keys, until, account())
}

// SetEventNote keeps a note of up to 200 signs; empty takes it away.
func (s *Set) SetEventNote(ctx context.Context, key, note string) error {
	err := s.db.SetEventNote(ctx, key, strings.TrimSpace(note), account())
	if errors.Is(err, store.ErrQuery) {
		return &UsageError{Text: noteLong}
	}
	return err
}

// OpenedEvents says that somebody looked at events: they are not new any more.
func (s *Set) OpenedEvents(ctx context.Context, keys []string) error {
	return s.db.OpenedEvents(ctx, keys)
}

// SaveEventSetting changes a number that lists are made with, and makes them anew.
func (s *Set) SaveEventSetting(ctx context.Context, name string, value int64) error {
	err := s.db.SaveEventSetting(ctx, name, value)
	if !errors.Is(err, store.ErrQuery) {
		return err
	}
	for _, setting := range claims.EventSettings() {
		if setting.Name == name {
			return &UsageError{Text: fmt.Sprintf(settingRange, setting.Least, setting.Most)}
		}
	}
	return err
}

// ResetEventSettings takes the numbers of a list back to what they were at first, and makes the lists anew.
func (s *Set) ResetEventSettings(ctx context.Context, list claims.EventList) error {
	return s.db.ResetEventSettings(ctx, list)
}

// ConfirmShrunkList says that a patient list is right though it is much shorter than the one before: people leave by it.
func (s *Set) ConfirmShrunkList(ctx context.Context, rosterID int64) error {
	return s.db.ConfirmShrunkList(ctx, rosterID)
}

// EventDefinition says how a list is made, with the settings in use.
func (s *Set) EventDefinition(ctx context.Context, list claims.EventList) (claims.EventDefinition, error) {
	settings, err := s.db.EventSettings(ctx)
	return care.Definition(list, settings), err
}

// SaveEvents writes a list as filtered and sorted to a workbook with a Read me, and enters it into the register of exports; with ticked
// only the events of these keys. The file appears whole or not at all.
func (s *Set) SaveEvents(ctx context.Context, filter claims.EventFilter, sort claims.EventSort, desc bool, ticked []string, out string) (result ExportResult, err error) {
	info, ok := claims.EventListOf(filter.List)
	if !ok {
		return result, fmt.Errorf("%w: there is no list %q", store.ErrQuery, filter.List)
	}
	definition, err := s.EventDefinition(ctx, filter.List)
	if err != nil {
		return result, err
	}
	rows := &heldRows{columns: eventFileColumns(filter.List), at: -1}
	people, wanted := map[string]bool{}, wantedOf(ticked)
	first, err := s.db.EachEvent(ctx, filter, sort, desc, func(e claims.Event) error {
		if !wanted(e.Key) {
			return nil
		}
		rows.rows = append(rows.rows, eventCells(&e))
		people[e.PersonKey+e.MBI] = true
		return nil
	})
	if err != nil {
		return result, err
	}
	first.Total = len(rows.rows)
	filters := eventFilterText(filter) + tickedText(ticked)
	entry := claims.ExportEntry{What: "Work list " + info.Title, Filters: filters, People: len(people), Level: claims.PrivacyFull}
	return s.saveList(ctx, entry, info.Title, rows, eventFacts(info, definition, filter, filters, first), out)
}

// personFileColumns stand before those of the list, eventStateColumns after them.
func personFileColumns() []claims.Column {
	return []claims.Column{
		{Name: "last_name", Label: "Last name"}, {Name: "first_name", Label: "First name"}, {Name: "birth_date", Label: "Birth date", Kind: claims.Date},
		{Name: "mbi", Label: "MBI"}, {Name: "zip5", Label: "ZIP"},
	}
}

func eventStateColumns() []claims.Column {
	return []claims.Column{
		{Name: "arrived", Label: "Arrived", Kind: claims.Date}, {Name: "state", Label: "State"}, {Name: "note", Label: "Note"}, {Name: "assigned_to", Label: "Assigned to"},
		{Name: "hidden_until", Label: "Hidden until", Kind: claims.Date}, {Name: "who", Label: "Changed by"}, {Name: "changed", Label: "Changed on", Kind: claims.Date},
		{Name: "early", Label: "Early claim"}, {Name: "gone", Label: "No longer in claims"}, {Name: "died", Label: "Died"},
	}
}

func eventFileColumns(list claims.EventList) []claims.Column {
	return append(append(personFileColumns(), claims.EventColumns(list)...), eventStateColumns()...)
}

// eventCells is an event as a row of a file.
func eventCells(e *claims.Event) []claims.Value {
	changed := claims.Value{}
	if !e.At.IsZero() {
		changed = claims.DateValue(e.At.Format(time.DateOnly))
	}
	cells := []claims.Value{claims.TextValue(e.LastName), claims.TextValue(e.FirstName), claims.DateValue(e.BirthDate), claims.TextValue(e.MBI), claims.TextValue(e.ZIP5)}
	cells = append(cells, e.Values...)
	return append(cells,
		claims.DateValue(e.Arrived), claims.TextValue(EventStateText(e.State)), claims.TextValue(e.Note), claims.TextValue(e.AssignedTo), claims.DateValue(e.HiddenUntil),
		claims.TextValue(e.Who), changed, yes(e.Early), yes(e.Gone), yes(e.Died))
}

// yes is the word where something is so, and an empty cell where it is not.
func yes(is bool) claims.Value {
	if is {
		return claims.TextValue("Yes")
	}
	return claims.Value{}
}

// EventStateText is a state in words.
func EventStateText(state claims.EventState) string {
	switch state {
	case claims.EventDone:
		return "Done"
	case claims.EventNotForUs:
		return "Not for us"
	case claims.EventToDo:
		return "To do"
	default:
		return "All"
	}
}

// EventsCounted says what a list counts and leaves out: the counting line of docs/reference/screens.md 1.5. early is how many events of
// early claims the filter leaves out.
func EventsCounted(filter claims.EventFilter, early int) string {
	text := countedWhat
	switch {
	case filter.Early:
		text += " " + countedEarly
	case early > 0:
		text += " " + fmt.Sprintf(countedOut, outEarlyEvents.Of(early))
	}
	return text + " " + countedNever
}

// eventFacts are the lines of the Read me.
func eventFacts(info claims.EventListInfo, definition claims.EventDefinition, filter claims.EventFilter, filters string, first claims.EventPage) []ReadMeLine {
	lines := []ReadMeLine{{"List", info.Title}, {"Data as of", first.AsOf}, {"Filters", filters}, {"Rows", strconv.Itoa(first.Total)}}
	if first.DiedLeftOut > 0 {
		lines = append(lines, ReadMeLine{"Died, left out", strconv.Itoa(first.DiedLeftOut)})
	}
	for _, text := range definition.Text {
		lines = append(lines, ReadMeLine{"How this list is made", text})
	}
	if definition.Caption != "" {
		lines = append(lines, ReadMeLine{"Please note", definition.Caption})
	}
	for _, set := range definition.Codes {
		lines = append(lines, ReadMeLine{set.Name, set.Codes})
	}
	return append(lines,
		ReadMeLine{"Claims", EventsCounted(filter, first.EarlyLeftOut)},
		ReadMeLine{"How late", "Claims usually arrive weeks after the visit."},
		ReadMeLine{"Privacy", privacyText(claims.PrivacyFull)})
}

// eventFilterText says in one line what was asked for. It names nobody of the people.
func eventFilterText(f claims.EventFilter) string {
	day := "Arrived"
	if f.By == claims.ByHappened {
		day = "Happened"
	}
	parts := []string{day + ": " + dateRange(f.From, f.To), "State: " + EventStateText(f.State)}
	for _, one := range []struct {
		on   bool
		text string
	}{
		{f.NewOnly, "New only"}, {f.Early, "With early claims"}, {f.ShowDied, "With people who died"}, {f.ShowHidden, "With hidden ones"},
		{f.AllPlaces, "With all places"}, {f.NoUrgentCare, "Without urgent care"}, {f.PeopleList != "", "People list: " + f.PeopleList},
		{f.Doctor != "", "Usual doctor: NPI " + f.Doctor}, {f.AssignedTo != "", "Assigned to: " + f.AssignedTo},
	} {
		if one.on {
			parts = append(parts, one.text)
		}
	}
	return strings.Join(parts, " · ")
}

func heldSheet(name string, rows *heldRows) exporter.Sheet {
	return exporter.Sheet{Name: name, Table: claims.Claims, Open: func(context.Context) (exporter.ClosableSource, error) { return rows, nil }}
}

func readMeRows(lines []ReadMeLine) *heldRows {
	rows := &heldRows{columns: []claims.Column{{Name: "about", Label: "About"}, {Name: "answer", Label: "Answer"}}, at: -1}
	for _, line := range lines {
		rows.rows = append(rows.rows, []claims.Value{claims.TextValue(line.Name), claims.TextValue(line.Text)})
	}
	return rows
}
