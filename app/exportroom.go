package app

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
)

// plentyOfRoom is so much that nobody counts rows first.
const plentyOfRoom = 20 << 30

// checkRoom looks at the free space before anything is written. It refuses only what surely will not fit: the guess is on
// the low side, and a disk that fills up all the same is told when it does.
func (e *fileExport) checkRoom(ctx context.Context) error {
	if e.req.Out == "" {
		return nil
	}
	folder := filepath.Dir(e.req.Out)
	if e.req.Layout != "" {
		folder = filepath.Dir(filepath.Clean(e.req.Out))
	}
	free, err := e.set.desk.freeSpace(folder)
	if err != nil || free >= plentyOfRoom {
		return nil //nolint:nilerr // a folder that is not there is told when the file is made; a system that does not tell is no reason to stop
	}
	needed, err := e.guessBytes(ctx)
	if err != nil {
		return err
	}
	if needed > free {
		return fmt.Errorf("save file: about %s needed, %s free: %w", sizeText(needed), sizeText(free), exporter.ErrDiskFull)
	}
	return nil
}

// guessBytes is a low guess of the size of the export.
func (e *fileExport) guessBytes(ctx context.Context) (uint64, error) {
	if e.req.Layout != "" {
		return e.guessTable(ctx, ExportSheet{Table: claims.Claims})
	}
	var sum uint64
	for _, sheet := range e.req.sheets() {
		n, err := e.guessTable(ctx, sheet)
		if err != nil {
			return 0, err
		}
		sum += n
	}
	return sum, nil
}

// Typical sizes. Half of a row's columns are empty; a workbook packs to a quarter or less, a Parquet file of much that repeats to
// a thirtieth; a stored resource has some kB.
const (
	emptyShare    = 2
	packedShare   = 8
	columnsShare  = 32
	resourceBytes = 2000
)

func (e *fileExport) guessTable(ctx context.Context, sheet ExportSheet) (uint64, error) {
	rows, err := e.snapshot.Count(ctx, e.sheetQuery(sheet))
	if err != nil {
		return 0, err
	}
	width := 0
	for i, c := range claims.TableOf(sheet.Table).Columns {
		if sheet.Columns == nil || slices.Contains(sheet.Columns, claims.Col(i)) {
			width += typicalWidth(c.Kind)
		}
	}
	width /= emptyShare
	switch e.req.Format {
	case FormatCSV:
	case FormatNDJSON:
		width = resourceBytes
	case FormatParquet:
		width = max(1, width/columnsShare)
	default:
		width = max(1, width/packedShare)
	}
	return uint64(rows) * uint64(width), nil //nolint:gosec // counts
}

// typicalWidth is how many characters a value of a kind takes, its comma included.
func typicalWidth(k claims.Kind) int {
	return map[claims.Kind]int{claims.Text: 9, claims.Date: 11, claims.Timestamp: 25, claims.Int: 3, claims.Money: 8, claims.Decimal: 4, claims.Bool: 5}[k]
}

func sizeText(bytes uint64) string {
	const step = 1000
	units := []string{"bytes", "kB", "MB", "GB"}
	size, unit := bytes, 0
	for size >= 10*step && unit < len(units)-1 {
		size, unit = size/step, unit+1
	}
	return fmt.Sprintf("%d %s", size, units[unit])
}
