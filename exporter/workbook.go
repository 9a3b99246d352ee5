package exporter

import (
	"context"
	"errors"
	"fmt"
	"io"
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
	maxRows  int // of a sheet; 0 means Excel's limit
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
	for _, sheet := range sheets {
		n, err := writeDataSheet(ctx, book, st, sheet, opts)
		if err != nil {
			return counts, err
		}
		counts = append(counts, n)
	}
	if explain {
		if err := writeReadMe(book, st, sheets, counts, opts); err != nil {
			return counts, err
		}
		if err := writeDictionary(book, st, sheets); err != nil {
			return counts, err
		}
	}
	if err := finishBook(book, sheets[0].Name, opts); err != nil {
		return counts, err
	}
	if err := writeArchive(book, w, opts.TmpDir); err != nil {
		return counts, fmt.Errorf("write workbook: %w", err)
	}
	return counts, nil
}

// writeArchive writes the finished book. Excelize gets to see an archive of its own, which stays empty.
func writeArchive(book *excelize.File, w io.Writer, tmpDir string) error {
	var archive *bookZip
	book.SetZipWriter(func(io.Writer) excelize.ZipWriter {
		archive = newBookZip(w, tmpDir)
		return archive
	})
	err := book.Write(io.Discard)
	if err != nil && archive != nil {
		err = errors.Join(err, archive.release())
	}
	return err
}

func writeDataSheet(ctx context.Context, book *excelize.File, st styles, sheet Sheet, opts BookOptions) (n int64, err error) {
	src, err := sheet.Open(ctx)
	if err != nil {
		return 0, fmt.Errorf("read rows of %s: %w", sheet.Name, err)
	}
	defer func() {
		if closeErr := src.Close(); err == nil && closeErr != nil {
			err = fmt.Errorf("read rows of %s: %w", sheet.Name, closeErr)
		}
	}()
	columns := src.Columns()
	headings := make([]string, len(columns))
	for i, c := range columns {
		headings[i] = c.Heading(opts.Headings)
	}
	limit := opts.maxRows
	if limit == 0 {
		limit = maxSheetRows
	}
	writer := &sheetWriter{book: book, styles: st, name: sheet.Name, columns: columns, headings: headings, limit: limit}
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
