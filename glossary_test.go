package main_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/claimsdesk/claimsdesk/words"
)

// unsaid are words that people meet in CMS's papers and on work lists, and ask the help for.
var unsaid = map[string]bool{"episode": true, "tcm": true, "completeness": true, "january pause": true}

// The help explains every word of docs/reference/screens.md 13, and each is one that the window uses.
func TestGlossaryIsComplete(t *testing.T) {
	table := section(t, "docs/reference/screens.md", "## 13. ", "\n## 14.")
	article := readDoc(t, "assets/help/07-words-explained.md")
	var explained string
	for _, m := range regexp.MustCompile(`(?m)^\*\*([^*]+)\*\*:`).FindAllStringSubmatch(article, -1) {
		explained += strings.ToLower(m[1]) + ", "
	}
	used := strings.ToLower(catalogueText(t) + readHelp(t))
	terms := 0
	for _, line := range strings.Split(table, "\n") {
		cells := strings.Split(line, "|")
		if len(cells) < 8 || strings.Contains(line, "Word here") || strings.Contains(line, "---") {
			continue
		}
		for _, cell := range []string{cells[1], cells[4]} {
			for _, term := range strings.FieldsFunc(cell, func(c rune) bool { return c == '/' || c == ',' }) {
				term = strings.ToLower(strings.TrimSpace(term))
				if term == "" {
					continue
				}
				terms++
				if !strings.Contains(explained, term) {
					t.Errorf("the help does not explain %q", term)
				}
				if !strings.Contains(used, term) && !unsaid[term] {
					t.Errorf("nothing says %q", term)
				}
			}
		}
	}
	if terms < 30 {
		t.Errorf("found %d words in screens.md 13: is its table still there?", terms)
	}
}

func catalogueText(t *testing.T) string {
	t.Helper()
	all, err := words.English()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, m := range all {
		for _, text := range m.Forms {
			b.WriteString(text + "\n")
		}
	}
	return b.String()
}

// readHelp is the help without the article that explains words.
func readHelp(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	for _, name := range []string{"01-first-steps", "02-why-claims-are-late", "03-what-is-counted", "04-excel-tips", "05-credentials-and-dates", "06-messages", "08-for-it", "09-limits"} {
		b.WriteString(readDoc(t, "assets/help/"+name+".md"))
	}
	return b.String()
}
