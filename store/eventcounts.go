package store

import (
	"context"

	"github.com/claimsdesk/claimsdesk/claims"
)

// countSource joins an event with as little as counting takes.
func (q *eventQuery) countSource() string {
	source := " LEFT JOIN event_states s ON s.event_key = e.event_key"
	if q.filter.Doctor != "" {
		source += " LEFT JOIN person_care w INDEXED BY person_care_doctor ON w.person_key = e.person_key"
	}
	return source
}

// countSQL counts the events that a filter fits, and those of them that are new; its first argument is the moment before new events.
func (q *eventQuery) countSQL() (string, []any) {
	where := q.where(diedPeople)
	return "SELECT count(*), coalesce(sum(e.arrived > ? AND coalesce(s.opened, 0) = 0), 0) FROM events e" + q.countSource() + where.clause(),
		append([]any{q.days.before}, where.args...)
}

func (q *eventQuery) count(ctx context.Context, r reader) (all, fresh int, err error) {
	query, args := q.countSQL()
	err = r.QueryRowContext(ctx, query, args...).Scan(&all, &fresh)
	return all, fresh, wrap(err, "count events")
}

// diedSQL counts the events that a filter would fit were it not for the person's death: it looks through the events of those who died.
func (q *eventQuery) diedSQL() (string, []any) {
	where := q.where("")
	where.add("d.list = 'died' AND d.gone = 0")
	return "SELECT count(*) FROM events d CROSS JOIN events e INDEXED BY events_person ON e.person_key = d.person_key" + q.countSource() + where.clause(), where.args
}

func (q *eventQuery) countDied(ctx context.Context, r reader) (n int, err error) {
	if !q.leavesDiedOut() {
		return 0, nil
	}
	query, args := q.diedSQL()
	err = r.QueryRowContext(ctx, query, args...).Scan(&n)
	return n, wrap(err, "count events of people who died")
}

// countEarly counts the events of early claims that a filter leaves out.
func (q *eventQuery) countEarly(ctx context.Context, r reader) (int, error) {
	if q.filter.Early {
		return 0, nil
	}
	early := *q
	early.early = true
	n, _, err := early.count(ctx, r)
	return n, err
}

// EventCounts counts every list under a filter, whose List is not looked at (Q14).
func (db *DB) EventCounts(ctx context.Context, filter claims.EventFilter) (counts []claims.EventCount, err error) {
	err = db.inSnapshot(ctx, func(s *Snapshot) error {
		counts = nil
		for _, info := range claims.EventLists() {
			filter.List = info.List
			q, err := db.eventQuery(ctx, s.tx, filter)
			if err != nil {
				return err
			}
			count := claims.EventCount{List: info.List}
			if count.Events, count.New, err = q.count(ctx, s.tx); err != nil {
				return err
			}
			counts = append(counts, count)
		}
		return nil
	})
	return counts, err
}

// NewEvents counts events to do, of all lists, that arrived in the latest refresh and that nobody has opened.
func (db *DB) NewEvents(ctx context.Context) (n int, err error) {
	counts, err := db.EventCounts(ctx, claims.EventFilter{State: claims.EventToDo, NewOnly: true})
	for _, c := range counts {
		n += c.Events
	}
	return n, err
}

// LatestArrival is the day of the latest refresh; empty without one.
func (db *DB) LatestArrival(ctx context.Context) (string, error) {
	days, err := db.eventDays(ctx, db.read)
	return dayOf(days.latest), err
}

// eventDoctorsSQL counts the people on a list by their usual doctor.
const eventDoctorsSQL = `SELECT w.doctor, count(DISTINCT e.person_key) FROM events e CROSS JOIN person_care w INDEXED BY person_care_doctor ON w.person_key = e.person_key
	WHERE e.list = ? AND e.gone = 0 AND w.doctor <> '' GROUP BY w.doctor ORDER BY 2 DESC, 1`

// EventDoctors lists usual doctors of the people on a list, most people first.
func (db *DB) EventDoctors(ctx context.Context, list claims.EventList) ([]claims.UsualDoctor, error) {
	return usualDoctors(ctx, db.read, eventDoctorsSQL, string(list))
}

// usualDoctors reads doctors with the number of their people, and names them.
func usualDoctors(ctx context.Context, r reader, text string, args ...any) ([]claims.UsualDoctor, error) {
	doctors, err := listed(ctx, r, "list usual doctors", func(row scanner) (d claims.UsualDoctor, err error) {
		err = row.Scan(&d.NPI, &d.People)
		return d, err
	}, text, args...)
	if err != nil {
		return nil, err
	}
	npis := make([]string, len(doctors))
	for i, d := range doctors {
		npis[i] = d.NPI
	}
	names, err := providerNames(ctx, r, npis)
	for i := range doctors {
		doctors[i].Name = names[doctors[i].NPI]
	}
	return doctors, err
}
