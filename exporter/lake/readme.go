package lake

import (
	"fmt"
	"strings"
)

// readme tells a person what lies in the folder.
func readme(m *Manifest) string {
	var b strings.Builder
	fmt.Fprintf(&b, `# Claims data set

Written by %s on %s, run %d. **The files name people. Keep them where only your team can open them.**

`, m.Program, m.Made.Format("January 2, 2006 15:04 UTC"), m.Run)
	asOf := "not known: the files came without a manifest of CMS"
	if m.DataAsOf != nil {
		asOf = m.DataAsOf.Format("January 2, 2006")
	}
	fmt.Fprintf(&b, "- Data set: %s\n- Data as of: %s\n- BCDA version: %s\n", m.DataSet, asOf, m.APIVersion)
	for _, c := range m.Content {
		fmt.Fprintf(&b, "- %s: %s\n", c.Name, c.Text)
	}
	b.WriteString("\n| Table | Rows | Partitions | Paid |\n|---|--:|--:|--:|\n")
	for _, t := range m.Tables {
		paid := t.Sums["payment_amount"]
		if paid == "" {
			paid = t.Sums["paid_amount"]
		}
		fmt.Fprintf(&b, "| %s | %d | %d | %s |\n", t.Name, t.Rows, len(t.Partitions), paid)
	}
	b.WriteString(readmeRest)
	return b.String()
}

const readmeRest = `
## Read it

- ` + "`ddl/duckdb.sql`, `ddl/spark.sql` and `ddl/snowflake.sql`" + ` make tables of the folder and hold example queries. Each begins with
  what to do.
- Any other program that reads Parquet takes the folder of a table. Those of claims and what belongs to them are parted by
  ` + "`claim_type` and `year`" + ` (of the claim's ` + "`thru_date`" + `): both stand in the folders' names, as Hive does it, and not in the files;
  ` + "`__HIVE_DEFAULT_PARTITION__`" + ` is no value.
- Columns have the names of the CSV export. Days are DATE, instants TIMESTAMP in UTC. Money is DECIMAL(18,2), quantities are
  DECIMAL(18,4), both exact; a column is wider where CMS sent more digits. Codes and ids are text.
- 9999-12-31, 1000-01-01 and 0001-01-01 are how CMS says that it does not know a day.

## Follow it

Each run of the export into this folder writes only the partitions whose rows changed. ` + "`_manifest.json`" + ` lists all partitions:

- ` + "`run`" + ` of a partition is the run that wrote it last. Remember the ` + "`run`" + ` of the manifest that you loaded; next time, replace the
  partitions with a higher one and delete those that stand under ` + "`removed`" + ` with a higher one.
- ` + "`sha256`" + ` of a partition is that of its rows, and of a part that of its file. ` + "`sums`" + ` are the exact sums of its amounts.

New files get names of their own and appear before the manifest names them; old ones go after it. A program that goes by the
manifest therefore always sees whole states. One that takes whatever files there are should not read while an export runs. Where
an export broke off, the next one clears up what it left.

Parts are called ` + "`part-NUMBER-rRUN.parquet`" + `. Leave them as they are, and put no Parquet files of your own beside them.
`
