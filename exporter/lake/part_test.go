package lake_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter/lake"
)

// With little memory, a partition has several parts, and all rows in order.
func TestLittleMemory(t *testing.T) {
	m := &memory{}
	var want []string
	for i := range 4000 {
		id := fmt.Sprintf("%06d", i)
		m.add(t, claims.Claims, map[string]any{"api_version": "v3", "fhir_id": id, "claim_type": []string{"CARRIER", "PDE"}[i%2], "thru_date": fmt.Sprintf("%d-03-04", 2020+i%3), "payment_amount": "1.01"})
		if i%6 == 0 {
			want = append(want, id)
		}
	}
	dirs := [2]string{t.TempDir(), t.TempDir()}
	for _, dir := range dirs {
		opts := options(1)
		opts.Memory = 20_000
		if _, err := lake.Write(t.Context(), m, dir, opts); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(manifest(t, dirs[0]), manifest(t, dirs[1])); diff != "" {
		t.Errorf("two runs over the same rows differ:\n%s", diff)
	}
	entry := manifest(t, dirs[0]).Tables[claims.Claims]
	if len(entry.Partitions) != 6 || entry.Rows != 4000 || entry.Sums["payment_amount"] != "4040.00" {
		t.Errorf("%d partitions, %d rows, %s paid; want 6, 4000, 4040.00", len(entry.Partitions), entry.Rows, entry.Sums["payment_amount"])
	}
	first := entry.Partitions[0]
	if len(first.Parts) < 2 {
		t.Errorf("%d parts, want several", len(first.Parts))
	}
	var got []string
	for _, part := range first.Parts {
		got = append(got, column(t, dirs[0], first.Path+"/"+part.Name, "fhir_id")...)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rows of the first partition differ (-want +got):\n%s", diff)
	}
}

// Amounts that are finer than a cent make the column of the whole table wider, and it stays so.
func TestWiderColumns(t *testing.T) {
	typeOf := func(m lake.Manifest) string {
		for _, c := range m.Tables[claims.Claims].Columns {
			if c.Name == "payment_amount" {
				return c.Type
			}
		}
		return ""
	}
	dir := t.TempDir()
	write(t, small(t), dir, 1)
	finer := small(t)
	finer.claim(t, "-15", "CARRIER", "2024-05-06", "0.0625")
	parts := write(t, finer, dir, 2)
	m := manifest(t, dir)
	if got := typeOf(m); got != "DECIMAL(18,4)" {
		t.Errorf("payment_amount is %s, want DECIMAL(18,4)", got)
	}
	for _, part := range []string{"claims" + carrier24, "claims" + inpatient, "claim_lines" + inpatient} {
		if !slices.Contains(parts, part+"part-00001-r2.parquet") {
			t.Errorf("%s was not written with wider columns", part)
		}
	}
	if slices.Contains(parts, "diagnoses"+inpatient+"part-00001-r2.parquet") {
		t.Error("a table without amounts was written again")
	}
	if diff := cmp.Diff([]string{"105000", "32500", "625"}, column(t, dir, "claims"+carrier24+"part-00001-r2.parquet", "payment_amount")); diff != "" {
		t.Errorf("amounts differ (-want +got):\n%s", diff)
	}
	if got := m.Tables[claims.Claims].Sums["payment_amount"]; got != "20014.3125" {
		t.Errorf("claims paid %s, want 20014.3125", got)
	}
	write(t, small(t), dir, 3)
	if got := typeOf(manifest(t, dir)); got != "DECIMAL(18,4)" {
		t.Errorf("payment_amount became %s again", got)
	}
}
