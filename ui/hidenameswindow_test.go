package ui_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// everyWord are all words drawn in the window and in what lies over it, page by page.
type everyWord map[string][]string

func (w everyWord) take(r *rig, page string) {
	words := append(wordsOf(r.ui.Window().Content()), r.ui.Window().Title())
	for _, over := range r.canvas().Overlays().List() {
		words = append(words, wordsOf(over)...)
	}
	w[page] = append(w[page], words...)
}

// walkPeople takes the words of all pages.
func walkPeople(r *rig) everyWord {
	w := everyWord{}
	walkPages(r, func(page string) { w.take(r, page) })
	return w
}

// walkPages goes through all pages and whatever on them shows a person; seen is told where it is.
func walkPages(r *rig, seen func(page string)) {
	for _, main := range []string{"Home", "People", "Events", "Analysis", "Excel", "Downloads", "Privacy", "Help"} {
		r.choose("View", main)
		seen(main)
		for tab := range 6 {
			r.choose("View", "Next tab")
			r.ring(150 * time.Millisecond) // a chart is drawn
			seen(fmt.Sprintf("%s, tab %d", main, tab))
		}
	}
	r.choose("View", "Find a person")
	r.typing("crandall")
	r.ring(typingPause)
	seen("search")
	r.press(fyne.KeyEscape, fyne.KeyEscape)
	r.choose("View", "People")
	r.press(fyne.KeyDown, fyne.KeyReturn)
	for tab := range 7 {
		seen(fmt.Sprintf("person, tab %d", tab))
		if tab == 2 { // the claims: one of them, with all its fields
			r.press(fyne.KeyReturn)
			chooseTab(r, "All fields")
			seen("all fields")
			r.press(fyne.KeyEscape)
		}
		r.choose("View", "Next tab")
	}
	r.choose("File", "Save workbook…")
	seen("workbook of one person")
	r.press(fyne.KeyEscape)
	r.choose("View", "Events")
	if r.sees("Note…") { // in a small window with large text there is no room for it
		r.tap("Note…")
		seen("note on an event")
		r.press(fyne.KeyEscape)
	}
}

// chooseTab brings the last tab of the bar that has it to the front.
func chooseTab(r *rig, title string) {
	r.tb.Helper()
	for _, o := range shown(r.ui.Window().Content()) {
		if bar, ok := o.(*widgets.TabBar); ok && slices.Contains(wordsOf(bar), title) {
			bar.Choose(slices.Index(wordsOf(bar), title))
			return
		}
	}
	r.tb.Fatalf("no tab %q", title)
}

// known is what tells who somebody is, of everybody in the practice data, and the names of those who cared for them: made-up people and
// doctors draw their names from the same lists.
func known(t *testing.T, dir string) (people []claims.PersonDetail, doctors []string) {
	t.Helper()
	desk, err := app.New(app.Deps{DataDir: dir})
	if err != nil {
		t.Fatal(err)
	}
	set, err := desk.OpenSet(context.Background(), "practice")
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := set.Close(); err != nil {
			t.Error(err)
		}
	}()
	list, err := set.DB().People(t.Context(), claims.PersonFilter{}, claims.SortByName, claims.Page{Limit: fewPeople})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range list.Rows {
		detail, err := set.DB().Person(t.Context(), p.Key)
		if err != nil {
			t.Fatal(err)
		}
		people = append(people, detail)
		providers, err := set.DB().PersonProviders(t.Context(), p.Key)
		if err != nil {
			t.Fatal(err)
		}
		for _, doctor := range providers {
			doctors = append(doctors, strings.ToLower(doctor.Name))
		}
	}
	return people, doctors
}

// telling are the texts among words that tell who one of the people is: a name, a birth date, an MBI or the end of one, an address.
func telling(people []claims.PersonDetail, doctors, texts []string) (found []string) {
	const hint = "45402" // of the line for a ZIP
	for _, text := range texts {
		lower := strings.ToLower(text)
		for _, doctor := range doctors {
			if doctor != "" {
				lower = strings.ReplaceAll(lower, doctor, "")
			}
		}
		if lower == hint {
			continue
		}
		parts := strings.FieldsFunc(lower, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
		for _, p := range people {
			exact := []string{p.ZIP5}
			for _, name := range append(strings.Fields(p.LastName), strings.Fields(p.FirstName)...) {
				exact = append(exact, strings.ToLower(name))
			}
			within := append([]string{p.BirthDate}, p.Address...)
			if born, ok := claims.CalendarDate(p.BirthDate); ok {
				within = append(within, born.Format("Jan 2, 2006"))
			}
			for _, mbi := range p.MBIs {
				within = append(within, mbi, "…"+mbi[len(mbi)-4:], mbi[:4]+"-"+mbi[4:7]+"-"+mbi[7:])
			}
			tells := slices.ContainsFunc(exact, func(word string) bool { return word != "" && slices.Contains(parts, word) }) ||
				slices.ContainsFunc(within, func(word string) bool { return word != "" && strings.Contains(lower, strings.ToLower(word)) })
			if tells {
				found = append(found, text)
				break
			}
		}
	}
	return found
}

// With names hidden no page shows who anybody is, from the first walk on and in what was read before; shown again they are as before.
func TestNamesHiddenEverywhere(t *testing.T) {
	a, dir := test.NewApp(), t.TempDir()
	r := startRig(t, rigOptions{app: a, dir: dir, practice: true, people: fewPeople})
	open := walkPeople(r)
	r.choose("View", "People")
	r.choose("View", "Hide names")
	covered := walkPeople(r)
	for back := range 20 { // pages that stand in the history were read before
		r.choose("View", "Back")
		covered.take(r, fmt.Sprintf("back %d", back))
	}
	r.choose("View", "People")
	r.want("Names are hidden", "•••••")
	r.tap("Show names")
	again := everyWord{}
	again.take(r, "People")
	r.choose("View", "Hide names")
	r.choose("File", "Quit")
	r.ui.Wait()

	people, doctors := known(t, dir)
	for _, page := range []string{"People", "search", "person, tab 0", "Events", "all fields", "note on an event", "Analysis, tab 3", "workbook of one person"} {
		if len(telling(people, doctors, open[page])) == 0 {
			t.Errorf("%s shows nobody while names are shown: this test sees nothing", page)
		}
	}
	if len(telling(people, doctors, again["People"])) == 0 {
		t.Error("the people list shows nobody after names are shown again")
	}
	for page, texts := range covered {
		if found := telling(people, doctors, texts); len(found) > 0 {
			t.Errorf("%s with names hidden: %q", page, found)
		}
	}
	r = startRig(t, rigOptions{app: a, dir: dir, people: fewPeople})
	r.want("Names are hidden")
}
