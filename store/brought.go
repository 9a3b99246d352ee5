package store

import (
	"context"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
)

// FreezeMonthsBefore keeps what base claims add up to by month and type as a refresh finds it.
func (db *DB) FreezeMonthsBefore(ctx context.Context, refreshID int64) error {
	return db.inOne(ctx, "keep the months of before", []edit{
		{`DELETE FROM refresh_months WHERE refresh_id = ?`, []any{refreshID}},
		{`INSERT INTO refresh_months (refresh_id, month, claim_type, claims_before, paid_before)
			SELECT ?, month, claim_type, claims, paid_cents FROM month_totals`, []any{refreshID}},
	})
}

// FreezeMonthsAfter keeps what they add up to as the refresh leaves it. It may be called again: the last call counts.
func (db *DB) FreezeMonthsAfter(ctx context.Context, refreshID int64) error {
	return db.inOne(ctx, "keep the months of after", []edit{
		{`UPDATE refresh_months SET claims_after = 0, paid_after = 0 WHERE refresh_id = ?`, []any{refreshID}},
		{`INSERT INTO refresh_months (refresh_id, month, claim_type, claims_after, paid_after)
			SELECT ?, month, claim_type, claims, paid_cents FROM month_totals WHERE 1
			ON CONFLICT DO UPDATE SET claims_after = excluded.claims_after, paid_after = excluded.paid_after`, []any{refreshID}},
	})
}

// Brought adds up what a refresh brought, over all its runs: from the ledger, so that nothing that was committed before the
// program ended is left out. People and money are those of the last Settle and FreezeMonthsAfter.
func (db *DB) Brought(ctx context.Context, refreshID int64) (claims.Brought, error) {
	var b claims.Brought
	err := db.read.QueryRowContext(ctx, `SELECT count(*), coalesce(sum(f.bytes), 0), coalesce(sum(f.inserted), 0), coalesce(sum(f.updated), 0),
			coalesce(sum(f.unchanged), 0), coalesce(sum(f.quarantined), 0),
			coalesce(sum(f.inserted) FILTER (WHERE `+claimFile+`), 0), coalesce(sum(f.updated) FILTER (WHERE `+claimFile+`), 0)
		FROM files f JOIN jobs j ON j.job_id = f.job_id WHERE j.refresh_id = ?`, refreshID).
		Scan(&b.Files, &b.Bytes, &b.Inserted, &b.Updated, &b.Unchanged, &b.Quarantined, &b.NewClaims, &b.ChangedClaims)
	if err != nil {
		return b, wrap(err, "add up a refresh")
	}
	// A job that CMS lost was asked for afresh: its files are not missed.
	err = db.read.QueryRowContext(ctx, `SELECT coalesce(sum(f.state = ?), 0), coalesce(sum(f.state = ?), 0)
		FROM job_files f JOIN jobs j ON j.job_id = f.job_id WHERE j.refresh_id = ? AND j.state <> ?`,
		string(claims.FileMissing), string(claims.FileRefused), refreshID, string(claims.JobLost)).Scan(&b.Missing, &b.Refused)
	if err != nil {
		return b, wrap(err, "count missing files")
	}
	// The roster and the claims of one refresh name the same people, so they are not added up.
	err = db.read.QueryRowContext(ctx, `SELECT coalesce(max(n), 0) FROM (SELECT count(*) AS n FROM job_messages m JOIN jobs j ON j.job_id = m.job_id
		WHERE j.refresh_id = ? AND j.state <> ? AND m.severity IN ('error', 'fatal') GROUP BY m.job_id)`, refreshID, string(claims.JobLost)).Scan(&b.NotSupplied)
	if err != nil {
		return b, wrap(err, "count people without data")
	}
	err = db.read.QueryRowContext(ctx, `SELECT coalesce(sum(paid_after - paid_before), 0) FROM refresh_months WHERE refresh_id = ?`, refreshID).Scan(&b.PaidCents)
	if err != nil {
		return b, wrap(err, "compare the money")
	}
	b.People, b.NewPeople, b.GonePeople, err = db.rosterChange(ctx, refreshID)
	return b, err
}

