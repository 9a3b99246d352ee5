package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/claimsdesk/claimsdesk/recipe"
	"github.com/claimsdesk/claimsdesk/store"
)

// afterRefreshSetting holds the recipes that run by themselves.
const afterRefreshSetting = "recipes_after_refresh"

// RecipesAfterRefresh lists the recipes that run after each refresh, by ID, in order.
func (s *Set) RecipesAfterRefresh(ctx context.Context) ([]string, error) {
	text, err := s.db.Setting(ctx, afterRefreshSetting)
	if errors.Is(err, store.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var list []string
	if err := json.Unmarshal([]byte(text), &list); err != nil {
		return nil, fmt.Errorf("read which recipes run after a refresh: %w", err)
	}
	return list, nil
}

// SaveRecipesAfterRefresh keeps which recipes run after each refresh. Each must be able to run with nobody there: it names its
// own folder and asks for nobody.
func (s *Set) SaveRecipesAfterRefresh(ctx context.Context, ids []string) error {
	list := make([]string, 0, len(ids))
	for _, id := range ids {
		r, err := s.Recipe(id)
		if err != nil {
			return err
		}
		if r.Filter.AskPeople {
			return &UsageError{Text: fmt.Sprintf(recipeNotAlone, r.Name)}
		}
		if _, err := s.recipeTarget(r, ""); err != nil {
			return err
		}
		list = append(list, recipe.Slug(id))
	}
	text, err := json.Marshal(list)
	if err != nil {
		return err
	}
	return s.db.SaveSetting(ctx, afterRefreshSetting, string(text))
}

// RecipeOutcome is how a recipe ended that ran by itself.
type RecipeOutcome struct {
	Recipe string // ID
	Result ExportResult
	Err    error
}

// RunRecipesAfterRefresh runs the recipes that are to run after a refresh. One that fails does not keep the others from
// running; the error is about reading which they are, or the end of ctx.
func (s *Set) RunRecipesAfterRefresh(ctx context.Context, report Report) ([]RecipeOutcome, error) {
	ids, err := s.RecipesAfterRefresh(ctx)
	if err != nil {
		return nil, err
	}
	var outcomes []RecipeOutcome
	for _, id := range ids {
		if ctx.Err() != nil {
			return outcomes, context.Cause(ctx)
		}
		result, err := s.RunRecipe(ctx, RecipeRun{Recipe: id}, report)
		outcomes = append(outcomes, RecipeOutcome{Recipe: id, Result: result, Err: err})
	}
	return outcomes, nil
}
