package store_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/measure"
	"github.com/claimsdesk/claimsdesk/store"
	"github.com/claimsdesk/claimsdesk/store/storetest"
)

// spent adds the months of the chart up by type.
func spent(t *testing.T, db *store.DB, filter claims.AnalysisFilter) map[string]int64 {
	t.Helper()
	a, err := db.Analysis(t.Context(), filter)
	if err != nil {
		t.Fatal(err)
	}
	sums := map[string]int64{}
	for _, m := range a.Spending(measure.Months("2020-01", "2026-12")) {
		for i, claimType := range measure.SpendingTypes() {
			if m.Types[i].PaidCents != 0 {
				sums[claimType] += m.Types[i].PaidCents
			}
		}
	}
	return sums
}

// exported adds the default rows of claims up by type, as an export has them.
func exported(t *testing.T, db *store.DB, q store.RowQuery) map[string]int64 {
	t.Helper()
	q.Table = claims.Claims
	q.Columns = []claims.Col{claims.ColClaimsClaimType, claims.ColClaimsPaymentAmount, claims.ColClaimsSubmittedAmount}
	rows, err := db.Rows(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	defer closeOrFail(t, rows)
	sums := map[string]int64{}
	for rows.Next() {
		row := rows.Values()
		claimType, cents := row[0].Text, row[1].Int
		if claimType == claims.PDE {
			cents = row[2].Int
		}
		if cents != 0 {
			sums[claimType] += cents
		}
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return sums
}

// The chart and the file say the same.
func TestSpendingIsThatOfTheExport(t *testing.T) {
	db := storetest.Mixed(t)
	if diff := cmp.Diff(exported(t, db, store.RowQuery{}), spent(t, db, claims.AnalysisFilter{})); diff != "" {
		t.Errorf("everybody (-export +chart):\n%s", diff)
	}
	if err := db.SavePeopleList(t.Context(), "Panel", []string{storetest.JamesMBI}); err != nil {
		t.Fatal(err)
	}
	want := exported(t, db, store.RowQuery{MBIs: []string{storetest.JamesMBI}})
	if diff := cmp.Diff(want, spent(t, db, claims.AnalysisFilter{Group: claims.GroupList, List: "panel"})); diff != "" || len(want) == 0 {
		t.Errorf("a people list (-export +chart):\n%s", diff)
	}
	if _, err := db.Analysis(t.Context(), claims.AnalysisFilter{Group: claims.GroupList, List: "None"}); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("unknown list: %v", err)
	}
}

// Who leaves the patient list leaves the chart, also without any new claim.
func TestFiguresFollowTheRoster(t *testing.T) {
	db := storetest.Mixed(t)
	james := exported(t, db, store.RowQuery{MBIs: []string{storetest.JamesMBI}})
	takeRoster(t, db, "2026-08-20T10:00:00Z", "102")
	if diff := cmp.Diff(james, spent(t, db, claims.AnalysisFilter{})); diff != "" {
		t.Errorf("James alone (-want +got):\n%s", diff)
	}
	if got := spent(t, db, claims.AnalysisFilter{Group: claims.GroupThen}); len(got) != 0 {
		t.Errorf("before the first patient list: %v", got)
	}
	takeRoster(t, db, "2026-08-27T10:00:00Z", "101", "102", "103")
	if diff := cmp.Diff(exported(t, db, store.RowQuery{}), spent(t, db, claims.AnalysisFilter{})); diff != "" {
		t.Errorf("everybody again (-want +got):\n%s", diff)
	}
	before := spent(t, db, claims.AnalysisFilter{})
	if err := db.Settle(t.Context(), store.SettleOptions{All: true}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, spent(t, db, claims.AnalysisFilter{})); diff != "" {
		t.Errorf("after settling everybody (-before +after):\n%s", diff)
	}
}

// takeRoster stores a complete patient list and settles.
func takeRoster(t *testing.T, db *store.DB, at string, people ...string) {
	t.Helper()
	when, err := time.Parse(time.RFC3339, at)
	if err != nil {
		t.Fatal(err)
	}
	roster, err := db.BeginRoster(t.Context(), store.Roster{RefreshID: when.Unix(), TakenAt: when, APIVersion: claims.V3, Group: "all"}, true)
	if err := errors.Join(err, db.AddToRoster(t.Context(), roster, people), db.CompleteRoster(t.Context(), roster.ID, when), db.Settle(t.Context(), store.SettleOptions{})); err != nil {
		t.Fatal(err)
	}
}

// village is a data set of 12 people with doctors, facilities and medicines.
func village(t *testing.T) *store.DB {
	t.Helper()
	db := storetest.Open(t)
	var all []claims.Resource
	for i := range 12 {
		id := fmt.Sprint(100 + i)
		all = append(all, storetest.Patient(claims.V3, id, "BIRCH", fmt.Sprintf("P%02d", i), "1941-03-04", fmt.Sprintf("1EG4TE5AA%02d", i)))
		for _, part := range []string{"A", "B", "D"} {
			all = append(all, storetest.Coverage(claims.V3, part+id, id, part, storetest.Text(claims.ColCoveragePeriodStart, "2024-01-01")))
		}
		npi, specialty := "1000000001", "08"
		if i >= 8 {
			npi, specialty = "1000000002", "11"
		}
		visit := storetest.EOB(claims.V3, "car-"+id, id, claims.Carrier, "2026-04-10", storetest.Money(claims.ColClaimsPaymentAmount, fmt.Sprint(100*(i+1))),
			storetest.Text(claims.ColClaimsProviderTaxID, "310000001"), storetest.Text(claims.ColClaimsWeeklyProcessDate, "2026-05-01"))
		visit = storetest.With(visit, claims.ClaimLines, storetest.Int(claims.ColClaimLinesClaimLineNumber, 1), storetest.Text(claims.ColClaimLinesPlaceOfService, "11"),
			storetest.Text(claims.ColClaimLinesSpecialty, specialty), storetest.Text(claims.ColClaimLinesRenderingNPI, npi), storetest.Money(claims.ColClaimLinesAllowedAmount, "80"))
		visit = storetest.With(visit, claims.ClaimLines, storetest.Int(claims.ColClaimLinesClaimLineNumber, 2), storetest.Text(claims.ColClaimLinesPlaceOfService, "23"),
			storetest.Text(claims.ColClaimLinesSpecialty, "93"), storetest.Text(claims.ColClaimLinesRenderingNPI, "1000000009"), storetest.Money(claims.ColClaimLinesAllowedAmount, "999"))
		visit = storetest.With(visit, claims.CareTeam, storetest.Text(claims.ColCareTeamRole, "rendering"), storetest.Text(claims.ColCareTeamNPI, npi), storetest.Text(claims.ColCareTeamName, "Dr. "+npi[9:]))
		all = append(all, visit,
			storetest.EOB(claims.V3, "out-"+id, id, claims.Outpatient, "2026-04-12", storetest.Money(claims.ColClaimsPaymentAmount, "50"), storetest.Text(claims.ColClaimsFacilityCCN, "360051")),
			storetest.With(storetest.EOB(claims.V3, "pde-"+id, id, claims.PDE, "2026-04-15", storetest.Money(claims.ColClaimsSubmittedAmount, "45.10")), claims.ClaimLines,
				storetest.Int(claims.ColClaimLinesClaimLineNumber, 1), storetest.Text(claims.ColClaimLinesNDCCode, "00093015001"), storetest.Text(claims.ColClaimLinesBrandGeneric, "G")))
	}
	storetest.Import(t, db, claims.SourceFile{Name: "village.ndjson", APIVersion: claims.V3, ExportID: "1", TransactionTime: "2026-08-20T10:00:00Z", Full: true}, all...)
	return db
}

func TestPersonMonthsOfPeriods(t *testing.T) {
	a, err := village(t).Analysis(t.Context(), claims.AnalysisFilter{})
	if err != nil {
		t.Fatal(err)
	}
	april := a.Spending([]string{"2023-12", "2026-04"})
	if april[0].People != 0 || april[1].People != 12 || a.People != 12 || a.AsOf != "2026-08" {
		t.Errorf("PM %d and %d, %d people, as of %s", april[0].People, april[1].People, a.People, a.AsOf)
	}
	if want := int64(7800_00 + 600_00); april[1].Total != want || april[1].Rate != float64(want)/12 {
		t.Errorf("total %d, rate %v", april[1].Total, april[1].Rate)
	}
}

func TestCareOutside(t *testing.T) {
	db := village(t)
	care := func() *measure.Care {
		care, err := db.Care(t.Context(), claims.AnalysisFilter{}, measure.Switches{}, "2026-01", "2026-05")
		if err != nil {
			t.Fatal(err)
		}
		return care
	}
	want := []measure.Side{{Name: "08", Outside: 640_00, PeopleOutside: 8}, {Name: "11", Outside: 320_00, PeopleOutside: 4}}
	if diff := cmp.Diff(want, care().Specialties()); diff != "" {
		t.Errorf("without a list (-want +got):\n%s", diff)
	}
	list := []measure.Provider{{NPI: "1000000001", Name: "Patel, Asha"}, {CCN: "360051"}}
	if err := db.SaveOwnProviders(t.Context(), list); err != nil {
		t.Fatal(err)
	}
	got, err := db.OwnProviders(t.Context())
	if diff := cmp.Diff(list, got); diff != "" || err != nil {
		t.Errorf("the list (-want +got):\n%s %v", diff, err)
	}
	want = []measure.Side{{Name: "08", Inside: 640_00, PeopleInside: 8}, {Name: "11", Outside: 320_00, PeopleOutside: 4}}
	if diff := cmp.Diff(want, care().Specialties()); diff != "" {
		t.Errorf("with a list (-want +got):\n%s", diff)
	}
	if _, inside, outside := care().Facilities(5); inside != 600_00 || outside != 0 {
		t.Errorf("facilities %d inside, %d outside", inside, outside)
	}
	names, err := db.ProviderNames(t.Context(), []string{"1000000001", "1000000002", "1000000003"})
	if diff := cmp.Diff(map[string]string{"1000000001": "Patel, Asha", "1000000002": "Dr. 2"}, names); diff != "" || err != nil {
		t.Errorf("names (-want +got):\n%s %v", diff, err)
	}
	if err := db.SaveOwnProviders(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if got, err := db.OwnProviders(t.Context()); len(got) != 0 || err != nil {
		t.Errorf("a forgotten list: %v, %v", got, err)
	}
}

func TestMedicinesOfAGroup(t *testing.T) {
	db := village(t)
	m, err := db.Medicines(t.Context(), claims.AnalysisFilter{}, "2026-01", "2026-05")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]measure.Drug{{NDC9: "000930150", CostCents: 541_20, Fills: 12, Generic: 12, People: 12}}, m.Top(3)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	a, err := db.Analysis(t.Context(), claims.AnalysisFilter{})
	if err != nil {
		t.Fatal(err)
	}
	if months := m.Months([]string{"2026-04"}, a.Group); months[0].Members != 12 || months[0].CostCents != 541_20 {
		t.Errorf("%+v", months)
	}
}

func TestTopPeopleAndClaimsBehind(t *testing.T) {
	db := village(t)
	last, err := db.LastCompleteMonth(t.Context())
	if err != nil || last != "2026-05" {
		t.Fatalf("last complete month %q, %v", last, err)
	}
	top, err := db.TopPeople(t.Context(), claims.AnalysisFilter{}, 2)
	if err != nil {
		t.Fatal(err)
	}
	if top.From != "2025-06" || top.To != "2026-05" || len(top.PaidCents) != 12 || len(top.Rows) != 2 {
		t.Fatalf("%s to %s, %d people, %d rows", top.From, top.To, len(top.PaidCents), len(top.Rows))
	}
	if top.Rows[0].FirstName != "P11" || top.Rows[0].YearCents != 1250_00 || top.Rows[1].Rank != 2 {
		t.Errorf("%+v", top.Rows)
	}
	behind, err := db.ClaimsBehind(t.Context(), claims.AnalysisFilter{}, claims.BehindOf{From: "2026-04", To: "2026-04"}, 3)
	if err != nil {
		t.Fatal(err)
	}
	if behind.Total != 24 || len(behind.Rows) != 3 || behind.Rows[0].FHIRID != "car-111" || behind.Rows[0].FirstName != "P11" {
		t.Errorf("%d claims, first %+v", behind.Total, behind.Rows)
	}
	if one, err := db.ClaimsBehind(t.Context(), claims.AnalysisFilter{}, claims.BehindOf{From: "2026-04", To: "2026-04", Types: []string{claims.PDE}}, 100); one.Total != 12 || err != nil {
		t.Errorf("medicines: %d claims, %v", one.Total, err)
	}
	if err := db.SavePeopleList(t.Context(), "Two", []string{"1EG4TE5AA00", "1EG4TE5AA03"}); err != nil {
		t.Fatal(err)
	}
	mine := claims.AnalysisFilter{Group: claims.GroupList, List: "Two"}
	top, err = db.TopPeople(t.Context(), mine, 9)
	if diff := cmp.Diff([]int64{450_00, 150_00}, top.PaidCents, cmpopts.EquateEmpty()); diff != "" || err != nil {
		t.Errorf("a people list (-want +got):\n%s %v", diff, err)
	}
	if behind, err := db.ClaimsBehind(t.Context(), mine, claims.BehindOf{From: "2026-04", To: "2026-05"}, 100); behind.Total != 4 || err != nil {
		t.Errorf("behind a people list: %d, %v", behind.Total, err)
	}
}

// Behind a part of care outside stand the claims at that provider, of the people who went there.
func TestClaimsBehindProviders(t *testing.T) {
	db := village(t)
	family := "08"
	for name, tt := range map[string]struct {
		of   claims.BehindOf
		want int
	}{
		"a doctor":         {claims.BehindOf{Doctor: "1000000001"}, 8},
		"a specialty":      {claims.BehindOf{Specialty: &family}, 8},
		"a facility":       {claims.BehindOf{Facility: "360051"}, 12},
		"emergencies only": {claims.BehindOf{Doctor: "1000000009"}, 0},
		"nobody there":     {claims.BehindOf{Doctor: "1999999999"}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			tt.of.From, tt.of.To = "2026-01", "2026-05"
			list, err := db.ClaimsBehind(t.Context(), claims.AnalysisFilter{}, tt.of, 100)
			if err != nil {
				t.Fatal(err)
			}
			if list.Total != tt.want {
				t.Errorf("%d claims, want %d", list.Total, tt.want)
			}
		})
	}
}

