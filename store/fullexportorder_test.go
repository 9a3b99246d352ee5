package store_test

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
)

// Any order, split and repetition of full exports and of the deltas between them gives the same tables: what an export
// lacks is a matter of the times of exports alone (docs/reference/flattening.md 4.5).
func TestOrderOfFullExportsDoesNotMatter(t *testing.T) {
	lacking := 0
	rapid.Check(t, func(rt *rapid.T) {
		var exports []said
		for i := range rapid.IntRange(2, 6).Draw(rt, "exports") {
			exports = append(exports, drawSaid(rt, i))
		}
		want := heard(t, exports, nil)
		lacking += strings.Count(want, claims.FlagNotInLatestFull)

		dice := rand.New(rand.NewPCG(rapid.Uint64().Draw(rt, "seed"), 2))
		var parts []said
		for _, e := range exports {
			for _, f := range shuffle([]file{{resources: e.resources}}, dice) {
				part := e
				part.resources = f.resources
				parts = append(parts, part)
			}
		}
		dice.Shuffle(len(parts), func(i, j int) { parts[i], parts[j] = parts[j], parts[i] })
		if diff := cmp.Diff(want, heard(t, parts, dice)); diff != "" {
			rt.Fatalf("tables differ (-in order +shuffled):\n%s", diff)
		}
	})
	if lacking == 0 {
		t.Error("no export lacked anything: the test shows nothing")
	}
}

// drawSaid makes export i, of a time of its own.
func drawSaid(t *rapid.T, i int) said {
	s := said{full: rapid.Bool().Draw(t, "full"), gaps: rapid.IntRange(0, 4).Draw(t, "gaps") == 0}
	s.file = claims.SourceFile{
		ExportID: fmt.Sprint(i), TransactionTime: fmt.Sprintf("2026-0%d-03T00:00:00Z", i+1), Full: s.full,
		APIVersion: rapid.SampledFrom([]string{claims.V3, claims.V3, claims.V2}).Draw(t, "version"),
		Group:      rapid.SampledFrom([]string{"all", "all", "all", "runout"}).Draw(t, "group"),
		Types:      rapid.SampledFrom([][]string{allTypes, allTypes, {claims.TypeEOB}, {claims.TypePatient, claims.TypeEOB, claims.TypeClaim, claims.TypeClaimResponse}}).Draw(t, "types"),
	}
	s.resources = rapid.SliceOfN(rapid.Custom(func(t *rapid.T) made {
		m := drawResource(t)
		m.version = s.file.APIVersion
		return m
	}), 0, 10).Draw(t, "resources")
	return s
}

// heard imports exports, settling now and then, and prints the tables. A full export is said to be in after the last of
// its parts, and with dice sometimes again.
func heard(t *testing.T, parts []said, dice *rand.Rand) string {
	t.Helper()
	dir, err := os.MkdirTemp(t.TempDir(), "set")
	if err != nil {
		t.Fatal(err)
	}
	db := open(t, store.Options{Dir: dir, Now: clock})
	defer closeOrFail(t, db)
	left := map[string]int{}
	for _, p := range parts {
		left[p.file.ExportID]++
	}
	for i, p := range parts {
		p.file.Name = fmt.Sprint("part ", i)
		loadOnly(t, db, p.file, p.resources...)
		left[p.file.ExportID]--
		for p.full && left[p.file.ExportID] == 0 {
			if err := db.CompleteFull(t.Context(), store.FullExport{Scope: p.scope(), ExportIDs: []string{p.file.ExportID}, Gaps: p.gaps}); err != nil {
				t.Fatal(err)
			}
			if dice == nil || dice.IntN(2) == 0 {
				break
			}
		}
		if dice == nil || dice.IntN(3) == 0 || i == len(parts)-1 {
			settle(t, db)
		}
	}
	return dump(t, dir)
}

// A data set of before knows from the ledger what its claims came with.
func TestStoredClaimsAreComparedAfterTheUpgrade(t *testing.T) {
	dir := t.TempDir()
	p1, a, b := patient(claims.V3, "p1", "mbi=1A"), of("a", "2026-01-10"), of("b", "2026-02-10")
	db := open(t, store.Options{Dir: dir, Now: clock})
	ofAll(inMarch, p1, a, b).arrive(t, db)
	ofAll("", of("loose", "2026-02-11")).arrive(t, db)
	closeOrFail(t, db)
	backToSchema5(t, dir)

	db = open(t, store.Options{Dir: dir, Now: clock})
	defer closeOrFail(t, db)
	fullOfAll(inApril, p1, a).arrive(t, db)
	if got, want := standing(t, dir), "a=1 b=0!lacking loose=0!lacking"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	again := ofAll(inMarch, b)
	again.arrive(t, db)
	if got, want := standing(t, dir), "a=1 b=0!lacking loose=0!lacking"; got != want {
		t.Errorf("the old export again: got %s, want %s", got, want)
	}
}

// backToSchema5 takes away what the migrations after the fifth made: the columns by name, the tables as their files name them.
func backToSchema5(t *testing.T, dir string) {
	t.Helper()
	raw, err := sql.Open("sqlite", "file:"+dir+"/"+store.DatabaseFile)
	if err != nil {
		t.Fatal(err)
	}
	defer closeOrFail(t, raw)
	for _, column := range []string{"claims", "paid_cents", "lines", "diagnoses"} {
		for _, side := range []string{"told_", "read_"} {
			if _, err := raw.ExecContext(t.Context(), `ALTER TABLE files DROP COLUMN `+side+column); err != nil {
				t.Fatal(err)
			}
		}
	}
	texts := []string{`ALTER TABLE files DROP COLUMN type_filter`, `ALTER TABLE files DROP COLUMN unread_lines`, `DROP INDEX person_summary_off`, `PRAGMA user_version = 5`}
	for _, name := range madeAfter(t, "0005", `CREATE TABLE (\w+)`) {
		texts = append(texts, `DROP TABLE `+name)
	}
	for _, name := range madeAfter(t, "0005", `CREATE INDEX (\w+) ON person_summary .*\);`) {
		texts = append(texts, `DROP INDEX `+name)
	}
	for _, name := range madeAfter(t, "0005", `ALTER TABLE person_summary ADD COLUMN (\w+)`) {
		texts = append(texts, `ALTER TABLE person_summary DROP COLUMN `+name)
	}
	for _, text := range texts {
		if _, err := raw.ExecContext(t.Context(), text); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
	}
}

// madeAfter lists what migrations after a number make by statements of a form, the latest first.
func madeAfter(t *testing.T, number, form string) (names []string) {
	t.Helper()
	files, err := filepath.Glob("migrations/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	made := regexp.MustCompile(`(?m)^` + form)
	for _, file := range files {
		if filepath.Base(file)[:len(number)] <= number {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range made.FindAllStringSubmatch(string(text), -1) {
			names = append(names, found[1])
		}
	}
	slices.Reverse(names)
	return names
}
