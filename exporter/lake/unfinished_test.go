package lake_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter/lake"
)

// A run that fails leaves the data set as it was, and so does a program that ends in the middle of one; the next run clears up.
func TestUnfinishedRuns(t *testing.T) {
	dir := t.TempDir()
	write(t, small(t), dir, 1)
	before, files := manifest(t, dir), onDisk(t, dir)
	failing := small(t)
	failing.rows[claims.Claims][0].Set(claims.ColClaimsPrincipalDx, claims.TextValue("E1165"))
	failing.failed = claims.ClaimAmounts
	if _, err := lake.Write(t.Context(), failing, dir, options(2)); !errors.Is(err, errFailed) {
		t.Errorf("got %v, want the cause", err)
	}
	if diff := cmp.Diff(before, manifest(t, dir)); diff != "" {
		t.Errorf("the manifest changed:\n%s", diff)
	}
	if diff := cmp.Diff(files, onDisk(t, dir)); diff != "" {
		t.Errorf("the files changed:\n%s", diff)
	}
	left := []string{"part-00001-r2.parquet", "part-00002-r2.parquet.new", ".claimsdesk-123.tmp"}
	foreign := []string{"notes.txt", "part-00000-4d3f.c000.snappy.parquet", "part-1.parquet"}
	folder := filepath.Join(dir, filepath.FromSlash("claims"+carrier24))
	for _, name := range slices.Concat(left, foreign) {
		if err := os.WriteFile(filepath.Join(folder, name), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(t, small(t), dir, 2)
	for _, name := range left {
		if _, err := os.Stat(filepath.Join(folder, name)); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s of an unfinished run is still there: %v", name, err)
		}
	}
	for _, name := range foreign {
		if _, err := os.Stat(filepath.Join(folder, name)); err != nil {
			t.Errorf("a file of somebody else is gone: %v", err)
		}
	}
}

// A part that is missing or cut is written again.
func TestDamagedPart(t *testing.T) {
	dir := t.TempDir()
	write(t, small(t), dir, 1)
	missing, cut := "claims"+carrier24, "claim_lines"+inpatient
	if err := os.Remove(filepath.Join(dir, filepath.FromSlash(missing), "part-00001-r1.parquet")); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(filepath.Join(dir, filepath.FromSlash(cut), "part-00001-r1.parquet"), 100); err != nil {
		t.Fatal(err)
	}
	want := []string{missing + "part-00001-r2.parquet", cut + "part-00001-r2.parquet"}
	if diff := cmp.Diff(want, write(t, small(t), dir, 2)); diff != "" {
		t.Errorf("written parts differ (-want +got):\n%s", diff)
	}
}

func TestForeignManifests(t *testing.T) {
	for name, tt := range map[string]struct {
		text string
		want error
	}{
		"newer":    {`{"format":99}`, lake.ErrNewer},
		"damaged":  {`{"format":1,`, lake.ErrNoManifest},
		"not ours": {`{"files":[]}`, lake.ErrNoManifest},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, lake.ManifestName), []byte(tt.text), 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := lake.Write(t.Context(), small(t), dir, options(1)); !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
			if files := onDisk(t, dir); files != nil {
				t.Errorf("the folder was written to: %v", files)
			}
		})
	}
}

func TestStopsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	dir := t.TempDir()
	if _, err := lake.Write(ctx, small(t), dir, options(1)); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
	if files := onDisk(t, dir); files != nil {
		t.Errorf("files were left: %v", files)
	}
}
