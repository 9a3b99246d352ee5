package store_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
)

// What somebody decides about a pair outweighs the records, until it is taken back, and new data do not undo it.
func TestDecideIdentity(t *testing.T) {
	dir := t.TempDir()
	db := open(t, store.Options{Dir: dir, Now: clock})
	defer closeOrFail(t, db)
	load(t, db, claims.SourceFile{Name: "f"},
		patient("v2", "9", "mbi=1A", "birth_date=1940-01-01", "last_name=Ash"), patient("v3", "5", "mbi=1A", "birth_date=1940-01-02", "last_name=Asch"))
	people := func() string {
		raw := peek(t, dir)
		defer closeOrFail(t, raw)
		return strings.TrimSpace(query(t, raw, `SELECT count(DISTINCT person_key) AS n FROM beneficiaries`))
	}
	decide := func(decision claims.IdentityDecision) claims.IdentityCheck {
		t.Helper()
		checks, err := db.IdentityChecks(t.Context())
		if err != nil || len(checks) != 1 {
			t.Fatalf("%d checks, %v", len(checks), err)
		}
		err = errors.Join(db.DecideIdentity(t.Context(), checks[0].A, checks[0].B, decision, "ana"), db.Settle(t.Context(), store.SettleOptions{}))
		if err != nil {
			t.Fatal(err)
		}
		if checks, err = db.IdentityChecks(t.Context()); err != nil || len(checks) != 1 {
			t.Fatalf("%d checks, %v", len(checks), err)
		}
		return checks[0]
	}
	if got := people(); got != "n=2" {
		t.Fatalf("before: %s people", got)
	}
	if n, err := db.OpenIdentityChecks(t.Context()); err != nil || n != 1 {
		t.Errorf("before: %d checks, %v", n, err)
	}
	c := decide(claims.SamePerson)
	if c.Decision != claims.SamePerson || c.Who != "ana" || !c.At.Equal(clock()) || c.A.LastName != "Ash" || c.B.LastName != "Asch" || c.A.PersonKey != c.B.PersonKey {
		t.Errorf("decided: %+v", c)
	}
	if got := people(); got != "n=1" {
		t.Errorf("one person: %s", got)
	}
	if n, err := db.OpenIdentityChecks(t.Context()); err != nil || n != 0 {
		t.Errorf("decided: %d checks, %v", n, err)
	}
	again := patient("v3", "5", "mbi=1A", "birth_date=1940-01-02", "last_name=Asche")
	again.updated = "2026-03-01T00:00:00Z"
	load(t, db, claims.SourceFile{Name: "g"}, again)
	if got := people(); got != "n=1" {
		t.Errorf("after new data: %s", got)
	}
	if c = decide(claims.TwoPeople); c.Decision != claims.TwoPeople || c.A.PersonKey == c.B.PersonKey || people() != "n=2" {
		t.Errorf("two people: %+v, %s", c, people())
	}
	if c = decide(""); c.Decision != "" || !c.At.IsZero() || people() != "n=2" {
		t.Errorf("taken back: %+v, %s", c, people())
	}
}

// Records that CMS merged can be told apart as well.
func TestDecideIdentityAgainstALink(t *testing.T) {
	dir := t.TempDir()
	db := open(t, store.Options{Dir: dir, Now: clock})
	defer closeOrFail(t, db)
	load(t, db, claims.SourceFile{Name: "f"}, patient("v3", "1", "sex_code=1"), merged("1", "2"), patient("v3", "2", "sex_code=2"))
	checks, err := db.IdentityChecks(t.Context())
	if err != nil || len(checks) != 1 || checks[0].A.PersonKey != checks[0].B.PersonKey {
		t.Fatalf("%+v, %v", checks, err)
	}
	err = errors.Join(db.DecideIdentity(t.Context(), checks[0].A, checks[0].B, claims.TwoPeople, "ana"), db.Settle(t.Context(), store.SettleOptions{}))
	if err != nil {
		t.Fatal(err)
	}
	if checks, err = db.IdentityChecks(t.Context()); err != nil || checks[0].A.PersonKey == checks[0].B.PersonKey {
		t.Errorf("%+v, %v", checks, err)
	}
}
