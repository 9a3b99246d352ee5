package store

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

const refreshColumns = `refresh_id, state, api_version, export_group, types, type_filter, is_full, since, started_at, ended_at, transaction_time,
	people, inserted, updated, unchanged, quarantined, problem`

// SaveRefresh keeps the state of a refresh and returns it with its ID, which is given at the first save (ID 0).
func (db *DB) SaveRefresh(ctx context.Context, r claims.Refresh) (claims.Refresh, error) {
	args := []any{
		string(r.State), r.APIVersion, r.Group, strings.Join(r.Types, ","), r.TypeFilter, r.Full, r.Since, timeText(r.StartedAt),
		timeText(r.EndedAt), r.TransactionTime, r.People, r.Inserted, r.Updated, r.Unchanged, r.Quarantined, r.Problem,
	}
	if r.ID == 0 {
		id, err := db.saveNew(ctx, "save a refresh", `INSERT INTO refreshes (state, api_version, export_group, types, type_filter, is_full, since,
			started_at, ended_at, transaction_time, people, inserted, updated, unchanged, quarantined, problem)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, args...)
		r.ID = id
		return r, err
	}
	return r, db.save(ctx, "save a refresh", `UPDATE refreshes SET state = ?, api_version = ?, export_group = ?, types = ?, type_filter = ?, is_full = ?,
		since = ?, started_at = ?, ended_at = ?, transaction_time = ?, people = ?, inserted = ?, updated = ?, unchanged = ?, quarantined = ?, problem = ?
		WHERE refresh_id = ?`, append(args, r.ID)...)
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

func scanRefresh(row scanner) (claims.Refresh, error) {
	var r claims.Refresh
	var types, started, ended string
	err := row.Scan(&r.ID, &r.State, &r.APIVersion, &r.Group, &types, &r.TypeFilter, &r.Full, &r.Since, &started, &ended, &r.TransactionTime,
		&r.People, &r.Inserted, &r.Updated, &r.Unchanged, &r.Quarantined, &r.Problem)
	if err != nil {
		return claims.Refresh{}, err
	}
	if types != "" {
		r.Types = strings.Split(types, ",")
	}
	var errs [2]error
	r.StartedAt, errs[0] = storedTime(started)
	r.EndedAt, errs[1] = storedTime(ended)
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
