package practice_test

import (
	"bufio"
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/claimsdesk/claimsdesk/practice"
	"github.com/claimsdesk/claimsdesk/practice/synth"
)

// hundred is the population of the practice data, made once.
var hundred = sync.OnceValue(func() *synth.Population {
	return synth.New(synth.Config{People: 100, Years: 3, Seed: 1, End: start()})
})

// thirty is a smaller one, with one join and one leave a release.
var thirty = sync.OnceValue(func() *synth.Population {
	return synth.New(synth.Config{People: 30, Years: 2, Seed: 1, End: start()})
})

func newPopulationRig(t *testing.T, people *synth.Population, quirks practice.Quirks) *rig {
	t.Helper()
	return newRig(t, practice.Config{Source: practice.NewPopulation(people), Quirks: quirks}).signIn()
}

// resource is what these tests read of a resource.
type resource struct {
	ResourceType string
	ID           string
	Outcome      string
	Meta         struct {
		LastUpdated string
		Tag         []struct{ System, Code string }
	}
	Patient        struct{ Reference string }
	BillablePeriod struct{ End string }
}

func (r resource) tag(system string) string {
	for _, t := range r.Meta.Tag {
		if t.System == system {
			return t.Code
		}
	}
	return ""
}

// all runs an export and reads all resources of its data files, by type.
func (r *rig) all(path string) (map[string][]resource, manifest) {
	r.tb.Helper()
	m := r.complete(r.export(path))
	found := map[string][]resource{}
	for _, it := range m.Output {
		lines := bufio.NewScanner(strings.NewReader(r.get(r.path(it)).body))
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			var res resource
			if err := json.Unmarshal(lines.Bytes(), &res); err != nil {
				r.tb.Fatalf("%s: %v", it.Type, err)
			}
			if res.ResourceType != it.Type {
				r.tb.Fatalf("a %s in a file of %s", res.ResourceType, it.Type)
			}
			found[it.Type] = append(found[it.Type], res)
		}
		if err := lines.Err(); err != nil {
			r.tb.Fatal(err)
		}
	}
	return found, m
}

