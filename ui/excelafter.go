package ui

import (
	"context"
	"fmt"

	"github.com/claimsdesk/claimsdesk/app"
)

// runRecipes runs the recipes that follow a refresh, and says in the status bar how that went. A refresh that did not come to
// its end is followed by nothing.
func (sh *shell) runRecipes(state refreshState) {
	if state.Err != nil {
		return
	}
	load(sh.session.ctx, sh.recipes, func(ctx context.Context) ([]app.RecipeOutcome, error) {
		return sh.session.set.RunRecipesAfterRefresh(ctx, nil)
	}, func(outcomes []app.RecipeOutcome, err error) {
		if text, well := recipesText(outcomes, err); text != "" && well {
			sh.status.fileExport(text)
			sh.u.deps.After(statusStay, func() { sh.status.fileExport("") })
		} else if text != "" {
			sh.status.notice(text)
		}
	})
}

// recipesText says how the recipes ran; empty where there were none.
func recipesText(outcomes []app.RecipeOutcome, err error) (text string, well bool) {
	if err != nil {
		return app.ProblemOf(err).Title, false
	}
	for _, o := range outcomes {
		if o.Err != nil {
			return fmt.Sprintf(recipesFailed, o.Recipe, app.ProblemOf(o.Err).Title), false
		}
	}
	if len(outcomes) == 0 {
		return "", true
	}
	return fmt.Sprintf(recipesRan, countRecipes.Of(len(outcomes))), true
}
