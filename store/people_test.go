package store_test

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"testing"

	diffs "github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
	"github.com/claimsdesk/claimsdesk/store/storetest"
)

func TestPeopleShowWhatTheirClaimsAddUpTo(t *testing.T) {
	db := storetest.Mixed(t)
	got, err := db.People(t.Context(), claims.PersonFilter{}, claims.SortByName, claims.Page{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range got.Rows {
		if got.Rows[i].Key == "" {
			t.Error("a person has no key")
		}
		got.Rows[i].Key = ""
	}
	person := claims.Person{SexCode: "2", City: "DAYTON", State: "OH", ZIP5: "05402", OnList: true}
	james, maria, ruth := person, person, person
	james.LastName, james.FirstName, james.MBI, james.BirthDate = "ABBOTT", "JAMES", storetest.JamesMBI, "1938-01-09"
	james.Claims, james.PaidCents, james.LastDate = 2, 1234, "2026-03-01"
	maria.LastName, maria.FirstName, maria.MBI, maria.BirthDate = "RIVERA", "MARIA", storetest.MariaMBI, "1941-03-04"
	maria.Claims, maria.PaidCents, maria.LastDate = 3, 921433+8050, "2026-03-10"
	james.YearCents, maria.YearCents = 1234, 929483
	maria.LastVisit, maria.Advantage, maria.PartD, maria.Medicaid = "2026-02-03", claims.No, claims.Yes, claims.No
	ruth.LastName, ruth.FirstName, ruth.MBI, ruth.BirthDate = "VAN DYKE", "RUTH", storetest.RuthMBI, "1951-05-02"
	want := claims.People{Rows: []claims.Person{james, maria, ruth}, Total: 3, YearTo: "2026-05"}
	if diff := diffs.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestPeopleAreFoundAsTyped(t *testing.T) {
	db := storetest.Mixed(t)
	cases := map[string]struct {
		typed string
		want  []string
	}{
		"blank is everybody":            {"  ", []string{"ABBOTT", "RIVERA", "VAN DYKE"}},
		"start of a last name":          {"abb", []string{"ABBOTT"}},
		"a last name of two words":      {"van dy", []string{"VAN DYKE"}},
		"last, first":                   {"Rivera, Mar", []string{"RIVERA"}},
		"last,first":                    {"rivera,maria", []string{"RIVERA"}},
		"first last":                    {"maria riv", []string{"RIVERA"}},
		"a former name":                 {"rivera-lopez", []string{"RIVERA"}},
		"a first name alone is nobody":  {"james", nil},
		"a whole MBI":                   {"1EG4TE5MK73", []string{"RIVERA"}},
		"an MBI with dashes":            {"1eg4-te5-mk73", []string{"RIVERA"}},
		"a past MBI":                    {"1EG4-TE5-MK72", []string{"RIVERA"}},
		"last four of an MBI":           {"qw12", []string{"ABBOTT"}},
		"middle of an MBI is nobody":    {"EG4T", nil},
		"birth date, American":          {"3/4/1941", []string{"RIVERA"}},
		"birth date, with zeros":        {"03/04/1941", []string{"RIVERA"}},
		"birth date, ISO":               {"1941-03-04", []string{"RIVERA"}},
		"birth date in words":           {"Mar 4 1941", []string{"RIVERA"}},
		"birth date in words and comma": {"mar 4, 1941", []string{"RIVERA"}},
		"another birth date":            {"4/3/1941", nil},
		"wildcards are letters":         {"%", nil},
		"quotes are letters":            {`'" OR 1=1`, nil},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			got, err := db.People(t.Context(), claims.PersonFilter{Search: c.typed}, claims.SortByName, claims.Page{})
			if err != nil {
				t.Fatal(err)
			}
			var names []string
			for _, p := range got.Rows {
				names = append(names, p.LastName)
			}
			if !slices.Equal(names, c.want) || got.Total != len(c.want) {
				t.Errorf("got %v of %d, want %v", names, got.Total, c.want)
			}
		})
	}
}

func TestPeopleOnTheList(t *testing.T) {
	db := storetest.Mixed(t)
	roster, err := db.BeginRoster(t.Context(), store.Roster{TakenAt: storetest.Now(), APIVersion: claims.V3, Group: "all"}, true)
	if err := errors.Join(err, db.AddToRoster(t.Context(), roster, []string{"102"}), db.CompleteRoster(t.Context(), roster.ID, storetest.Now())); err != nil {
		t.Fatal(err)
	}
	if err := db.Settle(t.Context(), store.SettleOptions{}); err != nil {
		t.Fatal(err)
	}
	got, err := db.People(t.Context(), claims.PersonFilter{OnList: true}, claims.SortByName, claims.Page{})
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Rows) != 1 || got.Total != 1 || got.Rows[0].LastName != "ABBOTT" {
		t.Errorf("got %d of %d", len(got.Rows), got.Total)
	}
	got, err = db.People(t.Context(), claims.PersonFilter{OnList: true, Search: "rivera"}, claims.SortByName, claims.Page{})
	if err != nil {
		t.Fatal(err)
	}
	if got.Total != 0 {
		t.Errorf("somebody who left the list was found on it")
	}
}

