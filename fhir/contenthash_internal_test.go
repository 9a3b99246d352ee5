package fhir

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
)

func TestContentHashSame(t *testing.T) {
	tests := []struct{ name, a, b string }{
		{"order of keys", `{"id":"1","status":"active"}`, `{"status":"active","id":"1"}`},
		{"blanks", `{"id":"1","n":[1,2]}`, " {\t\"id\" : \"1\" , \"n\" : [ 1 , 2 ] } "},
		{"created and meta", `{"created":"2026-01-01","id":"1","meta":{"lastUpdated":"a"}}`, `{"id":"1","meta":{"lastUpdated":"b"}}`},
		{"spelling of escapes", `{"id":"A/é\n\""}`, `{"id":"\u0041\/\u00e9\u000a\u0022"}`},
		{"order of extensions", `{"extension":[{"url":"a"},{"url":"b"}]}`, `{"extension":[{"url":"b"},{"url":"a"}]}`},
		{"order of codings inside sorted elements", `{"item":[{"c":[{"code":"1"},{"code":"2"}]},{"c":[]}]}`, `{"item":[{"c":[]},{"c":[{"code":"2"},{"code":"1"}]}]}`},
		{"order of adjudications", `{"item":[{"sequence":1,"adjudication":[{"v":1},{"v":2}]}]}`, `{"item":[{"adjudication":[{"v":2},{"v":1}],"sequence":1}]}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if hashOf(t, tt.a) != hashOf(t, tt.b) {
				t.Errorf("hashes differ for\n%s\n%s", tt.a, tt.b)
			}
		})
	}
}

func TestContentHashDifferent(t *testing.T) {
	tests := []struct{ name, a, b string }{
		{"value", `{"id":"1"}`, `{"id":"2"}`},
		{"text of a number", `{"value":1.0}`, `{"value":1.00}`},
		{"number and text", `{"value":1}`, `{"value":"1"}`},
		{"order of given names", `{"name":[{"given":["A","B"]}]}`, `{"name":[{"given":["B","A"]}]}`},
		{"order of street lines", `{"address":[{"line":["A","B"]}]}`, `{"address":[{"line":["B","A"]}]}`},
		{"order of modifiers", `{"item":[{"modifier":[{"c":"1"},{"c":"2"}]}]}`, `{"item":[{"modifier":[{"c":"2"},{"c":"1"}]}]}`},
		{"meta below the top", `{"contained":[{"meta":1}]}`, `{"contained":[{"meta":2}]}`},
		{"element taken out", `{"extension":[{},{}]}`, `{"extension":[{}]}`},
		{"nesting", `{"a":[[1],[2]]}`, `{"a":[[1,2]]}`},
		{"quote in a text", `{"a":"\",\"b\":\""}`, `{"a":"","b":""}`},
		{"null and nothing", `{"a":null}`, `{}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if hashOf(t, tt.a) == hashOf(t, tt.b) {
				t.Errorf("same hash for\n%s\n%s", tt.a, tt.b)
			}
		})
	}
}

func TestContentHashRefuses(t *testing.T) {
	deep := strings.Repeat(`{"a":`, maxNesting) + `{}` + strings.Repeat("}", maxNesting)
	for name, line := range map[string]string{
		"nothing":         "",
		"no object":       "[]",
		"two objects":     "{}{}",
		"open object":     `{"a":1`,
		"open text":       `{"a":"b`,
		"open escape":     `{"a":"\`,
		"wrong escape":    `{"a":"\q"}`,
		"no colon":        `{"a" 1}`,
		"no comma":        `{"a":1 "b":2}`,
		"no value":        `{"a":}`,
		"nested too deep": deep,
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := hashed([]byte(line)); err == nil {
				t.Error("no error")
			}
		})
	}
}

// Whatever encoding/json reads from the line and writes again is the same content to the hash.
func FuzzContentHash(f *testing.F) {
	f.Add([]byte(`{"resourceType":"Patient","id":"1","name":[{"given":["A","B"]}],"n":[1.50,-2e3,true,null]}`))
	f.Add([]byte(`{"b":"\u00e9\ud83d\ude00\\","a":[{"url":"x"},{"url":"w"}],"meta":{},"created":"2020"}`))
	f.Add([]byte(` { "a" : [ [ ] , { } ] } `))
	f.Fuzz(func(t *testing.T, line []byte) {
		got, err := hashed(line)
		if err != nil || !json.Valid(line) {
			return
		}
		again, errAgain := hashed(rewritten(t, line))
		if errAgain != nil {
			t.Fatalf("rewritten line refused: %v", errAgain)
		}
		if got != again && !hasOddities(line) {
			t.Error("hash changed with the spelling")
		}
	})
}

// rewritten spells the same content differently: keys sorted, blanks gone, numbers kept.
func rewritten(t *testing.T, line []byte) []byte {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(string(line)))
	decoder.UseNumber()
	var content map[string]any
	if err := decoder.Decode(&content); err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(content)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// hasOddities tells lines that encoding/json cannot give back as they were: keys that stand twice and invalid UTF-8.
func hasOddities(line []byte) bool {
	return strings.ToValidUTF8(string(line), "") != string(line) || hasRepeatedKey(json.NewDecoder(strings.NewReader(string(line))))
}

func hasRepeatedKey(decoder *json.Decoder) bool {
	token, err := decoder.Token()
	if err != nil {
		return false
	}
	seen := map[string]bool{}
	switch token {
	case json.Delim('{'):
		for decoder.More() {
			key, err := decoder.Token()
			if err != nil {
				return false
			}
			name, _ := key.(string) // the decoder gives nothing else there
			if seen[name] || hasRepeatedKey(decoder) {
				return true
			}
			seen[name] = true
		}
	case json.Delim('['):
		for decoder.More() {
			if hasRepeatedKey(decoder) {
				return true
			}
		}
	default:
		return false
	}
	_, err = decoder.Token()
	return err != nil
}

func hashOf(t *testing.T, line string) [16]byte {
	t.Helper()
	hash, err := hashed([]byte(line))
	if err != nil {
		t.Fatalf("hash of %s: %v", line, err)
	}
	return hash
}

// hashed walks over a line without reading anything out of it.
func hashed(line []byte) ([16]byte, error) {
	var walk tokens
	walk.start(line, string(line), new(texts))
	if walk.blanks(); walk.peek() != '{' {
		return [16]byte{}, errors.New("no object")
	}
	walk.skip()
	if walk.end(); walk.reason != "" {
		return [16]byte{}, errors.New(string(walk.reason))
	}
	return walk.hash(), nil
}
