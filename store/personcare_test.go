package store_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
)

// childOf is a child row of a claim.
func childOf(table string, columns ...string) made {
	return made{kind: table, columns: pairs(columns)}
}

func withParts(m made, parts ...made) made {
	m.children = append(m.children, parts...)
	return m
}

func careOf(t *testing.T, resources ...made) *store.DB {
	t.Helper()
	db := open(t, store.Options{Dir: t.TempDir(), Now: clock})
	t.Cleanup(func() { closeOrFail(t, db) })
	load(t, db, claims.SourceFile{Name: "f"}, append([]made{patient(claims.V3, "1", "mbi=1A")}, resources...)...)
	return db
}

// person is the key of the only person.
func onlyPerson(t *testing.T, db *store.DB) string {
	t.Helper()
	list, err := db.People(t.Context(), claims.PersonFilter{}, claims.SortByName, claims.Page{})
	if err != nil || len(list.Rows) != 1 {
		t.Fatalf("%d people, %v", len(list.Rows), err)
	}
	return list.Rows[0].Key
}

func fillOf(id, day, ndc, supply, cost string, columns ...string) made {
	return withParts(v3(id, append([]string{"claim_type=PDE", "claim_type_code=1", "claim_control_number=" + id, "from_date=" + day, "thru_date=" + day, "billing_npi=1900000001", "prescribing_npi=1800000001"}, columns...)...),
		childOf("claim_lines", "ndc_code="+ndc, "service_from="+day, "days_supply="+supply, "submitted_amount="+cost))
}

