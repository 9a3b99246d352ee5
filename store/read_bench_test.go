package store_test

import (
	"flag"
	"fmt"
	"testing"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
	"github.com/claimsdesk/claimsdesk/store/storetest"
)

var benchPeople = flag.Int("people", 500, "people in the benchmarks' data set; each has 50 claims of 5 lines")

// crowd fills a data set for the benchmarks.
func crowd(b *testing.B) *store.DB {
	b.Helper()
	db := storetest.Open(b)
	const claimsEach = 50
	for first := 0; first < *benchPeople; first += 100 {
		var resources []claims.Resource
		for i := first; i < min(first+100, *benchPeople); i++ {
			id := fmt.Sprintf("p%06d", i)
			resources = append(resources, storetest.Patient(claims.V3, id, fmt.Sprintf("NAME%04d", i%5000), fmt.Sprintf("FIRST%d", i%37), fmt.Sprintf("19%02d-01-02", i%90), fmt.Sprintf("1EG%08d", i)))
			for n := range claimsEach {
				r := storetest.EOB(claims.V3, fmt.Sprintf("c%06d-%02d", i, n), id, claims.Carrier, fmt.Sprintf("2025-%02d-%02d", 1+n%12, 1+i%28), storetest.Money(claims.ColClaimsPaymentAmount, "80.50"))
				for line := range int64(5) {
					r = storetest.With(r, claims.ClaimLines, storetest.Int(claims.ColClaimLinesClaimLineNumber, line+1), storetest.Text(claims.ColClaimLinesHCPCSCode, "99213"))
				}
				resources = append(resources, r)
			}
		}
		storetest.ImportOnly(b, db, claims.SourceFile{Name: fmt.Sprintf("crowd-%d.ndjson", first), APIVersion: claims.V3}, resources...)
	}
	if err := db.Settle(b.Context(), store.SettleOptions{}); err != nil {
		b.Fatal(err)
	}
	return db
}

// BenchmarkScreens measures the answers that screens wait for (docs/reference/performance.md 2).
func BenchmarkScreens(b *testing.B) {
	db := crowd(b)
	middle, err := db.People(b.Context(), claims.PersonFilter{}, claims.SortByPaid, claims.Page{Limit: *benchPeople / 2})
	if err != nil {
		b.Fatal(err)
	}
	answers := map[string]func() error{
		"people/first-page": func() error {
			_, err := db.People(b.Context(), claims.PersonFilter{}, claims.SortByName, claims.Page{})
			return err
		},
		"people/deep-page": func() error {
			_, err := db.People(b.Context(), claims.PersonFilter{}, claims.SortByPaid, claims.Page{After: middle.Next})
			return err
		},
		"people/search": func() error {
			_, err := db.People(b.Context(), claims.PersonFilter{Search: "name0042, f"}, claims.SortByName, claims.Page{Limit: 8})
			return err
		},
		"person": func() error { _, err := db.Person(b.Context(), middle.Rows[0].Key); return err },
		"claims-of-a-person": func() error {
			_, err := db.PersonClaims(b.Context(), claims.ClaimFilter{PersonKey: middle.Rows[0].Key}, claims.Page{Desc: true})
			return err
		},
		"claim":   func() error { _, err := db.Claim(b.Context(), claims.V3, "c000007-07"); return err },
		"summary": func() error { _, err := db.CurrentSummary(b.Context()); return err },
		"months":  func() error { _, err := db.Months(b.Context(), 13); return err },
	}
	for name, answer := range answers {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := answer(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkRows measures how fast an export's rows come out of the database.
func BenchmarkRows(b *testing.B) {
	db := crowd(b)
	for _, table := range []claims.TableID{claims.Claims, claims.ClaimLines} {
		b.Run(claims.TableOf(table).Name, func(b *testing.B) {
			count := 0
			for b.Loop() {
				rows, err := db.Rows(b.Context(), store.RowQuery{Table: table})
				if err != nil {
					b.Fatal(err)
				}
				for rows.Next() {
					count++
				}
				if err := rows.Err(); err != nil {
					b.Fatal(err)
				}
				if err := rows.Close(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(count)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}
