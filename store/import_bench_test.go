package store_test

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
)

// BenchmarkImport stores claims of the usual size: 8 lines, 12 diagnoses, 3 providers, 14 supporting facts, 48 line
// amounts, 12 claim amounts, 20 kB as sent.
func BenchmarkImport(b *testing.B) {
	dir := b.TempDir()
	db, err := store.Open(b.Context(), store.Options{Dir: dir, Now: clock})
	if err != nil {
		b.Fatal(err)
	}
	r := usualClaim()
	const perFile = 5000
	var f *store.FileImport
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		if n%perFile == 0 {
			commit(b, f)
			if f, err = db.BeginFile(b.Context(), claims.SourceFile{Name: fmt.Sprint(n)}); err != nil {
				b.Fatal(err)
			}
		}
		rename(&r, n)
		if err := f.Add(b.Context(), &r); err != nil {
			b.Fatal(err)
		}
		n++
	}
	commit(b, f)
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "claims/s")
	start := time.Now()
	settle(b, db)
	b.ReportMetric(float64(time.Since(start).Microseconds())/float64(n), "settle-µs/claim")
	if err := db.Close(); err != nil {
		b.Fatal(err)
	}
	info, err := os.Stat(filepath.Join(dir, store.DatabaseFile))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(info.Size())/float64(n), "stored-B/claim")
}

func commit(b *testing.B, f *store.FileImport) {
	b.Helper()
	if f == nil {
		return
	}
	if _, err := f.Commit(b.Context(), "", 0); err != nil {
		b.Fatal(err)
	}
}

// usualClaim is a claim with as many rows as CMS's carrier claims have.
func usualClaim() claims.Resource {
	m := eob(claims.V3, "0", "patient_id=1", "claim_type=CARRIER", "claim_type_code=71", "use=claim", "source_system=NCH", "final_action=FinalAction",
		"adjudication=complete", "from_date=2026-01-01", "thru_date=2026-01-05", "payment_amount=123.45", "submitted_amount=300.00",
		"billing_npi=1234567893", "principal_dx=E119", "claim_control_number=0")
	for _, c := range []struct {
		table   string
		n       int
		columns []string
	}{
		{"claim_lines", 8, []string{"claim_line_number=1", "hcpcs_code=99213", "service_from=2026-01-01", "service_thru=2026-01-01", "service_units=1",
			"place_of_service=11", "submitted_amount=100.00", "allowed_amount=80.00", "paid_amount=64.00", "rendering_npi=1234567893", "line_dx=E119"}},
		{"diagnoses", 12, []string{"sequence=1", "code=E11.9", "code_norm=E119", "icd_version=10", "display=Type 2 diabetes mellitus", "dx_type=secondary"}},
		{"care_team", 3, []string{"sequence=1", "role=rendering", "npi=1234567893", "specialty_code=08"}},
		{"supporting_info", 14, []string{"sequence=1", "category_system=https://bluebutton.cms.gov/fhir/CodeSystem/Supporting-Information", "category_code=CLM_CMS_PROC_DT", "date=2026-01-09"}},
		{"line_adjudications", 48, []string{"claim_line_number=1", "seq=1", "category_generic=benefit", "category_code=CLM_LINE_CVRD_PD_AMT", "amount=64.00"}},
		{"claim_amounts", 12, []string{"origin=total", "category_generic=submitted", "category_code=CLM_SBMT_CHRG_AMT", "amount=300.00"}},
	} {
		for range c.n {
			m.children = append(m.children, made{kind: c.table, columns: pairs(c.columns)})
		}
	}
	return m.resource()
}

// rename makes claim n out of the usual one: a person has 50 of them.
func rename(r *claims.Resource, n int) {
	r.ID = fmt.Sprint(1_000_000_000 + uint32(n)*2_654_435_761) // wraps around on purpose: ids come in no order
	sum := sha256.Sum256([]byte(r.ID))
	r.Hash = [16]byte(sum[:16])
	r.Raw = []byte(strings.Repeat(fmt.Sprintf(`{"system":"https://bluebutton.cms.gov/fhir/CodeSystem/%d","code":"%x","value":%d},`, n%7, r.Hash[:9], n), 190))
	main := r.Rows[0]
	main.Set(claims.ColClaimsFHIRID, claims.TextValue(r.ID))
	main.Set(claims.ColClaimsClaimControlNumber, claims.TextValue(r.ID))
	main.Set(claims.ColClaimsPatientID, claims.TextValue(fmt.Sprint(n/50)))
}
