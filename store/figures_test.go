package store_test

import (
	"context"
	"fmt"
	"os"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
)

// Figures are kept up person by person while people merge and claims move between them; after any imports they must be
// what reading the rows gives, and every rule of Integrity must hold.
func TestFiguresAreThoseOfTheRows(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		exports := rapid.SliceOfN(rapid.Custom(drawExport), 1, 4).Draw(rt, "exports")
		dir, err := os.MkdirTemp(t.TempDir(), "set")
		if err != nil {
			t.Fatal(err)
		}
		db := open(t, store.Options{Dir: dir, Now: clock})
		defer closeOrFail(t, db)
		for i, e := range exports {
			load(t, db, claims.SourceFile{Name: fmt.Sprintf("file-%d", i), ExportID: fmt.Sprint(i), TransactionTime: e.time}, e.resources...)
		}
		report, err := db.Integrity(t.Context())
		if err != nil {
			rt.Fatal(err)
		}
		if !report.OK() {
			rt.Errorf("integrity: %+v", report)
		}
		checkFigures(t, rt, db, store.RowQuery{}, db.CurrentSummary)
		checkFigures(t, rt, db, store.RowQuery{All: true}, db.Summary)
		checkKinds(t, rt, db)
	})
}

// checkFigures compares a summary with the rows it speaks of.
func checkFigures(t *testing.T, rt *rapid.T, db *store.DB, q store.RowQuery, of func(context.Context) (claims.Summary, error)) {
	t.Helper()
	sum, err := of(t.Context())
	if err != nil {
		rt.Fatal(err)
	}
	for table, got := range map[claims.TableID]int{
		claims.Beneficiaries: sum.People, claims.ClaimLines: sum.ClaimLines, claims.Diagnoses: sum.Diagnoses,
		claims.SupportingInfo: sum.SupportingInfo, claims.LineAdjudications: sum.LineAdjudications,
	} {
		q.Table = table
		if want := len(ids(t, db, q)); got != want {
			rt.Errorf("%s, all %v: summary %d, rows %d", claims.TableOf(table).Name, q.All, got, want)
		}
	}
	q.Table, q.Columns = claims.Claims, []claims.Col{claims.ColClaimsClaimType, claims.ColClaimsPaymentAmount}
	rows, err := db.Rows(t.Context(), q)
	if err != nil {
		rt.Fatal(err)
	}
	defer closeOrFail(t, rows)
	paid := int64(0)
	for rows.Next() {
		paid += rows.Values()[1].Int
		claimType := rows.Values()[0].Text
		if claimType == "" {
			claimType = claims.Unknown
		}
		sum.Claims[claimType]--
	}
	if err := rows.Err(); err != nil {
		rt.Fatal(err)
	}
	if paid != sum.PaymentCents {
		rt.Errorf("payments, all %v: summary %d, rows %d", q.All, sum.PaymentCents, paid)
	}
	for claimType, n := range sum.Claims {
		if n != 0 {
			rt.Errorf("%s claims, all %v: the summary counts %d more than the rows", claimType, q.All, n)
		}
	}
}

// checkKinds holds the kinds of --include against each other: each one only adds rows, and together they are every row.
func checkKinds(t *testing.T, rt *rapid.T, db *store.DB) {
	t.Helper()
	for _, version := range []string{claims.V2, claims.V3} {
		q := store.RowQuery{Table: claims.Claims, APIVersion: version}
		counted := ids(t, db, q)
		for _, kind := range claims.Includes() {
			q.Include = []claims.Include{kind}
			more := ids(t, db, q)
			for _, id := range counted {
				if !slices.Contains(more, id) {
					rt.Errorf("asking for %s drops a base claim", kind)
				}
			}
		}
		q.Include = claims.Includes()
		every := ids(t, db, q)
		q.All = true
		if all := ids(t, db, q); !slices.Equal(every, all) {
			rt.Errorf("every kind together: %d of %d rows", len(every), len(all))
		}
	}
}
