package store_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
)

func TestMonthsOfCoverageAsSent(t *testing.T) {
	db := open(t, store.Options{Dir: t.TempDir(), Now: clock})
	t.Cleanup(func() { closeOrFail(t, db) })
	month := func(part, month, field, value string) made {
		return childOf("coverage_months", "patient_id=1", "part="+part, "year=2026", "month="+month, field+"="+value)
	}
	load(t, db, claims.SourceFile{Name: "f"}, patient(claims.V2, "1", "mbi=1A"),
		withParts(made{version: claims.V2, kind: claims.TypeCoverage, id: "a", columns: pairs([]string{"patient_id=1", "part=A", "status=active"})},
			month("A", "5", "buyin", "C"), month("A", "6", "buyin", "1"), month("C", "5", "hmo_ind", "1"), month("D", "5", "ptdcntrct", "S1234"), month("DUAL", "6", "dual", "02")))
	got, err := db.PersonCoverMonths(t.Context(), onlyPerson(t, db), 3)
	if err != nil {
		t.Fatal(err)
	}
	want := []claims.CoverMonth{
		{Month: "2026-04"}, {Month: "2026-05", Known: true, A: true, B: true, C: true, D: true}, {Month: "2026-06", Known: true, A: true, Medicaid: true},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("months (-want +got):\n%s", diff)
	}
}

func TestMonthsOfCoverageFromPeriods(t *testing.T) {
	db := open(t, store.Options{Dir: t.TempDir(), Now: clock})
	t.Cleanup(func() { closeOrFail(t, db) })
	span := func(id, part, from, to, status string) made {
		return made{version: claims.V3, kind: claims.TypeCoverage, id: id, columns: pairs([]string{"patient_id=1", "part=" + part, "period_start=" + from, "period_end=" + to, "status=" + status})}
	}
	load(t, db, claims.SourceFile{Name: "f"}, patient(claims.V3, "1", "mbi=1A"), span("a", "A", "2006-03-01", "9999-12-31", "active"), span("b", "B", "2026-05-15", "", "active"),
		span("c", "C", "2020-01-01", "2026-05-31", "active"), span("d", "D", "2020-01-01", "", "cancelled"))
	got, err := db.PersonCoverMonths(t.Context(), onlyPerson(t, db), 2)
	if err != nil {
		t.Fatal(err)
	}
	want := []claims.CoverMonth{{Month: "2026-05", Known: true, A: true, C: true}, {Month: "2026-06", Known: true, A: true, B: true}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("months (-want +got):\n%s", diff)
	}
}

// Patient lists say since when somebody is known, and when they left.
func TestKnownSinceAndLeft(t *testing.T) {
	db := open(t, store.Options{Dir: t.TempDir(), Now: clock})
	t.Cleanup(func() { closeOrFail(t, db) })
	load(t, db, claims.SourceFile{Name: "f"}, patient(claims.V3, "1", "mbi=1A"))
	key := onlyPerson(t, db)
	lists := [][]string{{"1"}, {"1", "2"}, {"2"}, {"2"}, {"1"}}
	want := [][2]string{{"2026-03-01", ""}, {"2026-03-01", ""}, {"2026-03-01", "2026-03-03"}, {"2026-03-01", "2026-03-03"}, {"2026-03-01", ""}}
	for i, people := range lists {
		taken := time.Date(2026, 3, 1+i, 6, 0, 0, 0, time.UTC)
		takeList(t, db, int64(i+1), taken, people...)
		settle(t, db)
		d, err := db.Person(t.Context(), key)
		if err != nil {
			t.Fatal(err)
		}
		if got := [2]string{d.KnownSince, d.LeftOn}; got != want[i] || !d.KnownBefore {
			t.Errorf("after list %d: known since and left %v, want %v; before %t", i+1, got, want[i], d.KnownBefore)
		}
	}
}

func takeList(t *testing.T, db *store.DB, refresh int64, taken time.Time, people ...string) {
	t.Helper()
	roster, err := db.BeginRoster(t.Context(), store.Roster{RefreshID: refresh, TakenAt: taken, APIVersion: claims.V3, Group: "all"}, true)
	if err := errors.Join(err, db.AddToRoster(t.Context(), roster, people), db.CompleteRoster(t.Context(), roster.ID, taken)); err != nil {
		t.Fatal(err)
	}
}
