package main

import (
	"encoding/csv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/claims"
)

// TestDemo runs the whole job on 100 made-up people and holds the workbook, the tables and the figures to each other.
func TestDemo(t *testing.T) {
	p := newProgram(t)
	demo := decode[demoDocument](t, p.must(t, "demo", "--people", "100", "--keep", p.data, "--json", "--quiet"))
	if demo.Data != p.data {
		t.Errorf("data in %s, want %s", demo.Data, p.data)
	}
	for _, kind := range []string{claims.Carrier, claims.Inpatient, claims.Outpatient, claims.SNF, claims.HHA, claims.Hospice, claims.DME, claims.PDE} {
		if demo.Current.Claims[kind] == 0 {
			t.Errorf("no claim of type %s", kind)
		}
	}
	sheets := map[string]int64{}
	for _, s := range demo.Sheets {
		sheets[s.Name] = s.Rows
	}
	tables := map[string][][]string{}
	for _, table := range claims.Catalogue() {
		tables[table.Name] = p.table(t, table.Name)
	}
	people := map[string]bool{}
	for _, key := range columnOf(t, tables["beneficiaries"], "person_key") {
		people[key] = true
	}
	want := map[string]int64{
		"People": int64(len(people)), "Claim lines": rowsOf(tables["claim_lines"]), "Diagnoses": rowsOf(tables["diagnoses"]),
		"Procedures": rowsOf(tables["procedures"]), "Care team": rowsOf(tables["care_team"]), "Coverage": rowsOf(tables["coverage"]),
		"Claims": rowsOf(tables["claims"]) - sheets["Pharmacy"], "Pharmacy": int64(demo.Current.Claims[claims.PDE]),
	}
	if diff := cmp.Diff(want, sheets); diff != "" {
		t.Errorf("rows of the sheets (-want +got):\n%s", diff)
	}
	var cents int64
	for _, amount := range columnOf(t, tables["claims"], "payment_amount") {
		if amount == "" {
			continue
		}
		n, err := claims.ParseCents(amount)
		if err != nil {
			t.Fatal(err)
		}
		cents += n
	}
	if got := claims.FormatCents(cents); got != demo.Current.PaymentTotal {
		t.Errorf("payments of the CSV add up to %s, status says %s", got, demo.Current.PaymentTotal)
	}
	p.must(t, "verify")
	if again := p.table(t, "claims"); !cmp.Equal(again, tables["claims"]) {
		t.Error("two exports of the same data differ")
	}
}

func (p *program) table(t *testing.T, name string) [][]string {
	t.Helper()
	records, err := csv.NewReader(strings.NewReader(p.must(t, "export", "--table", name, "--out", "-").stdout)).ReadAll()
	if err != nil {
		t.Fatalf("read %s back: %v", name, err)
	}
	return records
}

func rowsOf(records [][]string) int64 { return int64(len(records) - 1) }

func columnOf(t *testing.T, records [][]string, name string) []string {
	t.Helper()
	for i, heading := range records[0] {
		if heading == name {
			values := make([]string, 0, len(records))
			for _, r := range records[1:] {
				values = append(values, r[i])
			}
			return values
		}
	}
	t.Fatalf("no column %s", name)
	return nil
}
