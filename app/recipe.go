package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/recipe"
	"github.com/claimsdesk/claimsdesk/store"
)

// RecipeRun says which recipe to run, and what it leaves open.
type RecipeRun struct {
	Recipe  string    // a name in the data set's folder or of a ready-made recipe, or the path of a file
	Out     string    // path; empty for the recipe's own folder and file, or for Writer
	Writer  io.Writer // where the file goes instead; nil for none
	MBIs    []string  // of a recipe that asks for people; nil otherwise
	People  []string  // person_keys in place of MBIs; nil otherwise
	Purpose string    // what the file is for; kept in the register
}

// RunRecipe writes what a recipe says. From the window, from claimsctl and after a refresh the same recipe gives the same bytes.
func (s *Set) RunRecipe(ctx context.Context, run RecipeRun, report Report) (ExportResult, error) {
	r, err := s.Recipe(run.Recipe)
	if err != nil {
		return ExportResult{}, err
	}
	req, err := s.recipeRequest(ctx, r, run)
	if err != nil {
		return ExportResult{}, err
	}
	return s.Export(ctx, req, report)
}

// recipeRequest is the export that a recipe means today.
func (s *Set) recipeRequest(ctx context.Context, r recipe.Recipe, run RecipeRun) (ExportRequest, error) {
	from, to, err := r.Filter.Days(s.desk.now())
	if err != nil {
		return ExportRequest{}, recipeProblem(err)
	}
	req := ExportRequest{
		Recipe: r.Name, Format: Format(r.Format), Headings: r.Style(), BOM: r.BOM, Summary: r.Summary, Privacy: r.Privacy, Providers: r.KeepProviders,
		From: from, To: to, Include: r.Filter.Include, List: r.Filter.PeopleList, Narrow: r.Filter.Narrowing(), Writer: run.Writer, Purpose: run.Purpose,
	}
	if info, ok := claims.EventListOf(r.Filter.WorkList); ok {
		req.List = info.Title + " (work list)"
	}
	if err := s.namePeople(ctx, r.Filter, run, &req); err != nil {
		return req, err
	}
	if run.Writer == nil {
		if req.Out, err = s.recipeTarget(r, run.Out); err != nil {
			return req, err
		}
	}
	for _, sheet := range r.Sheets {
		table, ok := claims.TableNamed(sheet.Table)
		if !ok {
			return req, fmt.Errorf("recipe: no table %q", sheet.Table)
		}
		req.Sheets = append(req.Sheets, ExportSheet{Name: sheet.Title(), Table: table.ID, Part: Part(sheet.Part), Columns: sheet.Cols(), Narrow: r.Narrowing(sheet)})
	}
	return req, nil
}

// namePeople has an export be about the people of a filter; nobody is named for everybody.
func (s *Set) namePeople(ctx context.Context, f recipe.Filter, run RecipeRun, req *ExportRequest) (err error) {
	named := run.MBIs != nil || run.People != nil
	switch {
	case f.AskPeople && !named:
		return &UsageError{Text: recipeAsks}
	case !f.AskPeople && named:
		return &UsageError{Text: recipeSays}
	case f.AskPeople:
		req.MBIs, req.People = run.MBIs, run.People
	case f.WorkList != "":
		req.MBIs, err = s.db.EventPeople(ctx, claims.EventFilter{List: f.WorkList, State: claims.EventToDo})
	case f.PeopleList != "":
		req.MBIs, err = s.db.PeopleOnList(ctx, f.PeopleList)
	}
	if errors.Is(err, store.ErrNotFound) {
		return &UsageError{Text: fmt.Sprintf(recipeNoList, f.PeopleList)}
	}
	return err
}

// recipeTarget is where the file goes: to the place that was named, or to the recipe's own.
func (s *Set) recipeTarget(r recipe.Recipe, out string) (string, error) {
	ending := "." + string(r.Format)
	switch {
	case out != "" && !strings.EqualFold(filepath.Ext(out), ending):
		return "", &UsageError{Text: fmt.Sprintf(recipeEnding, r.Format, ending)}
	case out != "":
		return out, nil
	case r.Folder == "":
		return "", &UsageError{Text: recipeNoFolder}
	case !filepath.IsAbs(r.Folder):
		return "", &UsageError{Text: recipeHalfFolder}
	}
	return filepath.Join(r.Folder, r.FileName(s.desk.now())), nil
}

// recipeProblem turns what is wrong with a recipe into words for whoever runs it.
func recipeProblem(err error) error {
	var problem *recipe.Problem
	if errors.As(err, &problem) {
		return errors.Join(&UsageError{Text: problem.Error()}, err)
	}
	return err
}
