package ui

import (
	"context"
	"fmt"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// exportRegister lists who exported what, when, and how private. It names nobody who is in the files.
type exportRegister struct {
	s     surroundings
	doors excelDoors
	load  *loader
	ctx   context.Context

	all   []claims.ExportEntry // as read
	list  []claims.ExportEntry // of the days asked for
	read  bool
	days  [2]*dayField
	count *widget.Label
	save  *keyButton
	start func(path string) error
	begin func() // leads to a new export; nil where there is none

	looking *widget.Label
	table   *widgets.RowTable
	empty   *widgets.EmptyState
	problem *problemPanel
	box     fyne.CanvasObject
}

// registerReach is how many exports the list goes back.
const registerReach = 5000

func newExportRegister(s surroundings, doors excelDoors) *exportRegister {
	r := &exportRegister{s: s, doors: doors, count: caption(""), looking: caption(wordLooking), problem: newProblemPanel(s.copy), start: startProgram}
	r.looking.Hide()
	r.load = newLoader(s.nav.runBackground, s.after, func(looking bool) { setShown(r.looking, looking) })
	for i := range r.days {
		r.days[i] = newDayField(excelDatesHint, s.now)
		r.days[i].entry.OnChanged = func(string) { r.fill() }
	}
	r.save = newKeyButton(registerSave, r.saveIt, nil)
	r.save.Icon = symbolOf(assets.Excel)
	enable(r.save, false) // until the register is read
	r.makeTable()
	r.empty = widgets.NewEmptyState(symbol(assets.Excel), registerNone, registerNoneText, "", nil)
	r.empty.Hide()
	r.problem.Content().Hide()
	days := container.New(layout.NewRowWrapLayout(), widget.NewLabel(registerFrom), dayWide(r.days[0]), widget.NewLabel(excelDateUntil), dayWide(r.days[1]))
	ends := container.NewHBox(r.looking, r.count, r.save)
	head := container.New(layout.NewBorderLayout(nil, nil, nil, ends), days, ends)
	note := caption(registerNote)
	note.Wrapping = fyne.TextWrapWord
	middle := container.NewStack(r.table, r.empty, stacked(r.problem.Content()))
	top := inset(gapSmall, gapSmall, 0, 0, head)
	r.box = container.New(toldWidth{r.fit}, container.New(layout.NewBorderLayout(top, note, nil, nil), top, middle, note))
	return r
}

func registerColumns() []widgets.Column {
	right := fyne.TextAlignTrailing
	return []widgets.Column{
		{ID: "when", Title: headWhen, Width: 172}, {ID: "who", Title: headWho, Width: 96, Grow: 1}, {ID: "what", Title: headWhat, Width: 140, Grow: 2},
		{ID: "people", Title: headPeople, Width: 72, Align: right}, {ID: "rows", Title: headRows, Width: 84, Align: right},
		{ID: "privacy", Title: headPrivacy, Width: 136}, {ID: "file", Title: headFile, Width: 150, Grow: 2}, {ID: "sum", Title: headSum, Width: 96},
	}
}

func (r *exportRegister) makeTable() {
	r.table = widgets.NewRowTable(registerColumns())
	r.table.Copy, r.table.Now = r.s.copy, r.s.now
	r.table.OnOpen = r.open
	r.table.Menu = func(row int) []*fyne.MenuItem {
		return []*fyne.MenuItem{fyne.NewMenuItem(registerOpen, func() { r.open(row) }), fyne.NewMenuItem(menuCopyRow, r.table.CopySelected)}
	}
}

// fit leaves out columns for which there is no room; the entry tells them all.
func (r *exportRegister) fit(width float32) {
	hideNarrow(r.table, registerColumns(), width, "sum", "rows", "who")
}

func (r *exportRegister) content() fyne.CanvasObject { return r.box }

func (r *exportRegister) show(ctx context.Context) {
	r.ctx = ctx
	load(ctx, r.load, func(ctx context.Context) ([]claims.ExportEntry, error) { return r.s.read.Exports(ctx, registerReach) }, r.apply)
}

func (r *exportRegister) apply(list []claims.ExportEntry, err error) {
	setShown(r.problem.Content(), err != nil)
	if err != nil {
		r.problem.tell(app.ProblemOf(err), wordTryAgain, func() { r.show(r.ctx) })
		r.table.Hide()
		r.empty.Hide()
		return
	}
	r.all = list
	r.fill()
	r.read = true
}

// fill shows the entries of the days asked for. A day that is none asks for nothing.
func (r *exportRegister) fill() {
	r.list = app.ExportsBetween(r.all, isoDay(r.days[0]), isoDay(r.days[1]), r.s.now().Location())
	rows := make([][]widgets.Cell, len(r.list))
	for i, e := range r.list {
		rows[i] = registerCells(e, r.s)
	}
	fillTable(r.table, rows, r.read)
	r.empty.Set(registerNone, registerNoneText, "", nil)
	if r.begin != nil {
		r.empty.Set(registerNone, registerNoneText, excelTabNew, r.begin)
	}
	if len(r.all) > 0 {
		r.empty.Set(registerNoneThen, registerNoneThenText, "", nil)
	}
	setShown(r.table, len(rows) > 0)
	setShown(r.empty, len(rows) == 0)
	r.count.SetText(countExports.Of(len(rows)))
	enable(r.save, len(rows) > 0)
}

func registerCells(e claims.ExportEntry, s surroundings) []widgets.Cell {
	what := e.What
	if e.Recipe != "" {
		what = e.Recipe + " · " + what
	}
	file, sum := dash, dash
	if len(e.Files) > 0 {
		file, sum = filepath.Base(e.Files[0].Name), shortSum(e.Files[0].SHA256)
	}
	if len(e.Files) > 1 {
		file, sum = countFiles.Of(len(e.Files)), dash
	}
	name := widgets.Cell{Text: file}
	if !e.Saved {
		name = widgets.Cell{Chips: []widgets.ChipSpec{{Icon: symbol(assets.Warning), Word: registerNotSaved, Tone: toneWarn()}}}
	}
	return []widgets.Cell{
		{Text: whenText(e.At.In(s.now().Location()))}, {Text: e.Who}, {Text: what}, {Text: app.CountText(e.People)}, {Text: app.CountText(int(e.Rows()))},
		{Text: wordsOfLevel(e.Level).name}, name, {Text: sum, Mono: true, Color: ColorText2},
	}
}

// shortSum is the beginning of a checksum: enough to compare by eye.
func shortSum(sum string) string {
	const enough = 8
	return sum[:min(enough, len(sum))]
}

// open tells an entry in full.
func (r *exportRegister) open(row int) {
	if row < 0 || row >= len(r.list) {
		return
	}
	e := r.list[row]
	parts := []fyne.CanvasObject{
		wrapped(whenText(e.At.In(r.s.now().Location())) + " · " + e.Who),
		wrapped(e.What + " · " + wordsOfLevel(e.Level).name + " · " + countPeople.Of(e.People)),
		wrapped(fmt.Sprintf(registerFilters, e.Filters)),
	}
	const most = 6 // a layout has more files than a sheet can show
	for i, f := range e.Files {
		if i == most {
			parts = append(parts, wrapped(fmt.Sprintf(registerMore, countFiles.Of(len(e.Files)-most))))
			break
		}
		sum := caption(fmt.Sprintf(registerSum, f.SHA256))
		sum.TextStyle, sum.Wrapping = fyne.TextStyle{Monospace: true}, fyne.TextWrapBreak
		name := wrapped(f.Name + " · " + countRows.Of(int(f.Rows)) + " · " + bytesText(f.Bytes))
		name.Wrapping = fyne.TextWrapBreak
		parts = append(parts, name, sum)
	}
	if !e.Saved {
		parts = append(parts, bold(registerNotSavedText))
	}
	var s *sheet
	hide := func() { s.close() }
	buttons := container.New(layout.NewCustomPaddedHBoxLayout(gapSmall), layout.NewSpacer())
	if len(e.Files) > 0 && e.Saved && filepath.IsAbs(e.Files[0].Name) {
		buttons.Add(newKeyButton(saveOpenFolder, func() { r.openFolder(e) }, hide))
	}
	closer := newMainButton(wordClose, hide, hide)
	buttons.Add(closer)
	title := e.Recipe
	if title == "" {
		title = registerEntry
	}
	s = openSheetOver(r.doors.files.window, formWide, stacked(heading(title), stacked(parts...)), inset(gapSmall, gapSmall, gapSmall, gapSmall, buttons), hide)
	r.doors.files.window.Canvas().Focus(closer)
}

func (r *exportRegister) openFolder(e claims.ExportEntry) {
	if err := r.start(filepath.Dir(e.Files[0].Name)); err != nil {
		r.count.SetText(saveCannotOpen)
	}
}

// saveIt saves the entries of the days asked for, where there are any.
func (r *exportRegister) saveIt() {
	if r.save.Disabled() {
		return
	}
	from, to := isoDay(r.days[0]), isoDay(r.days[1])
	showSaveFile(r.s, r.doors.files, fileJob{
		title: registerSaveTitle, whom: registerSaveWhom, what: countExports.Of(len(r.list)) + ".", keep: registerSaveKeep,
		name: fileName(r.doors.set.Name()+"-export-register", ".csv", r.s.now()), ending: ".csv", act: excelSaveFile,
		writing: excelWriting, runs: excelRuns, done: excelDone, told: excelStatusDone,
		write: func(ctx context.Context, out string, _ app.Report) (app.ExportResult, error) {
			return r.doors.set.SaveRegister(ctx, from, to, out)
		},
	})
}

func (r *exportRegister) focus() {
	if r.table.Visible() && len(r.list) > 0 {
		r.s.focus(r.table)
		return
	}
	r.s.focus(r.days[0].entry)
}

// CopyRows implements copier.
func (r *exportRegister) CopyRows() { r.table.CopySelected() }

// fillTable shows rows that are all in memory.
func fillTable(t *widgets.RowTable, rows [][]widgets.Cell, keep bool) {
	t.Fetch = func(page int) {
		from := min(page*widgets.PageSize, len(rows))
		t.SetPage(page, rows[from:min(from+widgets.PageSize, len(rows))])
	}
	t.Reset(len(rows), rows[:min(widgets.PageSize, len(rows))], keep)
}

// hideNarrow leaves out columns for which a width has no room, in the order named.
func hideNarrow(t *widgets.RowTable, columns []widgets.Column, width float32, least ...string) {
	need, scale := columnsWidth(columns), textScaleNow()
	var hidden []string
	for _, id := range least {
		if need <= width {
			break
		}
		hidden = append(hidden, id)
		for _, c := range columns {
			if c.ID == id {
				need -= c.Width * scale
			}
		}
	}
	t.HideColumns(hidden...)
}

// columnsWidth is the width that columns need.
func columnsWidth(columns []widgets.Column) float32 {
	need := float32(0)
	for _, c := range columns {
		need += c.Width * textScaleNow()
	}
	return need
}
