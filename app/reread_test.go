package app_test

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	_ "modernc.org/sqlite" // the driver by which the test plays an older version of the rules

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
)

// rereadDesk is a desk whose one data set holds the resources of a version.
func rereadDesk(t *testing.T, version string) (*app.Desk, string) {
	t.Helper()
	dir := t.TempDir()
	desk := newDesk(t, app.Deps{DataDir: dir, Secrets: app.NewMemorySecrets(), Now: newClock().Now})
	set, err := desk.OpenSet(t.Context(), app.DefaultSet)
	if err != nil {
		t.Fatal(err)
	}
	importAll(t, set, writtenResources(t, version))
	if err := set.Close(); err != nil {
		t.Fatal(err)
	}
	return desk, filepath.Join(dir, app.DefaultSet, store.DatabaseFile)
}

// change runs statements on a closed data set.
func change(t *testing.T, path string, statements ...string) {
	t.Helper()
	raw, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range statements {
		if _, err := raw.ExecContext(t.Context(), text); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
	if err := raw.Close(); err != nil {
		t.Fatal(err)
	}
}

// What today's rules read stays; what was read otherwise once is read as today. Nothing else differs afterwards.
func TestRereadBringsTodaysRows(t *testing.T) {
	for _, version := range []string{claims.V2, claims.V3} {
		t.Run(version, func(t *testing.T) {
			desk, path := rereadDesk(t, version)
			set, err := desk.OpenSet(t.Context(), app.DefaultSet)
			if err != nil {
				t.Fatal(err)
			}
			want, status := tablesOf(t, set), statusOf(t, set).All
			count, err := set.Reread(t.Context(), nil)
			if err != nil || count.Resources == 0 || count.Changed > 1 || count.Unreadable != 0 { // 1: a merged Patient shares its row
				t.Errorf("rules as before: %+v, %v", count, err)
			}
			if err := set.Close(); err != nil {
				t.Fatal(err)
			}
			change(t, path, `UPDATE claims_rows SET drg_code = '999', payment_amount = 1`, `DELETE FROM claim_lines_rows WHERE ordinal = 1`,
				`UPDATE diagnoses_rows SET code_norm = 'X'`, `DELETE FROM claim_details`, `UPDATE coverage_rows SET part = 'Z'`,
				`UPDATE beneficiaries_rows SET last_name = 'X'`, `UPDATE beneficiary_mbis_rows SET is_current = 0`, `UPDATE coverage_months_rows SET dual = 'X'`)
			set = openSet(t, desk, app.DefaultSet)
			if count, err = set.Reread(t.Context(), nil); err != nil || count.Changed < 10 {
				t.Errorf("rules of before: %+v, %v", count, err)
			}
			if diff := cmp.Diff(want, tablesOf(t, set)); diff != "" {
				t.Errorf("tables differ (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(status, statusOf(t, set).All); diff != "" {
				t.Errorf("figures differ (-want +got):\n%s", diff)
			}
			if checked, err := set.DB().Integrity(t.Context()); err != nil || !checked.OK() {
				t.Errorf("verify: %+v, %v", checked, err)
			}
		})
	}
}

// A Reread that is stopped has changed nothing.
func TestRereadStopped(t *testing.T) {
	desk, path := rereadDesk(t, claims.V3)
	change(t, path, `UPDATE claims_rows SET drg_code = '999'`)
	set := openSet(t, desk, app.DefaultSet)
	want := tablesOf(t, set)
	ctx, cancel := context.WithCancel(t.Context())
	_, err := set.Reread(ctx, func(app.Event) { cancel() })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want that it was stopped", err)
	}
	if diff := cmp.Diff(want, tablesOf(t, set)); diff != "" {
		t.Errorf("tables differ (-want +got):\n%s", diff)
	}
}

// A line that was set aside comes in when today's rules read it, and the ledger and the figures know.
func TestRereadOfQuarantine(t *testing.T) {
	desk, path := rereadDesk(t, claims.V2)
	change(t, path, `DELETE FROM claim_lines_rows`, `DELETE FROM diagnoses_rows`, `DELETE FROM procedures_rows`, `DELETE FROM care_team_rows`, `DELETE FROM claim_details`,
		`INSERT INTO quarantine (digest, file_id, line, reason, bytes, raw)
			SELECT randomblob(32), o.file_id, 7, 'a reason of before', 9, w.raw FROM resources o JOIN resource_raw w ON w.resource_key = o.resource_key
			WHERE o.resource_type = 'EOB'`,
		`UPDATE files SET quarantined = (SELECT count(*) FROM quarantine q WHERE q.file_id = files.file_id), inserted = 0, resources = 0
			WHERE file_id IN (SELECT file_id FROM quarantine)`,
		`DELETE FROM resource_raw WHERE resource_key IN (SELECT resource_key FROM resources WHERE resource_type = 'EOB')`,
		`DELETE FROM claim_seen`, `DELETE FROM claims_rows WHERE fhir_id IN (SELECT fhir_id FROM resources WHERE resource_type = 'EOB')`,
		`DELETE FROM resources WHERE resource_type = 'EOB'`,
		`UPDATE files SET told_claims = 0, told_paid_cents = 0, told_lines = 0, told_diagnoses = 0, read_claims = 0, read_paid_cents = 0, read_lines = 0, read_diagnoses = 0
			WHERE quarantined > 0`)
	set := openSet(t, desk, app.DefaultSet)
	count, err := set.Reread(t.Context(), nil)
	if err != nil || count.Released != 8 {
		t.Errorf("got %+v, %v, want 8 lines released", count, err)
	}
	checked, err := set.DB().Integrity(t.Context())
	if err != nil || !checked.OK() {
		t.Errorf("verify: %+v, %v", checked, err)
	}
	status := statusOf(t, set)
	if status.All.Claims[claims.PDE] != 1 || status.All.Quarantined != 0 {
		t.Errorf("got %+v, want the claims and an empty quarantine", status.All)
	}
}
