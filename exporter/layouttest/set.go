package layouttest

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/practice"
	"github.com/claimsdesk/claimsdesk/practice/synth"
)

// Noon is when everything in these tests happens.
func Noon() time.Time { return time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC) }

// Empty is a data set without data; it is closed when the test ends.
func Empty(tb testing.TB) *app.Set {
	tb.Helper()
	desk, err := app.New(app.Deps{DataDir: tb.TempDir(), Secrets: app.NewMemorySecrets(), Now: Noon})
	if err != nil {
		tb.Fatal(err)
	}
	set, err := desk.OpenSet(tb.Context(), app.DefaultSet)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := set.Close(); err != nil {
			tb.Error(err)
		}
	})
	return set
}

// Import reads files into a data set.
func Import(tb testing.TB, set *app.Set, path string) {
	tb.Helper()
	if _, err := set.Import(tb.Context(), []string{path}, app.ImportOptions{API: "auto"}, nil); err != nil {
		tb.Fatal(err)
	}
}

// Made is a data set with made-up people, read from files as the program reads them.
func Made(tb testing.TB, version string, seed uint64, people, years int) *app.Set {
	tb.Helper()
	from := tb.TempDir()
	_, err := practice.WriteFiles(tb.Context(), practice.Generate{
		Population: synth.Config{People: people, Years: years, Seed: seed, End: time.Date(2026, 6, 30, 0, 0, 0, 0, time.UTC)},
		Version:    version, Dir: from,
	})
	if err != nil {
		tb.Fatal(err)
	}
	set := Empty(tb)
	Import(tb, set, from)
	return set
}

// Own is one of our tables, read back from its CSV: the default rows and the kinds that are added.
func Own(tb testing.TB, set *app.Set, id claims.TableID, include ...claims.Include) Table {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "own.csv")
	if _, err := set.Export(tb.Context(), app.ExportRequest{Table: id, Format: app.FormatCSV, Out: path, Include: include}, nil); err != nil {
		tb.Fatal(err)
	}
	return Read(tb, path)
}
