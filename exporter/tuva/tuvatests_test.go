package tuva_test

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter/layouttest"
	"github.com/claimsdesk/claimsdesk/exporter/tuva"
)

// wanted is a column as docs/reference/tuva-mapping.md gives it.
type wanted struct{ name, typ, need string }

var numberedName = regexp.MustCompile(`^(\w+_)1 \.\.\. \w+_(\d+)$`)

// reference reads the columns of the three tables from the reference.
func reference(tb testing.TB) map[string][]wanted {
	tb.Helper()
	f, err := os.Open(filepath.Join("..", "..", "docs", "reference", "tuva-mapping.md"))
	if err != nil {
		tb.Fatal(err)
	}
	defer func() {
		if err := f.Close(); err != nil {
			tb.Error(err)
		}
	}()
	files := map[string]string{"## 1. medical_claim": tuva.MedicalClaim, "## 2. pharmacy_claim": tuva.PharmacyClaim, "## 3. eligibility": tuva.Eligibility}
	columns := map[string][]wanted{}
	at := ""
	for lines := bufio.NewScanner(f); lines.Scan(); {
		line := lines.Text()
		if strings.HasPrefix(line, "## ") {
			at = ""
			for title, file := range files {
				if strings.HasPrefix(line, title) {
					at = file
				}
			}
		}
		cells := strings.Split(line, "|")
		if at == "" || len(cells) < 6 || strings.Trim(cells[1], " 0123456789-") != "" || strings.Trim(cells[1], " -") == "" {
			continue
		}
		w := wanted{strings.TrimSpace(cells[2]), strings.TrimSpace(cells[3]), strings.TrimSpace(cells[4])}
		many := numberedName.FindStringSubmatch(w.name)
		if many == nil {
			columns[at] = append(columns[at], w)
			continue
		}
		last, err := strconv.Atoi(many[2])
		if err != nil {
			tb.Fatal(err)
		}
		for n := range last {
			columns[at] = append(columns[at], wanted{fmt.Sprintf("%s%d", many[1], n+1), w.typ, w.need})
		}
	}
	return columns
}

func TestColumnsAreTuvas(t *testing.T) {
	tables := exported(t, layouttest.Made(t, claims.V3, 11, 2, 1), app.ExportRequest{})
	want := reference(t)
	for name, count := range map[string]int{tuva.MedicalClaim: 148, tuva.PharmacyClaim: 25, tuva.Eligibility: 39} {
		var names []string
		for _, w := range want[name] {
			names = append(names, w.name)
		}
		if len(names) != count {
			t.Errorf("the reference lists %d columns of %s, want %d", len(names), name, count)
		}
		if diff := cmp.Diff(names, tables[name].Header); diff != "" {
			t.Errorf("columns of %s differ (-Tuva +file):\n%s", name, diff)
		}
	}
}

// conditions are those of the W* tests of Tuva, by the column they are on.
var conditions = map[string]func(layouttest.Table, []string) bool{
	"admission_date": inStay, "facility_npi": inStay,
	"discharge_date": func(t layouttest.Table, row []string) bool {
		return inStay(t, row) && t.Of(row, "discharge_disposition_code") != "30"
	},
	"drg_code_type": func(t layouttest.Table, row []string) bool { return t.Of(row, "drg_code") != "" },
	"drg_code":      func(t layouttest.Table, row []string) bool { return billIn(t, row, "11", "12") },
	"place_of_service_code": func(t layouttest.Table, row []string) bool {
		return t.Of(row, "claim_type") == "professional"
	},
	"hcpcs_code": func(t layouttest.Table, row []string) bool { return t.Of(row, "claim_type") == "professional" },
	"bill_type_code": func(t layouttest.Table, row []string) bool {
		return t.Of(row, "claim_type") == "institutional"
	},
	"revenue_center_code": func(t layouttest.Table, row []string) bool { return t.Of(row, "claim_type") == "institutional" },
}

func billIn(t layouttest.Table, row []string, classes ...string) bool {
	bill := t.Of(row, "bill_type_code")
	return len(bill) >= 2 && slices.Contains(classes, bill[:2])
}

func inStay(t layouttest.Table, row []string) bool {
	return billIn(t, row, "11", "12", "18", "21", "22", "28", "41", "82")
}

