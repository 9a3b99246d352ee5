package ui

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2/container"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/claims"
)

// withRecipe reads the selected recipe and does something with it.
func (l *recipeList) withRecipe(do func(recipeRow, app.Recipe)) {
	row, ok := l.current()
	if !ok || l.ctx == nil {
		return
	}
	l.say("", "", "")
	load(l.ctx, l.work, func(context.Context) (app.Recipe, error) { return l.doors.set.Recipe(row.ID) }, func(r app.Recipe, err error) {
		if err != nil {
			l.told(err)
			return
		}
		do(row, r)
	})
}

// told tells a problem above the list.
func (l *recipeList) told(err error) {
	problem := app.ProblemOf(err)
	l.say(assets.Warning, ColorWarn, joined(problem.Title, problem.Text))
}

// runIt writes the file of the selected recipe.
func (l *recipeList) runIt() {
	if l.run.Disabled() {
		return
	}
	l.withRecipe(func(row recipeRow, r app.Recipe) {
		if r.Filter.AskPeople {
			l.askPeople(row, r)
			return
		}
		l.saveTo(row, r, nil)
	})
}

func (l *recipeList) saveTo(row recipeRow, r app.Recipe, mbis []string) {
	job := recipeJob(l.doors.set, row.ID, r, mbis, l.s.now())
	job.saved = func() { l.show(l.ctx) }
	showSaveFile(l.s, l.doors.files, job)
}

// recipeJob runs a recipe.
func recipeJob(set recipeSet, id string, r app.Recipe, mbis []string, now time.Time) fileJob {
	whom := excelWhoEvery
	switch {
	case r.Filter.AskPeople:
		whom = excelWhoAskedFor
	case r.Filter.PeopleList != "":
		whom = fmt.Sprintf(excelWhoOf, r.Filter.PeopleList)
	case r.Filter.WorkList != "":
		if info, ok := claims.EventListOf(r.Filter.WorkList); ok {
			whom = fmt.Sprintf(excelWhoOf, info.Title)
		}
	case r.Filter.Roster == claims.RosterOn:
		whom = excelWhoToday
	}
	what := fmt.Sprintf(excelSaveWhat, strings.Join(titlesOf(r), ", "))
	if r.About != "" {
		what = r.About + " " + what
	}
	return fileJob{
		title: r.Name, whom: whom, what: what, keep: wordsOfLevel(r.Privacy).keep, names: r.Privacy == claims.PrivacyFull,
		folder: r.Folder, name: r.FileName(now), ending: "." + string(r.Format), act: excelSaveFile,
		writing: excelWriting, runs: excelRuns, done: excelDone, told: excelStatusDone,
		write: func(ctx context.Context, out string, report app.Report) (app.ExportResult, error) {
			return set.RunRecipe(ctx, app.RecipeRun{Recipe: id, Out: out, MBIs: mbis}, report)
		},
	}
}

// askPeople asks for whom a recipe runs. What is typed goes to no log and into no recipe.
func (l *recipeList) askPeople(row recipeRow, r app.Recipe) {
	line := newEntry(recipePeopleHint)
	var f *form
	next := func() {
		mbis := strings.FieldsFunc(line.Text, func(c rune) bool { return c == ',' || c == ';' || c == ' ' })
		if len(mbis) == 0 {
			f.say(recipePeopleNone)
			return
		}
		f.close()
		l.saveTo(row, r, mbis)
	}
	f = openForm(l.s, l.doors.sheets(), sheetWidth, r.Name, recipePeopleDo, stacked(wrapped(recipePeopleText), inset(0, 0, gapSmall, gapSmall, line)), next)
	line.onEscape = f.close
	line.OnSubmitted = func(string) { next() }
	f.focus(line)
}

// editIt takes the recipe into the form; one that says more than the form can show is changed in a text editor.
func (l *recipeList) editIt() {
	row, ok := l.current()
	if !ok || row.Ready {
		return
	}
	if row.Problem != "" {
		l.askEditor(row)
		return
	}
	l.withRecipe(func(row recipeRow, r app.Recipe) {
		if _, shown := excelChoiceOf(r); shown {
			l.edit(r)
			return
		}
		l.askEditor(row)
	})
}

func (l *recipeList) askEditor(row recipeRow) {
	path := filepath.Join(l.doors.set.RecipeFolder(), row.ID+".toml")
	text := recipeByHand
	if row.Problem != "" {
		text = row.Problem + " " + recipeByHandFix
	}
	ask(l.doors.files.window, question{title: row.Name, text: text, act: saveOpenFile, dismiss: wordCancel, do: func() { l.open(path) }})
}

func (l *recipeList) open(path string) {
	if err := l.start(path); err != nil {
		l.say(assets.Info, ColorInfo, fmt.Sprintf(recipeFileAt, path))
	}
}

// showFile opens the folder of the data set's recipes.
func (l *recipeList) showFile() {
	if row, ok := l.current(); ok && !row.Ready {
		l.open(l.doors.set.RecipeFolder())
	}
}

