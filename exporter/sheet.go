package exporter

import (
	"context"
	"fmt"
	"strconv"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"github.com/claimsdesk/claimsdesk/claims"
)

// maxSheetRows is Excel's limit of rows in a sheet, the header included.
const maxSheetRows = 1_048_576

// maxSheetBytes keeps a sheet under the 4 GiB from which on an archive needs ZIP64, which not every reader takes. A cell takes
// its text and cellBytes around it at most.
const (
	maxSheetBytes = 3_500_000_000
	cellBytes     = 56
)

// sheetWriter writes rows to one sheet and its continuations.
type sheetWriter struct {
	book     *excelize.File
	styles   styles
	name     string
	columns  []claims.Column
	headings []string
	limit    int // rows in a sheet, header included

	stream *excelize.StreamWriter
	sheet  string // present sheet, with its number when it is a continuation
	part   int    // 1-based
	row    int    // last row written in the present sheet
	bytes  int64  // of the present sheet, at most
	cells  []any
}

// writeSheet writes a header and all rows of src under a name and returns the number of data rows.
func writeSheet(ctx context.Context, w *sheetWriter, src RowSource, progress Progress) (int64, error) {
	var rows int64
	if err := w.startPart(); err != nil {
		return 0, err
	}
	for src.Next() {
		if rows%cancelEvery == 0 {
			if err := ctx.Err(); err != nil {
				return rows, err
			}
			progress.report(w.name, rows)
		}
		if err := w.write(src.Values()); err != nil {
			return rows, fmt.Errorf("write sheet %s: %w", w.sheet, err)
		}
		rows++
	}
	if err := src.Err(); err != nil {
		return rows, fmt.Errorf("read rows of %s: %w", w.name, err)
	}
	progress.report(w.name, rows)
	return rows, w.finishPart()
}

// startPart opens the next sheet: header row in bold that stays in view, and column widths by kind.
func (w *sheetWriter) startPart() error {
	w.part++
	w.sheet, w.row, w.bytes = w.name, 0, 0
	if w.part > 1 {
		w.sheet = fmt.Sprintf("%s (%d)", w.name, w.part)
	}
	if _, err := w.book.NewSheet(w.sheet); err != nil {
		return fmt.Errorf("add sheet %s: %w", w.sheet, err)
	}
	stream, err := w.book.NewStreamWriter(w.sheet)
	if err != nil {
		return fmt.Errorf("open sheet %s: %w", w.sheet, err)
	}
	w.stream = stream
	for i, c := range w.columns {
		if err := stream.SetColWidth(i+1, i+1, columnWidth(c, w.headings[i])); err != nil {
			return fmt.Errorf("set width in %s: %w", w.sheet, err)
		}
	}
	if err := stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return fmt.Errorf("freeze header of %s: %w", w.sheet, err)
	}
	header := make([]any, len(w.headings))
	for i, h := range w.headings {
		header[i] = excelize.Cell{StyleID: w.styles.header, Value: h}
	}
	return w.setRow(header)
}

func (w *sheetWriter) write(values []claims.Value) error {
	if w.row >= w.limit || w.bytes > maxSheetBytes {
		if err := w.finishPart(); err != nil {
			return err
		}
		if err := w.startPart(); err != nil {
			return err
		}
	}
	if w.cells == nil {
		w.cells = make([]any, len(w.columns))
	}
	for i, v := range values {
		w.cells[i] = w.cell(w.columns[i].Kind, v)
		w.bytes += cellBytes + int64(len(v.Text))
	}
	return w.setRow(w.cells)
}

func (w *sheetWriter) setRow(cells []any) error {
	w.row++
	return w.stream.SetRow("A"+strconv.Itoa(w.row), cells)
}

// finishPart puts the filter on the header and closes the sheet.
func (w *sheetWriter) finishPart() error {
	last, err := excelize.CoordinatesToCellName(len(w.columns), w.row)
	if err == nil {
		err = w.book.AutoFilter(w.sheet, "A1:"+last, nil)
	}
	if err == nil {
		err = w.stream.Flush()
	}
	if err != nil {
		return fmt.Errorf("finish sheet %s: %w", w.sheet, err)
	}
	return nil
}

// cell turns a value into what the spreadsheet shows. Text is always an inline string, so leading zeros stay and
// nothing becomes a formula.
func (w *sheetWriter) cell(k claims.Kind, v claims.Value) any {
	if !v.Set {
		return nil
	}
	switch k {
	case claims.Int:
		return excelize.Cell{StyleID: w.styles.number, Value: v.Int}
	case claims.Bool:
		return v.Int != 0
	case claims.Date:
		if serial, ok := excelDate(v.Text); ok {
			return excelize.Cell{StyleID: w.styles.date, Value: serial}
		}
	case claims.Money:
		if n, ok := exactNumber(v.Format(claims.Money)); ok {
			return excelize.Cell{StyleID: w.styles.money, Value: n}
		}
	case claims.Decimal:
		if n, ok := exactNumber(v.Text); ok {
			return excelize.Cell{StyleID: w.styles.decimal, Value: n}
		}
	}
	return excelize.Cell{StyleID: w.styles.text, Value: fitting(v.Format(k))}
}

// cutMark ends text that is longer than a cell of Excel holds.
const cutMark = " [cut here: Excel holds no more, a CSV file has all of it]"

// fitting cuts text to what a cell holds, which Excel counts in UTF-16, and says so at its end.
func fitting(text string) string {
	if len(text) <= excelize.TotalCellChars { // a byte is never more than one unit
		return text
	}
	units, end := 0, 0
	for i, r := range text {
		if units <= excelize.TotalCellChars-len(cutMark) {
			end = i
		}
		if units += utf16.RuneLen(r); units > excelize.TotalCellChars {
			return text[:end] + cutMark
		}
	}
	return text
}

// exactNumber returns decimal text as the number that a spreadsheet prints back unchanged: up to 15 significant
// digits, which is also Excel's own limit. Longer text stays text rather than being rounded.
func exactNumber(text string) (float64, bool) {
	digits := 0
	for i := range len(text) {
		if text[i] >= '0' && text[i] <= '9' {
			digits++
		}
	}
	n, err := strconv.ParseFloat(text, 64)
	return n, err == nil && digits <= 15
}

// firstExcelDay is the first day on which Excel and the calendar agree: before it Excel counts a 29 February 1900.
var firstExcelDay = time.Date(1900, time.March, 1, 0, 0, 0, 0, time.UTC)

// excelDate returns the day number that Excel keeps for a date; false for days before March 1900 and text that is no
// date, which stay text. The number is built from the calendar alone, so no time zone can move it.
func excelDate(day string) (int64, bool) {
	t, ok := claims.CalendarDate(day)
	if !ok || t.Before(firstExcelDay) {
		return 0, false
	}
	const firstSerial, secondsPerDay = 61, 24 * 60 * 60
	return (t.Unix()-firstExcelDay.Unix())/secondsPerDay + firstSerial, true
}

// columnWidth is wide enough for usual content and the heading, within limits that keep a sheet readable.
func columnWidth(c claims.Column, heading string) float64 {
	const narrow, wide = 8.0, 40.0
	width := map[claims.Kind]float64{claims.Date: 11, claims.Money: 13, claims.Timestamp: 22, claims.Text: 14}[c.Kind]
	return min(wide, max(narrow, width, float64(utf8.RuneCountInString(heading))+4))
}