// hospitalBill is a hospital's claim of a person who went home, or to another hospital.
func hospitalBill(id, person, from, to, ccn, status string) claims.Resource {
	return storetest.EOB(claims.V3, id, person, claims.Inpatient, to, storetest.Text(claims.ColClaimsFromDate, from), storetest.Text(claims.ColClaimsAdmissionDate, from),
		storetest.Text(claims.ColClaimsDischargeDate, to), storetest.Text(claims.ColClaimsDischargeStatus, status), storetest.Text(claims.ColClaimsFacilityCCN, ccn),
		storetest.Text(claims.ColClaimsBillType, "111"), storetest.Money(claims.ColClaimsPaymentAmount, "9000"))
}

// officeVisit is a doctor's claim for an office visit.
func officeVisit(id, person, day string) claims.Resource {
	return storetest.With(storetest.EOB(claims.V3, id, person, claims.Carrier, day, storetest.Money(claims.ColClaimsPaymentAmount, "80")), claims.ClaimLines,
		storetest.Int(claims.ColClaimLinesClaimLineNumber, 1), storetest.Text(claims.ColClaimLinesHCPCSCode, "99213"), storetest.Text(claims.ColClaimLinesServiceFrom, day),
		storetest.Text(claims.ColClaimLinesPlaceOfService, "11"), storetest.Text(claims.ColClaimLinesRenderingNPI, "1000000001"), storetest.Text(claims.ColClaimLinesSpecialty, "08"))
}

