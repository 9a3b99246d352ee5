package ui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// Preferences that remember the columns of a table, followed by the table's name.
const (
	prefColumns = "columns-"
	prefWidths  = "widths-"
)

// rememberColumns lets people choose the columns of a table and set their widths, and keeps both under the table's name. It is called
// again where the table's columns were replaced.
func rememberColumns(t *widgets.RowTable, name string) {
	prefs := fyne.CurrentApp().Preferences()
	t.ShowColumns(prefs.StringList(prefColumns + name)...)
	t.SetWidths(widthsOf(prefs.StringList(prefWidths + name)))
	t.OnResized = func() { prefs.SetStringList(prefWidths+name, widthWords(t.Widths())) }
	t.HeaderMenu = func() []*fyne.MenuItem {
		return []*fyne.MenuItem{fyne.NewMenuItem(columnsChoose, func() { chooseColumns(t, name) })}
	}
}

func widthWords(widths map[string]float32) []string {
	list := make([]string, 0, len(widths))
	for id, width := range widths {
		list = append(list, fmt.Sprintf("%s=%.0f", id, width))
	}
	slices.Sort(list)
	return list
}

func widthsOf(list []string) map[string]float32 {
	widths := map[string]float32{}
	for _, line := range list {
		id, text, _ := strings.Cut(line, "=")
		if width, err := strconv.ParseFloat(text, 32); err == nil {
			widths[id] = float32(width)
		}
	}
	return widths
}

// columnsSheet is open while columns are chosen.
type columnsSheet struct {
	*tickSheet
	table *widgets.RowTable
	name  string
}

// chooseColumns lists the columns of a table to tick. The first column always stays.
func chooseColumns(t *widgets.RowTable, name string) *columnsSheet {
	s := &columnsSheet{table: t, name: name}
	ticks := make([]tick, len(t.Columns()))
	for i, column := range t.Columns() {
		ticks[i] = tick{column.Title, slices.Contains(t.ChosenColumns(), column.ID), i == 0}
	}
	s.tickSheet = openTicks(t, columnsTitle, nil, ticks, s.take, newKeyButton(columnsUsual, s.usual, nil))
	if s.tickSheet == nil {
		return nil
	}
	return s
}

// take shows what is ticked and keeps it.
func (s *columnsSheet) take() {
	var ids []string
	for i, column := range s.table.Columns() {
		if s.checks[i].Checked {
			ids = append(ids, column.ID)
		}
	}
	fyne.CurrentApp().Preferences().SetStringList(prefColumns+s.name, ids)
	s.table.ShowColumns(ids...)
}

// usual takes back what was chosen and dragged.
func (s *columnsSheet) usual() {
	prefs := fyne.CurrentApp().Preferences()
	prefs.RemoveValue(prefColumns + s.name)
	prefs.RemoveValue(prefWidths + s.name)
	s.table.ShowColumns()
	s.table.SetWidths(nil)
	for i, column := range s.table.Columns() {
		s.set(i, slices.Contains(s.table.ChosenColumns(), column.ID))
	}
}
