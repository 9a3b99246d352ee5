package store

import (
	"context"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Roster is CMS's list of an ACO's people as one refresh found it.
type Roster struct {
	ID         int64
	RefreshID  int64 // 0 when it came with no refresh
	TakenAt    time.Time
	APIVersion string
	Group      string
	// Complete says that every file of the roster job is in; only complete rosters say who left.
	Complete bool
	People   int // Patient ids on it; set by reading, not saved
}

// SaveRoster keeps a roster and adds the people with the given Patient ids to it, all or none. It returns the roster
// with its ID, which is given at the first save (ID 0). People who are on it already stay, so it can be filled file by
// file and again after an interruption. Settle then marks who is on the latest one.
func (db *DB) SaveRoster(ctx context.Context, r Roster, patientIDs []string) (Roster, error) {
	if db.write == nil {
		return r, ErrReadOnly
	}
	tx, err := db.write.BeginTx(ctx, nil)
	if err != nil {
		return r, wrap(err, "save a roster")
	}
	defer rollback(tx)
	var id any
	if r.ID != 0 {
		id = r.ID
	}
	err = tx.QueryRowContext(ctx, `INSERT INTO rosters (roster_id, refresh_id, taken_at, api_version, export_group, complete) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET refresh_id = excluded.refresh_id, taken_at = excluded.taken_at, api_version = excluded.api_version,
			export_group = excluded.export_group, complete = excluded.complete
		RETURNING roster_id`, id, r.RefreshID, timeText(r.TakenAt), r.APIVersion, r.Group, r.Complete).Scan(&r.ID)
	if err != nil {
		return r, wrap(err, "save a roster")
	}
	for _, patient := range patientIDs {
		if _, err := tx.ExecContext(ctx, `INSERT INTO roster_people (roster_id, api_version, patient_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`,
			r.ID, r.APIVersion, patient); err != nil {
			return r, wrap(err, "save a roster's people")
		}
	}
	return r, wrap(tx.Commit(), "save a roster")
}

// LastRoster returns the latest complete roster, or ErrNotFound.
func (db *DB) LastRoster(ctx context.Context) (Roster, error) {
	var r Roster
	var taken string
	err := db.read.QueryRowContext(ctx, `SELECT roster_id, refresh_id, taken_at, api_version, export_group, complete,
			(SELECT count(*) FROM roster_people p WHERE p.roster_id = r.roster_id)
		FROM rosters r WHERE complete = 1 ORDER BY taken_at DESC, roster_id DESC LIMIT 1`).
		Scan(&r.ID, &r.RefreshID, &taken, &r.APIVersion, &r.Group, &r.Complete, &r.People)
	if err != nil {
		return Roster{}, wrap(found(err), "read the last roster")
	}
	r.TakenAt, err = storedTime(taken)
	return r, wrap(err, "read the last roster")
}

// Review is a pair of Patient resources that look like one person and disagree in what Reason names.
type Review struct {
	VersionA, PatientA string
	VersionB, PatientB string
	FoundBy            string // mbi: they share one and were kept apart; link: CMS merged them and they are one person
	Reason             string // birth_date, sex or birth_date;sex
}

// Reviews lists the pairs that a person should look at.
func (db *DB) Reviews(ctx context.Context) ([]Review, error) {
	return listed(ctx, db.read, "list reviews", scanReview, `SELECT api_version_a, patient_id_a, api_version_b, patient_id_b, found_by, reason FROM person_reviews
		ORDER BY api_version_a, patient_id_a, api_version_b, patient_id_b`)
}

func scanReview(row scanner) (Review, error) {
	var r Review
	err := row.Scan(&r.VersionA, &r.PatientA, &r.VersionB, &r.PatientB, &r.FoundBy, &r.Reason)
	return r, err
}

// ImportedFiles lists the ledger, latest first, up to limit files.
func (db *DB) ImportedFiles(ctx context.Context, limit int) ([]claims.SourceFile, error) {
	return listed(ctx, db.read, "read the ledger", scanSourceFile, `SELECT name, coalesce(api_version, ''), coalesce(resource_type, ''), coalesce(export_id, ''),
		coalesce(export_group, ''), is_full, coalesce(transaction_time, ''), coalesce(sha256, ''), bytes FROM files ORDER BY file_id DESC LIMIT ?`, limit)
}

func scanSourceFile(row scanner) (claims.SourceFile, error) {
	var f claims.SourceFile
	err := row.Scan(&f.Name, &f.APIVersion, &f.ResourceType, &f.ExportID, &f.Group, &f.Full, &f.TransactionTime, &f.SHA256, &f.Bytes)
	return f, err
}
