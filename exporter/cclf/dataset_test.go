package cclf_test

import (
	"flag"
	"path/filepath"
	"strings"
	"testing"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/exporter/layouttest"
)

var update = flag.Bool("update", false, "write the golden files instead of comparing with them")

// feedFiles are the names of the files in the order they are told.
func feedFiles() []string {
	var names []string
	for _, n := range strings.Fields("1 2 3 4 5 6 7 8 9 A B") {
		names = append(names, "CCLF"+n+".csv")
	}
	return names
}

// exported writes the layout into a folder and reads it back, by the feed's names: CCLF1 and so on.
func exported(tb testing.TB, set *app.Set, req app.ExportRequest) map[string]layouttest.Table {
	tb.Helper()
	if req.Out == "" {
		req.Out = filepath.Join(tb.TempDir(), "cclf")
	}
	req.Layout = app.LayoutCCLF
	result, err := set.Export(tb.Context(), req, nil)
	if err != nil {
		tb.Fatal(err)
	}
	tables := map[string]layouttest.Table{}
	for i, name := range feedFiles() {
		if i >= len(result.Sheets) || result.Sheets[i].Name != name {
			tb.Fatalf("file %d is not %s", i, name)
		}
		t := layouttest.Read(tb, filepath.Join(req.Out, name))
		if got := int64(len(t.Rows)); got != result.Sheets[i].Rows {
			tb.Errorf("%s has %d rows, told were %d", name, got, result.Sheets[i].Rows)
		}
		tables[strings.TrimSuffix(name, ".csv")] = t
	}
	return tables
}
