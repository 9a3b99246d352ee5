package app_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
)

func TestSaveChartTable(t *testing.T) {
	set := mixedSet(t, app.Deps{})
	out := filepath.Join(t.TempDir(), "spending.xlsx")
	money, err := claims.MoneyValue("9214.33")
	if err != nil {
		t.Fatal(err)
	}
	table := app.ChartTable{
		Title: "Spending", Columns: []app.ChartColumn{{"Month", claims.Text}, {"Hospital", claims.Money}, {"People", claims.Int}},
		Rows:   [][]claims.Value{{claims.TextValue("2026-05"), money, claims.IntValue(12)}, {claims.TextValue("2026-06"), {}, {}}},
		ReadMe: []app.ReadMeLine{{"What is counted", "Base claims"}}, Filters: "24 months",
	}
	if _, err := set.SaveChartTable(t.Context(), table, out); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenFile(out)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := book.Close(); err != nil {
			t.Error(err)
		}
	}()
	for sheet, want := range map[string][][]string{
		"Spending": {{"Month", "Hospital", "People"}, {"2026-05", "9214.33", "12"}, {"2026-06"}}, "Read me": {{"About", "Answer"}, {"What is counted", "Base claims"}},
	} {
		got, err := book.GetRows(sheet, excelize.Options{RawCellValue: true})
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("sheet %s (-want +got):\n%s %v", sheet, diff, err)
		}
	}
	entry := lastExport(t, set)
	if entry.What != "Chart Spending" || entry.Filters != "24 months" || entry.Files[0].Rows != 2 || !entry.Saved {
		t.Errorf("register %+v", entry)
	}
}

func TestSavePicture(t *testing.T) {
	set := mixedSet(t, app.Deps{})
	out := filepath.Join(t.TempDir(), "spending.png")
	drawn := []byte("picture")
	if _, err := set.SavePicture(t.Context(), "Spending", "24 months", func() ([]byte, error) { return drawn, nil }, out); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(out); !bytes.Equal(got, drawn) || err != nil {
		t.Errorf("the file holds %d bytes, %v", len(got), err)
	}
	if entry := lastExport(t, set); entry.What != "Picture Spending" || entry.People != 0 {
		t.Errorf("register %+v", entry)
	}
	broken := errors.New("broken font")
	if _, err := set.SavePicture(t.Context(), "Spending", "", func() ([]byte, error) { return nil, broken }, out+"2"); !errors.Is(err, broken) {
		t.Errorf("a picture that cannot be drawn: %v", err)
	}
}
