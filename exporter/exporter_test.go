package exporter_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
)

// rows is a RowSource over values in memory.
type rows struct {
	columns []claims.Column
	values  [][]claims.Value
	at      int
	err     error
	closed  bool
}

func (r *rows) Columns() []claims.Column { return r.columns }
func (r *rows) Next() bool               { r.at++; return r.err == nil && r.at <= len(r.values) }
func (r *rows) Values() []claims.Value   { return r.values[r.at-1] }
func (r *rows) Err() error               { return r.err }
func (r *rows) Close() error             { r.closed = true; return nil }

func money(t *testing.T, text string) claims.Value {
	t.Helper()
	v, err := claims.MoneyValue(text)
	if err != nil {
		t.Fatalf("money %q: %v", text, err)
	}
	return v
}

// sample has one column of each kind and cells that are easy to get wrong.
func sample(t *testing.T) *rows {
	return &rows{
		columns: []claims.Column{
			{Name: "zip5", Label: "ZIP", CCLF: "GEO_ZIP5_CD"}, {Name: "thru_date", Kind: claims.Date, Label: "Through"},
			{Name: "payment_amount", Kind: claims.Money, Label: "Paid", CCLF: "CLM_PMT_AMT"}, {Name: "ordinal", Kind: claims.Int, Label: "Place"},
			{Name: "service_units", Kind: claims.Decimal, Label: "Units"}, {Name: "is_current", Kind: claims.Bool, Label: "Current"},
			{Name: "name", Label: "Name", V2: "name.text", V3: "name.text"},
		},
		values: [][]claims.Value{
			{claims.TextValue("01234"), claims.DateValue("2026-03-04"), money(t, "130.3"), claims.IntValue(1), {Set: true, Text: "2.5"}, claims.BoolValue(true), claims.TextValue("plain")},
			{claims.TextValue("-20140000008325"), claims.DateValue("1000-01-01"), money(t, "12.3456"), claims.IntValue(-2), {Set: true, Text: "1"}, claims.BoolValue(false), claims.TextValue("=1+1")},
			{{}, {}, {}, {}, {}, {}, claims.TextValue("say \"hi\", you\nand @me")},
			{claims.TextValue("@x"), claims.DateValue("9999-12-31"), money(t, "-0.005"), claims.IntValue(0), {Set: true, Text: "12345678901234567.25"}, claims.BoolValue(true), claims.TextValue("\tTab")},
		},
	}
}

func TestWriteCSV(t *testing.T) {
	var got bytes.Buffer
	n, err := exporter.WriteCSV(t.Context(), &got, sample(t), exporter.CSVOptions{Headings: claims.HeadingColumn, Guard: true})
	if err != nil || n != 4 {
		t.Fatalf("WriteCSV = %d, %v, want 4 rows", n, err)
	}
	want := "zip5,thru_date,payment_amount,ordinal,service_units,is_current,name\n" +
		"01234,2026-03-04,130.30,1,2.5,true,plain\n" +
		"-20140000008325,1000-01-01,12.3456,-2,1,false,'=1+1\n" +
		",,,,,,\"say \"\"hi\"\", you\nand @me\"\n" +
		"'@x,9999-12-31,-0.005,0,12345678901234567.25,true,'\tTab\n"
	if diff := cmp.Diff(want, got.String()); diff != "" {
		t.Errorf("CSV differs (-want +got):\n%s", diff)
	}
	records, err := csv.NewReader(&got).ReadAll()
	if err != nil || len(records) != 5 {
		t.Errorf("encoding/csv reads %d records, %v, want 5", len(records), err)
	}
}

func TestHeadings(t *testing.T) {
	tests := map[claims.HeadingStyle]string{
		claims.HeadingColumn: "zip5,thru_date,payment_amount,ordinal,service_units,is_current,name",
		claims.HeadingPlain:  "ZIP,Through,Paid,Place,Units,Current,Name",
		claims.HeadingCCLF:   "GEO_ZIP5_CD,Through *,CLM_PMT_AMT,Place *,Units *,Current *,Name *",
		claims.HeadingFHIR:   "ZIP *,Through *,Paid *,Place *,Units *,Current *,name.text",
	}
	for style, want := range tests {
		t.Run(string(style), func(t *testing.T) {
			var got bytes.Buffer
			src := sample(t)
			src.values = nil
			if _, err := exporter.WriteCSV(t.Context(), &got, src, exporter.CSVOptions{Headings: style}); err != nil {
				t.Fatal(err)
			}
			if strings.TrimSuffix(got.String(), "\n") != want {
				t.Errorf("got %q, want %q", got.String(), want)
			}
		})
	}
}

func TestCSVStopsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := exporter.WriteCSV(ctx, io.Discard, sample(t), exporter.CSVOptions{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
}

func TestWorkbook(t *testing.T) {
	src := sample(t)
	var buf bytes.Buffer
	counts, err := exporter.WriteWorkbook(t.Context(), &buf, []exporter.Sheet{{
		Name: "Claims", Table: claims.Claims,
		Open: func(context.Context) (exporter.ClosableSource, error) { return src, nil },
	}}, exporter.BookOptions{
		Headings: claims.HeadingPlain, Made: time.Date(2026, 8, 20, 12, 0, 0, 0, time.UTC), Version: "test",
		Facts: []exporter.Fact{{Name: "Data as of", Text: "Aug 20, 2026"}}, TmpDir: t.TempDir(),
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]int64{4}, counts); diff != "" || !src.closed {
		t.Errorf("counts differ: %s; source closed: %t", diff, src.closed)
	}
	book := open(t, buf.Bytes())
	if diff := cmp.Diff([]string{"Claims", "Read me", "Dictionary"}, book.GetSheetList()); diff != "" {
		t.Errorf("sheets differ: %s", diff)
	}
	want := map[string]string{
		"A1": "ZIP", "A2": "01234", "B2": "2026-03-04", "C2": "130.30", "D3": "-2", "E2": "2.5", "F2": "TRUE",
		"A3": "-20140000008325", "B3": "1000-01-01", "C3": "12.35", "G3": "=1+1", "A4": "", "E5": "12345678901234567.25", "B5": "9999-12-31",
	}
	for cell, text := range want {
		got, err := book.GetCellValue("Claims", cell)
		if err != nil || got != text {
			t.Errorf("cell %s = %q, %v, want %q", cell, got, err, text)
		}
	}
	for _, cell := range []string{"A2", "A3", "G3", "A5"} {
		if kind, err := book.GetCellType("Claims", cell); err != nil || kind != excelize.CellTypeInlineString {
			t.Errorf("cell %s is of type %d, %v, want inline text", cell, kind, err)
		}
		if formula, err := book.GetCellFormula("Claims", cell); err != nil || formula != "" {
			t.Errorf("cell %s holds formula %q, %v", cell, formula, err)
		}
	}
	dictionary, err := book.GetRows("Dictionary")
	if err != nil || len(dictionary) != len(claims.TableOf(claims.Claims).Columns)+1 {
		t.Errorf("dictionary has %d rows, %v, want one per column of claims", len(dictionary), err)
	}
}

func open(t *testing.T, data []byte) *excelize.File {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("open workbook: %v", err)
	}
	t.Cleanup(func() {
		if err := book.Close(); err != nil {
			t.Error(err)
		}
	})
	return book
}

func TestWriteFileKeepsTheOldOneOnFailure(t *testing.T) {
	path := filepath.Join(t.TempDir(), "out.csv")
	write := func(text string, fail error) error {
		return exporter.WriteFile(path, func(w io.Writer) error {
			if _, err := io.WriteString(w, text); err != nil {
				return err
			}
			return fail
		})
	}
	if err := write("old", nil); err != nil {
		t.Fatal(err)
	}
	cause := errors.New("stopped half-way")
	if err := write("half", cause); !errors.Is(err, cause) {
		t.Errorf("got %v, want the cause", err)
	}
	got, err := os.ReadFile(path)
	if err != nil || string(got) != "old" {
		t.Errorf("file holds %q, %v, want the old content", got, err)
	}
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(entries) != 1 {
		t.Errorf("folder holds %d entries, %v, want no leftover", len(entries), err)
	}
}

func TestWriteFileTargets(t *testing.T) {
	readOnly := filepath.Join(t.TempDir(), "locked")
	if err := os.Mkdir(readOnly, 0o500); err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct {
		path string
		want error
		skip bool
	}{
		"a folder":       {path: t.TempDir(), want: exporter.ErrNotAFile},
		"missing folder": {path: filepath.Join(t.TempDir(), "nowhere", "a.csv"), want: exporter.ErrNoFolder},
		"no rights":      {path: filepath.Join(readOnly, "a.csv"), want: exporter.ErrNoRights, skip: os.Geteuid() == 0 || runtime.GOOS == "windows"},
		"disk full":      {path: filepath.Join(t.TempDir(), "a.csv"), want: exporter.ErrDiskFull, skip: runtime.GOOS != "linux"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if tt.skip {
				t.Skip("this system lets the present user write everywhere, or has no /dev/full")
			}
			err := exporter.WriteFile(tt.path, func(io.Writer) error {
				if name != "disk full" {
					return nil
				}
				full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
				if err != nil {
					return err
				}
				_, err = full.WriteString("x")
				return errors.Join(err, full.Close())
			})
			if !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
		})
	}
}
