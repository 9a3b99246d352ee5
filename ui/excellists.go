package ui

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// peopleLists keeps lists of people, which exports and recipes call by their names.
type peopleLists struct {
	s     surroundings
	doors excelDoors
	load  *loader
	work  *loader
	ctx   context.Context
	// told is told of the lists each time they are read; use makes an export of one.
	told func([]claims.PeopleList)
	use  func(name string)

	list    []claims.PeopleList
	read    bool
	want    string // list to select when they are read
	word    *signed
	add     *keyButton
	export  *keyButton
	again   *keyButton
	remove  *keyButton
	names   *keyButton
	looking *widget.Label
	table   *widgets.RowTable
	empty   *widgets.EmptyState
	acts    *fyne.Container // the buttons
	problem *problemPanel
	box     fyne.CanvasObject
}

func newPeopleLists(s surroundings, doors excelDoors, told func([]claims.PeopleList), use func(string)) *peopleLists {
	l := &peopleLists{s: s, doors: doors, told: told, use: use, word: newSigned(), looking: caption(wordLooking), problem: newProblemPanel(s.copy)}
	l.looking.Hide()
	l.word.box.Hide()
	l.load = newLoader(s.nav.runBackground, s.after, func(looking bool) { setShown(l.looking, looking) })
	l.work = newLoader(s.nav.runBackground, s.after, nil)
	l.add = newMainButton(listsImport, func() { showListImport(l, "", "") }, nil)
	l.export = newKeyButton(listsExport, l.exportIt, nil)
	l.again = newKeyButton(listsAgain, l.replace, nil)
	l.remove = newKeyButton(recipeDelete, l.askDelete, nil)
	l.names = newKeyButton(listsNames, func() { showCodeNames(s, doors, doors.set) }, nil)
	l.table = widgets.NewRowTable([]widgets.Column{
		{ID: "name", Title: headName, Width: 220, Grow: 2}, {ID: "mbis", Title: headMBIs, Width: 96, Align: fyne.TextAlignTrailing}, {ID: "saved", Title: headSaved, Width: 180, Grow: 1},
	})
	l.table.Copy, l.table.Now = s.copy, s.now
	l.table.OnOpen = func(int) { l.exportIt() }
	l.table.OnSelect = func(int) { l.arrange() }
	l.table.Menu = func(row int) []*fyne.MenuItem {
		l.table.Select(row)
		return []*fyne.MenuItem{fyne.NewMenuItem(listsExport, l.exportIt), fyne.NewMenuItem(listsAgain, l.replace), fyne.NewMenuItem(recipeDelete, l.askDelete)}
	}
	l.empty = widgets.NewEmptyState(symbol(assets.People), listsNone, listsNoneText, listsImport, func() { showListImport(l, "", "") })
	l.empty.Hide()
	l.problem.Content().Hide()
	l.acts = container.New(layout.NewRowWrapLayoutWithCustomPadding(gapSmall, gapSmall), l.add, l.export, l.again, l.remove, l.names)
	top := inset(gapSmall, gapSmall, 0, 0, stacked(l.acts, l.word.box))
	note := caption(listsNote)
	note.Wrapping = fyne.TextWrapWord
	foot := withSign(note, l.looking)
	middle := container.NewStack(l.table, l.empty, stacked(l.problem.Content()))
	l.box = container.New(layout.NewBorderLayout(top, foot, nil, nil), top, middle, foot)
	return l
}

func (l *peopleLists) content() fyne.CanvasObject { return l.box }

func (l *peopleLists) show(ctx context.Context) {
	l.ctx = ctx
	load(ctx, l.load, func(ctx context.Context) ([]claims.PeopleList, error) { return l.s.read.PeopleLists(ctx) }, l.apply)
}

func (l *peopleLists) apply(list []claims.PeopleList, err error) {
	setShown(l.problem.Content(), err != nil)
	setShown(l.acts, err == nil) // they act on lists that cannot be seen
	if err != nil {
		l.problem.tell(app.ProblemOf(err), wordTryAgain, func() { l.show(l.ctx) })
		l.table.Hide()
		l.empty.Hide()
		l.box.Refresh()
		return
	}
	l.list = list
	cells := make([][]widgets.Cell, len(list))
	for i, one := range list {
		cells[i] = []widgets.Cell{{Text: one.Name, Bold: true}, {Text: app.CountText(one.People)}, {Text: whenText(one.SavedAt.In(l.s.now().Location()))}}
	}
	fillTable(l.table, cells, l.read)
	if !l.read {
		l.table.Select(0)
	}
	l.read = true
	kept := false // a list has just been kept: the keyboard goes to it
	if at := slices.IndexFunc(list, func(one claims.PeopleList) bool { return one.Name == l.want }); at >= 0 {
		l.table.Select(at)
		kept = true
	}
	l.want = ""
	setShown(l.table, len(list) > 0)
	setShown(l.empty, len(list) == 0)
	setShown(l.add, len(list) > 0) // else the empty list offers it
	l.told(list)
	l.arrange()
	if kept {
		l.s.focus(l.table)
	}
}

func (l *peopleLists) current() (claims.PeopleList, bool) {
	row := l.table.Current()
	if row < 0 || row >= len(l.list) {
		return claims.PeopleList{}, false
	}
	return l.list[row], true
}

func (l *peopleLists) arrange() {
	_, ok := l.current()
	for _, b := range []*keyButton{l.export, l.again, l.remove} {
		setShown(b, len(l.list) > 0)
		enable(b, ok)
	}
	l.box.Refresh()
}

func (l *peopleLists) exportIt() {
	if one, ok := l.current(); ok {
		l.use(one.Name)
	}
}

// replace imports a file into the selected list.
func (l *peopleLists) replace() {
	if one, ok := l.current(); ok {
		showListImport(l, "", one.Name)
	}
}

func (l *peopleLists) say(sign assets.Symbol, color fyne.ThemeColorName, text string) {
	l.word.set(sign, color, text)
	setShown(l.word.box, text != "")
	l.box.Refresh()
}

func (l *peopleLists) askDelete() {
	one, ok := l.current()
	if !ok {
		return
	}
	ask(l.doors.files.window, question{
		title: fmt.Sprintf(listsDeleteTitle, one.Name), text: listsDeleteText, act: listsDeleteDo, dismiss: recipeDeleteNot, safe: true, danger: true,
		do: func() {
			load(l.ctx, l.work, func(ctx context.Context) (struct{}, error) {
				return struct{}{}, l.doors.set.DeletePeopleList(ctx, one.Name)
			}, func(_ struct{}, err error) {
				if err != nil {
					problem := app.ProblemOf(err)
					l.say(assets.Warning, ColorWarn, joined(problem.Title, problem.Text))
					return
				}
				l.show(l.ctx)
			})
		},
	})
}

func (l *peopleLists) focus() {
	if l.empty.Visible() {
		l.s.focus(l.empty.Button())
		return
	}
	l.s.focus(l.table)
}

// CopyRows implements copier.
func (l *peopleLists) CopyRows() { l.table.CopySelected() }
