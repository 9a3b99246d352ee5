package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
	"github.com/claimsdesk/claimsdesk/store/storetest"
)

// Every claim that is not a base claim is left out for one reason, and the reasons add up over people.
func TestLeftOut(t *testing.T) {
	db := storetest.Mixed(t)
	all, err := db.LeftOut(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	people, err := db.People(t.Context(), claims.PersonFilter{}, claims.SortByName, claims.Page{})
	if err != nil {
		t.Fatal(err)
	}
	var sum claims.LeftOut
	for _, p := range people.Rows {
		l, err := db.LeftOut(t.Context(), p.Key)
		if err != nil {
			t.Fatal(err)
		}
		for _, kind := range append(claims.Includes(), claims.LeftOutDebit, claims.LeftOutDuplicate) {
			*sum.Place(string(kind)) += *l.Place(string(kind))
		}
	}
	if diff := cmp.Diff(all, sum); diff != "" {
		t.Errorf("everybody (-want +sum over people):\n%s", diff)
	}
	stored, counted := countClaims(t, db, true), countClaims(t, db, false)
	if got := all.Early + all.Advantage + all.Replaced + all.Credits + all.PriorAuth + all.Unknown; got != stored-counted || got == 0 {
		t.Errorf("%d of %d claims left out, while %d are counted", got, stored, counted)
	}
	if all.Debits != 1 {
		t.Errorf("%d debits, want the one of the mixed data", all.Debits)
	}
}

func countClaims(t *testing.T, db *store.DB, all bool) (n int) {
	t.Helper()
	snapshot, err := db.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer closeOrFail(t, snapshot)
	rows, err := snapshot.Rows(t.Context(), store.RowQuery{Table: claims.Claims, All: all, APIVersion: claims.V3})
	if err != nil {
		t.Fatal(err)
	}
	defer closeOrFail(t, rows)
	for rows.Next() {
		n++
	}
	return n
}
