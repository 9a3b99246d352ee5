package store_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/codes"
	"github.com/claimsdesk/claimsdesk/store"
	"github.com/claimsdesk/claimsdesk/store/storetest"
)

// busy is a data set with one person of so many claims.
func busy(tb testing.TB, count int) (db *store.DB, key string) {
	tb.Helper()
	db = storetest.Open(tb)
	resources := []claims.Resource{storetest.Patient(claims.V3, "busy", "O'NEIL", "RUTH", "1941-03-04", "1EG4TE5MK73")}
	first := time.Date(2021, 1, 1, 0, 0, 0, 0, time.UTC)
	for n := range count {
		day := first.AddDate(0, 0, n%1900).Format(time.DateOnly)
		kind := []string{claims.Carrier, claims.PDE, claims.Outpatient, claims.Carrier, claims.Carrier}[n%5]
		r := storetest.EOB(claims.V3, fmt.Sprintf("%011d", 10045426206+n*7), "busy", kind, day, storetest.Money(claims.ColClaimsPaymentAmount, fmt.Sprintf("%d.50", 20+n%900)),
			storetest.Text(claims.ColClaimsClaimControlNumber, fmt.Sprint(n)), storetest.Text(claims.ColClaimsRenderingNPI, fmt.Sprintf("10030001%02d", n%40)),
			storetest.Text(claims.ColClaimsPrincipalDx, fmt.Sprintf("I%d", 10+n%60)))
		r = storetest.With(r, claims.ClaimLines, storetest.Int(claims.ColClaimLinesClaimLineNumber, 1), storetest.Text(claims.ColClaimLinesHCPCSCode, "99213"))
		r = storetest.With(r, claims.Diagnoses, storetest.Text(claims.ColDiagnosesCodeNorm, fmt.Sprintf("I%d", 10+n%60)), storetest.Text(claims.ColDiagnosesDisplay, "Words for a diagnosis"))
		r = storetest.With(r, claims.CareTeam, storetest.Text(claims.ColCareTeamNPI, fmt.Sprintf("10030001%02d", n%40)), storetest.Text(claims.ColCareTeamName, fmt.Sprintf("PATEL%d, ANITA", n%40)),
			storetest.Text(claims.ColCareTeamRole, "rendering"))
		resources = append(resources, r)
	}
	storetest.Import(tb, db, claims.SourceFile{Name: "busy.ndjson", APIVersion: claims.V3}, resources...)
	list, err := db.People(tb.Context(), claims.PersonFilter{}, claims.SortByName, claims.Page{})
	if err != nil || len(list.Rows) != 1 {
		tb.Fatalf("%d people, %v", len(list.Rows), err)
	}
	return db, list.Rows[0].Key
}

