package synth_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/claimsdesk/claimsdesk/practice/synth"
)

// stamp is the lastUpdated time of a release in these tests.
func stamp(release int) time.Time {
	return time.Date(2026, 7, 1, 3, 0, 0, 0, time.UTC).AddDate(0, 0, release*synth.ReleaseDays)
}

func TestRosterChangesWithEachRelease(t *testing.T) {
	p := synth.New(synth.Config{People: 1000, Years: 1, Seed: 2, End: end})
	if got := len(p.Members(0, "all")); got != 1000 {
		t.Errorf("%d members at the base, want 1000", got)
	}
	for k := 1; k <= p.Releases(); k++ {
		before, after := members(p, k-1), members(p, k)
		joined, left := 0, 0
		for i := range after {
			if !before[i] {
				joined++
			}
		}
		for i := range before {
			if !after[i] {
				left++
			}
		}
		if joined < 4 || joined > 8 || left < 4 || left > 20 {
			t.Errorf("release %d: %d joined, %d left", k, joined, left)
		}
	}
	if runout := p.Members(0, "runout"); len(runout) < 850 || len(runout) > 1000 {
		t.Errorf("%d people in the run-out group", len(runout))
	}
}

func members(p *synth.Population, release int) map[int]bool {
	m := map[int]bool{}
	for _, i := range p.Members(release, "all") {
		m[i] = true
	}
	return m
}

// text returns a string at a path of object keys.
func text(m map[string]any, keys ...string) string {
	var v any = m
	for _, k := range keys {
		o, ok := v.(map[string]any)
		if !ok {
			return ""
		}
		v = o[k]
	}
	s, _ := v.(string)
	return s
}

// identifier returns the value of the identifier with a system.
func identifier(m map[string]any, system string) string {
	ids, _ := m["identifier"].([]any)
	for _, v := range ids {
		if o := v.(map[string]any); o["system"] == system {
			return o["value"].(string)
		}
	}
	return ""
}

func TestV2KeepsReplacedVersionsAsCancelled(t *testing.T) {
	p := oneYear()
	q := synth.Query{Release: 1, Stamp: stamp}
	status := map[string]map[string]int{}
	total := 0
	for _, m := range decode(t, export(t, p, "v2", "ExplanationOfBenefit", q)) {
		total++
		key := text(m, "patient", "reference") + identifier(m, "https://bluebutton.cms.gov/resources/identifier/claim-group")
		if status[key] == nil {
			status[key] = map[string]int{}
		}
		status[key][text(m, "status")]++
	}
	replaced, cancelled := 0, 0
	for group, s := range status {
		if s["active"] > 1 {
			t.Errorf("group %s has %d active versions", group, s["active"])
		}
		if s["active"] == 1 && s["cancelled"] > 0 {
			replaced++
		}
		if s["active"] == 0 {
			cancelled++
		}
	}
	if share := float64(replaced) / float64(total); share < 0.01 || share > 0.08 {
		t.Errorf("%d of %d claims replaced", replaced, total)
	}
	if cancelled == 0 {
		t.Error("no claim was cancelled without a new version")
	}
}

func TestV3ServesTheLatestVersionUnderANewID(t *testing.T) {
	p := oneYear()
	id := map[string]string{}
	for _, m := range decode(t, export(t, p, "v3", "ExplanationOfBenefit", synth.Query{Stamp: stamp})) {
		if n := identifier(m, "https://bluebutton.cms.gov/identifiers/CLM-CNTL-NUM"); n != "" {
			id[text(m, "patient", "reference")+n] = text(m, "id")
		}
	}
	renamed, later := 0, map[string]bool{}
	for _, m := range decode(t, export(t, p, "v3", "ExplanationOfBenefit", synth.Query{Release: 2, Stamp: stamp})) {
		later[text(m, "id")] = true
		n := identifier(m, "https://bluebutton.cms.gov/identifiers/CLM-CNTL-NUM")
		if old := id[text(m, "patient", "reference")+n]; n != "" && old != "" && old != text(m, "id") {
			renamed++
		}
	}
	gone := 0
	for _, v := range id {
		if !later[v] {
			gone++
		}
	}
	if renamed < 20 || gone < 20 {
		t.Errorf("%d versions with a new id, %d old ids gone; want some of both", renamed, gone)
	}
}

