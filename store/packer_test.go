package store_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
	"github.com/claimsdesk/claimsdesk/store/storetest"
)

// wordy is a resource of some 4 kB that shares its words with the thirty of its sort.
func wordy(i int) claims.Resource {
	r := storetest.EOB(claims.V3, fmt.Sprintf("e-%04d", i), "1", claims.Carrier, "2026-01-09")
	var b strings.Builder
	fmt.Fprintf(&b, `{"resourceType":"ExplanationOfBenefit","id":"e-%04d","item":[`, i)
	words := rand.New(rand.NewPCG(uint64(i/30), 2)) // a new sort of resource now and then
	for n := range 40 {
		fmt.Fprintf(&b, `{"system":"https://bluebutton.cms.gov/fhir/CodeSystem/%x","code":"%x","value":%d},`, words.Uint64(), words.Uint64(), i*n)
	}
	b.WriteString(`{}]}`)
	r.Raw = []byte(b.String())
	return r
}

// Dictionaries are made in the course of an import, go on in the next one and are forgotten with one that is rolled back;
// every resource stays readable byte for byte.
func TestResourcesAreReadableWhateverDictionaryPackedThem(t *testing.T) {
	dir := t.TempDir()
	db := open(t, store.Options{Dir: dir, Now: clock})
	defer closeOrFail(t, db)
	var sent [][]byte
	number := 0
	add := func(n int, end func(*store.FileImport) error) {
		t.Helper()
		f, err := db.BeginFile(t.Context(), claims.SourceFile{Name: fmt.Sprint(number), APIVersion: claims.V3})
		if err != nil {
			t.Fatal(err)
		}
		for range n {
			r := wordy(number)
			number++
			if err := f.Add(t.Context(), &r); err != nil {
				t.Fatal(err)
			}
			sent = append(sent, r.Raw)
		}
		if err := end(f); err != nil {
			t.Fatal(err)
		}
	}
	commit := func(f *store.FileImport) error {
		_, err := f.Commit(t.Context(), "", 0)
		return err
	}
	add(40, commit)
	kept, next := sent, number
	add(60, (*store.FileImport).Rollback)
	sent, number = kept, next
	add(60, commit)

	rows, err := db.Raw(t.Context(), store.RowQuery{Table: claims.Claims, All: true})
	if err != nil {
		t.Fatal(err)
	}
	defer closeOrFail(t, rows)
	for i, want := range sent {
		if !rows.Next() {
			t.Fatalf("ends before resource %d: %v", i, rows.Err())
		}
		if !bytes.Equal(rows.Bytes(), want) {
			t.Fatalf("resource %d reads %.80s, sent %.80s", i, rows.Bytes(), want)
		}
	}
	raw := peek(t, dir)
	defer closeOrFail(t, raw)
	if got := query(t, raw, `SELECT kind, count(*) > 1 AS several FROM dictionaries WHERE kind LIKE '%EOB' GROUP BY 1`); got != "kind=v3 EOB several=1 \n" {
		t.Errorf("dictionaries: %s", got)
	}
	if got := query(t, raw, `SELECT 2 * min(length(raw)) < max(length(raw)) AS small FROM resource_raw`); got != "small=1 \n" {
		t.Error("a dictionary does not halve what is kept of a resource")
	}
}

// A file may hold a resource several times, and texts wait to be packed: the newest content stands, with its own details.
func TestOneFileUpdatesWhatStillWaits(t *testing.T) {
	const people = 60
	dir := t.TempDir()
	db := open(t, store.Options{Dir: dir, Now: clock})
	defer closeOrFail(t, db)
	f, err := db.BeginFile(t.Context(), claims.SourceFile{Name: "f", APIVersion: claims.V3})
	if err != nil {
		t.Fatal(err)
	}
	var sent [people][]byte
	add := func(i, round int) {
		t.Helper()
		m := eob(claims.V3, fmt.Sprintf("e-%02d", i), "patient_id=1", "claim_type=CARRIER", "thru_date=2026-01-09")
		m.updated = fmt.Sprintf("2026-01-0%dT00:00:00Z", round+1)
		for n := range 20 * ((i + round) % 3) { // none, some or more details; never as many as the content before
			m.children = append(m.children, made{kind: "supporting_info", columns: map[string]string{"code": fmt.Sprint("R", round, "-", n)}})
		}
		r := m.resource()
		r.Raw = append(fmt.Appendf(nil, `{"round":%d,`, round), wordy(i).Raw[1:]...)
		sent[i] = r.Raw
		if err := f.Add(t.Context(), &r); err != nil {
			t.Fatal(err)
		}
	}
	for round := range 2 { // teaches the dictionaries; after that texts wait
		for i := range people {
			add(i, round)
		}
	}
	for i := range people {
		for round := 2; round < 6; round++ {
			add(i, round)
		}
	}
	if _, err := f.Commit(t.Context(), "", 0); err != nil {
		t.Fatal(err)
	}
	var want strings.Builder
	for i := range people {
		for n := range 20 * ((i + 5) % 3) {
			fmt.Fprintf(&want, "api_version=v3 fhir_id=e-%02d ordinal=%d code=R5-%d \n", i, n+1, n)
		}
	}
	if diff := cmp.Diff(want.String(), packedRows(t, dir, claims.TableOf(claims.SupportingInfo))); diff != "" {
		t.Error(diff)
	}
	rows, err := db.Raw(t.Context(), store.RowQuery{Table: claims.Claims, All: true})
	if err != nil {
		t.Fatal(err)
	}
	defer closeOrFail(t, rows)
	for i, want := range sent {
		if !rows.Next() || !bytes.Equal(rows.Bytes(), want) {
			t.Fatalf("resource %d reads %.60s, sent last %.60s; %v", i, rows.Bytes(), want, rows.Err())
		}
	}
}
