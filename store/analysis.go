package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/measure"
)

// Analysis is what the charts of spending and use are made of (docs/reference/screens.md 11.1, Q17 and Q18). For people on the latest
// patient list it reads sums that Settle prepared; for other groups it adds people up. It returns ErrNotFound where there is no
// people list of the name.
func (db *DB) Analysis(ctx context.Context, filter claims.AnalysisFilter) (a measure.Analysis, err error) {
	err = db.inSnapshot(ctx, func(s *Snapshot) error {
		a, err = s.analysis(ctx, filter)
		return err
	})
	return a, err
}

// Care adds up which providers the people of a group went to (Q19), from one month to another.
func (db *DB) Care(ctx context.Context, filter claims.AnalysisFilter, switches measure.Switches, from, to string) (care *measure.Care, err error) {
	err = db.inSnapshot(ctx, func(s *Snapshot) error {
		list, err := ownProviders(ctx, s.tx)
		if err != nil {
			return err
		}
		care = measure.NewCare(measure.OursOf(list), switches, from, to)
		return s.eachPerson(ctx, filter, providerFigures, func(figures []measure.Figure, in func(string) bool) { care.AddPerson(monthly(figures, in)) })
	})
	return care, err
}

// Medicines adds up the medicines of a group (Q21), from one month to another.
func (db *DB) Medicines(ctx context.Context, filter claims.AnalysisFilter, from, to string) (m *measure.Medicines, err error) {
	err = db.inSnapshot(ctx, func(s *Snapshot) error {
		m = measure.NewMedicines(from, to)
		return s.eachPerson(ctx, filter, drugFigures, func(figures []measure.Figure, in func(string) bool) { m.AddPerson(monthly(figures, in)) })
	})
	return m, err
}

func (db *DB) inSnapshot(ctx context.Context, read func(*Snapshot) error) error {
	snapshot, err := db.Snapshot(ctx)
	if err != nil {
		return err
	}
	return errors.Join(read(snapshot), snapshot.Close())
}

// monthly leaves the figures of the months that in allows; nil allows all.
func monthly(figures []measure.Figure, in func(string) bool) []measure.Figure {
	if in == nil {
		return figures
	}
	kept := figures[:0]
	for _, f := range figures {
		if in(f.Month) {
			kept = append(kept, f)
		}
	}
	return kept
}

// groupSQL reads the sums of those on the list.
const groupSQL = `SELECT kind, month, key, people, n, amount FROM group_figures WHERE listed = 1`

func (s *Snapshot) analysis(ctx context.Context, filter claims.AnalysisFilter) (a measure.Analysis, err error) {
	if a.Complete, a.AsOf, err = s.completeness(ctx); err != nil {
		return a, err
	}
	a.Group, a.Counting = measure.NewGroup(), filter.Counting
	if filter.Group == claims.GroupListed || filter.Group == "" {
		if err := s.tx.QueryRowContext(ctx, `SELECT count(*) FROM person_summary WHERE on_list = 1`).Scan(&a.People); err != nil {
			return a, wrap(err, "count the group")
		}
		return a, s.each(ctx, "add up the group", groupSQL, nil, func(rows *sql.Rows) error {
			var f measure.Figure
			var sum measure.Sum
			if err := rows.Scan(&f.Kind, &f.Month, &f.Key, &sum.People, &sum.N, &sum.Amount); err != nil {
				return err
			}
			a.Group.Add(f.Kind, f.Month, f.Key, sum)
			return nil
		})
	}
	err = s.eachPerson(ctx, filter, useFigures, func(figures []measure.Figure, in func(string) bool) {
		a.People++
		a.Group.AddPerson(figures, in)
	})
	return a, err
}

// completeness says how much of each month is in, for everybody, and of which month the data are.
func (s *Snapshot) completeness(ctx context.Context) (c measure.Completeness, asOf string, err error) {
	err = s.tx.QueryRowContext(ctx, `SELECT coalesce((SELECT substr(value, 1, 7) FROM facts WHERE name = 'figures_as_of'), '')`).Scan(&asOf)
	if err != nil {
		return c, "", wrap(err, "look up the month of the data")
	}
	var arrivals []measure.Arrival
	err = s.each(ctx, "read how claims arrive", arrivalsSQL, []any{int64(measure.Arrived)}, func(rows *sql.Rows) error {
		var month, key string
		var n, amount int64
		if err := rows.Scan(&month, &key, &n, &amount); err != nil {
			return err
		}
		arrivals = append(arrivals, measure.ArrivalOf(month, key, n, amount))
		return nil
	})
	return measure.CompletenessAt(asOf, arrivals), asOf, err
}

// LastCompleteMonth is the newest month of which nearly all claims are in (docs/reference/screens.md 8.1); empty while nothing is
// stored. It ends every figure of twelve months.
func (db *DB) LastCompleteMonth(ctx context.Context) (month string, err error) {
	err = db.read.QueryRowContext(ctx, `SELECT coalesce((SELECT value FROM facts WHERE name = 'last_complete_month'), '')`).Scan(&month)
	return month, wrap(err, "look up the last complete month")
}

