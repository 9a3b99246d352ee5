package store_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
	"github.com/claimsdesk/claimsdesk/store/storetest"
)

func TestRowsAreNarrowed(t *testing.T) {
	db := storetest.Mixed(t)
	cases := map[string]struct {
		query store.RowQuery
		want  []string
	}{
		"all stored rows of both versions": {
			store.RowQuery{Table: claims.Claims, All: true},
			[]string{"carrier-1", "car-0", "car-1", "car-4", "cred-1", "early-1", "early-2", "enc-1", "in-1", "out-1", "pa-1", "pde-1", "unk-1", "void-1"},
		},
		"all stored rows of one version": {store.RowQuery{Table: claims.Claims, All: true, APIVersion: claims.V2}, []string{"carrier-1"}},
		"another version":                {store.RowQuery{Table: claims.Claims, APIVersion: claims.V2}, []string{"carrier-1"}},
		"from, inclusive":                {store.RowQuery{Table: claims.Claims, From: "2026-03-01"}, []string{"out-1", "pde-1"}},
		"to, inclusive, on thru_date":    {store.RowQuery{Table: claims.Claims, To: "2026-01-09"}, []string{"car-4", "in-1"}},
		"to one day before":              {store.RowQuery{Table: claims.Claims, To: "2026-01-08"}, []string{"car-4"}},
		"types":                          {store.RowQuery{Table: claims.Claims, Types: []string{claims.PDE, claims.Inpatient}}, []string{"in-1", "pde-1"}},
		"a present MBI":                  {store.RowQuery{Table: claims.Claims, MBIs: []string{storetest.JamesMBI}}, []string{"car-4", "out-1"}},
		"a past MBI, with dashes":        {store.RowQuery{Table: claims.Claims, MBIs: []string{"1EG4-TE5-mk72"}}, []string{"car-1", "in-1", "pde-1"}},
		"nobody":                         {store.RowQuery{Table: claims.Claims, MBIs: []string{}}, nil},
		"drug claims":                    {store.RowQuery{Table: claims.Claims, Cut: store.DrugClaims}, []string{"pde-1"}},
		"claims without drug claims":     {store.RowQuery{Table: claims.Claims, Cut: store.MedicalClaims}, []string{"car-1", "car-4", "in-1", "out-1"}},
		"lines of base claims":           {store.RowQuery{Table: claims.ClaimLines}, []string{"car-1", "in-1", "in-1", "pde-1"}},
		"lines of replaced claims too":   {store.RowQuery{Table: claims.ClaimLines, Include: []claims.Include{claims.IncludeSuperseded}}, []string{"car-0", "car-1", "in-1", "in-1", "pde-1"}},
		"lines of claims of a time":      {store.RowQuery{Table: claims.ClaimLines, From: "2026-02-01", To: "2026-02-28"}, []string{"car-1"}},
		"people":                         {store.RowQuery{Table: claims.Beneficiaries}, []string{"101", "102", "103"}},
		"people of both versions":        {store.RowQuery{Table: claims.Beneficiaries, All: true}, []string{"-201", "101", "102", "103"}},
		"some people":                    {store.RowQuery{Table: claims.Beneficiaries, MBIs: []string{storetest.RuthMBI}}, []string{"103"}},
		"MBIs of a person":               {store.RowQuery{Table: claims.BeneficiaryMBIs, MBIs: []string{storetest.MariaMBI}}, []string{"101", "101"}},
		"coverage":                       {store.RowQuery{Table: claims.Coverage}, []string{"part-a-101", "part-d-101"}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			if got := ids(t, db, c.query); !slices.Equal(got, c.want) {
				t.Errorf("got  %v\nwant %v", got, c.want)
			}
		})
	}
}

