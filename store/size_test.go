package store_test

import (
	"bytes"
	"database/sql"
	"errors"
	"io"
	"testing"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/fhir"
	"github.com/claimsdesk/claimsdesk/practice/synth"
	"github.com/claimsdesk/claimsdesk/store"
)

// The database, with every resource inside, is at most 0.15 of the NDJSON that went in (docs/reference/performance.md 2).
func TestDatabaseIsSmall(t *testing.T) {
	const goal = 0.15
	people := make([]int, 18) // with fewer, the first page of each table weighs more than what people have
	for i := range people {
		people[i] = i
	}
	population := synth.New(synth.Config{People: len(people), Years: 3, Seed: 1, End: time.Date(2026, 6, 30, 0, 0, 0, 0, time.UTC)})
	for _, version := range []string{claims.V2, claims.V3} {
		t.Run(version, func(t *testing.T) {
			dir := t.TempDir()
			db := open(t, store.Options{Dir: dir, Now: clock})
			var sent int64
			for _, kind := range synth.Types(version) {
				var file bytes.Buffer
				if _, err := population.Write(&file, version, kind, people, synth.Query{}); err != nil {
					t.Fatal(err)
				}
				sent += int64(file.Len())
				importNDJSON(t, db, claims.SourceFile{Name: kind, APIVersion: version, ResourceType: kind}, &file)
			}
			settle(t, db)
			closeOrFail(t, db) // the log is written back

			raw := peek(t, dir)
			defer closeOrFail(t, raw)
			var whole int64
			for _, part := range parts(t, raw) {
				whole += part.bytes
				t.Logf("%-10s %.4f", part.name, float64(part.bytes)/float64(sent))
			}
			if got := float64(whole) / float64(sent); got > goal {
				t.Errorf("%d bytes of NDJSON became %d, which is %.3f of it, want at most %.2f", sent, whole, got, goal)
			}
		})
	}
}

// importNDJSON brings a file in as an import does.
func importNDJSON(t *testing.T, db *store.DB, source claims.SourceFile, file io.Reader) {
	t.Helper()
	f, err := db.BeginFile(t.Context(), source)
	if err != nil {
		t.Fatal(err)
	}
	lines := fhir.NewLines(file)
	reader := fhir.NewReader(fhir.Options{Version: source.APIVersion, Now: clock})
	for {
		line, err := lines.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		resource, err := reader.Parse(bytes.Clone(line.Bytes))
		if err == nil {
			err = f.Add(t.Context(), &resource)
		}
		if err != nil {
			t.Fatalf("line %d: %v", line.Number, err)
		}
	}
	if _, err := f.Commit(t.Context(), "", 0); err != nil {
		t.Fatal(err)
	}
}

// part is what a part of a database takes.
type part struct {
	name  string
	bytes int64
}

// parts splits a database into resources as sent, packed details, tables, indexes and free pages, whose sum is the size of the
// file.
func parts(t *testing.T, raw *sql.DB) []part {
	t.Helper()
	rows, err := raw.QueryContext(t.Context(), `SELECT CASE WHEN s.name = 'resource_raw' OR s.name = 'dictionaries' THEN 'resources'
			WHEN s.name = 'claim_details' THEN 'details' WHEN m.type = 'index' THEN 'indexes' ELSE 'tables' END, sum(s.pgsize)
		FROM dbstat s LEFT JOIN sqlite_schema m ON m.name = s.name GROUP BY 1
		UNION ALL SELECT 'free', freelist_count * page_size FROM pragma_freelist_count, pragma_page_size`)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := rows.Close(); err != nil {
			t.Error(err)
		}
	}()
	var list []part
	for rows.Next() {
		var p part
		if err := rows.Scan(&p.name, &p.bytes); err != nil {
			t.Fatal(err)
		}
		list = append(list, p)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return list
}
