package app

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
	"github.com/claimsdesk/claimsdesk/recipe"
)

// recipeFileEnding is the ending of recipe files.
const recipeFileEnding = ".toml"

// RecipeInfo is a line of the list of recipes.
type RecipeInfo struct {
	ID      string // what RecipeRun.Recipe takes
	Name    string
	About   string
	Privacy claims.PrivacyLevel
	Format  string
	Ready   bool   // comes with the program
	Problem string // why it cannot be used, in plain words; empty when it can
}

// RecipeFolder is where the data set keeps its recipes; it need not exist.
func (s *Set) RecipeFolder() string { return filepath.Join(s.desk.dir, s.name, "recipes") }

// Recipes lists the data set's own recipes by name, then the ready-made ones that none of them has taken the name of.
func (s *Set) Recipes() ([]RecipeInfo, error) {
	list, err := s.ownRecipes()
	if err != nil {
		return nil, err
	}
	ready, err := recipe.Ready()
	if err != nil {
		return nil, err
	}
	for _, r := range ready {
		if !slices.ContainsFunc(list, func(own RecipeInfo) bool { return own.ID == r.Slug() }) {
			info := infoOf(r)
			info.Ready = true
			list = append(list, info)
		}
	}
	return list, nil
}

func infoOf(r recipe.Recipe) RecipeInfo {
	return RecipeInfo{ID: r.Slug(), Name: r.Name, About: r.About, Privacy: r.Privacy, Format: string(r.Format)}
}

func (s *Set) ownRecipes() ([]RecipeInfo, error) {
	entries, err := os.ReadDir(s.RecipeFolder())
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("list recipes: %w", err)
	}
	var list []RecipeInfo
	for _, e := range entries {
		id, ok := strings.CutSuffix(e.Name(), recipeFileEnding)
		if !ok || e.IsDir() {
			continue
		}
		r, err := s.Recipe(id)
		info := infoOf(r)
		if info.ID = id; err != nil {
			info.Name, info.Problem = id, ProblemOf(err).Title
		}
		list = append(list, info)
	}
	slices.SortFunc(list, func(a, b RecipeInfo) int { return strings.Compare(a.Name, b.Name) })
	return list, nil
}

// Recipe reads a recipe by its name in the data set's folder, the name of a ready-made one, or a path. What is wrong with it is
// a *UsageError in plain words.
func (s *Set) Recipe(ref string) (recipe.Recipe, error) {
	text, err := s.RecipeText(ref)
	if err != nil {
		return recipe.Recipe{}, err
	}
	r, err := recipe.Parse(text)
	return r, recipeProblem(err)
}

// RecipeText is the file of a recipe.
func (s *Set) RecipeText(ref string) ([]byte, error) {
	if strings.ContainsAny(ref, `/\`) || strings.HasSuffix(ref, recipeFileEnding) {
		return readRecipe(ref)
	}
	slug := recipe.Slug(ref)
	text, err := readRecipe(filepath.Join(s.RecipeFolder(), slug+recipeFileEnding))
	if !errors.Is(err, fs.ErrNotExist) {
		return text, err
	}
	if text, ok := recipe.ReadyText(slug); ok {
		return text, nil
	}
	return nil, &UsageError{Text: recipeNotThere}
}

// readRecipe reads a little more than a recipe may have, so that a huge file is refused rather than read.
func readRecipe(path string) (text []byte, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read the recipe: %w", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	const enough = 1 << 20
	if text, err = io.ReadAll(io.LimitReader(f, enough)); err != nil {
		return nil, fmt.Errorf("read the recipe: %w", err)
	}
	return text, nil
}

// SaveRecipe keeps a recipe file in the data set's folder under its name, in place of one that was there, and returns its ID.
func (s *Set) SaveRecipe(text []byte) (string, error) {
	r, err := recipe.Parse(text)
	if err != nil {
		return "", recipeProblem(err)
	}
	if err := makeFolder(s.RecipeFolder()); err != nil {
		return "", err
	}
	path := filepath.Join(s.RecipeFolder(), r.Slug()+recipeFileEnding)
	err = exporter.WriteFile(path, func(w io.Writer) error {
		_, err := io.Copy(w, bytes.NewReader(text))
		return err
	})
	return r.Slug(), err
}

// DeleteRecipe removes a recipe of the data set's own. Its codes stay: a recipe of the same name goes on with them.
func (s *Set) DeleteRecipe(id string) error {
	err := os.Remove(filepath.Join(s.RecipeFolder(), recipe.Slug(id)+recipeFileEnding))
	if errors.Is(err, fs.ErrNotExist) {
		return &UsageError{Text: recipeNotOwn}
	}
	if err != nil {
		return fmt.Errorf("delete a recipe: %w", err)
	}
	return nil
}
