package app

import (
	"context"
	"math"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
	"github.com/claimsdesk/claimsdesk/exporter/tuva"
)

// LayoutTuva is the three claims tables of the Tuva Project's input layer (docs/reference/tuva-mapping.md).
const LayoutTuva Layout = "tuva"

// PersonID says what person_id of LayoutTuva holds.
type PersonID string

// What person_id may hold; empty is PersonIDKey.
const (
	PersonIDKey = PersonID(tuva.PersonIDKey)
	PersonIDMBI = PersonID(tuva.PersonIDMBI)
)

func (e *fileExport) writeTuva(ctx context.Context, tables exporter.Tables, dir string) ([]exporter.WrittenFile, error) {
	asOf, err := e.dayOfData(ctx)
	if err != nil {
		return nil, err
	}
	fileDay, err := e.fileDays(ctx)
	if err != nil {
		return nil, err
	}
	return tuva.Write(ctx, tables, dir, tuva.Options{AsOf: asOf, PersonID: tuva.PersonID(e.req.PersonID), FileDay: fileDay, Progress: e.progress})
}

// dayOfData is the day up to which the data are known, as YYYY-MM-DD; today where no file said it.
func (e *fileExport) dayOfData(ctx context.Context) (string, error) {
	summary, err := e.snapshot.CurrentSummary(ctx)
	if err != nil {
		return "", err
	}
	if day, ok := claims.DateText(summary.DataAsOf); ok {
		return day, nil
	}
	return e.set.desk.now().UTC().Format(time.DateOnly), nil
}

// fileDays gives the day of the transaction time that a file of an export came with. The ledger only grows, so that it
// knows every file of the snapshot. Of two files of one name and export the latest is told.
func (e *fileExport) fileDays(ctx context.Context) (func(exportID, fileName string) string, error) {
	files, err := e.set.db.ImportedFiles(ctx, math.MaxInt32)
	if err != nil {
		return nil, err
	}
	days := make(map[[2]string]string, len(files))
	for _, f := range files {
		if day, ok := claims.DateText(f.TransactionTime); ok {
			key := [2]string{f.ExportID, f.Name}
			days[key] = max(days[key], day)
		}
	}
	return func(exportID, fileName string) string { return days[[2]string{exportID, fileName}] }, nil
}
