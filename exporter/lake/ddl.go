package lake

import (
	"fmt"
	"slices"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

// sqlColumn is a column of a table as its statements name it.
type sqlColumn struct {
	name, kind string // kind is a type of sqlType
	comment    string
}

// sqlTable is a table as its statements describe it.
type sqlTable struct {
	name, comment string
	columns       []sqlColumn // of the parts
	parted        bool
	shown         []string // names of all columns in the catalogue's order, partition columns included
}

// sqlTables describes the tables of a manifest.
func sqlTables(m *Manifest) []sqlTable {
	var list []sqlTable
	for _, t := range m.Tables {
		table, ok := claims.TableNamed(t.Name)
		if !ok {
			continue
		}
		s := sqlTable{name: t.Name, comment: fmt.Sprintf("%s: %s", table.Label, table.RowIs), parted: len(t.PartitionBy) > 0, shown: table.Names()}
		for _, c := range t.Columns {
			s.columns = append(s.columns, sqlColumn{c.Name, c.Type, commentOf(table, c.Name)})
		}
		for _, name := range t.PartitionBy {
			if !slices.Contains(s.shown, name) {
				s.shown = append(s.shown, name)
			}
		}
		list = append(list, s)
	}
	return list
}

func commentOf(table *claims.Table, name string) string {
	col, ok := table.Column(name)
	if !ok {
		return ""
	}
	c := table.Columns[col]
	return c.Label + ". " + c.Meaning
}

// partComments are what partition columns mean.
var partComments = map[string]string{
	claimTypeColumn: "Claim type of the claim; taken from the folder's name.",
	yearColumn:      "Year of the claim's thru_date; taken from the folder's name.",
}

// glob is where the parts of a table lie, for programs that take patterns.
func (t sqlTable) glob() string {
	if t.parted {
		return t.name + "/*/*/*.parquet"
	}
	return t.name + "/*.parquet"
}

// quoted is an SQL text literal.
func quoted(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" }

// list joins items, one a line, with commas and an indent.
func list(items []string) string { return "\t" + strings.Join(items, ",\n\t") }

func each[T any](items []T, text func(T) string) []string {
	texts := make([]string, len(items))
	for i, item := range items {
		texts[i] = text(item)
	}
	return texts
}

// header says where statements come from.
func header(m *Manifest, program, use string) string {
	return fmt.Sprintf("-- Tables over this folder for %s, made by %s. Each run writes this file anew.\n%s\n", program, m.Program, use)
}

// examples are queries that all three programs understand.
const examples = `
-- Examples -----------------------------------------------------------------------------------------------------------

-- What Medicare paid, by claim type and year. Medicines carry no payment: their amounts are those of their lines.
SELECT claim_type, year, count(*) AS claims, sum(payment_amount) AS paid
FROM claims
GROUP BY claim_type, year
ORDER BY claim_type, year;

-- The people for whom Medicare paid most in a year. Conditions on claim_type and year skip folders.
SELECT person_key, count(*) AS claims, sum(payment_amount) AS paid
FROM claims
WHERE year = 2025
GROUP BY person_key
ORDER BY paid DESC
LIMIT 20;

-- People with a diagnosis of diabetes, by claim type. api_version and fhir_id name a claim.
SELECT c.claim_type, count(DISTINCT c.person_key) AS people
FROM claims c
JOIN diagnoses d ON d.api_version = c.api_version AND d.fhir_id = c.fhir_id
WHERE d.code_norm LIKE 'E11%'
GROUP BY c.claim_type
ORDER BY people DESC;

-- Medicines: what they cost and what the plan paid. The line that repeats a claim's total is left out.
SELECT ndc_code, count(*) AS fills, sum(submitted_amount) AS cost, sum(paid_amount) AS plan_paid
FROM claim_lines
WHERE claim_type = 'PDE' AND NOT coalesce(is_total_line, false)
GROUP BY ndc_code
ORDER BY cost DESC
LIMIT 20;
`

// duckDB makes the views for DuckDB.
func duckDB(m *Manifest) string {
	var b strings.Builder
	b.WriteString(header(m, "DuckDB 1.1 or later", `-- Start DuckDB in this folder and read the file: duckdb claims.duckdb -c ".read ddl/duckdb.sql"
-- From elsewhere, SET file_search_path to this folder first. The views read the files as they are when you ask.
`))
	for _, t := range sqlTables(m) {
		hive := ""
		if t.parted {
			hive = ", hive_partitioning = true, hive_types = {'claim_type': VARCHAR, 'year': INTEGER}"
		}
		fmt.Fprintf(&b, "CREATE OR REPLACE VIEW %s AS\nSELECT\n%s\nFROM read_parquet(%s%s);\n", t.name,
			list(each(t.shown, func(name string) string { return `"` + name + `"` })), quoted(t.glob()), hive)
		fmt.Fprintf(&b, "COMMENT ON VIEW %s IS %s;\n", t.name, quoted(t.comment))
		for _, name := range t.shown {
			fmt.Fprintf(&b, "COMMENT ON COLUMN %s.\"%s\" IS %s;\n", t.name, name, quoted(t.columnComment(name)))
		}
		b.WriteString("\n")
	}
	b.WriteString(strings.TrimPrefix(examples, "\n"))
	b.WriteString("\n-- The manifest against the files: both numbers are the same for every table.\n" +
		"SELECT t.name, t.rows AS manifest_rows, f.rows AS file_rows\nFROM (SELECT unnest(tables) AS t FROM read_json('_manifest.json'))\nJOIN (\n\t")
	b.WriteString(strings.Join(each(sqlTables(m), func(t sqlTable) string {
		return fmt.Sprintf("SELECT '%s' AS name, count(*) AS rows FROM %s", t.name, t.name)
	}), "\n\tUNION ALL "))
	b.WriteString("\n) f ON f.name = t.name;\n")
	return b.String()
}

func (t sqlTable) columnComment(name string) string {
	for _, c := range t.columns {
		if c.name == name {
			return c.comment
		}
	}
	return partComments[name]
}

// spark makes the tables for Spark.
func spark(m *Manifest) string {
	var b strings.Builder
	b.WriteString(header(m, "Spark 3.2 or later", `-- Say where the folder is, such as s3a://bucket/lake or /data/lake, and run the file: spark-sql -f ddl/spark.sql
-- The tables are external: dropping one leaves the files. After each further export, run the statements that begin with MSCK
-- and REFRESH again; where a column has become wider, run the whole file again.
SET lake=/data/lake;

-- CMS writes 1000-01-01 and 0001-01-01 for unknown days. The files count days by the calendar of today throughout; without
-- the next line and the option of each table, Spark refuses days before 1582 of files that it did not write itself.
SET spark.sql.parquet.datetimeRebaseModeInRead=CORRECTED;
`))
	for _, t := range sqlTables(m) {
		columns := each(t.columns, func(c sqlColumn) string {
			return fmt.Sprintf("`%s` %s COMMENT %s", c.name, sparkType(c.kind), sparkText(c.comment))
		})
		partitioned := ""
		if t.parted {
			columns = append(columns, "`claim_type` STRING COMMENT "+sparkText(partComments[claimTypeColumn]), "`year` INT COMMENT "+sparkText(partComments[yearColumn]))
			partitioned = "PARTITIONED BY (`claim_type`, `year`)\n"
		}
		fmt.Fprintf(&b, "DROP TABLE IF EXISTS %s;\nCREATE TABLE %s (\n%s\n)\nUSING PARQUET\nOPTIONS ('datetimeRebaseMode' = 'CORRECTED')\n%sLOCATION '${lake}/%s'\nCOMMENT %s;\n",
			t.name, t.name, list(columns), partitioned, t.name, sparkText(t.comment))
		if t.parted {
			fmt.Fprintf(&b, "MSCK REPAIR TABLE %s SYNC PARTITIONS;\n", t.name)
		}
		fmt.Fprintf(&b, "REFRESH TABLE %s;\n\n", t.name)
	}
	b.WriteString(strings.TrimPrefix(examples, "\n"))
	return b.String()
}

func sparkType(kind string) string {
	if kind == "VARCHAR" {
		return "STRING"
	}
	return kind
}

// sparkText is a text literal for Spark, which reads backslashes as escapes.
func sparkText(text string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(text) + "'"
}

// snowflake makes the external tables and views for Snowflake.
func snowflake(m *Manifest) string {
	var b strings.Builder
	b.WriteString(header(m, "Snowflake", `-- External tables need a stage over cloud storage: copy this folder to a bucket of yours, deletions included, put its address
-- and a storage integration in the CREATE STAGE statement, and run the file. After each further copy, run the statements that
-- begin with ALTER EXTERNAL TABLE; where a column has become wider, run the whole file again.
-- Each table is an external table with the prefix lake_, and a view with its own name. To keep a copy inside Snowflake:
-- CREATE TABLE claims_copy AS SELECT * FROM claims;
ALTER SESSION SET TIMEZONE = 'UTC';

CREATE FILE FORMAT IF NOT EXISTS claimsdesk_parquet
	TYPE = PARQUET
	USE_LOGICAL_TYPE = TRUE; -- days and instants are read as such, not as numbers

CREATE STAGE IF NOT EXISTS claimsdesk_lake
	URL = 's3://your-bucket/lake/'
	STORAGE_INTEGRATION = your_integration
	FILE_FORMAT = (FORMAT_NAME = 'claimsdesk_parquet');
`))
	for _, t := range sqlTables(m) {
		b.WriteString(snowflakeTable(t))
	}
	b.WriteString("-- After each further copy:\n")
	for _, t := range sqlTables(m) {
		fmt.Fprintf(&b, "ALTER EXTERNAL TABLE lake_%s REFRESH;\n", t.name)
	}
	b.WriteString(examples)
	return b.String()
}

// snowflakeTable names the columns of the external table in quotes, as a column value would clash with VALUE, the row; the view
// gives them plain names. Folder names are taken apart with SPLIT_PART, which partition columns may use.
func snowflakeTable(t sqlTable) string {
	columns := each(t.columns, func(c sqlColumn) string {
		return fmt.Sprintf(`"%s" %s AS (VALUE:"%s"::%s)`, c.name, snowflakeType(c.kind), c.name, snowflakeType(c.kind))
	})
	partitioned := ""
	if t.parted {
		for _, name := range []string{claimTypeColumn, yearColumn} {
			columns = append(columns, fmt.Sprintf(`"folder_%s" VARCHAR AS (SPLIT_PART(SPLIT_PART(METADATA$FILENAME, '%s=', 2), '/', 1))`, name, name))
		}
		partitioned = "PARTITION BY (\"folder_claim_type\", \"folder_year\")\n"
	}
	shown := each(t.shown, func(name string) string {
		switch {
		case t.parted && name == claimTypeColumn:
			return `NULLIF("folder_claim_type", '` + noValue + `') AS claim_type`
		case t.parted && name == yearColumn:
			return `TRY_TO_NUMBER("folder_year") AS year`
		default:
			return fmt.Sprintf(`"%s" AS %s`, name, name)
		}
	})
	return fmt.Sprintf(`
CREATE OR REPLACE EXTERNAL TABLE lake_%s (
%s
)
%sLOCATION = @claimsdesk_lake/%s/
REFRESH_ON_CREATE = TRUE
AUTO_REFRESH = FALSE
PATTERN = '.*[.]parquet'
FILE_FORMAT = (FORMAT_NAME = 'claimsdesk_parquet')
COMMENT = %s;
CREATE OR REPLACE VIEW %s AS
SELECT
%s
FROM lake_%s;

`, t.name, list(columns), partitioned, t.name, quoted(t.comment), t.name, list(shown), t.name)
}

func snowflakeType(kind string) string {
	if kind == "TIMESTAMP" {
		return "TIMESTAMP_LTZ"
	}
	return kind
}
