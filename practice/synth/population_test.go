package synth_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/claimsdesk/claimsdesk/practice/synth"
)

// end is the last day of the test populations.
var end = time.Date(2026, 6, 30, 0, 0, 0, 0, time.UTC)

func hundred() *synth.Population {
	return synth.New(synth.Config{People: 100, Years: 3, Seed: 1, End: end})
}

// oneYear is a hundred people with a third of the history, for tests that read several releases.
func oneYear() *synth.Population {
	return synth.New(synth.Config{People: 100, Years: 1, Seed: 1, End: end})
}

// export returns what Write gives for everybody on the roster at a release.
func export(t *testing.T, p *synth.Population, version, kind string, q synth.Query) []byte {
	t.Helper()
	var b bytes.Buffer
	n, err := p.Write(&b, version, kind, p.Members(q.Release, "all"), q)
	if err != nil {
		t.Fatal(err)
	}
	if lines := bytes.Count(b.Bytes(), []byte("\n")); n != lines {
		t.Fatalf("%s %s: Write says %d, there are %d lines", version, kind, n, lines)
	}
	return b.Bytes()
}

// decode decodes NDJSON.
func decode(t *testing.T, data []byte) []map[string]any {
	t.Helper()
	var out []map[string]any
	for line := range bytes.Lines(data) {
		var m map[string]any
		if err := json.Unmarshal(line, &m); err != nil {
			t.Fatalf("not JSON: %v\n%.600s", err, line)
		}
		out = append(out, m)
	}
	return out
}

func TestEverythingIsJSON(t *testing.T) {
	p := oneYear()
	for _, version := range []string{"v2", "v3"} {
		for _, kind := range synth.Types(version) {
			for release := range p.Releases() + 1 {
				for _, m := range decode(t, export(t, p, version, kind, synth.Query{Release: release})) {
					if m["resourceType"] != kind {
						t.Fatalf("%s %s: resource type %v", version, kind, m["resourceType"])
					}
					if path := empty("", m); path != "" {
						t.Fatalf("%s %s %v: %s is empty", version, kind, m["id"], path)
					}
				}
			}
		}
	}
}

// empty returns the path of the first empty object, array or string, which FHIR does not allow.
func empty(path string, v any) string {
	switch v := v.(type) {
	case map[string]any:
		for k, child := range v {
			if p := empty(path+"."+k, child); p != "" {
				return p
			}
		}
		if len(v) > 0 {
			return ""
		}
	case []any:
		for _, child := range v {
			if p := empty(path+"[]", child); p != "" {
				return p
			}
		}
		if len(v) > 0 {
			return ""
		}
	case string:
		if v != "" {
			return ""
		}
	default:
		return ""
	}
	return path
}

func TestEveryClaimTypeInBothVersions(t *testing.T) {
	p := hundred()
	for _, version := range []string{"v2", "v3"} {
		seen := map[string]int{}
		q := synth.Query{Filter: func(c *synth.Claim) bool {
			if seen[c.Kind.String()]++; seen[c.Kind.String()] > 3 {
				return false
			}
			return true
		}}
		got := map[string]int{}
		for _, m := range decode(t, export(t, p, version, "ExplanationOfBenefit", q)) {
			kind, _ := m["type"].(map[string]any)["coding"].([]any)
			for _, c := range kind {
				if s := text(c.(map[string]any), "system"); strings.HasSuffix(strings.ToLower(s), "/eob-type") {
					got[text(c.(map[string]any), "code")]++
				}
			}
		}
		for _, want := range []string{"CARRIER", "INPATIENT", "OUTPATIENT", "SNF", "HHA", "HOSPICE", "DME", "PDE"} {
			if got[want] == 0 {
				t.Errorf("%s: no %s claim", version, want)
			}
		}
	}
}

func TestSameConfigSameBytes(t *testing.T) {
	a, b := oneYear(), oneYear()
	for _, version := range []string{"v2", "v3"} {
		for _, kind := range synth.Types(version) {
			got, want := export(t, a, version, kind, synth.Query{}), export(t, b, version, kind, synth.Query{})
			if !bytes.Equal(got, want) {
				t.Errorf("%s %s differs between two runs", version, kind)
			}
		}
	}
}
