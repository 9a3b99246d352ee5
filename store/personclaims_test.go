package store_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
	"github.com/claimsdesk/claimsdesk/store/storetest"
)

func keyOf(t *testing.T, db *store.DB, mbi string) string {
	t.Helper()
	list, err := db.People(t.Context(), claims.PersonFilter{Search: mbi}, claims.SortByName, claims.Page{})
	if err != nil || len(list.Rows) != 1 {
		t.Fatalf("%d people found, %v", len(list.Rows), err)
	}
	return list.Rows[0].Key
}

func TestClaimsOfAPerson(t *testing.T) {
	db := storetest.Mixed(t)
	maria := keyOf(t, db, storetest.MariaMBI)
	all := []string{"early-2", "in-1", "car-0", "car-1", "pde-1", "cred-1", "enc-1", "pa-1", "unk-1", "void-1", "early-1"}
	cases := map[string]struct {
		filter claims.ClaimFilter
		want   []string
	}{
		"all":         {claims.ClaimFilter{PersonKey: maria}, all},
		"base claims": {claims.ClaimFilter{PersonKey: maria, BaseOnly: true}, []string{"in-1", "car-1", "pde-1"}},
		"one type":    {claims.ClaimFilter{PersonKey: maria, Type: claims.Inpatient}, []string{"in-1", "enc-1"}},
		"nobody":      {claims.ClaimFilter{PersonKey: "nobody"}, nil},
	}
	for name, c := range cases {
		for _, desc := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s desc=%v", name, desc), func(t *testing.T) {
				want := slices.Clone(c.want)
				if desc {
					slices.Reverse(want)
				}
				var got []string
				page := claims.Page{Limit: 2, Desc: desc}
				for {
					list, err := db.PersonClaims(t.Context(), c.filter, page)
					if err != nil {
						t.Fatal(err)
					}
					if list.Total != len(want) {
						t.Fatalf("total %d, want %d", list.Total, len(want))
					}
					for _, r := range list.Rows {
						got = append(got, r.FHIRID)
					}
					if list.Next == "" || len(got) > len(want) {
						break
					}
					page.After = list.Next
				}
				if !slices.Equal(got, want) {
					t.Errorf("got  %v\nwant %v", got, want)
				}
			})
		}
	}
}

func cents(n int64) *int64 { return &n }

func TestWhatAListShowsOfAClaim(t *testing.T) {
	db := storetest.Mixed(t)
	cases := []claims.ClaimRow{
		{
			APIVersion: claims.V3, FHIRID: "in-1", ClaimType: claims.Inpatient, FromDate: "2026-01-05", ThruDate: "2026-01-09",
			PrincipalDx: "I509", DxDisplay: "Heart failure, unspecified", ProviderName: "PATEL ANITA", ProviderNPI: "1003000126",
			PaidCents: cents(921433), ChargedCents: cents(2000000), Lines: 2, Current: true, Base: true,
		},
		{
			APIVersion: claims.V3, FHIRID: "early-2", ClaimType: claims.Carrier, FromDate: "2025-12-01", ThruDate: "2025-12-01",
			Current: true, Partial: true, DataNotes: []string{claims.FlagStale},
		},
		{
			APIVersion: claims.V3, FHIRID: "out-1", ClaimType: claims.Outpatient, FromDate: "2026-03-01", ThruDate: "2026-03-01",
			PaidCents: cents(0), Current: true, Denied: true, Base: true,
		},
		{
			APIVersion: claims.V3, FHIRID: "pa-1", ClaimType: claims.PriorAuth, FromDate: "2026-04-15", ThruDate: "2026-04-15", Current: true,
		},
		{
			APIVersion: claims.V3, FHIRID: "car-0", ClaimType: claims.Carrier, FromDate: "2026-02-03", ThruDate: "2026-02-03",
			PaidCents: cents(7000), Lines: 1,
		},
	}
	for _, want := range cases {
		want.Arrived = "2026-08-20"
		t.Run(want.FHIRID, func(t *testing.T) {
			got, err := db.Claim(t.Context(), want.APIVersion, want.FHIRID)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got.ClaimRow); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

func TestOneClaimInFull(t *testing.T) {
	db := storetest.Mixed(t)
	got, err := db.Claim(t.Context(), claims.V3, "in-1")
	if err != nil {
		t.Fatal(err)
	}
	wantLines := []claims.ClaimLine{
		{Number: 1, Revenue: "0120", Units: "4", Charged: cents(2000000)},
		{Number: 2, Revenue: "0001", Total: true},
	}
	if diff := cmp.Diff(wantLines, got.Lines); diff != "" {
		t.Errorf("lines: -want +got\n%s", diff)
	}
	wantDiagnoses := []claims.Diagnosis{
		{Sequence: 1, Code: "R079", Kind: "admitting"},
		{Sequence: 2, Code: "I509", Display: "Heart failure, unspecified", Kind: "principal"},
	}
	if diff := cmp.Diff(wantDiagnoses, got.Diagnoses); diff != "" {
		t.Errorf("diagnoses: -want +got\n%s", diff)
	}
	wantTeam := []claims.TeamMember{{Role: "attending", NPI: "1003000134", Name: "PATEL ANITA"}}
	if diff := cmp.Diff(wantTeam, got.Team); diff != "" {
		t.Errorf("team: -want +got\n%s", diff)
	}
	fields := map[string]string{}
	for _, f := range got.Fields {
		fields[f.Column.Name] = f.Text
	}
	for name, want := range map[string]string{
		"payment_amount": "9214.33", "thru_date": "2026-01-09", "is_current": "true", "line_count": "2",
		"mbi": storetest.MariaMBI, "file_name": "mixed-v3.ndjson", "export_id": "12",
	} {
		if fields[name] != want {
			t.Errorf("field %s: got %q, want %q", name, fields[name], want)
		}
	}
	if _, ok := fields["payment_date"]; ok {
		t.Error("a column without a value is listed")
	}
	visit, err := db.Claim(t.Context(), claims.V3, "car-1")
	if err != nil {
		t.Fatal(err)
	}
	wantLines = []claims.ClaimLine{{Number: 1, Procedure: "99213", Modifiers: []string{"25"}, Paid: cents(8050)}}
	if diff := cmp.Diff(wantLines, visit.Lines); diff != "" {
		t.Errorf("lines of a visit: -want +got\n%s", diff)
	}
	if _, err := db.Claim(t.Context(), claims.V2, "in-1"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("in the other version: got %v, want ErrNotFound", err)
	}
}