// each reads a result row by row.
func (s *Snapshot) each(ctx context.Context, doing, query string, args []any, use func(*sql.Rows) error) (err error) {
	rows, err := s.tx.QueryContext(ctx, query, args...)
	if err != nil {
		return wrap(err, doing)
	}
	defer func() { err = wrap(errors.Join(err, rows.Close()), doing) }()
	for rows.Next() {
		if err := use(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// Queries of the packed figures of a domain: of those on the list, of those on a people list, and of everybody.
const (
	listedFiguresSQL = `SELECT f.person_key, f.packed FROM person_summary p CROSS JOIN person_figures f ON f.domain = ? AND f.person_key = p.person_key
		WHERE p.on_list = 1`
	listFiguresSQL = `SELECT f.person_key, f.packed FROM (` + listPeopleSQL + `) k CROSS JOIN person_figures f ON f.domain = ? AND f.person_key = k.person_key`
	allFiguresSQL  = `SELECT f.person_key, f.packed FROM person_figures f WHERE f.domain = ?`
)

// listPeopleSQL finds the people of a people list by any of their MBIs.
const listPeopleSQL = `SELECT DISTINCT s.person_key FROM people_lists l CROSS JOIN people_list_members m ON m.list_no = l.list_no
	CROSS JOIN person_search s ON s.kind = '` + findMBI + `' AND s.value = m.mbi WHERE l.name = ?`

// eachPerson reads the figures of a group's people one by one; they hold until the next. in says which months count for the person;
// nil stands for all.
func (s *Snapshot) eachPerson(ctx context.Context, filter claims.AnalysisFilter, domain int64, use func(figures []measure.Figure, in func(month string) bool)) error {
	return s.eachPersonKey(ctx, filter, domain, func(_ string, figures []measure.Figure, in func(string) bool) { use(figures, in) })
}

// eachPersonKey says whose figures they are, too.
func (s *Snapshot) eachPersonKey(ctx context.Context, filter claims.AnalysisFilter, domain int64, use func(key string, figures []measure.Figure, in func(month string) bool)) error {
	query, args := listedFiguresSQL, []any{domain}
	var then *rosterMonths
	switch filter.Group {
	case claims.GroupListed, "":
	case claims.GroupList:
		if err := s.knownList(ctx, filter.List); err != nil {
			return err
		}
		query, args = listFiguresSQL, []any{filter.List, domain}
	case claims.GroupThen:
		var err error
		if then, err = s.rosterMonths(ctx); err != nil {
			return err
		}
		query = allFiguresSQL
	default:
		return fmt.Errorf("%w: no group %q", ErrQuery, filter.Group)
	}
	unpack := newFigureUnpacker()
	return s.each(ctx, "read figures", query, args, func(rows *sql.Rows) error {
		var key string
		var packed sql.RawBytes
		if err := rows.Scan(&key, &packed); err != nil {
			return err
		}
		in, counted := then.of(key)
		if !counted {
			return nil
		}
		figures, err := unpack.unpack(packed)
		if err != nil {
			return damagedFigures(int(domain), err)
		}
		use(key, figures, in)
		return nil
	})
}

func (s *Snapshot) knownList(ctx context.Context, name string) error {
	var known bool
	if err := s.tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM people_lists WHERE name = ?)`, name).Scan(&known); err != nil {
		return wrap(err, "look for a people list")
	}
	if !known {
		return fmt.Errorf("people list: %w", ErrNotFound)
	}
	return nil
}

// rosterMonths says who was on the patient list in which month.
type rosterMonths struct {
	first string // month of the first patient list
	on    map[string]*[monthsKept]bool
	last  [monthsKept]int // the place of the patient list that holds in a month, by months since the first
}

// monthsKept bounds how many months of patient lists are told apart.
const monthsKept = 120

// of says in which months somebody counts; a nil rosterMonths counts everybody in all months.
func (r *rosterMonths) of(key string) (in func(month string) bool, counted bool) {
	if r == nil {
		return nil, true
	}
	on := r.on[key]
	if on == nil {
		return nil, false
	}
	return func(month string) bool {
		at, ok := measure.MonthsFrom(r.first, month)
		return ok && at >= 0 && at < monthsKept && on[r.last[at]]
	}, true
}

// rosterPeopleSQL reads who was on the complete patient lists, oldest first.
const rosterPeopleSQL = `SELECT p.person_key FROM rosters r CROSS JOIN roster_people rp ON rp.roster_id = r.roster_id
	CROSS JOIN persons p ON p.api_version = rp.api_version AND p.patient_id = rp.patient_id WHERE r.complete = 1 AND r.roster_id = ?`

// rosterMonths reads the patient lists. Of a month the last list that was taken in it holds, and in a month without one that of the
// month before.
func (s *Snapshot) rosterMonths(ctx context.Context) (*rosterMonths, error) {
	r := &rosterMonths{on: map[string]*[monthsKept]bool{}}
	var ids []int64
	err := s.each(ctx, "list patient lists", `SELECT roster_id, taken_at FROM rosters WHERE complete = 1 ORDER BY taken_at, roster_id`, nil, func(rows *sql.Rows) error {
		var id int64
		var taken string
		if err := rows.Scan(&id, &taken); err != nil {
			return err
		}
		at, err := time.Parse(time.RFC3339Nano, taken)
		if err != nil {
			return fmt.Errorf("time of patient list %d: %w", id, err)
		}
		month := at.UTC().Format(monthLayout)
		if r.first == "" {
			r.first = month
		}
		n, _ := measure.MonthsFrom(r.first, month)
		if n < 0 || n >= monthsKept {
			return nil
		}
		for len(ids) <= n {
			ids = append(ids, 0)
		}
		ids[n] = id
		return nil
	})
	if err != nil {
		return nil, err
	}
	place := 0
	for n := range r.last {
		if n < len(ids) && ids[n] != 0 {
			place = n
		}
		r.last[n] = place
	}
	for n, id := range ids {
		if id == 0 {
			continue
		}
		if err := s.each(ctx, "read a patient list", rosterPeopleSQL, []any{id}, func(rows *sql.Rows) error {
			var key string
			if err := rows.Scan(&key); err != nil {
				return err
			}
			if r.on[key] == nil {
				r.on[key] = &[monthsKept]bool{}
			}
			r.on[key][n] = true
			return nil
		}); err != nil {
			return nil, err
		}
	}
	return r, nil
}
