package store_test

import (
	"strings"
	"testing"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
)

// v3 and v2 name what most cases share, so that a case shows only what it is about.
func v3(id string, columns ...string) made {
	base := []string{"patient_id=1", "claim_type=CARRIER", "claim_type_code=71", "claim_control_number=c", "source_system=NCH", "final_action=FinalAction",
		"adjudication=complete", "use=claim", "status=active", "effective_date=2026-01-10"}
	return eob(claims.V3, id, append(base, columns...)...)
}

func v2(id string, columns ...string) made {
	base := []string{"patient_id=1", "claim_type=OUTPATIENT", "claim_group_id=900", "use=claim", "status=active", "adjudication=complete",
		"from_date=2026-01-01", "thru_date=2026-01-05", "billing_npi=1", "weekly_process_date=2026-01-10"}
	return eob(claims.V2, id, append(base, columns...)...)
}

// Which versions stand: docs/reference/flattening.md 4.2 and 4.3. want names the rows as id=current, with >successor and
// !flags where there are any.
func TestVersions(t *testing.T) {
	early := []string{"source_system=FISS", "claim_type_code=1700", "final_action=NotFinalAction", "adjudication=partial", "effective_date=2026-06-01"}
	cases := map[string]struct {
		claims []made
		want   string
	}{
		"v3: the national history before the shared systems": {
			[]made{v3("2", "source_system=FISS", "effective_date=2026-03-01"), v3("1")}, "1=1 2=0>1"},
		"v3: the drug data too": {
			[]made{v3("2", "source_system=VMS"), v3("1", "source_system=DDPS")}, "1=1 2=0>1"},
		"v3: complete before partial": {
			[]made{v3("1", "source_system=FISS"), v3("2", "source_system=FISS", "adjudication=partial", "effective_date=2026-06-01")}, "1=1 2=0>1"},
		"v3: final before not final": {
			[]made{v3("1"), v3("2", "final_action=NotFinalAction", "effective_date=2026-03-01")}, "1=1 2=0>1"},
		"v3: phase 2 before phase 1": {
			[]made{v3("1", append(early, "claim_type_code=2700", "effective_date=2026-05-20")...), v3("2", early...)}, "1=1 2=0>1"},
		"v3: later created": {
			[]made{v3("1"), v3("2", "effective_date=2026-01-11")}, "1=0>2 2=1"},
		"v3: greater id at last": {
			[]made{v3("1"), v3("2")}, "1=0>2 2=1"},
		"v3: a correction replaces the claim it names": {
			[]made{v3("1"), v3("2", "claim_control_number=d", "original_control_number=c", "effective_date=2026-02-01")}, "1=0>2 2=1"},
		"v3: naming itself changes nothing": {
			[]made{v3("1", "original_control_number=c")}, "1=1"},
		"v3: a void leaves nothing": {
			[]made{v3("1"), v3("2", "adjustment_type=1", "effective_date=2026-02-01")}, "1=0>2 2=0"},
		"v3: a deleted medicine leaves nothing": {
			[]made{v3("1", "claim_type=PDE", "claim_type_code=1"), v3("2", "claim_type=PDE", "claim_type_code=3", "effective_date=2026-02-01")}, "1=0>2 2=0"},
		"v3: other types and people are other claims": {
			[]made{v3("1"), v3("2", "claim_type=DME"), v3("3", "patient_id=2")}, "1=1 2=1 3=1"},
		"v3: election notices stay": {
			[]made{v3("1", "claim_type=HOSPICE", "claim_type_code=50"), v3("2", append(early, "claim_type=HOSPICE", "claim_type_code=1900")...)}, "1=1 2=1"},
		"v3: without a control number": {
			[]made{v3("1", "claim_control_number="), v3("2", "claim_control_number=")}, "1=1 2=1"},
		"v3: old early claims are stale": {
			[]made{v3("1", append(early, "effective_date=2026-04-01")...)}, "1=1!stale"},
		"v3: young ones are not": {
			[]made{v3("1", early...)}, "1=1"},
		"v3: unmatched claims that agree": {
			[]made{
				v3("1", "from_date=2026-01-01", "thru_date=2026-01-02", "billing_npi=9", "submitted_amount=5"),
				v3("2", "claim_control_number=d", "from_date=2026-01-01", "thru_date=2026-01-02", "billing_npi=9", "submitted_amount=5.00"),
				v3("3", "claim_control_number=e", "from_date=2026-01-01", "thru_date=2026-01-02", "billing_npi=9", "submitted_amount=6"),
			}, "1=1!possible_duplicate 2=1!possible_duplicate 3=1"},
		"v2: the active version": {
			[]made{v2("1", "status=cancelled"), v2("2")}, "1=0>2 2=1"},
		"v2: a group without an active version": {
			[]made{v2("1", "status=cancelled"), v2("2", "status=cancelled")}, "1=0 2=0"},
		"v2: of two that overlap the newest": {
			[]made{v2("1", "weekly_process_date=2026-01-17"), v2("2")}, "1=1 2=0>1"},
		"v2: an unreliable group keeps claims of other times and providers": {
			[]made{v2("1"), v2("2", "from_date=2026-02-01", "thru_date=2026-02-02"), v2("3", "billing_npi=2")}, "1=1 2=1 3=1"},
		"v2: never across types": {
			[]made{v2("1"), v2("2", "claim_type=INPATIENT")}, "1=1 2=1"},
		"v2: deleted medicines": {
			[]made{v2("1", "claim_type=PDE", "adjustment_type=D")}, "1=0"},
		"v2: no group": {
			[]made{v2("1", "claim_group_id="), v2("2", "claim_group_id=")}, "1=1 2=1"},
		"nobody's claims stand alone": {
			[]made{v3("1", "patient_id="), v3("2", "patient_id=")}, "1=1 2=1"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			db := open(t, store.Options{Dir: dir, Now: clock})
			defer closeOrFail(t, db)
			load(t, db, claims.SourceFile{Name: "f"}, c.claims...)
			raw := peek(t, dir)
			defer closeOrFail(t, raw)
			got := query(t, raw, `SELECT fhir_id || '=' || is_current || coalesce('>' || superseded_by, '') || coalesce('!' || dq_flags, '') AS v FROM claims ORDER BY fhir_id`)
			got = strings.ReplaceAll(strings.Join(strings.Fields(got), " "), "v=", "")
			if got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// Early claims become stale by the time of the data, though nothing comes for the person.
func TestEarlyClaimsBecomeStale(t *testing.T) {
	dir := t.TempDir()
	db := open(t, store.Options{Dir: dir, Now: clock})
	defer closeOrFail(t, db)
	early := v3("1", "source_system=FISS", "claim_type_code=1700", "final_action=NotFinalAction", "adjudication=partial", "effective_date=2026-03-01")
	for _, step := range []struct{ time, want string }{{"2026-04-01T00:00:00Z", ""}, {"2026-06-01T00:00:00Z", "f=stale"}} {
		load(t, db, claims.SourceFile{Name: "f", APIVersion: claims.V3, ExportID: step.time, TransactionTime: step.time}, v3("other", "patient_id=7"))
		loadOnly(t, db, claims.SourceFile{Name: "g", APIVersion: claims.V3, TransactionTime: "2026-03-02T00:00:00Z"}, early)
		settle(t, db)
		raw := peek(t, dir)
		if got := strings.TrimSpace(query(t, raw, `SELECT dq_flags AS f FROM claims WHERE fhir_id = '1'`)); got != step.want {
			t.Errorf("data as of %s: got %q, want %q", step.time, got, step.want)
		}
		closeOrFail(t, raw)
	}
}
