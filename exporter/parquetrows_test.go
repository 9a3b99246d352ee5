package exporter_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/fhir"
	"github.com/claimsdesk/claimsdesk/practice/synth"
)

// syntheticRows are rows of a claims table as practice data gives them, in the order of their key, with what the database
// would add made up.
func syntheticRows(tb testing.TB, table claims.TableID, people int) [][]claims.Value {
	tb.Helper()
	population := synth.New(synth.Config{People: people, Years: 3, Seed: 7, End: time.Date(2026, 6, 30, 0, 0, 0, 0, time.UTC)})
	var all [][]claims.Value
	reader := fhir.NewReader(fhir.Options{Version: claims.V3})
	for person := range people {
		var text bytes.Buffer
		if _, err := population.Write(&text, claims.V3, claims.TypeEOB, []int{person}, synth.Query{}); err != nil {
			tb.Fatal(err)
		}
		lines := fhir.NewLines(&text)
		for {
			line, err := lines.Next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				tb.Fatal(err)
			}
			resource, err := reader.Parse(line.Bytes)
			if err != nil {
				tb.Fatal(err)
			}
			for _, row := range resource.Rows {
				if row.Table == table {
					all = append(all, storedRow(row, person))
				}
			}
		}
	}
	return all
}

// storedRow is a copy of a row with the bookkeeping columns filled.
func storedRow(row claims.Row, person int) []claims.Value {
	values := make([]claims.Value, len(row.Values))
	for i, v := range row.Values {
		v.Text = strings.Clone(v.Text)
		values[i] = v
	}
	upkeep := map[string]claims.Value{
		"person_key": claims.TextValue(fmt.Sprint(person)), "mbi": claims.TextValue(fmt.Sprintf("1S00A%06d", person)), "is_current": claims.BoolValue(true),
		"file_name": claims.TextValue("ExplanationOfBenefit.ndjson"), "export_id": claims.TextValue("31"), "ingested_at": claims.TextValue("2026-07-01T09:30:00Z"),
	}
	for i, c := range claims.TableOf(row.Table).Columns {
		if v, ok := upkeep[c.Name]; ok {
			values[i] = v
		}
	}
	return values
}

// repeated is a RowSource that gives rows over and over until there are enough.
type repeated struct {
	columns []claims.Column
	rows    [][]claims.Value
	total   int
	at      int
}

func repeat(table claims.TableID, rows [][]claims.Value, total int) *repeated {
	return &repeated{columns: claims.TableOf(table).Columns, rows: rows, total: total}
}

func (r *repeated) Columns() []claims.Column { return r.columns }
func (r *repeated) Err() error               { return nil }
func (r *repeated) Values() []claims.Value   { return r.rows[(r.at-1)%len(r.rows)] }
func (r *repeated) Next() bool {
	r.at++
	return r.at <= r.total
}
