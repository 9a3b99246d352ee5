package exporter

import (
	"context"
	"fmt"
	"io"
)

// ParquetOptions decide how a Parquet file looks.
type ParquetOptions struct {
	Table string // name told to Progress and noted in the file
	// SortedBy names the columns that the rows come sorted by, empty values first; the file says so.
	SortedBy []string
	// Shapes gives the digits of money and decimal columns by name; others have DefaultShape.
	Shapes map[string]DecimalShape
	// Describe notes heading and meaning of each column in the file.
	Describe bool
	Version  string // of the program
	Progress Progress
}

// ParquetResult is what WriteParquet wrote.
type ParquetResult struct {
	Rows int64
	// Unreadable counts, by column, dates, instants and numbers as sent that are none, such as 2026-02-30. A typed column
	// cannot hold them, so they are empty. The file notes the counts too.
	Unreadable map[string]int64
}

// WriteParquet writes all rows of src as one Parquet file: columns under their names, in order, all optional; real dates,
// instants in microseconds of UTC, money and quantities as exact decimals, text as UTF-8, packed with zstd. Values are
// written as they are, without a guard (contract.md 3).
//
// Where a number needs more digits than its column has, the file is of no use and the error is a *ShapeError: it comes after
// all rows were read, so writing once more with its Shapes succeeds.
func WriteParquet(ctx context.Context, w io.Writer, src RowSource, opts ParquetOptions) (ParquetResult, error) {
	file := newParquetFile(w, src.Columns(), opts)
	for rows := int64(0); src.Next(); rows++ {
		if rows%cancelEvery == 0 {
			if err := ctx.Err(); err != nil {
				return ParquetResult{}, err
			}
			opts.Progress.report(opts.Table, rows)
		}
		if err := file.add(src.Values()); err != nil {
			return ParquetResult{}, fmt.Errorf("write parquet: %w", err)
		}
	}
	if err := src.Err(); err != nil {
		return ParquetResult{}, fmt.Errorf("read rows: %w", err)
	}
	if err := file.finish(); err != nil {
		return ParquetResult{}, fmt.Errorf("write parquet: %w", err)
	}
	opts.Progress.report(opts.Table, file.rows)
	return ParquetResult{Rows: file.rows, Unreadable: file.unreadable()}, nil
}
