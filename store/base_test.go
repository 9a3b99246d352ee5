package store_test

import (
	"slices"
	"testing"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
	"github.com/claimsdesk/claimsdesk/store/storetest"
)

// base are the base claims of the mixed data set, in key order.
var base = []string{"car-1", "car-4", "in-1", "out-1", "pde-1"}

func TestIncludeAddsKindsToBaseClaims(t *testing.T) {
	db := storetest.Mixed(t)
	cases := map[string]struct {
		include []claims.Include
		added   []string
	}{
		"base claims alone":    {},
		"partial, stale too":   {[]claims.Include{claims.IncludePartial}, []string{"early-1", "early-2"}},
		"superseded":           {[]claims.Include{claims.IncludeSuperseded}, []string{"car-0"}},
		"prior authorizations": {[]claims.Include{claims.IncludePriorAuth}, []string{"pa-1"}},
		"encounters":           {[]claims.Include{claims.IncludeEncounter}, []string{"enc-1"}},
		"unknown":              {[]claims.Include{claims.IncludeUnknown}, []string{"unk-1"}},
		"credits and voids":    {[]claims.Include{claims.IncludeCredit}, []string{"cred-1", "void-1"}},
		"two kinds":            {[]claims.Include{claims.IncludeUnknown, claims.IncludeEncounter}, []string{"enc-1", "unk-1"}},
		"every kind": {claims.Includes(), []string{
			"car-0", "cred-1", "early-1", "early-2", "enc-1", "pa-1", "unk-1", "void-1",
		}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			want := slices.Concat(base, c.added)
			slices.Sort(want)
			got := ids(t, db, store.RowQuery{Table: claims.Claims, Include: c.include})
			if !slices.Equal(got, want) {
				t.Errorf("got  %v\nwant %v", got, want)
			}
		})
	}
}

func TestVersionInUse(t *testing.T) {
	cases := map[string]struct {
		api, found string
		want       string
	}{
		"without a connection the newest": {want: claims.V3},
		"the connection's choice":         {api: claims.V2, want: claims.V2},
		"what auto found out":             {api: "auto", found: claims.V2, want: claims.V2},
		"auto that found nothing yet":     {api: "auto", want: claims.V3},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			db := storetest.Mixed(t)
			if c.api != "" {
				connection := claims.Connection{Environment: claims.EnvPractice, Origin: "http://127.0.0.1:1", ClientID: "x", API: c.api, InUse: c.found}
				if err := db.SaveConnection(t.Context(), connection); err != nil {
					t.Fatal(err)
				}
			}
			snapshot, err := db.Snapshot(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			defer closeOrFail(t, snapshot)
			if got := snapshot.VersionInUse(); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestVersionInUseIsAnotherWhereTheConnectionsIsNotStored(t *testing.T) {
	db := storetest.Open(t)
	storetest.Import(t, db, claims.SourceFile{Name: "v2.ndjson", APIVersion: claims.V2}, storetest.MixedV2()...)
	connection := claims.Connection{Environment: claims.EnvPractice, Origin: "http://127.0.0.1:1", ClientID: "x", API: claims.V3}
	if err := db.SaveConnection(t.Context(), connection); err != nil {
		t.Fatal(err)
	}
	want := []string{"carrier-1"}
	if got := ids(t, db, store.RowQuery{Table: claims.Claims}); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// ids reads the fhir_id of every row of a query.
func ids(t *testing.T, db *store.DB, q store.RowQuery) []string {
	t.Helper()
	col, _ := claims.TableOf(q.Table).Column("fhir_id")
	q.Columns = []claims.Col{col}
	var list []string
	for _, row := range read(t, db, q) {
		list = append(list, row[0])
	}
	return list
}

// read formats every row of a query.
func read(t *testing.T, db *store.DB, q store.RowQuery) [][]string {
	t.Helper()
	rows, err := db.Rows(t.Context(), q)
	if err != nil {
		t.Fatalf("query rows: %v", err)
	}
	defer closeOrFail(t, rows)
	return formatted(t, rows)
}

func formatted(t *testing.T, rows *store.Rows) [][]string {
	t.Helper()
	var list [][]string
	for rows.Next() {
		var row []string
		for i, v := range rows.Values() {
			row = append(row, v.Format(rows.Columns()[i].Kind))
		}
		list = append(list, row)
	}
	if err := rows.Err(); err != nil {
		t.Fatalf("read rows: %v", err)
	}
	return list
}
