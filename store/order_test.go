package store_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
)

// Any order, split or repetition of imports gives the same tables (docs/reference/flattening.md 4,
// docs/reference/security.md 4). Ids and values come from small sets, so that resources meet all the time.
func TestOrderOfImportsDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		exports := rapid.SliceOfN(rapid.Custom(drawExport), 1, 4).Draw(rt, "exports")
		var files []file
		for i, e := range exports {
			files = append(files, file{export: i, time: e.time, resources: e.resources})
		}
		want := imported(t, files, func(i int) bool { return i == len(files)-1 })

		seed := rapid.Uint64().Draw(rt, "seed")
		shuffled := shuffle(files, rand.New(rand.NewPCG(seed, 1)))
		got := imported(t, shuffled, func(i int) bool { return i == len(shuffled)-1 || i%3 == 0 })
		if diff := cmp.Diff(want, got); diff != "" {
			rt.Fatalf("tables differ (-in order +shuffled):\n%s", diff)
		}
	})
}

type export struct {
	time      string
	resources []made
}

type file struct {
	export    int
	time      string
	resources []made
}

// shuffle splits files, repeats some and changes all orders.
func shuffle(files []file, dice *rand.Rand) []file {
	var out []file
	for _, f := range files {
		if len(f.resources) == 0 {
			out = append(out, f)
		}
		rest := append([]made(nil), f.resources...)
		dice.Shuffle(len(rest), func(i, j int) { rest[i], rest[j] = rest[j], rest[i] })
		for len(rest) > 0 {
			n := 1 + dice.IntN(len(rest))
			part := file{export: f.export, time: f.time, resources: rest[:n]}
			out = append(out, part)
			if dice.IntN(3) == 0 {
				out = append(out, part)
			}
			rest = rest[n:]
		}
	}
	dice.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}

// imported reads files into a new database and prints its tables.
func imported(t *testing.T, files []file, settleAfter func(i int) bool) string {
	t.Helper()
	dir, err := os.MkdirTemp(t.TempDir(), "set")
	if err != nil {
		t.Fatal(err)
	}
	db := open(t, store.Options{Dir: dir, Now: clock})
	defer closeOrFail(t, db)
	for i, f := range files {
		loadOnly(t, db, claims.SourceFile{Name: fmt.Sprintf("file-%d", i), ExportID: fmt.Sprint(f.export), TransactionTime: f.time}, f.resources...)
		if settleAfter(i) {
			settle(t, db)
		}
	}
	return dump(t, dir)
}

func drawExport(t *rapid.T) export {
	return export{
		time:      rapid.SampledFrom([]string{"", "2026-02-01T00:00:00Z", "2026-03-01T00:00:00.5Z", "2026-05-01T00:00:00-04:00"}).Draw(t, "time"),
		resources: rapid.SliceOfN(rapid.Custom(drawResource), 0, 12).Draw(t, "resources"),
	}
}

func drawResource(t *rapid.T) made {
	pick := func(name string, from ...string) string { return rapid.SampledFrom(from).Draw(t, name) }
	version := pick("version", claims.V2, claims.V3)
	updated := pick("updated", "", "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z", "9999-12-31T00:00:00Z")
	kind := pick("kind", claims.TypePatient, claims.TypeEOB, claims.TypeEOB, claims.TypeCoverage, "merged", claims.TypeClaim, claims.TypeClaimResponse)
	var m made
	switch kind {
	case claims.TypePatient:
		m = drawPatient(pick, version)
	case "merged":
		m = made{version: claims.V3, kind: claims.TypePatient, id: pick("patient", "p1", "p2", "p3"), patch: []string{"patient_id", "replaced_by", "last_updated"}}
		m.columns = map[string]string{"patient_id": m.id, "replaced_by": pick("successor", "p1", "p2", "p9")}
	case claims.TypeCoverage:
		m = drawCoverage(pick, version)
	case claims.TypeClaim:
		m = made{version: claims.V2, kind: kind, id: pick("id", "f-1", "f-2"), columns: map[string]string{
			"claim_id": "f", "mbi": pick("mbi", "1A", "2B", "3C", ""), "claim_type": "CARRIER", "use": "claim", "status": "active", "adjudication": "partial",
		}, patch: []string{"claim_id", "mbi", "claim_type", "use", "status", "patient_id"}}
		m.children = drawFacts(pick, "supporting_info")
	case claims.TypeClaimResponse:
		m = made{version: claims.V2, kind: kind, id: pick("id", "f-1", "f-2"), columns: map[string]string{
			"claim_id": "f", "mbi": pick("mbi", "1A", "2B", ""), "adjudication": pick("adjudication", "partial", "complete"),
		}, patch: []string{"adjudication", "last_updated"}}
		m.children = drawFacts(pick, "supporting_info")
	default:
		m = drawEOB(pick, version)
	}
	m.updated = updated
	return m
}

