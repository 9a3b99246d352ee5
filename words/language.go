package words

import (
	"encoding/json"
	"fmt"
	"path"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// Language says the messages in one language.
type Language struct {
	localizer *i18n.Localizer // nil for English where no catalogue had to be read
}

// For returns the language that fits best of those that the program has, by the user's wish, such as de-AT; English
// where none fits or the wish is not known.
func For(wish string) (Language, error) {
	entries, err := files.ReadDir(".")
	if err != nil {
		return Language{}, fmt.Errorf("list the catalogues of words: %w", err)
	}
	names := make([]string, len(entries))
	for i, entry := range entries {
		names[i] = entry.Name()
	}
	if best := fitting(wish, names); best != english {
		file, err := files.ReadFile(best)
		if err != nil {
			return Language{}, fmt.Errorf("read a catalogue of words: %w", err)
		}
		return With(best, file)
	}
	return Language{}, nil
}

// english is the catalogue that all others follow.
const english = "en.json"

// fitting picks the catalogue for a wish.
func fitting(wish string, names []string) string {
	tags := []language.Tag{language.English} // the first is what nothing else fits
	files := []string{english}
	for _, name := range names {
		if name != english {
			tags, files = append(tags, language.Make(strings.TrimSuffix(name, ".json"))), append(files, name)
		}
	}
	_, i, _ := language.NewMatcher(tags).Match(language.Make(wish))
	return files[i]
}

// With returns the language of a catalogue file named by it: fr.json. Messages that are not in it are said in English.
func With(name string, file []byte) (Language, error) {
	bundle := i18n.NewBundle(language.English)
	bundle.RegisterUnmarshalFunc("json", json.Unmarshal)
	if _, err := bundle.LoadMessageFileFS(files, english); err != nil {
		return Language{}, fmt.Errorf("read the English catalogue: %w", err)
	}
	if _, err := bundle.ParseMessageFileBytes(file, path.Base(name)); err != nil {
		return Language{}, fmt.Errorf("read the catalogue %s: %w", path.Base(name), err)
	}
	return Language{localizer: i18n.NewLocalizer(bundle, strings.TrimSuffix(path.Base(name), ".json"))}, nil
}

// IsEnglish says whether code speaks this language by itself.
func (l Language) IsEnglish() bool { return l.localizer == nil }

// Spoken tells where code keeps a message: in a text or in a plural.
type Spoken struct {
	ID     string
	Text   *string
	Plural *Plural
}

// Say puts the words of the language where code keeps them. English stands there from the start.
func (l Language) Say(all []Spoken) {
	if l.IsEnglish() {
		return
	}
	for _, s := range all {
		if s.Plural != nil {
			*s.Plural = Plural{form: func(n int) string { return l.message(s.ID, n) }}
			continue
		}
		*s.Text = l.message(s.ID, nil)
	}
}

// message says a message; one that the language lacks is said in English. Empty for an id that is in no catalogue.
func (l Language) message(id string, count any) string {
	text, _ := l.localizer.Localize(&i18n.LocalizeConfig{MessageID: id, PluralCount: count}) // an error tells that the text is the English one
	return text
}
