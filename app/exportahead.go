package app

import (
	"context"
	"errors"
	"io"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/recipe"
)

// Recipe and its parts are for the window, where recipes are made: see package recipe.
type (
	Recipe = recipe.Recipe
	// RecipeFilter says which rows a recipe is about.
	RecipeFilter = recipe.Filter
	// RecipeOnly keeps part of the rows, in the whole recipe or in one sheet.
	RecipeOnly = recipe.Only
	// RecipeSheet is one table of a recipe.
	RecipeSheet = recipe.Sheet
	// RecipeFormat is the file format that a recipe writes.
	RecipeFormat = recipe.Format
)

// What recipes are written in and as.
const (
	RecipeVersion = recipe.Version
	RecipeCSV     = recipe.CSV
	RecipeXLSX    = recipe.XLSX
	RecipeParquet = recipe.Parquet
	RecipeNDJSON  = recipe.NDJSON
)

// WorkbookSheets are the data sheets of the workbook, whole (contract.md 3).
func WorkbookSheets() []RecipeSheet {
	list := make([]RecipeSheet, len(workbookSheets))
	for i, sheet := range workbookSheets {
		list[i] = RecipeSheet{Name: sheet.Name, Table: claims.TableOf(sheet.Table).Name, Part: string(sheet.Part)}
	}
	return list
}

// CheckRecipe says what is wrong with a recipe that is being made, as a *UsageError in plain words; nil for nothing.
func CheckRecipe(r Recipe) error { return recipeProblem(r.Check()) }

// ExportRecipe writes what a recipe says that is not kept: its codes are made for this export and gone with it.
func (s *Set) ExportRecipe(ctx context.Context, r Recipe, run RecipeRun, report Report) (ExportResult, error) {
	if err := CheckRecipe(r); err != nil {
		return ExportResult{}, err
	}
	req, err := s.recipeRequest(ctx, r, run)
	if err != nil {
		return ExportResult{}, err
	}
	req.Recipe = ""
	return s.Export(ctx, req, report)
}

// ExportLayout writes the files of a layout into the folder run.Out. The filter is a recipe's.
func (s *Set) ExportLayout(ctx context.Context, layout Layout, filter RecipeFilter, run RecipeRun, report Report) (ExportResult, error) {
	req, err := s.layoutRequest(ctx, layout, filter, run)
	if err != nil {
		return ExportResult{}, err
	}
	req.Out, req.Purpose = run.Out, run.Purpose
	return s.Export(ctx, req, report)
}

func (s *Set) layoutRequest(ctx context.Context, layout Layout, filter RecipeFilter, run RecipeRun) (ExportRequest, error) {
	from, to, err := filter.Days(s.desk.now())
	if err != nil {
		return ExportRequest{}, recipeProblem(err)
	}
	req := ExportRequest{Layout: layout, From: from, To: to, Include: filter.Include, List: filter.PeopleList, Narrow: filter.Narrowing()}
	return req, s.namePeople(ctx, filter, run, &req)
}

// CountRecipe counts ahead what a recipe would write, and tells each sheet as it is known. told is called from the calling
// goroutine.
func (s *Set) CountRecipe(ctx context.Context, r Recipe, run RecipeRun, told func(SheetRows)) error {
	if err := CheckRecipe(r); err != nil {
		return err
	}
	run.Out, run.Writer = "", io.Discard // the place does not matter yet
	req, err := s.recipeRequest(ctx, r, run)
	if err != nil {
		return err
	}
	return s.countAhead(ctx, req, req.sheets(), told)
}

// CountLayout counts the people and the claims that a layout would be about.
func (s *Set) CountLayout(ctx context.Context, layout Layout, filter RecipeFilter, run RecipeRun, told func(SheetRows)) error {
	req, err := s.layoutRequest(ctx, layout, filter, run)
	if err != nil {
		return err
	}
	sheets := []ExportSheet{{Name: "People", Table: claims.Beneficiaries, Part: PartPeople}, {Name: "Claims", Table: claims.Claims}}
	return s.countAhead(ctx, req, sheets, told)
}

func (s *Set) countAhead(ctx context.Context, req ExportRequest, sheets []ExportSheet, told func(SheetRows)) (err error) {
	if err := req.checkPrivacy(); err != nil {
		return err
	}
	snapshot, err := s.db.Snapshot(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, snapshot.Close()) }()
	return countSheets(ctx, &fileExport{set: s, req: req, snapshot: snapshot}, sheets, told)
}

func countSheets(ctx context.Context, e *fileExport, sheets []ExportSheet, told func(SheetRows)) error {
	for _, sheet := range sheets {
		n, err := e.snapshot.Count(ctx, e.sheetQuery(sheet))
		if err != nil {
			return err
		}
		told(SheetRows{sheet.Name, n})
	}
	return nil
}
