package plain

import (
	"bufio"
	"context"
	"database/sql"
	_ "embed" // the schema
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/gzip"
	_ "modernc.org/sqlite" // the driver "sqlite"
)

//go:embed schema.sql
var schema string

//go:embed indexes.sql
var indexes string

// maxLine is the longest line that is read.
const maxLine = 32 << 20

// Load writes the files (.ndjson.gz) into a new SQLite database at path: one transaction for each file, in WAL mode with
// synchronous=FULL, and the indexes at the end. It returns the number of claims.
func Load(ctx context.Context, path string, files []string) (claims int64, err error) {
	db, err := sql.Open("sqlite", path)
	if err != nil {
		return 0, fmt.Errorf("open the database: %w", err)
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1) // the pragmas belong to a connection
	if _, err := db.ExecContext(ctx, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;"+schema); err != nil {
		return 0, fmt.Errorf("make the tables: %w", err)
	}
	l := &loader{}
	for _, file := range files {
		if err := l.file(ctx, db, file); err != nil {
			return 0, fmt.Errorf("load %s: %w", filepath.Base(file), err)
		}
	}
	if _, err := db.ExecContext(ctx, indexes); err != nil {
		return 0, fmt.Errorf("make the indexes: %w", err)
	}
	return l.claims, nil
}

// loader holds the statements of the file at hand.
type loader struct {
	api    string
	claims int64
	insert map[string]*sql.Stmt
}

// inserts are the tables and how many columns each has.
var inserts = map[string]int{
	"raw": 4, "patients": 8, "coverage": 8, "claims": 14, "identifiers": 3, "extensions": 3, "care_team": 4, "supporting_info": 6, "diagnoses": 6,
	"procedures": 5, "lines": 9, "line_adjudications": 5, "claim_amounts": 4,
}

func (l *loader) file(ctx context.Context, db *sql.DB, path string) (err error) {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, tx.Rollback())
		}
	}()
	l.api, l.insert = filepath.Base(filepath.Dir(path)), map[string]*sql.Stmt{}
	for table, columns := range inserts {
		query := "INSERT INTO " + table + " VALUES (" + strings.TrimSuffix(strings.Repeat("?,", columns), ",") + ")"
		if l.insert[table], err = tx.PrepareContext(ctx, query); err != nil {
			return err
		}
	}
	if err := EachLine(path, func(line []byte) error { return l.line(ctx, line) }); err != nil {
		return err
	}
	return tx.Commit()
}

// EachLine calls do for each line of a .ndjson.gz file. The line is valid until do returns.
func EachLine(path string, do func(line []byte) error) (err error) {
	f, err := os.Open(path) //nolint:gosec // the path is one that the benchmark made
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	plain, err := gzip.NewReader(f)
	if err != nil {
		return err
	}
	lines := bufio.NewScanner(plain)
	lines.Buffer(make([]byte, 1<<20), maxLine)
	for lines.Scan() {
		if err := do(lines.Bytes()); err != nil {
			return err
		}
	}
	return lines.Err()
}

func (l *loader) line(ctx context.Context, line []byte) error {
	var kind struct {
		ResourceType string `json:"resourceType"`
		ID           string `json:"id"`
	}
	// A plain program knows the type from the file's name; looking at the start of the line is as cheap.
	switch {
	case has(line, "ExplanationOfBenefit"):
		kind.ResourceType = "ExplanationOfBenefit"
	case has(line, "Patient"):
		kind.ResourceType = "Patient"
	case has(line, "Coverage"):
		kind.ResourceType = "Coverage"
	default:
		if err := json.Unmarshal(line, &kind); err != nil {
			return err
		}
	}
	id, err := l.rows(ctx, kind.ResourceType, line)
	if err != nil {
		return err
	}
	if id == "" {
		id = kind.ID
	}
	return l.put(ctx, "raw", l.api, kind.ResourceType, id, string(line))
}

func has(line []byte, resourceType string) bool {
	return strings.HasPrefix(string(line[:min(len(line), 64)]), `{"resourceType":"`+resourceType+`"`)
}

func (l *loader) rows(ctx context.Context, resourceType string, line []byte) (id string, err error) {
	switch resourceType {
	case "ExplanationOfBenefit":
		var e EOB
		if err := json.Unmarshal(line, &e); err != nil {
			return "", err
		}
		return e.ID, l.eob(ctx, &e)
	case "Patient":
		var p patient
		if err := json.Unmarshal(line, &p); err != nil {
			return "", err
		}
		return p.ID, l.patient(ctx, &p)
	case "Coverage":
		var c coverage
		if err := json.Unmarshal(line, &c); err != nil {
			return "", err
		}
		return c.ID, l.put(ctx, "coverage", l.api, c.ID, c.Meta.LastUpdated, c.Status, c.Beneficiary.name(), c.Type.first(), c.Period.Start, c.Period.End)
	}
	return "", nil
}

func (l *loader) put(ctx context.Context, table string, values ...any) error {
	if _, err := l.insert[table].ExecContext(ctx, values...); err != nil {
		return fmt.Errorf("write %s: %w", table, err)
	}
	return nil
}
