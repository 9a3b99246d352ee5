package app_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
	"github.com/claimsdesk/claimsdesk/practice"
)

const (
	raw       = "version = 1\nname = \"As sent\"\nprivacy = \"full\"\nformat = \"ndjson\"\n"
	charted   = "version = 1\nname = \"Charts\"\nprivacy = \"deidentified\"\nformat = \"xlsx\"\nsummary = true\n[[sheet]]\ntable = \"claims\"\n"
	inpatient = "[[sheet]]\ntable = \"claims\"\ntypes = [\"INPATIENT\"]\n"
)

// A recipe of resources writes what --table writes, under the filters of its sheet.
func TestRecipeOfResources(t *testing.T) {
	set := mixedSet(t, app.Deps{})
	var want, got, some bytes.Buffer
	if _, err := set.Export(t.Context(), app.ExportRequest{Table: claims.Claims, Format: app.FormatNDJSON, Writer: &want}, nil); err != nil {
		t.Fatal(err)
	}
	saveRecipe(t, set, raw+"[[sheet]]\ntable = \"claims\"\n")
	result := runRecipe(t, set, app.RecipeRun{Recipe: "as-sent", Writer: &got})
	if want.Len() == 0 || got.String() != want.String() || result.Sheets[0].Rows != int64(strings.Count(want.String(), "\n")) {
		t.Errorf("%d bytes and %+v, want %d", got.Len(), result.Sheets, want.Len())
	}
	saveRecipe(t, set, raw+inpatient)
	runRecipe(t, set, app.RecipeRun{Recipe: "as-sent", Writer: &some})
	if some.Len() == 0 || some.Len() >= want.Len() || !strings.Contains(want.String(), some.String()) {
		t.Errorf("%d bytes of inpatient claims, %d of all", some.Len(), want.Len())
	}
}

// The purpose stands in the register and in Read me, and holds nobody's number.
func TestPurpose(t *testing.T) {
	set := mixedSet(t, app.Deps{})
	out := filepath.Join(t.TempDir(), "book.xlsx")
	req := app.ExportRequest{Workbook: true, Format: app.FormatXLSX, Out: out, Purpose: "Quality review 2026"}
	if _, err := set.Export(t.Context(), req, nil); err != nil {
		t.Fatal(err)
	}
	list, err := set.Exports(t.Context(), 1)
	if err != nil || !strings.HasPrefix(list[0].Filters, "Purpose: Quality review 2026") {
		t.Errorf("the register says %q, %v", list[0].Filters, err)
	}
	book, err := excelize.OpenFile(out)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := book.GetRows(exporter.SheetReadMe)
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, row := range rows {
		found = found || len(row) > 1 && row[0] == "Purpose" && row[1] == req.Purpose
	}
	if err := book.Close(); err != nil || !found {
		t.Errorf("Read me does not tell the purpose: %v", err)
	}
	for purpose, want := range map[string]string{
		"about 1EG4-TE5-MK73": "leave the Medicare number out", "two\nlines": "one line", strings.Repeat("long ", 40): "120 letters",
	} {
		req.Purpose = purpose
		_, err := set.Export(t.Context(), req, nil)
		wantUsage(t, err, want)
	}
}

// The summary of a de-identified workbook tells years, and no identifier of its people.
func TestSummaryOfARecipe(t *testing.T) {
	set := mixedSet(t, app.Deps{})
	saveRecipe(t, set, charted)
	out := filepath.Join(t.TempDir(), "charts.xlsx")
	runRecipe(t, set, app.RecipeRun{Recipe: "charts", Out: out})
	book, err := excelize.OpenFile(out)
	if err != nil {
		t.Fatal(err)
	}
	head, err := book.GetCellValue(exporter.SheetSummary, "E23")
	if err := book.Close(); err != nil {
		t.Error(err)
	}
	if err != nil || head != "Year" {
		t.Errorf("the second table begins with %q, %v, want Year", head, err)
	}
	everyIdentifier(t, set).find(t, "the summary", exportedText(t, out), nil)
	_, err = set.Export(t.Context(), app.ExportRequest{Table: claims.Claims, Format: app.FormatCSV, Writer: &bytes.Buffer{}, Summary: true}, nil)
	wantUsage(t, err, "Excel workbooks")
}

// exportedText is all that the sheets and shared texts of a workbook hold.
func exportedText(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(sheetTexts(t, data)[:2], "\n") // the claims and the summary; dates of the day stand in Read me
}

// What is said ahead is about what comes: good enough to tell seconds from minutes, and a mail from a disk.
func TestSizeAhead(t *testing.T) {
	r := newRig(t, serverConfig(people(), practice.AllQuirks), claims.V3)
	r.refresh(app.RefreshOptions{})
	const off = 3.0
	for _, format := range []app.RecipeFormat{app.RecipeCSV, app.RecipeXLSX, app.RecipeParquet, app.RecipeNDJSON} {
		one := app.Recipe{Version: app.RecipeVersion, Name: "Size", Privacy: claims.PrivacyFull, Format: format, Sheets: []app.RecipeSheet{{Table: "claims"}}}
		out := filepath.Join(t.TempDir(), "size."+string(format))
		result, err := r.set.ExportRecipe(t.Context(), one, app.RecipeRun{Out: out}, nil)
		if err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(out)
		if err != nil {
			t.Fatal(err)
		}
		ahead := app.RecipeAhead(one, result.Sheets)
		if ratio := float64(ahead.Bytes) / float64(info.Size()); ratio > off || ratio < 1/off {
			t.Errorf("%s: %d bytes were told ahead, %d came (%.2f times)", format, ahead.Bytes, info.Size(), ratio)
		}
		if ahead.Took <= 0 {
			t.Errorf("%s: took %s", format, ahead.Took)
		}
	}
	few := app.LayoutAhead(app.LayoutTuva, []app.SheetRows{{Name: "People", Rows: 60}, {Name: "Claims", Rows: 9302}})
	if few.Bytes < 3e6 || few.Bytes > 15e6 { // such a data set made 7,061,295 bytes
		t.Errorf("tuva: %d bytes told ahead", few.Bytes)
	}
}
