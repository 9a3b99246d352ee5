package app

import (
	"context"
	"errors"

	"github.com/claimsdesk/claimsdesk/recipe"
	"github.com/claimsdesk/claimsdesk/store"
)

// lastExportSetting holds what the window exported last, as a recipe.
const lastExportSetting = "last_export"

// LastExport is what the window exported last, for its next export to begin with; false where there is none that can be used.
func (s *Set) LastExport(ctx context.Context) (Recipe, bool, error) {
	text, err := s.db.Setting(ctx, lastExportSetting)
	if errors.Is(err, store.ErrNotFound) {
		return Recipe{}, false, nil
	}
	if err != nil {
		return Recipe{}, false, err
	}
	r, err := recipe.Parse([]byte(text))
	return r, err == nil, nil // what an earlier version kept and this one does not know is no reason to stop
}

// KeepLastExport keeps what the window exported. Like each recipe it names nobody.
func (s *Set) KeepLastExport(ctx context.Context, r Recipe) error {
	if err := CheckRecipe(r); err != nil {
		return err
	}
	text, err := r.Text()
	if err != nil {
		return err
	}
	return s.db.SaveSetting(ctx, lastExportSetting, string(text))
}
