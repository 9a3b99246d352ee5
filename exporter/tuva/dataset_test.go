package tuva_test

import (
	"flag"
	"path/filepath"
	"testing"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/exporter/layouttest"
	"github.com/claimsdesk/claimsdesk/exporter/tuva"
)

var update = flag.Bool("update", false, "write the golden files instead of comparing with them")

// exported writes the layout and reads it back.
func exported(tb testing.TB, set *app.Set, req app.ExportRequest) map[string]layouttest.Table {
	tb.Helper()
	if req.Out == "" {
		req.Out = filepath.Join(tb.TempDir(), "tuva")
	}
	req.Layout = app.LayoutTuva
	result, err := set.Export(tb.Context(), req, nil)
	if err != nil {
		tb.Fatal(err)
	}
	tables := map[string]layouttest.Table{}
	for _, file := range result.Sheets {
		tables[file.Name] = layouttest.Read(tb, filepath.Join(req.Out, file.Name))
		if got := len(tables[file.Name].Rows); int64(got) != file.Rows {
			tb.Errorf("%s has %d rows, told were %d", file.Name, got, file.Rows)
		}
	}
	if len(tables) != 3 {
		tb.Fatalf("got %d files, want 3", len(tables))
	}
	return tables
}

func fileNames() []string {
	return []string{tuva.MedicalClaim, tuva.PharmacyClaim, tuva.Eligibility}
}
