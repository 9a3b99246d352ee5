package soak_test

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"golang.org/x/sync/errgroup"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
)

// ordering imports the exports of one population again and again, in other orders.
type ordering struct {
	exports []part
	empty   []byte // a database without rows
	dir     string
	calm    trace // what they end in when they come one after the other
	want    [sha256.Size]byte
}

func newOrdering(t *testing.T, dir string, population uint64) *ordering {
	t.Helper()
	o := &ordering{exports: generated(t, population), empty: emptyDatabase(t), dir: dir}
	never := func() bool { return false }
	err := o.imported(t.Context(), o.exports, never, func(db *store.DB) (err error) {
		o.calm = tablesOf(t, db)
		o.want, err = digest(t.Context(), db)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func emptyDatabase(t *testing.T) []byte {
	t.Helper()
	dir := t.TempDir()
	db, err := store.Open(t.Context(), store.Options{Dir: dir, Now: opening})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(dir, store.DatabaseFile))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// memoryDir is a folder in memory where the system has one: thousands of databases are not worth a disk's while.
func memoryDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "claimsdesk-soak-")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// imported imports parts into a new database, settles it after some of them and at the end, and hands it to use.
func (o *ordering) imported(ctx context.Context, list []part, settles func() bool, use func(*store.DB) error) (err error) {
	dir, err := os.MkdirTemp(o.dir, "set")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	if err := os.WriteFile(filepath.Join(dir, store.DatabaseFile), o.empty, 0o600); err != nil {
		return err
	}
	db, err := store.Open(ctx, store.Options{Dir: dir, Now: opening})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	for _, p := range list {
		if err := importPart(ctx, db, p); err != nil {
			return err
		}
		if settles() {
			if err := db.Settle(ctx, store.SettleOptions{}); err != nil {
				return err
			}
		}
	}
	if err := db.Settle(ctx, store.SettleOptions{}); err != nil {
		return err
	}
	return use(db)
}

func importPart(ctx context.Context, db *store.DB, p part) error {
	file, err := db.BeginFile(ctx, p.file)
	if err != nil {
		return err
	}
	for i := range p.resources {
		if err := file.Add(ctx, &p.resources[i]); err != nil {
			return errors.Join(err, file.Rollback())
		}
	}
	_, err = file.Commit(ctx, "", 0)
	return err
}

// digest is the sum of all that may not differ between databases.
func digest(ctx context.Context, db *store.DB) (sum [sha256.Size]byte, err error) {
	hash := sha256.New()
	err = writeTables(ctx, db, func(table *claims.Table) io.Writer {
		fmt.Fprintln(hash, table.Name) // a hash takes everything
		return hash
	})
	for _, read := range []func(context.Context) (claims.Summary, error){db.Summary, db.CurrentSummary} {
		figures, readErr := read(ctx)
		err = errors.Join(err, readErr)
		fmt.Fprintf(hash, "%+v\n", figures)
	}
	return [sha256.Size]byte(hash.Sum(nil)), err
}

// try imports the exports in the order of a seed and compares.
func (o *ordering) try(ctx context.Context, t *testing.T, seed uint64) error {
	dice := rand.New(rand.NewPCG(seed, 2))
	parts := shuffled(o.exports, dice)
	return o.imported(ctx, parts, func() bool { return dice.IntN(16) == 0 }, func(db *store.DB) error {
		got, err := digest(ctx, db)
		if err != nil || got == o.want {
			return err
		}
		testSame(t, o.calm, tablesOf(t, db))
		t.Errorf("seed %d: the order was\n%s", seed, told(parts))
		return errOrder
	})
}

// errOrder ends the test at the first order that matters.
var errOrder = errors.New("the order matters")

// populations is how many populations take turns.
const populations = 5

// TestOrders imports the generator's exports of both versions in random orders, splits and repeats, settled at random
// moments, and expects the tables that they end in when they come one after the other.
func TestOrders(t *testing.T) {
	t.Parallel()
	dir := memoryDir(t)
	var all [populations]*ordering
	files, resources := 0, 0
	for i := range all {
		all[i] = newOrdering(t, dir, uint64(i)+1)
		files += len(all[i].exports)
		for _, p := range all[i].exports {
			resources += len(p.resources)
		}
	}
	group, ctx := errgroup.WithContext(t.Context())
	group.SetLimit(runtime.GOMAXPROCS(0))
	list := seeds(t, 50, 10_000)
	for _, seed := range list {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			return all[seed%populations].try(ctx, t, seed)
		})
	}
	if err := group.Wait(); err != nil && !errors.Is(err, errOrder) {
		t.Fatal(err)
	}
	t.Logf("%d orders of %d populations, which have %d resources in %d files", len(list), len(all), resources, files)
}
