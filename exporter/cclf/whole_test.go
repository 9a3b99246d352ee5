package cclf_test

import (
	"context"
	"errors"
	"os"
	"testing"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
	"github.com/claimsdesk/claimsdesk/exporter/cclf"
	"github.com/claimsdesk/claimsdesk/store"
	"github.com/claimsdesk/claimsdesk/store/storetest"
)

// stored are the default rows of a state of a database.
type stored struct{ snapshot *store.Snapshot }

func (s stored) Open(ctx context.Context, table claims.TableID, columns []claims.Col) (exporter.ClosableSource, error) {
	return s.snapshot.Rows(ctx, store.RowQuery{Table: table, Columns: columns})
}

func mixed(tb testing.TB) stored {
	tb.Helper()
	snapshot, err := storetest.Mixed(tb).Snapshot(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := snapshot.Close(); err != nil {
			tb.Error(err)
		}
	})
	return stored{snapshot}
}

// oneResource is a resource that is no JSON.
type oneResource struct{ told bool }

func (r *oneResource) Next() bool {
	r.told = !r.told
	return r.told
}
func (r *oneResource) Bytes() []byte { return []byte(`{"id":`) }
func (r *oneResource) Err() error    { return nil }
func (r *oneResource) Close() error  { return nil }

// A run that ends early leaves nothing behind, whatever it had written.
func TestWriteWholeOrNot(t *testing.T) {
	tables := mixed(t)
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	tests := map[string]struct {
		ctx  context.Context
		opts cclf.Options
		want error
	}{
		"cancelled":            {cancelled, cclf.Options{}, context.Canceled},
		"cancelled on the way": {t.Context(), cclf.Options{}, context.Canceled},
		"damaged resource":     {t.Context(), cclf.Options{Resources: func(context.Context) (cclf.Resources, error) { return &oneResource{}, nil }}, nil},
		"no resources": {t.Context(), cclf.Options{Resources: func(context.Context) (cclf.Resources, error) {
			return nil, store.ErrDamaged
		}}, store.ErrDamaged},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			ctx := tt.ctx
			if name == "cancelled on the way" {
				var stop context.CancelFunc
				ctx, stop = context.WithCancel(ctx)
				defer stop()
				tt.opts.Progress = func(string, int64) { stop() }
			}
			dir := t.TempDir()
			_, err := cclf.Write(ctx, tables, dir, tt.opts)
			if err == nil || (tt.want != nil && !errors.Is(err, tt.want)) {
				t.Errorf("got error %v, want %v", err, tt.want)
			}
			left, err := os.ReadDir(dir)
			if err != nil {
				t.Fatal(err)
			}
			if len(left) != 0 {
				t.Errorf("got %d files left behind, want none", len(left))
			}
		})
	}
}

// TestWithoutResources: where resources must not leave, the files are there with the fields of the tables.
func TestWithoutResources(t *testing.T) {
	written, err := cclf.Write(t.Context(), mixed(t), t.TempDir(), cclf.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var rows int64
	for _, file := range written {
		rows += file.Rows
	}
	if len(written) != 11 || rows == 0 {
		t.Errorf("got %d files with %d rows, want 11 with some", len(written), rows)
	}
}
