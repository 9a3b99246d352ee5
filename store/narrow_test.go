package store_test

import (
	"slices"
	"testing"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
	"github.com/claimsdesk/claimsdesk/store/storetest"
)

func TestRowsAreNarrowedByWhatClaimsHold(t *testing.T) {
	db := storetest.Mixed(t)
	narrow := func(table claims.TableID, n ...claims.Narrowing) store.RowQuery {
		return store.RowQuery{Table: table, Narrow: n}
	}
	cases := map[string]struct {
		query store.RowQuery
		want  []string
	}{
		"a diagnosis and all under it": {narrow(claims.Claims, claims.Narrowing{Diagnoses: []string{"I50"}}), []string{"in-1"}},
		"a diagnosis with its dot":     {narrow(claims.Claims, claims.Narrowing{Diagnoses: []string{"r07.9"}}), []string{"in-1"}},
		"a code in the middle":         {narrow(claims.Claims, claims.Narrowing{Diagnoses: []string{"509"}}), nil},
		"one of several":               {narrow(claims.Claims, claims.Narrowing{Diagnoses: []string{"E11", "I50"}}), []string{"in-1"}},
		"a procedure":                  {narrow(claims.Claims, claims.Narrowing{Procedures: []string{"02H"}}), []string{"in-1"}},
		"a service":                    {narrow(claims.Claims, claims.Narrowing{HCPCS: []string{"9921"}}), []string{"car-1"}},
		"a drug":                       {narrow(claims.Claims, claims.Narrowing{NDC: []string{"00093"}}), []string{"pde-1"}},
		"a revenue code":               {narrow(claims.Claims, claims.Narrowing{Revenue: []string{"012"}}), []string{"in-1"}},
		"a place":                      {narrow(claims.Claims, claims.Narrowing{Places: []string{"23"}}), nil},
		"a facility":                   {narrow(claims.Claims, claims.Narrowing{Providers: []string{"1003000126"}}), []string{"in-1"}},
		"one of the care team":         {narrow(claims.Claims, claims.Narrowing{Providers: []string{"1003000134"}}), []string{"in-1"}},
		"two lists are asked together": {narrow(claims.Claims, claims.Narrowing{Diagnoses: []string{"I50"}, HCPCS: []string{"9921"}}), nil},
		"two narrowings are too":       {narrow(claims.Claims, claims.Narrowing{Diagnoses: []string{"I50"}}, claims.Narrowing{Types: []string{claims.Carrier}}), nil},
		"children of the claim":        {narrow(claims.ClaimLines, claims.Narrowing{Diagnoses: []string{"I50"}}), []string{"in-1", "in-1"}},
		"people are left alone":        {narrow(claims.Beneficiaries, claims.Narrowing{Diagnoses: []string{"I50"}}), []string{"101", "102", "103"}},
		"people with such claims":      {narrow(claims.Beneficiaries, claims.Narrowing{Diagnoses: []string{"I50"}, WithClaims: true}), []string{"101"}},
		"people with any claims":       {narrow(claims.Beneficiaries, claims.Narrowing{WithClaims: true}), []string{"101", "102"}},
		"cover of people with claims":  {narrow(claims.Coverage, claims.Narrowing{WithClaims: true, Types: []string{claims.Outpatient}}), nil},
		"people with claims of a time": {store.RowQuery{Table: claims.Beneficiaries, From: "2026-03-01", To: "2026-03-01", Narrow: []claims.Narrowing{{WithClaims: true}}}, []string{"102"}},
		"people with one of several":   {narrow(claims.Beneficiaries, claims.Narrowing{PeopleOf: []claims.Narrowing{{Types: []string{claims.Outpatient}}, {HCPCS: []string{"99213"}}}}), []string{"101", "102"}},
		"claims of such people":        {narrow(claims.Claims, claims.Narrowing{PeopleOf: []claims.Narrowing{{Types: []string{claims.Outpatient}}}}), []string{"car-4", "out-1"}},
		"people with none of them":     {narrow(claims.Beneficiaries, claims.Narrowing{PeopleOf: []claims.Narrowing{{Diagnoses: []string{"Z"}}}}), nil},
		"people that cost much":        {narrow(claims.Beneficiaries, claims.Narrowing{PaidAtLeast: 929483}), []string{"101"}},
		"people that cost less":        {narrow(claims.Beneficiaries, claims.Narrowing{PaidAtLeast: 929484}), nil},
		"claims of people that cost":   {narrow(claims.Claims, claims.Narrowing{PaidAtLeast: 100_000, Types: []string{claims.PDE}}), []string{"pde-1"}},
		"cost within dates":            {store.RowQuery{Table: claims.Beneficiaries, From: "2026-02-01", Narrow: []claims.Narrowing{{PaidAtLeast: 100_000}}}, nil},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			if got := ids(t, db, c.query); !slices.Equal(got, c.want) {
				t.Errorf("got  %v\nwant %v", got, c.want)
			}
			snapshot, err := db.Snapshot(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			defer closeOrFail(t, snapshot)
			if n, err := snapshot.Count(t.Context(), c.query); err != nil || n != int64(len(c.want)) {
				t.Errorf("Count = %d, %v, want %d", n, err, len(c.want))
			}
		})
	}
}

func TestRowsByPatientList(t *testing.T) {
	db := storetest.Mixed(t)
	of := func(change claims.RosterChange) []string {
		return ids(t, db, store.RowQuery{Table: claims.Beneficiaries, Narrow: []claims.Narrowing{{Roster: change}}})
	}
	if got := of(claims.RosterOn); len(got) != 3 {
		t.Errorf("without a list, on it are %v, want everybody", got)
	}
	add := func(refresh int64, day int, patients ...string) {
		r := store.Roster{RefreshID: refresh, TakenAt: time.Date(2026, 8, day, 0, 0, 0, 0, time.UTC), APIVersion: claims.V3, Group: "all"}
		r, err := db.BeginRoster(t.Context(), r, true)
		if err == nil {
			err = db.AddToRoster(t.Context(), r, patients)
		}
		if err == nil {
			err = db.CompleteRoster(t.Context(), r.ID, r.TakenAt)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	add(1, 1, "101", "102")
	if fresh, gone := of(claims.RosterNew), of(claims.RosterGone); fresh != nil || gone != nil {
		t.Errorf("with one list, %v are new and %v gone, want nobody", fresh, gone)
	}
	add(2, 20, "102", "103")
	for change, want := range map[claims.RosterChange][]string{claims.RosterNew: {"103"}, claims.RosterGone: {"101"}, claims.RosterOn: {"102", "103"}} {
		if got := of(change); !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", change, got, want)
		}
	}
}

func TestRowsTellWhoseTheyAre(t *testing.T) {
	db := storetest.Mixed(t)
	for _, table := range claims.Catalogue() {
		q := store.RowQuery{Table: table.ID, Person: true, Columns: []claims.Col{0}}
		rows, err := db.Rows(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		people := map[string]bool{}
		for rows.Next() {
			people[rows.Person()] = true
			if len(rows.Values()) != 1 {
				t.Fatalf("%s: %d values, want the one column", table.Name, len(rows.Values()))
			}
		}
		closeOrFail(t, rows)
		snapshot, err := db.Snapshot(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		n, err := snapshot.People(t.Context(), q)
		closeOrFail(t, snapshot)
		if err != nil || n != len(people) || n == 0 || people[""] {
			t.Errorf("%s: People = %d, %v; rows name %d", table.Name, n, err, len(people))
		}
	}
}