func TestRowsShowMoneyAsSent(t *testing.T) {
	db := storetest.Mixed(t)
	got := read(t, db, store.RowQuery{Table: claims.Claims, Columns: []claims.Col{claims.ColClaimsFHIRID, claims.ColClaimsPaymentAmount, claims.ColClaimsFileName}})
	want := [][]string{
		{"car-1", "80.50", "mixed-v3.ndjson"}, {"car-4", "12.345", "mixed-v3.ndjson"}, {"in-1", "9214.33", "mixed-v3.ndjson"},
		{"out-1", "0.00", "mixed-v3.ndjson"}, {"pde-1", "", "mixed-v3.ndjson"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestRowsGiveBackWhatWasStored(t *testing.T) {
	db := storetest.Mixed(t)
	bookkeeping := map[string]bool{
		"file_name": true, "export_id": true, "ingested_at": true, "person_key": true, // upkeep
		"is_current": true, "superseded_by": true, "dq_flags": true, "mbi": true, // settled
	}
	for _, table := range claims.Catalogue() {
		if table.ID == claims.CoverageMonths {
			continue // v3 stores none: they are read off the periods
		}
		t.Run(table.Name, func(t *testing.T) {
			stored := map[string][]claims.Value{}
			for _, r := range storetest.MixedV3() {
				for _, row := range r.Rows {
					if row.Table == table.ID {
						stored[rowKey(table, row.Values)] = row.Values
					}
				}
			}
			rows, err := db.Rows(t.Context(), store.RowQuery{Table: table.ID, All: true, APIVersion: claims.V3})
			if err != nil {
				t.Fatal(err)
			}
			defer closeOrFail(t, rows)
			count := 0
			for ; rows.Next(); count++ {
				want := stored[rowKey(table, rows.Values())]
				for i, got := range rows.Values() {
					if !bookkeeping[table.Columns[i].Name] && (want == nil || got != want[i]) {
						t.Errorf("%s: got %+v, want %+v", table.Columns[i].Name, got, want[i])
					}
				}
			}
			if err := rows.Err(); err != nil {
				t.Fatal(err)
			}
			if count != len(stored) {
				t.Errorf("got %d rows, want %d", count, len(stored))
			}
		})
	}
}

func rowKey(table *claims.Table, values []claims.Value) string {
	key := ""
	for _, col := range table.Key {
		key += values[col].Format(table.Columns[col].Kind) + "|"
	}
	return key
}

func TestRowsAreSortedByKey(t *testing.T) {
	db := storetest.Mixed(t)
	for _, table := range claims.Catalogue() {
		t.Run(table.Name, func(t *testing.T) {
			got := read(t, db, store.RowQuery{Table: table.ID, All: true, Columns: table.Key})
			for _, key := range got {
				for i, col := range table.Key {
					if table.Columns[col].Kind == claims.Int {
						key[i] = fmt.Sprintf("%12s", key[i])
					}
				}
			}
			if !slices.IsSortedFunc(got, slices.Compare) {
				t.Errorf("not in key order: %v", got)
			}
		})
	}
}

// Early v2 claims name their person by an MBI alone (docs/reference/flattening.md section 3).
func TestClaimsOfAnMBIWithoutPatient(t *testing.T) {
	db := storetest.Open(t)
	claim := storetest.EOB(claims.V2, "f-1", "", claims.Outpatient, "2026-08-01", storetest.Text(claims.ColClaimsMBI, storetest.RuthMBI))
	storetest.Import(t, db, claims.SourceFile{Name: "claims.ndjson", APIVersion: claims.V2}, claim)
	for mbi, want := range map[string][]string{storetest.RuthMBI: {"f-1"}, storetest.JamesMBI: nil} {
		if got := ids(t, db, store.RowQuery{Table: claims.Claims, MBIs: []string{mbi}}); !slices.Equal(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
	}
	storetest.Import(t, db, claims.SourceFile{Name: "people.ndjson", APIVersion: claims.V2},
		storetest.Patient(claims.V2, "-203", "VAN DYKE", "RUTH", "1951-05-02", "9EG4TE5TE59", storetest.RuthMBI))
	if got, want := ids(t, db, store.RowQuery{Table: claims.Claims, MBIs: []string{"9EG4TE5TE59"}}), []string{"f-1"}; !slices.Equal(got, want) {
		t.Errorf("by the MBI that the person has now: got %v, want %v", got, want)
	}
}

// People named by key are those named by MBI, and nobody is nobody.
func TestRowsOfPeopleByKey(t *testing.T) {
	db := storetest.Mixed(t)
	keys := map[string]string{}
	for _, row := range read(t, db, store.RowQuery{Table: claims.Beneficiaries, Columns: []claims.Col{claims.ColBeneficiariesFHIRID, claims.ColBeneficiariesPersonKey}}) {
		keys[row[0]] = row[1]
	}
	for name, c := range map[string]struct {
		query store.RowQuery
		want  []string
	}{
		"one":                   {store.RowQuery{Table: claims.Claims, People: []string{keys["102"]}}, []string{"car-4", "out-1"}},
		"two":                   {store.RowQuery{Table: claims.Claims, People: []string{keys["101"], keys["102"]}}, []string{"car-1", "car-4", "in-1", "out-1", "pde-1"}},
		"two, one by their MBI": {store.RowQuery{Table: claims.Claims, People: []string{keys["101"], keys["102"]}, MBIs: []string{storetest.JamesMBI}}, []string{"car-4", "out-1"}},
		"their lines":           {store.RowQuery{Table: claims.ClaimLines, People: []string{keys["101"]}}, []string{"car-1", "in-1", "in-1", "pde-1"}},
		"their record":          {store.RowQuery{Table: claims.Beneficiaries, People: []string{keys["103"]}}, []string{"103"}},
		"nobody":                {store.RowQuery{Table: claims.Claims, People: []string{}}, nil},
	} {
		if got := ids(t, db, c.query); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", name, got, c.want)
		}
	}
	many := []string{keys["101"], keys["102"]}
	for i := range 200 {
		many = append(many, fmt.Sprintf("P%07d", 9_000_000+i))
	}
	if got, want := ids(t, db, store.RowQuery{Table: claims.Claims, People: many}), ids(t, db, store.RowQuery{Table: claims.Claims, People: many[:2]}); !slices.Equal(got, want) {
		t.Errorf("among many: got %v, want %v", got, want)
	}
}

// However many people are asked for, the rows are the same and in the same order.
func TestRowsOfManyPeople(t *testing.T) {
	db := storetest.Mixed(t)
	few := []string{storetest.MariaMBI, storetest.JamesMBI}
	many := few
	for i := range 200 {
		many = append(many, fmt.Sprintf("7EG4TE5%04d", i))
	}
	for _, table := range claims.Catalogue() {
		want := read(t, db, store.RowQuery{Table: table.ID, MBIs: few})
		got := read(t, db, store.RowQuery{Table: table.ID, MBIs: many})
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: -few +many\n%s", table.Name, diff)
		}
	}
}

func TestOneRowPerPerson(t *testing.T) {
	db := storetest.Mixed(t)
	storetest.Import(t, db, claims.SourceFile{Name: "merged.ndjson", APIVersion: claims.V3},
		storetest.Patient(claims.V3, "099", "RIVERA", "MARY", "1941-03-04", storetest.MariaMBI),
		storetest.Patient(claims.V3, "109", "RIVERA", "MARIA", "1941-03-04", storetest.MariaMBI))
	if got, want := ids(t, db, store.RowQuery{Table: claims.Beneficiaries}), []string{"099", "101", "102", "103", "109"}; !slices.Equal(got, want) {
		t.Errorf("records: got %v, want %v", got, want)
	}
	if got, want := ids(t, db, store.RowQuery{Table: claims.Beneficiaries, Cut: store.OnePerPerson}), []string{"102", "103", "109"}; !slices.Equal(got, want) {
		t.Errorf("people: got %v, want %v", got, want)
	}
}

func TestQueriesThatATableCannotAnswer(t *testing.T) {
	db := storetest.Open(t)
	cases := map[string]store.RowQuery{
		"a table that is none":       {Table: claims.TableID(claims.TableCount)},
		"a column that is none":      {Table: claims.Procedures, Columns: []claims.Col{99}},
		"claims, one per person":     {Table: claims.Claims, Cut: store.OnePerPerson},
		"drug claims out of people":  {Table: claims.Beneficiaries, Cut: store.DrugClaims},
		"other claims out of people": {Table: claims.Coverage, Cut: store.MedicalClaims},
	}
	for name, q := range cases {
		t.Run(name, func(t *testing.T) {
			rows, err := db.Rows(t.Context(), q)
			if err == nil {
				closeOrFail(t, rows)
			}
			if !errors.Is(err, store.ErrQuery) {
				t.Errorf("got %v, want ErrQuery", err)
			}
		})
	}
}

func TestSnapshotDoesNotSeeLaterImports(t *testing.T) {
	db := storetest.Mixed(t)
	snapshot, err := db.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	before, err := snapshot.CurrentSummary(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	storetest.Import(t, db, claims.SourceFile{Name: "later.ndjson", APIVersion: claims.V3},
		storetest.EOB(claims.V3, "car-9", "103", claims.Carrier, "2026-05-01", storetest.Money(claims.ColClaimsPaymentAmount, "1.00")))
	rows, err := snapshot.Rows(t.Context(), store.RowQuery{Table: claims.Claims, Columns: []claims.Col{claims.ColClaimsFHIRID}})
	if err != nil {
		t.Fatal(err)
	}
	if got := formatted(t, rows); len(got) != len(base) {
		t.Errorf("got %d claims, want %d", len(got), len(base))
	}
	closeOrFail(t, rows)
	after, err := snapshot.CurrentSummary(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, after); diff != "" {
		t.Errorf("the snapshot moved: %s", diff)
	}
	closeOrFail(t, snapshot)
	closeOrFail(t, snapshot) // twice does no harm
	if got := ids(t, db, store.RowQuery{Table: claims.Claims}); !slices.Contains(got, "car-9") {
		t.Errorf("a later reading lacks the new claim: %v", got)
	}
}

func TestCancelledRowsSaySo(t *testing.T) {
	db := storetest.Mixed(t)
	ctx, cancel := context.WithCancel(t.Context())
	rows, err := db.Rows(ctx, store.RowQuery{Table: claims.Claims})
	if err != nil {
		t.Fatal(err)
	}
	if !rows.Next() {
		t.Fatalf("no first row: %v", rows.Err())
	}
	cancel()
	for rows.Next() { // reads on until it notices
	}
	if err := rows.Close(); err != nil && !errors.Is(err, context.Canceled) {
		t.Errorf("close: %v", err)
	}
	if _, err := db.Rows(ctx, store.RowQuery{Table: claims.Claims}); !errors.Is(err, context.Canceled) {
		t.Errorf("a new reading: got %v, want context.Canceled", err)
	}
}
