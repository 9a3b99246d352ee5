package app

import (
	"context"
	"errors"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
	"github.com/claimsdesk/claimsdesk/exporter/inferno"
	"github.com/claimsdesk/claimsdesk/store"
)

// LayoutInferno is the thirteen files of FHIR_inferno (docs/reference/inferno.md).
const LayoutInferno Layout = "inferno"

// ErrInfernoVersion says that the layout inferno was asked for version 3.
var ErrInfernoVersion = errors.New("the layout inferno holds version 2")

// checkInferno refuses what the layout cannot say: its columns are places in v2 resources.
func (e *fileExport) checkInferno() error {
	version := e.req.API
	if version == "" {
		version = e.snapshot.VersionInUse()
	}
	if version == claims.V3 {
		return ErrInfernoVersion
	}
	return nil
}

func (e *fileExport) writeInferno(ctx context.Context, tables exporter.Tables, dir string) ([]exporter.WrittenFile, error) {
	summary, err := e.snapshot.CurrentSummary(ctx)
	if err != nil {
		return nil, err
	}
	now := e.set.desk.now()
	asOf, ok := claims.Instant(summary.DataAsOf, now)
	if !ok {
		asOf = now // files that came without a manifest
	}
	return inferno.Write(ctx, infernoSource{tables, e}, dir, inferno.Options{AsOf: asOf, Progress: e.progress})
}

// infernoSource is the request's tables with the resources behind them.
type infernoSource struct {
	exporter.Tables
	export *fileExport
}

// Resources implements inferno.Source.
func (s infernoSource) Resources(ctx context.Context, table claims.TableID) (inferno.Resources, error) {
	return s.export.snapshot.Raw(ctx, s.export.query(table, store.WholeTable))
}
