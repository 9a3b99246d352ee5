package main

import (
	"encoding/csv"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
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

// TestInteropLibreOffice reads the workbook back with LibreOffice: each data sheet equals the CSV of the same rows, with
// leading zeros and dates intact. `make interop` runs it; elsewhere LibreOffice may be missing.
func TestInteropLibreOffice(t *testing.T) {
	if os.Getenv("CLAIMSDESK_INTEROP") == "" {
		t.Skip("run by make interop: it needs LibreOffice")
	}
	p := newProgram(t)
	demo := decode[demoDocument](t, p.must(t, "demo", "--people", "40", "--keep", p.data, "--json", "--quiet"))
	out := t.TempDir()
	// Comma, quotes, UTF-8, from row 1, cells as shown, one file for each sheet (the last -1).
	filter := `csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1`
	command := exec.CommandContext(t.Context(), "soffice", "--headless", "-env:UserInstallation=file://"+filepath.ToSlash(t.TempDir()),
		"--convert-to", filter, "--outdir", out, demo.Workbook)
	if text, err := command.CombinedOutput(); err != nil {
		t.Fatalf("LibreOffice: %v\n%s", err, text)
	}
	for sheet, table := range map[string]string{"Claim lines": "claim_lines", "Diagnoses": "diagnoses", "Procedures": "procedures", "Care team": "care_team", "Coverage": "coverage"} {
		t.Run(sheet, func(t *testing.T) { sameSheet(t, out, sheet, p.table(t, table)[1:]) })
	}
	t.Run("Claims and Pharmacy", func(t *testing.T) {
		all := p.table(t, "claims")
		kind := columnOf(t, all, "claim_type")
		var medical, drugs [][]string
		for i, row := range all[1:] {
			if kind[i] == claims.PDE {
				drugs = append(drugs, row)
			} else {
				medical = append(medical, row)
			}
		}
		sameSheet(t, out, "Claims", medical)
		sameSheet(t, out, "Pharmacy", drugs)
	})
}

// sameSheet compares the cells of a sheet, as LibreOffice shows them, with the rows of the CSV export.
func sameSheet(t *testing.T, dir, sheet string, want [][]string) {
	t.Helper()
	f, err := os.Open(filepath.Join(dir, "claimsdesk-demo-"+sheet+".csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	got, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(got)-1 != len(want) {
		t.Fatalf("%d rows, want %d", len(got)-1, len(want))
	}
	for i, row := range want {
		for j, cell := range row {
			if shown := got[i+1][j]; shown != cell && !sameValue(shown, cell) {
				t.Fatalf("row %d, %s: shown %q, CSV %q", i+1, got[0][j], shown, cell)
			}
		}
	}
}

// sameValue compares what a spreadsheet may show in another form: money with thousands marks, yes and no in capitals, the
// guard's apostrophe, quantities without trailing zeros.
func sameValue(shown, cell string) bool {
	if strings.EqualFold(shown, cell) || "'"+shown == cell {
		return true
	}
	a, errA := strconv.ParseFloat(strings.ReplaceAll(shown, ",", ""), 64)
	b, errB := strconv.ParseFloat(cell, 64)
	isCode := strings.HasPrefix(cell, "0") && !strings.HasPrefix(cell, "0.")
	return errA == nil && errB == nil && a == b && !isCode
}
