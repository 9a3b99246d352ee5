package store_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
	"github.com/claimsdesk/claimsdesk/store/storetest"
)

// oddTown is the mixed data set with one claim of James's for each switch, each with its own amount.
func oddTown(t *testing.T) *store.DB {
	t.Helper()
	db := storetest.Mixed(t)
	storetest.Import(t, db, claims.SourceFile{Name: "odd.ndjson", APIVersion: claims.V3, ExportID: "13", TransactionTime: "2026-08-21T10:00:00.000+00:00"},
		storetest.EOB(claims.V3, "early-3", "102", claims.Carrier, "2026-08-02", storetest.Text(claims.ColClaimsAdjudication, claims.AdjudicationPartial),
			storetest.Text(claims.ColClaimsClaimTypeCode, "2700"), storetest.Text(claims.ColClaimsSourceSystem, "MCS"), storetest.Money(claims.ColClaimsPaymentAmount, "1.00")),
		storetest.EOB(claims.V3, "enc-2", "102", claims.Inpatient, "2026-03-15", storetest.Text(claims.ColClaimsClaimTypeCode, "62"), storetest.Money(claims.ColClaimsPaymentAmount, "10.00")),
		storetest.EOB(claims.V3, "denied-2", "102", claims.Carrier, "2026-03-16", storetest.Text(claims.ColClaimsDenialCode, "0"), storetest.Money(claims.ColClaimsPaymentAmount, "100.00")),
	)
	return db
}

// Spending with switches is what a file with the same claims adds up to, for whichever group.
func TestSpendingWithSwitches(t *testing.T) {
	db := oddTown(t)
	if err := db.SavePeopleList(t.Context(), "Panel", []string{storetest.JamesMBI}); err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct {
		counting claims.Counting
		query    store.RowQuery
		more     map[string]int64 // what the file has besides, or lacks
	}{
		"base claims":        {},
		"early claims":       {claims.Counting{Early: true}, store.RowQuery{Include: []claims.Include{claims.IncludePartial}}, nil},
		"Medicare Advantage": {claims.Counting{Advantage: true}, store.RowQuery{Include: []claims.Include{claims.IncludeEncounter}}, nil},
		"both":               {claims.Counting{Early: true, Advantage: true}, store.RowQuery{Include: []claims.Include{claims.IncludePartial, claims.IncludeEncounter}}, nil},
		"no debits":          {claims.Counting{NoDebits: true}, store.RowQuery{}, map[string]int64{claims.Carrier: 1234}},
		"no denied":          {claims.Counting{NoDenied: true}, store.RowQuery{}, map[string]int64{claims.Carrier: 100_00}},
	}
	for name, tt := range tests {
		for _, group := range []claims.AnalysisFilter{{}, {Group: claims.GroupList, List: "Panel"}} {
			t.Run(name+" of "+string(group.Group), func(t *testing.T) {
				query := tt.query
				if group.List != "" {
					query.MBIs = []string{storetest.JamesMBI}
				}
				want := exported(t, db, query)
				for claimType, cents := range tt.more {
					want[claimType] -= cents
				}
				group.Counting = tt.counting
				if diff := cmp.Diff(want, spent(t, db, group)); diff != "" || len(want) == 0 {
					t.Errorf("(-export +chart):\n%s", diff)
				}
			})
		}
	}
}

