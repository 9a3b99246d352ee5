package store

import (
	"context"
	"database/sql"
	"errors"

	"github.com/claimsdesk/claimsdesk/claims"
)

const (
	insertJob = `INSERT INTO jobs (refresh_id, purpose, server_id, api_version, request, state, asked_at, asked_there, transaction_time, expires_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
	updateJob = `UPDATE jobs SET refresh_id = ?, purpose = ?, server_id = ?, api_version = ?, request = ?, state = ?, asked_at = ?, asked_there = ?,
		transaction_time = ?, expires_at = ? WHERE job_id = ?`
)

func jobValues(j claims.Job) []any {
	return []any{
		j.RefreshID, string(j.Purpose), j.ServerID, j.APIVersion, j.Request, string(j.State), timeText(j.AskedAt), timeText(j.AskedThere), j.TransactionTime, timeText(j.ExpiresAt),
	}
}

// Jobs lists the jobs of a refresh in the order they were asked for.
func (db *DB) Jobs(ctx context.Context, refreshID int64) ([]claims.Job, error) {
	return listed(ctx, db.read, "list jobs", scanJob, `SELECT job_id, refresh_id, purpose, server_id, api_version, request, state, asked_at, asked_there, transaction_time, expires_at
		FROM jobs WHERE refresh_id = ? ORDER BY job_id`, refreshID)
}

// JobNumbers lists the server's numbers of all jobs that refreshes of this data set had.
func (db *DB) JobNumbers(ctx context.Context) ([]string, error) {
	return listed(ctx, db.read, "list job numbers", scanNumber, `SELECT server_id FROM jobs WHERE server_id <> ''`)
}

func scanNumber(row scanner) (string, error) {
	var number string
	err := row.Scan(&number)
	return number, err
}

func scanJob(row scanner) (claims.Job, error) {
	var j claims.Job
	var asked, there, expires string
	if err := row.Scan(&j.ID, &j.RefreshID, &j.Purpose, &j.ServerID, &j.APIVersion, &j.Request, &j.State, &asked, &there, &j.TransactionTime, &expires); err != nil {
		return claims.Job{}, err
	}
	var errs [3]error
	j.AskedAt, errs[0] = storedTime(asked)
	j.AskedThere, errs[1] = storedTime(there)
	j.ExpiresAt, errs[2] = storedTime(expires)
	return j, errors.Join(errs[:]...)
}

// saveFiles keeps the files that a job's manifest lists. Files that are kept already stay as they are, so that reading a
// manifest again forgets nothing.
func saveFiles(ctx context.Context, tx *sql.Tx, jobID int64, files []claims.JobFile) error {
	for _, f := range files {
		_, err := tx.ExecContext(ctx, `INSERT INTO job_files (job_id, is_error, place, name, resource_type, state, reason) VALUES (?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT DO NOTHING`, jobID, f.IsError, f.Place, f.Name, f.Type, string(f.State), f.Reason)
		if err != nil {
			return wrap(err, "save a manifest's files")
		}
	}
	return nil
}

// SetFile keeps where a file stands: its State and Reason.
func (db *DB) SetFile(ctx context.Context, f claims.JobFile) error {
	return db.save(ctx, "save a file's state", `UPDATE job_files SET state = ?, reason = ? WHERE job_id = ? AND is_error = ? AND place = ?`,
		string(f.State), f.Reason, f.JobID, f.IsError, f.Place)
}

// Files lists the files of a job in the order of its manifest, those of the error list last.
func (db *DB) Files(ctx context.Context, jobID int64) ([]claims.JobFile, error) {
	return listed(ctx, db.read, "list files", scanJobFile, `SELECT job_id, place, name, resource_type, is_error, state, reason FROM job_files
		WHERE job_id = ? ORDER BY is_error, place`, jobID)
}

func scanJobFile(row scanner) (claims.JobFile, error) {
	var f claims.JobFile
	err := row.Scan(&f.JobID, &f.Place, &f.Name, &f.Type, &f.IsError, &f.State, &f.Reason)
	return f, err
}