func TestPartialClaimsComeInPairs(t *testing.T) {
	p := oneYear()
	for release := range p.Releases() + 1 {
		q := synth.Query{Release: release, Stamp: stamp}
		claims := map[string]bool{}
		kinds := map[string]int{}
		for _, m := range decode(t, export(t, p, "v2", "Claim", q)) {
			claims[text(m, "id")] = true
			kinds[text(m, "id")[:2]]++
		}
		answers := decode(t, export(t, p, "v2", "ClaimResponse", q))
		for _, m := range answers {
			if text(m, "request", "reference") != "Claim/"+text(m, "id") || !claims[text(m, "id")] {
				t.Errorf("release %d: %s answers %s", release, text(m, "id"), text(m, "request", "reference"))
			}
		}
		if len(answers) != len(claims) || release < 2 && (kinds["f-"] == 0 || kinds["m-"] == 0) {
			t.Errorf("release %d: %d claims, %d answers, %v", release, len(claims), len(answers), kinds)
		}
	}
}

func TestSinceGivesChangesAndNewPeopleWhole(t *testing.T) {
	p := oneYear()
	since := stamp(0).Add(time.Hour)
	for _, version := range []string{"v2", "v3"} {
		q := synth.Query{Release: 1, Stamp: stamp}
		whole := decode(t, export(t, p, version, "ExplanationOfBenefit", q))
		q.Since = since
		delta := decode(t, export(t, p, version, "ExplanationOfBenefit", q))
		if len(delta) == 0 || len(delta) > len(whole)/5 {
			t.Errorf("%s: %d of %d resources since the base", version, len(delta), len(whole))
		}
		want := map[string]int{}
		for _, i := range p.Members(1, "all") {
			if !members(p, 0)[i] {
				want["Patient/"+p.PatientID(version, i)] = 0
			}
		}
		got := map[string]int{}
		for _, m := range whole {
			if _, ok := want[text(m, "patient", "reference")]; ok {
				want[text(m, "patient", "reference")]++
			}
		}
		for _, m := range delta {
			if _, ok := want[text(m, "patient", "reference")]; ok {
				got[text(m, "patient", "reference")]++
			}
		}
		for ref, n := range want {
			if got[ref] != n {
				t.Errorf("%s: a new person's delta holds %d of %d claims", version, got[ref], n)
			}
		}
	}
}

func TestWriteRefuses(t *testing.T) {
	p := synth.New(synth.Config{People: 2, Years: 1, Seed: 1, End: end})
	for _, tc := range []struct {
		name, version, kind string
		people              []int
	}{
		{"an unknown version", "v1", "Patient", nil},
		{"a type the version has not", "v3", "Claim", nil},
		{"a person that is not there", "v2", "Patient", []int{99}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if n, err := p.Write(failing{}, tc.version, tc.kind, tc.people, synth.Query{}); err == nil || n != 0 {
				t.Errorf("wrote %d, error %v", n, err)
			}
		})
	}
	if _, err := p.Write(failing{}, "v2", "Patient", []int{0}, synth.Query{}); err == nil {
		t.Error("the writer's error is lost")
	}
}

// failing is a writer that cannot write.
type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, fmt.Errorf("disk full") }

func TestFilterDropsClaims(t *testing.T) {
	p := synth.New(synth.Config{People: 30, Years: 1, Seed: 1, End: end})
	all := decode(t, export(t, p, "v3", "ExplanationOfBenefit", synth.Query{}))
	q := synth.Query{Filter: func(c *synth.Claim) bool { return c.SystemType() != "SharedSystem" }}
	some := decode(t, export(t, p, "v3", "ExplanationOfBenefit", q))
	if len(some) == 0 || len(some) >= len(all) {
		t.Errorf("filtered %d of %d", len(some), len(all))
	}
	for _, m := range some {
		if text(m, "meta", "source") == "MCS" || text(m, "outcome") == "partial" {
			t.Errorf("a shared-system claim passed the filter")
		}
	}
}
