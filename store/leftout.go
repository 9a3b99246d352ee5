package store

import (
	"context"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

// leftOutSQL counts the claims of one person, found by the condition who, that base claims leave out, each under the first reason that
// holds, and those that they hold though they are odd. Its arguments are the person's key, the version in use and what who asks for.
func leftOutSQL(who string) string {
	var b strings.Builder
	b.WriteString(`INSERT INTO person_left_out (person_key, kind, n) SELECT ?1, kind, count(*) FROM (SELECT CASE`)
	for _, e := range exclusions() {
		b.WriteString("\n\tWHEN " + e.condition + " THEN '" + string(e.include) + "'")
	}
	b.WriteString("\n\tWHEN " + debitCondition + " THEN '" + claims.LeftOutDebit + "'")
	b.WriteString("\n\tWHEN " + duplicateCondition + " THEN '" + claims.LeftOutDuplicate + "'")
	b.WriteString("\n\tEND AS kind FROM claims_rows c WHERE " + who + " AND c.api_version = ?2) WHERE kind IS NOT NULL GROUP BY kind")
	return b.String()
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
	who := "c.person_key = ?1"
	if key == "" {
		who = "c.person_key IS NULL"
	}
	if err := s.w.exec(leftOutSQL(who), key, s.inUse); err != nil {
		return err
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
