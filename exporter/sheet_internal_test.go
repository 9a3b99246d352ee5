package exporter

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"
	"unicode/utf8"

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

// The number of a continuation has its place in a long name, and no sheet takes another's name.
func TestNamesOfContinuations(t *testing.T) {
	tests := map[string]struct{ names, want []string }{
		"long":  {[]string{"Every claim line of the panel 3"}, []string{"Every claim line of the panel 3", "Every claim line of the pan (2)"}},
		"taken": {[]string{"Claims", "claims (2)"}, []string{"Claims", "Claims (3)", "claims (2)", "claims (2) (2)"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var sheets []Sheet
			for _, name := range tt.names {
				sheets = append(sheets, Sheet{Name: name, Table: claims.Claims, Open: func(context.Context) (ClosableSource, error) { return &counting{n: 5}, nil }})
			}
			var buf bytes.Buffer
			if _, err := WriteSheets(t.Context(), &buf, sheets, BookOptions{Made: time.Unix(0, 0), TmpDir: t.TempDir(), maxRows: 4}); err != nil {
				t.Fatal(err)
			}
			book, err := excelize.OpenReader(&buf)
			if err != nil {
				t.Fatal(err)
			}
			if got := book.GetSheetList(); !slices.Equal(got, tt.want) {
				t.Errorf("got sheets %q, want %q", got, tt.want)
			}
			if err := book.Close(); err != nil {
				t.Error(err)
			}
		})
	}
}

// A cell holds 32,767 units of UTF-16; what is longer ends with a word about it.
func TestFitting(t *testing.T) {
	const most = excelize.TotalCellChars
	tests := map[string]struct {
		text string
		cut  bool
	}{
		"short":             {"x", false},
		"just fits":         {strings.Repeat("x", most), false},
		"one too many":      {strings.Repeat("x", most+1), true},
		"40,000":            {strings.Repeat("x", 40_000), true},
		"two bytes a unit":  {strings.Repeat("é", most), false},
		"pairs that fit":    {strings.Repeat("😀", most/2), false},
		"a pair too many":   {strings.Repeat("😀", most/2+1), true},
		"pairs after a bit": {"x" + strings.Repeat("😀", 20_000), true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := fitting(tt.text)
			if !tt.cut {
				if got != tt.text {
					t.Errorf("text of %d bytes was cut to %d", len(tt.text), len(got))
				}
				return
			}
			kept, marked := strings.CutSuffix(got, cutMark)
			units := len(utf16.Encode([]rune(got)))
			if !marked || !strings.HasPrefix(tt.text, kept) || !utf8.ValidString(kept) || units > most || units < most-1 {
				t.Errorf("cut to %d units, marked: %t, want a beginning of the text and the mark in %d units", units, marked, most)
			}
		})
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
