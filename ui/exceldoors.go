package ui

import (
	"context"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
)

// excelSet is what Excel asks of the open data set; *app.Set satisfies it. All methods wait for the disk: call them in the
// background only.
type excelSet interface {
	openSet
	nameSet
	// CountRecipe counts ahead what a recipe would write, and tells each sheet from the goroutine that counts.
	CountRecipe(ctx context.Context, r app.Recipe, run app.RecipeRun, told func(app.SheetRows)) error
	CountLayout(ctx context.Context, layout app.Layout, filter app.RecipeFilter, run app.RecipeRun, told func(app.SheetRows)) error
	// ExportRecipe writes what a recipe says that is not kept.
	ExportRecipe(ctx context.Context, r app.Recipe, run app.RecipeRun, report app.Report) (app.ExportResult, error)
	// ExportLayout writes files for another program into the folder run.Out.
	ExportLayout(ctx context.Context, layout app.Layout, filter app.RecipeFilter, run app.RecipeRun, report app.Report) (app.ExportResult, error)
	// LastExport is what was exported last, for the next export to begin with; false for nothing.
	LastExport(ctx context.Context) (app.Recipe, bool, error)
	KeepLastExport(ctx context.Context, r app.Recipe) error
	// SaveRegister writes the register between two days as a file for Excel.
	SaveRegister(ctx context.Context, from, to, out string) (app.ExportResult, error)
	// MatchPeople looks for the people of a file; told hears from the goroutine that looks how many rows are done.
	MatchPeople(ctx context.Context, file app.PeopleFile, told func(done int)) (app.PeopleMatch, error)
	SavePeopleList(ctx context.Context, name string, mbis []string) (app.SavedList, error)
	DeletePeopleList(ctx context.Context, name string) error
	recipeSet
}

// recipeSet keeps the recipes of a data set.
type recipeSet interface {
	// Recipes lists the data set's own recipes, then the ready-made ones.
	Recipes() ([]app.RecipeInfo, error)
	Recipe(id string) (app.Recipe, error)
	RecipeText(id string) ([]byte, error)
	SaveRecipe(text []byte) (id string, err error)
	DeleteRecipe(id string) error
	RecipeFolder() string
	RunRecipe(ctx context.Context, run app.RecipeRun, report app.Report) (app.ExportResult, error)
	// RecipesAfterRefresh lists those that run by themselves after a refresh, by ID.
	RecipesAfterRefresh(ctx context.Context) ([]string, error)
	SaveRecipesAfterRefresh(ctx context.Context, ids []string) error
}

// excelDoors is what Excel needs.
type excelDoors struct {
	ctx   context.Context // of the open data set, for work that outlives the showing of the page
	set   excelSet
	files workbookDoors // how files are saved
	// ticked are the people who are ticked on People, by name; nil where nobody can be ticked.
	ticked func() []claims.Person
}

// sheets is what forms over the window need.
func (d excelDoors) sheets() downloadsDoors {
	return downloadsDoors{ctx: d.ctx, window: d.files.window}
}

// levelWords are the words for a level of privacy.
type levelWords struct {
	level      claims.PrivacyLevel
	name       string
	what, keep string // what the file holds, and how to keep it
}

// privacyWords lists the levels in the order of the screen, from most to least told.
func privacyWords() []levelWords {
	return []levelWords{
		{claims.PrivacyFull, excelFull, excelFullWhat, excelFullKeep},
		{claims.PrivacyLimited, excelLimited, excelLimitedWhat, excelLimitedKeep},
		{claims.PrivacyDeidentified, excelDeidentified, excelDeidentifiedWhat, excelDeidentifiedKeep},
	}
}

// wordsOfLevel are the words for a level.
func wordsOfLevel(level claims.PrivacyLevel) levelWords {
	for _, p := range privacyWords() {
		if p.level == level {
			return p
		}
	}
	return levelWords{level: level, name: string(level)}
}
