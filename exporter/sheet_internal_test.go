package exporter

import (
	"bytes"
	"context"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/claimsdesk/claimsdesk/claims"
)

// counting gives n rows with one whole number each.
type counting struct{ n, at int64 }

func (c *counting) Columns() []claims.Column {
	return []claims.Column{{Name: "n", Kind: claims.Int, Label: "N"}}
}
func (c *counting) Next() bool             { c.at++; return c.at <= c.n }
func (c *counting) Values() []claims.Value { return []claims.Value{claims.IntValue(c.at)} }
func (c *counting) Err() error             { return nil }
func (c *counting) Close() error           { return nil }

func TestLongTablesContinueOnNumberedSheets(t *testing.T) {
	var buf bytes.Buffer
	counts, err := WriteSheets(t.Context(), &buf, []Sheet{{Name: "Claim lines", Table: claims.ClaimLines, Open: func(context.Context) (ClosableSource, error) {
		return &counting{n: 25}, nil
	}}}, BookOptions{Headings: claims.HeadingPlain, Made: time.Unix(0, 0), TmpDir: t.TempDir(), maxRows: 11})
	if err != nil || counts[0] != 25 {
		t.Fatalf("WriteSheets = %v, %v, want 25 rows", counts, err)
	}
	book, err := excelize.OpenReader(bytes.NewReader(buf.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := book.Close(); err != nil {
			t.Error(err)
		}
	}()
	for sheet, want := range map[string]int{"Claim lines": 11, "Claim lines (2)": 11, "Claim lines (3)": 6} {
		rows, err := book.GetRows(sheet)
		if err != nil || len(rows) != want || rows[0][0] != "N" {
			t.Errorf("sheet %s has %d rows, %v, want %d with a header", sheet, len(rows), err, want)
		}
	}
}

func TestExcelDate(t *testing.T) {
	tests := map[string]struct {
		want int64
		ok   bool
	}{
		"1900-03-01": {61, true}, "2026-03-04": {46085, true}, "9999-12-31": {2958465, true},
		"1900-02-28": {0, false}, "1000-01-01": {0, false}, "2026-02-30": {0, false}, "soon": {0, false},
	}
	for day, tt := range tests {
		if got, ok := excelDate(day); got != tt.want || ok != tt.ok {
			t.Errorf("excelDate(%s) = %d, %t, want %d, %t", day, got, ok, tt.want, tt.ok)
		}
	}
}
