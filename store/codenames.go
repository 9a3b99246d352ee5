package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/codes"
)

// SaveCodeNames keeps the names of a system from an official file in place of those of before. each hands the names over one by one.
// It is one transaction: a file that turns out unreadable leaves what was there.
func (db *DB) SaveCodeNames(ctx context.Context, file claims.NameFile, each func(use func(codes.Name) error) error) (saved claims.NameFile, err error) {
	if db.write == nil {
		return saved, wrap(ErrReadOnly, "save code names")
	}
	file.Imported = db.now().UTC().Format(time.RFC3339)
	w, err := newWriter(ctx, db.write)
	if err != nil {
		return saved, err
	}
	defer func() { err = errors.Join(err, w.rollback()) }()
	if err := w.exec(`DELETE FROM code_names WHERE system = ?`, file.System); err != nil {
		return saved, wrap(err, "save code names")
	}
	if err := each(func(n codes.Name) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		return w.exec(`INSERT INTO code_names (system, code, words) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET words = excluded.words`, file.System, n.Code, n.Words)
	}); err != nil {
		return saved, wrap(err, "save code names")
	}
	dest := make1()
	if _, err := w.row(`SELECT count(*) FROM code_names WHERE system = ?`, dest, file.System); err != nil {
		return saved, wrap(err, "count code names")
	}
	file.Names = int(integer(dest[0]))
	if err := w.exec(`INSERT INTO code_files (system, file, file_date, imported_at, names) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE
		SET file = excluded.file, file_date = excluded.file_date, imported_at = excluded.imported_at, names = excluded.names`,
		file.System, file.File, file.FileDate, file.Imported, int64(file.Names)); err != nil {
		return saved, wrap(err, "save code names")
	}
	return file, wrap(w.commit(), "save code names")
}

// DeleteCodeNames forgets the names of a system.
func (db *DB) DeleteCodeNames(ctx context.Context, system codes.System) error {
	if db.write == nil {
		return wrap(ErrReadOnly, "forget code names")
	}
	return db.beside(ctx, "forget code names", func(tx *sql.Tx) error {
		for _, table := range []string{"code_names", "code_files"} {
			if _, err := tx.ExecContext(ctx, `DELETE FROM `+table+` WHERE system = ?`, string(system)); err != nil {
				return err
			}
		}
		return nil
	})
}

// NameFiles lists the official files whose names are kept.
func (db *DB) NameFiles(ctx context.Context) ([]claims.NameFile, error) {
	return listed(ctx, db.read, "list files of code names", func(row scanner) (f claims.NameFile, err error) {
		err = row.Scan(&f.System, &f.File, &f.FileDate, &f.Imported, &f.Names)
		return f, err
	}, `SELECT system, file, file_date, imported_at, names FROM code_files f ORDER BY system`)
}

// codeNamesSQL looks up the codes of one system; its arguments are the system and a JSON array of codes.
const codeNamesSQL = `SELECT n.code, n.words FROM json_each(?2) j CROSS JOIN code_names n ON n.system = ?1 AND n.code = j.value`

// CodeNames gives imported names of codes. Codes without one are left out.
func (db *DB) CodeNames(ctx context.Context, keys []codes.Key) (codes.Names, error) {
	wanted := map[codes.System][]string{}
	for _, key := range keys {
		if key.Code != "" {
			wanted[key.System] = append(wanted[key.System], key.Code)
		}
	}
	names := codes.Names{}
	for system, list := range wanted {
		packed, err := json.Marshal(list)
		if err != nil {
			return nil, wrap(err, "list codes")
		}
		found, err := listed(ctx, db.read, "read code names", func(row scanner) (n codes.Name, err error) {
			err = row.Scan(&n.Code, &n.Words)
			return n, err
		}, codeNamesSQL, string(system), string(packed))
		if err != nil {
			return nil, err
		}
		for _, n := range found {
			names[codes.Key{System: system, Code: n.Code}] = n.Words
		}
	}
	return names, nil
}
