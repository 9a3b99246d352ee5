package fhir

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/practice"
	"github.com/claimsdesk/claimsdesk/practice/synth"
)

func noon() time.Time { return time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC) }

// agree holds a reader against the reference.
func agree(t *testing.T, reader *Reader, line []byte) {
	t.Helper()
	got, gotErr := reader.Parse(line)
	want, wantErr := referenceParse(line, reader.version, Options{Now: noon})
	if (gotErr == nil) != (wantErr == nil) || errors.Is(gotErr, ErrSTU3) != errors.Is(wantErr, ErrSTU3) {
		t.Fatalf("error %v, the reference says %v\n%s", gotErr, wantErr, clipped(line))
	}
	if gotErr != nil {
		return
	}
	for range 2 { // what comes for the third time is known
		again, err := reader.Parse(line)
		if err != nil || !reflect.DeepEqual(got, again) {
			t.Fatalf("read again, error %v (-first +again):\n%s\n%s", err, cmp.Diff(got, again), clipped(line))
		}
	}
	if hash, err := hashed(presentHost(line, got.Type)); err != nil || hash != got.Hash {
		t.Fatalf("hash of tokens alone: %x, error %v; of the reader: %x\n%s", hash, err, got.Hash, clipped(line))
	}
	want.Hash, want.Told, want.Unknown = got.Hash, got.Told, got.Unknown
	if !reflect.DeepEqual(want, got) { // far faster than cmp, which says what differs
		t.Fatalf("(-reference +decoder):\n%s\n%s", cmp.Diff(want.Rows, got.Rows), clipped(line))
	}
}

func clipped(line []byte) string { return string(line[:min(len(line), 2000)]) }

func TestDecodeAgreesOnResourcesOfTheTests(t *testing.T) {
	reader := NewReader(Options{Now: noon})
	for _, line := range writtenResources(t) {
		agree(t, reader, line)
	}
}

func TestDecodeAgreesOnSamples(t *testing.T) {
	folder, given := os.LookupEnv("CLAIMSDESK_SAMPLES")
	if !given {
		folder = filepath.Join("..", "..", "shared", "data")
	}
	if _, err := os.Stat(folder); errors.Is(err, os.ErrNotExist) && !given {
		t.Skip("the sample resources of CMS are not here; set CLAIMSDESK_SAMPLES to their folder")
	}
	reader := NewReader(Options{Now: noon})
	for _, line := range linesBelow(t, filepath.Join(folder, "fhir")) {
		agree(t, reader, line)
	}
}

func TestDecodeAgreesOnGeneratedPeople(t *testing.T) {
	for _, version := range []string{claims.V2, claims.V3} {
		reader := NewReader(Options{Version: version, Now: noon})
		for _, line := range generated(t, version) {
			agree(t, reader, line)
		}
	}
}

// Bytes that change, go, come twice or change places: most such lines are no JSON any more, the others say odd things.
func TestDecodeAgreesOnMutatedLines(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	reader := NewReader(Options{Now: noon})
	written := writtenResources(t)
	for range 4000 {
		line := bytes.Clone(written[random.IntN(len(written))])
		for range 1 + random.IntN(3) {
			line = mutated(random, line)
		}
		agree(t, reader, line)
	}
}

func mutated(random *rand.Rand, line []byte) []byte {
	at := random.IntN(len(line))
	to := min(len(line), at+1+random.IntN(12))
	piece := bytes.Clone(line[at:to])
	switch random.IntN(5) {
	case 0:
		line[at] = `"\{}[]:,0-.eEtnu x`[random.IntN(18)]
	case 1:
		line = append(line[:at], line[to:]...)
	case 2:
		line = append(line[:to], append(piece, line[to:]...)...)
	case 3: // an element of another type
		for _, from := range []string{`":"`, `":{`, `":[`} {
			if i := bytes.Index(line[at:], []byte(from)); i >= 0 {
				value := []string{`":1,"x":"`, `":null,"x":{`, `":[1,null,"a",{}],"x":[`, `":{"a":1},"x":"`, `":true,"x":[`}[random.IntN(5)]
				return append(line[:at+i:at+i], append([]byte(value[:len(value)-1]+from[2:]), line[at+i+3:]...)...)
			}
		}
	default: // another spelling of a character
		if line[at] >= 'a' && line[at] <= 'z' {
			line = append(line[:at:at], append([]byte(`\u00`+string("0123456789abcdef"[line[at]>>4])+string("0123456789ABCDEF"[line[at]&15])), line[at+1:]...)...)
		}
	}
	if len(line) == 0 {
		return []byte("{")
	}
	return line
}

