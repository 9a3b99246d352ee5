package synth_test

import (
	"bufio"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/claimsdesk/claimsdesk/practice/synth"
)

// samples reads the real samples of a v2 resource type.
func samples(t *testing.T, kind string) []map[string]any {
	t.Helper()
	dir, set := os.LookupEnv("CLAIMSDESK_SAMPLES")
	if !set {
		dir = "../../../shared/data"
	}
	f, err := os.Open(filepath.Join(dir, "fhir", "v2", kind+".ndjson"))
	if err != nil {
		if set {
			t.Fatal(err)
		}
		t.Skipf("no samples: set CLAIMSDESK_SAMPLES to the folder with them (%v)", err)
	}
	t.Cleanup(func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	})
	var out []map[string]any
	s := bufio.NewScanner(f)
	s.Buffer(nil, 1<<22)
	for s.Scan() {
		var m map[string]any
		if err := json.Unmarshal(s.Bytes(), &m); err != nil {
			t.Fatal(err)
		}
		out = append(out, m)
	}
	if err := s.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// name tells the elements of an array apart by what they are instead of where they stand.
func name(v any) string {
	m, ok := v.(map[string]any)
	if !ok {
		return ""
	}
	if url, ok := m["url"].(string); ok {
		return tail(url)
	}
	if s, ok := m["system"].(string); ok {
		return tail(s)
	}
	if _, line := m["productOrService"]; line || m["adjudication"] != nil || m["servicedDate"] != nil {
		return ""
	}
	for _, field := range []string{"category", "type"} {
		c, ok := m[field].(map[string]any)
		if !ok {
			continue
		}
		codings, ok := c["coding"].([]any)
		if !ok || len(codings) == 0 {
			continue
		}
		code, _ := codings[len(codings)-1].(map[string]any)["code"].(string)
		return tail(code)
	}
	return ""
}

// tail shortens a url to what tells it apart and takes the numbers off variables that come in series.
func tail(url string) string {
	url = strings.TrimPrefix(url, "https://bluebutton.cms.gov/resources/")
	url = strings.TrimPrefix(url, "variables/")
	for _, series := range []string{"dual_", "buyin", "hmo_ind_", "ptc_cntrct_id_", "ptc_pbp_id_", "ptc_plan_type_cd_", "ptdcntrct", "ptdpbpid", "sgmtid", "cstshr", "rdsind", "clm_poa_ind_sw", "clm_e_poa_ind_sw"} {
		if strings.HasPrefix(url, series) {
			if strings.Contains(url, "/") {
				return series + "N/year-month"
			}
			return series + "N"
		}
	}
	return url
}

// collect adds the paths of a JSON value.
func collect(into map[string]bool, path string, v any) {
	switch v := v.(type) {
	case map[string]any:
		for k, child := range v {
			collect(into, path+"."+k, child)
		}
	case []any:
		for _, child := range v {
			collect(into, path+"["+name(child)+"]", child)
		}
	default:
		into[path] = true
	}
}

// shape is the key samples and generated resources are compared under.
func shape(m map[string]any) string {
	id := m["id"].(string)
	switch m["resourceType"] {
	case "ExplanationOfBenefit":
		return id[:strings.Index(id, "-")]
	case "Coverage":
		return id[:6]
	case "Claim", "ClaimResponse":
		return id[:1]
	}
	return "patient"
}

// older says whether a sample has the shape of data loaded before 2021, which the server has not
// written since: other category systems, no insurer, DRG as a package code.
func older(m map[string]any) bool {
	updated, _ := m["meta"].(map[string]any)["lastUpdated"].(string)
	return updated < "2021-06"
}

// notGenerated lists what the samples have and the generator does not write, with the reason.
var notGenerated = []struct{ kind, shape, path, reason string }{
	{"ExplanationOfBenefit", "", "[http://hl7.org/fhir/sid/icd-9-cm]", "no service of the last years is coded in ICD-9"},
	{"ExplanationOfBenefit", "snf", ".procedure", "nursing facilities bill no procedures; the sample's is ICD-9"},
	{"ExplanationOfBenefit", "snf", ".item[].modifier", "the sample files the unit of a drug there; nursing lines name no drug"},
	{"ExplanationOfBenefit", "snf", "[clm_drg_cd]", "nursing is paid by HIPPS groups, not by DRG"},
	{"ExplanationOfBenefit", "hha", ".item[].modifier", "home health lines here carry no modifiers"},
	{"ExplanationOfBenefit", "hospice", ".item[].modifier", "hospice lines here carry no modifiers"},
	{"ExplanationOfBenefit", "outpatient", ".procedure", "outpatient claims of recent years have no ICD procedures"},
	{"Claim", "f", "[http://hl7.org/fhir/sid/icd-9-cm]", "no ICD-9 any more"},
	{"Claim", "f", "[http://www.cms.gov/Medicare/Coding/ICD9]", "no ICD-9 any more"},
	{"Claim", "m", "[http://hl7.org/fhir/sid/icd-9-cm]", "no ICD-9 any more"},
}

// excused returns the index of the reason a path may be missing for; -1: none.
func excused(kind, shape, path string) int {
	for i, e := range notGenerated {
		if e.kind == kind && (e.shape == "" || e.shape == shape) && strings.Contains(path, e.path) {
			return i
		}
	}
	return -1
}

func TestV2HasThePathsOfTheSamples(t *testing.T) {
	p := hundred()
	used := map[int]bool{}
	for _, kind := range synth.Types("v2") {
		want := samples(t, kind)
		got := map[string]map[string]bool{}
		for _, m := range decode(t, export(t, p, "v2", kind, synth.Query{})) {
			if got[shape(m)] == nil {
				got[shape(m)] = map[string]bool{}
			}
			collect(got[shape(m)], "", m)
		}
		for _, m := range want {
			if older(m) {
				continue
			}
			paths := map[string]bool{}
			collect(paths, "", m)
			for _, path := range slices.Sorted(maps.Keys(paths)) {
				if got[shape(m)][path] {
					continue
				}
				i := excused(kind, shape(m), path)
				if used[i] = true; i < 0 {
					t.Errorf("%s %s: %s is never written", kind, shape(m), path)
				}
			}
		}
	}
	for i, e := range notGenerated {
		if !used[i] {
			t.Errorf("%s %s %s is listed as not generated (%s) but nothing misses it", e.kind, e.shape, e.path, e.reason)
		}
	}
}
