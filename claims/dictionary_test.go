package claims_test

import (
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Places of a field that is in no column of its own. Whatever has none of them is a table.column of the catalogue.
const (
	inResource = "resource" // in the stored resource alone
	inNone     = "none"     // not sent by CMS
)

// mapped is where a field of a CMS dictionary ends up.
type mapped struct {
	field  string
	place  string // columns, a table that keeps every entry of its kind, inResource or inNone
	reason string // why it is in no column of its own, or what to know about the column
}

// dictionary is one of the CMS dictionaries with the place of each row.
type dictionary struct {
	name, file, version string
	rows                []mapped
}

// Every row of the CMS dictionaries has a place: columns of the catalogue, a table that keeps every entry of its kind, or
// a reason why neither. docs/coverage.md holds the figures.
func TestDictionaries(t *testing.T) {
	all := []dictionary{
		cclfDictionary(t, claims.V2, "v2_cclf_fhir_r4.csv", "CCLF Claim Field Label"),
		cclfDictionary(t, claims.V3, "v3_cclf_mapping.csv", "Field Label"),
		resourceDictionary(t, "v3_data_dictionary.csv"),
	}
	for _, d := range all {
		for _, m := range d.rows {
			checkPlace(t, d, m)
		}
		columns, details, resource, none := d.figures()
		t.Logf("%s: %d rows, %d in columns, %d in detail tables, %d in the stored resource, %d not sent", d.file, len(d.rows), columns, details, resource, none)
	}
	got := coverageDocument(all)
	name := filepath.Join("..", "docs", "coverage.md")
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != got {
		t.Error("docs/coverage.md does not tell what the dictionaries give; go test ./claims -run Dictionaries -update")
	}
}

// cclfDictionary finds the place of each CCLF field: the columns of that name which the version fills, else the list in
// testdata.
func cclfDictionary(t *testing.T, version, file, field string) dictionary {
	t.Helper()
	listed := map[string]mapped{}
	for _, r := range records(t, filepath.Join("testdata", "dictionary_cclf.csv")) {
		if r["version"] == version {
			listed[r["field"]] = mapped{r["field"], r["place"], r["reason"]}
		}
	}
	d := dictionary{name: "CCLF in " + version, file: file, version: version}
	used := map[string]bool{}
	for _, r := range records(t, dictionaryFile(t, file)) {
		name := r[field]
		columns := cclfColumns(name, version)
		m, ok := listed[name]
		switch {
		case ok && columns != "":
			t.Errorf("%s: %s is a column of the catalogue and on the list too", version, name)
		case !ok && columns == "":
			t.Errorf("%s: %s is neither in the catalogue nor on the list of fields with a reason", version, name)
		case columns != "":
			m = mapped{field: name, place: columns}
		}
		used[name] = true
		d.rows = append(d.rows, m)
	}
	for name := range listed {
		if !used[name] {
			t.Errorf("%s: %s is on the list, but not in the dictionary", version, name)
		}
	}
	return d
}

// cclfColumns are the columns with a CCLF name that a version fills.
func cclfColumns(name, version string) string {
	var columns []string
	for _, table := range claims.Catalogue() {
		for _, c := range table.Columns {
			path := c.V2
			if version == claims.V3 {
				path = c.V3
			}
			if path != "" && slices.Contains(strings.Split(c.CCLF, ", "), name) {
				columns = append(columns, table.Name+"."+c.Name)
			}
		}
	}
	return strings.Join(columns, " ")
}

// resourceDictionary finds the place of each row of the v3 dictionary in the list in testdata, which goes by its row.
func resourceDictionary(t *testing.T, file string) dictionary {
	t.Helper()
	listed := map[string]map[string]string{}
	for _, r := range records(t, filepath.Join("testdata", "dictionary_v3.csv")) {
		listed[r["row"]] = r
	}
	d := dictionary{name: "Data dictionary of v3", file: file, version: claims.V3}
	for _, r := range records(t, dictionaryFile(t, file)) {
		name, l := cmp.Or(r["sourceColumn"], r["Field Name"]), listed[r["Row"]]
		if l == nil || l["field"] != name {
			t.Errorf("v3 dictionary, row %s: %s has no place on the list", r["Row"], name)
			continue
		}
		d.rows = append(d.rows, mapped{name, l["place"], l["reason"]})
	}
	if len(listed) != len(d.rows) {
		t.Errorf("%d rows on the list, %d in the dictionary", len(listed), len(d.rows))
	}
	return d
}

// checkPlace holds a place against the catalogue: columns exist and the version fills them, other places have a reason.
func checkPlace(t *testing.T, d dictionary, m mapped) {
	t.Helper()
	if !strings.Contains(m.place, ".") {
		if m.reason == "" {
			t.Errorf("%s: %s is in no column and has no reason", d.name, m.field)
		}
		if _, ok := claims.TableNamed(m.place); !ok && m.place != inResource && m.place != inNone {
			t.Errorf("%s: %s has an unknown place %q", d.name, m.field, m.place)
		}
		return
	}
	for _, place := range strings.Fields(m.place) {
		tableName, column, _ := strings.Cut(place, ".")
		table, ok := claims.TableNamed(tableName)
		if !ok {
			t.Errorf("%s: %s stands in %s, which is no table", d.name, m.field, tableName)
			continue
		}
		col, ok := table.Column(column)
		if !ok {
			t.Errorf("%s: %s stands in %s, which is no column", d.name, m.field, place)
			continue
		}
		if c := table.Columns[col]; (d.version == claims.V2 && c.V2 == "") || (d.version == claims.V3 && c.V3 == "") {
			t.Errorf("%s: %s stands in %s, which %s does not fill", d.name, m.field, place, d.version)
		}
	}
}

func (d dictionary) figures() (columns, details, resource, none int) {
	for _, m := range d.rows {
		switch {
		case strings.Contains(m.place, "."):
			columns++
		case m.place == inResource:
			resource++
		case m.place == inNone:
			none++
		default:
			details++
		}
	}
	return columns, details, resource, none
}

// coverageDocument is docs/coverage.md.
func coverageDocument(all []dictionary) string {
	var b strings.Builder
	b.WriteString(coverageHead)
	for _, d := range all {
		columns, details, resource, none := d.figures()
		fmt.Fprintf(&b, "| %s (`%s`) | %d | %d | %d | %d | %d | %.1f %% |\n", d.name, d.file, len(d.rows), columns, details, resource, none,
			100*float64(columns+details)/float64(len(d.rows)-none))
	}
	b.WriteString(coverageExplained)
	for _, d := range all {
		fmt.Fprintf(&b, "\n## %s: what is in no column of its own\n\n| Field | Kept in | Why |\n|---|---|---|\n", d.name)
		seen := map[mapped]bool{}
		for _, m := range d.rows {
			if !strings.Contains(m.place, ".") && !seen[m] {
				seen[m] = true
				fmt.Fprintf(&b, "| %s | %s | %s |\n", m.field, m.place, m.reason)
			}
		}
	}
	return b.String()
}

const coverageHead = `# What the tables hold of the CMS dictionaries

Every row of the dictionaries that CMS publishes for BCDA has a place. ` + "`claims/dictionary_test.go`" + ` walks their CSV copies, fails
for a field without a place, and keeps this page true. Where each field stands is in the columns' ` + "`CCLF`, `V2` and `V3`" + ` of
` + "`claims/catalogue_*.go`" + ` and, for names that the catalogue does not use, in ` + "`claims/testdata/dictionary_*.csv`" + `.

| Dictionary | Rows | In columns | In detail tables | In the stored resource alone | Not sent by CMS | In tables, of what is sent |
|---|---|---|---|---|---|---|
`

const coverageExplained = `
- **In columns**: a column of one of the twelve tables holds it.
- **In detail tables**: every supportingInfo element is a row of ` + "`supporting_info`" + `, every amount of a line one of
  ` + "`line_adjudications`" + `, every amount of the claim one of ` + "`claim_amounts`" + `, known or not; the code tells them apart.
- **In the stored resource alone**: ` + "`export --format ndjson`" + ` gives it back as CMS sent it.
- A field that several files of the CCLF have counts once for each row of the dictionary.
`

// records reads a CSV file as one map for each row.
func records(t *testing.T, name string) []map[string]string {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	})
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil || len(rows) < 2 {
		t.Fatalf("%s: %d rows, %v", filepath.Base(name), len(rows), err)
	}
	var list []map[string]string
	for _, row := range rows[1:] {
		m := map[string]string{}
		for i, cell := range row {
			m[strings.TrimPrefix(rows[0][i], "\ufeff")] = strings.TrimSpace(cell)
		}
		list = append(list, m)
	}
	return list
}

// dictionaryFile is the path of a dictionary beside the samples, or skips the test where they are not there.
func dictionaryFile(t *testing.T, file string) string {
	t.Helper()
	folder, given := os.LookupEnv("CLAIMSDESK_SAMPLES")
	if !given {
		folder = filepath.Join("..", "..", "shared", "data")
	}
	name := filepath.Join(folder, "dictionary", file)
	if _, err := os.Stat(name); errors.Is(err, os.ErrNotExist) && !given {
		t.Skip("the dictionaries of CMS are not here; set CLAIMSDESK_SAMPLES to their folder")
	}
	return name
}
