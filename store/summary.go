package store

import (
	"context"
	"errors"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Summary is the figures of all stored rows: superseded versions, partial claims, prior authorizations, encounters and
// both API versions (docs/reference/contract.md 2, status --json). They are of the last Settle.
func (db *DB) Summary(ctx context.Context) (claims.Summary, error) {
	return db.summary(ctx, (*Snapshot).Summary)
}

// CurrentSummary is the figures of the default rows: base claims and what belongs to them, of the version in use. They
// are of the last Settle.
func (db *DB) CurrentSummary(ctx context.Context) (claims.Summary, error) {
	return db.summary(ctx, (*Snapshot).CurrentSummary)
}

func (db *DB) summary(ctx context.Context, of func(*Snapshot, context.Context) (claims.Summary, error)) (claims.Summary, error) {
	snapshot, err := db.Snapshot(ctx)
	if err != nil {
		return claims.Summary{}, err
	}
	s, err := of(snapshot, ctx)
	return s, errors.Join(err, snapshot.Close())
}

// Summary is DB.Summary of the snapshot's state.
func (s *Snapshot) Summary(ctx context.Context) (sum claims.Summary, err error) {
	rows, err := s.tx.QueryContext(ctx, storedVersionsSQL)
	if err != nil {
		return sum, wrap(err, "look up the stored versions")
	}
	if sum.APIVersions, err = texts(rows); err != nil {
		return sum, wrap(err, "look up the stored versions")
	}
	if err := s.tally(ctx, &sum, conditions{}); err != nil {
		return sum, err
	}
	return sum, s.commonFacts(ctx, &sum, conditions{})
}

// CurrentSummary is DB.CurrentSummary of the snapshot's state.
func (s *Snapshot) CurrentSummary(ctx context.Context) (sum claims.Summary, err error) {
	if s.inUse != "" {
		sum.APIVersions = []string{s.inUse}
	}
	var people, base conditions
	people.add("api_version = ?", s.inUse)
	base.add("api_version = ?", s.inUse)
	base.add("base = 1")
	if err := s.tally(ctx, &sum, base); err != nil {
		return sum, err
	}
	return sum, s.commonFacts(ctx, &sum, people)
}

// tallySumSQL reads the totals by claim type. Each is the sum over people; its latest day is looked up in an index.
func tallySumSQL(where conditions) string {
	return `SELECT sums.claim_type, sums.claims, sums.paid_cents, sums.claim_lines, sums.diagnoses, sums.procedures, sums.care_team,
		sums.supporting_info, sums.line_adjudications,
		coalesce((SELECT max(p.last_date) FROM person_tallies p WHERE p.api_version = sums.api_version AND p.base = sums.base), '')
	FROM tally_totals sums` + where.clause()
}

// tally adds up the totals: a few lines, whatever the number of people and claims.
func (s *Snapshot) tally(ctx context.Context, sum *claims.Summary, where conditions) (err error) {
	sum.Claims = map[string]int{}
	rows, err := s.tx.QueryContext(ctx, tallySumSQL(where), where.args...)
	if err != nil {
		return wrap(err, "add up the tallies")
	}
	defer func() { err = wrap(errors.Join(err, rows.Close()), "add up the tallies") }()
	for rows.Next() {
		var t claims.Summary
		var claimType string
		var count int
		if err := rows.Scan(&claimType, &count, &t.PaymentCents, &t.ClaimLines, &t.Diagnoses, &t.Procedures, &t.CareTeam,
			&t.SupportingInfo, &t.LineAdjudications, &t.LastServiceDate); err != nil {
			return err
		}
		if count == 0 {
			continue // the last claim of this type has moved on
		}
		sum.Claims[claimType] += count
		sum.PaymentCents += t.PaymentCents
		sum.ClaimLines += t.ClaimLines
		sum.Diagnoses += t.Diagnoses
		sum.Procedures += t.Procedures
		sum.CareTeam += t.CareTeam
		sum.SupportingInfo += t.SupportingInfo
		sum.LineAdjudications += t.LineAdjudications
		sum.LastServiceDate = max(sum.LastServiceDate, t.LastServiceDate)
	}
	return rows.Err()
}

// commonFacts adds what does not hang on claims: people, quarantined lines and the time up to which the data are known.
func (s *Snapshot) commonFacts(ctx context.Context, sum *claims.Summary, people conditions) error {
	if err := s.tx.QueryRowContext(ctx, "SELECT count(*) FROM beneficiaries_rows"+people.clause(), people.args...).Scan(&sum.People); err != nil {
		return wrap(err, "count people")
	}
	if err := s.tx.QueryRowContext(ctx, "SELECT count(*) FROM person_summary WHERE on_list = 1").Scan(&sum.OnList); err != nil {
		return wrap(err, "count people on the list")
	}
	if err := s.tx.QueryRowContext(ctx, "SELECT count(*) FROM quarantine").Scan(&sum.Quarantined); err != nil {
		return wrap(err, "count quarantined lines")
	}
	return wrap(s.tx.QueryRowContext(ctx, dataAsOfSQL).Scan(&sum.DataAsOf), "look up the time of the data")
}

// dataAsOfSQL is the latest transaction time of what came in whole: of refreshes that ended well, and of files that no
// refresh brought (docs/reference/screens.md 1.1).
const dataAsOfSQL = `SELECT coalesce((SELECT time FROM (
		SELECT transaction_time AS time FROM refreshes WHERE state = 'done' AND transaction_time <> ''
		UNION
		SELECT f.transaction_time FROM files f WHERE f.transaction_time IS NOT NULL AND f.job_id IS NULL)
	ORDER BY julianday(time) DESC, time DESC LIMIT 1), '')`
