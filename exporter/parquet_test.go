package exporter_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
	"pgregory.net/rapid"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
)

// writeParquet writes rows and opens the file with parquet-go, which shares only encodings with our writer.
func writeParquet(tb testing.TB, src exporter.RowSource, opts exporter.ParquetOptions) (*parquet.File, exporter.ParquetResult) {
	tb.Helper()
	var out bytes.Buffer
	result, err := exporter.WriteParquet(tb.Context(), &out, src, opts)
	if err != nil {
		tb.Fatalf("write parquet: %v", err)
	}
	return openParquet(tb, out.Bytes()), result
}

func openParquet(tb testing.TB, data []byte) *parquet.File {
	tb.Helper()
	file, err := parquet.OpenFile(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		tb.Fatalf("open parquet: %v", err)
	}
	return file
}

// cells reads a file back as the text that a CSV file would show.
func cells(tb testing.TB, file *parquet.File) [][]string {
	tb.Helper()
	var all [][]string
	for _, group := range file.RowGroups() {
		rows := group.Rows()
		buffer := make([]parquet.Row, 512)
		for {
			n, err := rows.ReadRows(buffer)
			for _, row := range buffer[:n] {
				texts := make([]string, len(row))
				for i, v := range row {
					texts[i] = cellText(file.Schema().Fields()[i], v)
				}
				all = append(all, texts)
			}
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				tb.Fatalf("read rows: %v", err)
			}
		}
		if err := rows.Close(); err != nil {
			tb.Fatal(err)
		}
	}
	return all
}

func cellText(field parquet.Field, v parquet.Value) string {
	if v.IsNull() {
		return ""
	}
	logical := field.Type().LogicalType()
	switch {
	case v.Kind() == parquet.Boolean:
		return fmt.Sprint(v.Boolean())
	case logical == nil:
		return "no logical type"
	case strings.HasPrefix(logical.String(), "DATE"):
		return time.Unix(int64(v.Int32())*86400, 0).UTC().Format(time.DateOnly)
	case strings.HasPrefix(logical.String(), "TIMESTAMP"):
		return time.UnixMicro(v.Int64()).UTC().Format(time.RFC3339Nano)
	case strings.HasPrefix(logical.String(), "DECIMAL"):
		return decimalText(logical.String(), v)
	case v.Kind() == parquet.Int64:
		return fmt.Sprint(v.Int64())
	}
	return string(v.ByteArray())
}

// decimalText prints a decimal by the type's own words, with as many digits as its scale.
func decimalText(logical string, v parquet.Value) string {
	var precision, scale int
	if _, err := fmt.Sscanf(logical, "DECIMAL(%d,%d)", &precision, &scale); err != nil {
		return err.Error()
	}
	n := new(big.Int)
	if v.Kind() == parquet.Int64 {
		n.SetInt64(v.Int64())
	} else {
		b := v.ByteArray()
		n.SetBytes(b)
		if b[0] >= 0x80 {
			n.Sub(n, new(big.Int).Lsh(big.NewInt(1), uint(8*len(b))))
		}
	}
	return new(big.Rat).SetFrac(n, new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(scale)), nil)).FloatString(scale)
}

// kinds has one column of each kind, and cells that are easy to get wrong.
func kinds() *rows {
	decimal := func(text string) claims.Value { return claims.Value{Set: true, Text: text} }
	cents := func(n int64, text string) claims.Value { return claims.Value{Set: true, Int: n, Text: text} }
	return &rows{
		columns: []claims.Column{
			{Name: "zip5", Label: "ZIP", Meaning: "Postal code."}, {Name: "thru_date", Kind: claims.Date}, {Name: "last_updated", Kind: claims.Timestamp},
			{Name: "payment_amount", Kind: claims.Money}, {Name: "ordinal", Kind: claims.Int}, {Name: "service_units", Kind: claims.Decimal}, {Name: "is_current", Kind: claims.Bool},
		},
		values: [][]claims.Value{
			{claims.TextValue("01234"), claims.DateValue("2026-03-04"), claims.TextValue("2026-03-04T05:06:07.891234-05:00"), cents(13030, "130.3"), claims.IntValue(1), decimal("2.5"), claims.BoolValue(true)},
			{claims.TextValue("=1+1"), claims.DateValue("1000-01-01"), claims.TextValue("9999-12-31T23:59:59Z"), cents(-13030, "-130.30"), claims.IntValue(-2), decimal("-0.0001"), claims.BoolValue(false)},
			{{}, {}, {}, {}, {}, {}, {}},
			{claims.TextValue("'@x\r\n\t\x00é"), claims.DateValue("0001-01-01"), claims.TextValue("1969-12-31T23:59:59.999999Z"), cents(120, "1.2E0"), claims.IntValue(0), decimal("100"), claims.BoolValue(true)},
			{{Set: true}, claims.DateValue("9999-12-31"), claims.TextValue("2026-03-04T05:06:07Z"), cents(0, "-0.000"), claims.IntValue(1 << 62), decimal("99999999999999.9999"), claims.BoolValue(true)},
			{claims.TextValue("bad \xff byte"), claims.DateValue("2026-02-30"), claims.TextValue("2026-03-04"), cents(1999, ""), claims.IntValue(-1 << 63), decimal("no number"), claims.BoolValue(false)},
		},
	}
}

