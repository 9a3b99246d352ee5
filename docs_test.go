package main_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// docs/faults.md has a line for each situation of the protocol's behaviour table, and names tests that exist.
func TestFaultsNameTheirTests(t *testing.T) {
	protocol, faults := section(t, "docs/reference/bcda-protocol.md", "## 9. ", "\n## 10."), readDoc(t, "docs/faults.md")
	rows := 0
	for _, line := range strings.Split(protocol, "\n") {
		cells := strings.Split(line, " | ")
		situation, isRow := strings.CutPrefix(cells[0], "| ")
		if !isRow || len(cells) < 3 || situation == "Situation" {
			continue
		}
		rows++
		if !strings.Contains(faults, "\n| "+situation+" | ") {
			t.Errorf("no line for %q", situation)
		}
	}
	if rows < 20 {
		t.Errorf("found %d situations in the protocol: is its table still there?", rows)
	}
	for _, name := range regexp.MustCompile("`([a-z]+)\\.(Test[A-Za-z0-9]+)`").FindAllStringSubmatch(faults, -1) {
		if !hasTest(t, name[1], name[2]) {
			t.Errorf("no test %s in %s", name[2], name[1])
		}
	}
}

func hasTest(t *testing.T, dir, name string) bool {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if strings.Contains(readDoc(t, file), "func "+name+"(") {
			return true
		}
	}
	return false
}

func section(t *testing.T, file, from, to string) string {
	t.Helper()
	_, text, found := strings.Cut(readDoc(t, file), from)
	if !found {
		t.Fatalf("%s has no %q", file, from)
	}
	text, _, _ = strings.Cut(text, to)
	return text
}

func readDoc(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
