package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store/storetest"
)

func TestPeopleNarrowed(t *testing.T) {
	db := storetest.Mixed(t)
	everybody := []string{"ABBOTT", "RIVERA", "VAN DYKE"}
	all, err := db.People(t.Context(), claims.PersonFilter{}, claims.SortByName, claims.Page{})
	if err != nil {
		t.Fatal(err)
	}
	maria := all.Rows[1]
	more := maria.PaidCents + 1
	if err := db.SavePeopleList(t.Context(), "Panel", []string{maria.MBI}); err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct {
		by   claims.PeopleNarrowing
		want []string
	}{
		"nothing":           {claims.PeopleNarrowing{}, everybody},
		"born that day":     {claims.PeopleNarrowing{BornFrom: maria.BirthDate, BornTo: maria.BirthDate}, []string{"RIVERA"}},
		"born after all":    {claims.PeopleNarrowing{BornFrom: "2020-01-01"}, nil},
		"whole ZIP":         {claims.PeopleNarrowing{ZIP: maria.ZIP5}, sameZIP(all.Rows, maria.ZIP5)},
		"start of ZIP":      {claims.PeopleNarrowing{ZIP: maria.ZIP5[:2]}, sameZIP(all.Rows, maria.ZIP5[:2])},
		"sign in ZIP":       {claims.PeopleNarrowing{ZIP: "%"}, nil},
		"sex":               {claims.PeopleNarrowing{SexCode: "9"}, nil},
		"people list":       {claims.PeopleNarrowing{PeopleList: "Panel"}, []string{"RIVERA"}},
		"unknown list":      {claims.PeopleNarrowing{PeopleList: "No such"}, nil},
		"paid exactly":      {claims.PeopleNarrowing{PaidFrom: &maria.PaidCents, PaidUpTo: &maria.PaidCents}, []string{"RIVERA"}},
		"paid more":         {claims.PeopleNarrowing{PaidFrom: &more}, nil},
		"new on the list":   {claims.PeopleNarrowing{Shown: claims.PeopleNew}, nil},
		"on no work list":   {claims.PeopleNarrowing{EventList: claims.ListNoData}, nil},
		"nobody left":       {claims.PeopleNarrowing{Shown: claims.PeopleLeft}, nil},
		"two ways together": {claims.PeopleNarrowing{PeopleList: "Panel", BornFrom: "2020-01-01"}, nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := db.People(t.Context(), claims.PersonFilter{PeopleNarrowing: tt.by}, claims.SortByName, claims.Page{})
			if err != nil {
				t.Fatal(err)
			}
			var names []string
			for _, p := range got.Rows {
				names = append(names, p.LastName)
			}
			if diff := cmp.Diff(tt.want, names); diff != "" || got.Total != len(names) {
				t.Errorf("total %d; people (-want +got):\n%s", got.Total, diff)
			}
		})
	}
}

// People who died, and those with records to check, are found whatever else is known of them.
func TestPeopleShown(t *testing.T) {
	db := storetest.Mixed(t)
	all, err := db.People(t.Context(), claims.PersonFilter{}, claims.SortByName, claims.Page{})
	if err != nil {
		t.Fatal(err)
	}
	checks, err := db.IdentityChecks(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	toCheck := map[string]bool{}
	for _, c := range checks {
		toCheck[c.A.PersonKey], toCheck[c.B.PersonKey] = true, true
	}
	died := 0
	for _, p := range all.Rows {
		if p.Died {
			died++
		}
	}
	for shown, want := range map[claims.PeopleShown]int{claims.PeopleDied: died, claims.PeopleCheck: len(toCheck)} {
		got, err := db.People(t.Context(), claims.PersonFilter{PeopleNarrowing: claims.PeopleNarrowing{Shown: shown}}, claims.SortByName, claims.Page{})
		if err != nil {
			t.Fatal(err)
		}
		if got.Total < want || shown == claims.PeopleCheck && got.Total != want {
			t.Errorf("%s: %d people, want %d", shown, got.Total, want)
		}
	}
}

func sameZIP(people []claims.Person, start string) (names []string) {
	for _, p := range people {
		if len(p.ZIP5) >= len(start) && p.ZIP5[:len(start)] == start {
			names = append(names, p.LastName)
		}
	}
	return names
}

// A page that skips rows holds what stands there, in either order and behind a key.
func TestPeopleSkipped(t *testing.T) {
	db := storetest.Mixed(t)
	first, err := db.People(t.Context(), claims.PersonFilter{}, claims.SortByName, claims.Page{Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct {
		page claims.Page
		want string
	}{
		"from the start": {claims.Page{Limit: 1, Skip: 2}, "VAN DYKE"},
		"behind a key":   {claims.Page{Limit: 1, Skip: 1, After: first.Next}, "VAN DYKE"},
		"backwards":      {claims.Page{Limit: 1, Skip: 1, Desc: true}, "RIVERA"},
		"past the end":   {claims.Page{Limit: 1, Skip: 9}, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := db.People(t.Context(), claims.PersonFilter{}, claims.SortByName, tt.page)
			if err != nil {
				t.Fatal(err)
			}
			last := ""
			if len(got.Rows) > 0 {
				last = got.Rows[0].LastName
			}
			if last != tt.want || got.Total != 3 {
				t.Errorf("got %q of %d, want %q of 3", last, got.Total, tt.want)
			}
		})
	}
}
