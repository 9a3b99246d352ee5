package store_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
)

func merged(id, successor string) made {
	return made{version: claims.V3, kind: claims.TypePatient, id: id, updated: "2026-02-01T00:00:00Z",
		columns: map[string]string{"patient_id": id, "replaced_by": successor}, patch: []string{"patient_id", "replaced_by", "last_updated"}}
}

// Who is one person: docs/reference/flattening.md 4.4.
func TestPersons(t *testing.T) {
	cases := map[string]struct {
		resources []made
		want      string // people, the ids of each joined by +
		reviews   []pair
	}{
		"an MBI in both versions": {
			resources: []made{patient("v2", "9", "mbi=1A", "birth_date=1940-01-01"), patient("v3", "5", "mbi=1A", "birth_date=1940-01-01")},
			want:      "v2/9+v3/5",
		},
		"the same id in both versions means nothing": {
			resources: []made{patient("v2", "9", "mbi=1A"), patient("v3", "9", "mbi=2B")},
			want:      "v2/9 v3/9",
		},
		"the same MBI and another birth date": {
			resources: []made{patient("v2", "9", "mbi=1A", "birth_date=1940-01-01"), patient("v3", "5", "mbi=1A", "birth_date=1940-01-02")},
			want:      "v2/9 v3/5",
			reviews:   []pair{{"v2/9", "v3/5", "mbi", "birth_date"}},
		},
		"linked by CMS, through a chain": {
			resources: []made{merged("1", "2"), merged("2", "3"), patient("v3", "3", "mbi=1A")},
			want:      "v3/1+v3/2+v3/3",
		},
		"linked in a circle": {
			resources: []made{merged("1", "2"), merged("2", "1")},
			want:      "v3/1+v3/2",
		},
		"linked though they disagree": {
			resources: []made{patient("v3", "1", "sex_code=1"), merged("1", "2"), patient("v3", "2", "sex_code=2")},
			want:      "v3/1+v3/2",
			reviews:   []pair{{"v3/1", "v3/2", "link", "sex"}},
		},
		"two that were merged into one who is not here": {
			resources: []made{merged("1", "3"), merged("2", "3")},
			want:      "v3/1+v3/2",
		},
		"an early claim that knows only the MBI": {
			resources: []made{{version: "v2", kind: claims.TypeClaim, id: "f-1", columns: map[string]string{"mbi": "1A"}, patch: []string{"mbi"}}, patient("v2", "9", "mbi=1A")},
			want:      "/1A+v2/9",
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			db := open(t, store.Options{Dir: dir, Now: clock})
			defer closeOrFail(t, db)
			load(t, db, claims.SourceFile{Name: "f"}, c.resources...)
			raw := peek(t, dir)
			defer closeOrFail(t, raw)
			people := strings.Fields(strings.ReplaceAll(query(t, raw, `SELECT group_concat(api_version || '/' || patient_id, '+') AS p
				FROM (SELECT * FROM persons ORDER BY api_version, patient_id) GROUP BY person_key`), "p=", ""))
			slices.Sort(people)
			if got := strings.Join(people, " "); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
			if diff := cmp.Diff(c.reviews, identityPairs(t, db)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// pair is an identity check in short.
type pair struct{ A, B, FoundBy, Reason string }

func identityPairs(t *testing.T, db *store.DB) (list []pair) {
	t.Helper()
	checks, err := db.IdentityChecks(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range checks {
		list = append(list, pair{c.A.APIVersion + "/" + c.A.PatientID, c.B.APIVersion + "/" + c.B.PatientID, c.FoundBy, c.Reason})
	}
	return list
}

// A merged Patient arrives as id and link alone: it must not blank the row, and its claims carry the MBI of the
// successor (docs/reference/flattening.md 2.1).
func TestMergedPatientKeepsItsRow(t *testing.T) {
	dir := t.TempDir()
	db := open(t, store.Options{Dir: dir, Now: clock})
	defer closeOrFail(t, db)
	old := patient("v3", "1", "last_name=Ash")
	load(t, db, claims.SourceFile{Name: "f"}, v3("e"), merged("1", "2"), old, patient("v3", "2", "mbi=1A", "last_name=Ash"))
	raw := peek(t, dir)
	defer closeOrFail(t, raw)
	for text, want := range map[string]string{
		`SELECT last_name AS n, replaced_by AS r FROM beneficiaries WHERE fhir_id = '1'`: "n=Ash r=2",
		`SELECT mbi AS m FROM claims`: "m=1A",
		`SELECT count(*) AS n, max(mbi) AS m, max(claims) AS c FROM person_summary`: "n=1 m=1A c=1",
	} {
		if got := strings.TrimSpace(query(t, raw, text)); got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}

// The key of a person stays when another record turns out to be the same person, and when it turns out not to be.
func TestPersonKeyIsStable(t *testing.T) {
	dir := t.TempDir()
	db := open(t, store.Options{Dir: dir, Now: clock})
	defer closeOrFail(t, db)
	key := func() string {
		raw := peek(t, dir)
		defer closeOrFail(t, raw)
		return strings.TrimSpace(query(t, raw, `SELECT person_key AS k FROM beneficiaries WHERE api_version = 'v2'`))
	}
	load(t, db, claims.SourceFile{Name: "f"}, patient("v2", "9", "mbi=1A"))
	first := key()
	load(t, db, claims.SourceFile{Name: "g"}, patient("v3", "5", "mbi=1A"))
	if got := key(); got != first {
		t.Errorf("after a match: got %s, want %s", got, first)
	}
	other := patient("v3", "5", "mbi=2B")
	other.updated = "2026-03-01T00:00:00Z"
	load(t, db, claims.SourceFile{Name: "h"}, other)
	if got := key(); got != first {
		t.Errorf("after the match was taken back: got %s, want %s", got, first)
	}
	raw := peek(t, dir)
	defer closeOrFail(t, raw)
	if got := strings.TrimSpace(query(t, raw, `SELECT count(DISTINCT person_key) AS n FROM beneficiaries`)); got != "n=2" {
		t.Errorf("people: got %s, want 2", got)
	}
}
