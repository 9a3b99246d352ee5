package soak_test

import (
	"io/fs"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
)

// filesAtLeast is how many files a refresh that is killed must have.
const filesAtLeast = 60

// killing is a place where refreshes of one API version are killed.
type killing struct {
	tb      testing.TB
	version string
	opens   time.Time
	address *address
	folder  string // a connected data folder, copied for each round
	calm    trace
	exports []string
	paces   [2]pace // of the full refresh and of the one after it
}

func newKilling(tb testing.TB, version string) *killing {
	tb.Helper()
	claimsctl(tb) // built before anything is timed
	k := &killing{tb: tb, version: version, opens: time.Now().Truncate(time.Hour), address: newAddress(tb)}
	v := k.open(0)
	k.folder = connected(tb, connection{origin: k.address.web.URL, server: v.practice, version: version, now: v.now})
	k.measure()
	return k
}

// open puts a fresh practice server at the address, whose people are at a release. The second refresh has a server of
// its own: one that follows within minutes could take the jobs of the first for its own.
func (k *killing) open(release int) *visit {
	k.tb.Helper()
	clock := &openingClock{at: k.opens}
	v := k.address.open(k.tb, visitConfig{
		version: k.version, people: 21, release: release, opens: k.opens, now: clock.Now, jobTime: 20 * time.Millisecond,
	})
	clock.open.Store(true)
	return v
}

// round is one data folder with the server that it is refreshed from.
type round struct {
	*killing
	dir     string
	visit   *visit
	exports []string
	tale    []string // what happened, for a failure
}

func (k *killing) round() *round {
	k.tb.Helper()
	r := &round{killing: k, dir: k.tb.TempDir()}
	if err := os.CopyFS(r.dir, os.DirFS(k.folder)); err != nil {
		k.tb.Fatal(err)
	}
	return r
}

// trace is that of the data set, with what lies in its folder beside SQLite's own: nothing that a killed program left may
// stay.
func (r *round) trace() trace {
	r.tb.Helper()
	dir := filepath.Join(r.dir, setName)
	var names []string
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && !strings.HasPrefix(entry.Name(), store.DatabaseFile) {
			names = append(names, strings.TrimPrefix(path, dir))
		}
		return err
	})
	if err != nil {
		r.tb.Fatal(err)
	}
	found := traceOf(r.tb, openForReading(r.tb, dir))
	found["folder"] = strings.Join(names, "\n")
	return found
}

// measure runs both refreshes calmly, to know what all others must bring and how long that takes.
func (k *killing) measure() {
	k.tb.Helper()
	r := k.round()
	for release := range k.paces {
		r.visit = k.open(release)
		began := time.Now()
		first := make(chan time.Duration, 1)
		r.visit.before(onFirst(func() { first <- time.Since(began) }))
		if program := startRefresh(k.tb, r.dir); !program.ended(k.tb) {
			k.tb.Fatalf("calm refresh: %v", program.err)
		}
		k.paces[release] = pace{requests: r.visit.asked(), first: <-first, whole: time.Since(began)}
		if release == 0 {
			k.testSize(r)
		}
		r.note()
	}
	k.calm, k.exports = r.trace(), r.exports
	if len(k.exports) != exportsEach*len(k.paces) {
		k.tb.Fatalf("calm: got the exports %q, want 2 in each refresh", k.exports)
	}
	k.tb.Logf("calm %s: %+v", k.version, k.paces)
}

// note keeps what the server was asked for.
func (r *round) note() {
	asked, _ := r.visit.exported()
	r.exports = append(r.exports, asked...)
}

// testSize expects the full refresh to be as large as the proof asks for.
func (k *killing) testSize(r *round) {
	k.tb.Helper()
	files, err := openForReading(k.tb, filepath.Join(r.dir, setName)).ImportedFiles(k.tb.Context(), 1000)
	if err != nil {
		k.tb.Fatal(err)
	}
	if len(files) < filesAtLeast {
		k.tb.Fatalf("calm: got %d files, want at least %d", len(files), filesAtLeast)
	}
}

// refresh runs a refresh to its end and kills it up to the given number of times on the way. It returns how often it did.
func (r *round) refresh(release int, dice *rand.Rand, kills int) int {
	r.tb.Helper()
	r.visit = r.open(release)
	defer r.note()
	for killed := range kills {
		exports, _ := r.visit.exported()
		point := r.paces[release].aim(dice, r.visit.asked(), len(exports))
		program := point.play(r.visit, func() *run { return startRefresh(r.tb, r.dir) }, func(p *run) { p.kill(r.tb) })
		if program.ended(r.tb) {
			r.tale = append(r.tale, "ended before it was killed "+point.String())
			return killed
		}
		r.tale = append(r.tale, "killed "+point.String())
		r.address.wait()
		if r.over(release) {
			r.tale = append(r.tale, "which was after its last step")
			return killed + 1
		}
	}
	if program := startRefresh(r.tb, r.dir); !program.ended(r.tb) {
		r.tb.Fatalf("claimsctl ended with %v", program.err)
	}
	return kills
}

// over tells whether the refresh to a release was done before the program was killed: another start would begin the next.
func (r *round) over(release int) bool {
	r.tb.Helper()
	db, err := store.Open(r.tb.Context(), store.Options{Dir: filepath.Join(r.dir, setName), ReadOnly: true})
	if err != nil {
		r.tb.Fatalf("read what a killed program left: %v", err)
	}
	last := lastRefresh(r.tb, db)
	if err := db.Close(); err != nil {
		r.tb.Fatal(err)
	}
	return last.ID == int64(release)+1 && last.State == claims.RefreshDone
}

// TestKilled ends the program with SIGKILL again and again, in a full refresh and in the one after it, and expects the
// tables and the exports of a calm one. Odd seeds are of version 2, even ones of version 3.
func TestKilled(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no SIGKILL: TerminateProcess lets the file system's locks outlive the program for a while")
	}
	t.Parallel()
	kills := rounds(25, 500)
	for i, version := range []string{claims.V2, claims.V3} {
		t.Run(version, func(t *testing.T) {
			t.Parallel()
			k := newKilling(t, version)
			if only, ok := onlySeed(t); ok {
				if only%2 == uint64(1-i) {
					k.kill(only)
				}
				return
			}
			killed := 0
			for seed := uint64(i + 1); killed < kills/2+i*(kills%2); seed += 2 {
				killed += k.kill(seed)
			}
			t.Logf("%d kills", killed)
		})
	}
}

// mostKills bounds how often one refresh is killed.
const mostKills = 4

// kill plays the round of a seed and returns how many kills it had.
func (k *killing) kill(seed uint64) (killed int) {
	k.tb.Helper()
	r := k.round()
	dice := rand.New(rand.NewPCG(seed, 0))
	for release := range k.paces {
		killed += r.refresh(release, dice, 1+dice.IntN(mostKills))
	}
	testSame(k.tb, k.calm, r.trace())
	if diff := cmp.Diff(k.exports, r.exports); diff != "" {
		k.tb.Errorf("exports (-want +got):\n%s", diff)
	}
	if k.tb.Failed() {
		k.tb.Fatalf("seed %d: %s", seed, strings.Join(r.tale, "; "))
	}
	return killed
}

// onFirst calls seen at the first request.
func onFirst(seen func()) front {
	var once sync.Once
	return func(w http.ResponseWriter, r *http.Request, next http.Handler) {
		once.Do(seen)
		next.ServeHTTP(w, r)
	}
}