// duplicate keeps a copy under another name: of one that comes with the program it is one's own from then on.
func (l *recipeList) duplicate() {
	l.withRecipe(func(row recipeRow, r app.Recipe) {
		name := newEntry("")
		name.SetText(fmt.Sprintf(recipeCopyOf, r.Name))
		name.selectIt = true
		var f *form
		id := ""
		save := func() {
			r.Name = strings.TrimSpace(name.Text)
			r.Folder = "" // two recipes that write the same file would be a trap
			if err := app.CheckRecipe(r); err != nil {
				f.say(app.ProblemOf(err).Title)
				return
			}
			f.run(func(context.Context) error {
				var err error
				if id, err = keepRecipe(l.doors.set, r, false); errors.Is(err, errRecipeThere) {
					return &app.UsageError{Text: recipeNameTaken}
				}
				return err
			}, func() { l.want = id; l.show(l.ctx) })
		}
		f = openForm(l.s, l.doors.sheets(), sheetWidth, recipeCopyTitle, recipeDuplicate, stacked(wrapped(fmt.Sprintf(recipeCopyText, row.Name)), inset(0, 0, gapSmall, gapSmall, name)), save)
		name.onEscape = f.close
		name.OnSubmitted = func(string) { save() }
		f.focus(name)
	})
}

// askDelete asks before a recipe goes.
func (l *recipeList) askDelete() {
	row, ok := l.current()
	if !ok || row.Ready {
		return
	}
	ask(l.doors.files.window, question{
		title: fmt.Sprintf(recipeDeleteTitle, row.Name), text: recipeDeleteText, act: recipeDeleteDo, dismiss: recipeDeleteNot, safe: true, danger: true,
		do: func() {
			load(l.ctx, l.work, func(ctx context.Context) (struct{}, error) {
				return struct{}{}, l.delete(ctx, row.ID)
			}, func(_ struct{}, err error) {
				if err != nil {
					l.told(err)
					return
				}
				l.show(l.ctx)
			})
		},
	})
}

// delete takes a recipe out of those that run by themselves, and away.
func (l *recipeList) delete(ctx context.Context, id string) error {
	if err := l.setAfter(ctx, id, false); err != nil {
		return err
	}
	return l.doors.set.DeleteRecipe(id)
}

// setAfter has a recipe run after each refresh, or not any more.
func (l *recipeList) setAfter(ctx context.Context, id string, on bool) error {
	list, err := l.doors.set.RecipesAfterRefresh(ctx)
	if err != nil {
		return err
	}
	if slices.Contains(list, id) == on {
		return nil
	}
	list = slices.DeleteFunc(slices.Clone(list), func(other string) bool { return other == id })
	if on {
		list = append(list, id)
	}
	return l.doors.set.SaveRecipesAfterRefresh(ctx, list)
}

// switchAfter hears the switch. A recipe without a folder of its own is given one first.
func (l *recipeList) switchAfter(on bool) {
	if l.setting {
		return
	}
	l.withRecipe(func(row recipeRow, r app.Recipe) {
		if on && r.Folder == "" && !r.Filter.AskPeople {
			l.arrange() // the switch goes on when there is a folder
			l.askFolder(row, r)
			return
		}
		l.switchTo(row.ID, on)
	})
}

func (l *recipeList) switchTo(id string, on bool) {
	load(l.ctx, l.work, func(ctx context.Context) (struct{}, error) { return struct{}{}, l.setAfter(ctx, id, on) }, func(_ struct{}, err error) {
		l.want = id
		l.show(l.ctx)
		if err != nil {
			l.told(err)
		}
	})
}

// askFolder asks where a recipe's files go when nobody is there to say.
func (l *recipeList) askFolder(row recipeRow, r app.Recipe) {
	folder := newEntry(recipeFolderHint)
	folder.SetText(l.doors.files.folder())
	var f *form
	save := func() {
		r.Folder = strings.TrimSpace(folder.Text)
		if !filepath.IsAbs(r.Folder) {
			f.say(saveNotWhole)
			return
		}
		f.run(func(ctx context.Context) error {
			if _, err := keepRecipe(l.doors.set, r, true); err != nil {
				return err
			}
			return l.setAfter(ctx, row.ID, true)
		}, func() { l.want = row.ID; l.show(l.ctx) })
	}
	choose := newKeyButton(saveChoose, func() { pickFolder(l.doors.files.window, "", folder, folder.SetText) }, func() { f.close() })
	text := recipeAfterText
	if row.Ready {
		text += " " + recipeAfterReady
	}
	f = openForm(l.s, l.doors.sheets(), formWide, recipeAfterTitle, recipeAfterDo, stacked(wrapped(text), inset(0, 0, gapSmall, gapSmall, folder), inset(gapSmall, 0, gapSmall, gapSmall, container.NewHBox(choose))), save)
	folder.onEscape = f.close
	folder.OnSubmitted = func(string) { save() }
	f.focus(folder)
}
