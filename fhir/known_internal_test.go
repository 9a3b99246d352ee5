package fhir

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/claimsdesk/claimsdesk/claims"
)

const amountLine = `{"resourceType":"ExplanationOfBenefit","id":"carrier-1","item":[{"sequence":1,"adjudication":[` +
	`{"category":{"coding":[{"system":"https://bluebutton.cms.gov/fhir/CodeSystem/Adjudication","code":"CLM_LINE_SBMT_CHRG_AMT","display":"Submitted"}]},"amount":{"value":12.5,"currency":"USD"}}]}]}`

// sameAs holds what a reader makes of a line against a reader that has read nothing before.
func sameAs(t *testing.T, reader *Reader, line []byte) {
	t.Helper()
	got, gotErr := reader.Parse(line)
	want, wantErr := NewReader(Options{Version: reader.version, Now: noon}).Parse(line)
	if !reflect.DeepEqual(gotErr, wantErr) {
		t.Fatalf("error %v, a new reader says %v\n%s", gotErr, wantErr, clipped(line))
	}
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("differs from what a new reader reads\n%s", clipped(line))
	}
}

// What is known stands in memory of its own: lines are written over when their batch is done.
func TestKnownValuesOutliveTheirLines(t *testing.T) {
	reader, arena := NewReader(Options{Version: claims.V3, Now: noon}), new(Arena)
	for range 3 {
		line := []byte(amountLine)
		if _, err := reader.ParseInto(arena, line); err != nil {
			t.Fatal(err)
		}
		for i := range line {
			line[i] = '#'
		}
		arena.Reset()
	}
	if reader.decoder.memory.count == 0 {
		t.Fatal("nothing is known")
	}
	sameAs(t, reader, []byte(amountLine))
}

// A value that comes once is not kept; one with bytes beyond ASCII or with an escape never is, because such a line is looked
// at as a whole.
func TestWhatIsKept(t *testing.T) {
	tests := map[string]struct {
		display string
		times   int
		want    bool
	}{
		"once":         {"Submitted", 1, false},
		"twice":        {"Submitted", 2, true},
		"beyond ASCII": {"Eingereicht für", 3, false},
		"escape":       {`Submitted\u0021`, 3, false},
		"long":         {strings.Repeat("x", knownBytes), 3, false},
		"ends early":   {"a ]} in a text", 3, true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			line := []byte(strings.Replace(amountLine, "Submitted", tt.display, 1))
			reader := NewReader(Options{Version: claims.V3, Now: noon})
			for range tt.times {
				sameAs(t, reader, line)
			}
			if got := reader.decoder.memory.count == 1; got != tt.want {
				t.Errorf("kept: %v, want %v", got, tt.want)
			}
			sameAs(t, reader, line)
		})
	}
}

// More values than a memory takes: it starts anew, and nothing leads to what it has forgotten.
func TestMemoryStartsAnew(t *testing.T) {
	reader := NewReader(Options{Version: claims.V3, Now: noon})
	amount := amountLine[strings.Index(amountLine, `{"category"`):strings.Index(amountLine, `]}]}`)]
	coded := func(i int) string {
		return strings.Replace(amount, "CLM_LINE_SBMT_CHRG_AMT", fmt.Sprint("CODE_", i), 1)
	}
	for i := range knownValues + 100 {
		first := coded(i)
		if i == 0 { // under another member, where nothing else will stand: each value leads to the next from there
			first = strings.Replace(first, "category", "reason", 1)
		}
		line := []byte(strings.Replace(amountLine, amount, first+","+coded(i+1), 1))
		for range 2 {
			if _, err := reader.Parse(line); err != nil {
				t.Fatal(err)
			}
		}
		if i%500 == 0 {
			sameAs(t, reader, line)
		}
	}
	m := &reader.decoder.memory
	if m.count > 200 {
		t.Errorf("%d values are known after the start", m.count)
	}
	if reached := len(reachedFrom(m)); reached > 200 {
		t.Errorf("%d values are still held", reached)
	}
	sameAs(t, reader, []byte(amountLine))
}

// reachedFrom are all values that a memory keeps from being freed.
func reachedFrom(m *memory) map[*known]bool {
	reached := map[*known]bool{}
	var visit func(*known)
	visit = func(k *known) {
		if k == nil || reached[k] {
			return
		}
		reached[k] = true
		visit(k.next[0])
		visit(k.next[1])
	}
	visit(m.last)
	for _, k := range m.places {
		visit(k)
	}
	for i := range m.sites {
		visit(&m.sites[i].others)
		for _, k := range m.sites[i].recent {
			visit(k)
		}
	}
	return reached
}

