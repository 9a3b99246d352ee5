package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/claimsdesk/claimsdesk/exporter"
	"github.com/claimsdesk/claimsdesk/exporter/lake"
)

// LayoutLake is a Parquet data set for DuckDB, Spark and Snowflake (docs/reference/lake.md).
const LayoutLake Layout = "lake"

func (e *fileExport) writeLake(ctx context.Context, tables exporter.Tables, dir string) ([]exporter.WrittenFile, error) {
	summary, err := e.snapshot.CurrentSummary(ctx)
	if err != nil {
		return nil, err
	}
	opts := lake.Options{
		Made: e.set.desk.now(), Version: e.set.desk.version, DataSet: e.set.name, APIVersion: e.req.API, Progress: e.progress,
	}
	if opts.APIVersion == "" {
		opts.APIVersion = e.snapshot.VersionInUse()
	}
	if asOf, err := time.Parse(time.RFC3339Nano, summary.DataAsOf); err == nil {
		opts.DataAsOf = &asOf
	}
	for _, fact := range append(e.req.filterFacts(), exporter.Fact{Name: "Counted", Text: countedText(e.req.Include)}) {
		opts.Content = append(opts.Content, lake.Content{Name: fact.Name, Text: fact.Text})
	}
	files, err := lake.Write(ctx, tables, dir, opts)
	switch {
	case errors.Is(err, lake.ErrNewer):
		return nil, &UsageError{Text: lakeNewer}
	case errors.Is(err, lake.ErrNoManifest):
		return nil, &UsageError{Text: fmt.Sprintf(lakeDamaged, lake.ManifestName)}
	}
	return files, err
}
