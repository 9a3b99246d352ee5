package words_test

import (
	"testing"

	"github.com/claimsdesk/claimsdesk/words"
)

const german = `{"ui": {
	"shell": {"wordProduct": "Fallpult", "asOfText": "%[2]s · Daten vom %[1]s"},
	"counts": {"countClaims": {"one": "%s Fall", "other": "%s Fälle"}}
}}`

func TestSay(t *testing.T) {
	language, err := words.With("de.json", []byte(german))
	if err != nil {
		t.Fatal(err)
	}
	var product, home, unknown string
	count := words.OneOrMore("%s claim", "%s claims")
	language.Say([]words.Spoken{
		{ID: "ui.shell.wordProduct", Text: &product}, {ID: "ui.shell.titleHome", Text: &home}, {ID: "ui.shell.nothing", Text: &unknown},
		{ID: "ui.counts.countClaims", Plural: &count},
	})
	for _, c := range []struct{ name, got, want string }{
		{"translated", product, "Fallpult"},
		{"not translated", home, "Home"},
		{"unknown", unknown, ""},
		{"one", count.Of(1), "1 Fall"},
		{"many", count.Of(12418), "12,418 Fälle"},
		{"none", count.Of(0), "0 Fälle"},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, c.got, c.want)
		}
	}
}

// A program that speaks English keeps the words that are in it.
func TestEnglishIsSaidAlready(t *testing.T) {
	for _, wish := range []string{"en", "en-US", "en-GB", "tlh", "", "C", "not a language"} {
		language, err := words.For(wish)
		if err != nil {
			t.Fatal(err)
		}
		text := "as it was"
		language.Say([]words.Spoken{{ID: "ui.shell.titleHome", Text: &text}})
		if !language.IsEnglish() || text != "as it was" {
			t.Errorf("%q: got %q, want English", wish, text)
		}
	}
}

func TestPluralOf(t *testing.T) {
	days := words.OneOrMore("%s day", "%s days")
	for n, want := range map[int]string{0: "0 days", 1: "1 day", 2: "2 days", 1000: "1,000 days", -3: "-3 days"} {
		if got := days.Of(n); got != want {
			t.Errorf("%d: got %q, want %q", n, got, want)
		}
	}
	if got, want := words.OneOrMore("%[1]s day, %[2]s", "%[1]s days, %[2]s").Of(2, "so far"), "2 days, so far"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestNumber(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567", -1000: "-1,000", -999: "-999"} {
		if got := words.Number(n); got != want {
			t.Errorf("%d: got %q, want %q", n, got, want)
		}
	}
}
