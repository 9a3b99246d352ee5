package store_test

import (
	"database/sql"
	"errors"
	"flag"
	"os"
	"slices"
	"testing"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
)

var update = flag.Bool("update", false, "rewrite golden files")

// The first migration is the catalogue as it stood at the first release: rewriting it is right only before that.
func TestFirstMigrationIsTheCatalogue(t *testing.T) {
	const file = "migrations/0001_catalogue.sql"
	want := store.CatalogueSQL()
	if *update {
		if err := os.WriteFile(file, []byte(want), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Error("the catalogue has changed: add a migration, or run with -update before the first release")
	}
}

func TestMigratedViewsHaveTheCataloguesColumns(t *testing.T) {
	dir := t.TempDir()
	db := open(t, store.Options{Dir: dir})
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	raw, err := sql.Open("sqlite", "file:"+dir+"/"+store.DatabaseFile)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closeOrFail(t, raw) })
	for _, table := range claims.Catalogue() {
		if packed(table) {
			continue
		}
		got := columnNames(t, raw, table.Name)
		want := table.Names()
		for _, c := range table.Columns {
			if c.Kind == claims.Money {
				want = append(want, c.Name+"_text")
			}
		}
		if len(got) < len(want) || !slices.Equal(got[:len(want)], want) {
			t.Errorf("%s: columns\n got %v\nwant %v", table.Name, got, want)
		}
	}
}

// columnNames asks SQLite for the columns of a table.
func columnNames(t *testing.T, db *sql.DB, table string) []string {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), "SELECT * FROM "+table)
	if err != nil {
		t.Fatalf("%s: %v", table, err)
	}
	defer func() {
		if err := rows.Close(); err != nil {
			t.Errorf("%s: close: %v", table, err)
		}
	}()
	names, err := rows.Columns()
	if err := errors.Join(err, rows.Err()); err != nil {
		t.Fatalf("%s: %v", table, err)
	}
	return names
}
