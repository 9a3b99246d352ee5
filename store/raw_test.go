package store_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
	"github.com/claimsdesk/claimsdesk/store/storetest"
)

func TestRawIsByteForByteInTheOrderOfTheRows(t *testing.T) {
	db := storetest.Mixed(t)
	sent := map[string]string{}
	for _, r := range append(storetest.MixedV3(), storetest.MixedV2()...) {
		sent[r.APIVersion+r.ID] = string(r.Raw)
	}
	cases := map[string]store.RowQuery{
		"base claims":        {Table: claims.Claims},
		"every stored claim": {Table: claims.Claims, All: true},
		"drug claims":        {Table: claims.Claims, Cut: store.DrugClaims},
		"people":             {Table: claims.Beneficiaries, All: true},
		"some people":        {Table: claims.Beneficiaries, MBIs: []string{storetest.JamesMBI}},
		"coverage":           {Table: claims.Coverage},
	}
	for name, q := range cases {
		t.Run(name, func(t *testing.T) {
			q.Columns = []claims.Col{0, 1}
			var want []string
			for _, row := range read(t, db, q) {
				want = append(want, sent[row[0]+row[1]])
			}
			got := raw(t, db, q)
			if len(got) == 0 {
				t.Fatal("no resources")
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

func TestRawOfARowThatTwoResourcesMade(t *testing.T) {
	db := storetest.Open(t)
	claim := storetest.EOB(claims.V2, "f-1", "", claims.Outpatient, "2026-08-01")
	claim.Type, claim.Raw = claims.TypeClaim, []byte(`{"resourceType":"Claim","id":"f-1"}`)
	claim.Patch = []claims.Col{claims.ColClaimsThruDate}
	response := storetest.EOB(claims.V2, "f-1", "", claims.Outpatient, "2026-08-01")
	response.Type, response.Raw = claims.TypeClaimResponse, []byte(`{"resourceType":"ClaimResponse","id":"f-1"}`)
	response.Patch = []claims.Col{claims.ColClaimsAdjudication}
	storetest.Import(t, db, claims.SourceFile{Name: "claims.ndjson", APIVersion: claims.V2}, response, claim)
	want := []string{string(claim.Raw), string(response.Raw)}
	if diff := cmp.Diff(want, raw(t, db, store.RowQuery{Table: claims.Claims, All: true})); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// A merged Patient arrives as id and link alone, beside the content of before (docs/reference/flattening.md 2.1).
func TestRawOfAMergedPatient(t *testing.T) {
	db := storetest.Open(t)
	full := storetest.Patient(claims.V3, "101", "RIVERA", "MARIA", "1941-03-04", storetest.MariaMBI)
	stub := storetest.Patient(claims.V3, "101", "", "", "")
	stub.Rows[0].Set(claims.ColBeneficiariesReplacedBy, claims.TextValue("102"))
	stub.Patch = []claims.Col{claims.ColBeneficiariesPatientID, claims.ColBeneficiariesReplacedBy, claims.ColBeneficiariesLastUpdated}
	stub.Raw = []byte(`{"resourceType":"Patient","id":"101","link":[{"type":"replaced-by"}]}`)
	storetest.Import(t, db, claims.SourceFile{Name: "stub.ndjson", APIVersion: claims.V3}, stub)
	storetest.Import(t, db, claims.SourceFile{Name: "full.ndjson", APIVersion: claims.V3}, full)
	want := []string{string(full.Raw), string(stub.Raw)}
	if diff := cmp.Diff(want, raw(t, db, store.RowQuery{Table: claims.Beneficiaries})); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestRawOfOtherTables(t *testing.T) {
	db := storetest.Open(t)
	rows, err := db.Raw(t.Context(), store.RowQuery{Table: claims.ClaimLines})
	if err == nil {
		closeOrFail(t, rows)
	}
	if !errors.Is(err, store.ErrQuery) {
		t.Errorf("got %v, want ErrQuery", err)
	}
}

func TestRawThatIsDamaged(t *testing.T) {
	dir := t.TempDir()
	db := storetest.OpenIn(t, dir)
	storetest.FillMixed(t, db)
	harm(t, dir, `UPDATE resource_raw SET raw = x'00010203'`)
	rows, err := db.Raw(t.Context(), store.RowQuery{Table: claims.Claims})
	if err != nil {
		t.Fatal(err)
	}
	defer closeOrFail(t, rows)
	if rows.Next() {
		t.Errorf("damaged bytes came out as %q", rows.Bytes())
	}
	if err := rows.Err(); !errors.Is(err, store.ErrDamaged) {
		t.Errorf("got %v, want ErrDamaged", err)
	}
}

// raw reads the resources behind a query.
func raw(t *testing.T, db *store.DB, q store.RowQuery) []string {
	t.Helper()
	rows, err := db.Raw(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	defer closeOrFail(t, rows)
	var list []string
	for rows.Next() {
		list = append(list, string(rows.Bytes()))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return list
}
