package synth

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// v3Samples opens a file of CMS's own v3 test resources, one decoded resource per line.
func v3Samples(t *testing.T, name string) []map[string]any {
	t.Helper()
	dir, set := os.LookupEnv("CLAIMSDESK_SAMPLES")
	if !set {
		dir = filepath.Join("..", "..", "..", "shared", "data")
	}
	f, err := os.Open(filepath.Join(dir, "fhir", "v3", name))
	if err != nil && !set {
		t.Skipf("the real samples are not here: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	}()
	var out []map[string]any
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		var m map[string]any
		if err := json.Unmarshal(sc.Bytes(), &m); err != nil {
			t.Fatal(err)
		}
		out = append(out, m)
	}
	if err := sc.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// v3Paths adds the paths of a resource to set. Indexes are replaced by what identifies an element:
// an extension by its url, a coding by its system, a row of supportingInfo, adjudication or total by
// its category, a care team member by its role, a contained resource by its type.
func v3Paths(set map[string]bool, prefix string, value any) {
	switch v := value.(type) {
	case map[string]any:
		for k, child := range v {
			v3Paths(set, prefix+"."+k, child)
		}
	case []any:
		for _, child := range v {
			v3Paths(set, prefix+"["+v3Label(child)+"]", child)
		}
	default:
		set[prefix] = true
	}
}

func v3Label(element any) string {
	m, ok := element.(map[string]any)
	if !ok {
		return ""
	}
	for _, k := range []string{"url", "resourceType", "system"} {
		if s, ok := m[k].(string); ok {
			return s
		}
	}
	for _, k := range []string{"category", "role"} {
		if c, ok := m[k].(map[string]any); ok {
			return v3LastCode(c)
		}
	}
	if types, ok := m["type"].([]any); ok && len(types) > 0 {
		return v3LastCode(types[0].(map[string]any))
	}
	if c, ok := m["type"].(map[string]any); ok {
		return v3LastCode(c)
	}
	return ""
}

// v3LastCode is the code of CMS's own coding of a concept, else of its first one.
func v3LastCode(concept map[string]any) string {
	code := ""
	codings, _ := concept["coding"].([]any)
	for i, c := range codings {
		m := c.(map[string]any)
		if system, _ := m["system"].(string); i == 0 || strings.HasPrefix(system, v3CMS) {
			code, _ = m["code"].(string)
		}
	}
	return code
}

// v3Shape names what a sample has to be compared with: the kind and the system it is from.
func v3Shape(m map[string]any) string {
	if m["use"] == "preauthorization" {
		return "PRIORAUTH"
	}
	shape := ""
	codings := m["type"].(map[string]any)["coding"].([]any)
	for _, c := range codings {
		if c := c.(map[string]any); c["system"] == v3CMS+"EOB-TYPE" {
			shape = c["code"].(string)
		}
	}
	if source := m["meta"].(map[string]any)["source"].(string); source != "NCH" && source != "DDPS" {
		shape += " " + source
	}
	return shape
}

// v3Absent lists what a sample has and the generator leaves out on purpose. A key is the beginning
// of a path, with the shapes it is for in front.
var v3Absent = []struct{ shapes, path, reason string }{
	{"CARRIER,DME,CARRIER MCS", ".item[].revenue.", "a fixture slip: professional bills have no revenue codes"},
	{"CARRIER,DME,CARRIER MCS", ".item[].productOrService.coding[http://terminology.hl7.org/CodeSystem/data-absent-reason]", "no professional line without a code"},
	{"CARRIER,DME,CARRIER MCS", ".supportingInfo[typeofbill]", "a fixture slip: professional bills have no bill type"},
	{"CARRIER MCS", ".supportingInfo[admissionperiod]", "a fixture slip: an admission on an office bill"},
	{"CARRIER MCS", ".supportingInfo[CLM_MDCR_EXHSTD_DT]", "a fixture slip: an institutional date"},
	{"CARRIER,DME,CARRIER MCS", ".item[].adjudication[CLM_LINE_INSTNL_", "a fixture slip: institutional amounts"},
	{"CARRIER MCS", ".item[].adjudication[CLM_LINE_PRFNL_DME_PRICE_AMT]", "a fixture slip: a purchase price on an office bill"},
	{"SNF,HOSPICE", ".supportingInfo[CLM_HHA_", "a fixture slip: home health codes"},
	{"INPATIENT", ".supportingInfo[CLM_HHA_", "a fixture slip: home health codes"},
	{"HHA", ".supportingInfo[CLM_ACTV_CARE_THRU_DT]", "home health has no active care period"},
	{"DME VMS", ".diagnosis[secondary].diagnosisCodeableConcept.coding[http://hl7.org/fhir/sid/icd-9-cm]", "ICD-9 ended in 2015"},
	{"HHA,OUTPATIENT", ".item[].adjudication[adjustmentreason].reason.coding[https://bluebutton.cms.gov/fhir/CodeSystem/ANSI-RSN-CD].display", "reason texts belong to X12"},
	{"PRIORAUTH", ".supportingInfo[info]", "one sample files the bill type under info; the served one under typeofbill, as we do"},
	{"PRIORAUTH", ".meta.tag[https://bluebutton.cms.gov/fhir/CodeSystem/System-Type].display", "only one of the two samples has it"},
	{"PRIORAUTH", ".type.coding[http://terminology.hl7.org/CodeSystem/claim-type].display", "only one of the two samples has it"},
}

// v3AbsentOnPurpose finds the rule that excuses a path; -1 none.
func v3AbsentOnPurpose(shape, path string) int {
	return slices.IndexFunc(v3Absent, func(a struct{ shapes, path, reason string }) bool {
		return slices.Contains(strings.Split(a.shapes, ","), shape) && strings.HasPrefix(path, a.path)
	})
}

// v3Rendered decodes what the renderer writes.
func v3Rendered(t *testing.T, write func(e *enc)) map[string]any {
	t.Helper()
	e := &enc{}
	write(e)
	var m map[string]any
	if err := json.Unmarshal(e.buf, &m); err != nil {
		t.Fatalf("not JSON: %v\n%s", err, e.buf)
	}
	return m
}

func TestV3ClaimsHaveEveryPathOfTheSamples(t *testing.T) {
	got := map[string]map[string]bool{}
	for id := range 120 {
		for kind := Carrier; kind <= PriorAuth; kind++ {
			for _, phase := range []Phase{PhaseFinal, Phase1, Phase2} {
				if phase != PhaseFinal && kind != Carrier && kind != DME && kind != Outpatient {
					continue
				}
				m := v3Rendered(t, func(e *enc) { v3{}.claim(e, v3View(0), v3FullClaim(kind, phase, id)) })
				shape := v3Shape(m)
				if got[shape] == nil {
					got[shape] = map[string]bool{}
				}
				v3Paths(got[shape], "", m)
			}
		}
	}
	used := map[int]bool{}
	for _, m := range v3Samples(t, "ExplanationOfBenefit.ndjson") {
		shape, want := v3Shape(m), map[string]bool{}
		v3Paths(want, "", m)
		v3Missing(t, shape+" "+m["id"].(string), got[shape], want, func(path string) bool {
			i := v3AbsentOnPurpose(shape, path)
			if i >= 0 {
				used[i] = true
			}
			return i >= 0
		})
	}
	for i, a := range v3Absent {
		if !used[i] {
			t.Errorf("the exception %q for %s is not needed", a.path, a.shapes)
		}
	}
}

// v3Missing reports the paths of want that got lacks.
func v3Missing(t *testing.T, name string, got, want map[string]bool, skip func(string) bool) {
	t.Helper()
	var missing []string
	for path := range want {
		if !got[path] && !skip(path) {
			missing = append(missing, path)
		}
	}
	slices.Sort(missing)
	if len(missing) > 0 {
		t.Errorf("%s: the sample has %d paths that are never written:\n%s", name, len(missing), strings.Join(missing, "\n"))
	}
}

func TestV3PatientsHaveEveryPathOfTheSamples(t *testing.T) {
	got := map[string]bool{}
	for race := range byte(7) {
		v := v3View(3)
		v.person.Race = race
		v3Paths(got, "", v3Rendered(t, func(e *enc) { v3{}.patient(e, v) }))
	}
	v3Paths(got, "", v3Rendered(t, func(e *enc) { v3{}.merged(e, v3View(0)) }))
	for _, m := range v3Samples(t, "Patient.ndjson") {
		want := map[string]bool{}
		v3Paths(want, "", m)
		v3Missing(t, m["id"].(string), got, want, func(string) bool { return false })
	}
}

func TestV3CoverageHasEveryPathOfTheSamples(t *testing.T) {
	got := map[string]map[string]bool{}
	part := func(m map[string]any) string {
		return m["class"].([]any)[0].(map[string]any)["value"].(string)
	}
	for n := 0; ; n++ {
		e := &enc{}
		if !(v3{}.coverage(e, v3View(0), n)) {
			break
		}
		m := v3Rendered(t, func(e *enc) { v3{}.coverage(e, v3View(3), n) })
		set := map[string]bool{}
		got[part(m)] = set
		for _, pbp := range []string{"001", "002", "003", "004", "005", "006"} {
			v := v3View(3)
			for i := range v.person.Coverage {
				if s := &v.person.Coverage[i]; s.Contract != "" {
					s.PBP = pbp
				}
			}
			v3Paths(set, "", v3Rendered(t, func(e *enc) { v3{}.coverage(e, v, n) }))
		}
	}
	if len(got) != 5 {
		t.Errorf("got %d parts, want A, B, C, D and dual", len(got))
	}
	for _, m := range v3Samples(t, "Coverage.ndjson") {
		want := map[string]bool{}
		v3Paths(want, "", m)
		v3Missing(t, m["id"].(string), got[part(m)], want, func(string) bool { return false })
	}
}

func TestV3MBIsByRelease(t *testing.T) {
	type period struct{ value, start, end string }
	mbis := func(release int) []period {
		m := v3Rendered(t, func(e *enc) { v3{}.patient(e, v3View(release)) })
		var out []period
		for _, id := range m["identifier"].([]any) {
			id := id.(map[string]any)
			p := id["period"].(map[string]any)
			start, _ := p["start"].(string)
			end, _ := p["end"].(string)
			out = append(out, period{id["value"].(string), start, end})
		}
		return out
	}
	for _, tc := range []struct {
		name    string
		release int
		want    []period
	}{
		{"before the change the old number is open", 1, []period{{"1S00A00AA01", "2019-04-01T00:00:00+00:00", ""}}},
		{"after it both are given", 2, []period{
			{"1S00A00AA01", "2019-04-01T00:00:00+00:00", "2025-01-31T00:00:00+00:00"},
			{"1S00A00AA02", "2025-02-01T00:00:00+00:00", ""},
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := mbis(tc.release); !slices.Equal(got, tc.want) {
				t.Errorf("got %v, want %v", got, tc.want)
			}
		})
	}
}

func TestV3DeathIsNotShownBeforeItIsKnown(t *testing.T) {
	for _, tc := range []struct {
		name    string
		release int
		dead    bool
	}{{"not known yet", 2, false}, {"known", 3, true}} {
		t.Run(tc.name, func(t *testing.T) {
			e := &enc{}
			v3{}.patient(e, v3View(tc.release))
			v3{}.coverage(e, v3View(tc.release), 0)
			if got := bytes.Contains(e.buf, []byte("2026-06-10")); got != tc.dead {
				t.Errorf("the day of death is in the text: %v, want %v", got, tc.dead)
			}
			if got := bytes.Contains(e.buf, []byte(`"status":"cancelled"`)); got != tc.dead {
				t.Errorf("the coverage is cancelled: %v, want %v", got, tc.dead)
			}
		})
	}
}

func TestV3OneCoveragePerPlan(t *testing.T) {
	var got []string
	for n := 0; ; n++ {
		e := &enc{}
		if !(v3{}.coverage(e, v3View(0), n)) {
			break
		}
		var m struct{ ID string }
		if err := json.Unmarshal(e.buf, &m); err != nil {
			t.Fatal(err)
		}
		got = append(got, m.ID)
	}
	want := []string{"part-a-700000001", "part-b-700000001", "part-c-700000001-H9911-001", "part-d-700000001-S9931-014", "part-dual-700000001"}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestV3TagsAndOutcome(t *testing.T) {
	for _, tc := range []struct {
		name                    string
		kind                    ClaimKind
		phase                   Phase
		paid                    string
		last                    bool
		system, action, outcome string
		source                  string
	}{
		{"adjudicated", Carrier, PhaseFinal, "", true, "NationalClaimsHistory", "FinalAction", "complete", "NCH"},
		{"institutional, entered", Inpatient, Phase1, "S", true, "SharedSystem", "NotFinalAction", "partial", "FISS"},
		{"professional, priced and paid", Carrier, Phase2, "P", true, "SharedSystem", "FinalAction", "complete", "MCS"},
		{"supplies, returned", DME, Phase2, "T", true, "SharedSystem", "FinalAction", "partial", "VMS"},
		{"denied early", Outpatient, Phase2, "D", true, "SharedSystem", "FinalAction", "complete", "FISS"},
		{"drug event with a later version", PDE, PhaseFinal, "", false, "DDPS", "NotFinalAction", "complete", "DDPS"},
		{"prior authorization", PriorAuth, PhaseFinal, "", true, "SharedSystem", "", "complete", "CWF"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := v3FullClaim(tc.kind, tc.phase, 1)
			c.PaidStat = tc.paid
			got := []string{v3SystemType(c), v3FinalAction(c, tc.last), v3Outcome(c), v3Source(c)}
			if want := []string{tc.system, tc.action, tc.outcome, tc.source}; !slices.Equal(got, want) {
				t.Errorf("got %v, want %v", got, want)
			}
		})
	}
}

func TestV3AuditStatus(t *testing.T) {
	for _, tc := range []struct {
		name         string
		kind         ClaimKind
		status, paid string
		want         string
	}{
		{"FISS letter", Inpatient, "P", "P", "FP"},
		{"FISS moved by hand", Outpatient, "M", "S", "FS"},
		{"MCS letter", Carrier, "B", "S", "MB"},
		{"VMS paid", DME, "P", "P", "V7500"},
		{"VMS denied", DME, "D", "D", "V7700"},
		{"VMS waiting", DME, "S", "S", "V0405"},
		{"already whole", DME, "V9908", "S", "V9908"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := v3AuditStatus(&Claim{Kind: tc.kind, Status: tc.status, PaidStat: tc.paid}); got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

func TestV3LineReferencesPointAtTheirRows(t *testing.T) {
	m := v3Rendered(t, func(e *enc) { v3{}.claim(e, v3View(0), v3FullClaim(Carrier, PhaseFinal, 7)) })
	rows := map[float64]string{}
	for _, s := range m["supportingInfo"].([]any) {
		s := s.(map[string]any)
		n := s["sequence"].(float64)
		if _, twice := rows[n]; twice {
			t.Errorf("sequence %v twice", n)
		}
		rows[n] = v3LastCode(s["category"].(map[string]any))
	}
	want := [][]string{
		{"CLM_LINE_HCT_HGB_RSLT_NUM", "RNDRG_PRVDR_FIPS_ST_CD"},
		{"RNDRG_PRVDR_FIPS_ST_CD"},
		{"RNDRG_PRVDR_FIPS_ST_CD", "CLM_LINE_PMD_UNIQ_TRKNG_NUM"},
	}
	for i, it := range m["item"].([]any) {
		var got []string
		for _, n := range it.(map[string]any)["informationSequence"].([]any) {
			got = append(got, rows[n.(float64)])
		}
		if !slices.Equal(got, want[i]) {
			t.Errorf("line %d: got %v, want %v", i+1, got, want[i])
		}
	}
}

func BenchmarkV3Claim(b *testing.B) {
	c, v := v3FullClaim(Inpatient, PhaseFinal, 3), v3View(0)
	e := &enc{}
	for b.Loop() {
		e.buf = e.buf[:0]
		v3{}.claim(e, v, c)
	}
	b.SetBytes(int64(len(e.buf)))
}
