package store

import (
	"context"
	"errors"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
)

// monthsSQL reads the totals of a range of months, which are prepared by Settle.
const monthsSQL = `SELECT month, claim_type, claims, paid_cents, submitted_cents FROM month_totals
	WHERE month >= ? AND month <= ? ORDER BY month, claim_type`

// Months is what base claims add up to in each of n months of service and claim type, oldest first
// (docs/reference/screens.md 5.2). The last of the n months is the latest one with claims, the present month at most;
// months and types without claims are left out.
func (db *DB) Months(ctx context.Context, n int) (list []claims.MonthTotal, err error) {
	snapshot, err := db.Snapshot(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, snapshot.Close()) }()
	return snapshot.months(ctx, n, db.now())
}

func (s *Snapshot) months(ctx context.Context, n int, now time.Time) (list []claims.MonthTotal, err error) {
	var last string
	if err := s.tx.QueryRowContext(ctx, `SELECT coalesce(max(month), '') FROM month_totals WHERE month <= ?`, now.UTC().Format(monthLayout)).Scan(&last); err != nil {
		return nil, wrap(err, "find the latest month")
	}
	end, err := time.Parse(monthLayout, last)
	if err != nil || n < 1 {
		return nil, nil // no month of the calendar has claims
	}
	rows, err := s.tx.QueryContext(ctx, monthsSQL, end.AddDate(0, 1-n, 0).Format(monthLayout), last)
	if err != nil {
		return nil, wrap(err, "read month totals")
	}
	defer func() { err = wrap(errors.Join(err, rows.Close()), "read month totals") }()
	for rows.Next() {
		var m claims.MonthTotal
		if err := rows.Scan(&m.Month, &m.ClaimType, &m.Claims, &m.PaidCents, &m.ChargedCents); err != nil {
			return nil, err
		}
		list = append(list, m)
	}
	return list, rows.Err()
}

// monthLayout is YYYY-MM.
const monthLayout = "2006-01"