// ids are the different values of a key, sorted.
func ids(list []resource, key func(resource) string) []string {
	var out []string
	for _, res := range list {
		out = append(out, key(res))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func byID(r resource) string      { return r.ID }
func byPatient(r resource) string { return strings.TrimPrefix(r.Patient.Reference, "Patient/") }

// TestPopulationFiles is the practice data as the screens show it: 24 files, one
// warning, one person without data (docs/reference/screens.md 10).
func TestPopulationFiles(t *testing.T) {
	r := newPopulationRig(t, hundred(), practice.AllQuirks)
	found, m := r.all(exportV3)
	if len(m.Output) != 24 || len(m.Error) != 2 {
		t.Errorf("got %d data and %d error files, want 24 and 2", len(m.Output), len(m.Error))
	}
	if got := r.get(r.path(m.Error[0])).body; !strings.Contains(got, "Error retrieving BlueButton ID for cclfBeneficiary MBI") {
		t.Errorf("person without data: got %q", got)
	}
	for _, i := range hundred().Members(0, "all") {
		if !slices.Contains(ids(found["Patient"], byID), hundred().PatientID("v3", i)) {
			t.Errorf("person %d is missing", i)
		}
	}
	for _, eob := range found["ExplanationOfBenefit"] {
		if got := eob.tag(practice.SystemTypeURL); got != "NationalClaimsHistory" && got != "DDPS" {
			t.Fatalf("without a filter: got System-Type %q", got)
		}
	}
}

// TestPopulationReleases takes three refreshes. After each, nothing that was
// delivered may be missing from a full export, and what comes is new.
func TestPopulationReleases(t *testing.T) {
	for _, version := range []string{"v2", "v3"} {
		t.Run(version, func(t *testing.T) {
			r := newPopulationRig(t, thirty(), practice.NoQuirks)
			path := "/api/" + version + "/Group/all/$export?_type=Patient,ExplanationOfBenefit"
			full, m := r.all(path)
			for release := 1; release <= 2; release++ {
				since := m.TransactionTime
				var news map[string][]resource
				r.clock.pass(time.Hour)
				r.signIn()
				news, m = r.all(path + "&_since=" + since)
				for _, eob := range news["ExplanationOfBenefit"] {
					if updated, err := time.Parse(time.RFC3339Nano, eob.Meta.LastUpdated); err != nil || !updated.After(parse(t, since)) {
						if !joined(version, release, byPatient(eob)) {
							t.Fatalf("release %d: an EOB of %s since %s, %v", release, eob.Meta.LastUpdated, since, err)
						}
					}
				}
				if len(news["ExplanationOfBenefit"]) == 0 || len(news["Patient"]) == 0 {
					t.Errorf("release %d: nothing new", release)
				}
				if got, all := len(news["ExplanationOfBenefit"]), len(full["ExplanationOfBenefit"]); got > all/3 {
					t.Errorf("release %d: got %d of %d EOBs again", release, got, all)
				}
				for id := range newcomers(version, release) {
					if !slices.Contains(ids(news["Patient"], byID), id) {
						t.Errorf("release %d: newcomer is missing", release)
					}
				}
			}
		})
	}
}

func parse(t *testing.T, text string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// newcomers are the Patient ids of those who join at a release.
func newcomers(version string, release int) map[string]bool {
	before := thirty().Members(release-1, "all")
	out := map[string]bool{}
	for _, i := range thirty().Members(release, "all") {
		if !slices.Contains(before, i) {
			out[thirty().PatientID(version, i)] = true
		}
	}
	return out
}

func joined(version string, release int, id string) bool { return newcomers(version, release)[id] }

// TestPatientEndpoint tells it apart from the group all: newcomers come without
// their history.
func TestPatientEndpoint(t *testing.T) {
	newcomer := ""
	for id := range newcomers("v3", 1) {
		newcomer = id
	}
	history := func(endpoint string) (int, bool) {
		r := newPopulationRig(t, thirty(), practice.NoQuirks)
		_, m := r.all("/api/v3/Group/all/$export?_type=ExplanationOfBenefit")
		news, _ := r.all("/api/v3/" + endpoint + "/$export?_type=Patient,ExplanationOfBenefit&_since=" + m.TransactionTime)
		n := 0
		for _, eob := range news["ExplanationOfBenefit"] {
			if byPatient(eob) == newcomer {
				n++
			}
		}
		return n, slices.Contains(ids(news["Patient"], byID), newcomer)
	}
	allN, allThere := history("Group/all")
	patientN, patientThere := history("Patient")
	if allN <= patientN || !allThere || patientThere {
		t.Errorf("newcomer: got %d EOBs and %v through the group, %d and %v through the Patient endpoint",
			allN, allThere, patientN, patientThere)
	}
}

func TestPopulationFilter(t *testing.T) {
	tests := map[string]struct {
		query string
		ok    func(resource) bool
	}{
		"shared system": {"_tag=" + practice.SystemTypeURL + "|SharedSystem", func(r resource) bool { return r.tag(practice.SystemTypeURL) == "SharedSystem" }},
		"final action":  {"_tag=" + practice.FinalActionURL + "|FinalAction", func(r resource) bool { return r.tag(practice.FinalActionURL) == "FinalAction" }},
		"partial": {"outcome=partial&_tag=" + practice.SystemTypeURL + "|SharedSystem," + practice.SystemTypeURL + "|NationalClaimsHistory",
			func(r resource) bool { return r.Outcome == "partial" }},
		"service date": {"service-date=ge2026-01&service-date=lt2026-03", func(r resource) bool {
			return r.BillablePeriod.End >= "2026-01-01" && r.BillablePeriod.End < "2026-03-01" || r.BillablePeriod.End == ""
		}},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			r := newPopulationRig(t, thirty(), practice.NoQuirks)
			found, _ := r.all("/api/v3/Group/all/$export" + filter(tc.query) + "&_type=ExplanationOfBenefit")
			if len(found["ExplanationOfBenefit"]) == 0 {
				t.Error("got no claims")
			}
			for _, eob := range found["ExplanationOfBenefit"] {
				if !tc.ok(eob) {
					t.Fatalf("got %+v", eob)
				}
			}
		})
	}
}

// TestPopulationRunout holds last year's people and dates.
func TestPopulationRunout(t *testing.T) {
	for _, version := range []string{"v2", "v3"} {
		t.Run(version, func(t *testing.T) {
			r := newPopulationRig(t, thirty(), practice.NoQuirks)
			found, _ := r.all("/api/" + version + "/Group/runout/$export")
			if got, want := len(ids(found["Patient"], byID)), len(thirty().Members(0, "runout")); got < want {
				t.Errorf("people: got %d, want %d", got, want)
			}
			if len(found["ExplanationOfBenefit"]) == 0 {
				t.Error("got no claims")
			}
			for _, eob := range found["ExplanationOfBenefit"] {
				if eob.BillablePeriod.End > "2025-12-31" {
					t.Fatalf("a service on %s", eob.BillablePeriod.End)
				}
			}
			if len(found["Claim"])+len(found["ClaimResponse"]) > 0 {
				t.Error("got partially adjudicated claims")
			}
		})
	}
}

// TestPopulationV2Partial is entitled to Claim and ClaimResponse.
func TestPopulationV2Partial(t *testing.T) {
	r := newPopulationRig(t, thirty(), practice.NoQuirks)
	found, _ := r.all("/api/v2/Group/all/$export?_type=Claim,ClaimResponse")
	if n := len(found["Claim"]); n == 0 || n != len(found["ClaimResponse"]) {
		t.Errorf("got %d Claims and %d ClaimResponses, want as many, and some", n, len(found["ClaimResponse"]))
	}
}

// TestPopulationEmptyBatches finds files without a claim, for which a filter that
// matches nothing stands here: none may be listed.
func TestPopulationEmptyBatches(t *testing.T) {
	r := newPopulationRig(t, thirty(), practice.AllQuirks)
	_, m := r.all("/api/v3/Group/all/$export" + filter("service-date=lt1990&_tag="+practice.SystemTypeURL+"|DDPS") + "&_type=ExplanationOfBenefit")
	if len(m.Output)+len(m.Error) != 0 {
		t.Errorf("got %d data and %d error files, want none", len(m.Output), len(m.Error))
	}
}
