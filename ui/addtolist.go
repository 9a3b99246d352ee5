package ui

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// addForm asks to which people list people are added.
type addForm struct {
	s    surroundings
	form *form
	list *widgets.Select
	name *entry
	mbis []string // without those that are empty or come twice
	// lists are those there are; save keeps one in place of what it held; added is told what was done.
	lists []claims.PeopleList
	save  saveList
	added func(told string)
}

// saveList keeps a people list in place of what it held.
type saveList func(ctx context.Context, name string, mbis []string) (app.SavedList, error)

// askAddToList opens the form for people by their MBIs.
func askAddToList(s surroundings, sheets downloadsDoors, mbis []string, lists []claims.PeopleList, save saveList, added func(told string)) *addForm {
	a := newAddForm(s, mbis, lists, save, added)
	names := []string{}
	for _, l := range lists {
		names = append(names, l.Name)
	}
	a.list = widgets.NewSelect(append(names, eventsAddNew), nil)
	a.list.SetSelectedIndex(0)
	setShown(a.name, a.list.Selected == eventsAddNew)
	a.list.OnChanged = func(chosen string) {
		setShown(a.name, chosen == eventsAddNew)
		a.form.say("")
		if chosen == eventsAddNew {
			a.form.focus(a.name)
		}
	}
	fields := stacked(wrapped(eventsAddText), inset(0, gapSmall, gapSmall, gapSmall, widgets.NewOutline(a.list)), inset(0, 0, gapSmall, gapSmall, a.name))
	a.form = openForm(s, sheets, sheetWidth, fmt.Sprintf(eventsAddTitle, countPeople.Of(len(a.mbis))), eventsAddKeep, fields, a.add)
	if len(names) == 0 {
		a.form.begin(a.name)
	} else {
		a.form.focus(a.list)
	}
	a.look()
	return a
}

// askNewList opens the form for a list that is not there yet.
func askNewList(s surroundings, sheets downloadsDoors, mbis []string, lists []claims.PeopleList, save saveList, added func(told string)) *addForm {
	a := newAddForm(s, mbis, lists, save, added)
	a.list = widgets.NewSelect([]string{eventsAddNew}, nil)
	a.list.SetSelectedIndex(0)
	title := fmt.Sprintf(listNewTitle, countPeople.Of(len(a.mbis)))
	a.form = openForm(s, sheets, sheetWidth, title, listNewKeep, stacked(wrapped(eventsAddText), inset(0, 0, gapSmall, gapSmall, a.name)), a.add)
	a.form.begin(a.name)
	a.look()
	return a
}

func newAddForm(s surroundings, mbis []string, lists []claims.PeopleList, save saveList, added func(told string)) *addForm {
	a := &addForm{s: s, name: newEntry(eventsAddHint), lists: lists, save: save, added: added}
	for _, mbi := range mbis {
		if mbi != "" && !slices.Contains(a.mbis, mbi) {
			a.mbis = append(a.mbis, mbi)
		}
	}
	return a
}

// look says where nobody can be put onto a list.
func (a *addForm) look() {
	if len(a.mbis) == 0 {
		a.form.say(eventsAddNoMBI)
		enable(a.form.act, false)
	}
}

func (a *addForm) add() {
	name, fresh := a.list.Selected, a.list.Selected == eventsAddNew
	if fresh {
		name = strings.TrimSpace(a.name.Text)
		taken := slices.ContainsFunc(a.lists, func(l claims.PeopleList) bool { return strings.EqualFold(l.Name, name) })
		switch {
		case name == "":
			a.form.say(eventsAddNoName)
			return
		case taken:
			a.form.say(eventsAddTaken)
			return
		}
	}
	told := fmt.Sprintf(eventsAdded, countPeople.Of(len(a.mbis)), name)
	a.form.run(func(ctx context.Context) error {
		all := slices.Clone(a.mbis)
		if !fresh {
			there, err := a.s.read.PeopleOnList(ctx, name)
			if err != nil {
				return err
			}
			all = append(there, all...)
		}
		slices.Sort(all)
		_, err := a.save(ctx, name, slices.Compact(all))
		return err
	}, func() { a.added(told) })
}
