package store

import (
	"context"
	"database/sql/driver"

	"github.com/claimsdesk/claimsdesk/claims"
)

// leftOutSQL counts the claims of one person by their marks, those that have any. Its arguments are the version in use and what who asks for.
func leftOutSQL(who string) string {
	return `SELECT apart, count(*) FROM (SELECT ` + apartSQL() + ` AS apart FROM claims_rows c WHERE c.api_version = ?1 AND ` + who + `) WHERE apart <> 0 GROUP BY apart`
}

const (
	leftOutOffSQL = `UPDATE left_out_totals SET n = n - (SELECT p.n FROM person_left_out p WHERE p.person_key = ? AND p.kind = left_out_totals.kind)
		WHERE EXISTS (SELECT 1 FROM person_left_out p WHERE p.person_key = ? AND p.kind = left_out_totals.kind)`
	leftOutOnSQL = `INSERT INTO left_out_totals (kind, n) SELECT kind, n FROM person_left_out WHERE person_key = ? ON CONFLICT DO UPDATE SET n = n + excluded.n`
)

// countLeftOut renews what is left out of a person's figures. The empty key stands for claims that name nobody.
func (s *settling) countLeftOut(key string) error {
	if err := s.w.exec(leftOutOffSQL, key, key); err != nil {
		return err
	}
	if err := s.w.exec(`DELETE FROM person_left_out WHERE person_key = ?`, key); err != nil {
		return err
	}
	who, args := "c.person_key = ?2", []driver.Value{s.inUse, key}
	if key == "" {
		who, args = "c.person_key IS NULL", args[:1]
	}
	var left claims.LeftOut
	d := make([]driver.Value, 2)
	if err := s.w.each(leftOutSQL(who), d, func() error {
		left.Count(claims.Apart(integer(d[0])), int(integer(d[1])), claims.Counting{}) //nolint:gosec // marks of apartSQL
		return nil
	}, args...); err != nil {
		return err
	}
	for _, kind := range claims.LeftOutKinds() {
		if n := *left.Place(kind); n > 0 {
			if err := s.w.exec(`INSERT INTO person_left_out (person_key, kind, n) VALUES (?, ?, ?)`, key, kind, int64(n)); err != nil {
				return err
			}
		}
	}
	return s.w.exec(leftOutOnSQL, key)
}

// Queries of what is left out: of everybody, and of one person.
const (
	leftOutAllSQL    = `SELECT s.kind, s.n FROM left_out_totals s WHERE s.n > 0`
	leftOutPersonSQL = `SELECT kind, n FROM person_left_out WHERE person_key = ?`
)

// LeftOut counts the claims that figures leave out, of everybody or of the person of a key.
func (db *DB) LeftOut(ctx context.Context, personKey string) (l claims.LeftOut, err error) {
	query, args := leftOutAllSQL, []any(nil)
	if personKey != "" {
		query, args = leftOutPersonSQL, []any{personKey}
	}
	_, err = listed(ctx, db.read, "count what is left out", func(row scanner) (struct{}, error) {
		var kind string
		var n int
		err := row.Scan(&kind, &n)
		if place := l.Place(kind); place != nil {
			*place = n
		}
		return struct{}{}, err
	}, query, args...)
	return l, err
}