// Every line of these says something odd that both must read alike.
func oddLines() []string {
	const eob = `{"resourceType":"ExplanationOfBenefit","id":"1",`
	return []string{
		eob + `"status":"a","status":"b"}`,
		eob + `"status":"a","status":null}`,
		eob + `"payment":{"date":"2025-01-01"},"payment":{"amount":{"value":1}}}`,
		eob + `"payment":{"date":"2025-01-01"},"payment":null}`,
		eob + `"item":[{"sequence":1},{"sequence":2}],"item":[{"quantity":{"value":3}}]}`,
		eob + `"item":[{"sequence":1}],"item":7}`,
		eob + `"STATUS":"b","Item":[{}],"item":[{"Sequence":4}]}`,
		eob + `"payment":{"amount":{"value":1E400}},"item":[{"quantity":{"value":12.3456789}}]}`,
		eob + `"payment":{"amount":{"value":-0.00}},"total":[{"amount":{"value":"7.5"}},{"amount":{"value":"x"}},{"amount":{"value":0.5e1}}]}`,
		eob + `"x":01}`, eob + `"x":1.}`, eob + `"x":.5}`, eob + `"x":-}`, eob + `"x":1e}`, eob + `"x":+1}`, eob + `"x":nul}`, eob + `"x":truee}`,
		eob + `"x":[1,]}`, eob + `"x":[,1]}`, eob + `"x":[1 2]}`, eob + `"x":{"a":1,}}`, eob + `"x"}`, eob + `"x":}`, eob + `,}`,
		eob + `"status":"\ud83d\ude00 \ud83d x \ude00 \u00e9 \"\\\/\b\f\n\r\t"}`,
		eob + `"status":"\x"}`, eob + `"status":"\u12g4"}`, eob + `"status":"\u12"}`, eob + `"status":"\`, eob + "\"status\":\"a\tb\"}",
		eob + `"st\u0061tus":"a"}`, eob + `"status":"\u0000"}`, eob + `"status":"\\u0000"}`,
		eob + `"status":"é","disposition":"` + "\xff" + `"}`,
		"\t" + ` { "resourceType" : "ExplanationOfBenefit" , "id" : "1" , "item" : [ { } , { "sequence" : 1 } ] , "total" : [ ] } ` + "\r",
		eob + `"x":1}` + eob + `"y":1}`, eob + `"x":1} x`, eob + `"x":1`,
		eob + `"resourceType":"Patient"}`, eob + `"resourceType":5}`, eob + `"resourceType":"Bundle"}`,
		`{"id":"1","resourceType":"Pat\u0069ent"}`, `{"resourceType":"Patient\u0020","id":"1"}`, `{"resourceType":"Bundle","entry":[]}`,
		eob + `"x":` + strings.Repeat("[", 199) + strings.Repeat("]", 199) + `}`,
		eob + `"x":` + strings.Repeat("[", 200) + strings.Repeat("]", 200) + `}`,
		eob + `"x":` + strings.Repeat(`{"a":`, 10000) + `1` + strings.Repeat("}", 10000) + `}`,
		eob + `"extension":` + strings.Repeat(`[{"url":"u","extension":`, 60) + `[]` + strings.Repeat("}]", 60) + `}`,
		eob + `"extension":[{"url":"a","extension":[{"url":"b"},{"url":"c"}]},{"url":"https://bluebutton.cms.gov/resources/variables/clm_mdcr_non_pmt_rsn_cd","valueCoding":{"code":"N"}},{"url":"d","extension":[{}]}]}`,
		eob + `"careTeam":[{"responsible":"yes"},{"responsible":null},{"responsible":false},{"sequence":"1\u0030"}]}`,
		eob + `"contained":[{"id":"p","name":[{"family":"Roe","given":["A",5,null]}]},{"id":"o","name":"Org"},{"name":{}},{"name":[7]}],"careTeam":[{"provider":{"reference":"#p"}},{"provider":{"reference":"#o"}}]}`,
		eob + `"information":null}`, eob + `"information":1,"total":null}`, eob + `"item":[{"careTeamLinkId":1},{"productOrService":1}]}`,
		`{"resourceType":"Coverage","id":"part-a-1","organization":[],"class":0}`, `{"resourceType":"Patient","id":"1","organization":{}}`,
		`{"resourceType":"Patient","id":"1","deceasedBoolean":1,"communication":[{"preferred":"x"},[],{"preferred":true}],"name":{"family":"x"}}`,
		`{"resourceType":"Claim","id":"f-1","total":{"value":5},"total":[{"value":6}]}`, `{"resourceType":"Claim","id":"f-1","total":{"value":5}}`,
		`{"resourceType":"ClaimResponse","id":"f-1","total":[{"amount":{"value":6}}],"item":[{"itemSequence":1}]}`,
		``, ` `, `{}`, `[]`, `1`, `null`, `"x"`, `{`, `}`, `{"resourceType"`, `{"resourceType":"`, `{"resourceType":"Patient"`,
	}
}

