package store_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
)

// What is counted as inserted, updated and unchanged: docs/reference/flattening.md 4.1.
func TestUpsertCounts(t *testing.T) {
	at := func(updated string, m made) made {
		m.updated = updated
		return m
	}
	a, b := v3("1", "payment_amount=5.00"), v3("1", "payment_amount=6.00")
	type step struct {
		time  string
		claim made
		want  string // outcome, then the amount in cents
	}
	cases := map[string][]step{
		"the same again":                             {{"", a, "inserted 500"}, {"", a, "unchanged 500"}},
		"greater lastUpdated":                        {{"", at("2026-01-01T00:00:00Z", a), "inserted 500"}, {"", at("2026-01-02T00:00:00Z", b), "updated 600"}},
		"smaller lastUpdated":                        {{"", at("2026-01-02T00:00:00Z", a), "inserted 500"}, {"", at("2026-01-01T00:00:00Z", b), "unchanged 500"}},
		"9999 is no time":                            {{"", at("9999-12-31T00:00:00Z", a), "inserted 500"}, {"", at("2026-01-01T00:00:00Z", b), "updated 600"}},
		"later export":                               {{"2026-02-01T00:00:00Z", a, "inserted 500"}, {"2026-03-01T00:00:00Z", b, "updated 600"}},
		"later export, also at another offset":       {{"2026-02-01T00:00:00Z", a, "inserted 500"}, {"2026-01-31T23:00:00-04:00", b, "updated 600"}},
		"earlier export":                             {{"2026-03-01T00:00:00Z", a, "inserted 500"}, {"2026-02-01T00:00:00Z", b, "unchanged 500"}},
		"seen again later it beats what was between": {{"2026-02-01T00:00:00Z", a, "inserted 500"}, {"2026-04-01T00:00:00Z", a, "unchanged 500"}, {"2026-03-01T00:00:00Z", b, "unchanged 500"}},
	}
	for name, steps := range cases {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			db := open(t, store.Options{Dir: dir, Now: clock})
			defer closeOrFail(t, db)
			for _, s := range steps {
				count := load(t, db, claims.SourceFile{Name: "f", TransactionTime: s.time}, s.claim)
				outcome := map[[3]int]string{{1, 0, 0}: "inserted", {0, 1, 0}: "updated", {0, 0, 1}: "unchanged"}[[3]int{count.Inserted, count.Updated, count.Unchanged}]
				raw := peek(t, dir)
				got := outcome + " " + strings.TrimPrefix(strings.TrimSpace(query(t, raw, `SELECT payment_amount AS p FROM claims`)), "p=")
				closeOrFail(t, raw)
				if got != s.want {
					t.Errorf("got %s, want %s", got, s.want)
				}
			}
		})
	}
}

