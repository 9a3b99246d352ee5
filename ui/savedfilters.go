package ui

import (
	"maps"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// savedFilters is the button beside a list that brings back filters which people saved under a name, and saves those in use.
type savedFilters struct {
	*filterMemory
	s      surroundings
	sheets func() downloadsDoors
	button *keyButton
	now    func() filterState // what the filters say
	apply  func(filterState)  // has them say it
}

func newSavedFilters(s surroundings, sheets func() downloadsDoors, memory *filterMemory, now func() filterState, apply func(filterState)) *savedFilters {
	f := &savedFilters{filterMemory: memory, s: s, sheets: sheets, now: now, apply: apply}
	f.button = newKeyButton(filtersSaved, f.open, nil)
	f.button.Importance = widget.LowImportance
	return f
}

// open shows the menu beneath the button.
func (f *savedFilters) open() {
	canvas := fyne.CurrentApp().Driver().CanvasForObject(f.button)
	if canvas == nil {
		return
	}
	menu := widget.NewPopUpMenu(fyne.NewMenu("", f.items()...), canvas)
	menu.ShowAtRelativePosition(fyne.NewPos(f.button.Size().Width-menu.MinSize().Width, f.button.Size().Height), f.button)
	f.s.focus(menu)
}

func (f *savedFilters) items() []*fyne.MenuItem {
	var items, gone []*fyne.MenuItem
	now := f.now()
	for _, name := range f.names() {
		state := f.saved(name)
		item := fyne.NewMenuItem(name, func() { f.apply(state) })
		item.Checked = maps.Equal(state, now)
		items = append(items, item)
		gone = append(gone, fyne.NewMenuItem(name, func() { f.forget(name) }))
	}
	if len(items) > 0 {
		items = append(items, fyne.NewMenuItemSeparator())
	}
	save := fyne.NewMenuItem(filtersSave, f.ask)
	save.Disabled = len(now) == 0
	items = append(items, save)
	if len(gone) > 0 {
		forget := fyne.NewMenuItem(filtersForget, nil)
		forget.ChildMenu = fyne.NewMenu("", gone...)
		items = append(items, forget)
	}
	return items
}

// ask asks for the name under which the filters in use are saved.
func (f *savedFilters) ask() {
	name, state := newEntry(filtersSaveHint), f.now()
	form := openForm(f.s, f.sheets(), sheetWidth, filtersSaveTitle, filtersSaveDo, stacked(wrapped(filtersSaveText), inset(0, 0, gapSmall, gapSmall, name)), nil)
	form.act.OnTapped = func() {
		typed := strings.TrimSpace(name.Text)
		switch {
		case typed == "":
			form.say(filtersSaveNone)
			return
		case f.saved(typed) != nil:
			form.say(filtersSaveTaken)
			return
		}
		f.save(typed, state)
		form.close()
	}
	name.OnChanged = func(string) { form.say("") }
	form.begin(name)
}