func TestDecodeAgreesOnOddLines(t *testing.T) {
	for _, line := range oddLines() {
		agree(t, NewReader(Options{Now: noon}), []byte(line))
	}
}

// FHIR spells its keys in one way; encoding/json would fold their case.
func TestDecodeTakesKeysExactly(t *testing.T) {
	r, err := NewReader(Options{Now: noon}).Parse([]byte(`{"resourceType":"Patient","id":"1","ID":"2","Gender":"male"}`))
	if err != nil || r.ID != "1" || r.Rows[0].Value(claims.ColBeneficiariesSexCode).Set {
		t.Errorf("id %q, error %v; want 1 and no sex", r.ID, err)
	}
}

func FuzzDecodeAgrees(f *testing.F) {
	for _, line := range oddLines() {
		f.Add([]byte(line))
	}
	for _, line := range writtenResources(f) {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		if bytes.Contains(line, []byte("LinkId")) && json.Valid(line) && hasOddities(line) {
			return // of items that stand twice, the reader looks at all for names of STU3
		}
		agree(t, NewReader(Options{Now: noon}), line)
	})
}

// writtenResources are the resources written for the tests of this package.
func writtenResources(t testing.TB) [][]byte {
	t.Helper()
	files, err := filepath.Glob("testdata/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no resources in testdata: %v", err)
	}
	var all [][]byte
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, text)
	}
	return all
}

// generated are the resources of a few people.
func generated(t testing.TB, version string) [][]byte {
	t.Helper()
	dir := t.TempDir()
	config := synth.Config{Seed: 7, People: 4, Years: 2}
	if _, err := practice.WriteFiles(t.Context(), practice.Generate{Population: config, Version: version, Dir: dir}); err != nil {
		t.Fatal(err)
	}
	return linesBelow(t, dir)
}

func linesBelow(t testing.TB, folder string) [][]byte {
	t.Helper()
	var all [][]byte
	err := filepath.WalkDir(folder, func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".ndjson") {
			return err
		}
		text, err := os.ReadFile(path)
		all = append(all, bytes.Split(bytes.TrimSpace(text), []byte("\n"))...)
		return err
	})
	if err != nil || len(all) == 0 {
		t.Fatalf("%d resources below %s: %v", len(all), folder, err)
	}
	return all
}