func TestParquetKinds(t *testing.T) {
	file, result := writeParquet(t, kinds(), exporter.ParquetOptions{Table: "claims", SortedBy: []string{"zip5", "ordinal", "missing"}, Describe: true, Version: "1.2"})
	wantSchema := `message schema {
	optional binary zip5 (STRING);
	optional int32 thru_date (DATE);
	optional int64 last_updated (TIMESTAMP(isAdjustedToUTC=true,unit=MICROS));
	optional int64 payment_amount (DECIMAL(18,2));
	optional int64 ordinal (INT(64,true));
	optional int64 service_units (DECIMAL(18,4));
	optional boolean is_current;
}`
	if diff := cmp.Diff(wantSchema, file.Schema().String()); diff != "" {
		t.Errorf("schema differs (-want +got):\n%s", diff)
	}
	want := [][]string{
		{"01234", "2026-03-04", "2026-03-04T10:06:07.891234Z", "130.30", "1", "2.5000", "true"},
		{"=1+1", "1000-01-01", "9999-12-31T23:59:59Z", "-130.30", "-2", "-0.0001", "false"},
		{"", "", "", "", "", "", ""},
		{"'@x\r\n\t\x00é", "0001-01-01", "1969-12-31T23:59:59.999999Z", "1.20", "0", "100.0000", "true"},
		{"", "9999-12-31", "2026-03-04T05:06:07Z", "0.00", "4611686018427387904", "99999999999999.9999", "true"},
		{"bad \uFFFD byte", "", "", "19.99", "-9223372036854775808", "", "false"},
	}
	if diff := cmp.Diff(want, cells(t, file)); diff != "" {
		t.Errorf("cells differ (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(exporter.ParquetResult{Rows: 6, Unreadable: map[string]int64{"thru_date": 1, "last_updated": 1, "service_units": 1}}, result); diff != "" {
		t.Errorf("result differs (-want +got):\n%s", diff)
	}
	for key, want := range map[string]string{
		"claimsdesk.table": "claims", "claimsdesk.heading.zip5": "ZIP", "claimsdesk.meaning.zip5": "Postal code.", "claimsdesk.unreadable.thru_date": "1",
	} {
		if got, ok := file.Lookup(key); !ok || got != want {
			t.Errorf("%s = %q, %t, want %q", key, got, ok, want)
		}
	}
	group := file.Metadata().RowGroups[0]
	if len(group.SortingColumns) != 2 || group.SortingColumns[1].ColumnIdx != 4 || !group.SortingColumns[0].NullsFirst {
		t.Errorf("sorting columns %+v, want zip5 and ordinal", group.SortingColumns)
	}
	if file.Metadata().CreatedBy != "ClaimsDesk version 1.2" {
		t.Errorf("created by %q", file.Metadata().CreatedBy)
	}
	if s := group.Columns[4].MetaData.Statistics; s.NullCount != 1 || !bytes.Equal(s.MaxValue, []byte{0, 0, 0, 0, 0, 0, 0, 0x40}) {
		t.Errorf("statistics of ordinal: %+v", s)
	}
}

// Every value comes back, whether it repeats or not, over pages and row groups.
func TestParquetManyRows(t *testing.T) {
	const total = 300_000
	long := strings.Repeat("long text ", 20)
	src := &made{total: total, columns: []claims.Column{
		{Name: "id"}, {Name: "few"}, {Name: "none"}, {Name: "rare"}, {Name: "many"}, {Name: "day", Kind: claims.Date}, {Name: "paid", Kind: claims.Money}, {Name: "n", Kind: claims.Int}, {Name: "yes", Kind: claims.Bool},
	}, row: func(i int, row []claims.Value) {
		row[0] = claims.TextValue(fmt.Sprintf("claim-%07d", i))
		row[1] = claims.TextValue([]string{"", "A", "seven77", long, "exactly 16 bytes"}[i%5])
		row[3] = claims.Value{}
		if i%70_000 == 69_999 {
			row[3] = claims.TextValue(fmt.Sprint(i))
		}
		row[4] = claims.TextValue(fmt.Sprintf("%d %s", i%60_000, long[:60])) // repeats, but outgrows a dictionary
		row[5] = claims.DateValue(time.Date(2024, 1, 1+i%700, 0, 0, 0, 0, time.UTC).Format(time.DateOnly))
		row[6] = claims.Value{Set: i%3 > 0, Int: int64(i % 977), Text: claims.FormatCents(int64(i % 977))}
		row[7] = claims.IntValue(int64(i % 11))
		row[8] = claims.Value{Set: i%7 > 0, Int: int64(i % 2)}
	}}
	file, result := writeParquet(t, src, exporter.ParquetOptions{Table: "made"})
	if result.Rows != total || file.NumRows() != total {
		t.Fatalf("wrote %d rows, the file says %d, want %d", result.Rows, file.NumRows(), total)
	}
	row := make([]claims.Value, len(src.columns))
	for i, got := range cells(t, file) {
		src.row(i, row)
		for j, text := range got {
			if want := row[j].Format(src.columns[j].Kind); text != want {
				t.Fatalf("row %d, %s: got %q, want %q", i, src.columns[j].Name, text, want)
			}
		}
	}
	encodings := func(column int) (dictionary, plain int32) {
		for _, g := range file.Metadata().RowGroups {
			for _, s := range g.Columns[column].MetaData.EncodingStats {
				if s.PageType == 0 && s.Encoding == 8 {
					dictionary += s.Count
				} else if s.PageType == 0 {
					plain += s.Count
				}
			}
		}
		return dictionary, plain
	}
	if n := len(file.RowGroups()); n != 3 || file.RowGroups()[0].NumRows() != 128<<10 {
		t.Errorf("%d row groups, the first of %d rows, want 3 of up to 131072", n, file.RowGroups()[0].NumRows())
	}
	if dictionary, plain := encodings(0); dictionary != 0 || plain == 0 {
		t.Errorf("id: %d pages with a dictionary, %d without, want none with", dictionary, plain)
	}
	if dictionary, plain := encodings(1); dictionary == 0 || plain != 0 {
		t.Errorf("few: %d pages with a dictionary, %d without, want all with", dictionary, plain)
	}
}

// made is a RowSource that makes its rows.
type made struct {
	columns []claims.Column
	total   int
	at      int
	values  []claims.Value
	row     func(i int, row []claims.Value)
}

func (m *made) Columns() []claims.Column { return m.columns }
func (m *made) Values() []claims.Value   { return m.values }
func (m *made) Err() error               { return nil }
func (m *made) Next() bool {
	if m.at == m.total {
		return false
	}
	if m.values == nil {
		m.values = make([]claims.Value, len(m.columns))
	}
	m.row(m.at, m.values)
	m.at++
	return true
}

func TestParquetWithoutRows(t *testing.T) {
	src := kinds()
	src.values = nil
	file, result := writeParquet(t, src, exporter.ParquetOptions{})
	if result.Rows != 0 || file.NumRows() != 0 || len(file.Schema().Fields()) != 7 {
		t.Errorf("%d rows, %d in the file, %d columns; want 0, 0, 7", result.Rows, file.NumRows(), len(file.Schema().Fields()))
	}
}

func TestParquetIsTheSameEachTime(t *testing.T) {
	var files [2]bytes.Buffer
	for i := range files {
		if _, err := exporter.WriteParquet(t.Context(), &files[i], kinds(), exporter.ParquetOptions{Table: "claims", Describe: true}); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(files[0].Bytes(), files[1].Bytes()) {
		t.Error("two files of the same rows differ")
	}
}

// Numbers that need more digits widen their column: the error says by how much, and the second file holds them all.
func TestParquetShapes(t *testing.T) {
	tests := map[string]struct {
		texts []string
		want  exporter.DecimalShape
		cells []string
	}{
		"finer than a cent":         {[]string{"1.5", "12.3456", "7"}, exporter.DecimalShape{Precision: 18, Scale: 4}, []string{"1.5000", "12.3456", "7.0000"}},
		"too large for 64 bits":     {[]string{"12345678901234567.25", "-0.01"}, exporter.DecimalShape{Precision: 38, Scale: 2}, []string{"12345678901234567.25", "-0.01"}},
		"large before fine":         {[]string{"1234567890123456.25", "0.12345"}, exporter.DecimalShape{Precision: 38, Scale: 5}, []string{"1234567890123456.25000", "0.12345"}},
		"negative and wide":         {[]string{"-99999999999999999999.5"}, exporter.DecimalShape{Precision: 38, Scale: 2}, []string{"-99999999999999999999.50"}},
		"more digits than possible": {[]string{"123456789012345678901234567890", "0.123456789012345"}, exporter.DecimalShape{Precision: 38, Scale: 2}, []string{"123456789012345678901234567890.00", ""}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			src := func() *rows {
				r := &rows{columns: []claims.Column{{Name: "amount", Kind: claims.Money}, {Name: "name"}}}
				for _, text := range tt.texts {
					r.values = append(r.values, []claims.Value{{Set: true, Text: text}, claims.TextValue("x")})
				}
				return r
			}
			_, err := exporter.WriteParquet(t.Context(), io.Discard, src(), exporter.ParquetOptions{})
			var shape *exporter.ShapeError
			if !errors.As(err, &shape) {
				t.Fatalf("got %v, want a ShapeError", err)
			}
			if diff := cmp.Diff(map[string]exporter.DecimalShape{"amount": tt.want}, shape.Shapes); diff != "" {
				t.Fatalf("shapes differ (-want +got):\n%s", diff)
			}
			file, _ := writeParquet(t, src(), exporter.ParquetOptions{Shapes: shape.Shapes})
			var got []string
			for _, row := range cells(t, file) {
				got = append(got, row[0])
			}
			if diff := cmp.Diff(tt.cells, got); diff != "" {
				t.Errorf("cells differ (-want +got):\n%s", diff)
			}
		})
	}
}

// Any decimal text comes back as its value, in the default shape or the one that the error names.
func TestParquetDecimals(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		texts := rapid.SliceOfN(rapid.StringMatching(`-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,8})?(E[+-]?[0-9])?`), 1, 20).Draw(rt, "texts")
		src := func() *rows {
			r := &rows{columns: []claims.Column{{Name: "value", Kind: claims.Decimal}}}
			for _, text := range texts {
				r.values = append(r.values, []claims.Value{{Set: true, Text: text}})
			}
			return r
		}
		var out bytes.Buffer
		_, err := exporter.WriteParquet(t.Context(), &out, src(), exporter.ParquetOptions{})
		if shape := (*exporter.ShapeError)(nil); errors.As(err, &shape) {
			out.Reset()
			_, err = exporter.WriteParquet(t.Context(), &out, src(), exporter.ParquetOptions{Shapes: shape.Shapes})
		}
		if err != nil {
			rt.Fatal(err)
		}
		for i, row := range cells(t, openParquet(t, out.Bytes())) {
			got, okGot := new(big.Rat).SetString(row[0])
			want, okWant := new(big.Rat).SetString(texts[i])
			if !okGot || !okWant || got.Cmp(want) != 0 {
				rt.Fatalf("%q came back as %q", texts[i], row[0])
			}
		}
	})
}

