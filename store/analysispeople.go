package store

import (
	"context"
	"database/sql"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/measure"
)

// completeMonthSQL reads which month ends the twelve complete ones; ” where none is.
const completeMonthSQL = `SELECT coalesce((SELECT value FROM facts WHERE name = 'last_complete_month'), '')`

// Queries of what was paid for people in the twelve complete months, highest first.
const (
	listedYearsSQL = `SELECT y.person_key, y.paid_cents FROM person_years y CROSS JOIN person_summary p ON p.person_key = y.person_key
		WHERE p.on_list = 1 ORDER BY y.paid_cents DESC, y.person_key DESC`
	listYearsSQL = `SELECT y.person_key, y.paid_cents FROM (` + listPeopleSQL + `) k CROSS JOIN person_years y ON y.person_key = k.person_key
		ORDER BY y.paid_cents DESC, y.person_key DESC`
)

// TopPeople lists the people with the highest payments of the twelve complete months, and what was paid for everybody of the group
// (docs/reference/screens.md 11.1, Q20). Those for whom nothing was paid count with 0.
func (db *DB) TopPeople(ctx context.Context, filter claims.AnalysisFilter, most int) (top claims.TopPeople, err error) {
	err = db.inSnapshot(ctx, func(s *Snapshot) error {
		top, err = s.topPeople(ctx, filter, most)
		return err
	})
	return top, err
}

func (s *Snapshot) topPeople(ctx context.Context, filter claims.AnalysisFilter, most int) (top claims.TopPeople, err error) {
	if err := s.tx.QueryRowContext(ctx, completeMonthSQL).Scan(&top.To); err != nil {
		return top, wrap(err, "look up the last complete month")
	}
	top.From = yearBefore(top.To)
	query, args, count := listedYearsSQL, []any(nil), `SELECT count(*) FROM person_summary WHERE on_list = 1`
	if filter.Group == claims.GroupList {
		if err := s.knownList(ctx, filter.List); err != nil {
			return top, err
		}
		query, args, count = listYearsSQL, []any{filter.List}, `SELECT count(*) FROM (`+listPeopleSQL+`)`
	}
	var keys []string
	if err := s.each(ctx, "list payments", query, args, func(rows *sql.Rows) error {
		var key string
		var cents int64
		if err := rows.Scan(&key, &cents); err != nil {
			return err
		}
		if len(keys) < most {
			keys = append(keys, key)
		}
		top.PaidCents = append(top.PaidCents, cents)
		return nil
	}); err != nil {
		return top, err
	}
	var people int
	if err := s.tx.QueryRowContext(ctx, count, args...).Scan(&people); err != nil {
		return top, wrap(err, "count the group")
	}
	for len(top.PaidCents) < people {
		top.PaidCents = append(top.PaidCents, 0)
	}
	unpack := newFigureUnpacker()
	for i, key := range keys {
		one, err := s.topPerson(ctx, key, top.From, top.To, unpack)
		if err != nil {
			return top, err
		}
		one.Rank, one.YearCents = i+1, top.PaidCents[i]
		top.Rows = append(top.Rows, one)
	}
	return top, nil
}

func (s *Snapshot) topPerson(ctx context.Context, key, from, to string, unpack *figureUnpacker) (one claims.TopPerson, err error) {
	if one.Person, err = person(ctx, s.tx, key); err != nil {
		return one, err
	}
	var packed []byte
	err = s.tx.QueryRowContext(ctx, `SELECT packed FROM person_figures WHERE domain = ? AND person_key = ?`, useFigures, key).Scan(&packed)
	if err != nil {
		return one, wrap(found(err), "read figures")
	}
	figures, err := unpack.unpack(packed)
	if err != nil {
		return one, damagedFigures(useFigures, err)
	}
	for _, f := range figures {
		if f.Month < from || f.Month > to {
			continue
		}
		switch f.Kind {
		case measure.Stays:
			one.Stays += int(f.N)
			one.Days += int(f.Amount)
		case measure.EDVisits:
			one.EDVisits += int(f.N)
		default:
		}
	}
	return one, nil
}
