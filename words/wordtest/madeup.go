package wordtest

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/claimsdesk/claimsdesk/words"
)

// MadeUp is a language in which each English text stands in brackets and is about a third longer, which is what other
// languages take. What stands on the screen without brackets does not come from the catalogue.
func MadeUp(t testing.TB) words.Language {
	t.Helper()
	return inFile(t, "eo.json", Bracketed) // Esperanto has the plural forms of English, and nobody speaks it here
}

// English is the language of the catalogue, read from it: it undoes MadeUp.
func English(t testing.TB) words.Language {
	t.Helper()
	return inFile(t, "en.json", func(text string) string { return text })
}

// Bracketed is an English text in the made-up language.
func Bracketed(text string) string {
	return "[" + text + strings.Repeat("~", len([]rune(text))/3+1) + "]"
}

func inFile(t testing.TB, name string, say func(string) string) words.Language {
	t.Helper()
	all, err := words.English()
	if err != nil {
		t.Fatal(err)
	}
	file := map[string]map[string]map[string]map[string]string{}
	for _, m := range all {
		if file[m.Package] == nil {
			file[m.Package] = map[string]map[string]map[string]string{}
		}
		if file[m.Package][m.Group] == nil {
			file[m.Package][m.Group] = map[string]map[string]string{}
		}
		forms := map[string]string{}
		for form, text := range m.Forms {
			forms[form] = say(text)
		}
		file[m.Package][m.Group][m.Name] = forms
	}
	text, err := json.Marshal(file)
	if err != nil {
		t.Fatal(err)
	}
	language, err := words.With(name, text)
	if err != nil {
		t.Fatal(err)
	}
	return language
}
