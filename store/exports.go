package store

import (
	"context"
	"database/sql"

	"github.com/claimsdesk/claimsdesk/claims"
)

// RegisterExport enters an export into the register and returns its number. It works on a data set that is open for reading
// as well, and waits for a program that writes.
func (db *DB) RegisterExport(ctx context.Context, e claims.ExportEntry) (no int64, err error) {
	err = db.beside(ctx, "register an export", func(tx *sql.Tx) error {
		err := tx.QueryRowContext(ctx, `INSERT INTO exports (made_at, who, what, filters, people, level, recipe, saved) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
			RETURNING export_no`, timeText(e.At), e.Who, e.What, e.Filters, e.People, string(e.Level), e.Recipe, e.Saved).Scan(&no)
		for i, f := range e.Files {
			if err == nil {
				_, err = tx.ExecContext(ctx, `INSERT INTO export_files (export_no, place, name, row_count, bytes, sha256) VALUES (?, ?, ?, ?, ?, ?)`,
					no, i+1, f.Name, f.Rows, f.Bytes, f.SHA256)
			}
		}
		return err
	})
	return no, err
}

// ExportNotSaved notes that the file of a registered export did not appear.
func (db *DB) ExportNotSaved(ctx context.Context, no int64) error {
	return db.beside(ctx, "correct the register", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE exports SET saved = 0 WHERE export_no = ?`, no)
		return err
	})
}

// Exports lists the register, latest first, up to limit entries; 0 for all.
func (db *DB) Exports(ctx context.Context, limit int) ([]claims.ExportEntry, error) {
	if limit <= 0 {
		limit = -1
	}
	list, err := listed(ctx, db.read, "read the register", scanExport, `SELECT export_no, made_at, who, what, filters, people, level, recipe, saved
		FROM exports ORDER BY export_no DESC LIMIT ?`, limit)
	if err != nil {
		return nil, err
	}
	for i := range list {
		list[i].Files, err = listed(ctx, db.read, "read the register", scanExportedFile,
			`SELECT name, row_count, bytes, sha256 FROM export_files WHERE export_no = ? ORDER BY place`, list[i].No)
		if err != nil {
			return nil, err
		}
	}
	return list, nil
}

func scanExport(row scanner) (claims.ExportEntry, error) {
	var e claims.ExportEntry
	var made string
	if err := row.Scan(&e.No, &made, &e.Who, &e.What, &e.Filters, &e.People, &e.Level, &e.Recipe, &e.Saved); err != nil {
		return e, err
	}
	var err error
	e.At, err = storedTime(made)
	return e, err
}

func scanExportedFile(row scanner) (claims.ExportedFile, error) {
	var f claims.ExportedFile
	err := row.Scan(&f.Name, &f.Rows, &f.Bytes, &f.SHA256)
	return f, err
}
