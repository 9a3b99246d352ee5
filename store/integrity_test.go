package store_test

import (
	"database/sql"
	"path/filepath"
	"testing"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
	"github.com/claimsdesk/claimsdesk/store/storetest"
)

func TestIntegrityOfSoundData(t *testing.T) {
	for name, db := range map[string]*store.DB{"empty": storetest.Open(t), "mixed": storetest.Mixed(t)} {
		t.Run(name, func(t *testing.T) {
			report, err := db.Integrity(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if !report.OK() || len(report.Checks) == 0 {
				t.Errorf("got %+v", report)
			}
		})
	}
}

func TestIntegrityFindsWhatIsWrong(t *testing.T) {
	cases := map[string]struct{ harm, rule string }{
		"a lost line":              {`DELETE FROM claim_lines_rows WHERE ordinal = 2`, "each claim has as many lines as its resource"},
		"a lost claim":             {`DELETE FROM claims_rows WHERE fhir_id = 'car-1'`, "each resource has its row"},
		"lines of a lost claim":    {`DELETE FROM claims_rows WHERE fhir_id = 'car-1'`, "the rows of claim_lines belong to stored claims"},
		"the raw text is lost":     {`DELETE FROM resource_raw WHERE resource_key = 1`, "each resource is kept as CMS sent it"},
		"a claim out of nowhere":   {`INSERT INTO claims_rows (api_version, fhir_id, file_id) VALUES ('v3', 'x', 1)`, "each person, coverage and claim comes from a resource"},
		"a file out of the ledger": {`DELETE FROM files WHERE file_id = 1`, "each row names the file it came in with"},
		"details of a lost claim":  {`DELETE FROM claims_rows WHERE fhir_id = 'in-1'`, "the details of claims belong to stored claims"},
		"unreadable details":       {`UPDATE claim_details SET packed = x'00010203'`, "the details of each claim can be read and are as many as were stored"},
		"details that miscount":    {`UPDATE claim_details SET claim_amounts = claim_amounts + 1`, "the details of each claim can be read and are as many as were stored"},
		"a changed payment":        {`UPDATE claims_rows SET payment_amount = payment_amount + 1 WHERE fhir_id = 'in-1'`, "the prepared figures add up every payment, in cents"},
		"a ledger that miscounts":  {`UPDATE files SET unchanged = unchanged + 1 WHERE file_id = 1`, "each resource of the ledger's files was stored, found newer or found unchanged"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			db := storetest.OpenIn(t, dir)
			storetest.FillMixed(t, db)
			harm(t, dir, c.harm)
			report, err := db.Integrity(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			found := false
			for _, check := range report.Checks {
				found = found || (check.Rule == c.rule && check.Wrong > 0)
			}
			if !found || report.OK() {
				t.Errorf("%q was not found wrong: %+v", c.rule, report)
			}
		})
	}
}

func TestIntegrityTellsWhatIsNotSettled(t *testing.T) {
	db := storetest.Mixed(t)
	storetest.ImportOnly(t, db, claims.SourceFile{Name: "more.ndjson", APIVersion: claims.V3},
		storetest.EOB(claims.V3, "car-9", "101", claims.Carrier, "2026-05-01"))
	report, err := db.Integrity(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if report.OK() {
		t.Error("an import that was not settled goes unnoticed")
	}
}

// harm changes a database behind the store's back.
func harm(t *testing.T, dir, statement string) {
	t.Helper()
	raw, err := sql.Open("sqlite", "file:"+filepath.ToSlash(filepath.Join(dir, store.DatabaseFile)))
	if err != nil {
		t.Fatal(err)
	}
	defer closeOrFail(t, raw)
	if _, err := raw.ExecContext(t.Context(), statement); err != nil {
		t.Fatal(err)
	}
}
