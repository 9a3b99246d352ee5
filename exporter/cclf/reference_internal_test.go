package cclf

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// rewrite is set with -rewrite: -update is a flag of the package's other tests.
var rewrite = flag.Bool("rewrite", false, "rewrite the generated part of docs/reference/cclf.md")

const (
	beginFields = "<!-- fields: written by exporter/cclf, go test -rewrite -->\n"
	endFields   = "<!-- end of fields -->\n"
)

// TestReference keeps the reference's lists of fields as the layouts have them.
func TestReference(t *testing.T) {
	path := filepath.Join("..", "..", "docs", "reference", "cclf.md")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(text), beginFields)
	got, after, ok2 := strings.Cut(rest, endFields)
	if !ok || !ok2 {
		t.Fatal("the reference has no place for the fields")
	}
	want := reference()
	if *rewrite {
		if err := os.WriteFile(path, []byte(before+beginFields+want+endFields+after), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the reference differs from the layouts; write it anew with -rewrite (-layouts +reference):\n%s", diff)
	}
}

// reference prints what stays empty and why, then every field.
func reference() string {
	var b strings.Builder
	b.WriteString("\n## What the files cannot carry\n\n| Field | In | v2 | v3 |\n|---|---|---|---|\n")
	for _, gap := range gaps() {
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", gap.field, strings.Join(gap.files, ", "), reasonText(gap.v2), reasonText(gap.v3))
	}
	b.WriteString("\n## Every field\n")
	for _, l := range layouts() {
		fmt.Fprintf(&b, "\n### %s: %s\n\nOne row for %s.\n\n| # | Field | From |\n|---|---|---|\n", l.file, l.title, strings.TrimPrefix(l.rowIs, "one row for "))
		for i, f := range l.fields {
			from := f.from
			if from == "" {
				from = "empty"
			}
			fmt.Fprintf(&b, "| %d | %s | %s |\n", i+1, f.name, from)
		}
	}
	b.WriteString("\n")
	return b.String()
}

// gap is a field that a version cannot fill, with the files that have it.
type gap struct {
	field, v2, v3 string
	files         []string
}

func gaps() []gap {
	var list []gap
	for _, l := range layouts() {
		for _, f := range l.fields {
			if f.v2 == "" && f.v3 == "" {
				continue
			}
			same := func(g gap) bool { return g.field == f.name && g.v2 == f.v2 && g.v3 == f.v3 }
			if i := slices.IndexFunc(list, same); i >= 0 {
				list[i].files = append(list[i].files, l.file)
				continue
			}
			list = append(list, gap{f.name, f.v2, f.v3, []string{l.file}})
		}
	}
	return list
}

func reasonText(why string) string {
	if why == "" {
		return "carried"
	}
	return why
}

// TestEveryFieldSaysWhereItComesFrom: a field has a source, or a reason in both versions.
func TestEveryFieldSaysWhereItComesFrom(t *testing.T) {
	for _, l := range layouts() {
		for _, f := range l.fields {
			if f.value == nil || (f.from == "") != (f.v2 != "" && f.v3 != "" && f.from == "") {
				t.Errorf("%s %s: from %q, v2 %q, v3 %q", l.file, f.name, f.from, f.v2, f.v3)
			}
		}
	}
}