type picker func(name string, from ...string) string

func drawPatient(pick picker, version string) made {
	m := patient(version, pick("patient", "p1", "p2", "p3"),
		"last_name="+pick("name", "Ash", "Birch"), "birth_date="+pick("born", "", "1940-01-01", "1950-02-02"), "sex_code="+pick("sex", "0", "1", "2"),
		"mbi="+pick("mbi", "1A", "2B", "3C", ""))
	if old := pick("old mbi", "", "", "1A", "2B"); old != "" {
		m.children = append(m.children, made{kind: "beneficiary_mbis", columns: map[string]string{"patient_id": m.id, "mbi": old, "source_order": "2"}})
	}
	return m
}

func drawCoverage(pick picker, version string) made {
	id := pick("patient", "p1", "p2")
	m := made{version: version, kind: claims.TypeCoverage, id: "part-a-" + id, columns: map[string]string{
		"patient_id": id, "part": "A", "status": pick("status", "active", "cancelled"), "reference_year": pick("year", "2025", "2026"),
	}}
	for _, month := range []string{"1", "2"} {
		if buyin := pick("buyin", "", "3", "C"); buyin != "" && version == claims.V2 {
			m.children = append(m.children, made{kind: "coverage_months", columns: map[string]string{
				"patient_id": id, "coverage_id": m.id, "part": "A", "year": m.columns["reference_year"], "month": month, "buyin": buyin,
			}})
		}
	}
	return m
}

func drawEOB(pick picker, version string) made {
	m := made{version: version, kind: claims.TypeEOB, id: pick("id", "e1", "e2", "e3", "e4", "e5"), columns: map[string]string{
		"patient_id": pick("patient", "p1", "p2", "p3", ""), "claim_type": pick("type", "CARRIER", "PDE", "INPATIENT", "OUTPATIENT", "HOSPICE"), "use": "claim",
		"from_date": pick("from", "2026-01-01", "2026-01-05"), "thru_date": pick("thru", "2026-01-05", "2026-01-06"),
		"billing_npi": "1", "submitted_amount": pick("charge", "10.00", "20", "30.125"), "payment_amount": pick("paid", "5.00", "-1", ""),
		"facility_ccn": pick("hospital", "", "360001", "360002"), "discharge_status": pick("left", "", "01", "20", "30"),
		"effective_date": pick("effective", "", "2026-01-10", "2026-02-10"), "dq_flags": pick("flags", "", "future_date"),
	}}
	if version == claims.V2 {
		m.columns["status"] = pick("status", "active", "active", "cancelled")
		m.columns["claim_group_id"] = pick("group", "", "900", "901")
		m.columns["adjustment_type"] = pick("deleted", "", "", "D")
		m.columns["adjudication"] = "complete"
	} else {
		m.columns["claim_control_number"] = pick("control", "", "c1", "c2")
		m.columns["original_control_number"] = pick("original", "", "", "c1", "c2")
		m.columns["source_system"] = pick("source", "NCH", "FISS")
		m.columns["final_action"] = pick("final", "FinalAction", "NotFinalAction")
		m.columns["claim_type_code"] = pick("code", "71", "1700", "2700", "3")
		m.columns["adjudication"] = pick("adjudication", "complete", "partial")
		m.columns["adjustment_type"] = pick("adjustment", "", "0", "1", "3")
	}
	m.children = append(drawFacts(pick, "claim_lines"), drawFacts(pick, "diagnoses")...)
	return m
}

// drawFacts makes up to two child rows.
func drawFacts(pick picker, table string) []made {
	var list []made
	for _, code := range []string{pick("first code", "", "A", "B", "99213", "J1745"), pick("second code", "", "A", "B", "G0439")} {
		if code != "" {
			list = append(list, made{kind: table, columns: map[string]string{"code": code, "hcpcs_code": code, "paid_amount": "1.5", "revenue_code": map[string]string{"B": "0450"}[code], "ndc_code": "00000000001"}})
		}
	}
	return list
}
