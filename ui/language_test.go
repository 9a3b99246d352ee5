package ui_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui"
	"github.com/claimsdesk/claimsdesk/words"
	"github.com/claimsdesk/claimsdesk/words/wordtest"
)

// The window speaks a made-up language on its main pages: what is not in its brackets is data, or stands in a table of
// codes. Its texts are a third longer, in the smallest window, and every page still lays out.
func TestAnotherLanguage(t *testing.T) {
	ui.Speak(wordtest.MadeUp(t))
	t.Cleanup(func() { ui.Speak(wordtest.English(t)) })
	english := englishWords(t)
	screen := test.NewApp()
	r := startRig(t, rigOptions{app: screen, dir: t.TempDir(), practice: true, people: fewPeople})
	r.resize(1024, 700)
	say := wordtest.Bracketed
	look := func(page string) {
		r.resize(1025, 700)
		r.resize(1024, 700)
		if bracketed := strings.Count(strings.Join(whole(r.ui.Window().Content()), ""), "["); bracketed < leastWords {
			t.Errorf("%s: %d texts are in the language", page, bracketed)
		}
		for _, text := range whole(r.ui.Window().Content()) {
			if left := leftInEnglish(text, english); len(left) > 0 {
				t.Errorf("%s: %q is not in the language: %q", page, text, left)
			}
			if strings.Contains(text, "%!") {
				t.Errorf("%s: %q was filled in wrongly", page, text)
			}
		}
		for _, o := range shown(r.ui.Window().Content()) {
			if size := o.Size(); size.Width < 0 || size.Height < 0 {
				t.Errorf("%s: %T is of size %v", page, o, size)
			}
		}
	}
	for _, page := range []string{"Home", "People", "Events", "Analysis", "Excel", "Downloads", "Privacy"} {
		r.choose(say("View"), say(page))
		look(page)
	}
	r.choose(say("View"), say("People"))
	r.press(fyne.KeyReturn)
	look("Person")
	for range 6 {
		r.choose(say("View"), say("Next tab"))
		look("Person, another tab")
	}
	r.choose(say("Help"), say("Keyboard"))
	look("Keyboard")
	r.press(fyne.KeyEscape)
	r.choose(say("File"), say("Quit"))
}

// leastWords are fewer texts than the frame of the window has.
const leastWords = 8

// whole are the texts in an object; those of labels whole, where their lines are wrapped or cut.
func whole(o fyne.CanvasObject) []string {
	if o == nil || !o.Visible() {
		return nil
	}
	switch o := o.(type) {
	case *canvas.Text:
		return []string{o.Text}
	case *widget.Label:
		return []string{o.Text}
	case *widget.RichText:
		return []string{o.String()}
	}
	var all []string
	for _, child := range children(o) {
		all = append(all, whole(child)...)
	}
	return all
}

// brackets finds text in the made-up language that holds no other such text.
var brackets = regexp.MustCompile(`\[[^\[\]]*\]`)

// leftInEnglish are the parts of a text outside of brackets that are a text of the catalogue, or a sentence. Titles of work lists,
// columns of exports and their states are tables of package claims, in English in every language.
func leftInEnglish(text string, english map[string]bool) (left []string) {
	if cut, ok := strings.CutSuffix(text, "…"); ok && strings.Count(text, "[") > strings.Count(text, "]") {
		text = cut + "]" // a cell that is too narrow for it
	}
	for brackets.MatchString(text) {
		text = brackets.ReplaceAllString(text, "\x00")
	}
	for _, part := range strings.FieldsFunc(text, func(c rune) bool { return c == 0 || c == '·' || c == '\n' }) {
		part = strings.TrimSpace(part)
		small := 0
		for _, word := range strings.Fields(part) {
			if unicode.IsLower([]rune(word)[0]) {
				small++
			}
		}
		const sentence = 3
		if english[part] || small >= sentence && !storedWords(part) {
			left = append(left, part)
		}
	}
	return left
}

// storedWords says whether a sentence comes from the work lists: the data set stores it, or it is their definition.
func storedWords(text string) bool {
	return slices.Contains(tableTitles(), text) || strings.HasPrefix(text, "No visit seen") || strings.HasPrefix(text, "Not seen is not proof")
}

// englishWords are the texts of the catalogue without places that are no word of a table of package claims or codes.
func englishWords(t *testing.T) map[string]bool {
	t.Helper()
	all, err := words.English()
	if err != nil {
		t.Fatal(err)
	}
	english := map[string]bool{}
	for _, m := range all {
		if text := m.Forms["other"]; len([]rune(text)) > 2 && !strings.Contains(text, "%") {
			english[text] = true
		}
	}
	for _, title := range tableTitles() {
		delete(english, title)
	}
	return english
}

// tableTitles are words of tables that have their own place: they are stored, or stand in files too.
func tableTitles() []string {
	titles := []string{"Imaging", "Pharmacy"} // a group of services, of package codes, and a sheet of a workbook
	for _, list := range claims.EventLists() {
		titles = append(titles, list.Title, string(list.Group))
		for _, c := range claims.EventColumns(list.List) {
			titles = append(titles, c.Label)
		}
	}
	for _, table := range claims.Catalogue() {
		titles = append(titles, table.Label)
	}
	return titles
}
