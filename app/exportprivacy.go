package app

import (
	"context"
	"crypto/rand"
	"fmt"
	"slices"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
	"github.com/claimsdesk/claimsdesk/store"
)

// level is the privacy level of the request.
func (r ExportRequest) level() claims.PrivacyLevel {
	if r.Privacy == "" {
		return claims.PrivacyFull
	}
	return r.Privacy
}

// checkPrivacy refuses what a privacy level cannot keep its word for.
func (r ExportRequest) checkPrivacy() error {
	level := r.level()
	switch {
	case !slices.Contains(claims.PrivacyLevels(), level):
		return &UsageError{Text: "The privacy levels are full, limited and deidentified."}
	case level == claims.PrivacyFull:
		return nil
	case r.Layout == LayoutLake:
		return &UsageError{Text: privacyLake}
	case r.Layout != "":
		return &UsageError{Text: privacyLayout}
	case r.Format == FormatNDJSON:
		return &UsageError{Text: privacyRaw}
	}
	for _, sheet := range r.sheets() {
		if err := checkTold(sheet, level, r.Providers); err != nil {
			return err
		}
	}
	return nil
}

// checkTold refuses a sheet of which a level leaves nothing to read.
func checkTold(sheet ExportSheet, level claims.PrivacyLevel, providers bool) error {
	table := claims.TableOf(sheet.Table)
	if level == claims.PrivacyDeidentified && table.TellsMonths() {
		return &UsageError{Text: fmt.Sprintf(privacyMonths, table.Label)}
	}
	for i, c := range table.Columns {
		told := c.Identifier.Treatment(level) != claims.Remove || (providers && c.Identifier == claims.ProviderOrPlan)
		if told && (sheet.Columns == nil || slices.Contains(sheet.Columns, claims.Col(i))) {
			return nil
		}
	}
	return &UsageError{Text: fmt.Sprintf(privacyNothing, sheet.Name)}
}

// privacy is what the rows of the request are told by. The codes of a recipe are kept in the database; others are made for
// this export and gone with it.
func (e *fileExport) privacy(ctx context.Context) (exporter.PrivacyOptions, error) {
	opts := exporter.PrivacyOptions{Level: e.req.level(), Year: e.set.desk.now().Year(), Providers: e.req.Providers}
	if opts.Level == claims.PrivacyFull {
		return opts, nil
	}
	if e.codes == nil {
		if err := e.openCodes(ctx); err != nil {
			return opts, err
		}
	}
	opts.Codes = e.codes
	return opts, nil
}

func (e *fileExport) openCodes(ctx context.Context) error {
	if e.req.Recipe == "" {
		e.codes = exporter.NewOneOffCodes(rand.Reader)
		return nil
	}
	version := e.req.API
	if version == "" {
		version = e.snapshot.VersionInUse()
	}
	book, err := e.set.db.CodeBook(ctx, e.req.Recipe, e.req.level(), version)
	if err == nil {
		e.codes = book
	}
	return err
}

// countedRows are rows of the store that note whose they are.
type countedRows struct {
	*store.Rows
	people map[string]struct{}
	last   string
}

// Next implements exporter.RowSource.
func (c *countedRows) Next() bool {
	if !c.Rows.Next() {
		return false
	}
	if person := c.Person(); person != c.last && person != "" {
		c.people[person], c.last = struct{}{}, person
	}
	return true
}