var accepted = map[string][]string{
	"claim_type":                       {"professional", "institutional", "undetermined"},
	"drg_code_type":                    {"", "ms-drg", "apr-drg"},
	"diagnosis_code_type":              {"", "icd-10-cm", "icd-9-cm"},
	"procedure_code_type":              {"", "icd-10-pcs", "icd-9-pcs"},
	"gender":                           {"male", "female", "unknown"},
	"race":                             {"white", "black or african american", "asian", "american indian or alaska native", "native hawaiian or other pacific islander", "other race", "asked but unknown", "unknown"},
	"original_reason_entitlement_code": {"", "0", "1", "2", "3"},
	"dual_status_code":                 {"", "00", "01", "02", "03", "04", "05", "06", "08", "09", "10"},
	"medicare_status_code":             {"", "00", "10", "11", "20", "21", "31", "40"},
	"death_flag":                       {"", "0", "1"},
}

var shapes = map[string]*regexp.Regexp{
	"date":    regexp.MustCompile(`^(19|20)\d\d-\d\d-\d\d$`),
	"integer": regexp.MustCompile(`^-?\d+$`),
	"float":   regexp.MustCompile(`^-?\d+\.\d\d+$`),
	"number":  regexp.MustCompile(`^-?\d+(\.\d+)?$`),
}

// shapeOf are the shapes that Tuva asks of codes.
var shapeOf = map[string]*regexp.Regexp{
	"place_of_service_code": regexp.MustCompile(`^\d\d$`), "discharge_disposition_code": regexp.MustCompile(`^\d\d$`),
	"bill_type_code": regexp.MustCompile(`^\d\d[0-9A-Za-z]$`), "drg_code": regexp.MustCompile(`^\d{3}$`),
	"revenue_center_code": regexp.MustCompile(`^\d{4}$`), "ndc_code": regexp.MustCompile(`^\d{11}$`),
	"admit_source_code": regexp.MustCompile(`^.$`), "admit_type_code": regexp.MustCompile(`^[0-59]$`),
	"state": regexp.MustCompile(`^[A-Z]{2}$`),
}

// notSent are cells that Medicare's data do not have, so that Tuva will warn: early claims of v2 carry no place of service,
// and some pharmacies go by a number that is no NPI.
var notSent = map[string]func(layouttest.Table, []string) bool{
	"place_of_service_code":   func(t layouttest.Table, row []string) bool { return strings.HasPrefix(t.Of(row, "claim_id"), "m-") },
	"dispensing_provider_npi": func(layouttest.Table, []string) bool { return true },
}

// TestMadeUpPeople writes the layout for a few dozen people and holds it against Tuva's own tests and against our tables.
func TestMadeUpPeople(t *testing.T) {
	want := reference(t)
	totals := map[string]map[string]int64{}
	for _, version := range []string{claims.V2, claims.V3} {
		t.Run(version, func(t *testing.T) {
			set := layouttest.Made(t, version, 11, 30, 2)
			tables := exported(t, set, app.ExportRequest{})
			// The tests of Tuva's input layer that docs/reference/tuva-mapping.md lists: not null, uniqueness and accepted
			// values, warnings like errors.
			for _, name := range fileNames() {
				if len(tables[name].Rows) == 0 {
					t.Errorf("%s has no rows", name)
				}
				checkTable(t, name, tables[name], want[name])
			}
			checkClaims(t, tables[tuva.MedicalClaim])
			checkPeople(t, tables[tuva.Eligibility])
			checkPharmacies(t, tables[tuva.PharmacyClaim])
			checkMoney(t, tables, layouttest.Own(t, set, claims.Claims))
			totals[version] = sums(t, tables)
		})
	}
	if totals[claims.V2][tuva.MedicalClaim+" paid_amount"] == 0 {
		t.Error("nothing was paid")
	}
	if diff := cmp.Diff(totals[claims.V2], totals[claims.V3]); diff != "" {
		t.Errorf("the same people come to other sums (-v2 +v3):\n%s", diff)
	}
}

