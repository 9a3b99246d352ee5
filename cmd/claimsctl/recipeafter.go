package main

import (
	"context"

	"github.com/claimsdesk/claimsdesk/app"
)

// recipeRunDocument is how a recipe ended that ran after a refresh: additional keys of its JSON document.
type recipeRunDocument struct {
	Recipe  string `json:"recipe"`
	Path    string `json:"path,omitempty"` // of the file; empty where none was written
	People  int    `json:"people"`
	Rows    int64  `json:"rows"`
	Problem string `json:"problem,omitempty"` // why there is no file, in plain words; empty when there is one
}

// runRecipes runs the recipes that follow each refresh and notes in the document how that went. A recipe without its file makes
// the run partly done: the data is in, and the others have theirs.
func (s *session) runRecipes(ctx context.Context, set *app.Set, doc *countDocument) error {
	outcomes, err := set.RunRecipesAfterRefresh(ctx, s.progress.report)
	for _, o := range outcomes {
		ran := recipeRunDocument{Recipe: o.Recipe}
		if o.Err != nil {
			problem := app.ProblemOf(o.Err)
			if ran.Problem = problem.Title; problem.Text != "" {
				ran.Problem += " " + problem.Text
			}
			doc.partly = true
		} else {
			ran.Path, ran.People = o.Result.Path, o.Result.People
			for _, sheet := range o.Result.Sheets {
				ran.Rows += sheet.Rows
			}
		}
		doc.Recipes = append(doc.Recipes, ran)
	}
	return err
}

func (d *recipeRunDocument) text(p *printer) {
	if d.Problem != "" {
		p.line("The recipe %s wrote nothing. %s", d.Recipe, d.Problem)
		return
	}
	p.line("The recipe %s wrote %s: %s of %s.", d.Recipe, d.Path, plural(int(d.Rows), "row"), people(d.People))
}
