package store_test

import (
	"flag"
	"testing"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
	"github.com/claimsdesk/claimsdesk/store/storetest"
)

var benchPeople = flag.Int("people", 500, "people in the benchmarks' data set; each has 50 claims")

// crowd fills a data set for the benchmarks.
func crowd(b *testing.B) *store.DB {
	b.Helper()
	db := storetest.Open(b)
	storetest.FillCrowd(b, db, storetest.Crowd{People: *benchPeople, ClaimsEach: 50})
	return db
}

// BenchmarkScreens measures the answers that screens wait for (docs/reference/performance.md 2).
func BenchmarkScreens(b *testing.B) {
	db := crowd(b)
	middle, err := db.People(b.Context(), claims.PersonFilter{}, claims.SortByPaid, claims.Page{Limit: *benchPeople / 2})
	if err != nil {
		b.Fatal(err)
	}
	list, err := db.PersonClaims(b.Context(), claims.ClaimFilter{PersonKey: middle.Rows[0].Key}, claims.Page{Desc: true})
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
		"people/doctors": func() error {
			_, err := db.PeopleDoctors(b.Context(), claims.PersonFilter{OnList: true})
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
		"claim":   func() error { _, err := db.Claim(b.Context(), claims.V3, list.Rows[0].FHIRID); return err },
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
