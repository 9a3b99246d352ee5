package store

import (
	"context"
	"database/sql"
	"errors"
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

// BeginRoster returns the roster that a refresh fills file by file, and makes it where there is none. With anew it
// holds nobody yet: its files are listed afresh.
func (db *DB) BeginRoster(ctx context.Context, r Roster, anew bool) (Roster, error) {
	if db.write == nil {
		return r, ErrReadOnly
	}
	tx, err := db.write.BeginTx(ctx, nil)
	if err != nil {
		return r, wrap(err, "begin a roster")
	}
	defer rollback(tx)
	err = tx.QueryRowContext(ctx, `SELECT roster_id FROM rosters WHERE refresh_id = ?`, r.RefreshID).Scan(&r.ID)
	if errors.Is(err, sql.ErrNoRows) {
		err = tx.QueryRowContext(ctx, `INSERT INTO rosters (refresh_id, taken_at, api_version, export_group, complete) VALUES (?, ?, ?, ?, 0) RETURNING roster_id`,
			r.RefreshID, timeText(r.TakenAt), r.APIVersion, r.Group).Scan(&r.ID)
	}
	if err == nil && anew {
		_, err = tx.ExecContext(ctx, `DELETE FROM roster_people WHERE roster_id = ?`, r.ID)
	}
	if err != nil {
		return r, wrap(err, "begin a roster")
	}
	return r, wrap(tx.Commit(), "begin a roster")
}

// MarkRoster adds people to a roster, by their Patient ids, in the transaction of the file that they came in.
func (f *FileImport) MarkRoster(rosterID int64, patientIDs []string) error {
	for _, id := range patientIDs {
		if err := f.w.exec(`INSERT INTO roster_people (roster_id, api_version, patient_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`,
			rosterID, f.file.APIVersion, id); err != nil {
			return wrap(err, "add a person to the roster")
		}
	}
	return nil
}

// AddToRoster adds people to a roster whose file is stored already.
func (db *DB) AddToRoster(ctx context.Context, r Roster, patientIDs []string) error {
	if db.write == nil {
		return ErrReadOnly
	}
	tx, err := db.write.BeginTx(ctx, nil)
	if err != nil {
		return wrap(err, "add people to a roster")
	}
	defer rollback(tx)
	for _, id := range patientIDs {
		if _, err := tx.ExecContext(ctx, `INSERT INTO roster_people (roster_id, api_version, patient_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`,
			r.ID, r.APIVersion, id); err != nil {
			return wrap(err, "add people to a roster")
		}
	}
	return wrap(tx.Commit(), "add people to a roster")
}

// CompleteRoster says that every file of a roster is in. Settle then marks who is on the latest one.
func (db *DB) CompleteRoster(ctx context.Context, rosterID int64, takenAt time.Time) error {
	return db.save(ctx, "complete a roster", `UPDATE rosters SET complete = 1, taken_at = ? WHERE roster_id = ?`, timeText(takenAt), rosterID)
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
