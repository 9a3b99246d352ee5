package tuva_test

import (
	"strings"
	"testing"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter/layouttest"
	"github.com/claimsdesk/claimsdesk/exporter/tuva"
)

// checkMoney holds the rows against the claims they came from: docs/reference/tuva-mapping.md 5.
func checkMoney(t *testing.T, tables map[string]layouttest.Table, headers layouttest.Table) {
	t.Helper()
	medical, pharmacy := tables[tuva.MedicalClaim], tables[tuva.PharmacyClaim]
	paid, charged, lines := map[string]int64{}, map[string]int64{}, map[string]int64{}
	for _, row := range medical.Rows {
		id := medical.Of(row, "claim_id")
		paid[id] += medical.Cents(t, row, "paid_amount")
		charged[id] += medical.Cents(t, row, "charge_amount")
		lines[id]++
	}
	found := report{}
	drugClaims := map[string]int64{}
	for _, row := range headers.Rows {
		id := headers.Of(row, "fhir_id")
		if headers.Of(row, "api_version") == claims.V3 {
			id = headers.Of(row, "claim_id")
		}
		if headers.Of(row, "claim_type") == claims.PDE {
			drugClaims[id] = headers.Cents(t, row, "submitted_amount")
			continue
		}
		if paid[id] != headers.Cents(t, row, "payment_amount") {
			found["the rows of a claim do not add up to its payment"]++
		}
		early := strings.HasPrefix(id, "m-") || strings.HasPrefix(id, "f-") // their lines may say less than their header
		if !early && charged[id] != headers.Cents(t, row, "submitted_amount") {
			found["the rows of a claim do not add up to its charge"]++
		}
		if n := headers.Cents(t, row, "line_count") / 100; lines[id] != max(1, n) {
			found["a claim has not one row for each line"]++
		}
		delete(lines, id)
	}
	if len(lines) > 0 {
		t.Errorf("%d claims of the file are not in the data set", len(lines))
	}
	for _, row := range pharmacy.Rows {
		id := pharmacy.Of(row, "claim_id")
		if cost, ok := drugClaims[id]; !ok || cost != pharmacy.Cents(t, row, "allowed_amount") {
			found["a row of pharmacy_claim is no drug claim of this cost"]++
		}
		delete(drugClaims, id)
	}
	if len(drugClaims) > 0 {
		t.Errorf("%d drug claims are not in the file", len(drugClaims))
	}
	found.tell(t, "money")
}

// sums adds up the amounts of the files, without the last months, in which v2 and v3 send early claims in different ways.
func sums(tb testing.TB, tables map[string]layouttest.Table) map[string]int64 {
	tb.Helper()
	total := map[string]int64{}
	for name, columns := range map[string][]string{
		tuva.MedicalClaim:  {"paid_amount", "allowed_amount", "charge_amount", "coinsurance_amount", "deductible_amount"},
		tuva.PharmacyClaim: {"paid_amount", "allowed_amount", "copayment_amount"},
	} {
		file := tables[name]
		ended := map[string]string{tuva.MedicalClaim: "claim_end_date", tuva.PharmacyClaim: "dispensing_date"}[name]
		for _, row := range file.Rows {
			if file.Of(row, ended) >= "2026-05-01" {
				continue
			}
			total[name+" rows"]++
			for _, c := range columns {
				total[name+" "+c] += file.Cents(tb, row, c)
			}
		}
	}
	return total
}
