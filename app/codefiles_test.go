package app_test

import (
	"archive/zip"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/codes"
)

func icdFile() string {
	return fmt.Sprintf("%05d %-7s %d %-60s %s\n", 1, "I509", 1, "Heart failure, unspecified", "Heart failure, unspecified")
}

// keepFile writes a file of a day.
func keepFile(t *testing.T, name string, text []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	day := time.Date(2025, 6, 20, 12, 0, 0, 0, time.UTC)
	if err := os.Chtimes(path, day, day); err != nil {
		t.Fatal(err)
	}
	return path
}

func zipOf(t *testing.T, entries map[string]string, order ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "official.zip")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(f)
	for _, name := range order {
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(entries[name])); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(z.Close(), f.Close()); err != nil {
		t.Fatal(err)
	}
	return path
}

func drgWorkbook(t *testing.T) string {
	t.Helper()
	book := excelize.NewFile()
	for cell, value := range map[string]string{"A1": "Table 5", "A2": "MS-DRG", "B2": "MS-DRG Title", "A3": "291", "B3": "HEART FAILURE AND SHOCK WITH MCC"} {
		if err := book.SetCellStr("Sheet1", cell, value); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(t.TempDir(), "table5.xlsx")
	if err := errors.Join(book.SaveAs(path), book.Close()); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestImportCodeNames(t *testing.T) {
	set := someSet(t)
	files := map[string]struct {
		path string
		key  codes.Key
		name string
		date string
	}{
		"text": {keepFile(t, "icd10cm-order-2026.txt", []byte(icdFile())), codes.KeyOf(codes.ICD10CM, "I50.9"), "Heart failure, unspecified", "2025-06-20"},
		"zip": {zipOf(t, map[string]string{"readme.txt": "How to read this\n", "x/product.txt": "PRODUCTID\tPRODUCTNDC\tPROPRIETARYNAME\tNONPROPRIETARYNAME\tDOSAGEFORMNAME\tACTIVE_NUMERATOR_STRENGTH\tACTIVE_INGRED_UNIT\n" +
			"x\t0093-0150\tMetformin\tMETFORMIN\tTABLET\t500\tmg/1\n"}, "readme.txt", "x/product.txt"), codes.KeyOf(codes.NDC, "00093015001"), "Metformin 500 mg, tablet", "2026-01-05"},
		"workbook": {drgWorkbook(t), codes.KeyOf(codes.MSDRG, "291"), "Heart failure and shock with MCC", ""},
	}
	for name, tt := range files {
		t.Run(name, func(t *testing.T) {
			saved, err := set.ImportCodeNames(t.Context(), tt.path)
			if err != nil {
				t.Fatal(err)
			}
			if saved.Names != 1 || saved.System != string(tt.key.System) || tt.date != "" && saved.FileDate != tt.date {
				t.Errorf("saved %+v", saved)
			}
			names, err := set.DB().CodeNames(t.Context(), []codes.Key{tt.key})
			if err != nil || names[tt.key] != tt.name {
				t.Errorf("name %q, want %q, %v", names[tt.key], tt.name, err)
			}
		})
	}
	if err := set.ForgetCodeNames(t.Context(), string(codes.NDC)); err != nil {
		t.Fatal(err)
	}
	kept, err := set.DB().NameFiles(t.Context())
	if err != nil || len(kept) != 2 {
		t.Errorf("%d files kept, %v", len(kept), err)
	}
}

func TestOtherFilesHoldNoCodeNames(t *testing.T) {
	set := someSet(t)
	for name, path := range map[string]string{
		"people": keepFile(t, "people.csv", []byte("MBI,Last name\n1EG4TE5MK73,Rivera\n")), "empty": keepFile(t, "empty.txt", nil), "no zip": keepFile(t, "broken.zip", []byte("PK")),
		"zip without": zipOf(t, map[string]string{"readme.txt": "nothing"}, "readme.txt"), "no workbook": keepFile(t, "broken.xlsx", []byte("x")),
	} {
		_, err := set.ImportCodeNames(t.Context(), path)
		var usage *app.UsageError
		if !errors.As(err, &usage) || !strings.Contains(usage.Text, "ICD-10-CM") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := set.ImportCodeNames(t.Context(), filepath.Join(t.TempDir(), "gone.txt")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
}

func TestNotesOfAPerson(t *testing.T) {
	set := someSet(t)
	var usage *app.UsageError
	if err := set.AddPersonNote(t.Context(), "P0000001", ""); !errors.As(err, &usage) {
		t.Errorf("an empty note: %v", err)
	}
	if err := set.AddPersonNote(t.Context(), "P0000001", "Prefers mornings"); err != nil {
		t.Fatal(err)
	}
	notes, err := set.DB().PersonNotes(t.Context(), "P0000001")
	if err != nil || len(notes) != 1 || notes[0].Who == "" {
		t.Fatalf("%+v, %v", notes, err)
	}
	if err := set.DeletePersonNote(t.Context(), notes[0].ID); err != nil {
		t.Error(err)
	}
}

// someSet is an empty data set.
func someSet(t *testing.T) *app.Set {
	t.Helper()
	return openSet(t, newDesk(t, app.Deps{DataDir: t.TempDir(), Secrets: app.NewMemorySecrets()}), "a9994")
}
