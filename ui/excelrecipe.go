package ui

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/assets"
)

// errRecipeThere stops a recipe from replacing another one before somebody says so.
var errRecipeThere = errors.New("a recipe of this name is there")

// recipeForm asks what a recipe is called and where its files go.
type recipeForm struct {
	n      *excelNew
	form   *form
	name   *entry
	about  *entry
	folder *entry
	agreed string // name of a recipe that may be replaced
}

// askRecipe keeps the choice as a recipe.
func (n *excelNew) askRecipe() *recipeForm {
	f := &recipeForm{n: n, name: newEntry(recipeNameHint), about: newEntry(recipeAboutHint), folder: newEntry(recipeFolderHint)}
	if n.edited != nil {
		f.name.SetText(n.edited.Name)
		f.about.SetText(n.edited.About)
		f.folder.SetText(n.edited.Folder)
		f.agreed = n.edited.Slug()
	}
	choose := newKeyButton(saveChoose, func() { pickFolder(n.doors.files.window, "", f.folder, f.folder.SetText) }, func() { f.form.close() })
	place := container.New(layout.NewBorderLayout(nil, nil, nil, choose), f.folder, choose)
	content := stacked(wrapped(recipeSaveText), formRow(recipeName, f.name), formRow(recipeAbout, f.about), formRow(recipeFolder, place))
	f.form = openForm(n.s, n.doors.sheets(), formWide, recipeSaveTitle, recipeSaveDo, content, f.save)
	for _, e := range []*entry{f.name, f.about, f.folder} {
		e.onEscape = f.form.close
		e.OnSubmitted = func(string) { f.save() }
	}
	f.form.focus(f.name)
	return f
}

// recipe is what stands in the form and behind it.
func (f *recipeForm) recipe() app.Recipe {
	r := f.n.choice.clone().recipe(strings.TrimSpace(f.name.Text))
	r.About, r.Folder = strings.TrimSpace(f.about.Text), strings.TrimSpace(f.folder.Text)
	if f.n.edited != nil {
		r.File = f.n.edited.File
	}
	return r
}

func (f *recipeForm) save() {
	r := f.recipe()
	if err := app.CheckRecipe(r); err != nil {
		f.form.say(app.ProblemOf(err).Title)
		return
	}
	if r.Folder != "" && !filepath.IsAbs(r.Folder) {
		f.form.say(saveNotWhole)
		return
	}
	id := ""
	set, agreed := f.n.doors.set, f.agreed == r.Slug()
	load(f.form.ctx, f.form.load, func(context.Context) (struct{}, error) {
		var err error
		id, err = keepRecipe(set, r, agreed)
		return struct{}{}, err
	}, func(_ struct{}, err error) {
		switch {
		case errors.Is(err, errRecipeThere):
			f.agreed = r.Slug()
			f.form.act.SetText(recipeReplace)
			f.form.say(recipeThere)
		case err != nil:
			f.form.say(joined(app.ProblemOf(err).Title, app.ProblemOf(err).Text))
		default:
			f.form.close()
			f.n.edit(nil)
			f.n.kept(id)
		}
	})
}

// keepRecipe keeps a recipe; one of the same name that is the data set's own is replaced when that was agreed to.
func keepRecipe(set recipeSet, r app.Recipe, agreed bool) (id string, err error) {
	list, err := set.Recipes()
	if err != nil {
		return "", err
	}
	if !agreed && slices.ContainsFunc(list, func(i app.RecipeInfo) bool { return i.ID == r.Slug() && !i.Ready }) {
		return "", errRecipeThere
	}
	text, err := r.Text()
	if err != nil {
		return "", err
	}
	return set.SaveRecipe(text)
}

// edit takes a recipe into the form to be changed; nil begins a new export.
func (n *excelNew) edit(r *app.Recipe) {
	n.edited = r
	setShown(n.editBox, r != nil)
	n.save.SetText(excelSaveRecipe)
	if r != nil {
		ticked := n.choice.ticked
		n.choice, _ = excelChoiceOf(*r)
		n.choice.ticked = ticked
		n.editing.set(assets.Info, ColorInfo, fmt.Sprintf(recipeEditing, r.Name))
		n.save.SetText(recipeSaveChanges)
	}
	n.fill()
	n.changed()
}

// stopEditing leaves the recipe as it was; false where none is being changed.
func (n *excelNew) stopEditing() bool {
	if n.edited == nil {
		return false
	}
	n.edit(nil)
	n.focus()
	return true
}
