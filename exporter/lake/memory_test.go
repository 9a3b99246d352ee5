package lake_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
)

// memory is exporter.Tables over rows in memory, each sorted by its key.
type memory struct {
	rows   map[claims.TableID][]claims.Row
	failed claims.TableID // its rows end early; no table for zero, which is beneficiaries and never meant
	opened map[claims.TableID]int
}

var errFailed = errors.New("connection lost")

func (m *memory) Open(_ context.Context, table claims.TableID, columns []claims.Col) (exporter.ClosableSource, error) {
	if m.opened == nil {
		m.opened = map[claims.TableID]int{}
	}
	m.opened[table]++
	s := &source{values: make([]claims.Value, len(columns)), cols: columns, rows: m.rows[table]}
	for _, col := range columns {
		s.columns = append(s.columns, claims.TableOf(table).Columns[col])
	}
	if m.failed != 0 && table == m.failed {
		s.err = errFailed
	}
	return s, nil
}

type source struct {
	columns []claims.Column
	cols    []claims.Col
	rows    []claims.Row
	values  []claims.Value
	err     error
}

func (s *source) Columns() []claims.Column { return s.columns }
func (s *source) Values() []claims.Value   { return s.values }
func (s *source) Err() error               { return s.err }
func (s *source) Close() error             { return nil }

func (s *source) Next() bool {
	if len(s.rows) == 0 {
		return false
	}
	for i, col := range s.cols {
		s.values[i] = s.rows[0].Values[col]
	}
	s.rows = s.rows[1:]
	return true
}

// add puts a row into a table by the names of its columns; money and dates are given as text, whole numbers as int.
func (m *memory) add(t *testing.T, id claims.TableID, values map[string]any) {
	t.Helper()
	row := claims.NewRow(id)
	table := claims.TableOf(id)
	for name, v := range values {
		col, ok := table.Column(name)
		if !ok {
			t.Fatalf("%s has no column %s", table.Name, name)
		}
		var value claims.Value
		switch v := v.(type) {
		case int:
			value = claims.IntValue(int64(v))
		case string:
			value = claims.TextValue(v)
			if table.Columns[col].Kind == claims.Money {
				var err error
				if value, err = claims.MoneyValue(v); err != nil {
					t.Fatal(err)
				}
			}
		}
		row.Set(col, value)
	}
	if m.rows == nil {
		m.rows = map[claims.TableID][]claims.Row{}
	}
	m.rows[id] = append(m.rows[id], row)
}

// claim adds a claim with two lines and a diagnosis.
func (m *memory) claim(t *testing.T, id, claimType, thru, paid string) {
	t.Helper()
	m.add(t, claims.Claims, map[string]any{"api_version": "v3", "fhir_id": id, "claim_type": claimType, "thru_date": thru, "payment_amount": paid, "principal_dx": "E1170"})
	for n := 1; n <= 2; n++ {
		m.add(t, claims.ClaimLines, map[string]any{"api_version": "v3", "fhir_id": id, "ordinal": n, "hcpcs_code": fmt.Sprint("9921", n), "paid_amount": paid})
	}
	m.add(t, claims.Diagnoses, map[string]any{"api_version": "v3", "fhir_id": id, "ordinal": 1, "code_norm": "E1170"})
}
