package app

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
)

// FormatParquet is typed columns for analysis programs. Its columns keep their names, whatever the headings: programs that
// read it go by them.
const FormatParquet Format = "parquet"

// saveFile writes the request's file. Amounts that are finer than a Parquet file's columns show at the end only: it is then
// written once more with columns that hold them.
func (e *fileExport) saveFile(ctx context.Context, result *ExportResult) error {
	save := func() error {
		return exporter.WriteFile(e.req.Out, func(w io.Writer) error { return e.writeAndRegister(ctx, w, result) })
	}
	err := save()
	if e.widened(err) {
		err = save()
	}
	return err
}

// widened says that an error asks for wider columns, and makes them so.
func (e *fileExport) widened(err error) bool {
	var shape *exporter.ShapeError
	if !errors.As(err, &shape) {
		return false
	}
	e.shapes = shape.Shapes
	return true
}

func (e *fileExport) writeParquet(ctx context.Context, w io.Writer) ([]SheetRows, error) {
	if e.req.Out == "" { // what has left cannot be written once more, so the rows are read for their digits first
		if _, err := e.writeParquetOnce(ctx, io.Discard); err != nil && !e.widened(err) {
			return nil, err
		}
	}
	return e.writeParquetOnce(ctx, w)
}

func (e *fileExport) writeParquetOnce(ctx context.Context, w io.Writer) ([]SheetRows, error) {
	sheet := e.req.sheets()[0]
	table := claims.TableOf(sheet.Table)
	rows, err := e.openSheet(ctx, sheet)
	if err != nil {
		return nil, err
	}
	opts := exporter.ParquetOptions{Table: table.Name, Shapes: e.shapes, Describe: true, Version: e.set.desk.version, Progress: e.progress}
	if e.req.level() == claims.PrivacyFull { // codes are in no order
		for _, col := range table.Key {
			opts.SortedBy = append(opts.SortedBy, table.Columns[col].Name)
		}
	}
	written, err := exporter.WriteParquet(ctx, w, rows, opts)
	if err := errors.Join(err, rows.Close()); err != nil {
		return nil, fmt.Errorf("export %s: %w", table.Name, err)
	}
	return []SheetRows{{table.Name, written.Rows}}, nil
}
