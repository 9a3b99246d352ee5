package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/claimsdesk/claimsdesk/care"
	"github.com/claimsdesk/claimsdesk/claims"
)

// eventSource joins an event with the person, what people did about it and the usual doctor.
const eventSource = ` LEFT JOIN person_summary p ON p.person_key = e.person_key
	LEFT JOIN event_states s ON s.event_key = e.event_key
	LEFT JOIN person_care w INDEXED BY person_care_doctor ON w.person_key = e.person_key`

// eventFields are what a list shows, in the order of scanEventRow.
const eventFields = `e.event_key, e.list, e.person_key, coalesce(p.last_name, ''), coalesce(p.first_name, ''), coalesce(p.birth_date, ''), coalesce(p.mbi, e.mbi), coalesce(p.zip5, ''),
	` + diedCondition + `, coalesce(p.on_list, 0), e.happened, e.arrived, e.early, e.gone, e.arrived > ? AND coalesce(s.opened, 0) = 0,
	coalesce(s.state, 'todo'), coalesce(s.note, ''), coalesce(s.assigned_to, ''), coalesce(s.hidden_until, ''), coalesce(s.who, ''), coalesce(s.changed_at, ''),
	e.claim_version, e.claim_id, coalesce(w.doctor, ''), e.detail, e.sort_key, e.name_key`

// People who died, as CMS says or a claim, are those on the list Died: diedCondition looks one up, which is best for a page, and
// diedPeople finds them all, which is best for counting.
const (
	diedCondition = `EXISTS (SELECT 1 FROM events x WHERE x.person_key = e.person_key AND x.list = 'died' AND x.gone = 0)`
	diedPeople    = `e.person_key IN (SELECT x.person_key FROM events x WHERE x.list = 'died' AND x.gone = 0)`
)

// offList tells people who are not on the patient list.
const offList = `EXISTS (SELECT 1 FROM person_summary o INDEXED BY person_summary_off WHERE o.person_key = e.person_key AND o.on_list = 0)`

// eventRow is an event with its places in the orders of its list.
type eventRow struct {
	claims.Event
	doctor, sortKey, nameKey string
	arrived                  string // the moment
}

func scanEventRow(row scanner) (r eventRow, err error) {
	var changed, detail string
	err = row.Scan(&r.Key, &r.List, &r.PersonKey, &r.LastName, &r.FirstName, &r.BirthDate, &r.MBI, &r.ZIP5, &r.Died, &r.OnList, &r.Happened, &r.arrived, &r.Early, &r.Gone, &r.New,
		&r.State, &r.Note, &r.AssignedTo, &r.HiddenUntil, &r.Who, &changed, &r.ClaimVersion, &r.ClaimID, &r.doctor, &detail, &r.sortKey, &r.nameKey)
	if err != nil {
		return r, err
	}
	r.Arrived = dayOf(r.arrived)
	if r.Values, err = unpackValues(r.List, detail); err != nil {
		return r, err
	}
	r.At, err = storedTime(changed)
	return r, err
}

// eventOrder is an order of a list; each has its index.
func eventOrder(sort claims.EventSort, desc bool) (o ordering, index string, err error) {
	o = ordering{name: "events " + string(sort), desc: desc}
	switch sort {
	case claims.EventsAsMade:
		o.columns, index = []string{"e.sort_key"}, "events_order"
	case claims.EventsByName:
		o.columns, index = []string{"e.name_key"}, "events_name"
	case claims.EventsByArrived:
		o.columns, index = []string{"e.arrived"}, "events_arrived"
	case claims.EventsByDay:
		o.columns, index = []string{"e.happened"}, "events_happened"
	default:
		return o, "", fmt.Errorf("%w: events cannot be sorted by %q", ErrQuery, sort)
	}
	o.columns = append(o.columns, "e.event_key")
	return o, index, nil
}