// claimFile tells files f of claims from those of people and coverage.
const claimFile = `f.resource_type IN ('` + claims.TypeEOB + `', '` + claims.TypeClaim + `', '` + claims.TypeClaimResponse + `')`

// rosterChange compares the complete roster of a refresh with the complete one before it, by person. On the first one
// everybody is new.
func (db *DB) rosterChange(ctx context.Context, refreshID int64) (people, fresh, gone int, err error) {
	var now, before int64
	err = db.read.QueryRowContext(ctx, `SELECT coalesce(max(r.roster_id), 0),
			coalesce((SELECT max(b.roster_id) FROM rosters b WHERE b.complete = 1 AND b.roster_id < max(r.roster_id)), 0)
		FROM rosters r WHERE r.refresh_id = ? AND r.complete = 1`, refreshID).Scan(&now, &before)
	if err != nil {
		return 0, 0, 0, wrap(err, "find the roster")
	}
	err = db.read.QueryRowContext(ctx, `WITH present AS (`+personsOfRoster+`), past AS (`+personsOfRoster+`)
		SELECT (SELECT count(*) FROM present), (SELECT count(*) FROM present WHERE person_key NOT IN past),
			(SELECT count(*) FROM past WHERE person_key NOT IN present)`, now, before).Scan(&people, &fresh, &gone)
	return people, fresh, gone, wrap(err, "compare the rosters")
}

const personsOfRoster = `SELECT DISTINCT p.person_key FROM roster_people rp
	JOIN persons p ON p.api_version = rp.api_version AND p.patient_id = rp.patient_id WHERE rp.roster_id = ?`

// LogRefresh keeps a line of what happened in a refresh. The text holds no personal data.
func (db *DB) LogRefresh(ctx context.Context, refreshID int64, at time.Time, text string) error {
	return db.save(ctx, "log a refresh", `INSERT INTO refresh_log (refresh_id, line, at, text)
		SELECT ?, coalesce(max(line), 0) + 1, ?, ? FROM refresh_log WHERE refresh_id = ?`, refreshID, timeText(at), text, refreshID)
}

// Message is what CMS said of one person whose data it could not give, or a note on the whole export.
type Message struct {
	Line     int
	Severity string // as FHIR names it: fatal, error, warning, information
	Raw      []byte // the OperationOutcome as sent; it names the person
}

// SaveMessages keeps the messages of a file of a job's error list and marks the file as imported, all or nothing.
func (db *DB) SaveMessages(ctx context.Context, file claims.JobFile, list []Message) error {
	enc, err := newCompressor(numbered{})
	if err != nil {
		return err
	}
	statements := []edit{{`UPDATE job_files SET state = ?, reason = '' WHERE job_id = ? AND is_error = ? AND place = ?`,
		[]any{string(claims.FileImported), file.JobID, file.IsError, file.Place}}}
	for _, m := range list {
		statements = append(statements, edit{`INSERT INTO job_messages (job_id, place, line, severity, raw) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
			[]any{file.JobID, file.Place, m.Line, m.Severity, enc.EncodeAll(m.Raw, nil)}})
	}
	if err := enc.Close(); err != nil {
		return wrap(err, "pack messages")
	}
	return db.inOne(ctx, "keep messages of CMS", statements)
}

// edit is one writing statement with its arguments.
type edit struct {
	query string
	args  []any
}

// inOne runs statements in one transaction.
func (db *DB) inOne(ctx context.Context, doing string, list []edit) error {
	if db.write == nil {
		return ErrReadOnly
	}
	tx, err := db.write.BeginTx(ctx, nil)
	if err != nil {
		return wrap(err, doing)
	}
	defer rollback(tx)
	for _, s := range list {
		if _, err := tx.ExecContext(ctx, s.query, s.args...); err != nil {
			return wrap(err, doing)
		}
	}
	return wrap(tx.Commit(), doing)
}
