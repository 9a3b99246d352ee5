package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
)

// hamlet is four people at the end of June 2026: the last complete month is an earlier one, as claims arrive late.
func hamlet(t *testing.T) *store.DB {
	t.Helper()
	db := open(t, store.Options{Dir: t.TempDir(), Now: clock})
	t.Cleanup(func() { closeOrFail(t, db) })
	span := func(person, part, from, to string) made {
		return made{version: claims.V3, kind: claims.TypeCoverage, id: part + person, columns: pairs([]string{
			"patient_id=" + person, "part=" + part, "period_start=" + from, "period_end=" + to, "status=active",
		})}
	}
	visit := eob(claims.V3, "visit", "patient_id=1", "claim_type=CARRIER", "use=claim", "adjudication=complete", "status=active", "final_action=FinalAction",
		"from_date=2026-02-03", "thru_date=2026-02-03", "rendering_npi=1003000134", "claim_control_number=visit")
	visit.children = []made{
		{kind: "claim_lines", columns: map[string]string{"hcpcs_code": "99213", "service_from": "2026-02-03", "rendering_npi": "1003000134"}},
		{kind: "care_team", columns: map[string]string{"role": "rendering", "npi": "1003000134", "name": "PATEL ANITA"}},
	}
	hospice := eob(claims.V3, "hospice", "patient_id=3", "claim_type=HOSPICE", "use=claim", "adjudication=complete", "status=active", "final_action=FinalAction",
		"from_date=2026-05-01", "thru_date=2026-05-31", "facility_ccn=361500", "bill_type=812", "discharge_status=30", "claim_control_number=hospice")
	nursing := eob(claims.V3, "nursing", "patient_id=4", "claim_type=SNF", "use=claim", "adjudication=complete", "status=active", "final_action=FinalAction",
		"from_date=2026-05-01", "thru_date=2026-05-31", "admission_date=2026-05-01", "facility_ccn=365001", "bill_type=212", "discharge_status=30", "claim_control_number=nursing")
	load(t, db, fileAt("2026-06-28"),
		patient(claims.V3, "1", "mbi=1EG4TE5MK71", "last_name=ONE"), patient(claims.V3, "2", "mbi=1EG4TE5MK72", "last_name=TWO"),
		patient(claims.V3, "3", "mbi=1EG4TE5MK73", "last_name=THREE"), patient(claims.V3, "4", "mbi=1EG4TE5MK74", "last_name=FOUR"),
		span("1", "B", "2006-01-01", ""), span("1", "D", "2020-01-01", "2026-05-31"), span("1", "DUAL", "2020-01-01", ""), span("2", "C", "2026-01-01", ""),
		edBill("e1", "1", "2026-01-10"), edBill("e2", "1", "2026-03-10"), edBill("old", "1", "2024-03-10"), edBill("e3", "2", "2026-03-31"), edBill("late", "2", "2026-04-01"),
		inHospital("s1", "2", "2026-02-01", "2026-02-05", "01"), visit, hospice, nursing)
	return db
}

func TestPeopleListTellsWhatHappened(t *testing.T) {
	db := hamlet(t)
	list, err := db.People(t.Context(), claims.PersonFilter{}, claims.SortByName, claims.Page{})
	if err != nil {
		t.Fatal(err)
	}
	if list.YearTo != "2026-03" {
		t.Fatalf("the last complete month is %q", list.YearTo)
	}
	got := map[string]claims.Person{}
	for _, p := range list.Rows {
		got[p.LastName] = claims.Person{
			EDVisits: p.EDVisits, Stays: p.Stays, YearCents: p.YearCents, LastVisit: p.LastVisit, Advantage: p.Advantage, PartD: p.PartD, Medicaid: p.Medicaid,
			Hospice: p.Hospice, Nursing: p.Nursing, Doctor: p.Doctor,
		}
	}
	want := map[string]claims.Person{
		"ONE": {
			EDVisits: 2, LastVisit: "2026-02-03", Advantage: claims.No, PartD: claims.No, Medicaid: claims.Yes, // Part D ended
			Doctor: claims.Party{NPI: "1003000134", Name: "PATEL ANITA"},
		},
		"TWO":   {EDVisits: 1, Stays: 1, YearCents: 900_000, Advantage: claims.Yes, PartD: claims.No, Medicaid: claims.No},
		"THREE": {Hospice: true},
		"FOUR":  {Nursing: true},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("people (-want +got):\n%s", diff)
	}
}

