package exporter

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Sheet is one data sheet of a workbook.
type Sheet struct {
	Name string
	// Table is where the columns are described; the dictionary lists each table once.
	Table claims.TableID
	// Open starts the rows; the exporter closes them. It is called when the sheet's turn comes.
	Open func(ctx context.Context) (ClosableSource, error)
}

// ClosableSource is a RowSource that holds something open, such as a cursor.
type ClosableSource interface {
	RowSource
	Close() error
}

// Fact is one line of the Read me sheet: a question that a reader has, and its answer.
type Fact struct{ Name, Text string }

// BookOptions decide how a workbook looks and what its Read me says.
type BookOptions struct {
	Headings claims.HeadingStyle
	Made     time.Time // its day is shown
	Version  string    // of the program
	Facts    []Fact    // what is in it: data as of, filters, what is left out
	// TmpDir takes the pieces of a workbook that outgrow memory: a private folder, because they hold PHI.
	TmpDir   string
	Progress Progress
	// Summary adds a sheet that adds the claims up, with charts, where the workbook shows claims.
	Summary bool
	maxRows int // of a sheet; 0 means Excel's limit
}

// WriteSheets writes data sheets alone, as `export --table --format xlsx` does. It returns the data rows of each.
func WriteSheets(ctx context.Context, w io.Writer, sheets []Sheet, opts BookOptions) ([]int64, error) {
	return writeBook(ctx, w, sheets, opts, false)
}

// WriteWorkbook writes the data sheets followed by Read me and Dictionary. It returns the data rows of each data sheet.
func WriteWorkbook(ctx context.Context, w io.Writer, sheets []Sheet, opts BookOptions) ([]int64, error) {
	return writeBook(ctx, w, sheets, opts, true)
}

func writeBook(ctx context.Context, w io.Writer, sheets []Sheet, opts BookOptions, explain bool) (counts []int64, err error) {
	book := excelize.NewFile(excelize.Options{TmpDir: opts.TmpDir})
	defer func() {
		if closeErr := book.Close(); err == nil && closeErr != nil {
			err = fmt.Errorf("close workbook: %w", closeErr)
		}
	}()
	st, err := newStyles(book)
	if err != nil {
		return nil, err
	}
	archive := newBookZip(w, opts.TmpDir)
	defer func() { err = errors.Join(err, archive.release()) }()
	written, err := writeData(ctx, book, archive, st, sheets, opts)
	for _, sheet := range written {
		counts = append(counts, sheet.rows)
	}
	if err == nil && explain {
		err = writeExplanations(book, st, sheets, written, opts)
	}
	if err != nil {
		return counts, err
	}
	if err := finishBook(book, sheets[0].Name, opts); err != nil {
		return counts, err
	}
	book.SetZipWriter(func(io.Writer) excelize.ZipWriter { return archive })
	if err := book.Write(io.Discard); err != nil { // the archive knows where to
		return counts, fmt.Errorf("write workbook: %w", err)
	}
	return counts, nil
}

// writtenSheet is what came of a data sheet.
type writtenSheet struct {
	rows  int64
	cut   int64  // cells that hold less than was sent
	tally *tally // nil where it shows no claims
}

// writeData writes the data sheets.
func writeData(ctx context.Context, book *excelize.File, archive *bookZip, st styles, sheets []Sheet, opts BookOptions) ([]writtenSheet, error) {
	taken := map[string]bool{}
	for _, sheet := range sheets {
		taken[strings.ToLower(sheet.Name)] = true
	}
	var list []writtenSheet
	for i, sheet := range sheets {
		writer := &sheetWriter{
			book: book, zip: archive, styles: st, name: sheet.Name, limit: cmp.Or(opts.maxRows, maxSheetRows), first: i == 0, taken: taken, number: 1,
		}
		n, err := writeDataSheet(ctx, writer, sheet, opts)
		if err != nil {
			return list, err
		}
		list = append(list, writtenSheet{n, writer.cut, writer.tally})
	}
	return list, nil
}

// writeExplanations writes the sheets that are about the others.
func writeExplanations(book *excelize.File, st styles, sheets []Sheet, written []writtenSheet, opts BookOptions) error {
	if opts.Summary {
		var all tallies
		for _, sheet := range written {
			if sheet.tally != nil {
				all = append(all, sheet.tally)
			}
		}
		if err := writeSummary(book, st, all); err != nil {
			return err
		}
	}
	if err := writeReadMe(book, st, sheets, written, opts); err != nil {
		return err
	}
	return writeDictionary(book, st, sheets)
}

// writeDataSheet writes the rows of a sheet.
func writeDataSheet(ctx context.Context, writer *sheetWriter, sheet Sheet, opts BookOptions) (n int64, err error) {
	src, err := sheet.Open(ctx)
	if err != nil {
		return 0, fmt.Errorf("read rows of %s: %w", sheet.Name, err)
	}
	defer func() {
		if closeErr := src.Close(); err == nil && closeErr != nil {
			err = fmt.Errorf("read rows of %s: %w", sheet.Name, closeErr)
		}
	}()
	writer.columns = src.Columns()
	writer.tally = newTally(sheet.Table, writer.columns)
	for _, c := range writer.columns {
		writer.headings = append(writer.headings, c.Heading(opts.Headings))
	}
	return writeSheet(ctx, writer, src, opts.Progress)
}

// finishBook drops the empty sheet that every new book has, shows the first sheet and sets properties without PHI.
func finishBook(book *excelize.File, first string, opts BookOptions) error {
	if err := book.DeleteSheet("Sheet1"); err != nil {
		return fmt.Errorf("finish workbook: %w", err)
	}
	index, err := book.GetSheetIndex(first)
	if err != nil {
		return fmt.Errorf("finish workbook: %w", err)
	}
	book.SetActiveSheet(index)
	// The day alone, so that a recipe gives the same bytes all day; the register has the time.
	year, month, day := opts.Made.Date()
	made := time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Format(time.RFC3339)
	err = book.SetDocProps(&excelize.DocProperties{
		Title: "ClaimsDesk workbook", Creator: "ClaimsDesk " + opts.Version, LastModifiedBy: "ClaimsDesk", Created: made, Modified: made,
	})
	if err != nil {
		return fmt.Errorf("finish workbook: %w", err)
	}
	return nil
}
