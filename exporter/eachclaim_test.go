package exporter_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
)

// heldTables are tables in memory: rows of text cells by column name.
type heldTables map[claims.TableID][]map[string]string

// Open implements exporter.Tables.
func (h heldTables) Open(_ context.Context, id claims.TableID, columns []claims.Col) (exporter.ClosableSource, error) {
	table := claims.TableOf(id)
	s := &heldRows{}
	for _, c := range columns {
		s.columns = append(s.columns, table.Columns[c])
	}
	for _, row := range h[id] {
		var values []claims.Value
		for _, c := range s.columns {
			text, ok := row[c.Name]
			if !ok {
				values = append(values, claims.Value{})
				continue
			}
			values = append(values, claims.TextValue(text))
		}
		s.rows = append(s.rows, values)
	}
	return s, nil
}

type heldRows struct {
	columns []claims.Column
	rows    [][]claims.Value
	now     []claims.Value
}

func (s *heldRows) Columns() []claims.Column { return s.columns }
func (s *heldRows) Values() []claims.Value   { return s.now }
func (s *heldRows) Err() error               { return nil }
func (s *heldRows) Close() error             { return nil }

// Next reuses the slice of values, as the database does.
func (s *heldRows) Next() bool {
	if len(s.rows) == 0 {
		return false
	}
	s.now = append(s.now[:0], s.rows[0]...)
	s.rows = s.rows[1:]
	return true
}

func TestEachClaim(t *testing.T) {
	claim := func(version, id string) map[string]string {
		return map[string]string{"api_version": version, "fhir_id": id, "claim_id": "c" + id}
	}
	child := func(version, id, code string) map[string]string {
		return map[string]string{"api_version": version, "fhir_id": id, "code": code, "procedure_code": code}
	}
	tables := heldTables{
		claims.Claims: {claim("v2", "2"), claim("v2", "4"), claim("v3", "1"), claim("v3", "2")},
		// Rows of claims that are not asked for are passed over, before, between and after.
		claims.Diagnoses:  {child("v2", "1", "X"), child("v2", "2", "A"), child("v2", "2", "B"), child("v2", "3", "X"), child("v3", "2", "C"), child("v3", "9", "X")},
		claims.Procedures: {child("v3", "1", "P")},
	}
	var got []string
	err := exporter.EachClaim(t.Context(), tables, exporter.Wanted{
		claims.Claims: {claims.ColClaimsClaimID}, claims.Diagnoses: {claims.ColDiagnosesCode}, claims.Procedures: {claims.ColProceduresCode},
	}, func(c *exporter.WholeClaim) error {
		text := c.Claim[0].Text + ":"
		for _, id := range []claims.TableID{claims.Diagnoses, claims.Procedures} {
			for _, row := range c.Children[id] {
				text += fmt.Sprintf(" %s/%d", row[0].Text, len(row))
			}
		}
		got = append(got, text)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"c2: A/1 B/1", "c4:", "c1: P/1", "c2: C/1"}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
