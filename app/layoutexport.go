package app

import (
	"context"
	"fmt"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
	"github.com/claimsdesk/claimsdesk/store"
)

// Layout names a folder of files that another program reads as they are (contract.md 3, --layout).
type Layout string

// layoutWriter writes the files of one layout into a folder.
type layoutWriter func(ctx context.Context, tables exporter.Tables, dir string) ([]exporter.WrittenFile, error)

// layouts is what ExportRequest.Layout may name, each with what writes it.
func (e *fileExport) layouts() map[Layout]layoutWriter {
	return map[Layout]layoutWriter{
		LayoutTuva:    e.writeTuva,
		LayoutInferno: e.writeInferno,
		LayoutCCLF:    e.writeCCLF,
		LayoutLake:    e.writeLake,
	}
}

// writeLayout makes the request's folder where it is missing and writes the files of the layout into it. Other files there
// are left alone.
func (e *fileExport) writeLayout(ctx context.Context) ([]SheetRows, error) {
	write, ok := e.layouts()[e.req.Layout]
	if !ok {
		return nil, &UsageError{Text: "There is no layout " + string(e.req.Layout) + "."}
	}
	if e.req.Layout == LayoutInferno {
		if err := e.checkInferno(); err != nil {
			return nil, err
		}
	}
	if err := exporter.MakeFolder(e.req.Out); err != nil {
		return nil, err
	}
	files, err := write(ctx, requestTables{e}, e.req.Out)
	if err != nil {
		err = fmt.Errorf("export layout %s: %w", e.req.Layout, err)
	}
	var list []SheetRows
	for _, f := range files { // what lies there in spite of an error, too
		list = append(list, SheetRows{f.Name, f.Rows})
	}
	return list, err
}

// requestTables are the tables of the request's snapshot under its filters. It implements exporter.Tables.
type requestTables struct{ export *fileExport }

// Open reads a table in the order of its key.
func (t requestTables) Open(ctx context.Context, table claims.TableID, columns []claims.Col) (exporter.ClosableSource, error) {
	return t.export.open(ctx, table, store.WholeTable, columns)
}

// checkLayout refuses what a layout has no use for.
func (r ExportRequest) checkLayout() error {
	switch {
	case r.Layout == "":
		return nil
	case r.Out == "":
		return &UsageError{Text: "A layout is a folder of files: name the folder."}
	case r.Workbook:
		return &UsageError{Text: "Ask for the workbook or for a layout, not for both."}
	}
	return nil
}
