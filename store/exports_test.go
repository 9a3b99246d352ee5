package store_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
	"github.com/claimsdesk/claimsdesk/store/storetest"
)

func TestRegister(t *testing.T) {
	dir := t.TempDir()
	db := storetest.OpenIn(t, dir)
	entry := claims.ExportEntry{
		At: storetest.Now(), Who: "rosa", What: "Workbook", Filters: "All", People: 3, Level: claims.PrivacyFull, Recipe: "Stays", Saved: true,
		Files: []claims.ExportedFile{{Name: "/out/a.xlsx", Rows: 12, Bytes: 900, SHA256: "ab"}, {Name: "/out/b.xlsx", Rows: 1}},
	}
	// A program that only reads registers too, beside the one that writes.
	reader := open(t, store.Options{Dir: dir, ReadOnly: true, Now: clock})
	defer closeOrFail(t, reader)
	for i, from := range []*store.DB{db, reader} {
		if no, err := from.RegisterExport(t.Context(), entry); err != nil || no != int64(i+1) {
			t.Fatalf("RegisterExport = %d, %v", no, err)
		}
	}
	if err := reader.ExportNotSaved(t.Context(), 2); err != nil {
		t.Fatal(err)
	}
	first, second := entry, entry
	first.No, second.No, second.Saved = 1, 2, false
	got, err := db.Exports(t.Context(), 0)
	if diff := cmp.Diff([]claims.ExportEntry{second, first}, got); err != nil || diff != "" {
		t.Errorf("%v, -want +got\n%s", err, diff)
	}
	if got, err := db.Exports(t.Context(), 1); err != nil || len(got) != 1 || got[0].Rows() != 13 {
		t.Errorf("Exports(1) = %v, %v, want the last one with 13 rows", got, err)
	}
}

// An export that ends during an import waits for it, no longer than its context allows.
func TestRegisterWaitsForAnImport(t *testing.T) {
	dir := t.TempDir()
	db := storetest.OpenIn(t, dir)
	f, err := db.BeginFile(t.Context(), claims.SourceFile{Name: "f"})
	if err != nil {
		t.Fatal(err)
	}
	reader := open(t, store.Options{Dir: dir, ReadOnly: true, Now: clock})
	defer closeOrFail(t, reader)
	short, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if _, err := reader.RegisterExport(short, claims.ExportEntry{}); err == nil {
		t.Error("the register was written beside a transaction")
	}
	done := make(chan error, 1)
	go func() {
		_, err := reader.RegisterExport(t.Context(), claims.ExportEntry{})
		done <- err
	}()
	if _, err := f.Commit(t.Context(), "", 0); err != nil {
		t.Fatal(err)
	}
	if err := <-done; err != nil {
		t.Errorf("after the import: %v", err)
	}
}

func numbersOf(kind claims.Identifier, texts ...string) []claims.Number {
	var list []claims.Number
	for _, text := range texts {
		list = append(list, claims.Number{Kind: kind, Text: text})
	}
	return list
}

// codesOf opens a book and asks it for codes.
func codesOf(t *testing.T, db *store.DB, recipe string, level claims.PrivacyLevel, version string, numbers []claims.Number) []string {
	t.Helper()
	book, err := db.CodeBook(t.Context(), recipe, level, version)
	if err == nil {
		err = book.Fill(t.Context(), numbers)
	}
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	for _, n := range numbers {
		codes = append(codes, n.Code)
	}
	return codes
}

