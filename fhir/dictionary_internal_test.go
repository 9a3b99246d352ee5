package fhir

import (
	"encoding/csv"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/claimsdesk/claimsdesk/claims"
)

// quoted finds what a path of the dictionary compares with: codes, code systems and urls.
var quoted = regexp.MustCompile(`'([^']+)'`)

// Where the list of claims/testdata says that a field of the v3 dictionary stands in a column which rules fill, one of
// the rules names what the dictionary's path names.
func TestRulesNameWhatTheDictionaryNames(t *testing.T) {
	places := csvRows(t, filepath.Join("..", "claims", "testdata", "dictionary_v3.csv"))
	named := rulesByColumn()
	checked := 0
	for i, r := range csvRows(t, dictionaryPath(t, "v3_data_dictionary.csv")) {
		path := r["fhirPath"]
		if r["FHIR Resource"] != claims.TypeEOB || !strings.Contains(path, "'") {
			continue
		}
		for _, place := range strings.Fields(places[i]["place"]) {
			rules := named[place]
			if rules == nil { // filled by a function
				continue
			}
			checked++
			if !slices.ContainsFunc(quoted.FindAllStringSubmatch(path, -1), func(m []string) bool { return slices.Contains(rules, m[1]) }) {
				t.Errorf("row %s, %s: no rule of %s names what its path names", r["Row"], r["sourceColumn"], place)
			}
		}
	}
	if checked < 80 {
		t.Errorf("%d fields checked, want at least 80", checked)
	}
	t.Logf("%d fields checked", checked)
}

// rulesByColumn are the codes and systems that the rules of v3 name, by table.column.
func rulesByColumn() map[string][]string {
	named := map[string][]string{}
	for table, rules := range map[claims.TableID][]rule{claims.Claims: claimRulesV3, claims.ClaimLines: lineRulesV3} {
		for i := range rules {
			from := rules[i].from
			entry := from.entry
			if entry == (selector{}) { // a place, not a code
				continue
			}
			name := claims.TableOf(table).Name + "." + claims.TableOf(table).Columns[rules[i].column].Name
			word := entry.code
			if word == "" {
				word = entry.system
			}
			named[name] = append(named[name], word, from.coded)
		}
	}
	return named
}

func dictionaryPath(t *testing.T, file string) string {
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

// csvRows reads a CSV file as one map for each row.
func csvRows(t *testing.T, name string) []map[string]string {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(f).ReadAll()
	if err := errors.Join(err, f.Close()); err != nil || len(rows) < 2 {
		t.Fatalf("%s: %d rows, %v", filepath.Base(name), len(rows), err)
	}
	var list []map[string]string
	for _, row := range rows[1:] {
		m := map[string]string{}
		for i, cell := range row {
			m[strings.TrimPrefix(rows[0][i], "\ufeff")] = cell
		}
		list = append(list, m)
	}
	return list
}
