package practice

import (
	"reflect"
	"strings"
	"testing"
)

func tag(system, code string) Tag { return Tag{system, code} }

func TestTypeFilter(t *testing.T) {
	byDefault := []Tag{tag(SystemTypeURL, "NationalClaimsHistory"), tag(SystemTypeURL, "DDPS")}
	tests := map[string]struct {
		query string // after ExplanationOfBenefit?, decoded once; "-": no filter at all
		want  TypeFilter
		err   string
	}{
		"none":             {"-", TypeFilter{Tags: [][]Tag{byDefault}, Defaulted: true}, ""},
		"empty":            {"", TypeFilter{Tags: [][]Tag{byDefault}, Defaulted: true}, ""},
		"one tag":          {"_tag=" + SystemTypeURL + "|DDPS", TypeFilter{Tags: [][]Tag{{tag(SystemTypeURL, "DDPS")}}}, ""},
		"encoded twice":    {"_tag=https%3A%2F%2Fbluebutton.cms.gov%2Ffhir%2FCodeSystem%2FSystem-Type%7CDDPS", TypeFilter{Tags: [][]Tag{{tag(SystemTypeURL, "DDPS")}}}, ""},
		"or":               {"_tag=" + SystemTypeURL + "|DDPS," + SystemTypeURL + "|SharedSystem", TypeFilter{Tags: [][]Tag{{tag(SystemTypeURL, "DDPS"), tag(SystemTypeURL, "SharedSystem")}}}, ""},
		"final action":     {"_tag=" + FinalActionURL + "|FinalAction", TypeFilter{Tags: [][]Tag{{tag(FinalActionURL, "FinalAction")}, byDefault}, Defaulted: true}, ""},
		"outcomes":         {"outcome=complete,partial", TypeFilter{Outcomes: []string{"complete", "partial"}, Tags: [][]Tag{byDefault}, Defaulted: true}, ""},
		"year":             {"service-date=2024", dated("2024-01-01", "2024-12-31"), ""},
		"month":            {"service-date=eq2024-02", dated("2024-02-01", "2024-02-29"), ""},
		"from":             {"service-date=ge2024-02", dated("2024-02-01", ""), ""},
		"after":            {"service-date=gt2024", dated("2025-01-01", ""), ""},
		"until":            {"service-date=le2024-02", dated("", "2024-02-29"), ""},
		"before":           {"service-date=lt2024", dated("", "2023-12-31"), ""},
		"range":            {"service-date=ge2024-01-01&service-date=lt2024-07-01&service-date=ge2023", dated("2024-01-01", "2024-06-30"), ""},
		"date-time":        {"service-date=ge2024-01-05T10:00:00Z", dated("2024-01-05", ""), ""},
		"bad date":         {"service-date=2024-13", TypeFilter{}, "invalid service-date value"},
		"empty date":       {"service-date=", TypeFilter{}, "invalid service-date value"},
		"bad tag code":     {"_tag=" + SystemTypeURL + "|x", TypeFilter{}, "invalid _tag value"},
		"bad tag system":   {"_tag=x|DDPS", TypeFilter{}, "invalid _tag value"},
		"bad outcome":      {"outcome=x", TypeFilter{}, "invalid outcome value"},
		"unknown name":     {"status=active", TypeFilter{}, "is not supported"},
		"undecodable":      {"_tag=%zz", TypeFilter{}, "cannot be decoded"},
		"other resource":   {"-Patient?x=y", TypeFilter{}, "is not supported"},
		"no question mark": {"-ExplanationOfBenefit", TypeFilter{}, "missing question mark"},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			values := []string{"ExplanationOfBenefit?" + tc.query}
			if rest, ok := strings.CutPrefix(tc.query, "-"); ok {
				if values = nil; rest != "" {
					values = []string{rest}
				}
			}
			got, err := parseTypeFilters(values)
			if tc.err != "" {
				if err == nil || !strings.Contains(err.Error(), tc.err) {
					t.Errorf("got error %v, want %q", err, tc.err)
				}
				return
			}
			if err != nil || !reflect.DeepEqual(*got, tc.want) {
				t.Errorf("got %+v, %v\nwant %+v", got, err, tc.want)
			}
		})
	}
}

func dated(from, to string) TypeFilter {
	return TypeFilter{
		From: from, To: to, Defaulted: true,
		Tags: [][]Tag{{tag(SystemTypeURL, "NationalClaimsHistory"), tag(SystemTypeURL, "DDPS")}},
	}
}

func TestTypeFilterMatch(t *testing.T) {
	shared, final := tag(SystemTypeURL, "SharedSystem"), tag(FinalActionURL, "FinalAction")
	filter := &TypeFilter{Tags: [][]Tag{{shared}, {final}}, Outcomes: []string{"partial"}, From: "2024-01-01", To: "2024-12-31"}
	tests := map[string]struct {
		filter  *TypeFilter
		tags    []Tag
		outcome string
		day     string
		want    bool
	}{
		"nil":           {nil, nil, "", "", true},
		"all":           {filter, []Tag{final, shared}, "partial", "2024-12-31", true},
		"no day":        {filter, []Tag{final, shared}, "partial", "", true},
		"one tag":       {filter, []Tag{shared}, "partial", "2024-05-05", false},
		"other outcome": {filter, []Tag{final, shared}, "complete", "2024-05-05", false},
		"too early":     {filter, []Tag{final, shared}, "partial", "2023-12-31", false},
		"too late":      {filter, []Tag{final, shared}, "partial", "2025-01-01", false},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			if got := tc.filter.Match(tc.tags, tc.outcome, tc.day); got != tc.want {
				t.Errorf("got %v, want %v", got, tc.want)
			}
		})
	}
}

func FuzzTypeFilter(f *testing.F) {
	for _, text := range []string{"", "ExplanationOfBenefit?", "ExplanationOfBenefit?_tag=" + SystemTypeURL + "|DDPS&service-date=ge2024", "x?outcome=complete", "?%zz"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, err := parseTypeFilters([]string{text})
		if (got == nil) == (err == nil) {
			t.Fatalf("got %v and %v", got, err)
		}
		if got != nil && len(got.Tags) == 0 {
			t.Error("a filter without a System-Type")
		}
	})
}