func TestCodeBookKeepsCodes(t *testing.T) {
	dir := t.TempDir()
	db := storetest.OpenIn(t, dir)
	reader := open(t, store.Options{Dir: dir, ReadOnly: true, Now: clock})
	defer closeOrFail(t, reader)
	first := codesOf(t, db, "Stays", claims.PrivacyLimited, claims.V3, numbersOf(claims.PatientNumber, "101", "102", "101"))
	if first[0] == "" || first[0] != first[2] || first[0] == first[1] {
		t.Fatalf("got %v, want one code a number", first)
	}
	again := codesOf(t, reader, "stays", claims.PrivacyLimited, claims.V3, numbersOf(claims.PatientNumber, "103", "102", "101"))
	if again[2] != first[0] || again[1] != first[1] || again[0] == "" {
		t.Errorf("a later run has %v, want the codes of before: %v", again, first)
	}
	others := map[string][]string{
		"another recipe":         codesOf(t, db, "Drugs", claims.PrivacyLimited, claims.V3, numbersOf(claims.PatientNumber, "101")),
		"another level":          codesOf(t, db, "Stays", claims.PrivacyDeidentified, claims.V3, numbersOf(claims.PatientNumber, "101")),
		"another version":        codesOf(t, db, "Stays", claims.PrivacyLimited, claims.V2, numbersOf(claims.PatientNumber, "101")),
		"another kind of number": codesOf(t, db, "Stays", claims.PrivacyLimited, claims.V3, numbersOf(claims.ClaimNumber, "101")),
	}
	for name, codes := range others {
		if codes[0] == first[0] {
			t.Errorf("%s has the same code", name)
		}
	}
	for _, kind := range []claims.Identifier{claims.PersonNumber, claims.MedicareNumber} {
		v2 := codesOf(t, db, "Stays", claims.PrivacyLimited, claims.V2, numbersOf(kind, "x"))
		if v3 := codesOf(t, db, "Stays", claims.PrivacyLimited, claims.V3, numbersOf(kind, "x")); v3[0] != v2[0] {
			t.Errorf("%s-codes differ between versions though the number means the same", kind.CodePrefix())
		}
	}
}

func TestPeopleLists(t *testing.T) {
	db := storetest.Mixed(t)
	if _, err := db.PeopleOnList(t.Context(), "Dayton"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a list that is not there: %v", err)
	}
	for _, mbis := range [][]string{{"1EG4-TE5-MK73"}, {"2eg4te5qw12", "1EG4TE5MK73", "1EG4TE5MK73", "?"}} {
		if err := db.SavePeopleList(t.Context(), "Dayton", mbis); err != nil {
			t.Fatal(err)
		}
	}
	got, err := db.PeopleOnList(t.Context(), "dayton")
	if diff := cmp.Diff([]string{storetest.MariaMBI, storetest.JamesMBI}, got); err != nil || diff != "" {
		t.Errorf("%v, -want +got\n%s", err, diff)
	}
	lists, err := db.PeopleLists(t.Context())
	if diff := cmp.Diff([]claims.PeopleList{{Name: "Dayton", People: 2, SavedAt: storetest.Now()}}, lists); err != nil || diff != "" {
		t.Errorf("%v, -want +got\n%s", err, diff)
	}
	if err := errors.Join(db.SavePeopleList(t.Context(), "Dayton", nil), db.SavePeopleList(t.Context(), "Akron", nil)); err != nil {
		t.Fatal(err)
	}
	if got, err := db.PeopleOnList(t.Context(), "Dayton"); err != nil || got == nil || len(got) != 0 {
		t.Errorf("an empty list is %v, %v, want nobody and not nil, which is everybody", got, err)
	}
	if err := db.DeletePeopleList(t.Context(), "Dayton"); err != nil {
		t.Error(err)
	}
	if err := db.DeletePeopleList(t.Context(), "Dayton"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("deleted twice: %v", err)
	}
}

func TestUnknownPeople(t *testing.T) {
	snapshot, err := storetest.Mixed(t).Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer closeOrFail(t, snapshot)
	for name, tt := range map[string]struct {
		mbis []string
		want int
	}{
		"nobody":                {[]string{}, 0},
		"known, past too":       {[]string{storetest.MariaMBI, "1eg4-te5-mk72"}, 0},
		"unknown ones":          {[]string{storetest.MariaMBI, "9EG4TE5MK99", "9EG4-TE5-MK99"}, 1},
		"what is no MBI at all": {[]string{"(none)", "(none)", "?"}, 2},
	} {
		if got, err := snapshot.Unknown(t.Context(), tt.mbis); err != nil || got != tt.want {
			t.Errorf("%s: Unknown = %d, %v, want %d", name, got, err, tt.want)
		}
	}
}
