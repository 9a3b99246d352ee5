package exporter

import (
	"errors"
	"fmt"

	"github.com/xuri/excelize/v2"
)

// ErrNoSheet says that a file is no workbook that can be read.
var ErrNoSheet = errors.New("no sheet to read")

// ReadSheet returns the cells of the first sheet of a workbook as text, up to limit rows. Dates come as they are shown.
func ReadSheet(path string, limit int) (rows [][]string, err error) {
	book, err := excelize.OpenFile(path)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoSheet, err)
	}
	defer func() { err = errors.Join(err, book.Close()) }()
	names := book.GetSheetList()
	if len(names) == 0 {
		return nil, ErrNoSheet
	}
	cells, err := book.Rows(names[0])
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoSheet, err)
	}
	for cells.Next() && len(rows) < limit {
		row, err := cells.Columns()
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrNoSheet, err)
		}
		rows = append(rows, row)
	}
	return rows, errors.Join(cells.Error(), cells.Close())
}
