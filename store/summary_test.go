package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
	"github.com/claimsdesk/claimsdesk/store/storetest"
)

func TestSummaries(t *testing.T) {
	db := storetest.Mixed(t)
	all, err := db.Summary(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := claims.Summary{
		People: 4, OnList: 3,
		Claims: map[string]int{
			claims.Carrier: 7, claims.Inpatient: 2, claims.Outpatient: 2, claims.PDE: 1, claims.PriorAuth: 1, claims.Unknown: 1,
		},
		ClaimLines: 5, Diagnoses: 2, Procedures: 1, CareTeam: 1, SupportingInfo: 1, LineAdjudications: 2,
		PaymentCents: 921433 + 8050 + 7000 - 500 + 1234 + 8050, LastServiceDate: "2026-08-01",
		APIVersions: []string{claims.V2, claims.V3}, DataAsOf: "2026-08-20T10:00:00.000+00:00",
	}
	if diff := cmp.Diff(want, all); diff != "" {
		t.Errorf("all rows: -want +got\n%s", diff)
	}
	current, err := db.CurrentSummary(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want = claims.Summary{
		People: 3, OnList: 3,
		Claims:     map[string]int{claims.Carrier: 2, claims.Inpatient: 1, claims.Outpatient: 1, claims.PDE: 1},
		ClaimLines: 4, Diagnoses: 2, Procedures: 1, CareTeam: 1, SupportingInfo: 1, LineAdjudications: 2,
		PaymentCents: 921433 + 8050 + 1234, LastServiceDate: "2026-03-10",
		APIVersions: []string{claims.V3}, DataAsOf: "2026-08-20T10:00:00.000+00:00",
	}
	if diff := cmp.Diff(want, current); diff != "" {
		t.Errorf("default rows: -want +got\n%s", diff)
	}
}

func TestSummaryAgreesWithRows(t *testing.T) {
	db := storetest.Mixed(t)
	current, err := db.CurrentSummary(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	all, err := db.Summary(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	figures := map[claims.TableID]func(claims.Summary) int{
		claims.Beneficiaries: func(s claims.Summary) int { return s.People },
		claims.Claims: func(s claims.Summary) (n int) {
			for _, count := range s.Claims {
				n += count
			}
			return n
		},
		claims.ClaimLines:        func(s claims.Summary) int { return s.ClaimLines },
		claims.Diagnoses:         func(s claims.Summary) int { return s.Diagnoses },
		claims.Procedures:        func(s claims.Summary) int { return s.Procedures },
		claims.CareTeam:          func(s claims.Summary) int { return s.CareTeam },
		claims.SupportingInfo:    func(s claims.Summary) int { return s.SupportingInfo },
		claims.LineAdjudications: func(s claims.Summary) int { return s.LineAdjudications },
	}
	for table, figure := range figures {
		if got, want := figure(current), len(ids(t, db, store.RowQuery{Table: table})); got != want {
			t.Errorf("default rows of %s: summary %d, rows %d", claims.TableOf(table).Name, got, want)
		}
		if got, want := figure(all), len(ids(t, db, store.RowQuery{Table: table, All: true})); got != want {
			t.Errorf("all rows of %s: summary %d, rows %d", claims.TableOf(table).Name, got, want)
		}
	}
}

func TestSummaryOfNothing(t *testing.T) {
	db := storetest.Open(t)
	for name, of := range map[string]func() (claims.Summary, error){
		"all":     func() (claims.Summary, error) { return db.Summary(t.Context()) },
		"current": func() (claims.Summary, error) { return db.CurrentSummary(t.Context()) },
	} {
		got, err := of()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if diff := cmp.Diff(claims.Summary{Claims: map[string]int{}}, got); diff != "" {
			t.Errorf("%s: -want +got\n%s", name, diff)
		}
	}
}

func TestDataAreNotAsOfAnUnfinishedRefresh(t *testing.T) {
	db := storetest.Mixed(t)
	refresh, err := db.SaveRefresh(t.Context(), claims.Refresh{
		Course: claims.Course{State: claims.RefreshPartly}, APIVersion: claims.V3, Group: "all", StartedAt: storetest.Now(), TransactionTime: "2026-08-28T10:00:00Z",
	})
	if err != nil {
		t.Fatal(err)
	}
	listed := claims.JobFile{Name: "part.ndjson", Type: claims.TypeEOB, State: claims.FileListed}
	job, err := saveJob(t, db, refresh, claims.Job{Purpose: claims.JobClaims, ServerID: "99", APIVersion: claims.V3, State: claims.JobListed}, listed)
	if err != nil {
		t.Fatal(err)
	}
	listed.JobID = job.ID
	file, err := db.BeginFile(t.Context(), claims.SourceFile{Name: "part.ndjson", APIVersion: claims.V3, ExportID: "99", TransactionTime: "2026-08-28T10:00:00Z"})
	if err != nil {
		t.Fatal(err)
	}
	if err := file.MarkJobFile(listed); err != nil {
		t.Fatal(err)
	}
	if _, err := file.Commit(t.Context(), "", 0); err != nil {
		t.Fatal(err)
	}
	dataAsOf := func() string {
		s, err := db.CurrentSummary(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return s.DataAsOf
	}
	if got, want := dataAsOf(), "2026-08-20T10:00:00.000+00:00"; got != want {
		t.Errorf("while files are missing: got %s, want %s", got, want)
	}
	refresh.State = claims.RefreshDone
	if _, err := db.SaveRefresh(t.Context(), refresh); err != nil {
		t.Fatal(err)
	}
	if got, want := dataAsOf(), "2026-08-28T10:00:00Z"; got != want {
		t.Errorf("when it is done: got %s, want %s", got, want)
	}
}

func TestMonths(t *testing.T) {
	db := storetest.Mixed(t)
	storetest.Import(t, db, claims.SourceFile{Name: "later.ndjson", APIVersion: claims.V3},
		storetest.EOB(claims.V3, "future", "101", claims.Carrier, "2027-01-01"),
		storetest.EOB(claims.V3, "no-day", "101", claims.Carrier, ""))
	march := []claims.MonthTotal{
		{Month: "2026-03", ClaimType: claims.Outpatient, Claims: 1},
		{Month: "2026-03", ClaimType: claims.PDE, Claims: 1, ChargedCents: 4510},
	}
	year := append([]claims.MonthTotal{
		{Month: "2025-11", ClaimType: claims.Carrier, Claims: 1, PaidCents: 1234},
		{Month: "2026-01", ClaimType: claims.Inpatient, Claims: 1, PaidCents: 921433, ChargedCents: 2000000},
		{Month: "2026-02", ClaimType: claims.Carrier, Claims: 1, PaidCents: 8050, ChargedCents: 15000},
	}, march...)
	cases := map[string]struct {
		n    int
		want []claims.MonthTotal
	}{
		"the latest month": {1, march},
		"five months":      {5, year},
		"a year":           {12, year},
		"none":             {0, nil},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			got, err := db.Months(t.Context(), c.n)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}
