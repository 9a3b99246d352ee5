package store

import (
	"context"
	"database/sql"
	"encoding/json"

	"github.com/claimsdesk/claimsdesk/claims"
)

// SavePeopleList keeps the MBIs of a list under a name, in place of what it held before.
func (db *DB) SavePeopleList(ctx context.Context, name string, mbis []string) error {
	if db.write == nil {
		return wrap(ErrReadOnly, "save a people list")
	}
	return db.beside(ctx, "save a people list", func(tx *sql.Tx) error {
		var no int64
		err := tx.QueryRowContext(ctx, `INSERT INTO people_lists (name, saved_at) VALUES (?, ?)
			ON CONFLICT (name) DO UPDATE SET saved_at = excluded.saved_at RETURNING list_no`, name, timeText(db.now())).Scan(&no)
		if err == nil {
			_, err = tx.ExecContext(ctx, `DELETE FROM people_list_members WHERE list_no = ?`, no)
		}
		for _, mbi := range mbis {
			if mbi = normalMBI(mbi); err == nil && mbi != "" {
				_, err = tx.ExecContext(ctx, `INSERT INTO people_list_members (list_no, mbi) VALUES (?, ?) ON CONFLICT DO NOTHING`, no, mbi)
			}
		}
		return err
	})
}

// DeletePeopleList removes a list; ErrNotFound where there is none of the name.
func (db *DB) DeletePeopleList(ctx context.Context, name string) error {
	if db.write == nil {
		return wrap(ErrReadOnly, "delete a people list")
	}
	return db.beside(ctx, "delete a people list", func(tx *sql.Tx) error {
		done, err := tx.ExecContext(ctx, `DELETE FROM people_lists WHERE name = ?`, name)
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n > 0 {
			return err
		}
		return ErrNotFound
	})
}

// PeopleLists lists the lists by name.
func (db *DB) PeopleLists(ctx context.Context) ([]claims.PeopleList, error) {
	return listed(ctx, db.read, "list people lists", scanPeopleList, `SELECT l.name, (SELECT count(*) FROM people_list_members m WHERE m.list_no = l.list_no), l.saved_at
		FROM people_lists l ORDER BY l.name`)
}

func scanPeopleList(row scanner) (claims.PeopleList, error) {
	var l claims.PeopleList
	var saved string
	if err := row.Scan(&l.Name, &l.People, &saved); err != nil {
		return l, err
	}
	var err error
	l.SavedAt, err = storedTime(saved)
	return l, err
}

// PeopleOnList returns the MBIs of a list; ErrNotFound where there is none of the name. A list without anybody is not nil.
func (db *DB) PeopleOnList(ctx context.Context, name string) ([]string, error) {
	var no int64
	if err := db.read.QueryRowContext(ctx, `SELECT list_no FROM people_lists WHERE name = ?`, name).Scan(&no); err != nil {
		return nil, wrap(found(err), "read a people list")
	}
	rows, err := db.read.QueryContext(ctx, `SELECT mbi FROM people_list_members WHERE list_no = ? ORDER BY mbi`, no)
	if err != nil {
		return nil, wrap(err, "read a people list")
	}
	mbis, err := texts(rows)
	if mbis == nil {
		mbis = []string{}
	}
	return mbis, wrap(err, "read a people list")
}

// Unknown counts the MBIs of a list that belong to nobody in the data, or are none. Those given twice count once.
func (s *Snapshot) Unknown(ctx context.Context, mbis []string) (n int, err error) {
	different := map[string]bool{}
	wanted := []string{}
	for _, mbi := range mbis {
		plain := normalMBI(mbi)
		key := plain
		if key == "" {
			key = mbi
		}
		if different[key] {
			continue
		}
		if different[key] = true; plain != "" {
			wanted = append(wanted, plain)
		}
	}
	list, err := json.Marshal(wanted)
	if err != nil {
		return 0, err
	}
	known := 0
	err = s.tx.QueryRowContext(ctx, `SELECT count(*) FROM json_each(?) j WHERE EXISTS (SELECT 1 FROM beneficiary_mbis_rows m WHERE m.mbi = j.value)
		OR EXISTS (SELECT 1 FROM persons p WHERE p.api_version = '' AND p.patient_id = j.value)`, string(list)).Scan(&known)
	return len(different) - known, wrap(err, "look for people")
}
