package app_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store/storetest"
	"github.com/claimsdesk/claimsdesk/words/wordtest"
)

// What is said of a file or a form that is refused is said in the language of the window.
func TestRefusalsAreSpoken(t *testing.T) {
	set := mixedSet(t, app.Deps{})
	file := func(name, text string) string {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	people := func(name, text string) func() error {
		path := file(name, text)
		return func() error { _, err := app.ReadPeopleFile(path); return err }
	}
	providers := func(text string) func() error {
		path := file("ours.csv", text)
		return func() error { _, err := app.ReadProviderFile(path); return err }
	}
	credentials := func(text string) func() error {
		return func() error { _, err := app.FindCredentials([]byte(text)); return err }
	}
	const id, secret = "0aa1b2c3-d4e5-4f60-8a9b-0c1d2e3f4a5b", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
	codes := file("names.txt", "nothing that anybody knows\n")
	recipe := func(change func(*app.Recipe), run app.RecipeRun) func() error {
		r := wholeBook(claims.PrivacyFull)
		change(&r)
		return func() error { return set.CountRecipe(t.Context(), r, run, func(app.SheetRows) {}) }
	}
	refused := map[string]func() error{
		"a list without headings":       people("list.csv", "Colour,Shape\nred,round\n"),
		"a picture as a list":           people("list.csv", "\x89PNG\x00\x01"),
		"a workbook that is none":       people("list.xlsx", "no zip"),
		"providers without headings":    providers("Colour\nred\n"),
		"providers without numbers":     providers("NPI,Name\nx,Patel\n"),
		"no code file":                  func() error { _, err := set.ImportCodeNames(t.Context(), codes); return err },
		"no credentials":                credentials("hello"),
		"an ID alone":                   credentials(id),
		"a secret alone":                credentials(secret),
		"two IDs":                       credentials(id + " " + strings.Replace(id, "0aa1", "1bb2", 1) + " " + secret),
		"a picture as credentials":      credentials("\x89PNG\x00"),
		"large credentials":             credentials(strings.Repeat("a ", app.CredentialsFileLimit)),
		"a recipe that asks for people": recipe(func(r *app.Recipe) { r.Filter.AskPeople = true }, app.RecipeRun{}),
		"a recipe of its own people":    recipe(func(*app.Recipe) {}, app.RecipeRun{MBIs: []string{storetest.MariaMBI}}),
		"a recipe of no such list":      recipe(func(r *app.Recipe) { r.Filter.PeopleList = "Dayton" }, app.RecipeRun{}),
		"no such recipe":                func() error { _, err := set.Recipe("nowhere"); return err },
		"no recipe of one's own":        func() error { return set.DeleteRecipe("nowhere") },
		"a list without a name":         func() error { _, err := set.SavePeopleList(t.Context(), "", nil); return err },
		"no such list":                  func() error { return set.DeletePeopleList(t.Context(), "nowhere") },
		"a short password":              func() error { return app.ErrPasswordShort },
	}
	english := map[string]string{}
	for name, do := range refused {
		problem := app.ProblemOf(do())
		if english[name] = problem.Title; problem.Exit != app.ExitUsage || english[name] == "" {
			t.Errorf("%s: %+v", name, problem)
		}
	}
	app.Speak(wordtest.MadeUp(t))
	t.Cleanup(func() { app.Speak(wordtest.English(t)) })
	for name, do := range refused {
		got := app.ProblemOf(do()).Title
		if !strings.HasPrefix(got, "[") || !strings.HasSuffix(got, "~]") || !strings.HasPrefix(got[1:], english[name]) {
			t.Errorf("%s: says %q, want it in the language", name, got)
		}
	}
}
