package store_test

import (
	"fmt"
	"testing"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
)

// Half of the stays of the last six months were here so many days after discharge. Stays of the first data say nothing of that, nor do
// old ones, nor people still in hospital.
func TestHospitalDelay(t *testing.T) {
	db := open(t, store.Options{Dir: t.TempDir(), Now: clock})
	t.Cleanup(func() { closeOrFail(t, db) })
	stays := func(from, thru, status string, n int, name string) (list []made) {
		for i := range n {
			list = append(list, inHospital(fmt.Sprintf("%s%d", name, i), fmt.Sprintf("p%d", i), from, thru, status))
		}
		return list
	}
	want := func(days int, known bool) {
		t.Helper()
		if got, ok, err := db.HospitalDelay(t.Context()); err != nil || got != days || ok != known {
			t.Errorf("%d days, known %t, %v; want %d, %t", got, ok, err, days, known)
		}
	}
	want(0, false)
	var people []made
	for i := range 40 {
		people = append(people, patient(claims.V3, fmt.Sprintf("p%d", i), "last_name=Ash", fmt.Sprintf("mbi=1EG4TE5MK%02d", i)))
	}
	load(t, db, fileAt("2025-06-01"), append(people, stays("2025-01-01", "2025-01-05", "01", 40, "first")...)...)
	want(0, false)
	load(t, db, fileAt("2025-08-01"), stays("2025-07-01", "2025-07-05", "01", 31, "old")...)
	want(27, true)
	load(t, db, fileAt("2026-05-01"), stays("2026-04-01", "2026-04-12", "01", 29, "late")...)
	want(0, false)
	load(t, db, fileAt("2026-05-08"), append(stays("2026-04-15", "2026-04-18", "01", 2, "one"), stays("2026-05-01", "2026-05-08", "30", 40, "open")...)...)
	want(19, true)
}