// Texts of every length come back, which the table of short texts tells apart by their bytes.
func TestParquetTexts(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		texts := rapid.SliceOfN(rapid.StringOfN(rapid.RuneFrom([]rune("ab0\x00")), 0, 20, -1), 0, 400).Draw(rt, "texts")
		r := &rows{columns: []claims.Column{{Name: "text"}}}
		for _, text := range texts {
			r.values = append(r.values, []claims.Value{{Set: true, Text: text}}, []claims.Value{{Set: true, Text: text}})
		}
		file, _ := writeParquet(t, r, exporter.ParquetOptions{})
		for i, row := range cells(t, file) {
			if row[0] != texts[i/2] {
				rt.Fatalf("%q came back as %q", texts[i/2], row[0])
			}
		}
	})
}

func TestParquetStops(t *testing.T) {
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	broken := errors.New("connection lost")
	tests := map[string]struct {
		ctx  context.Context
		src  *rows
		out  io.Writer
		want error
	}{
		"cancelled":   {cancelled, kinds(), io.Discard, context.Canceled},
		"source ends": {t.Context(), &rows{columns: kinds().columns, err: broken}, io.Discard, broken},
		"disk full":   {t.Context(), kinds(), failing{broken}, broken},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if _, err := exporter.WriteParquet(tt.ctx, tt.out, tt.src, exporter.ParquetOptions{}); !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
		})
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }
