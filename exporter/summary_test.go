package exporter_test

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
)

// claimSheet is a sheet of claims with some of their columns.
func claimSheet(t *testing.T, name string, columns []claims.Col, records ...[]string) exporter.Sheet {
	t.Helper()
	src := &rows{}
	for _, col := range columns {
		src.columns = append(src.columns, claims.TableOf(claims.Claims).Columns[col])
	}
	for _, record := range records {
		values := make([]claims.Value, len(record))
		for i, text := range record {
			if src.columns[i].Kind != claims.Money {
				values[i] = claims.TextValue(text)
			} else if text != "" {
				values[i] = money(t, text)
			}
		}
		src.values = append(src.values, values)
	}
	return exporter.Sheet{Name: name, Table: claims.Claims, Open: func(context.Context) (exporter.ClosableSource, error) { return src, nil }}
}

func summaryOf(t *testing.T, sheets ...exporter.Sheet) *excelize.File {
	t.Helper()
	var buf bytes.Buffer
	opts := exporter.BookOptions{Headings: claims.HeadingPlain, Made: time.Unix(0, 0), TmpDir: t.TempDir(), Summary: true}
	if _, err := exporter.WriteWorkbook(t.Context(), &buf, sheets, opts); err != nil {
		t.Fatal(err)
	}
	return open(t, buf.Bytes())
}

var summed = []claims.Col{claims.ColClaimsClaimType, claims.ColClaimsThruDate, claims.ColClaimsPaymentAmount}

func TestSummary(t *testing.T) {
	book := summaryOf(t,
		claimSheet(t, "Claims", summed, []string{"CARRIER", "2026-03-04", "10.10"}, []string{"CARRIER", "2026-03-31", "-0.10"}, []string{"INPATIENT", "2026-04-01", "20000"}, []string{"CARRIER", "", ""}),
		claimSheet(t, "Pharmacy", summed, []string{"PDE", "2026-04-30", "5.01"}))
	if got := book.GetSheetList(); !slices.Equal(got, []string{"Claims", "Pharmacy", "Summary", "Read me", "Dictionary"}) {
		t.Errorf("got sheets %q", got)
	}
	got, err := book.GetRows(exporter.SheetSummary)
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"Claim type", "Claims", "Paid by Medicare", "", "Month", "Claims", "Paid by Medicare", "", "Month", "Claim type", "Claims", "Paid by Medicare"},
		{"CARRIER", "3", "10.00", "", "", "1", "0.00", "", "", "CARRIER", "1", "0.00"},
		{"INPATIENT", "1", "20,000.00", "", "2026-03", "2", "10.00", "", "2026-03", "CARRIER", "2", "10.00"},
		{"PDE", "1", "5.01", "", "2026-04", "2", "20,005.01", "", "2026-04", "INPATIENT", "1", "20,000.00"},
		{"", "", "", "", "", "", "", "", "2026-04", "PDE", "1", "5.01"},
	}
	if diff := cmp.Diff(want, got[22:]); diff != "" {
		t.Errorf("the summary differs (-want +got):\n%s", diff)
	}
	tables, err := book.GetTables(exporter.SheetSummary)
	var names []string
	for _, table := range tables {
		names = append(names, table.Name+" "+table.Range)
	}
	if slices.Sort(names); err != nil || !slices.Equal(names, []string{"ByMonth E23:G26", "ByType A23:C26", "ForPivots I23:L27"}) {
		t.Errorf("got tables %q, %v", names, err)
	}
	readMe, err := book.GetRows(exporter.SheetReadMe)
	if err != nil {
		t.Fatal(err)
	}
	var sums []string
	for _, row := range readMe {
		if len(row) == 3 {
			sums = append(sums, strings.Join(row, " "))
		}
	}
	if diff := cmp.Diff([]string{"Sheet Rows Paid by Medicare", "Claims 4 20,010.00", "Pharmacy 1 5.01"}, sums); diff != "" {
		t.Errorf("sums of Read me differ (-want +got):\n%s", diff)
	}
}

// A summary tells no more than its sheets: years where they tell years, no amounts where they have none, nothing at all without
// claims.
func TestSummaryTellsNoMore(t *testing.T) {
	private := func(sheet exporter.Sheet) exporter.Sheet {
		open := sheet.Open
		sheet.Open = func(ctx context.Context) (exporter.ClosableSource, error) {
			src, err := open(ctx)
			return exporter.Private(ctx, src, exporter.PrivacyOptions{Level: claims.PrivacyDeidentified, Year: 2026}), err
		}
		return sheet
	}
	record := []string{"CARRIER", "2026-03-04", "10.10"}
	tests := map[string]struct {
		sheet exporter.Sheet
		want  []string // of the first line; nil for no summary
	}{
		"years":      {private(claimSheet(t, "Claims", summed, record)), []string{"CARRIER", "1", "10.10", "", "2026", "1", "10.10", "", "2026", "CARRIER", "1", "10.10"}},
		"no amounts": {claimSheet(t, "Claims", summed[:2], record[:2]), []string{"CARRIER", "1", "", "2026-03", "1", "", "2026-03", "CARRIER", "1"}},
		"no day":     {claimSheet(t, "Claims", []claims.Col{summed[0], summed[2]}, []string{"CARRIER", "10.10"}), []string{"CARRIER", "1", "10.10"}},
		"neither":    {claimSheet(t, "Claims", summed[2:], record[2:]), nil},
		"no rows":    {claimSheet(t, "Claims", summed), nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			book := summaryOf(t, tt.sheet)
			got, err := book.GetRows(exporter.SheetSummary)
			if tt.want == nil && err == nil && len(got) > 23 {
				t.Errorf("there is a summary: %q", got)
			}
			if tt.want != nil && (err != nil || !slices.Equal(got[23], tt.want)) {
				t.Errorf("got %q, %v, want %q", got, err, tt.want)
			}
		})
	}
}