// A code system that no rule knows is counted each time, and a value that nests too deep is refused, also where its bytes
// were read before.
func TestKnownValuesAreCountedAndMeasured(t *testing.T) {
	unknown := []byte(strings.Replace(amountLine, "https://bluebutton.cms.gov/fhir/CodeSystem/Adjudication", "https://new.example/codes", 1))
	reader := NewReader(Options{Version: claims.V3, Now: noon})
	for range 3 {
		r, err := reader.Parse(unknown)
		if err != nil || r.Unknown["https://new.example/codes"] != 1 {
			t.Errorf("error %v, unknown systems %v", err, r.Unknown)
		}
	}
	const concept = `{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"A00"}]}`
	for _, levels := range []int{1, 1, 1, 195, 196, 197, 198, 199, 200} {
		deep := `{"resourceType":"Patient","id":"1","x":` + strings.Repeat(`{"type":`, levels) + concept + strings.Repeat("}", levels) + "}"
		sameAs(t, reader, []byte(deep))
	}
	for _, levels := range []int{1, 1, 1, 48, 49, 50, 64, 65, 66, 67, 98, 99, 100} {
		deep := `{"resourceType":"ExplanationOfBenefit","id":"1","extension":` + strings.Repeat(`[{"extension":`, levels) +
			`[{"url":"u","valueCodeableConcept":` + concept + "}]" + strings.Repeat("}]", levels) + "}"
		sameAs(t, reader, []byte(deep))
	}
}

// The ways in which CMS writes amounts and facts, and spellings that come close.
func TestUsualWays(t *testing.T) {
	const category = `{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/adjudication","code":"benefit"}]}`
	elements := []string{
		`"total":[{"category":%s,"amount":{"value":1.5,"currency":"USD"}}]`, `"total":[{"category":%s,"amount":{"value":01,"currency":"USD"}}]`,
		`"total":[{"category":%s,"amount":{"value":-1e2,"currency":"USD"}}]`, `"total":[{"category":%s,"amount":{"value":,"currency":"USD"}}]`,
		`"total":[{"category":%s,"amount":{"value":1.5,"currency":"USD"},"value":2}]`, `"total":[{"category":%s,"amount":{"value":1.5,"currency":"EUR"}}]`,
		`"total":[{"category":%s,"amount":{"currency":"USD","value":1.5}}]`, `"total":[{"category":%s,"amount":{"value":"1.5","currency":"USD"}}]`,
		`"total":[{"category":%s, "amount":{"value":1.5,"currency":"USD"} } ]`, `"total":[{"category":%s,"amount":{"value":1.5,"currency":"USD"}]`,
		`"total":[{"category":%s,"amount":{"value":1.5,"currency":"USD"}},{"category":%[1]s,"amount":null}]`, `"total":[{"category":%s,"amount":{"value":1.5,"currency":"USD"}}`,
		`"payment":{"amount":{"value":2.5,"currency":"USD"}},"total":[{"category":%s}]`,
		`"supportingInfo":[{"sequence":1,"category":%s,"code":%[1]s}]`, `"supportingInfo":[{"sequence":1,"category":%s,"code":%[1]s,"valueString":"x"}]`,
		`"supportingInfo":[{"sequence":1,"category":%s,"timingDate":"2025-01-02"}]`, `"supportingInfo":[{"sequence":1,"category":%s,"timingDate":"2025-01"}]`,
		`"supportingInfo":[{"sequence":1,"category":%s,"timingDate":"2025-01-02T"}]`, `"supportingInfo":[{"sequence":1,"category":%s,"timingDate":"2025-01-02]`,
		`"supportingInfo":[{"sequence":1,"category":%s,"timingDate":"2025-01-02","code":%[1]s}]`, `"supportingInfo":[{"sequence":"1","category":%s,"code":%[1]s}]`,
		`"supportingInfo":[{"sequence":1,"category":%s,"code":%[1]s,"code":{}}]`, `"supportingInfo":[{"sequence":1.0,"category":%s,"code":%[1]s}`,
	}
	warm := NewReader(Options{Version: claims.V3, Now: noon})
	for range 3 {
		for _, element := range elements {
			line := []byte(`{"resourceType":"ExplanationOfBenefit","id":"1",` + fmt.Sprintf(element, category) + "}")
			sameAs(t, warm, line)
			if _, err := warm.Parse(line); err == nil {
				agree(t, warm, line)
			}
		}
	}
	if warm.decoder.memory.count == 0 {
		t.Error("nothing is known")
	}
}

// Whatever a reader has read before, the same line or another, it reads a line as a new one does.
func FuzzReadBefore(f *testing.F) {
	before := append(writtenResources(f), []byte(amountLine))
	for i, line := range append(oddLines(), amountLine, strings.Replace(amountLine, `"code"`, `"code" `, 1)) { // short ones, which are soon made shorter
		f.Add(uint8(i), []byte(line))
	}
	f.Fuzz(func(t *testing.T, which uint8, line []byte) {
		reader := NewReader(Options{Now: noon})
		for range 2 {
			if _, err := reader.Parse(before[int(which)%len(before)]); err != nil {
				t.Fatal(err)
			}
		}
		for range 3 {
			sameAs(t, reader, line)
		}
	})
}
