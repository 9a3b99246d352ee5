package ui

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// recipeList lists saved exports, one's own and those that come with the program.
type recipeList struct {
	s     surroundings
	doors excelDoors
	load  *loader // reads the list
	work  *loader // does what a button says
	ctx   context.Context
	// edit takes a recipe into the form; counted is told how many there are; written that a file was made.
	edit    func(app.Recipe)
	counted func(int)
	start   func(path string) error

	rows    []recipeRow
	read    bool
	setting bool   // the switch is being set, which changes nothing
	want    string // recipe to select when the list is read
	about   *widget.Label
	word    *signed
	run     *keyButton
	change  *keyButton
	double  *keyButton
	remove  *keyButton
	file    *keyButton
	after   *keyCheck
	looking *widget.Label
	acts    *fyne.Container // the buttons
	table   *widgets.RowTable
	problem *problemPanel
	box     fyne.CanvasObject
}

// recipeRow is a recipe with what is known of its runs.
type recipeRow struct {
	app.RecipeInfo
	after bool // runs after each refresh
	last  *claims.ExportEntry
}

func newRecipeList(s surroundings, doors excelDoors, edit func(app.Recipe), counted func(int)) *recipeList {
	l := &recipeList{s: s, doors: doors, edit: edit, counted: counted, start: startProgram, about: caption(""), word: newSigned(), looking: caption(wordLooking), problem: newProblemPanel(s.copy)}
	l.about.Wrapping = fyne.TextWrapWord
	l.looking.Hide()
	l.word.box.Hide()
	l.load = newLoader(s.nav.runBackground, s.after, func(looking bool) { setShown(l.looking, looking) })
	l.work = newLoader(s.nav.runBackground, s.after, nil)
	l.run = newMainButton(recipeRun, l.runIt, nil)
	l.run.Icon = symbolOf(assets.Excel)
	l.change, l.double = newKeyButton(recipeEdit, l.editIt, nil), newKeyButton(recipeDuplicate, l.duplicate, nil)
	l.remove, l.file = newKeyButton(recipeDelete, l.askDelete, nil), newKeyButton(recipeShowFile, l.showFile, nil)
	l.after = newKeyCheck(recipeAfter, l.switchAfter, func(key *fyne.KeyEvent) { passKey(l.table, key) })
	l.makeTable()
	l.problem.Content().Hide()
	l.acts = container.New(layout.NewRowWrapLayoutWithCustomPadding(gapSmall, gapSmall), l.run, l.change, l.double, l.remove, l.file, l.after)
	top := inset(gapSmall, gapSmall, 0, 0, stacked(l.acts, l.word.box))
	foot := withSign(l.about, l.looking)
	middle := container.NewStack(l.table, stacked(l.problem.Content()))
	l.box = container.New(toldWidth{l.fit}, container.New(layout.NewBorderLayout(top, foot, nil, nil), top, middle, foot))
	return l
}

func recipeColumns() []widgets.Column {
	right := fyne.TextAlignTrailing
	return []widgets.Column{
		{ID: "name", Title: headName, Width: 200, Grow: 2}, {ID: "made", Title: headMadeBy, Width: 110}, {ID: "last", Title: headLastUsed, Width: 172},
		{ID: "rows", Title: headRows, Width: 84, Align: right}, {ID: "privacy", Title: headPrivacy, Width: 136}, {ID: "format", Title: headFormat, Width: 80},
		{ID: "after", Title: headAfter, Width: 130},
	}
}

func (l *recipeList) makeTable() {
	l.table = widgets.NewRowTable(recipeColumns())
	l.table.Copy, l.table.Now = l.s.copy, l.s.now
	l.table.OnOpen = func(int) { l.runIt() }
	l.table.OnSelect = func(int) { l.arrange() }
	l.table.Menu = func(row int) []*fyne.MenuItem {
		l.table.Select(row)
		items := []*fyne.MenuItem{
			fyne.NewMenuItem(recipeRun, l.runIt), fyne.NewMenuItem(recipeEdit, l.editIt), fyne.NewMenuItem(recipeDuplicate, l.duplicate),
			fyne.NewMenuItem(recipeDelete, l.askDelete),
		}
		if r, ok := l.current(); ok {
			items[0].Disabled, items[1].Disabled, items[2].Disabled, items[3].Disabled = r.Problem != "", r.Ready, r.Problem != "", r.Ready
		}
		return items
	}
}

func (l *recipeList) fit(width float32) {
	hideNarrow(l.table, recipeColumns(), width, "rows", "format", "made", "last")
}

func (l *recipeList) content() fyne.CanvasObject { return l.box }

func (l *recipeList) show(ctx context.Context) {
	l.ctx = ctx
	load(ctx, l.load, l.readAll, l.apply)
}

