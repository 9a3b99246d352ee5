package store_test

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
)

// clock is the present of the tests: everything in them happened before, but for 9999-12-31.
func clock() time.Time { return time.Date(2026, 6, 30, 12, 0, 0, 0, time.UTC) }

// made is a resource written by hand: what tests say about it becomes columns of its main row.
type made struct {
	version, kind, id string
	updated           string
	columns           map[string]string // main row, by column name
	children          []made            // rows of other tables; kind names the table
	patch             []string          // columns that the resource decides; nil for all
}

func (m made) resource() claims.Resource {
	main := map[string]string{"api_version": m.version, "fhir_id": m.id, "last_updated": m.updated}
	for k, v := range m.columns {
		main[k] = v
	}
	r := claims.Resource{APIVersion: m.version, Type: m.kind, ID: m.id, LastUpdated: m.updated, Items: len(m.children)}
	r.Rows = append(r.Rows, madeRow(mainTable(m.kind), main))
	ordinals := map[string]int{}
	for _, c := range m.children {
		ordinals[c.kind]++
		values := map[string]string{"api_version": m.version, "fhir_id": m.id, "claim_id": m.id, "ordinal": fmt.Sprint(ordinals[c.kind])}
		for k, v := range c.columns {
			values[k] = v
		}
		r.Rows = append(r.Rows, madeRow(c.kind, values))
	}
	for _, name := range m.patch {
		col, _ := claims.TableOf(r.Rows[0].Table).Column(name)
		r.Patch = append(r.Patch, col)
	}
	sum := sha256.Sum256([]byte(fmt.Sprint(m.version, m.kind, m.id, m.columns, m.children, m.patch)))
	r.Hash = [16]byte(sum[:16])
	r.Raw = fmt.Appendf(nil, `{"resourceType":%q,"id":%q,"note":"%x"}`, m.kind, m.id, r.Hash)
	return r
}

func mainTable(kind string) string {
	switch kind {
	case claims.TypePatient:
		return "beneficiaries"
	case claims.TypeCoverage:
		return "coverage"
	default:
		return "claims"
	}
}

// madeRow fills the columns that the table has; names of other tables are left out.
func madeRow(table string, values map[string]string) claims.Row {
	t, ok := claims.TableNamed(table)
	if !ok {
		panic("no table " + table)
	}
	row := claims.NewRow(t.ID)
	for name, v := range values {
		col, ok := t.Column(name)
		if !ok || v == "" {
			continue
		}
		row.Set(col, madeValue(t.Columns[col].Kind, v))
	}
	return row
}

func madeValue(kind claims.Kind, text string) claims.Value {
	var n int64
	switch kind {
	case claims.Money:
		v, err := claims.MoneyValue(text)
		if err != nil {
			panic(err)
		}
		return v
	case claims.Int, claims.Bool:
		if _, err := fmt.Sscan(text, &n); err != nil {
			panic(err)
		}
		return claims.IntValue(n)
	default:
		return claims.TextValue(text)
	}
}

// eob is a claim of v3 with the given columns, written name=value.
func eob(version, id string, columns ...string) made {
	return made{version: version, kind: claims.TypeEOB, id: id, updated: "2026-01-01T00:00:00Z", columns: pairs(columns)}
}

func patient(version, id string, columns ...string) made {
	m := made{version: version, kind: claims.TypePatient, id: id, updated: "2026-01-01T00:00:00Z", columns: pairs(columns)}
	m.columns["patient_id"] = id
	if mbi := m.columns["mbi"]; mbi != "" {
		m.children = append(m.children, made{kind: "beneficiary_mbis", columns: map[string]string{"patient_id": id, "mbi": mbi, "is_current": "1", "source_order": "1"}})
	}
	return m
}

func pairs(list []string) map[string]string {
	m := map[string]string{}
	for _, p := range list {
		k, v, _ := strings.Cut(p, "=")
		m[k] = v
	}
	return m
}

// load imports resources as one file and settles.
func load(t *testing.T, db *store.DB, file claims.SourceFile, list ...made) claims.ImportCount {
	t.Helper()
	count := loadOnly(t, db, file, list...)
	settle(t, db)
	return count
}

func loadOnly(t testing.TB, db *store.DB, file claims.SourceFile, list ...made) claims.ImportCount {
	t.Helper()
	f, err := db.BeginFile(t.Context(), file)
	if err != nil {
		t.Fatalf("begin: %v", err)
	}
	for _, m := range list {
		r := m.resource()
		if err := f.Add(t.Context(), &r); err != nil {
			t.Fatalf("add %s/%s: %v", m.kind, m.id, err)
		}
	}
	count, err := f.Commit(t.Context(), "", 0)
	if err != nil {
		t.Fatalf("commit: %v", err)
	}
	return count
}

func settle(t testing.TB, db *store.DB) {
	t.Helper()
	if err := db.Settle(t.Context(), store.SettleOptions{}); err != nil {
		t.Fatalf("settle: %v", err)
	}
}
