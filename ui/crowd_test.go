package ui

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/claimsdesk/claimsdesk/store"
	"github.com/claimsdesk/claimsdesk/store/storetest"
)

var (
	crowdPeople = flag.Int("crowd", 600, "people of the data set that benchmarks and the test of long lists open; each has 25 claims")
	crowdFolder = flag.String("crowd-folder", "", "data folder of that data set, filled where it is empty; without it a temporary one")
)

// crowdSet is the name of the data set.
const crowdSet = "crowd"

// CrowdSize is how large the data set is that CrowdData makes: of usual a few pages, for `make bench-large` 60,000 people with 1.5
// million claims.
func CrowdSize() storetest.Crowd {
	const claimsEach = 25
	return storetest.Crowd{People: *crowdPeople, ClaimsEach: claimsEach}
}

// CrowdData is a data folder with one data set of that size.
func CrowdData(tb testing.TB) string {
	tb.Helper()
	dir := *crowdFolder
	if dir == "" {
		dir = tb.TempDir()
	}
	set := filepath.Join(dir, crowdSet)
	if _, err := os.Stat(filepath.Join(set, store.DatabaseFile)); err == nil {
		return dir
	}
	if err := os.MkdirAll(set, 0o700); err != nil {
		tb.Fatal(err)
	}
	db, err := store.Open(tb.Context(), store.Options{Dir: set, Now: storetest.Now})
	if err != nil {
		tb.Fatal(err)
	}
	storetest.FillCrowd(tb, db, CrowdSize())
	if err := db.Close(); err != nil {
		tb.Fatal(err)
	}
	return dir
}