func TestNewContentReplacesChildRows(t *testing.T) {
	dir := t.TempDir()
	db := open(t, store.Options{Dir: dir, Now: clock})
	defer closeOrFail(t, db)
	three, one := v3("1", "claim_id=1"), v3("1", "claim_id=1")
	for range 3 {
		three.children = append(three.children, made{kind: "claim_lines", columns: map[string]string{"hcpcs_code": "A", "paid_amount": "1"}})
	}
	one.children, one.updated = three.children[:1], "2026-02-01T00:00:00Z"
	load(t, db, claims.SourceFile{Name: "f"}, three, v3("2"))
	load(t, db, claims.SourceFile{Name: "g"}, one)
	raw := peek(t, dir)
	defer closeOrFail(t, raw)
	want := "api_version=v3 fhir_id=1 claim_id=1 ordinal=1 paid_amount=100 paid_amount_text=1 file_name=g"
	if got := strings.TrimSpace(query(t, raw, `SELECT api_version, fhir_id, claim_id, ordinal, paid_amount, paid_amount_text, file_name FROM claim_lines`)); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// A Claim and its ClaimResponse share one row; each replaces only its own child rows, and those of the response follow
// those of the claim whichever comes first (docs/reference/flattening.md section 3).
func TestClaimAndResponse(t *testing.T) {
	facts := func(codes ...string) (list []made) {
		for _, c := range codes {
			list = append(list, made{kind: "supporting_info", columns: map[string]string{"code": c}})
		}
		return list
	}
	claim := made{version: "v2", kind: claims.TypeClaim, id: "f-1", columns: map[string]string{"use": "claim", "mbi": "1A"}, patch: []string{"use", "mbi"}, children: facts("a", "b")}
	response := made{version: "v2", kind: claims.TypeClaimResponse, id: "f-1", columns: map[string]string{"adjudication": "partial"}, patch: []string{"adjudication"}, children: facts("x", "y")}
	newer := claim
	newer.children, newer.updated = facts("c"), "2026-01-05T00:00:00Z"
	for name, order := range map[string][]made{"claim first": {claim, response, newer}, "response first": {response, claim, newer}, "newest first": {newer, response, claim}} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			db := open(t, store.Options{Dir: dir, Now: clock})
			defer closeOrFail(t, db)
			load(t, db, claims.SourceFile{Name: "f"}, order...)
			raw := peek(t, dir)
			defer closeOrFail(t, raw)
			want := "api_version=v2 fhir_id=f-1 ordinal=1 code=c \napi_version=v2 fhir_id=f-1 ordinal=2 code=x \napi_version=v2 fhir_id=f-1 ordinal=3 code=y \n"
			if diff := cmp.Diff(want, packedRows(t, dir, claims.TableOf(claims.SupportingInfo))); diff != "" {
				t.Error(diff)
			}
			if got := strings.TrimSpace(query(t, raw, `SELECT use, mbi, adjudication FROM claims`)); got != "use=claim mbi=1A adjudication=partial" {
				t.Errorf("claim: got %s", got)
			}
		})
	}
}

// CMS serves one reference year at a time: months of earlier years stay (docs/reference/flattening.md 2.2).
func TestCoverageMonthsOfEarlierYearsStay(t *testing.T) {
	dir := t.TempDir()
	db := open(t, store.Options{Dir: dir, Now: clock})
	defer closeOrFail(t, db)
	year := func(year, updated, buyin string) made {
		m := made{version: "v2", kind: claims.TypeCoverage, id: "part-a-1", updated: updated, columns: map[string]string{"patient_id": "1", "reference_year": year}}
		m.children = []made{{kind: "coverage_months", columns: map[string]string{"patient_id": "1", "part": "A", "year": year, "month": "1", "buyin": buyin}}}
		return m
	}
	load(t, db, claims.SourceFile{Name: "f"}, year("2026", "2026-02-01T00:00:00Z", "C"), year("2025", "2025-02-01T00:00:00Z", "3"), year("2025", "2025-01-01T00:00:00Z", "0"))
	raw := peek(t, dir)
	defer closeOrFail(t, raw)
	want := "year=2025 buyin=3 \nyear=2026 buyin=C \n"
	if diff := cmp.Diff(want, query(t, raw, `SELECT year, buyin FROM coverage_months ORDER BY year`)); diff != "" {
		t.Error(diff)
	}
	if got := strings.TrimSpace(query(t, raw, `SELECT reference_year AS y FROM coverage`)); got != "y=2026" {
		t.Errorf("coverage: got %s", got)
	}
}

