package exporter_test

import (
	"context"
	"io"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
)

// xlsxRows is how many claims the workbooks of the benchmark have.
const xlsxRows = 50_000

// BenchmarkXLSX writes the same claims from memory with WriteSheets and with excelize's StreamWriter as it comes
// (docs/reference/performance.md 2).
func BenchmarkXLSX(b *testing.B) {
	rows, dir := claimRows(20_000), b.TempDir()
	takeTurns(b, xlsxRows,
		way{"claimsdesk", func(w io.Writer) error { return writeSheet(b.Context(), w, dir, repeat(claims.Claims, rows, xlsxRows)) }},
		way{"excelize", func(w io.Writer) error { return writeExcelize(w, dir, repeat(claims.Claims, rows, xlsxRows)) }})
}

func writeSheet(ctx context.Context, w io.Writer, tmpDir string, src exporter.RowSource) error {
	sheet := exporter.Sheet{Name: "Claims", Table: claims.Claims, Open: func(context.Context) (exporter.ClosableSource, error) { return closable{src}, nil }}
	_, err := exporter.WriteSheets(ctx, w, []exporter.Sheet{sheet}, exporter.BookOptions{Made: time.Unix(0, 0), TmpDir: tmpDir})
	return err
}

type closable struct{ exporter.RowSource }

func (closable) Close() error { return nil }

// writeExcelize writes with the defaults of excelize: the same kinds of cells, a bold header, a filter.
func writeExcelize(w io.Writer, tmpDir string, src exporter.RowSource) error {
	book := excelize.NewFile(excelize.Options{TmpDir: tmpDir})
	stream, err := book.NewStreamWriter("Sheet1")
	if err != nil {
		return err
	}
	format := "yyyy-mm-dd"
	day, err := book.NewStyle(&excelize.Style{CustomNumFmt: &format})
	if err != nil {
		return err
	}
	columns := src.Columns()
	cells := make([]any, len(columns))
	for i, c := range columns {
		cells[i] = c.Name
	}
	for row := 1; ; row++ {
		at, err := excelize.CoordinatesToCellName(1, row)
		if err != nil {
			return err
		}
		if err := stream.SetRow(at, cells); err != nil {
			return err
		}
		if !src.Next() {
			break
		}
		for i, v := range src.Values() {
			cells[i] = plainCell(columns[i].Kind, v, day)
		}
	}
	if err := stream.Flush(); err != nil {
		return err
	}
	if err := book.Write(w); err != nil {
		return err
	}
	return book.Close()
}

func plainCell(k claims.Kind, v claims.Value, day int) any {
	switch {
	case !v.Set:
		return nil
	case k == claims.Int:
		return v.Int
	case k == claims.Bool:
		return v.Int != 0
	case k == claims.Money:
		return float64(v.Int) / 100
	case k == claims.Date:
		if t, err := time.Parse(time.DateOnly, v.Text); err == nil {
			return excelize.Cell{StyleID: day, Value: t}
		}
	}
	return v.Text
}

func BenchmarkXLSXMemory(b *testing.B) {
	dir := b.TempDir()
	memoryOf(b, func(w io.Writer, src exporter.RowSource) error { return writeSheet(b.Context(), w, dir, src) })
}
