package ui

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
)

// fileJob is what the save sheet saves, in words, and how it is written.
type fileJob struct {
	title string
	whom  string // whom it is about
	what  string // what is in it
	keep  string // how to keep it
	names bool   // it names people

	folder string // offered; empty for that of the last time
	name   string // offered
	ending string // of the name, with its dot; empty for a folder of files
	act    string // the button that saves
	// updates says that a folder which is there already is brought up to date.
	updates bool

	writing string // while it is written
	runs    string // the same in the status bar, with the file's name
	done    string
	told    string // the same in the status bar

	write func(ctx context.Context, out string, report app.Report) (app.ExportResult, error)
	saved func() // after it was written; may be nil
}

// replaces says that saving would write over something. A path that cannot be looked at is for the export to report.
func (j fileJob) replaces(path string) bool {
	if j.ending == "" {
		entries, err := os.ReadDir(path)
		return err == nil && len(entries) > 0
	}
	_, err := os.Stat(path)
	return err == nil
}

// workbookJob saves the workbook of everybody or of one person.
func workbookJob(set openSet, who workbookScope, now time.Time) fileJob {
	j := fileJob{
		title: saveTitle, whom: saveEverybody, what: saveWhat, keep: saveNames, names: true,
		name: workbookName(set.Name(), who, now), ending: ".xlsx", act: saveGo,
		writing: saveWriting, runs: saveStatusRuns, done: saveDone, told: saveStatusDone,
	}
	if who.Name != "" {
		j.title, j.whom = saveOneTitle, fmt.Sprintf(saveOnly, who.Name)
	}
	j.write = func(ctx context.Context, out string, report app.Report) (app.ExportResult, error) {
		req := app.ExportRequest{Workbook: true, Format: app.FormatXLSX, Out: out, Headings: claims.HeadingPlain, MBIs: who.MBIs}
		return set.Export(ctx, req, report)
	}
	return j
}

// workbookName is the name that a workbook is offered under. It names the data set and the day, never a person.
func workbookName(set string, who workbookScope, day time.Time) string {
	if who.Name != "" {
		set += "-one-person"
	}
	return fmt.Sprintf("claimsdesk-%s-%s.xlsx", set, day.Format(time.DateOnly))
}
