package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// columnsForm asks which columns each table has, and in which order.
type columnsForm struct {
	n      *excelNew
	form   *form
	sheets []app.RecipeSheet
	at     int                 // sheet in front
	chosen map[string][]string // by title of the sheet
	others []string            // columns of the sheet in front that are not in the file, as shown

	sheet  *widgets.Select
	search *entry
	out    *widgets.RowTable // columns that stay out
	in     *widgets.RowTable // columns of the file
	add    *keyButton
	remove *keyButton
	up     *keyButton
	down   *keyButton
}

// askColumns opens the form on the first table.
func (n *excelNew) askColumns() *columnsForm {
	f := &columnsForm{n: n, sheets: n.choice.sheetsAsked(), chosen: map[string][]string{}}
	if len(f.sheets) == 0 {
		return f
	}
	for _, sheet := range f.sheets {
		f.chosen[sheet.Title()] = slices.Clone(n.choice.columns[sheet.Title()])
		if len(f.chosen[sheet.Title()]) == 0 {
			f.chosen[sheet.Title()] = f.all(sheet)
		}
	}
	f.makeFields()
	f.form = openForm(n.s, n.doors.sheets(), formWide, excelColumnsTitle, excelClaimsTake, f.lay(), f.take)
	f.show()
	f.form.focus(f.search)
	return f
}

// all are the columns of a sheet's table in the catalogue's order.
func (f *columnsForm) all(sheet app.RecipeSheet) []string {
	t, ok := claims.TableNamed(sheet.Table)
	if !ok {
		return nil
	}
	return t.Names()
}

func (f *columnsForm) makeFields() {
	f.sheet = widgets.NewSelect(nil, nil)
	for _, sheet := range f.sheets {
		f.sheet.Options = append(f.sheet.Options, sheet.Title())
	}
	f.sheet.SetSelectedIndex(0)
	f.sheet.OnChanged = func(string) { f.at = f.sheet.SelectedIndex(); f.show() }
	f.search = newEntry(excelColumnsFind)
	f.search.OnChanged = func(string) { f.show() }
	f.search.onEscape = func() { f.form.close() }
	table := func(title string, open func(int)) *widgets.RowTable {
		t := widgets.NewRowTable([]widgets.Column{{ID: "name", Title: title, Width: 160, Grow: 1}})
		t.OnOpen, t.Copy, t.Now = open, f.n.s.copy, f.n.s.now
		return t
	}
	f.out = table(excelColumnsOut, func(int) { f.put() })
	f.in = table(excelColumnsIn, func(int) { f.drop() })
	escape := func() { f.form.close() }
	f.add, f.remove = newKeyButton(excelColumnsAdd, f.put, escape), newKeyButton(excelColumnsRemove, f.drop, escape)
	f.up, f.down = newKeyButton(excelColumnsUp, func() { f.move(-1) }, escape), newKeyButton(excelColumnsDown, func() { f.move(1) }, escape)
}

func (f *columnsForm) lay() fyne.CanvasObject {
	const tall = 264
	everything := newKeyButton(excelColumnsAll, func() { f.set(f.all(f.sheets[f.at])) }, func() { f.form.close() })
	buttons := container.New(layout.NewCustomPaddedVBoxLayout(gapSmall), f.add, f.remove, f.up, f.down, everything)
	least := atHeight{tall, ofWindow(f.n.doors.files.window, 0.55)}
	left, right := container.New(least, f.out), container.New(least, f.in)
	tables := container.New(columns{gap: gapSmall, weights: []float32{1, 0, 1}}, left, buttons, right)
	top := container.New(columns{gap: gapSmall, weights: []float32{1, 1}}, widgets.NewOutline(f.sheet), f.search)
	return inset(0, 0, gapSmall, gapSmall, stacked(top, inset(gapSmall, 0, 0, 0, tables)))
}

// present are the columns of the sheet in front, in their order.
func (f *columnsForm) present() []string { return f.chosen[f.sheets[f.at].Title()] }

func (f *columnsForm) set(list []string) {
	f.chosen[f.sheets[f.at].Title()] = list
	f.show()
}

// show fills both lists.
func (f *columnsForm) show() {
	if f.form == nil {
		return // still being built
	}
	table, ok := claims.TableNamed(f.sheets[f.at].Table)
	if !ok {
		return
	}
	f.others = nil
	typed := strings.ToLower(strings.TrimSpace(f.search.Text))
	for _, c := range table.Columns {
		if !slices.Contains(f.present(), c.Name) && (strings.Contains(strings.ToLower(c.Label), typed) || strings.Contains(strings.ToLower(c.Name+" "+c.CCLF), typed)) {
			f.others = append(f.others, c.Name)
		}
	}
	fillNames(f.out, table, f.others, f.n.choice)
	fillNames(f.in, table, f.present(), f.n.choice)
}

// fillNames shows columns by their plain names; those that the level of privacy removes say so.
func fillNames(t *widgets.RowTable, table *claims.Table, names []string, c excelChoice) {
	rows := make([][]widgets.Cell, 0, len(names))
	for _, name := range names {
		col, ok := table.Column(name)
		if !ok {
			continue
		}
		column := table.Columns[col]
		cell := widgets.Cell{Text: column.Label}
		if c.removes(column) {
			cell.Text, cell.Color = column.Label+excelColumnsGone, ColorText2
		}
		rows = append(rows, []widgets.Cell{cell})
	}
	fillTable(t, rows, true)
}

// removes says that the level of privacy leaves a column out.
func (c excelChoice) removes(column claims.Column) bool {
	if c.providers && c.privacy == claims.PrivacyDeidentified && column.Identifier == claims.ProviderOrPlan {
		return false
	}
	return column.Identifier.Treatment(c.privacy) == claims.Remove
}

// put takes the marked column into the file, after the marked one there.
func (f *columnsForm) put() {
	if row := f.out.Current(); row >= 0 && row < len(f.others) {
		at := len(f.present())
		if marked := f.in.Current(); marked >= 0 {
			at = min(at, marked+1)
		}
		f.set(slices.Insert(slices.Clone(f.present()), at, f.others[row]))
		f.in.Select(at)
	}
}

// drop takes the marked column out of the file.
func (f *columnsForm) drop() {
	if row := f.in.Current(); row >= 0 && row < len(f.present()) {
		f.set(slices.Delete(slices.Clone(f.present()), row, row+1))
	}
}

// move moves the marked column.
func (f *columnsForm) move(by int) {
	row, list := f.in.Current(), slices.Clone(f.present())
	to := row + by
	if row < 0 || row >= len(list) || to < 0 || to >= len(list) {
		return
	}
	list[row], list[to] = list[to], list[row]
	f.set(list)
	f.in.Select(to)
}

// take keeps what was chosen. All columns in their usual order are no choice.
func (f *columnsForm) take() {
	for _, sheet := range f.sheets {
		if len(f.chosen[sheet.Title()]) == 0 {
			f.form.say(sheet.Title() + ": " + excelColumnsNone)
			return
		}
	}
	for _, sheet := range f.sheets {
		list := f.chosen[sheet.Title()]
		delete(f.n.choice.columns, sheet.Title())
		if !slices.Equal(list, f.all(sheet)) {
			f.n.choice.columns[sheet.Title()] = list
		}
	}
	f.form.close()
	f.n.changed()
}
