package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
)

// A recipe gives the same bytes from claimsctl and from the window, which calls app.RunRecipe, at any hour of a day. Codes of a
// recipe are kept, so that this holds at every privacy level.
func TestRecipeGivesTheSameBytes(t *testing.T) {
	p := peopled(t)
	day := time.Date(2026, 8, 20, 0, 0, 0, 0, time.UTC)
	for _, format := range []app.RecipeFormat{app.RecipeCSV, app.RecipeXLSX, app.RecipeParquet} {
		for _, level := range claims.PrivacyLevels() {
			t.Run(string(format)+" "+string(level), func(t *testing.T) {
				sheets := app.WorkbookSheets()
				if format != app.RecipeXLSX {
					sheets = sheets[1:2]
				}
				text := bytes.Replace([]byte(wholeRecipe(string(format), sheets...)), []byte(`"full"`), []byte(`"`+string(level)+`"`), 1)
				recipe := writeText(t, "whole.toml", string(text))
				out := filepath.Join(t.TempDir(), "a."+string(format))
				var said bytes.Buffer
				m := &Main{Stdout: &said, Stderr: &said, Now: func() time.Time { return day.Add(8 * time.Hour) }, Secrets: p.secrets, Getenv: func(string) string { return "" }}
				if code := m.Run(t.Context(), []string{"--data", p.data, "export", "--recipe", recipe, "--out", out}); code != app.ExitDone {
					t.Fatalf("exit %d: %s", code, said.String())
				}
				here, err := os.ReadFile(out)
				if err != nil {
					t.Fatal(err)
				}
				there := p.ranInApp(t, recipe, filepath.Join(t.TempDir(), "b."+string(format)), day.Add(17*time.Hour+time.Minute))
				if len(here) < 1000 || !bytes.Equal(here, there) {
					t.Errorf("%d bytes from claimsctl, %d from the app, not the same", len(here), len(there))
				}
			})
		}
	}
}

// ranInApp runs a recipe as the window does.
func (p *program) ranInApp(t *testing.T, recipe, out string, now time.Time) []byte {
	t.Helper()
	desk, err := app.New(app.Deps{DataDir: p.data, Secrets: p.secrets, Version: version, Now: func() time.Time { return now }})
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
	if _, err := set.RunRecipe(t.Context(), app.RecipeRun{Recipe: recipe, Out: out}, nil); err != nil {
		t.Error(err)
	}
	if err := set.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