// A refresh does not read a file twice; whoever names files on disk may.
func TestLedgerRefusesAFileOfAJobTwice(t *testing.T) {
	db := open(t, store.Options{Dir: t.TempDir(), Now: clock})
	defer closeOrFail(t, db)
	file := claims.SourceFile{Name: "a.ndjson", ExportID: "7", TransactionTime: "2026-02-01T00:00:00Z"}
	load(t, db, file, v3("1"))
	if got := load(t, db, file, v3("1")); got.Unchanged != 1 {
		t.Errorf("from disk again: got %+v, want 1 unchanged", got)
	}
	f, err := db.BeginFile(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.MarkJobFile(claims.JobFile{JobID: 3}); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Commit(t.Context(), "", 0); err != nil {
		t.Fatal(err)
	}
	var already *store.AlreadyImportedError
	if _, err := db.BeginFile(t.Context(), file); !errors.As(err, &already) {
		t.Errorf("by the refresh again: got %v, want AlreadyImportedError", err)
	}
	other := file
	other.TransactionTime = "2026-03-01T00:00:00Z"
	if got := load(t, db, other, v3("1")); got.Unchanged != 1 {
		t.Errorf("another export: got %+v", got)
	}
}

func TestRollbackLeavesNothing(t *testing.T) {
	cases := map[string]func(t *testing.T, f *store.FileImport){
		"rolled back": func(*testing.T, *store.FileImport) {},
		"cancelled": func(t *testing.T, f *store.FileImport) {
			ctx, cancel := context.WithCancel(t.Context())
			cancel()
			r := v3("2").resource()
			if err := f.Add(ctx, &r); !errors.Is(err, context.Canceled) {
				t.Errorf("add: got %v, want cancelled", err)
			}
			if _, err := f.Commit(ctx, "", 0); !errors.Is(err, context.Canceled) {
				t.Errorf("commit: got %v, want cancelled", err)
			}
		},
		"rows that do not fit": func(t *testing.T, f *store.FileImport) {
			r := v3("2").resource()
			r.Rows[0].Values = r.Rows[0].Values[:3]
			if err := f.Add(t.Context(), &r); err == nil {
				t.Error("add: want an error")
			}
		},
	}
	for name, spoil := range cases {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			db := open(t, store.Options{Dir: dir, Now: clock})
			defer closeOrFail(t, db)
			f, err := db.BeginFile(t.Context(), claims.SourceFile{Name: "f"})
			if err != nil {
				t.Fatal(err)
			}
			r := v3("1").resource()
			if err := f.Add(t.Context(), &r); err != nil {
				t.Fatal(err)
			}
			spoil(t, f)
			if err := f.Rollback(); err != nil {
				t.Fatal(err)
			}
			raw := peek(t, dir)
			defer closeOrFail(t, raw)
			if got := strings.TrimSpace(query(t, raw, `SELECT (SELECT count(*) FROM claims) + (SELECT count(*) FROM files) + (SELECT count(*) FROM resources) + (SELECT count(*) FROM persons) AS n`)); got != "n=0" {
				t.Errorf("left behind: %s", got)
			}
			if got := load(t, db, claims.SourceFile{Name: "f"}, v3("1")); got.Inserted != 1 {
				t.Errorf("the next import: got %+v", got)
			}
		})
	}
}

// A line is in quarantine once, however often its file is read; every import names it.
func TestQuarantine(t *testing.T) {
	dir := t.TempDir()
	db := open(t, store.Options{Dir: dir, Now: clock})
	defer closeOrFail(t, db)
	bad := []claims.Rejected{{File: "f", Line: 3, Reason: "not JSON", Bytes: 5}, {File: "f", Line: 9, Reason: "too long", Bytes: 40 << 20}}
	for range 2 {
		f, err := db.BeginFile(t.Context(), claims.SourceFile{Name: "f"})
		if err != nil {
			t.Fatal(err)
		}
		for i, raw := range [][]byte{[]byte("{oops"), nil} {
			if err := f.Reject(t.Context(), bad[i], raw); err != nil {
				t.Fatal(err)
			}
		}
		count, err := f.Commit(t.Context(), "ab", 12)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(bad, count.Quarantined); diff != "" {
			t.Error(diff)
		}
	}
	raw := peek(t, dir)
	defer closeOrFail(t, raw)
	if got := strings.TrimSpace(query(t, raw, `SELECT count(*) AS n, sum(line) AS l FROM quarantine`)); got != "n=2 l=12" {
		t.Errorf("got %s, want n=2 l=12", got)
	}
}

func TestReadOnlyRefusesWriting(t *testing.T) {
	dir := t.TempDir()
	closeOrFail(t, open(t, store.Options{Dir: dir}))
	db := open(t, store.Options{Dir: dir, ReadOnly: true})
	defer closeOrFail(t, db)
	if _, err := db.BeginFile(t.Context(), claims.SourceFile{Name: "f"}); !errors.Is(err, store.ErrReadOnly) {
		t.Errorf("import: got %v, want ErrReadOnly", err)
	}
	if err := db.Settle(t.Context(), store.SettleOptions{}); !errors.Is(err, store.ErrReadOnly) {
		t.Errorf("settle: got %v, want ErrReadOnly", err)
	}
	if err := db.SaveSetting(t.Context(), "a", "b"); !errors.Is(err, store.ErrReadOnly) {
		t.Errorf("setting: got %v, want ErrReadOnly", err)
	}
}
