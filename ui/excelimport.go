package ui

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// listImport takes a people list from a file: what was understood, who was found, who was not and why.
type listImport struct {
	l    *peopleLists
	form *form
	path string // of the file that was read last
	// agreed is the name of a list that may be replaced.
	agreed string
	match  app.PeopleMatch

	file     *entry
	choose   *keyButton
	state    *signed
	found    *widget.Label
	name     *entry
	possible *keyCheck
	table    *widgets.RowTable
	tableBox *fyne.Container
	rows     *keyButton
	rest     *fyne.Container
}

// readList is a file with who was found of it.
type readList struct {
	file  app.PeopleFile
	match app.PeopleMatch
}

// showListImport reads a file and shows what was found. Without a path it asks for one first; name is that of the list that is
// replaced, or empty.
func showListImport(l *peopleLists, path, name string) *listImport {
	i := &listImport{l: l, agreed: name, state: newSigned(), found: caption(""), name: newEntry(listsNameHint), file: newEntry(listsFileHint)}
	i.found.Wrapping = fyne.TextWrapWord
	i.name.SetText(name)
	i.choose = newKeyButton(setupChooseFile, i.pick, func() { i.form.close() })
	place := container.New(layout.NewBorderLayout(nil, nil, nil, i.choose), i.file, i.choose)
	i.possible = newKeyCheck("", nil, func(key *fyne.KeyEvent) {
		switch key.Name {
		case fyne.KeyEscape:
			i.form.close()
		case fyne.KeyReturn, fyne.KeyEnter:
			i.save()
		}
	})
	i.table = widgets.NewRowTable([]widgets.Column{{ID: "row", Title: headRow, Width: 64, Align: fyne.TextAlignTrailing}, {ID: "why", Title: headWhyNotFound, Width: 240, Grow: 1}})
	i.table.Copy, i.table.Now = l.s.copy, l.s.now
	const tall = 168
	i.tableBox = container.New(atHeight{tall, ofWindow(l.doors.files.window, 0.24)}, i.table)
	i.rows = newKeyButton(listsSaveRows, i.saveRows, func() { i.form.close() })
	i.rest = stacked(inset(0, 0, gapSmall, gapSmall, i.tableBox), inset(gapSmall, 0, gapSmall, 0, container.NewHBox(i.rows)))
	content := stacked(formRow(savePlace, place), i.state.box, i.found, formRow(recipeName, i.name), i.possible, i.rest)
	i.form = openForm(l.s, l.doors.sheets(), formWide, listsImportTitle, listsSave, content, i.save)
	i.name.onEscape, i.file.onEscape = i.form.close, i.form.close
	i.name.OnSubmitted = func(string) { i.save() }
	i.file.OnSubmitted = func(string) { i.take(i.file.Text) }
	i.file.onFocus = func(gained bool) {
		if !gained {
			i.take(i.file.Text)
		}
	}
	enable(i.form.act, false)
	i.possible.Hide()
	i.rest.Hide()
	i.state.set(assets.Info, ColorText2, listsNoFile)
	i.form.focus(i.file)
	i.take(path)
	return i
}

// pick lets the file be picked.
func (i *listImport) pick() {
	pickFile(i.l.doors.files.window, i.choose, i.take, func(words string) { i.state.set(assets.Warning, ColorWarn, words) })
}

// take reads the file at a path, once; a path may come in quotes, as some systems copy it.
func (i *listImport) take(path string) {
	path = strings.Trim(strings.TrimSpace(path), `"'`)
	if path == "" || path == i.path || i.form.ctx.Err() != nil {
		return // nothing new, or the form is being closed
	}
	i.path = path
	i.file.SetText(path)
	if i.agreed == "" {
		i.name.SetText(strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)))
	}
	i.form.focus(i.name)
	i.read()
}

// read reads the file and looks for its people, in the background.
func (i *listImport) read() {
	enable(i.form.act, false)
	i.possible.Hide()
	i.rest.Hide()
	i.found.SetText("")
	i.match = app.PeopleMatch{}
	i.state.set(assets.Search, ColorText2, listsReading)
	i.form.content.Refresh()
	mine := i.form.load.generation + 1
	load(i.form.ctx, i.form.load, func(ctx context.Context) (readList, error) {
		file, err := app.ReadPeopleFile(i.path)
		if err != nil {
			return readList{}, err
		}
		match, err := i.l.doors.set.MatchPeople(ctx, file, func(done int) {
			fyne.Do(func() {
				if i.form.load.generation == mine {
					i.state.label.SetText(fmt.Sprintf(listsLookingFor, app.CountText(done), countRows.Of(len(file.Rows))))
				}
			})
		})
		return readList{file, match}, err
	}, i.show)
}

