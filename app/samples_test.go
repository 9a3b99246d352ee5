package app_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/practice"
)

// samples is the folder of the real sample resources of a version.
func samples(tb testing.TB, version string) string {
	tb.Helper()
	root := os.Getenv("CLAIMSDESK_SAMPLES")
	named := root != ""
	if !named {
		root = filepath.Join("..", "..", "shared", "data")
	}
	dir := filepath.Join(root, "fhir", version)
	if _, err := os.Stat(dir); err != nil {
		if named {
			tb.Fatalf("CLAIMSDESK_SAMPLES names no folder with samples: %v", err)
		}
		tb.Skip("the sample resources are not there; name their folder in CLAIMSDESK_SAMPLES")
	}
	return dir
}

func sampleSource(tb testing.TB, version string) practice.Source {
	tb.Helper()
	source, err := practice.NewFileSource(samples(tb, version), "")
	if err != nil {
		tb.Fatal(err)
	}
	return source
}

// localSet is an empty data set without a connection.
func localSet(tb testing.TB) *app.Set {
	tb.Helper()
	desk := newDesk(tb, app.Deps{DataDir: tb.TempDir(), Secrets: app.NewMemorySecrets(), Now: newClock().Now})
	return openSet(tb, desk, app.DefaultSet)
}

func importAll(tb testing.TB, set *app.Set, paths ...string) claims.ImportCount {
	tb.Helper()
	count, err := set.Import(tb.Context(), paths, app.ImportOptions{API: "auto"}, nil)
	if err != nil {
		tb.Fatalf("import: %v", err)
	}
	return count
}

// TestImportOfSamples holds the counts against those of the samples' README. It counts all 16 rows of the v2 file, in which
// one claim comes twice: its short version, with one line, is replaced by the long one, so what hangs on it is taken off.
func TestImportOfSamples(t *testing.T) {
	tests := map[string]struct {
		version string
		paths   []string
		want    claims.Summary
	}{
		"v2 claims": {claims.V2, []string{"ExplanationOfBenefit.ndjson"}, claims.Summary{
			OnList:     2, // named by claims alone: without a patient list everybody is on it
			Claims:     map[string]int{"CARRIER": 2, "DME": 1, "HHA": 1, "HOSPICE": 1, "INPATIENT": 2, "OUTPATIENT": 1, "PDE": 6, "SNF": 1},
			ClaimLines: 31, Diagnoses: 49 - 5, Procedures: 8, CareTeam: 39 - 4, SupportingInfo: 119 - 2, LineAdjudications: 213 - 9, PaymentCents: 2307198,
		}},
		"v3 claims": {claims.V3, []string{"ExplanationOfBenefit.ndjson"}, claims.Summary{
			OnList:     7,
			Claims:     map[string]int{"CARRIER": 2, "DME": 2, "HHA": 1, "HOSPICE": 1, "INPATIENT": 1, "OUTPATIENT": 3, "PDE": 2, "PRIORAUTH": 2, "SNF": 1},
			ClaimLines: 42, Diagnoses: 43, Procedures: 25, CareTeam: 37, SupportingInfo: 305, LineAdjudications: 243, PaymentCents: 169898847,
		}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			set := localSet(t)
			dir := samples(t, tt.version)
			for i, p := range tt.paths {
				tt.paths[i] = filepath.Join(dir, p)
			}
			importAll(t, set, tt.paths...)
			got := statusOf(t, set).All
			got.APIVersions, got.LastServiceDate = nil, ""
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("status differs (-want +got):\n%s", diff)
			}
		})
	}
}

func TestImportTwiceChangesNothing(t *testing.T) {
	for _, version := range []string{claims.V2, claims.V3} {
		t.Run(version, func(t *testing.T) {
			set := localSet(t)
			first := importAll(t, set, samples(t, version))
			want := tablesOf(t, set)
			second := importAll(t, set, samples(t, version))
			if second.Inserted+second.Updated != 0 || second.Unchanged == 0 || first.Inserted == 0 {
				t.Errorf("got first %+v, then %+v, want nothing new the second time", first, second)
			}
			if diff := cmp.Diff(want, tablesOf(t, set)); diff != "" {
				t.Errorf("tables differ (-want +got):\n%s", diff)
			}
		})
	}
}

// TestRefreshEqualsImport expects files to become the same rows whichever way they come.
func TestRefreshEqualsImport(t *testing.T) {
	for _, version := range []string{claims.V2, claims.V3} {
		t.Run(version, func(t *testing.T) {
			imported := localSet(t)
			importAll(t, imported, samples(t, version))
			types := []string{claims.TypePatient, claims.TypeCoverage, claims.TypeEOB}
			if version == claims.V2 {
				types = append(types, claims.TypeClaim, claims.TypeClaimResponse)
			}
			r := newRig(t, serverConfig(sampleSource(t, version), practice.AllQuirks), "auto")
			result := r.refresh(app.RefreshOptions{Types: types})
			if result.Partly() || result.Count.Files != len(types) {
				t.Errorf("refresh: got %+v, want %d files", result, len(types))
			}
			want, got := tablesOf(t, imported, exempt...), tablesOf(t, r.set, exempt...)
			if len(want) != 12 {
				t.Errorf("got %d tables, want 12", len(want))
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("tables differ (-import +refresh):\n%s", diff)
			}
		})
	}
}