// BenchmarkPerson measures what the page of the person with most claims waits for (docs/reference/performance.md 2: a page of 200 rows
// within 2 ms, a person's whole timeline within 5 ms).
func BenchmarkPerson(b *testing.B) {
	const most = 3297
	db, key := busy(b, most)
	answers := map[string]func() error{
		"timeline": func() error { _, err := db.PersonStory(b.Context(), key); return err },
		"claims-page": func() error {
			_, err := db.PersonClaims(b.Context(), claims.ClaimFilter{PersonKey: key, BaseOnly: true}, claims.Page{Desc: true})
			return err
		},
		"medicines": func() error { _, err := db.PersonMedicines(b.Context(), key); return err },
		"diagnoses": func() error { _, err := db.PersonDiagnoses(b.Context(), key); return err },
		"providers": func() error { _, err := db.PersonProviders(b.Context(), key); return err },
		"head":      func() error { _, err := db.Person(b.Context(), key); return err },
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

// The packed claims are those of the rows: every page, filter and year.
func TestStoryOfAPerson(t *testing.T) {
	db := storetest.Mixed(t)
	key := keyOf(t, db, storetest.MariaMBI)
	story, err := db.PersonStory(t.Context(), key)
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, c := range story.Claims {
		ids = append(ids, c.FHIRID)
	}
	want := []string{"early-1", "void-1", "unk-1", "pa-1", "enc-1", "cred-1", "pde-1", "car-1", "car-0", "in-1", "early-2"}
	if diff := cmp.Diff(want, ids); diff != "" {
		t.Errorf("claims (-want +got):\n%s", diff)
	}
	// What counts in the story is what counts everywhere.
	people, err := db.People(t.Context(), claims.PersonFilter{Search: storetest.MariaMBI}, claims.SortByName, claims.Page{})
	if err != nil {
		t.Fatal(err)
	}
	base, paid := 0, int64(0)
	for _, c := range story.Claims {
		if c.Base {
			base++
			if c.PaidCents != nil {
				paid += *c.PaidCents
			}
		}
	}
	if base != people.Rows[0].Claims || paid != people.Rows[0].PaidCents {
		t.Errorf("%d claims and %d cents count in the story, %d and %d in the list of people", base, paid, people.Rows[0].Claims, people.Rows[0].PaidCents)
	}
	page, err := db.PersonClaims(t.Context(), claims.ClaimFilter{PersonKey: key}, claims.Page{Desc: true})
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range page.Rows {
		if diff := cmp.Diff(story.Claims[i].ClaimRow, row); diff != "" {
			t.Errorf("claim %d differs (-story +list):\n%s", i, diff)
		}
	}
}

func TestClaimsByYearAndStatus(t *testing.T) {
	db := storetest.Mixed(t)
	key := keyOf(t, db, storetest.MariaMBI)
	tests := map[string]struct {
		filter claims.ClaimFilter
		fits   func(claims.ClaimRow) bool
	}{
		"early":     {claims.ClaimFilter{Status: claims.ClaimsEarly}, func(c claims.ClaimRow) bool { return c.Partial }},
		"replaced":  {claims.ClaimFilter{Status: claims.ClaimsReplaced}, func(c claims.ClaimRow) bool { return !c.Current }},
		"denied":    {claims.ClaimFilter{Status: claims.ClaimsDenied}, func(c claims.ClaimRow) bool { return c.Denied }},
		"uncounted": {claims.ClaimFilter{Status: claims.ClaimsUncounted}, func(c claims.ClaimRow) bool { return !c.Base }},
		"final":     {claims.ClaimFilter{Status: claims.ClaimsFinal}, func(c claims.ClaimRow) bool { return c.Current && !c.Partial && c.ClaimType != claims.PriorAuth }},
		"2026":      {claims.ClaimFilter{Year: "2026"}, func(c claims.ClaimRow) bool { return strings.HasPrefix(c.ThruDate, "2026") }},
		"1999":      {claims.ClaimFilter{Year: "1999"}, func(claims.ClaimRow) bool { return false }},
	}
	all, err := db.PersonClaims(t.Context(), claims.ClaimFilter{PersonKey: key}, claims.Page{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"2026", "2025"}, all.Years); diff != "" {
		t.Errorf("years (-want +got):\n%s", diff)
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			tt.filter.PersonKey = key
			got, err := db.PersonClaims(t.Context(), tt.filter, claims.Page{})
			if err != nil {
				t.Fatal(err)
			}
			want := 0
			for _, c := range all.Rows {
				if tt.fits(c) {
					want++
				}
			}
			if got.Total != want || len(got.Rows) != want || slices.ContainsFunc(got.Rows, func(c claims.ClaimRow) bool { return !tt.fits(c) }) {
				t.Errorf("%d claims, total %d, want %d", len(got.Rows), got.Total, want)
			}
		})
	}
}

// Claims that no Settle has packed are listed all the same.
func TestClaimsBeforeTheFirstSettle(t *testing.T) {
	db := storetest.Open(t)
	storetest.ImportOnly(t, db, claims.SourceFile{Name: "f", APIVersion: claims.V3}, storetest.Patient(claims.V3, "p", "RIVERA", "MARIA", "1941-03-04", "1EG4TE5MK73"),
		storetest.EOB(claims.V3, "a", "p", claims.Carrier, "2026-01-02"), storetest.EOB(claims.V3, "b", "p", claims.Carrier, "2026-02-02"))
	page, err := db.PersonClaims(t.Context(), claims.ClaimFilter{PersonKey: "P0000001"}, claims.Page{Desc: true})
	if err != nil || page.Total != 2 || page.Rows[0].FHIRID != "b" {
		t.Errorf("%+v, %v", page, err)
	}
}

