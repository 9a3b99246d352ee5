package app_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
)

// TestStoppedImport expects what was stored before the stop to be whole, and the same import to complete it.
func TestStoppedImport(t *testing.T) {
	calm := localSet(t)
	importAll(t, calm, samples(t, claims.V2))
	tests := map[string]struct {
		stop   func(app.Event) bool
		people int // two of Patient.ndjson and one whom only a Claim names
	}{
		"before the Claim files": {func(e app.Event) bool { return e.Phase == app.PhaseImporting && e.FilesDone == 3 }, 2},
		"before settling":        {func(e app.Event) bool { return e.Phase == app.PhaseSettling }, 3},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			set := localSet(t)
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			_, err := set.Import(ctx, []string{samples(t, claims.V2)}, app.ImportOptions{}, func(e app.Event) {
				if tt.stop(e) {
					cancel()
				}
			})
			testProblem(t, err, "Stopped.", app.ExitPartly)
			stored := statusOf(t, set)
			if diff := cmp.Diff(statusOf(t, calm).Current.PaymentCents, stored.Current.PaymentCents); diff != "" {
				t.Errorf("what is paid after the stop differ (-want +got):\n%s", diff)
			}
			list, err := set.DB().People(t.Context(), claims.PersonFilter{}, "", claims.Page{Limit: 10})
			if err != nil {
				t.Fatal(err)
			}
			if list.Total != tt.people {
				t.Errorf("people on screen after the stop: got %d, want %d", list.Total, tt.people)
			}
			importAll(t, set, samples(t, claims.V2))
			if diff := cmp.Diff(tablesOf(t, calm, exempt...), tablesOf(t, set, exempt...)); diff != "" {
				t.Errorf("tables differ after importing again (-want +got):\n%s", diff)
			}
		})
	}
}