// checkPharmacies: most pharmacies do have an NPI.
func checkPharmacies(t *testing.T, file layouttest.Table) {
	t.Helper()
	without := 0
	for _, row := range file.Rows {
		if file.Of(row, "dispensing_provider_npi") == "" {
			without++
		}
	}
	if without*10 > len(file.Rows) {
		t.Errorf("%d of %d pharmacies have no NPI", without, len(file.Rows))
	}
}

// report tells a complaint once for each column, with how often it holds.
type report map[string]int

func (r report) tell(t *testing.T, name string) {
	t.Helper()
	for what, n := range r {
		t.Errorf("%s: %s in %d rows", name, what, n)
	}
}

func checkTable(t *testing.T, name string, file layouttest.Table, columns []wanted) {
	t.Helper()
	found := report{}
	var key []string
	for _, c := range columns {
		if strings.Contains(c.need, "PK") {
			key = append(key, c.name)
		}
	}
	seen := map[string]bool{}
	for _, row := range file.Rows {
		if k := file.Key(row, key...); seen[k] {
			found["key is not unique"]++
		} else {
			seen[k] = true
		}
		for _, c := range columns {
			checkCell(file, row, c, found)
		}
	}
	found.tell(t, name)
}

func checkCell(file layouttest.Table, row []string, c wanted, found report) {
	cell := file.Of(row, c.name)
	if values, ok := accepted[c.name]; ok && !slices.Contains(values, cell) {
		found[c.name+" is not an accepted value"]++
	}
	if cell == "" {
		asked := strings.HasPrefix(c.need, "E") || strings.HasPrefix(c.need, "W")
		if strings.HasPrefix(c.need, "W*") {
			condition, ok := conditions[c.name]
			if !ok {
				found[c.name+" has no condition in this test"]++
			}
			asked = ok && condition(file, row)
		}
		if unsent, ok := notSent[c.name]; asked && (!ok || !unsent(file, row)) {
			found[c.name+" is null"]++
		}
		return
	}
	for _, shape := range []*regexp.Regexp{shapes[c.typ], shapeOf[c.name]} {
		if shape != nil && !shape.MatchString(cell) {
			found[c.name+" has another shape"]++
		}
	}
}

// checkClaims runs the tests on groups of rows: what is said of the claim is the same on each of its lines, and lines are
// numbered from 1 without gaps.
func checkClaims(t *testing.T, file layouttest.Table) {
	t.Helper()
	found := report{}
	headers, lines := map[string]string{}, map[string]int{}
	for _, row := range file.Rows {
		id := file.Of(row, "claim_id")
		h := file.Key(row, "claim_type", "person_id", "member_id", "claim_start_date", "claim_end_date", "admission_date", "discharge_date", "bill_type_code", "drg_code", "diagnosis_code_1")
		if old, ok := headers[id]; ok && old != h {
			found["a claim has several headers"]++
		}
		headers[id] = h
		if lines[id]++; file.Of(row, "claim_line_number") != strconv.Itoa(lines[id]) {
			found["claim lines are not numbered 1 to n"]++
		}
		if file.Of(row, "claim_end_date") < file.Of(row, "claim_start_date") {
			found["a claim ends before it starts"]++
		}
	}
	found.tell(t, tuva.MedicalClaim)
}

// checkPeople: one person has one gender, race and birth date, and ends are not before starts, nor do spans overlap.
func checkPeople(t *testing.T, file layouttest.Table) {
	t.Helper()
	found := report{}
	people, ends := map[string]string{}, map[string]string{}
	for _, row := range file.Rows {
		id, start, end := file.Of(row, "person_id"), file.Of(row, "enrollment_start_date"), file.Of(row, "enrollment_end_date")
		who := file.Key(row, "gender", "race", "birth_date", "member_id")
		if old, ok := people[id]; ok && old != who {
			found["a person is described in several ways"]++
		}
		people[id] = who
		if start == "" || end < start {
			found["a span has no start or ends before it"]++
		}
		if last, ok := ends[id]; ok && start <= last {
			found["spans overlap"]++
		}
		ends[id] = end
		if death := file.Of(row, "death_date"); death != "" && (end[:7] > death[:7] || death < file.Of(row, "birth_date")) {
			found["somebody is enrolled after death, or died before birth"]++
		}
	}
	found.tell(t, tuva.Eligibility)
}
