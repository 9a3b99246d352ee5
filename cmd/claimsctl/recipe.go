package main

import (
	"context"
	"os"
	"path/filepath"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
)

// runRecipe is export --recipe. What the recipe says itself is not said a second time.
func (c *exportCmd) runRecipe(ctx context.Context, s *session) (document, error) {
	said := c.Table != "" || c.Workbook || c.Layout != "" || c.PersonID != "" || c.Format != "" || c.Headings != "" || c.Privacy != "" || c.BOM || c.Summary ||
		c.From != "" || c.To != "" || len(c.Types) > 0 || len(c.Include) > 0 || c.API != ""
	if said {
		return nil, &app.UsageError{Text: "A recipe says itself what to export and how: beside --recipe there are --out, --people and --purpose only."}
	}
	run := app.RecipeRun{Recipe: c.Recipe, Purpose: c.Purpose}
	var err error
	switch c.Out {
	case "":
	case "-":
		run.Writer = s.main.Stdout
	default:
		if run.Out, err = filepath.Abs(c.Out); err != nil {
			return nil, err
		}
	}
	if c.People != "" {
		if run.MBIs, err = readMBIs(c.People); err != nil {
			return nil, err
		}
	}
	var doc *exportDocument
	err = s.reading(ctx, func(set *app.Set) error {
		result, err := set.RunRecipe(ctx, run, s.progress.report)
		if err == nil && run.Writer == nil {
			doc = newExportDocument(result)
		}
		return err
	})
	if doc == nil {
		return nil, err
	}
	return doc, err
}

type recipesCmd struct {
	List   recipesListCmd   `cmd:"" default:"1" help:"List the recipes."`
	Show   recipesShowCmd   `cmd:"" help:"Print a recipe, to read, or to change and save again."`
	Save   recipesSaveCmd   `cmd:"" help:"Check a recipe file and keep it with the data set."`
	Delete recipesDeleteCmd `cmd:"" help:"Delete a recipe of the data set's own."`
}

type recipesListCmd struct{}

func (c *recipesListCmd) run(ctx context.Context, s *session) (document, error) {
	doc := &recipesDocument{Recipes: []recipeDocument{}}
	err := s.reading(ctx, func(set *app.Set) error {
		doc.Folder = set.RecipeFolder()
		list, err := set.Recipes()
		for _, r := range list {
			doc.Recipes = append(doc.Recipes, recipeDocument{ID: r.ID, Name: r.Name, About: r.About, Privacy: r.Privacy, Format: r.Format, Ready: r.Ready, Problem: r.Problem})
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return doc, nil
}

type recipesShowCmd struct {
	Recipe string `arg:"" help:"Name of the recipe, or a file."`
}

func (c *recipesShowCmd) run(ctx context.Context, s *session) (document, error) {
	doc := &recipeTextDocument{}
	err := s.reading(ctx, func(set *app.Set) error {
		text, err := set.RecipeText(c.Recipe)
		doc.Text = string(text)
		return err
	})
	if err != nil {
		return nil, err
	}
	return doc, nil
}

type recipesSaveCmd struct {
	File string `arg:"" type:"existingfile" help:"Recipe file."`
}

func (c *recipesSaveCmd) run(ctx context.Context, s *session) (document, error) {
	text, err := os.ReadFile(c.File)
	if err != nil {
		return nil, err
	}
	doc := &doneDocument{}
	err = s.reading(ctx, func(set *app.Set) error {
		id, err := set.SaveRecipe(text)
		doc.Done, doc.Name = "Saved the recipe", id
		return err
	})
	if err != nil {
		return nil, err
	}
	return doc, nil
}

type recipesDeleteCmd struct {
	Recipe string `arg:"" help:"Name of the recipe."`
}

func (c *recipesDeleteCmd) run(ctx context.Context, s *session) (document, error) {
	if err := s.reading(ctx, func(set *app.Set) error { return set.DeleteRecipe(c.Recipe) }); err != nil {
		return nil, err
	}
	return &doneDocument{Done: "Deleted the recipe", Name: c.Recipe}, nil
}

type recipesDocument struct {
	Folder  string           `json:"folder"`
	Recipes []recipeDocument `json:"recipes"`
}

type recipeDocument struct {
	ID      string              `json:"id"`
	Name    string              `json:"name"`
	About   string              `json:"about"`
	Privacy claims.PrivacyLevel `json:"privacy"`
	Format  string              `json:"format"`
	Ready   bool                `json:"ready_made"`
	Problem string              `json:"problem,omitempty"`
}

func (d *recipesDocument) exit() int { return app.ExitDone }

func (d *recipesDocument) text(p *printer) {
	for _, r := range d.Recipes {
		if r.Problem != "" {
			p.line("%-32s cannot be used. %s", r.ID, r.Problem)
			continue
		}
		p.line("%-32s %-13s %-8s %s", r.ID, r.Privacy, r.Format, r.About)
	}
	p.line("Run one with: claimsctl export --recipe NAME --out PATH")
	p.line("Your own recipes lie in %s", d.Folder)
}

// recipeTextDocument prints a recipe as it stands in its file.
type recipeTextDocument struct {
	Text string `json:"text"`
}

func (d *recipeTextDocument) exit() int { return app.ExitDone }

func (d *recipeTextDocument) text(p *printer) { p.line("%s", d.Text) }

// doneDocument says what was done to something with a name.
type doneDocument struct {
	Done string `json:"done"`
	Name string `json:"name"`
}

func (d *doneDocument) exit() int { return app.ExitDone }

func (d *doneDocument) text(p *printer) { p.line("%s %s.", d.Done, d.Name) }
