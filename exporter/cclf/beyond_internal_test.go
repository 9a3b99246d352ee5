package cclf

import (
	"strings"
	"testing"
)

// heldResources are resources in memory.
type heldResources struct {
	lines []string
	now   string
}

func (h *heldResources) Next() bool {
	if len(h.lines) == 0 {
		return false
	}
	h.now, h.lines = h.lines[0], h.lines[1:]
	return true
}
func (h *heldResources) Bytes() []byte { return []byte(h.now) }
func (h *heldResources) Err() error    { return nil }
func (h *heldResources) Close() error  { return nil }

func eob(id string) string { return `{"resourceType":"ExplanationOfBenefit","id":"` + id + `"}` }

// TestInStepWithClaims: claims that came as Claim and ClaimResponse have nothing beyond, and put nobody out of step.
func TestInStepWithClaims(t *testing.T) {
	b := &beyondReader{from: &heldResources{lines: []string{
		eob("1"), `{"resourceType":"Claim","id":"f-2"}`, `{"resourceType":"ClaimResponse","id":"f-2"}`, eob("3"), eob("5"),
	}}}
	for _, tt := range []struct {
		id   string
		want bool
	}{{"1", true}, {"f-2", false}, {"3", true}, {"4", false}, {"5", true}, {"6", false}} {
		got, err := b.of(tt.id)
		if err != nil {
			t.Fatal(err)
		}
		if (got != nil) != tt.want || (got != nil && got.ID != tt.id) {
			t.Errorf("claim %s: got %v, want one is %v", tt.id, got, tt.want)
		}
	}
}

func TestNoResourcesNothingBeyond(t *testing.T) {
	var b *beyondReader
	if got, err := b.of("1"); got != nil || err != nil {
		t.Errorf("got %v, %v, want nothing", got, err)
	}
}

func TestDamagedResourceTellsNothing(t *testing.T) {
	b := &beyondReader{from: &heldResources{lines: []string{`{"id":"1S00A00AA01`}}}
	if _, err := b.of("1"); err == nil || strings.Contains(err.Error(), "1S00") {
		t.Errorf("got %v, want an error that quotes nothing", err)
	}
}

func TestPointed(t *testing.T) {
	b, err := decodeBeyond([]byte(`{"resourceType":"ExplanationOfBenefit","id":"1","supportingInfo":[
		{"sequence":3,"category":{"coding":[{"code":"info"},{"code":"CLM_BNFT_ENHNCMT_CD"}]},"code":{"coding":[{"code":"5"}]}},
		{"sequence":4,"category":{"coding":[{"code":"CLM_BNFT_ENHNCMT_CD"}]},"code":{"coding":[{"code":"7"}]}},
		{"sequence":9,"category":{"coding":[{"code":"CLM_BNFT_ENHNCMT_CD"}]},"code":{"coding":[{"code":"8"}]}},
		{"sequence":5,"category":{"coding":[{"code":"CLM_LINE_NGACO_SNF_WVR_SW"}]},"valueString":" Y "}],
		"item":[{"informationSequence":[4,3,5]},{"informationSequence":[77]},{}]}`))
	if err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct {
		line, n  int
		category string
		want     string
	}{
		"first by the line's order": {0, 1, "CLM_BNFT_ENHNCMT_CD", "7"},
		"second":                    {0, 2, "CLM_BNFT_ENHNCMT_CD", "5"},
		"not pointed at":            {0, 3, "CLM_BNFT_ENHNCMT_CD", ""},
		"text":                      {0, 1, "CLM_LINE_NGACO_SNF_WVR_SW", "Y"},
		"points at nothing":         {1, 1, "CLM_BNFT_ENHNCMT_CD", ""},
		"no pointers":               {2, 1, "CLM_BNFT_ENHNCMT_CD", ""},
	}
	for name, tt := range tests {
		if got := b.Item[tt.line].pointed(b, tt.n, tt.category); got != tt.want {
			t.Errorf("%s: got %q, want %q", name, got, tt.want)
		}
	}
}

// FuzzDecodeBeyond: whatever is stored, reading it ends, and lines can be asked.
func FuzzDecodeBeyond(f *testing.F) {
	f.Add([]byte(eob("1")))
	f.Add([]byte(`{"id":1,"item":{"extension":[]},"careTeam":[{"sequence":{}}]}`))
	f.Add([]byte(`{"item":[{"extension":[{"url":"x/tax_num","valueCoding":{"code":"1"}}],"informationSequence":[1,"1",null]}],"supportingInfo":[{"sequence":1}]}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		b, err := decodeBeyond(raw)
		if err != nil {
			if strings.Contains(err.Error(), "offset") {
				t.Error("the parser's words came through")
			}
			return
		}
		for i := range b.Item {
			b.Item[i].pointed(b, 1, "CLM_BNFT_ENHNCMT_CD")
			b.Item[i].renderer(b, "carr_line_prvdr_type_cd")
			b.Item[i].extension("tax_num")
		}
	})
}