func TestNotesAboutAPerson(t *testing.T) {
	db := storetest.Mixed(t)
	key := keyOf(t, db, storetest.MariaMBI)
	for _, note := range []string{"Prefers mornings", "  Daughter answers  "} {
		if err := db.AddPersonNote(t.Context(), key, note, "ruth"); err != nil {
			t.Fatal(err)
		}
	}
	for _, bad := range []string{" ", strings.Repeat("é", claims.NoteLetters+1)} {
		if err := db.AddPersonNote(t.Context(), key, bad, "ruth"); !errors.Is(err, store.ErrNote) {
			t.Errorf("note of %d letters: %v", len(bad), err)
		}
	}
	notes, err := db.PersonNotes(t.Context(), key)
	if err != nil || len(notes) != 2 || notes[0].Text != "Daughter answers" || notes[0].Who != "ruth" || notes[0].At != "2026-08-29T09:30:00Z" {
		t.Fatalf("%+v, %v", notes, err)
	}
	if err := db.DeletePersonNote(t.Context(), notes[0].ID); err != nil {
		t.Fatal(err)
	}
	if notes, err = db.PersonNotes(t.Context(), key); err != nil || len(notes) != 1 {
		t.Errorf("%+v, %v", notes, err)
	}
	if other, err := db.PersonNotes(t.Context(), "P9999999"); err != nil || len(other) != 0 {
		t.Errorf("somebody else has %d notes, %v", len(other), err)
	}
}

func TestNamesOfCodes(t *testing.T) {
	db := storetest.Open(t)
	give := func(names ...codes.Name) func(func(codes.Name) error) error {
		return func(use func(codes.Name) error) error {
			for _, n := range names {
				if err := use(n); err != nil {
					return err
				}
			}
			return nil
		}
	}
	file := claims.NameFile{System: string(codes.ICD10CM), File: "order.txt", FileDate: "2025-06-20"}
	saved, err := db.SaveCodeNames(t.Context(), file, give(codes.Name{Code: "I509", Words: "Old"}, codes.Name{Code: "I509", Words: "Heart failure"}, codes.Name{Code: "I10", Words: "High blood pressure"}))
	if err != nil || saved.Names != 2 {
		t.Fatalf("%+v, %v", saved, err)
	}
	read := func() codes.Names {
		t.Helper()
		names, err := db.CodeNames(t.Context(), []codes.Key{codes.KeyOf(codes.ICD10CM, "I50.9"), codes.KeyOf(codes.NDC, "00093015001"), codes.KeyOf(codes.ICD10CM, "Z00")})
		if err != nil {
			t.Fatal(err)
		}
		return names
	}
	if diff := cmp.Diff(codes.Names{{System: codes.ICD10CM, Code: "I509"}: "Heart failure"}, read()); diff != "" {
		t.Errorf("names (-want +got):\n%s", diff)
	}
	// A file that breaks off leaves what was there.
	broken := errors.New("broken")
	if _, err := db.SaveCodeNames(t.Context(), file, func(use func(codes.Name) error) error {
		return errors.Join(use(codes.Name{Code: "X", Words: "x"}), broken)
	}); !errors.Is(err, broken) {
		t.Errorf("broken file: %v", err)
	}
	if len(read()) != 1 {
		t.Error("a broken file took the names away")
	}
	files, err := db.NameFiles(t.Context())
	want := []claims.NameFile{{System: "icd10cm", File: "order.txt", FileDate: "2025-06-20", Imported: "2026-08-29T09:30:00Z", Names: 2}}
	if diff := cmp.Diff(want, files); diff != "" || err != nil {
		t.Errorf("files (-want +got):\n%s, %v", diff, err)
	}
	if err := db.DeleteCodeNames(t.Context(), codes.ICD10CM); err != nil || len(read()) != 0 {
		t.Errorf("names stay after they were forgotten: %v", err)
	}
}

func TestFieldsAndOriginalOfAClaim(t *testing.T) {
	db := storetest.Mixed(t)
	tables, err := db.ClaimFields(t.Context(), claims.V3, "in-1")
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	for _, table := range tables {
		counts[table.Table.Name] = len(table.Rows)
		for _, row := range table.Rows {
			for _, f := range row {
				if table.Table.ID != claims.Claims && f.Column.Name == "fhir_id" {
					t.Errorf("%s repeats the claim's id", table.Table.Name)
				}
			}
		}
	}
	if counts["claims"] != 1 || counts["claim_lines"] != 2 || counts["diagnoses"] != 2 || counts["care_team"] != 1 {
		t.Errorf("rows %v", counts)
	}
	originals, err := db.ClaimOriginals(t.Context(), claims.V3, "in-1")
	if err != nil || len(originals) != 1 || originals[0].Type != "EOB" || len(originals[0].Text) == 0 {
		t.Errorf("%d originals, %v", len(originals), err)
	}
	if _, err := db.ClaimFields(t.Context(), claims.V3, "none"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("no claim: %v", err)
	}
	if _, err := db.ClaimOriginals(t.Context(), claims.V3, "none"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("no original: %v", err)
	}
}