func (o ordering) eventPlace(r *eventRow) (string, error) {
	switch o.columns[0] {
	case "e.name_key":
		return o.key(r.nameKey, r.Key)
	case "e.arrived":
		return o.key(r.arrived, r.Key)
	case "e.happened":
		return o.key(r.Happened, r.Key)
	default:
		return o.key(r.sortKey, r.Key)
	}
}

// eventDays are the days that lists are read by.
type eventDays struct {
	asOf   string // of the data
	before string // a moment: what arrived after it is new; one after all others until there were two refreshes
	latest string // the moment of the latest refresh
	today  string
}

func (db *DB) eventDays(ctx context.Context, r reader) (d eventDays, err error) {
	const fact = `coalesce((SELECT value FROM facts WHERE name = ?), '')`
	err = r.QueryRowContext(ctx, `SELECT `+fact+`, `+fact+`, `+fact, "events_as_of", "events_before", "events_latest").Scan(&d.asOf, &d.before, &d.latest)
	if d.before == "" {
		d.before = "9999-12-31"
	}
	d.today = db.now().Format(time.DateOnly)
	return d, wrap(err, "look up the day of the data")
}

// eventQuery is a filter with what it takes to apply it.
type eventQuery struct {
	filter   claims.EventFilter
	info     claims.EventListInfo
	days     eventDays
	settings map[string]int64
	early    bool // events of early claims alone, whatever the filter says
}

func (db *DB) eventQuery(ctx context.Context, r reader, filter claims.EventFilter) (q eventQuery, err error) {
	q.filter = filter
	var ok bool
	if q.info, ok = claims.EventListOf(filter.List); !ok {
		return q, fmt.Errorf("%w: there is no list %q", ErrQuery, filter.List)
	}
	if q.days, err = db.eventDays(ctx, r); err != nil {
		return q, err
	}
	q.settings, err = eventSettingValues(ctx, r)
	return q, err
}

// where is the condition of the filter. died is how people who died are told, for lists that leave them out; empty looks at nobody's
// death.
func (q *eventQuery) where(died string) (where conditions) {
	f := &q.filter
	where.add("e.list = ?", string(f.List))
	column := "e.arrived"
	if f.By == claims.ByHappened {
		column = "e.happened"
	}
	if f.From != "" {
		where.add(column+" >= ?", f.From)
	}
	if f.To != "" {
		where.add(column+" < ?", f.To+"~") // moments of the last day start with it
	}
	q.byPerson(&where, died)
	switch {
	case q.early:
		where.add("e.early = 1")
	case !f.Early:
		where.add("e.early = 0")
	}
	if !f.AllPlaces {
		where.add("e.apart = 0")
	}
	if f.NoUrgentCare {
		where.add("e.urgent = 0")
	}
	if f.List == claims.ListNewDrug {
		const cents = 100
		where.add("e.amount >= ?", q.settings[claims.SettingDrugDollars]*cents)
	}
	q.byState(&where)
	return where
}

func (q *eventQuery) byPerson(where *conditions, died string) {
	f := &q.filter
	if died != "" && q.leavesDiedOut() {
		where.add("NOT " + died)
	}
	if !q.info.WithLeft {
		where.add("NOT " + offList)
	}
	if f.PeopleList != "" {
		where.add("e.person_key IN ("+listPeopleSQL+")", f.PeopleList)
	}
	if f.Doctor != "" {
		where.add("w.doctor = ?", f.Doctor)
	}
}

// leavesDiedOut says that people who died are not on the list.
func (q *eventQuery) leavesDiedOut() bool { return !q.info.WithDied && !q.filter.ShowDied }

func (q *eventQuery) byState(where *conditions) {
	f := &q.filter
	if f.State != "" {
		where.add("coalesce(s.state, 'todo') = ?", string(f.State))
	}
	if f.State == claims.EventToDo {
		where.add("e.gone = 0")
	}
	if f.NewOnly {
		where.add("e.arrived > ? AND coalesce(s.opened, 0) = 0", q.days.before)
	}
	if !f.ShowHidden {
		where.add("coalesce(s.hidden_until, '') <= ?", q.days.today)
	}
	if f.AssignedTo != "" {
		where.add("s.assigned_to = ?", f.AssignedTo)
	}
}

