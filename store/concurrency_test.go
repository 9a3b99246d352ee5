package store_test

import (
	"context"
	"testing"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
)

// Reading never waits for an import, nor an import for a reading: neither here nor from another program.
func TestReadingDuringAnImport(t *testing.T) {
	dir := t.TempDir()
	db := open(t, store.Options{Dir: dir, Now: clock})
	defer closeOrFail(t, db)
	load(t, db, claims.SourceFile{Name: "f"}, v3("1"))
	f, err := db.BeginFile(t.Context(), claims.SourceFile{Name: "g"})
	if err != nil {
		t.Fatal(err)
	}
	r := v3("2", "claim_control_number=d").resource()
	if err := f.Add(t.Context(), &r); err != nil {
		t.Fatal(err)
	}
	other := open(t, store.Options{Dir: dir, ReadOnly: true, Now: clock})
	defer closeOrFail(t, other)
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second) // shorter than any wait for a lock
	defer cancel()
	for name, reader := range map[string]*store.DB{"same program": db, "another": other} {
		snapshot, err := reader.Snapshot(ctx)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		defer closeOrFail(t, snapshot)
		if sum, err := snapshot.Summary(ctx); err != nil || sum.Claims[claims.Carrier] != 1 {
			t.Errorf("%s: got %v, %v, want the one claim of before", name, sum.Claims, err)
		}
	}
	if _, err := f.Commit(ctx, "", 0); err != nil {
		t.Errorf("commit beside open snapshots: %v", err)
	}
}