// readAll runs in the background.
func (l *recipeList) readAll(ctx context.Context) ([]recipeRow, error) {
	list, err := l.doors.set.Recipes()
	if err != nil {
		return nil, err
	}
	after, err := l.doors.set.RecipesAfterRefresh(ctx)
	if err != nil {
		return nil, err
	}
	runs, err := l.s.read.Exports(ctx, registerReach)
	if err != nil {
		return nil, err
	}
	rows := make([]recipeRow, len(list))
	for i, info := range list {
		rows[i] = recipeRow{RecipeInfo: info, after: slices.Contains(after, info.ID)}
		if at := slices.IndexFunc(runs, func(e claims.ExportEntry) bool { return e.Recipe == info.Name && e.Saved }); at >= 0 {
			rows[i].last = &runs[at]
		}
	}
	return rows, nil
}

func (l *recipeList) apply(rows []recipeRow, err error) {
	setShown(l.problem.Content(), err != nil)
	setShown(l.table, err == nil)
	setShown(l.acts, err == nil) // they act on recipes that cannot be seen
	setShown(l.about, err == nil)
	l.box.Refresh()
	if err != nil {
		l.problem.tell(app.ProblemOf(err), wordTryAgain, func() { l.show(l.ctx) })
		return
	}
	l.rows = rows
	cells := make([][]widgets.Cell, len(rows))
	for i, r := range rows {
		cells[i] = r.cells(l.s.now().Location())
	}
	fillTable(l.table, cells, l.read)
	if !l.read {
		l.table.Select(lastUsed(rows))
	}
	l.read = true
	if at := slices.IndexFunc(rows, func(r recipeRow) bool { return r.ID == l.want }); at >= 0 {
		l.table.Select(at)
	}
	l.want = ""
	l.counted(len(rows))
	l.arrange()
}

// lastUsed is the recipe that ran last, which is the likeliest to run again; the first where none did.
func lastUsed(rows []recipeRow) int {
	last := 0
	for i, r := range rows {
		if r.last != nil && (rows[last].last == nil || r.last.At.After(rows[last].last.At)) {
			last = i
		}
	}
	return last
}

func (r recipeRow) cells(place *time.Location) []widgets.Cell {
	made, last, rows, after := widgets.Cell{Text: recipeMadeHere}, dash, dash, widgets.Cell{Text: dash, Color: ColorText2}
	if r.Ready {
		made = widgets.Cell{Text: recipeReady, Color: ColorText2}
	}
	if r.last != nil {
		last, rows = whenText(r.last.At.In(place)), app.CountText(int(r.last.Rows()))
	}
	if r.after {
		after = widgets.Cell{Chips: []widgets.ChipSpec{{Icon: symbol(assets.Refresh), Word: recipeRuns, Tone: toneOK()}}}
	}
	privacy := widgets.Cell{Text: wordsOfLevel(r.Privacy).name}
	if r.Problem != "" {
		privacy = widgets.Cell{Chips: []widgets.ChipSpec{{Icon: symbol(assets.Warning), Word: recipeUnusable, Tone: toneProblem()}}}
	}
	return []widgets.Cell{{Text: r.Name, Bold: true}, made, {Text: last}, {Text: rows}, privacy, {Text: formatWord(r.Format)}, after}
}

func formatWord(format string) string {
	switch app.RecipeFormat(format) {
	case app.RecipeXLSX:
		return formatExcel
	case app.RecipeParquet:
		return excelFormatParquet
	case app.RecipeCSV:
		return excelFormatPlain
	default:
		return dash
	}
}

// current is the recipe of the selected row.
func (l *recipeList) current() (recipeRow, bool) {
	row := l.table.Current()
	if row < 0 || row >= len(l.rows) {
		return recipeRow{}, false
	}
	return l.rows[row], true
}

// arrange enables what can be done with the selected recipe.
func (l *recipeList) arrange() {
	r, ok := l.current()
	usable := ok && r.Problem == ""
	enable(l.run, usable)
	enable(l.change, ok && !r.Ready)
	enable(l.double, usable)
	enable(l.remove, ok && !r.Ready)
	enable(l.file, ok && !r.Ready)
	enable(l.after, usable)
	l.setting = true
	l.after.SetChecked(r.after)
	l.setting = false
	l.about.SetText(r.About)
	if r.Problem != "" {
		l.about.SetText(r.Problem)
	}
}

// say tells what became of a button; "" takes it away.
func (l *recipeList) say(sign assets.Symbol, color fyne.ThemeColorName, text string) {
	l.word.set(sign, color, text)
	setShown(l.word.box, text != "")
	l.box.Refresh()
}

func (l *recipeList) focus() { l.s.focus(l.table) }

// CopyRows implements copier.
func (l *recipeList) CopyRows() { l.table.CopySelected() }
