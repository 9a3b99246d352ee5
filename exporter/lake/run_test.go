package lake_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/claims"
)

func TestFirstRun(t *testing.T) {
	dir := t.TempDir()
	parts := write(t, small(t), dir, 1)
	m := manifest(t, dir)
	if diff := cmp.Diff(listed(m), onDisk(t, dir)); diff != "" {
		t.Errorf("manifest and folder differ (-manifest +folder):\n%s", diff)
	}
	slices.Sort(parts)
	if diff := cmp.Diff(listed(m), parts); diff != "" {
		t.Errorf("what was told differs (-manifest +told):\n%s", diff)
	}
	for part, want := range map[string][]string{
		"claims" + carrier24 + "part-00001-r1.parquet":      {"-10", "-14"},
		"claims" + inpatient + "part-00001-r1.parquet":      {"-11"},
		"claims" + carrier25 + "part-00001-r1.parquet":      {"-12"},
		"claims" + none + "part-00001-r1.parquet":           {"-13"},
		"claim_lines" + carrier24 + "part-00001-r1.parquet": {"-10", "-10", "-14", "-14"},
		"beneficiaries/part-00001-r1.parquet":               {"-1"},
		"procedures" + none + "part-00001-r1.parquet":       {},
		"coverage/part-00001-r1.parquet":                    {},
	} {
		if diff := cmp.Diff(want, column(t, dir, part, "fhir_id")); diff != "" {
			t.Errorf("%s differs (-want +got):\n%s", part, diff)
		}
	}
	if got := column(t, dir, "claims"+carrier24+"part-00001-r1.parquet", "claim_type"); got != nil {
		t.Errorf("parts hold the partition column claim_type: %v", got)
	}
	if diff := cmp.Diff([]string{"1050", "325"}, column(t, dir, "claims"+carrier24+"part-00001-r1.parquet", "payment_amount")); diff != "" {
		t.Errorf("amounts differ (-want +got):\n%s", diff)
	}
	for _, table := range m.Tables {
		if want := map[string]int64{"claims": 5, "claim_lines": 10, "diagnoses": 5, "beneficiaries": 1}[table.Name]; table.Rows != want {
			t.Errorf("%s has %d rows, want %d", table.Name, table.Rows, want)
		}
		if table.Name == "claims" && table.Sums["payment_amount"] != "20014.25" {
			t.Errorf("claims paid %s, want 20014.25", table.Sums["payment_amount"])
		}
	}
}

// Only what changed is written in later runs, and what is gone is told.
func TestLaterRuns(t *testing.T) {
	dir := t.TempDir()
	write(t, small(t), dir, 1)
	if parts := write(t, small(t), dir, 2); parts != nil {
		t.Errorf("the same data wrote %v", parts)
	}
	if m := manifest(t, dir); m.Run != 2 || m.Tables[4].Partitions[0].Run != 1 {
		t.Errorf("run %d, first partition of claims of run %d; want 2 and 1", m.Run, m.Tables[4].Partitions[0].Run)
	}
	changed := small(t)
	changed.rows[claims.Claims][0].Set(claims.ColClaimsPrincipalDx, claims.TextValue("E1165"))
	want := []string{"claims" + carrier24 + "part-00001-r3.parquet"}
	if diff := cmp.Diff(want, write(t, changed, dir, 3)); diff != "" {
		t.Errorf("written parts differ (-want +got):\n%s", diff)
	}
	gone := &memory{rows: map[claims.TableID][]claims.Row{}}
	for id, rows := range changed.rows { // without the claim of 2025
		gone.rows[id] = slices.DeleteFunc(slices.Clone(rows), func(r claims.Row) bool { return r.Values[1].Text == "-12" })
	}
	if parts := write(t, gone, dir, 4); parts != nil {
		t.Errorf("partitions that are gone wrote %v", parts)
	}
	var removed []string
	for _, p := range manifest(t, dir).Removed {
		removed = append(removed, fmt.Sprintf("%s in run %d", p.Path, p.Run))
	}
	wantRemoved := []string{"claims/claim_type=CARRIER/year=2025 in run 4", "claim_lines/claim_type=CARRIER/year=2025 in run 4", "diagnoses/claim_type=CARRIER/year=2025 in run 4"}
	if diff := cmp.Diff(wantRemoved, removed); diff != "" {
		t.Errorf("removed partitions differ (-want +got):\n%s", diff)
	}
	if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash("claims"+carrier25))); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the folder of a partition that is gone: %v", err)
	}
	write(t, changed, dir, 5)
	if m := manifest(t, dir); len(m.Removed) != 0 {
		t.Errorf("partitions that came back are still told as removed: %+v", m.Removed)
	}
	if diff := cmp.Diff(listed(manifest(t, dir)), onDisk(t, dir)); diff != "" {
		t.Errorf("manifest and folder differ (-manifest +folder):\n%s", diff)
	}
}
