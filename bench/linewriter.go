package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/fhir"
	"github.com/claimsdesk/claimsdesk/store"
)

// writerBytes is how much NDJSON the rows come from that are held in memory.
const writerBytes = 16 << 20

// lineWriter measures rows in memory to a committed file: all tables of the catalogue and the resource as sent, packed with
// zstd by each side, in one transaction in WAL mode with synchronous=FULL. Ours also compares each resource with what is
// stored and keeps its indexes.
func lineWriter(ctx context.Context, cfg config, d dataset, t *table) error {
	lines, err := d.sample(writerBytes)
	if err != nil {
		return err
	}
	var resources []claims.Resource
	for _, api := range []string{claims.V2, claims.V3} {
		reader := fhir.NewReader(fhir.Options{Version: api})
		for _, line := range lines[api] {
			r, err := reader.Parse(line)
			if err != nil {
				return err
			}
			resources = append(resources, r)
		}
	}
	sides := []side{
		{name: "ours", measure: func(ctx context.Context) (cost, error) { return writeOurs(ctx, cfg, resources) }},
		cfg.tableWriter("database/sql", "sqlite", "", resources),
		cfg.tableWriter("go-sqlite3", cgoDriver, cgoAbsent, resources),
	}
	took, err := alternate(ctx, cfg.runs, sides)
	if err != nil {
		return err
	}
	goals := map[string]float64{"database/sql": 1.6, "go-sqlite3": 0.85}
	for _, s := range sides[1:] {
		if s.absent != "" {
			err = t.absent("write rows / "+s.name, s.absent)
		} else {
			err = t.faster("write rows / "+s.name, took["ours"].wall, took[s.name].wall, amountOf(lines), goals[s.name])
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// writeOurs stores the resources in a new data set; opening and closing are not measured.
func writeOurs(ctx context.Context, cfg config, resources []claims.Resource) (took cost, err error) {
	dir := filepath.Join(cfg.dir, "writer")
	if err := os.RemoveAll(dir); err != nil {
		return cost{}, err
	}
	db, err := store.Open(ctx, store.Options{Dir: dir})
	if err != nil {
		return cost{}, err
	}
	defer func() { err = errors.Join(err, db.Close(), os.RemoveAll(dir)) }()
	return timed(func() error {
		f, err := db.BeginFile(ctx, claims.SourceFile{Name: "bench.ndjson", ResourceType: claims.TypeEOB})
		if err != nil {
			return err
		}
		for i := range resources {
			if err := f.Add(ctx, &resources[i]); err != nil {
				return errors.Join(err, f.Rollback())
			}
		}
		_, err = f.Commit(ctx, "", 0)
		return err
	})
}

// tablesOf are the tables that the resources have rows for, in catalogue order.
func tablesOf(resources []claims.Resource) (tables []*claims.Table) {
	for _, t := range claims.Catalogue() {
		if slices.ContainsFunc(resources, func(r claims.Resource) bool {
			return slices.ContainsFunc(r.Rows, func(row claims.Row) bool { return row.Table == t.ID })
		}) {
			tables = append(tables, t)
		}
	}
	return tables
}
