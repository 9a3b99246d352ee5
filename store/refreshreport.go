package store

import (
	"context"

	"github.com/claimsdesk/claimsdesk/claims"
)

// RefreshReport is what there is to tell of one refresh.
func (db *DB) RefreshReport(ctx context.Context, id int64) (claims.RefreshReport, error) {
	var report claims.RefreshReport
	var err error
	if report.Refresh, err = db.Refresh(ctx, id); err != nil {
		return report, err
	}
	report.Jobs, err = db.Jobs(ctx, id)
	if err != nil {
		return report, err
	}
	report.Types, err = listed(ctx, db.read, "count by type", scanTypeCount, `SELECT coalesce(f.resource_type, ''), count(*), sum(f.inserted), sum(f.updated),
			sum(f.unchanged), sum(f.quarantined)
		FROM files f JOIN jobs j ON j.job_id = f.job_id WHERE j.refresh_id = ? GROUP BY 1 ORDER BY 1`, id)
	if err != nil {
		return report, err
	}
	report.Months, err = listed(ctx, db.read, "compare months", scanMonthChange, `SELECT month, claim_type, claims_before, paid_before, claims_after, paid_after
		FROM refresh_months WHERE refresh_id = ? ORDER BY month, claim_type`, id)
	if err != nil {
		return report, err
	}
	report.Lacking, err = listed(ctx, db.read, "list missing files", scanJobFile, `SELECT f.job_id, f.place, f.name, f.resource_type, f.is_error, f.state, f.reason
		FROM job_files f JOIN jobs j ON j.job_id = f.job_id
		WHERE j.refresh_id = ? AND j.state <> ? AND f.state IN (?, ?) ORDER BY f.job_id, f.is_error, f.place`,
		id, string(claims.JobLost), string(claims.FileMissing), string(claims.FileRefused))
	if err != nil {
		return report, err
	}
	report.Log, err = listed(ctx, db.read, "read the log", scanLogLine, `SELECT at, text FROM refresh_log WHERE refresh_id = ? ORDER BY line`, id)
	return report, err
}

func scanTypeCount(row scanner) (claims.TypeCount, error) {
	var c claims.TypeCount
	err := row.Scan(&c.Type, &c.Files, &c.Inserted, &c.Updated, &c.Unchanged, &c.Quarantined)
	return c, err
}

func scanMonthChange(row scanner) (claims.MonthChange, error) {
	var m claims.MonthChange
	err := row.Scan(&m.Month, &m.ClaimType, &m.ClaimsBefore, &m.PaidBeforeCents, &m.ClaimsAfter, &m.PaidAfterCents)
	return m, err
}

func scanLogLine(row scanner) (claims.LogLine, error) {
	var l claims.LogLine
	var at string
	if err := row.Scan(&at, &l.Text); err != nil {
		return l, err
	}
	var err error
	l.At, err = storedTime(at)
	return l, err
}
