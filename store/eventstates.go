package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/claimsdesk/claimsdesk/claims"
)

// noteSigns bounds a note.
const noteSigns = 200

// SetEventState says what became of events; it keeps who said so and when (docs/reference/screens.md 11.1, Q16).
func (db *DB) SetEventState(ctx context.Context, keys []string, state claims.EventState, who string) error {
	switch state {
	case claims.EventToDo, claims.EventDone, claims.EventNotForUs:
		return db.changeEvents(ctx, keys, "state", string(state), who)
	default:
		return fmt.Errorf("%w: events have no state %q", ErrQuery, state)
	}
}

// SetEventNote keeps a note of up to 200 signs; empty takes it away.
func (db *DB) SetEventNote(ctx context.Context, key, note, who string) error {
	if utf8.RuneCountInString(note) > noteSigns {
		return fmt.Errorf("%w: a note has up to %d signs", ErrQuery, noteSigns)
	}
	return db.changeEvents(ctx, []string{key}, "note", note, who)
}

// AssignEvents gives events to somebody; empty takes them back.
func (db *DB) AssignEvents(ctx context.Context, keys []string, to, who string) error {
	return db.changeEvents(ctx, keys, "assigned_to", to, who)
}

// HideEvents hides events before a day, YYYY-MM-DD; empty shows them again.
func (db *DB) HideEvents(ctx context.Context, keys []string, until, who string) error {
	if _, ok := claims.CalendarDate(until); !ok && until != "" {
		return fmt.Errorf("%w: events are hidden until a day", ErrQuery)
	}
	return db.changeEvents(ctx, keys, "hidden_until", until, who)
}

// changeEvents changes one column of what people did about events. It returns ErrNotFound for a key of no event.
func (db *DB) changeEvents(ctx context.Context, keys []string, column, value, who string) error {
	return db.beside(ctx, "change events", func(tx *sql.Tx) error {
		for _, key := range keys {
			done, err := tx.ExecContext(ctx, `INSERT INTO event_states (event_key, `+column+`, who, changed_at, opened)
				SELECT event_key, ?, ?, ?, 1 FROM events WHERE event_key = ?
				ON CONFLICT DO UPDATE SET `+column+` = excluded.`+column+`, who = excluded.who, changed_at = excluded.changed_at, opened = 1`,
				value, who, timeText(db.now()), key)
			if err != nil {
				return err
			}
			if n, err := done.RowsAffected(); err != nil {
				return err
			} else if n == 0 {
				return ErrNotFound
			}
		}
		return nil
	})
}

// OpenedEvents says that somebody looked at events: they are not new any more.
func (db *DB) OpenedEvents(ctx context.Context, keys []string) error {
	return db.beside(ctx, "open events", func(tx *sql.Tx) error {
		for _, key := range keys {
			if _, err := tx.ExecContext(ctx, `INSERT INTO event_states (event_key, opened) SELECT event_key, 1 FROM events WHERE event_key = ?
				ON CONFLICT DO UPDATE SET opened = 1`, key); err != nil {
				return err
			}
		}
		return nil
	})
}

// EventSettings are the numbers that lists are made with.
func (db *DB) EventSettings(ctx context.Context) ([]claims.EventSetting, error) {
	values, err := eventSettingValues(ctx, db.read)
	if err != nil {
		return nil, err
	}
	list := claims.EventSettings()
	for i := range list {
		list[i].Value = values[list[i].Name]
	}
	return list, nil
}

// SaveEventSetting changes a number and makes the lists anew. It returns ErrQuery for a value that the setting does not take.
func (db *DB) SaveEventSetting(ctx context.Context, name string, value int64) error {
	all := claims.EventSettings()
	at := slices.IndexFunc(all, func(s claims.EventSetting) bool { return s.Name == name })
	if at < 0 || value < all[at].Least || value > all[at].Most || all[at].Choices != nil && !slices.Contains(all[at].Choices, value) {
		return fmt.Errorf("%w: lists do not take %q = %d", ErrQuery, name, value)
	}
	return db.renewEvents(ctx, `INSERT INTO event_settings (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value`, name, value)
}

// ResetEventSettings takes the settings of a list back to their defaults and makes the lists anew.
func (db *DB) ResetEventSettings(ctx context.Context, list claims.EventList) error {
	for _, s := range claims.EventSettings() {
		if s.List != list {
			continue
		}
		if err := db.renewEvents(ctx, `DELETE FROM event_settings WHERE name = ?`, s.Name); err != nil {
			return err
		}
	}
	return nil
}

// RenewEvents makes the lists anew that hang on settings, the group's own providers and patient lists.
func (db *DB) RenewEvents(ctx context.Context) error { return db.renewEvents(ctx, "") }

// renewEvents runs a statement and makes the lists anew, in one transaction.
func (db *DB) renewEvents(ctx context.Context, query string, args ...any) (err error) {
	w, inUse, err := db.beginSettling(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, w.rollback()) }()
	if query != "" {
		if err := w.exec(query, values(args)...); err != nil {
			return wrap(err, "change lists")
		}
	}
	s := &settling{w: w, inUse: inUse, at: moment{now: db.now()}, months: monthDeltas{}, figures: newFiguring()}
	if err := s.settleLists(true); err != nil {
		return wrap(err, "make lists anew")
	}
	return wrap(w.commit(), "make lists anew")
}

// ShrunkList is the latest patient list where it is so much shorter than the one before that nobody leaves by it until somebody confirms
// it; ok is false without one.
func (db *DB) ShrunkList(ctx context.Context) (list claims.ShrunkList, ok bool, err error) {
	rosters, err := listed(ctx, db.read, "compare patient lists", func(row scanner) (r takenRoster, err error) {
		var taken string
		if err := row.Scan(&r.id, &taken, &r.confirmed, &r.people); err != nil {
			return r, err
		}
		r.taken, err = storedTime(taken)
		return r, err
	}, takenRostersSQL)
	if err != nil {
		return list, false, err
	}
	for i := len(rosters) - 1; i > 0; i-- {
		if r := rosters[i]; r.heldBack(rosters[i-1]) {
			return claims.ShrunkList{RosterID: r.id, TakenAt: r.taken, Before: rosters[i-1].people, Now: r.people}, true, nil
		}
	}
	return list, false, nil
}

// ConfirmShrunkList says that a patient list is right though it is much shorter: people leave by it.
func (db *DB) ConfirmShrunkList(ctx context.Context, rosterID int64) error {
	return db.renewEvents(ctx, `INSERT INTO confirmed_rosters (roster_id) VALUES (?) ON CONFLICT DO NOTHING`, rosterID)
}

// values are arguments as the writer takes them.
func values(args []any) []driver.Value {
	list := make([]driver.Value, len(args))
	for i, a := range args {
		list[i] = a
	}
	return list
}
