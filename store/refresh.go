package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
)

// refreshFields are the columns of refreshes beside its number, in the order of refreshValues and scanRefresh.
var refreshFields = []string{
	"state", "export_no", "tries", "renewed", "retried", "wait_back", "wait_then", "wait_reason", "wait_until",
	"api_version", "export_group", "types", "type_filter", "is_full", "since", "started_at", "ended_at", "transaction_time", "problem",
	"files", "missing", "refused", "bytes", "people", "new_people", "gone_people", "inserted", "updated", "unchanged", "quarantined",
	"new_claims", "changed_claims", "not_supplied", "paid_cents",
}

func refreshValues(r claims.Refresh) []any {
	return []any{
		string(r.State), r.Export, r.Tries, r.Renewed, r.Retried, string(r.Back), string(r.Then), string(r.Reason), timeText(r.Until),
		r.APIVersion, r.Group, strings.Join(r.Types, ","), r.TypeFilter, r.Full, r.Since, timeText(r.StartedAt), timeText(r.EndedAt), r.TransactionTime, r.Problem,
		r.Files, r.Missing, r.Refused, r.Bytes, r.People, r.NewPeople, r.GonePeople, r.Inserted, r.Updated, r.Unchanged, r.Quarantined,
		r.NewClaims, r.ChangedClaims, r.NotSupplied, r.PaidCents,
	}
}

var (
	refreshColumns = "refresh_id, " + strings.Join(refreshFields, ", ")
	insertRefresh  = `INSERT INTO refreshes (` + strings.Join(refreshFields, ", ") + `) VALUES (?` + strings.Repeat(", ?", len(refreshFields)-1) + `)`
	updateRefresh  = `UPDATE refreshes SET ` + strings.Join(refreshFields, " = ?, ") + ` = ? WHERE refresh_id = ?`
)

// SaveRefresh keeps the state of a refresh and returns it with its ID, which is given at the first save (ID 0).
func (db *DB) SaveRefresh(ctx context.Context, r claims.Refresh) (claims.Refresh, error) {
	step, err := db.SaveStep(ctx, RefreshStep{Refresh: r})
	return step.Refresh, err
}

// RefreshStep is one transition of a refresh with what it brought to light: all of it is kept, or nothing.
type RefreshStep struct {
	Refresh claims.Refresh
	Jobs    []claims.Job     // that changed or are new
	Files   []claims.JobFile // of the manifest of the last of Jobs; files that are kept already stay as they are
}

// SaveStep keeps a transition and returns it with the IDs of what was saved for the first time.
func (db *DB) SaveStep(ctx context.Context, s RefreshStep) (_ RefreshStep, err error) {
	if db.write == nil {
		return s, ErrReadOnly
	}
	tx, err := db.write.BeginTx(ctx, nil)
	if err != nil {
		return s, wrap(err, "save a refresh")
	}
	defer rollback(tx)
	if s.Refresh.ID, err = upsert(ctx, tx, s.Refresh.ID, insertRefresh, updateRefresh, refreshValues(s.Refresh)); err != nil {
		return s, wrap(err, "save a refresh")
	}
	s.Jobs = slices.Clone(s.Jobs)
	for i := range s.Jobs {
		job := &s.Jobs[i]
		job.RefreshID = s.Refresh.ID
		if job.ID, err = upsert(ctx, tx, job.ID, insertJob, updateJob, jobValues(*job)); err != nil {
			return s, wrap(err, "save a job")
		}
		if i == len(s.Jobs)-1 {
			if err := saveFiles(ctx, tx, job.ID, s.Files); err != nil {
				return s, err
			}
		}
	}
	return s, wrap(tx.Commit(), "save a refresh")
}

// upsert runs the INSERT for a row without a number and the UPDATE for one that has it.
func upsert(ctx context.Context, tx *sql.Tx, id int64, insert, update string, values []any) (int64, error) {
	if id != 0 {
		_, err := tx.ExecContext(ctx, update, append(values, id)...)
		return id, err
	}
	result, err := tx.ExecContext(ctx, insert, values...)
	if err != nil {
		return 0, err
	}
	return result.LastInsertId()
}

// Refresh returns one refresh, or ErrNotFound.
func (db *DB) Refresh(ctx context.Context, id int64) (claims.Refresh, error) {
	r, err := scanRefresh(db.read.QueryRowContext(ctx, `SELECT `+refreshColumns+` FROM refreshes WHERE refresh_id = ?`, id))
	return r, wrap(found(err), "read a refresh")
}

