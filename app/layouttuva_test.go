package app_test

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter/layouttest"
)

// TestTuvaOfSamples holds the files against the figures of the data set. The samples' amounts are random, so that the lines
// of physician claims do not add up to their claim: only institutional claims are compared.
func TestTuvaOfSamples(t *testing.T) {
	for _, version := range []string{claims.V2, claims.V3} {
		t.Run(version, func(t *testing.T) {
			set := localSet(t)
			importAll(t, set, samples(t, version))
			dir := filepath.Join(t.TempDir(), "tuva")
			rows := exportLayout(t, set, app.LayoutTuva, dir)
			current := statusOf(t, set).Current
			drugs := int64(current.Claims[claims.PDE])
			if got := rows["pharmacy_claim.csv"]; got != drugs {
				t.Errorf("got %d rows of pharmacy_claim, want %d", got, drugs)
			}
			// Each drug claim of the samples has one line, and each other claim at least one.
			if got, want := rows["medical_claim.csv"], int64(current.ClaimLines)-drugs; got != want {
				t.Errorf("got %d rows of medical_claim, want %d", got, want)
			}
			if got := rows["eligibility.csv"]; got < 2 {
				t.Errorf("got %d rows of eligibility", got)
			}
			for name, key := range map[string][]string{
				"medical_claim.csv": {"claim_id", "claim_line_number"}, "pharmacy_claim.csv": {"claim_id"},
				"eligibility.csv": {"person_id", "enrollment_start_date", "enrollment_end_date"},
			} {
				seen := map[string]bool{}
				for _, row := range tuvaRows(t, filepath.Join(dir, name)) {
					k := ""
					for _, c := range key {
						k += row[c] + "|"
					}
					if seen[k] {
						t.Errorf("%s has a key twice", name)
					}
					seen[k] = true
				}
			}
			if got, want := paidInTuva(t, dir), paidInClaims(t, set); got != want {
				t.Errorf("institutional claims: got %s paid, want %s", claims.FormatCents(got), claims.FormatCents(want))
			}
		})
	}
}

func tuvaRows(tb testing.TB, path string) (rows []map[string]string) {
	tb.Helper()
	lines := layouttest.Lines(tb, path)
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, name := range lines[0] {
			row[name] = line[i]
		}
		rows = append(rows, row)
	}
	return rows
}

func addUp(tb testing.TB, rows []map[string]string, column string, counts func(map[string]string) bool) (cents int64) {
	tb.Helper()
	for _, row := range rows {
		if row[column] == "" || !counts(row) {
			continue
		}
		n, err := claims.ParseCents(row[column])
		if err != nil {
			tb.Fatalf("%s holds no amount", column)
		}
		cents += n
	}
	return cents
}

func paidInTuva(tb testing.TB, dir string) int64 {
	tb.Helper()
	return addUp(tb, tuvaRows(tb, filepath.Join(dir, "medical_claim.csv")), "paid_amount", func(row map[string]string) bool {
		return row["claim_type"] == "institutional"
	})
}

func paidInClaims(tb testing.TB, set *app.Set) int64 {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "claims.csv")
	if _, err := set.Export(tb.Context(), app.ExportRequest{Table: claims.Claims, Format: app.FormatCSV, Out: path}, nil); err != nil {
		tb.Fatal(err)
	}
	return addUp(tb, tuvaRows(tb, path), "payment_amount", func(row map[string]string) bool {
		return !slices.Contains([]string{claims.Carrier, claims.DME, claims.PDE}, row["claim_type"])
	})
}