// What a chart leaves out is counted for its months, its people and its types of claims.
func TestLeftOutOfAChart(t *testing.T) {
	db := oddTown(t)
	if err := db.SavePeopleList(t.Context(), "Panel", []string{storetest.JamesMBI}); err != nil {
		t.Fatal(err)
	}
	everybody, err := db.Analysis(t.Context(), claims.AnalysisFilter{})
	if err != nil {
		t.Fatal(err)
	}
	panel, err := db.Analysis(t.Context(), claims.AnalysisFilter{Group: claims.GroupList, List: "Panel"})
	if err != nil {
		t.Fatal(err)
	}
	all, err := db.LeftOut(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct{ got, want claims.LeftOut }{
		"all":                 {everybody.LeftOut("2020-01", "2026-12", nil, claims.Counting{}), all},
		"months":              {everybody.LeftOut("2026-08", "2026-08", nil, claims.Counting{}), claims.LeftOut{Early: 2}},
		"types":               {everybody.LeftOut("2020-01", "2026-12", []string{claims.Inpatient}, claims.Counting{}), claims.LeftOut{Advantage: 2}},
		"people":              {panel.LeftOut("2020-01", "2026-12", nil, claims.Counting{}), claims.LeftOut{Early: 1, Advantage: 1, Debits: 1}},
		"with early claims":   {panel.LeftOut("2020-01", "2026-12", nil, claims.Counting{Early: true}), claims.LeftOut{WithEarly: 1, Advantage: 1, Debits: 1}},
		"without denied ones": {panel.LeftOut("2020-01", "2026-12", nil, claims.Counting{NoDenied: true}), claims.LeftOut{Early: 1, Advantage: 1, Debits: 1, NoDenied: 2}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, tt.got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A person's list shows what its switches ask for, and counts what it leaves out of its type and year.
func TestClaimsOfAPersonWithSwitches(t *testing.T) {
	db := oddTown(t)
	maria, james := keyOf(t, db, storetest.MariaMBI), keyOf(t, db, storetest.JamesMBI)
	tests := map[string]struct {
		filter claims.ClaimFilter
		want   []string
		left   claims.LeftOut
	}{
		"early but for stale ones": {
			claims.ClaimFilter{PersonKey: maria, Counting: claims.Counting{Early: true}}, []string{"in-1", "car-1", "pde-1", "early-1"},
			claims.LeftOut{WithEarly: 1, Early: 1, Replaced: 1, PriorAuth: 1, Advantage: 1, Unknown: 1, Credits: 2},
		},
		"rows": {
			claims.ClaimFilter{PersonKey: maria, Counting: claims.Counting{Replaced: true}}, []string{"in-1", "car-0", "car-1", "pde-1", "cred-1", "void-1"},
			claims.LeftOut{Shown: 3, Early: 2, PriorAuth: 1, Advantage: 1, Unknown: 1},
		},
		"of a type": {
			claims.ClaimFilter{PersonKey: maria, Type: claims.Inpatient, Counting: claims.Counting{Advantage: true}}, []string{"in-1", "enc-1"}, claims.LeftOut{WithRecords: 1},
		},
		"of a year":             {claims.ClaimFilter{PersonKey: maria, Year: "2025"}, nil, claims.LeftOut{Early: 1}},
		"no debits, no denials": {claims.ClaimFilter{PersonKey: james, Counting: claims.Counting{NoDebits: true, NoDenied: true}}, nil, claims.LeftOut{Early: 1, Advantage: 1, NoDebits: 1, NoDenied: 2}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			tt.filter.BaseOnly = true
			page, err := db.PersonClaims(t.Context(), tt.filter, claims.Page{})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, row := range page.Rows {
				got = append(got, row.FHIRID)
			}
			if !slices.Equal(got, tt.want) || page.Total != len(tt.want) {
				t.Errorf("claims %v (%d), want %v", got, page.Total, tt.want)
			}
			left, err := db.PersonLeftOut(t.Context(), tt.filter)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.left, left); diff != "" {
				t.Errorf("left out (-want +got):\n%s", diff)
			}
		})
	}
}

// Behind a month of Spending stand the claims that its switches count.
func TestClaimsBehindWithSwitches(t *testing.T) {
	db := oddTown(t)
	for name, tt := range map[string]struct {
		counting claims.Counting
		want     []string
	}{
		"as a rule": {claims.Counting{}, []string{"denied-2", "out-1"}},
		"switches":  {claims.Counting{Advantage: true, NoDenied: true}, []string{"enc-2"}},
	} {
		t.Run(name, func(t *testing.T) {
			list, err := db.ClaimsBehind(t.Context(), claims.AnalysisFilter{Counting: tt.counting}, claims.BehindOf{From: "2026-03", To: "2026-03"}, 10)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, row := range list.Rows {
				got = append(got, row.FHIRID)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}