func TestPeopleNarrowedByCare(t *testing.T) {
	db := hamlet(t)
	is := func(a claims.Answer) *claims.Answer { return &a }
	tests := map[string]struct {
		by   claims.PeopleNarrowing
		want []string
	}{
		"ED visits":           {claims.PeopleNarrowing{EDVisits: 1}, []string{"ONE", "TWO"}},
		"more ED visits":      {claims.PeopleNarrowing{EDVisits: 2}, []string{"ONE"}},
		"three ED visits":     {claims.PeopleNarrowing{EDVisits: 3}, nil}, // one of three is too long ago
		"stays":               {claims.PeopleNarrowing{Stays: 1}, []string{"TWO"}},
		"Medicaid":            {claims.PeopleNarrowing{Medicaid: is(claims.Yes)}, []string{"ONE"}},
		"cover not known":     {claims.PeopleNarrowing{Medicaid: is("")}, []string{"FOUR", "THREE"}},
		"no Part D":           {claims.PeopleNarrowing{PartD: is(claims.No)}, []string{"ONE", "TWO"}},
		"Medicare Advantage":  {claims.PeopleNarrowing{Advantage: is(claims.Yes)}, []string{"TWO"}},
		"hospice":             {claims.PeopleNarrowing{Hospice: true}, []string{"THREE"}},
		"nursing facility":    {claims.PeopleNarrowing{Nursing: true}, []string{"FOUR"}},
		"usual doctor":        {claims.PeopleNarrowing{Doctor: "1003000134"}, []string{"ONE"}},
		"no such doctor":      {claims.PeopleNarrowing{Doctor: "10030001"}, nil},
		"ED visits and stays": {claims.PeopleNarrowing{EDVisits: 1, Stays: 1}, []string{"TWO"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var names []string
			first, err := db.EachPerson(t.Context(), claims.PersonFilter{PeopleNarrowing: tt.by}, claims.SortByName, false, func(p claims.Person) error {
				names = append(names, p.LastName)
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, names); diff != "" || first.Total != len(names) {
				t.Errorf("total %d; people (-want +got):\n%s", first.Total, diff)
			}
		})
	}
}

// Usual doctors come with the number of people of the filter, whichever doctor it asks for.
func TestUsualDoctorsOfPeople(t *testing.T) {
	db := hamlet(t)
	for name, tt := range map[string]struct {
		filter claims.PersonFilter
		want   int
	}{
		"all":                {claims.PersonFilter{}, 1},
		"of another doctor":  {claims.PersonFilter{PeopleNarrowing: claims.PeopleNarrowing{Doctor: "1999999999"}}, 1},
		"of a search":        {claims.PersonFilter{Search: "one"}, 1},
		"of another search":  {claims.PersonFilter{Search: "two"}, 0},
		"of other people":    {claims.PersonFilter{PeopleNarrowing: claims.PeopleNarrowing{Hospice: true}}, 0},
		"of people narrowed": {claims.PersonFilter{PeopleNarrowing: claims.PeopleNarrowing{EDVisits: 2}}, 1},
	} {
		doctors, err := db.PeopleDoctors(t.Context(), tt.filter)
		if err != nil {
			t.Fatal(err)
		}
		want := []claims.UsualDoctor{{NPI: "1003000134", Name: "PATEL ANITA", People: tt.want}}[:tt.want]
		if diff := cmp.Diff(want, doctors, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// Sorts by the figures of a year go from page to page without losing anybody.
func TestPeopleSortedByCare(t *testing.T) {
	db := hamlet(t)
	for sort, want := range map[claims.PersonSort]string{claims.SortByEDVisits: "ONE", claims.SortByStays: "TWO", claims.SortByYear: "TWO", claims.SortByLastVisit: "ONE"} {
		page, seen := claims.Page{Limit: 1, Desc: true}, []string(nil)
		for {
			list, err := db.People(t.Context(), claims.PersonFilter{}, sort, page)
			if err != nil {
				t.Fatal(err)
			}
			seen = append(seen, list.Rows[0].LastName)
			if page.After = list.Next; page.After == "" {
				break
			}
		}
		if len(seen) != 4 || seen[0] != want {
			t.Errorf("by %s: %v, want %s first of four", sort, seen, want)
		}
	}
}