// LastRefresh returns the refresh that was begun last, or ErrNotFound. When it has not ended it can be taken up again.
func (db *DB) LastRefresh(ctx context.Context) (claims.Refresh, error) {
	r, err := scanRefresh(db.read.QueryRowContext(ctx, `SELECT `+refreshColumns+` FROM refreshes ORDER BY refresh_id DESC LIMIT 1`))
	return r, wrap(found(err), "read the last refresh")
}

// Refreshes lists up to limit refreshes that began before the one with the ID before (0: the latest), latest first.
func (db *DB) Refreshes(ctx context.Context, before int64, limit int) ([]claims.Refresh, error) {
	return listed(ctx, db.read, "list refreshes", scanRefresh,
		`SELECT `+refreshColumns+` FROM refreshes WHERE ? = 0 OR refresh_id < ? ORDER BY refresh_id DESC LIMIT ?`, before, before, limit)
}

// Scope is what a since holds for: CMS must be asked the same question again for it to mean something.
type Scope struct {
	APIVersion string
	Group      string
	TypeFilter string
	Types      []string // resource types
}

// Since is the transaction time up to which the data of a scope are complete, or empty when a full export is needed:
// that of the last refresh that ended well, held all these types, and left no gap behind the one before it
// (docs/reference/flattening.md 4.5).
func (db *DB) Since(ctx context.Context, scope Scope) (string, error) {
	list, err := listed(ctx, db.read, "find the since", scanRefresh, `SELECT `+refreshColumns+` FROM refreshes
		WHERE state = ? AND api_version = ? AND export_group = ? AND type_filter = ? ORDER BY refresh_id`,
		string(claims.RefreshDone), scope.APIVersion, scope.Group, scope.TypeFilter)
	if err != nil {
		return "", err
	}
	since := ""
	for _, r := range list {
		covers := !slices.ContainsFunc(scope.Types, func(t string) bool { return !slices.Contains(r.Types, t) })
		follows := r.Full || (since != "" && compareTimes(r.Since, since) <= 0)
		if covers && follows && compareTimes(r.TransactionTime, since) > 0 {
			since = r.TransactionTime
		}
	}
	return since, nil
}

// LastFull is when the last refresh of a scope that ended well and held the whole history was begun; the zero time without
// one.
func (db *DB) LastFull(ctx context.Context, scope Scope) (time.Time, error) {
	list, err := listed(ctx, db.read, "find the last full refresh", scanRefresh, `SELECT `+refreshColumns+` FROM refreshes
		WHERE state = ? AND is_full = 1 AND api_version = ? AND export_group = ? AND type_filter = ? ORDER BY refresh_id DESC`,
		string(claims.RefreshDone), scope.APIVersion, scope.Group, scope.TypeFilter)
	for _, r := range list {
		if !slices.ContainsFunc(scope.Types, func(t string) bool { return !slices.Contains(r.Types, t) }) {
			return r.StartedAt, err
		}
	}
	return time.Time{}, err
}

func scanRefresh(row scanner) (claims.Refresh, error) {
	var r claims.Refresh
	var until, types, started, ended string
	err := row.Scan(&r.ID, &r.State, &r.Export, &r.Tries, &r.Renewed, &r.Retried, &r.Back, &r.Then, &r.Reason, &until,
		&r.APIVersion, &r.Group, &types, &r.TypeFilter, &r.Full, &r.Since, &started, &ended, &r.TransactionTime, &r.Problem,
		&r.Files, &r.Missing, &r.Refused, &r.Bytes, &r.People, &r.NewPeople, &r.GonePeople, &r.Inserted, &r.Updated, &r.Unchanged, &r.Quarantined,
		&r.NewClaims, &r.ChangedClaims, &r.NotSupplied, &r.PaidCents)
	if err != nil {
		return claims.Refresh{}, err
	}
	if types != "" {
		r.Types = strings.Split(types, ",")
	}
	var errs [3]error
	r.Until, errs[0] = storedTime(until)
	r.StartedAt, errs[1] = storedTime(started)
	r.EndedAt, errs[2] = storedTime(ended)
	return r, errors.Join(errs[:]...)
}

// listed reads every row of a query.
func listed[T any](ctx context.Context, r reader, doing string, scan func(scanner) (T, error), query string, args ...any) (list []T, err error) {
	rows, err := r.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, wrap(err, doing)
	}
	defer func() { err = wrap(errors.Join(err, rows.Close()), doing) }()
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, rows.Err()
}
