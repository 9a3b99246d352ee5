package ui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

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
	table  *widgets.RowTable
	name   string
	checks []*keyCheck
	popup  *widget.PopUp
}

// chooseColumns lists the columns of a table to tick. Each tick acts at once; the first column always stays.
func chooseColumns(t *widgets.RowTable, name string) *columnsSheet {
	canvas := fyne.CurrentApp().Driver().CanvasForObject(t)
	if canvas == nil {
		return nil
	}
	s := &columnsSheet{table: t, name: name}
	boxes := stacked()
	for i, column := range t.Columns() {
		check := newKeyCheck(column.Title, func(bool) { s.take() }, s.key)
		check.Checked = slices.Contains(t.ChosenColumns(), column.ID)
		if i == 0 {
			check.Disable()
		}
		s.checks = append(s.checks, check)
		boxes.Add(check)
	}
	usual, done := newKeyButton(columnsUsual, s.usual, s.close), newMainButton(wordDone, s.close, s.close)
	tall := min(boxes.MinSize().Height, canvas.Size().Height/2)
	list := container.New(exactHeight{tall}, container.NewVScroll(boxes))
	content := stacked(heading(columnsTitle), list, inset(gapSmall, gapSmall, gapSmall, gapSmall, beside(usual, done)))
	s.popup = widget.NewModalPopUp(newLayer(widgets.NewSurface("", gapSmall, content), s.close), canvas)
	s.popup.Show()
	if len(s.checks) > 1 {
		canvas.Focus(s.checks[1])
	}
	return s
}

// exactHeight lays out one object as tall as told.
type exactHeight struct{ height float32 }

// Layout implements fyne.Layout.
func (e exactHeight) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
	}
}

// MinSize implements fyne.Layout.
func (e exactHeight) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(0, e.height)
	for _, o := range objects {
		size.Width = max(size.Width, o.MinSize().Width)
	}
	return size
}

// key moves among the boxes; other keys go on.
func (s *columnsSheet) key(e *fyne.KeyEvent) {
	canvas := fyne.CurrentApp().Driver().CanvasForObject(s.table)
	switch {
	case e.Name == fyne.KeyEscape || e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter:
		s.close()
	case e.Name == fyne.KeyDown && canvas != nil:
		canvas.FocusNext()
	case e.Name == fyne.KeyUp && canvas != nil:
		canvas.FocusPrevious()
	}
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
		s.checks[i].Checked = slices.Contains(s.table.ChosenColumns(), column.ID)
		s.checks[i].Refresh()
	}
}

func (s *columnsSheet) close() {
	s.popup.Hide()
	if canvas := fyne.CurrentApp().Driver().CanvasForObject(s.table); canvas != nil {
		canvas.Focus(s.table)
	}
}
