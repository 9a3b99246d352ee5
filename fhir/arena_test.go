package fhir_test

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/fhir"
)

// A batch of resources in an arena is the same as each read by itself, again and again in the same memory, and its texts
// outlive it.
func TestParseInto(t *testing.T) {
	files, err := filepath.Glob("testdata/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no resources in testdata: %v", err)
	}
	var lines [][]byte
	var want []claims.Resource
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		lines, want = append(lines, text), append(want, parse(t, bytes.Clone(text)))
	}
	reader, arena := fhir.NewReader(fhir.Options{Now: testDay}), new(fhir.Arena)
	var kept []string
	for range 3 {
		got := make([]claims.Resource, len(lines))
		for i := range lines {
			if got[i], err = reader.ParseInto(arena, lines[i]); err != nil {
				t.Fatal(err)
			}
			kept = append(kept, got[i].ID, printed(got[i]))
		}
		for i := range got {
			if !reflect.DeepEqual(got[i], want[i]) {
				t.Fatalf("%s: got\n%swant\n%s", files[i], printed(got[i]), printed(want[i]))
			}
		}
		arena.Reset()
	}
	for i := range kept {
		if again := kept[i%(2*len(lines))]; kept[i] != again {
			t.Errorf("text %d changed", i)
		}
	}
}

// What Parse returns does not change with the line.
func TestParseCopiesTheLine(t *testing.T) {
	line := []byte(`{"resourceType":"ExplanationOfBenefit","id":"abc","status":"active"}`)
	r := parse(t, line)
	want := printed(r)
	clear(line)
	if got := printed(r); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}
