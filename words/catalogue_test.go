package words_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/words"
)

func TestParse(t *testing.T) {
	for name, c := range map[string]struct {
		file string
		want []words.Message
		err  string
	}{
		"in their order": {
			file: `{"ui": {"home": {"b": "Two", "a": {"description": "Why", "other": "One"}}, "help": {"c": "Three"}}}`,
			want: []words.Message{
				{Package: "ui", Group: "home", Name: "b", Forms: map[string]string{"other": "Two"}},
				{Package: "ui", Group: "home", Name: "a", Description: "Why", Forms: map[string]string{"other": "One"}},
				{Package: "ui", Group: "help", Name: "c", Forms: map[string]string{"other": "Three"}},
			},
		},
		"a plural": {
			file: `{"ui": {"home": {"a": {"one": "%s day", "other": "%s days"}}}}`,
			want: []words.Message{{Package: "ui", Group: "home", Name: "a", Forms: map[string]string{"one": "%s day", "other": "%s days"}}},
		},
		"a name twice":                   {file: `{"ui": {"home": {"a": "One", "a": "Two"}}}`, err: "ui.home.a stands twice"},
		"a name twice, in another group": {file: `{"ui": {"home": {"a": "One"}, "help": {"a": "Two"}}}`, err: "ui.help.a stands twice"},
		"no text":                        {file: `{"ui": {"home": {"a": {"one": "One"}}}}`, err: "ui.home.a has no text"},
		"a number":                       {file: `{"ui": {"home": {"a": 1}}}`, err: "ui.home.a"},
		"no groups":                      {file: `{"ui": "home"}`, err: "instead of {"},
		"two files in one":               {file: `{} {}`, err: "behind the last bracket"},
		"cut short":                      {file: `{"ui": {`, err: "EOF"},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := words.Parse([]byte(c.file))
			if c.err != "" {
				if err == nil || !strings.Contains(err.Error(), c.err) {
					t.Errorf("got error %v, want one with %q", err, c.err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestEnglishCatalogue(t *testing.T) {
	messages, err := words.English()
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range messages {
		for form, text := range m.Forms {
			places := placesOf(text)
			if len(places) > 1 && !slices.ContainsFunc(places, func(p string) bool { return strings.Contains(p, "[") }) {
				t.Errorf("%s has several places: number them, %%[1]s, so that a translation can change their order", m.ID())
			}
			if len(places) > 1 && m.Description == "" && !m.Plural() {
				t.Errorf("%s has several places: say in a description what they hold", m.ID())
			}
			if form != "one" && form != "other" {
				t.Errorf("%s has the form %s, which English does not", m.ID(), form)
			}
			if strings.Contains(text, "{{") {
				t.Errorf("%s has {{, which starts a template", m.ID())
			}
		}
		if m.Plural() && len(placesOf(m.Forms["one"])) == 0 {
			t.Errorf("%s is a plural without a place for its number", m.ID())
		}
	}
}

// Every catalogue of another language follows the English one: the same names and the same places.
func TestOtherCatalogues(t *testing.T) {
	names, err := filepath.Glob("*.json")
	if err != nil || len(names) == 0 {
		t.Fatalf("got catalogues %v, %v", names, err)
	}
	english, err := words.English()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		file, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		other, err := words.Parse(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, wrong := range misfits(english, other) {
			t.Errorf("%s: %s", name, wrong)
		}
	}
}

func TestMisfits(t *testing.T) {
	say := func(name, text string) words.Message {
		return words.Message{Package: "ui", Group: "home", Name: name, Forms: map[string]string{"other": text}}
	}
	english := []words.Message{say("a", "%[1]s of %[2]s"), say("b", "100 %")}
	for name, c := range map[string]struct {
		other []words.Message
		want  int
	}{
		"another order":   {other: []words.Message{say("a", "%[2]s, davon %[1]s")}},
		"a place fewer":   {other: []words.Message{say("a", "davon %[1]s")}, want: 1},
		"another kind":    {other: []words.Message{say("a", "%[2]s, davon %[1]d")}, want: 1},
		"unknown":         {other: []words.Message{say("c", "Neu")}, want: 1},
		"no place at all": {other: []words.Message{say("b", "100 %")}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := misfits(english, c.other); len(got) != c.want {
				t.Errorf("got %v, want %d", got, c.want)
			}
		})
	}
}

// misfits are the messages of a catalogue that do not follow the English one.
func misfits(english, other []words.Message) []string {
	places := map[string][]string{}
	for _, m := range english {
		places[m.ID()] = placesOf(m.Forms["other"])
	}
	var wrong []string
	for _, m := range other {
		want, ok := places[m.ID()]
		if !ok {
			wrong = append(wrong, m.ID()+" is not in English")
			continue
		}
		for form, text := range m.Forms {
			if !slices.Equal(placesOf(text), want) {
				wrong = append(wrong, m.ID()+", form "+form+", has other places than in English")
			}
		}
	}
	return wrong
}

var place = regexp.MustCompile(`%(\[\d+\])?[sdv]`)

// placesOf are the places of a text, in one order.
func placesOf(text string) []string {
	places := place.FindAllString(strings.ReplaceAll(text, "%%", ""), -1)
	slices.Sort(places)
	return places
}
