package exporter

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"github.com/claimsdesk/claimsdesk/claims"
)

// maxSheetRows is Excel's limit of rows in a sheet, the header included.
const maxSheetRows = 1_048_576

// maxSheetBytes keeps a sheet under the 4 GiB from which on an archive needs ZIP64, which not every reader takes.
const maxSheetBytes = 4_000_000_000

// maxSheetName is how many letters the name of a sheet has at most.
const maxSheetName = 31

// sheetWriter writes rows to one sheet and its continuations.
type sheetWriter struct {
	book     *excelize.File
	zip      *bookZip
	styles   styles
	name     string
	columns  []claims.Column
	headings []string
	limit    int             // rows in a sheet, header included
	first    bool            // the sheet that is seen when the workbook opens
	taken    map[string]bool // names of all sheets of the book in small letters; Excel tells no others apart

	xml    *sheetXML
	look   []column
	sheet  string // present sheet, with its number when it is a continuation
	part   int    // 1-based
	number int    // of the last continuation; 1 before
	cut    int64  // cells whose text was longer than a cell holds
	tally  *tally // of claims; nil for other tables
	print  []byte
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
		w.tally.add(src.Values())
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
	w.sheet = w.partName()
	id, err := w.addSheet()
	if err != nil {
		return fmt.Errorf("add sheet %s: %w", w.sheet, err)
	}
	out, err := w.zip.open(fmt.Sprintf("xl/worksheets/sheet%d.xml", id))
	if err != nil {
		return fmt.Errorf("open sheet %s: %w", w.sheet, err)
	}
	w.look = make([]column, len(w.columns))
	for i, c := range w.columns {
		w.look[i].width = columnWidth(c, w.headings[i])
	}
	w.xml = &sheetXML{out: out}
	if err := w.xml.begin(w.look, w.first && w.part == 1); err != nil {
		return fmt.Errorf("open sheet %s: %w", w.sheet, err)
	}
	w.xml.startRow()
	for i, h := range w.headings {
		w.xml.text(i, w.styles.header, h)
	}
	return w.xml.endRow()
}

// partName is the sheet's name, from the second sheet on with the next number that no other sheet has, cut to what a name may have.
func (w *sheetWriter) partName() string {
	if w.part == 1 {
		return w.name
	}
	for {
		w.number++
		number := fmt.Sprintf(" (%d)", w.number)
		name := []rune(w.name)
		part := string(name[:min(len(name), maxSheetName-len(number))]) + number
		if !w.taken[strings.ToLower(part)] {
			return part
		}
	}
}

// addSheet makes the sheet in the book, which knows its name and its place, and returns its number there.
func (w *sheetWriter) addSheet() (int, error) {
	if _, err := w.book.NewSheet(w.sheet); err != nil {
		return 0, err
	}
	for id, name := range w.book.GetSheetMap() {
		if name == w.sheet {
			return id, nil
		}
	}
	return 0, errors.New("the sheet has no number")
}

func (w *sheetWriter) write(values []claims.Value) error {
	if w.xml.row >= w.limit || w.xml.bytes > maxSheetBytes {
		if err := w.finishPart(); err != nil {
			return err
		}
		if err := w.startPart(); err != nil {
			return err
		}
	}
	w.xml.startRow()
	for i, v := range values {
		if v.Set {
			w.cell(i, w.columns[i].Kind, v)
		}
	}
	return w.xml.endRow()
}

// finishPart closes the sheet and tells the book of its filter and of the row that each printed page begins with.
func (w *sheetWriter) finishPart() error {
	w.cut += w.xml.cut
	if err := w.xml.end(w.look); err != nil {
		return fmt.Errorf("finish sheet %s: %w", w.sheet, err)
	}
	var err error
	if !strings.Contains(w.sheet, "'") { // excelize would write such a name so that Excel cannot read it; the sheet has the filter anyway
		err = w.book.AutoFilter(w.sheet, w.xml.area(), nil)
	}
	quoted := "'" + strings.ReplaceAll(w.sheet, "'", "''") + "'"
	err = errors.Join(err, w.book.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: quoted + "!$1:$1", Scope: w.sheet}))
	if err != nil {
		return fmt.Errorf("finish sheet %s: %w", w.sheet, err)
	}
	return nil
}

// cell writes a value as the spreadsheet is to show it. Text is always text of the cell itself, so leading zeros stay and nothing
// becomes a formula.
func (w *sheetWriter) cell(i int, k claims.Kind, v claims.Value) {
	w.print = v.AppendTo(w.print[:0], k)
	switch k {
	case claims.Bool:
		w.xml.truth(i, v.Int != 0)
		return
	case claims.Date:
		if serial, ok := excelDate(v.Text); ok {
			w.xml.number(i, w.styles.date, strconv.AppendInt(w.print[:0], serial, 10))
			return
		}
	case claims.Int, claims.Money, claims.Decimal:
		if isExact(w.print) {
			w.xml.number(i, map[claims.Kind]int{claims.Int: w.styles.number, claims.Money: w.styles.money, claims.Decimal: w.styles.decimal}[k], w.print)
			return
		}
	}
	w.xml.text(i, w.styles.text, string(w.print))
}

// isExact says that text is a decimal number that a spreadsheet prints back unchanged: up to 15 digits, which is Excel's limit.
// Longer text stays text rather than being rounded.
func isExact(text []byte) bool {
	const most = 15
	digits, points := 0, 0
	for i, b := range text {
		switch {
		case b >= '0' && b <= '9':
			digits++
		case b == '.' && digits > 0:
			points++
		case b == '-' && i == 0:
		default:
			return false
		}
	}
	return digits > 0 && digits <= most && points <= 1 && text[len(text)-1] != '.'
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
