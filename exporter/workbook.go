package exporter

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
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
	archive := newBookZip(w, opts.TmpDir)
	defer func() { err = errors.Join(err, archive.release()) }()
	var cut int64
	taken := map[string]bool{}
	for _, sheet := range sheets {
		taken[strings.ToLower(sheet.Name)] = true
	}
	for i, sheet := range sheets {
		writer := &sheetWriter{
			book: book, zip: archive, styles: st, name: sheet.Name, limit: cmp.Or(opts.maxRows, maxSheetRows), first: i == 0, taken: taken, number: 1,
		}
		n, err := writeDataSheet(ctx, writer, sheet, opts)
		if err != nil {
			return counts, err
		}
		counts, cut = append(counts, n), cut+writer.cut
	}
	if explain {
		opts.Facts = append(slices.Clone(opts.Facts), cutFacts(cut)...)
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
	book.SetZipWriter(func(io.Writer) excelize.ZipWriter { return archive })
	if err := book.Write(io.Discard); err != nil { // the archive knows where to
		return counts, fmt.Errorf("write workbook: %w", err)
	}
	return counts, nil
}

// cutFacts tell of cells that hold less than was sent.
func cutFacts(cells int64) []Fact {
	if cells == 0 {
		return nil
	}
	return []Fact{{Name: "Cut", Text: fmt.Sprintf("Cells with text that is longer than a cell can hold (32,767 letters): %d. A CSV file has the whole text.", cells)}}
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
