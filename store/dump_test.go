package store_test

import (
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
)

// peek opens the database file beside the store, to look at what no reader shows.
func peek(t testing.TB, dir string) *sql.DB {
	t.Helper()
	raw, err := sql.Open("sqlite", "file:"+dir+"/"+store.DatabaseFile+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// dump prints every table without what may differ between two databases that hold the same: file_name, export_id,
// ingested_at, and the names of persons. Persons are printed as who belongs together.
func dump(t testing.TB, dir string) string {
	t.Helper()
	raw := peek(t, dir)
	defer func() {
		if err := raw.Close(); err != nil {
			t.Error(err)
		}
	}()
	var b strings.Builder
	for _, table := range claims.Catalogue() {
		if packed(table) {
			fmt.Fprintf(&b, "== %s\n%s", table.Name, packedRows(t, dir, table))
			continue
		}
		fmt.Fprintf(&b, "== %s\n%s", table.Name, query(t, raw, dumpSQL(table)))
	}
	for name, text := range map[string]string{
		"persons": `SELECT group_concat(api_version || '/' || patient_id, ' ') FROM (SELECT * FROM persons p WHERE EXISTS (SELECT 1 FROM beneficiaries b WHERE b.api_version = p.api_version AND b.patient_id = p.patient_id)
			OR EXISTS (SELECT 1 FROM claims c WHERE c.api_version = p.api_version AND c.patient_id = p.patient_id OR p.api_version = '' AND c.mbi = p.patient_id AND c.patient_id IS NULL)
			OR EXISTS (SELECT 1 FROM coverage c WHERE c.api_version = p.api_version AND c.patient_id = p.patient_id)
			ORDER BY api_version, patient_id) GROUP BY person_key`,
		"reviews":   `SELECT * FROM person_reviews`,
		"resources": `SELECT api_version, resource_type, fhir_id, part, last_updated, transaction_time, items, hex(hash) FROM resources`,
		"summary": `SELECT last_name, first_name, last_norm, first_norm, mbi, birth_date, death_date, died, sex_code, city, state, zip5, on_list, claims, paid_cents, last_date, race, ed_visits, stays, year_cents, last_visit, wellness, advantage, part_d, medicaid, hospice, nursing,
			known_since, known_before, left_on FROM person_summary`,
		"search":   `SELECT kind, value FROM person_search`,
		"months":   `SELECT * FROM month_totals`,
		"left out": `SELECT kind, sum(n) FROM person_left_out GROUP BY kind UNION ALL SELECT kind || ' in all', n FROM left_out_totals WHERE n > 0`,
		"groups":   `SELECT * FROM group_figures`,
		"figures":  `SELECT domain, hex(packed) FROM person_figures`,
		"years":    `SELECT paid_cents FROM person_years`,
		"names":    `SELECT * FROM provider_names`,
		"stays":    `SELECT first_day, facility, last_day, open, kind, status, days, paid_cents, episode, arrived, claim_id FROM stays`,
		"episodes": `SELECT episode, first_day, last_day, open, stays, days, home, readmitted, first_visit FROM episodes`,
		"ed":       `SELECT day, facility, outcome, urgent, arrived, claim_id FROM ed_visits`,
		"spells":   `SELECT kind, first_day, facility, last_day, status FROM spells`,
		"stories":  `SELECT claims, hex(packed) FROM person_stories`,
		"care":     `SELECT doctor, standing FROM person_care`,
		"events": `SELECT list, facility, name_key, early, gone, apart, sort_key, claim_id, mbi, detail, ` + // who stays on a standing list keeps the day of entry
			`iif(list IN ('often_in_ed', 'no_visit_seen', 'high_cost'), '', anchor || happened || arrived) AS days FROM events`,
		"quarantine": `SELECT hex(digest), line, reason, bytes FROM quarantine`,
		"left":       `SELECT count(*) FROM unsettled_people UNION ALL SELECT count(*) FROM unsettled_patients`,
	} {
		lines := strings.Split(query(t, raw, text), "\n")
		slices.Sort(lines)
		b.WriteString("== " + name + strings.Join(lines, "\n") + "\n")
	}
	b.WriteString("== raw\n" + allRaw(t, dir))
	fmt.Fprintf(&b, "== counts\n%s", query(t, raw, `SELECT c.api_version, c.fhir_id, d.detail_key % 4 AS source, d.supporting_info, d.line_adjudications, d.claim_amounts
		FROM claim_details d JOIN claims_rows c ON c.claim_key = d.detail_key / 4 ORDER BY 1, 2, 3`))
	parts := strings.Split(b.String(), "== ")
	slices.Sort(parts)
	return strings.Join(parts, "== ")
}

// allRaw prints every resource as sent: which dictionary it is packed with depends on what came before it.
func allRaw(t testing.TB, dir string) string {
	t.Helper()
	db, err := store.Open(t.Context(), store.Options{Dir: dir, ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, table := range []claims.TableID{claims.Beneficiaries, claims.Coverage, claims.Claims} {
		rows, err := db.Raw(t.Context(), store.RowQuery{Table: table, All: true})
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			fmt.Fprintf(&b, "%s\n", rows.Bytes())
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// packed says that a table has no view, because its rows lie in claim_details.
func packed(t *claims.Table) bool {
	return t.ID == claims.SupportingInfo || t.ID == claims.LineAdjudications || t.ID == claims.ClaimAmounts
}

// packedRows prints the rows of a packed table as query does.
func packedRows(t testing.TB, dir string, table *claims.Table) string {
	t.Helper()
	db, err := store.Open(t.Context(), store.Options{Dir: dir, ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := db.Rows(t.Context(), store.RowQuery{Table: table.ID, All: true})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for rows.Next() {
		for i, v := range rows.Values() {
			if c := table.Columns[i]; v.Set && !c.Upkeep {
				fmt.Fprintf(&b, "%s=%s ", c.Name, v.Format(c.Kind))
			}
		}
		b.WriteString("\n")
	}
	if err := errors.Join(rows.Err(), rows.Close(), db.Close()); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func dumpSQL(table *claims.Table) string {
	var columns, key []string
	for _, c := range table.Columns {
		if !c.Upkeep {
			columns = append(columns, c.Name)
		}
		if c.Kind == claims.Money {
			columns = append(columns, c.Name+"_text")
		}
	}
	for _, col := range table.Key {
		key = append(key, table.Columns[col].Name)
	}
	return fmt.Sprintf("SELECT %s FROM %s ORDER BY %s", strings.Join(columns, ", "), table.Name, strings.Join(key, ", "))
}

// query prints the rows of a query, one a line, leaving nulls out: name=value.
func query(t testing.TB, raw *sql.DB, text string) string {
	t.Helper()
	rows, err := raw.QueryContext(t.Context(), text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	defer func() {
		if err := rows.Close(); err != nil {
			t.Error(err)
		}
	}()
	names, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	values, dest := make([]any, len(names)), make([]any, len(names))
	for i := range values {
		dest[i] = &values[i]
	}
	var b strings.Builder
	for rows.Next() {
		if err := rows.Scan(dest...); err != nil {
			t.Fatal(err)
		}
		for i, v := range values {
			if v != nil {
				fmt.Fprintf(&b, "%s=%v ", names[i], v)
			}
		}
		b.WriteString("\n")
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
