package inferno

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func allRecords() []record {
	return slices.Concat(patientRecords, coverageRecords, explanationRecords)
}

// TestHeaders holds the records against the lists of columns in the reference.
func TestHeaders(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "reference", "tuva-mapping.md"))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]string{}
	for _, list := range regexp.MustCompile(`(?m)^\*\*([\w.]+)\*\* \(\d+\): (.*)$`).FindAllStringSubmatch(string(text), -1) {
		want[list[1]] = strings.Split(list[2], ", ")
	}
	got := map[string][]string{}
	for _, r := range allRecords() {
		got[r.file] = r.header()
	}
	if len(want) != 13 {
		t.Fatalf("the reference lists %d files, want 13", len(want))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("columns differ (-reference +ours):\n%s", diff)
	}
}

func TestPythonNumber(t *testing.T) {
	tests := map[string]string{
		"4": "4", "0": "0", "-0": "0", "0.0": "0.0", "-0.0": "-0.0", "697.47": "697.47", "697.470": "697.47", "240.0": "240.0",
		"1E2": "100.0", "1e16": "1e+16", "9999999999999998.0": "9999999999999998.0", "123456789012345678": "123456789012345678",
		"0.0001": "0.0001", "0.00001": "1e-05", "1e400": "inf", "-1e400": "-inf", "0.1000000000000000055": "0.1",
	}
	for text, want := range tests {
		if got := pythonNumber(text); got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
}

func TestPythonText(t *testing.T) {
	tests := map[string]struct {
		value any
		want  string
	}{
		"blanks":  {" 360016 \t\u00a0\x1f", "360016"},
		"true":    {true, "True"},
		"false":   {false, "False"},
		"null":    {nil, ""},
		"object":  {map[string]any{"a": "b"}, ""},
		"formula": {"=1+1", "=1+1"}, // values as they are: contract.md 3
	}
	for name, tt := range tests {
		if got := pythonText(tt.value); got != tt.want {
			t.Errorf("%s: got %q, want %q", name, got, tt.want)
		}
	}
}

func TestPath(t *testing.T) {
	tests := map[string]struct {
		path, resource, want string
	}{
		"found":               {"a.0.b", `{"a":[{"b":"x"}]}`, `"x"`},
		"missing key":         {"a.b", `{"a":{}}`, `null`},
		"array too short":     {"a.1", `{"a":[1]}`, `""`},
		"place in an object":  {"a.0", `{"a":{}}`, `""`},
		"key of an array":     {"a.b", `{"a":[1]}`, `null`},
		"place in text":       {"a.0", `{"a":"xyz"}`, `""`},
		"key of text":         {"a.b", `{"a":"b"}`, `null`},
		"through a number":    {"a.b", `{"a":1}`, `null`},
		"through null":        {"a.0", `{"a":null}`, `null`},
		"missing, then place": {"a.0.b", `{}`, `null`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var resource any
			if err := json.Unmarshal([]byte(tt.resource), &resource); err != nil {
				t.Fatal(err)
			}
			got, err := json.Marshal(newPath(tt.path).in(resource))
			if err != nil {
				t.Fatal(err)
			}
			if string(got) != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestAppendRow(t *testing.T) {
	got := string(appendRow(nil, []string{"a", "", `say "no"`, `C:\x`, "two\nlines", "-1"}))
	want := `"a","","say ""no""","C:\\x","two` + "\nlines" + `","-1"` + "\r\n"
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// FuzzAddResource: whatever is stored, the rows stay CSV with the right number of fields.
func FuzzAddResource(f *testing.F) {
	f.Add([]byte(`{"resourceType":"ExplanationOfBenefit","id":"a","item":[]}`))
	f.Add([]byte(`{"resourceType":"ExplanationOfBenefit","id":"\"\\,","item":[{"adjudication":[null,1,"x",{}]}],"total":[{"amount":1}]}`))
	f.Add([]byte(`{"resourceType":"ExplanationOfBenefit","diagnosis":{"sequence":1e400}}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		var held strings.Builder
		files := make([]*file, len(explanationRecords))
		for i, r := range explanationRecords {
			files[i] = newFile(&held, r, "explanationofbenefit.ndjson", "2026-07-01 08:15:00")
		}
		if addResource(files, raw, "ExplanationOfBenefit") != nil {
			return
		}
		for i, file := range files {
			if got, want := len(file.row), len(explanationRecords[i].header()); got != want {
				t.Errorf("%s: got %d cells, want %d", explanationRecords[i].file, got, want)
			}
			if file.rows > 0 && !strings.HasSuffix(string(file.line), "\"2026-07-01 08:15:00\"\r\n") {
				t.Errorf("%s: a row ends elsewhere", explanationRecords[i].file)
			}
		}
	})
}