// Stays joined by transfer, readmissions, follow-up and ED visits reach the charts as package care works them out.
func TestUseOfHospitals(t *testing.T) {
	db := storetest.Open(t)
	all := []claims.Resource{storetest.Patient(claims.V3, "101", "BIRCH", "ANN", "1941-03-04", storetest.MariaMBI)}
	for _, part := range []string{"A", "B"} {
		all = append(all, storetest.Coverage(claims.V3, part+"101", "101", part, storetest.Text(claims.ColCoveragePeriodStart, "2024-01-01")))
	}
	ed := storetest.With(storetest.EOB(claims.V3, "ed-1", "101", claims.Outpatient, "2026-03-02", storetest.Text(claims.ColClaimsFacilityCCN, "360051"), storetest.Text(claims.ColClaimsDischargeStatus, "01")),
		claims.ClaimLines, storetest.Int(claims.ColClaimLinesClaimLineNumber, 1), storetest.Text(claims.ColClaimLinesRevenueCode, "0450"), storetest.Text(claims.ColClaimLinesServiceFrom, "2026-03-02"))
	all = append(all, ed,
		hospitalBill("in-1", "101", "2026-03-10", "2026-03-12", "360051", "02"), // moved to another hospital on the same day
		hospitalBill("in-2", "101", "2026-03-12", "2026-03-15", "360010", "01"),
		hospitalBill("in-3", "101", "2026-04-01", "2026-04-03", "360051", "01"), // 17 days later
		officeVisit("car-1", "101", "2026-03-25"))                               // day 10 after the first
	storetest.Import(t, db, claims.SourceFile{Name: "one.ndjson", APIVersion: claims.V3, ExportID: "1", TransactionTime: "2026-08-20T10:00:00Z", Full: true}, all...)
	a, err := db.Analysis(t.Context(), claims.AnalysisFilter{})
	if err != nil {
		t.Fatal(err)
	}
	use := a.Use([]string{"2026-03", "2026-04"})
	if use[0].Stays != 1 || use[0].Days != 5 || use[0].EDHome != 1 || use[0].EDVisits != 1 || use[1].Stays != 1 || use[0].People != 1 {
		t.Errorf("%+v", use)
	}
	for name, tt := range map[string]struct {
		of   claims.BehindOf
		want []string
	}{
		"ED visits": {claims.BehindOf{From: "2026-03", To: "2026-04", Care: claims.BehindED}, []string{"ed-1"}},
		"stays, the transfer by the month in which it ended": {claims.BehindOf{From: "2026-03", To: "2026-03", Care: claims.BehindStays}, []string{"in-1", "in-2"}},
		"stays that a readmission counts for":                {claims.BehindOf{From: "2026-04", To: "2026-04", Care: claims.BehindIndex}, []string{"in-3"}},
		"stays that ended at home":                           {claims.BehindOf{From: "2026-01", To: "2026-06", Care: claims.BehindHome}, []string{"in-1", "in-2", "in-3"}},
	} {
		behind, err := db.ClaimsBehind(t.Context(), claims.AnalysisFilter{}, tt.of, 10)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, row := range behind.Rows {
			got = append(got, row.FHIRID)
		}
		slices.Sort(got)
		if !slices.Equal(got, tt.want) {
			t.Errorf("behind %s: %v, want %v", name, got, tt.want)
		}
	}
	back := a.Readmissions([]string{"2026-03", "2026-04"})
	if back[0].Whole != 1 || back[0].Part != 1 || back[1].Part != 0 || back[1].Whole != 1 {
		t.Errorf("readmissions %+v", back)
	}
	want := []measure.FollowUpQuarter{{First: "2026-01", Due: [3]int{1, 1, 1}, Seen: [3]int{0, 1, 1}}, {First: "2026-04", Due: [3]int{1, 1, 1}}}
	if diff := cmp.Diff(want, a.FollowUps(measure.Months("2026-03", "2026-04"))); diff != "" {
		t.Errorf("follow-up (-want +got):\n%s", diff)
	}
	care, err := db.Care(t.Context(), claims.AnalysisFilter{}, measure.Switches{}, "2026-01", "2026-05")
	if err != nil {
		t.Fatal(err)
	}
	if doctors := care.Doctors(5); len(doctors) != 1 || doctors[0].Visits != 1 {
		t.Errorf("doctors %+v", doctors)
	}
	top, err := db.TopPeople(t.Context(), claims.AnalysisFilter{}, 5)
	if err != nil || len(top.Rows) != 1 || top.Rows[0].Stays != 2 || top.Rows[0].Days != 7 || top.Rows[0].EDVisits != 1 {
		t.Errorf("top %+v, %v", top.Rows, err)
	}
}