func TestPersonMedicines(t *testing.T) {
	db := careOf(t,
		fillOf("a", "2024-01-05", "55111015810", "30", "10.00"), fillOf("b", "2026-02-01", "55111015810", "30", "12.50"),
		fillOf("c", "2026-01-20", "00093015001", "90", "99.00", "prescribing_npi=1800000002"), fillOf("d", "2025-12-01", "55111015810", "30", "7.00"),
		fillOf("void", "2026-03-01", "11111111111", "30", "1.00", "adjustment_type=1"))
	got, err := db.PersonMedicines(t.Context(), onlyPerson(t, db))
	if err != nil {
		t.Fatal(err)
	}
	thirty, ninety := int64(30), int64(90)
	pharmacy := claims.Party{NPI: "1900000001"}
	want := []claims.PersonMedicine{
		{NDC: "55111015810", LastFilled: "2026-02-01", DaysSupply: &thirty, RunsOut: "2026-03-03", Prescriber: claims.Party{NPI: "1800000001"}, Pharmacy: pharmacy,
			FillsYear: 2, CostYear: 1950, Fills: 3, Last: claims.ClaimID{APIVersion: "v3", FHIRID: "b"}},
		{NDC: "00093015001", LastFilled: "2026-01-20", DaysSupply: &ninety, RunsOut: "2026-04-20", Prescriber: claims.Party{NPI: "1800000002"}, Pharmacy: pharmacy,
			FillsYear: 1, CostYear: 9900, Fills: 1, Last: claims.ClaimID{APIVersion: "v3", FHIRID: "c"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if none, err := db.PersonMedicines(t.Context(), "nobody"); err != nil || len(none) != 0 {
		t.Errorf("nobody: %v, %v", none, err)
	}
}

func TestPersonDiagnosesAndProviders(t *testing.T) {
	visit := func(id, day, npi string, parts ...made) made {
		return withParts(v3(id, "claim_control_number="+id, "from_date="+day, "thru_date="+day, "rendering_npi="+npi, "allowed_amount=100.00"), parts...)
	}
	db := careOf(t,
		visit("a", "2025-05-01", "1700000001", childOf("diagnoses", "code_norm=I10", "icd_version=10"), childOf("diagnoses", "code_norm=E119", "display=Type 2 diabetes"),
			childOf("care_team", "npi=1700000001", "name=Patel, Asha", "specialty_code=08", "role=rendering")),
		visit("b", "2026-01-09", "1700000002", childOf("diagnoses", "code_norm=I10", "display=Hypertension")),
		visit("c", "2026-01-09", "1700000002", childOf("diagnoses", "code_norm=I10")),
		withParts(v3("denied", "claim_control_number=denied", "thru_date=2026-02-09", "rendering_npi=1700000003", "denial_code=0"), childOf("diagnoses", "code_norm=Z00")),
	)
	key := onlyPerson(t, db)
	dx, err := db.PersonDiagnoses(t.Context(), key)
	if err != nil {
		t.Fatal(err)
	}
	want := []claims.PersonDiagnosis{
		{Code: "I10", Words: "Hypertension", ICD: "10", FirstSeen: "2025-05-01", LastSeen: "2026-01-09", Claims: 3, SeenBy: claims.Party{NPI: "1700000002"}, Last: claims.ClaimID{APIVersion: "v3", FHIRID: "c"}},
		{Code: "E119", Words: "Type 2 diabetes", FirstSeen: "2025-05-01", LastSeen: "2025-05-01", Claims: 1, SeenBy: claims.Party{NPI: "1700000001", Name: "Patel, Asha"}, Last: claims.ClaimID{APIVersion: "v3", FHIRID: "a"}},
	}
	if diff := cmp.Diff(want, dx); diff != "" {
		t.Error(diff)
	}
	providers, err := db.PersonProviders(t.Context(), key)
	if err != nil {
		t.Fatal(err)
	}
	hundred, twoHundred := int64(100_00), int64(200_00)
	wantProviders := []claims.PersonProvider{
		{Party: claims.Party{NPI: "1700000002"}, First: "2026-01-09", Last: "2026-01-09", Days: 1, Allowed: &twoHundred, LastClaim: claims.ClaimID{APIVersion: "v3", FHIRID: "c"}},
		{Party: claims.Party{NPI: "1700000001", Name: "Patel, Asha"}, Specialty: "08", First: "2025-05-01", Last: "2025-05-01", Days: 1, Allowed: &hundred, LastClaim: claims.ClaimID{APIVersion: "v3", FHIRID: "a"}},
	}
	if diff := cmp.Diff(wantProviders, providers); diff != "" {
		t.Error(diff)
	}
}

// The claims behind a line of medicines, diagnoses or providers are those that the line counts.
func TestClaimsBehindALine(t *testing.T) {
	visit := func(id, day, dx string, columns ...string) made {
		return withParts(v3(id, append([]string{"claim_type=CARRIER", "claim_control_number=" + id, "from_date=" + day, "thru_date=" + day, "rendering_npi=1800000001"}, columns...)...),
			childOf("diagnoses", "code_norm="+dx, "code="+dx))
	}
	db := careOf(t,
		fillOf("a", "2026-01-05", "55111015810", "30", "10.00"), fillOf("b", "2026-02-01", "55111015810", "30", "12.50"), fillOf("c", "2026-01-20", "00093015001", "90", "99.00"),
		fillOf("void", "2026-03-01", "55111015810", "30", "1.00", "adjustment_type=1"),
		visit("v1", "2026-03-01", "I509"), visit("v2", "2026-03-02", "I509", "rendering_npi=1800000009"), visit("v3", "2026-03-02", "E119"),
		visit("denied", "2026-03-03", "I509", "denial_code=0"))
	person := onlyPerson(t, db)
	for name, tt := range map[string]struct {
		filter claims.ClaimFilter
		want   string
	}{
		"medicine":            {claims.ClaimFilter{Behind: claims.ClaimsBehind{NDC: "55111015810"}}, "b a"},
		"diagnosis":           {claims.ClaimFilter{Behind: claims.ClaimsBehind{Diagnosis: "I509"}}, "v2 v1"},
		"provider":            {claims.ClaimFilter{Behind: claims.ClaimsBehind{Provider: "1800000001"}}, "v3 v1"},
		"nothing of the sort": {claims.ClaimFilter{Behind: claims.ClaimsBehind{Provider: "1"}}, ""},
		"narrowed further":    {claims.ClaimFilter{Type: claims.Carrier, Year: "2025", Behind: claims.ClaimsBehind{Diagnosis: "I509"}}, ""},
	} {
		tt.filter.PersonKey = person
		var ids []string
		page := claims.Page{Limit: 1, Desc: true}
		for {
			list, err := db.PersonClaims(t.Context(), tt.filter, page)
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range list.Rows {
				ids = append(ids, c.FHIRID)
			}
			if page.After = list.Next; page.After == "" {
				if list.Total != len(ids) {
					t.Errorf("%s: %d of %d", name, len(ids), list.Total)
				}
				break
			}
		}
		if got := strings.Join(ids, " "); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}