// show says who was found.
func (i *listImport) show(r readList, err error) {
	if err != nil {
		if problem := app.ProblemOf(err); !errors.Is(err, context.Canceled) {
			i.state.set(assets.Warning, ColorWarn, joined(problem.Title, problem.Text))
			i.form.content.Refresh()
		}
		return
	}
	i.match = r.match
	sign, color := assets.Check, ColorOK
	missing := len(r.match.Missing)
	if missing+len(r.match.Unsure) > 0 {
		sign, color = assets.Info, ColorInfo
	}
	text := fmt.Sprintf(listsFound, countPeople.Of(len(r.match.MBIs)))
	if n := len(r.match.Unsure); n > 0 {
		text += fmt.Sprintf(listsUnsure, app.CountText(n))
	}
	if missing > 0 {
		text += fmt.Sprintf(listsMissing, app.CountText(missing))
	}
	i.state.set(sign, color, text)
	i.found.SetText(foundWords(r.file.Found))
	i.possible.SetText(fmt.Sprintf(listsTakePossible, countPossible.Of(len(r.match.Possible))))
	setShown(i.possible, len(r.match.Possible) > 0)
	i.fillRows()
	enable(i.form.act, len(r.match.MBIs)+len(r.match.Possible) > 0)
	i.form.content.Refresh()
}

// foundWords say which columns were understood.
func foundWords(found []app.FoundColumn) string {
	if len(found) == 0 {
		return listsNoHeadings
	}
	parts := make([]string, len(found))
	for i, c := range found {
		parts[i] = c.Means + ": " + c.Heading
	}
	return fmt.Sprintf(listsColumns, strings.Join(parts, " · "))
}

// fillRows lists the rows that were not found for sure: by number and reason, without what they hold.
func (i *listImport) fillRows() {
	rows := append(slices.Clone(i.match.Unsure), i.match.Missing...)
	slices.SortStableFunc(rows, func(a, b app.UnmatchedRow) int { return a.Line - b.Line })
	cells := make([][]widgets.Cell, len(rows))
	for n, row := range rows {
		cells[n] = []widgets.Cell{{Text: app.CountText(row.Line)}, {Text: row.Why}}
	}
	fillTable(i.table, cells, false)
	setShown(i.rest, len(rows) > 0)
}

// saveRows saves the rows that were not found to a file beside their reasons.
func (i *listImport) saveRows() {
	match := i.match
	base := strings.TrimSuffix(filepath.Base(i.path), filepath.Ext(i.path))
	showSaveFile(i.l.s, i.l.doors.files, fileJob{
		title: listsSaveRowsTitle, whom: countRows.Of(len(match.Unsure) + len(match.Missing)), what: listsSaveRowsWhat, keep: listsSaveRowsKeep, names: true,
		folder: filepath.Dir(i.path), name: base + "-not-found.csv", ending: ".csv", act: excelSaveFile,
		writing: excelWriting, runs: excelRuns, done: excelDone, told: excelStatusDone,
		write: func(_ context.Context, out string, _ app.Report) (app.ExportResult, error) {
			return app.ExportResult{Path: out}, app.SaveUnmatched(match, out)
		},
	})
}

// save keeps the list.
func (i *listImport) save() {
	if i.form.act.Disabled() {
		return
	}
	name, mbis := strings.TrimSpace(i.name.Text), slices.Clone(i.match.MBIs)
	if i.possible.Checked {
		mbis = append(mbis, i.match.Possible...)
	}
	there := slices.ContainsFunc(i.l.list, func(one claims.PeopleList) bool { return one.Name == name })
	switch {
	case len(mbis) == 0:
		i.form.say(listsNobody)
		return
	case there && name != i.agreed:
		i.agreed = name
		i.form.act.SetText(listsReplace)
		i.form.say(listsThere)
		return
	}
	i.form.run(func(ctx context.Context) error {
		_, err := i.l.doors.set.SavePeopleList(ctx, name, mbis)
		return err
	}, func() {
		i.l.want = name
		i.l.show(i.l.ctx)
	})
}
