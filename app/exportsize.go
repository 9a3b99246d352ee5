package app

import (
	"slices"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Ahead is about how large an export will be and how long it will take, from how many rows it has. It is a guess from practice data on
// two cores, good for "a few seconds" or "half an hour".
type Ahead struct {
	Bytes int64
	Took  time.Duration
}

// typicalRow is how many bytes of CSV a row of a table takes, all columns together.
func typicalRow(table claims.TableID) float64 {
	switch table {
	case claims.Claims:
		return 420
	case claims.Diagnoses, claims.Procedures, claims.CareTeam, claims.LineAdjudications, claims.ClaimAmounts, claims.CoverageMonths, claims.BeneficiaryMBIs:
		return 145
	default:
		return 245
	}
}

// What practice data showed: how large files are against their CSV, a resource of claims, and how many cells are written in a second.
const (
	xlsxShare       = 0.6
	parquetShare    = 0.14
	claimResource   = 21_000 // bytes
	cellsASecond    = 2.5e6
	bytesASecond    = 50e6 // of resources
	codedTakes      = 1.5  // looking up codes
	startOfAnExport = 300 * time.Millisecond
)

// RecipeAhead guesses what a recipe will write. Rows are those of its sheets, as CountRecipe told them.
func RecipeAhead(r Recipe, rows []SheetRows) Ahead {
	var bytes, cells float64
	for i, sheet := range r.Sheets {
		table, ok := claims.TableNamed(sheet.Table)
		if !ok || i >= len(rows) {
			continue
		}
		n, all := float64(rows[i].Rows), float64(len(table.Columns))
		shown := all
		if len(sheet.Columns) > 0 {
			shown = float64(len(sheet.Columns))
		}
		bytes += n * typicalRow(table.ID) * shown / all
		cells += n * shown
	}
	seconds := cells / cellsASecond
	switch r.Format {
	case RecipeXLSX:
		bytes *= xlsxShare
	case RecipeParquet:
		bytes *= parquetShare
	case RecipeNDJSON:
		bytes = claimResource * float64(sumRows(rows))
		seconds = bytes / bytesASecond
	}
	if r.Privacy != claims.PrivacyFull {
		seconds *= codedTakes
	}
	return Ahead{Bytes: int64(bytes), Took: startOfAnExport + time.Duration(seconds*float64(time.Second))}
}

func sumRows(rows []SheetRows) (n int64) {
	for _, sheet := range rows {
		n += sheet.Rows
	}
	return n
}

// LayoutAhead guesses what a layout will write, from what CountLayout told.
func LayoutAhead(layout Layout, rows []SheetRows) Ahead {
	place := slices.IndexFunc(rows, func(s SheetRows) bool { return s.Name == claims.TableOf(claims.Claims).Label })
	if place < 0 {
		return Ahead{}
	}
	n := float64(rows[place].Rows)
	typical := map[Layout]struct{ bytes, claimsASecond float64 }{
		LayoutTuva: {760, 16_000}, LayoutCCLF: {450, 2500}, LayoutLake: {580, 2500}, LayoutInferno: {4000, 2500},
	}[layout]
	return Ahead{Bytes: int64(n * typical.bytes), Took: startOfAnExport + time.Duration(n/typical.claimsASecond*float64(time.Second))}
}
