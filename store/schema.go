package store

import (
	"fmt"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

// rowsTable is the name of the table behind the view of a catalogue table.
func rowsTable(t *claims.Table) string { return t.Name + "_rows" }

// textCompanion is the column that keeps a money amount as sent.
func textCompanion(c claims.Column) string { return c.Name + "_text" }

// lookedUp tells the catalogue columns that a table does not store itself: how the row came in is in the ledger, and
// a claim's children find its identity through claim_key.
func lookedUp(t *claims.Table, c claims.Column) bool {
	switch c.Name {
	case "file_name", "export_id", "ingested_at":
		return true
	case "api_version", "fhir_id", "claim_id":
		return t.ClaimChild
	default:
		return false
	}
}

// storedColumns are the columns of the catalogue that lie in the table itself, in catalogue order.
func storedColumns(t *claims.Table) []claims.Col {
	var cols []claims.Col
	for i, c := range t.Columns {
		if !lookedUp(t, c) {
			cols = append(cols, claims.Col(i))
		}
	}
	return cols
}

// moneyColumns are the columns that have a text companion.
func moneyColumns(t *claims.Table) []claims.Col {
	var cols []claims.Col
	for i, c := range t.Columns {
		if c.Kind == claims.Money {
			cols = append(cols, claims.Col(i))
		}
	}
	return cols
}

// sqlType is the column type that a kind is stored as (docs/reference/flattening.md section 0).
func sqlType(k claims.Kind) string {
	switch k {
	case claims.Int, claims.Money, claims.Bool:
		return "INTEGER"
	default:
		return "TEXT"
	}
}

// newnessColumns decide between two contents of one coverage month, which outlives the resource it came with.
var newnessColumns = []string{"last_updated TEXT", "transaction_time TEXT", "items INTEGER NOT NULL DEFAULT 0", "hash BLOB"}

// rowsTableSQL writes the CREATE TABLE of a catalogue table.
func rowsTableSQL(t *claims.Table) string {
	var lines []string
	switch {
	case t.ClaimChild:
		lines = append(lines, "claim_key INTEGER NOT NULL")
	case t.ID == claims.Claims:
		lines = append(lines, "claim_key INTEGER PRIMARY KEY")
	}
	for _, col := range storedColumns(t) {
		lines = append(lines, t.Columns[col].Name+" "+sqlType(t.Columns[col].Kind)+notNull(t, col))
	}
	for _, col := range moneyColumns(t) {
		lines = append(lines, textCompanion(t.Columns[col])+" TEXT")
	}
	if t.ClaimChild {
		lines = append(lines, "source_type TEXT NOT NULL")
	}
	lines = append(lines, "file_id INTEGER NOT NULL")
	if t.ID == claims.CoverageMonths {
		lines = append(lines, newnessColumns...)
	}
	lines = append(lines, keySQL(t))
	ending := " WITHOUT ROWID"
	if hasRowID(t) {
		ending = ""
	}
	return fmt.Sprintf("CREATE TABLE %s (\n\t%s\n)%s;\n", rowsTable(t), strings.Join(lines, ",\n\t"), ending)
}

// hasRowID tells the tables of wide rows that are found by key and not read in a run of neighbours.
func hasRowID(t *claims.Table) bool {
	return t.ID == claims.Claims || t.ID == claims.Beneficiaries || t.ID == claims.Coverage
}

func notNull(t *claims.Table, col claims.Col) string {
	for _, key := range t.Key {
		if key == col {
			return " NOT NULL"
		}
	}
	return ""
}

func keySQL(t *claims.Table) string {
	if t.ClaimChild {
		return "PRIMARY KEY (claim_key, ordinal, source_type)"
	}
	names := make([]string, len(t.Key))
	for i, col := range t.Key {
		names[i] = t.Columns[col].Name
	}
	kind := "PRIMARY KEY"
	if t.ID == claims.Claims {
		kind = "UNIQUE"
	}
	return fmt.Sprintf("%s (%s)", kind, strings.Join(names, ", "))
}

// viewSQL writes the CREATE VIEW that shows a table with every catalogue column.
func viewSQL(t *claims.Table) string {
	var columns []string
	for _, c := range t.Columns {
		columns = append(columns, viewColumn(t, c))
	}
	for _, col := range moneyColumns(t) {
		columns = append(columns, "r."+textCompanion(t.Columns[col]))
	}
	from := rowsTable(t) + " r"
	switch {
	case t.ClaimChild:
		columns = append(columns, "r.source_type", "r.claim_key")
		from += "\n\tJOIN claims_rows c ON c.claim_key = r.claim_key"
	case t.ID == claims.Claims:
		columns = append(columns, "r.claim_key")
	}
	from += "\n\tLEFT JOIN files f ON f.file_id = r.file_id"
	return fmt.Sprintf("CREATE VIEW %s AS SELECT\n\t%s\nFROM %s;\n", t.Name, strings.Join(columns, ",\n\t"), from)
}

func viewColumn(t *claims.Table, c claims.Column) string {
	switch c.Name {
	case "file_name":
		return "f.name AS file_name"
	case "export_id":
		return "f.export_id"
	case "ingested_at":
		return "f.ingested_at"
	case "api_version", "fhir_id", "claim_id":
		if t.ClaimChild {
			return "c." + c.Name
		}
	}
	return "r." + c.Name
}

// CatalogueSQL writes the tables and views of the whole catalogue but for what claim_details packs: the first migration is its output, and a test
// holds the migrated database against it.
func CatalogueSQL() string {
	var b strings.Builder
	for _, t := range claims.Catalogue() {
		if !isPacked(t) {
			b.WriteString(rowsTableSQL(t))
		}
	}
	for _, t := range claims.Catalogue() {
		if !isPacked(t) {
			b.WriteString(viewSQL(t))
		}
	}
	return b.String()
}
