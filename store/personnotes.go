package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/claimsdesk/claimsdesk/claims"
)

// ErrNote reports a note that is empty or longer than claims.NoteLetters.
var ErrNote = errors.New("a note has 1 to 200 letters")

// notesSQL reads notes of a person, the latest first: those of people who were merged into them too. Notes are few: people write them.
const notesSQL = `SELECT notes.note_no, notes.note, notes.who, notes.noted_at FROM person_notes notes LEFT JOIN person_keys k ON k.person_no = notes.person_no
	WHERE coalesce(k.merged_into, printf('P%07d', notes.person_no)) = ? ORDER BY notes.noted_at DESC, notes.note_no DESC`

// PersonNotes lists the notes about a person, the latest first.
func (db *DB) PersonNotes(ctx context.Context, key string) ([]claims.PersonNote, error) {
	return listed(ctx, db.read, "list notes", func(row scanner) (n claims.PersonNote, err error) {
		err = row.Scan(&n.ID, &n.Text, &n.Who, &n.At)
		return n, err
	}, notesSQL, key)
}

// AddPersonNote keeps a note about a person, with who wrote it and when. It returns ErrNote and ErrReadOnly.
func (db *DB) AddPersonNote(ctx context.Context, key, note, who string) error {
	note = strings.TrimSpace(note)
	if note == "" || utf8.RuneCountInString(note) > claims.NoteLetters {
		return ErrNote
	}
	return db.changeNotes(ctx, "keep a note", `INSERT INTO person_notes (person_no, note, who, noted_at) VALUES (?, ?, ?, ?)`,
		keyNumber(key), note, who, db.now().UTC().Format(time.RFC3339))
}

// DeletePersonNote removes a note; one that is not there is no problem.
func (db *DB) DeletePersonNote(ctx context.Context, id int64) error {
	return db.changeNotes(ctx, "remove a note", `DELETE FROM person_notes WHERE note_no = ?`, id)
}

func (db *DB) changeNotes(ctx context.Context, doing, query string, args ...any) error {
	if db.write == nil {
		return wrap(ErrReadOnly, doing)
	}
	return db.beside(ctx, doing, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, query, args...)
		return err
	})
}