// eventPageSQL is the query of one page; its first argument is the moment before new events, its last the number of rows.
func eventPageSQL(index string, where conditions, order ordering) string {
	return "SELECT " + eventFields + " FROM events e INDEXED BY " + index + eventSource + where.clause() + "\nORDER BY " + order.orderBy() + " LIMIT ?"
}

// Events lists events, page by page (docs/reference/screens.md 11.1, Q15); pages may skip. It returns ErrPage for an After of another list and
// ErrNotFound where there is no people list of the name.
func (db *DB) Events(ctx context.Context, filter claims.EventFilter, sort claims.EventSort, page claims.Page) (list claims.EventPage, err error) {
	err = db.inSnapshot(ctx, func(s *Snapshot) error {
		list, err = db.events(ctx, s, filter, sort, page)
		return err
	})
	return list, err
}

func (db *DB) events(ctx context.Context, s *Snapshot, filter claims.EventFilter, sort claims.EventSort, page claims.Page) (list claims.EventPage, err error) {
	order, index, err := eventOrder(sort, page.Desc)
	if err != nil {
		return list, err
	}
	if filter.PeopleList != "" {
		if err := s.knownList(ctx, filter.PeopleList); err != nil {
			return list, err
		}
	}
	q, err := db.eventQuery(ctx, s.tx, filter)
	if err != nil {
		return list, err
	}
	list.AsOf = q.days.asOf
	if list.Total, _, err = q.count(ctx, s.tx); err != nil {
		return list, err
	}
	if list.DiedLeftOut, err = q.countDied(ctx, s.tx); err != nil {
		return list, err
	}
	if page.After == "" && page.Skip == 0 {
		if list.EarlyLeftOut, err = q.countEarly(ctx, s.tx); err != nil {
			return list, err
		}
	}
	where := q.where(diedCondition)
	if err := order.after(page.After, &where); err != nil {
		return list, err
	}
	limit := limitOf(page)
	args := append(append([]any{q.days.before}, where.args...), limit+1)
	rows, err := listed(ctx, s.tx, "list events", scanEventRow, eventPageSQL(index, where, order)+offset(page), args...)
	if err != nil {
		return list, err
	}
	if len(rows) > limit {
		rows = rows[:limit]
		if list.Next, err = order.eventPlace(&rows[limit-1]); err != nil {
			return list, err
		}
	}
	list.Rows, err = db.completeEvents(ctx, s.tx, rows, q.days, q.settings)
	return list, err
}

// completeEvents fills in names of providers and what hangs on the day.
func (db *DB) completeEvents(ctx context.Context, r reader, rows []eventRow, days eventDays, settings map[string]int64) ([]claims.Event, error) {
	var npis []string
	for i := range rows {
		e := &rows[i]
		for j, c := range claims.EventColumns(e.List) {
			if c.Name == "doctor" {
				e.Values[j] = care.PlaceValue(care.Place{NPI: e.doctor})
			}
			for _, p := range care.PlacesOf(e.Values[j]) {
				npis = append(npis, p.NPI)
			}
		}
	}
	slices.Sort(npis)
	names, err := providerNames(ctx, r, slices.Compact(npis))
	if err != nil {
		return nil, err
	}
	list := make([]claims.Event, len(rows))
	for i := range rows {
		e := &rows[i]
		for j := range e.Values {
			if places := care.PlacesOf(e.Values[j]); places != nil {
				e.Values[j] = claims.TextValue(placeNames(places, names))
			}
		}
		care.Complete(&e.Event, days.asOf, settings[claims.SettingFollowUpDays])
		list[i] = e.Event
	}
	return list, nil
}

