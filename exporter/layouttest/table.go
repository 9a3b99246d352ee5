package layouttest

import (
	"encoding/csv"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Table is a CSV file.
type Table struct {
	Header []string
	Rows   [][]string
}

// Read reads a CSV file with a heading.
func Read(tb testing.TB, path string) Table {
	tb.Helper()
	lines := Lines(tb, path)
	return Table{lines[0], lines[1:]}
}

// Lines reads every line of a CSV file.
func Lines(tb testing.TB, path string) [][]string {
	tb.Helper()
	f, err := os.Open(path)
	if err != nil {
		tb.Fatal(err)
	}
	defer func() {
		if err := f.Close(); err != nil {
			tb.Error(err)
		}
	}()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		tb.Fatal(err)
	}
	return lines
}

// Of is a cell.
func (t Table) Of(row []string, column string) string {
	i := slices.Index(t.Header, column)
	if i < 0 {
		panic("no column " + column)
	}
	return row[i]
}

// Key puts cells together.
func (t Table) Key(row []string, columns ...string) string {
	var parts []string
	for _, c := range columns {
		parts = append(parts, t.Of(row, c))
	}
	return strings.Join(parts, "|")
}

// Cents is an amount; nothing is 0.
func (t Table) Cents(tb testing.TB, row []string, column string) int64 {
	tb.Helper()
	text := t.Of(row, column)
	if text == "" {
		return 0
	}
	n, err := claims.ParseCents(text)
	if err != nil {
		tb.Fatalf("%s holds no amount", column)
	}
	return n
}
