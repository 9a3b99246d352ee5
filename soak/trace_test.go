package soak_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
)

// trace is everything of a data set that may not differ between databases that were told the same: a text for each table
// and a line for each figure.
type trace map[string]string

// persons numbers person keys in the order in which they are met. The keys themselves may differ between databases, who
// is one person may not.
type persons map[string]int

func (p persons) number(key string) int {
	if key == "" {
		return 0
	}
	if _, ok := p[key]; !ok {
		p[key] = len(p) + 1
	}
	return p[key]
}

// writeTable writes every row of a table, one a line, without the columns that may differ between databases
// (docs/reference/contract.md 3).
func writeTable(ctx context.Context, db *store.Snapshot, table *claims.Table, known persons, to io.Writer) (err error) {
	rows, err := db.Rows(ctx, store.RowQuery{Table: table.ID, All: true})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	columns := rows.Columns()
	var line []byte
	for rows.Next() {
		line = line[:0]
		for i, value := range rows.Values() {
			switch {
			case columns[i].Name == "person_key":
				line = fmt.Appendf(line, "person %d", known.number(value.Text))
			case !columns[i].Upkeep:
				line = append(line, value.Format(columns[i].Kind)...)
			}
			line = append(line, '|')
		}
		if _, err := to.Write(append(line, '\n')); err != nil {
			return err
		}
	}
	return rows.Err()
}

// writeTables writes all tables to where each belongs.
func writeTables(ctx context.Context, db *store.DB, to func(*claims.Table) io.Writer) (err error) {
	snapshot, err := db.Snapshot(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, snapshot.Close()) }()
	known := persons{}
	for _, table := range claims.Catalogue() {
		if err := writeTable(ctx, snapshot, table, known, to(table)); err != nil {
			return err
		}
	}
	return nil
}

// tablesOf reads the tables of a data set.
func tablesOf(tb testing.TB, db *store.DB) trace {
	tb.Helper()
	texts := map[string]*bytes.Buffer{}
	err := writeTables(tb.Context(), db, func(t *claims.Table) io.Writer {
		texts[t.Name] = &bytes.Buffer{}
		return texts[t.Name]
	})
	if err != nil {
		tb.Fatal(err)
	}
	tables := trace{}
	for name, text := range texts {
		tables[name] = text.String()
	}
	return tables
}

// traceOf reads the trace of a data set after a refresh, and expects the database to be sound.
func traceOf(tb testing.TB, db *store.DB) trace {
	tb.Helper()
	found := tablesOf(tb, db)
	report, err := db.Integrity(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	if !report.OK() {
		tb.Errorf("the database is not sound: %+v", report)
	}
	roster, err := db.LastRoster(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	found["roster"] = fmt.Sprintf("%d people, complete %t", roster.People, roster.Complete)
	files, err := db.ImportedFiles(tb.Context(), 1000)
	if err != nil {
		tb.Fatal(err)
	}
	found["ledger"] = ledger(files)
	last, err := db.LastRefresh(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	found["refresh"] = fmt.Sprintf("%s, full %t, problem %q", last.State, last.Full, last.Problem)
	summary(tb, db, found)
	return found
}

// ledger counts the imported files by type: a file that was imported twice shows.
func ledger(files []claims.SourceFile) string {
	counts := map[string]int{}
	for _, f := range files {
		counts[f.ResourceType]++
	}
	return fmt.Sprint(counts)
}

// summary adds the figures that screens show, without times.
func summary(tb testing.TB, db *store.DB, to trace) {
	tb.Helper()
	for name, read := range map[string]func(context.Context) (claims.Summary, error){"all figures": db.Summary, "current figures": db.CurrentSummary} {
		figures, err := read(tb.Context())
		if err != nil {
			tb.Fatal(err)
		}
		figures.DataAsOf = "" // the clock, in version 3
		to[name] = fmt.Sprintf("%+v", figures)
	}
}

// testSame compares traces and shows the first rows that differ.
func testSame(tb testing.TB, want, got trace) {
	tb.Helper()
	for name, text := range want {
		if got[name] != text {
			tb.Errorf("%s differs from calm (-want +got):\n%s", name, difference(text, got[name]))
		}
	}
	for name := range got {
		if _, ok := want[name]; !ok {
			tb.Errorf("%s is not in the calm trace", name)
		}
	}
}

// Bounds of what a failure prints.
const (
	linesShown = 6
	lineShown  = 400
)

// difference lists lines that only one of two texts has.
func difference(want, got string) string {
	counts := map[string]int{}
	for line := range strings.SplitSeq(want, "\n") {
		counts[line]--
	}
	for line := range strings.SplitSeq(got, "\n") {
		counts[line]++
	}
	var list []string
	for line, n := range counts {
		sign := map[bool]string{true: "-", false: "+"}[n < 0]
		if n != 0 {
			list = append(list, line[:min(len(line), lineShown)]+"\x00"+sign)
		}
	}
	slices.Sort(list) // the two versions of a row come together
	var b strings.Builder
	for _, line := range list[:min(len(list), linesShown)] {
		text, sign, _ := strings.Cut(line, "\x00")
		b.WriteString(sign + text + "\n")
	}
	if len(list) == 0 {
		return "the same lines in another order\n"
	}
	fmt.Fprintf(&b, "%d lines in all\n", len(list))
	return b.String()
}

// openForReading opens a data set beside whoever writes to it.
func openForReading(tb testing.TB, dir string) *store.DB {
	tb.Helper()
	db, err := store.Open(tb.Context(), store.Options{Dir: dir, ReadOnly: true})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := db.Close(); err != nil {
			tb.Error(err)
		}
	})
	return db
}
