package tuva

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var manyColumns = regexp.MustCompile(`^(\w+_)1 \.\.\. `)

// TestReference holds types and tests of the tables against docs/reference/tuva-mapping.md. Where the reference gives no
// type, any will do.
func TestReference(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "reference", "tuva-mapping.md"))
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string][2]string{} // section|column
	section := ""
	for _, line := range strings.Split(string(text), "\n") {
		if strings.HasPrefix(line, "## ") {
			section = strings.Fields(line)[2]
		}
		if cells := strings.Split(line, "|"); len(cells) >= 6 {
			name := strings.TrimSpace(cells[2])
			if many := manyColumns.FindStringSubmatch(name); many != nil {
				name = many[1] + "1"
			}
			rows[section+"|"+name] = [2]string{strings.TrimSpace(cells[3]), strings.TrimSpace(cells[4])}
		}
	}
	check := func(table, name, typ, need string) {
		want, ok := rows[table+"|"+name]
		if ok && want[0] == "" {
			want[0] = typ
		}
		if want != [2]string{typ, need} {
			t.Errorf("%s.%s is %s, %q; the reference says %q", table, name, typ, need, want)
		}
		if _, ok := kinds[typ]; !ok {
			t.Errorf("%s.%s has the unknown type %q", table, name, typ)
		}
	}
	numberedAfter1 := regexp.MustCompile(`^(diagnosis|procedure)_\w+_([2-9]|\d\d)$`)
	for _, c := range medicalColumns {
		if !numberedAfter1.MatchString(c.name) {
			check("medical_claim", c.name, c.typ, c.need)
		}
	}
	for _, c := range pharmacyColumns {
		check("pharmacy_claim", c.name, c.typ, c.need)
	}
	for _, c := range eligibilityColumns {
		check("eligibility", c.name, c.typ, c.need)
	}
}