// Many people share a name, a birth date or a number of claims: each page must go on exactly where the one before ended.
func TestPagesOfPeopleLoseAndRepeatNobody(t *testing.T) {
	db := storetest.Open(t)
	var crowd []claims.Resource
	for i := range 23 {
		id := fmt.Sprintf("p%02d", i)
		crowd = append(crowd, storetest.Patient(claims.V3, id, fmt.Sprintf("NAME%d", i%4), fmt.Sprintf("F%d", i%3), fmt.Sprintf("195%d-01-01", i%5), fmt.Sprintf("1EG4TE5MK%02d", i)))
		for n := range i % 4 {
			crowd = append(crowd, storetest.EOB(claims.V3, fmt.Sprintf("c%02d-%d", i, n), id, claims.Carrier, fmt.Sprintf("2026-0%d-01", 1+i%3),
				storetest.Money(claims.ColClaimsPaymentAmount, fmt.Sprintf("%d.00", i%6))))
		}
	}
	storetest.Import(t, db, claims.SourceFile{Name: "crowd.ndjson", APIVersion: claims.V3}, crowd...)
	orders := map[claims.PersonSort]func(a, b claims.Person) int{
		claims.SortByName: func(a, b claims.Person) int {
			return cmp.Or(cmp.Compare(a.LastName, b.LastName), cmp.Compare(a.FirstName, b.FirstName))
		},
		claims.SortByBirthDate: func(a, b claims.Person) int { return cmp.Compare(a.BirthDate, b.BirthDate) },
		claims.SortByLastDate:  func(a, b claims.Person) int { return cmp.Compare(a.LastDate, b.LastDate) },
		claims.SortByClaims:    func(a, b claims.Person) int { return cmp.Compare(a.Claims, b.Claims) },
		claims.SortByPaid:      func(a, b claims.Person) int { return cmp.Compare(a.PaidCents, b.PaidCents) },
	}
	for sort, compare := range orders {
		for _, desc := range []bool{false, true} {
			for _, search := range []string{"", "name"} {
				t.Run(fmt.Sprintf("%s desc=%v search=%q", sort, desc, search), func(t *testing.T) {
					all := everyPage(t, db, claims.PersonFilter{Search: search}, sort, claims.Page{Limit: 5, Desc: desc})
					inOrder := slices.IsSortedFunc(all, func(a, b claims.Person) int {
						n := cmp.Or(compare(a, b), cmp.Compare(a.Key, b.Key))
						if desc {
							n = -n
						}
						return n
					})
					if !inOrder {
						t.Error("the pages together are not in order")
					}
					seen := map[string]bool{}
					for _, p := range all {
						seen[p.Key] = true
					}
					if len(all) != 23 || len(seen) != 23 {
						t.Errorf("got %d rows of %d people, want 23", len(all), len(seen))
					}
				})
			}
		}
	}
}

func everyPage(t *testing.T, db *store.DB, filter claims.PersonFilter, sort claims.PersonSort, page claims.Page) []claims.Person {
	t.Helper()
	var all []claims.Person
	for {
		got, err := db.People(t.Context(), filter, sort, page)
		if err != nil {
			t.Fatal(err)
		}
		if got.Total != 23 {
			t.Fatalf("total %d, want 23", got.Total)
		}
		all = append(all, got.Rows...)
		if got.Next == "" || len(all) > 100 {
			return all
		}
		page.After = got.Next
	}
}

func TestPageKeysOfOtherLists(t *testing.T) {
	db := storetest.Mixed(t)
	first, err := db.People(t.Context(), claims.PersonFilter{}, claims.SortByName, claims.Page{Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	cases := map[string]struct {
		sort claims.PersonSort
		page claims.Page
		want error
	}{
		"another sort":      {claims.SortByPaid, claims.Page{After: first.Next}, store.ErrPage},
		"another direction": {claims.SortByName, claims.Page{After: first.Next, Desc: true}, store.ErrPage},
		"made up":           {claims.SortByName, claims.Page{After: "!"}, store.ErrPage},
		"not a sort":        {"shoe_size", claims.Page{}, store.ErrQuery},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			if _, err := db.People(t.Context(), claims.PersonFilter{}, c.sort, c.page); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}

func TestPerson(t *testing.T) {
	db := storetest.Mixed(t)
	list, err := db.People(t.Context(), claims.PersonFilter{Search: storetest.MariaMBI}, claims.SortByName, claims.Page{})
	if err != nil || len(list.Rows) != 1 {
		t.Fatalf("%d found, %v", len(list.Rows), err)
	}
	got, err := db.Person(t.Context(), list.Rows[0].Key)
	if err != nil {
		t.Fatal(err)
	}
	want := claims.PersonDetail{
		Person: list.Rows[0],
		MBIs:   []string{storetest.MariaMBI, storetest.MariaOldMBI},
		Parts: []claims.CoverageSpan{
			{Part: "A", Status: "active", From: "2006-03-01"},
			{Part: "D", Status: "active", Plan: "S1234-001", Contract: "S1234-001"},
		},
	}
	if diff := diffs.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if _, err := db.Person(t.Context(), "nobody"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("nobody: got %v, want ErrNotFound", err)
	}
}
