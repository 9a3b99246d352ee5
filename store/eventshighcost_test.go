package store_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
)

// W13: the 5 % of the people on the list, or as many as the setting says, for whom Medicare paid most in the twelve complete months. Of
// several with the same sum at the end of the list all are on it; medicines, uncounted claims and earlier months are not looked at.
func TestHighCostIsTheTopOfTheList(t *testing.T) {
	const people = 40
	db := open(t, store.Options{Dir: t.TempDir(), Now: clock})
	t.Cleanup(func() { closeOrFail(t, db) })
	paid := func(id, person, day, amount string, columns ...string) made {
		return eob(claims.V3, id, append([]string{
			"patient_id=" + person, "claim_type=CARRIER", "use=claim", "adjudication=complete", "status=active", "final_action=FinalAction",
			"from_date=" + day, "thru_date=" + day, "payment_amount=" + amount, "claim_control_number=" + id,
		}, columns...)...)
	}
	var list []made
	for i := range people {
		person := fmt.Sprintf("p%02d", i)
		list = append(list, patient(claims.V3, person, fmt.Sprintf("last_name=Name%02d", i), "first_name=Ruth", fmt.Sprintf("mbi=1EG4TE5MK%02d", i)),
			paid("c"+person, person, "2026-02-01", fmt.Sprintf("%d.00", 1000-10*i)))
	}
	list = append(list,
		paid("same", "p02", "2026-02-02", "10.00"),                                                            // p02 has as much as p01
		paid("old", "p39", "2023-02-02", "90000.00"),                                                          // before the twelve months
		paid("early", "p38", "2026-02-02", "90000.00", "adjudication=partial", "final_action=NotFinalAction"), // not counted
		paid("credit", "p37", "2026-02-02", "90000.00", "adjustment_type=3"),                                  // not counted
		paid("drug", "p36", "2026-02-02", "0.00", "claim_type=PDE", "submitted_amount=90000.00"),              // medicines stand apart
	)
	load(t, db, fileAt("2026-06-01"), list...)
	filter := claims.EventFilter{List: claims.ListHighCost}
	top := func() (names []string) {
		_, rows := eventsAs(t, db, filter, claims.EventsAsMade, false)
		for _, e := range rows {
			names = append(names, e.LastName)
		}
		return names
	}
	if got, want := top(), []string{"Name00", "Name01", "Name02"}; !slices.Equal(got, want) {
		t.Errorf("5 %% of %d people: %v, want %v, the last two with the same sum", people, got, want)
	}
	if err := db.SaveEventSetting(t.Context(), claims.SettingHighCostPercent, 10); err != nil {
		t.Fatal(err)
	}
	if got, want := top(), []string{"Name00", "Name01", "Name02", "Name03"}; !slices.Equal(got, want) {
		t.Errorf("10 %%: %v, want %v", got, want)
	}
}
