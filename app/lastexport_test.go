package app_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
)

func TestLastExport(t *testing.T) {
	set := mixedSet(t, app.Deps{})
	if _, found, err := set.LastExport(t.Context()); found || err != nil {
		t.Fatalf("nothing was exported: %v, %v", found, err)
	}
	want := wholeBook(claims.PrivacyLimited)
	want.Filter.Dates = "last 12 months"
	if err := set.KeepLastExport(t.Context(), want); err != nil {
		t.Fatal(err)
	}
	got, found, err := set.LastExport(t.Context())
	if diff := cmp.Diff(want, got); diff != "" || !found || err != nil {
		t.Errorf("found %v, %v (-want +got):\n%s", found, err, diff)
	}
	want.Filter.Dates = "the other day"
	wantUsage(t, set.KeepLastExport(t.Context(), want), "does not know these dates")
}