// placeNames names providers: by name, else by number.
func placeNames(places []care.Place, names map[string]string) string {
	list := make([]string, len(places))
	for i, p := range places {
		switch {
		case names[p.NPI] != "":
			list[i] = names[p.NPI]
		case p.CCN != "":
			list[i] = "CCN " + p.CCN
		default:
			list[i] = "NPI " + p.NPI
		}
	}
	return strings.Join(list, "; ")
}

// personEventsSQL reads a person's events; its arguments are the moment before new events and the person.
const personEventsSQL = "SELECT " + eventFields + " FROM events e" + eventSource + ` WHERE e.person_key = ? AND e.gone = 0 AND e.early = 0 AND e.apart = 0
	ORDER BY e.happened DESC, e.list, e.event_key`

// PersonEvents lists the events of one person over all lists, newest first.
func (db *DB) PersonEvents(ctx context.Context, personKey string) (list []claims.Event, err error) {
	err = db.inSnapshot(ctx, func(s *Snapshot) error {
		q, err := db.eventQuery(ctx, s.tx, claims.EventFilter{List: claims.ListNewDrug})
		if err != nil {
			return err
		}
		rows, err := listed(ctx, s.tx, "list a person's events", scanEventRow, personEventsSQL, q.days.before, personKey)
		if err != nil {
			return err
		}
		const cents = 100
		rows = slices.DeleteFunc(rows, func(r eventRow) bool {
			return r.List == claims.ListNewDrug && r.Value("cost").Int < q.settings[claims.SettingDrugDollars]*cents
		})
		list, err = db.completeEvents(ctx, s.tx, rows, q.days, q.settings)
		return err
	})
	return list, err
}

// EachEvent reads a list as filtered and sorted, page by page from one state of the data, and calls use for every row. It returns what
// the first page says.
func (db *DB) EachEvent(ctx context.Context, filter claims.EventFilter, sort claims.EventSort, desc bool, use func(claims.Event) error) (first claims.EventPage, err error) {
	err = db.inSnapshot(ctx, func(s *Snapshot) error {
		page := claims.Page{Desc: desc}
		for {
			list, err := db.events(ctx, s, filter, sort, page)
			if err != nil {
				return err
			}
			if page.After == "" {
				first = list
				first.Rows = nil
			}
			for _, e := range list.Rows {
				if err := use(e); err != nil {
					return err
				}
			}
			if page.After = list.Next; page.After == "" {
				return nil
			}
		}
	})
	return first, err
}

// EventPeople lists the MBIs of the people whose events fit a filter, each once; nobody is an empty list.
func (db *DB) EventPeople(ctx context.Context, filter claims.EventFilter) (mbis []string, err error) {
	mbis = []string{}
	err = db.inSnapshot(ctx, func(s *Snapshot) error {
		q, err := db.eventQuery(ctx, s.tx, filter)
		if err != nil {
			return err
		}
		where := q.where(diedCondition)
		found, err := listed(ctx, s.tx, "list people of events", func(row scanner) (mbi string, err error) {
			err = row.Scan(&mbi)
			return mbi, err
		}, "SELECT DISTINCT coalesce(p.mbi, e.mbi) FROM events e"+eventSource+where.clause()+" ORDER BY 1", where.args...)
		for _, mbi := range found {
			if mbi != "" {
				mbis = append(mbis, mbi)
			}
		}
		return err
	})
	return mbis, err
}

// eventSettingValues are the settings in use, by name.
func eventSettingValues(ctx context.Context, r reader) (values map[string]int64, err error) {
	values = map[string]int64{}
	for _, setting := range claims.EventSettings() {
		values[setting.Name] = setting.Default
	}
	rows, err := r.QueryContext(ctx, `SELECT name, value FROM event_settings`)
	if err != nil {
		return nil, wrap(err, "read settings of lists")
	}
	defer func() { err = wrap(errors.Join(err, rows.Close()), "read settings of lists") }()
	for rows.Next() {
		var name string
		var value int64
		if err := rows.Scan(&name, &value); err != nil {
			return nil, err
		}
		values[name] = value
	}
	return values, rows.Err()
}
