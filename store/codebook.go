package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/json"
	"errors"
	"io"

	"github.com/claimsdesk/claimsdesk/claims"
)

// CodeBook keeps the random codes of a recipe at a privacy level, so that a person has the same code each time it runs. Two
// recipes, or two levels of one, share no code: their files cannot be laid side by side. It implements exporter.Codes.
type CodeBook struct {
	db      *DB
	no      int64
	version string
	random  io.Reader
}

// CodeBook opens the codes of a recipe, by its name, and makes the book where there is none. Numbers are those of one BCDA
// version.
func (db *DB) CodeBook(ctx context.Context, recipe string, level claims.PrivacyLevel, version string) (*CodeBook, error) {
	book := &CodeBook{db: db, version: version, random: rand.Reader}
	err := db.beside(ctx, "open the codes of a recipe", func(tx *sql.Tx) error {
		err := tx.QueryRowContext(ctx, `SELECT book_no FROM code_books WHERE recipe = ? AND level = ?`, recipe, string(level)).Scan(&book.no)
		if errors.Is(err, sql.ErrNoRows) {
			err = tx.QueryRowContext(ctx, `INSERT INTO code_books (recipe, level) VALUES (?, ?) RETURNING book_no`, recipe, string(level)).Scan(&book.no)
		}
		return err
	})
	return book, err
}

// Fill sets the code of each number and draws one for those that have none yet.
func (b *CodeBook) Fill(ctx context.Context, numbers []claims.Number) error {
	found, err := b.known(ctx, b.db.read, numbers)
	if err != nil {
		return wrap(err, "look up codes")
	}
	missing := take(numbers, found)
	if len(missing) == 0 {
		return nil
	}
	err = b.db.beside(ctx, "keep codes", func(tx *sql.Tx) error { return b.draw(ctx, tx, missing) })
	if err != nil {
		return err
	}
	if found, err = b.known(ctx, b.db.read, missing); err != nil {
		return wrap(err, "look up codes")
	}
	take(numbers, found)
	return nil
}

// take fills in the codes that were found and returns the numbers without one.
func take(numbers []claims.Number, found map[claims.Number]string) (missing []claims.Number) {
	for i := range numbers {
		if numbers[i].Code == "" {
			numbers[i].Code = found[numbers[i]]
		}
		if numbers[i].Code == "" {
			missing = append(missing, numbers[i])
		}
	}
	return missing
}

// versionOf is the BCDA version that a number belongs to; empty where it means the same in both.
func (b *CodeBook) versionOf(kind claims.Identifier) string {
	if kind.AcrossVersions() {
		return ""
	}
	return b.version
}

// draw keeps a new code for each number. Where another run of the recipe was first, its code stands.
func (b *CodeBook) draw(ctx context.Context, tx *sql.Tx, numbers []claims.Number) (err error) {
	insert, err := tx.PrepareContext(ctx, `INSERT INTO codes (book_no, kind, api_version, number, code) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, insert.Close()) }()
	for _, n := range numbers {
		draw, err := claims.NewDraw(b.random)
		if err == nil {
			_, err = insert.ExecContext(ctx, b.no, n.Kind.CodePrefix(), b.versionOf(n.Kind), n.Text, draw.Code(n.Kind))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// known looks numbers up, kind by kind; each list travels as one parameter.
func (b *CodeBook) known(ctx context.Context, r reader, numbers []claims.Number) (map[claims.Number]string, error) {
	kinds := map[claims.Identifier][]string{}
	for _, n := range numbers {
		if list := kinds[n.Kind]; len(list) == 0 || list[len(list)-1] != n.Text { // the rows of a claim follow each other
			kinds[n.Kind] = append(list, n.Text)
		}
	}
	found := map[claims.Number]string{}
	for kind, texts := range kinds {
		list, err := json.Marshal(texts)
		if err != nil {
			return nil, err
		}
		rows, err := r.QueryContext(ctx, `SELECT c.number, c.code FROM json_each(?) j CROSS JOIN codes c
			ON c.book_no = ? AND c.kind = ? AND c.api_version = ? AND c.number = j.value`, string(list), b.no, kind.CodePrefix(), b.versionOf(kind))
		if err != nil {
			return nil, err
		}
		if err := readCodes(rows, kind, found); err != nil {
			return nil, err
		}
	}
	return found, nil
}

func readCodes(rows *sql.Rows, kind claims.Identifier, found map[claims.Number]string) (err error) {
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		n, code := claims.Number{Kind: kind}, ""
		if err := rows.Scan(&n.Text, &code); err != nil {
			return err
		}
		found[n] = code
	}
	return rows.Err()
}
