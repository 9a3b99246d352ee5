package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/claimsdesk/claimsdesk/app"
)

// followRefreshes has recipes run after each refresh, as the window does.
func (p *program) followRefreshes(t *testing.T, recipes ...string) {
	t.Helper()
	desk, err := app.New(app.Deps{DataDir: p.data, Secrets: p.secrets})
	if err != nil {
		t.Fatal(err)
	}
	name, err := desk.PickSet("")
	if err != nil {
		t.Fatal(err)
	}
	set, err := desk.OpenSet(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	if err := set.SaveRecipesAfterRefresh(t.Context(), recipes); err != nil {
		t.Error(err)
	}
	if err := set.Close(); err != nil {
		t.Fatal(err)
	}
}

// followed is a recipe that names its folder.
func followed(name, folder string) string {
	return fmt.Sprintf("version = 1\nname = %q\nprivacy = \"full\"\nformat = \"csv\"\nfolder = %q\nfile = \"{name}.csv\"\n[[sheet]]\ntable = \"beneficiaries\"\ncolumns = [\"mbi\"]\n", name, folder)
}

// A refresh runs the recipes that follow it; one that cannot write keeps neither the data nor the other files away.
func TestRefreshRunsRecipes(t *testing.T) {
	p := newProgram(t)
	startServer(t, p)
	folder := t.TempDir()
	gone := filepath.Join(folder, "gone")
	p.must(t, "recipes", "save", writeText(t, "a.toml", followed("Away", gone)))
	p.must(t, "recipes", "save", writeText(t, "b.toml", followed("Panel", folder)))
	p.must(t, "refresh")
	if names, err := os.ReadDir(folder); err != nil || len(names) != 0 {
		t.Fatalf("before anybody chose a recipe the folder holds %v, %v", names, err)
	}
	p.followRefreshes(t, "away", "panel")

	o := p.run(t.Context(), "refresh", "--json")
	if o.code != app.ExitPartly {
		t.Errorf("exit %d, want %d as one recipe has no folder:\n%s", o.code, app.ExitPartly, o.stderr)
	}
	ran := decode[countDocument](t, o).Recipes
	want := filepath.Join(folder, "panel.csv")
	if len(ran) != 2 || ran[0].Recipe != "away" || ran[0].Problem == "" || ran[0].Path != "" || ran[1].Path != want || ran[1].Rows == 0 || ran[1].People == 0 || ran[1].Problem != "" {
		t.Fatalf("got %+v, want a problem and %s with rows of people", ran, want)
	}
	text, err := os.ReadFile(want)
	if err != nil || int64(strings.Count(string(text), "\n")) != ran[1].Rows+1 {
		t.Errorf("%s holds %d bytes and %v, want %d rows", want, len(text), err, ran[1].Rows)
	}

	if err := os.Mkdir(gone, 0o700); err != nil {
		t.Fatal(err)
	}
	o = p.must(t, "refresh")
	for _, line := range []string{"The recipe away wrote " + filepath.Join(gone, "away.csv") + ": ", "The recipe panel wrote " + want + ": "} {
		if !strings.Contains(o.stdout, line) {
			t.Errorf("want %q in\n%s", line, o.stdout)
		}
	}
	if n := len(decode[exportsDocument](t, p.must(t, "exports", "--json")).Exports); n != 3 {
		t.Errorf("the register has %d exports, want 3", n)
	}
}
