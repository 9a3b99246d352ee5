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
	save  func(ctx context.Context, name string, mbis []string) (app.SavedList, error)
	added func(told string)
}

// askAddToList opens the form for people by their MBIs.
func askAddToList(
	s surroundings, sheets downloadsDoors, mbis []string, lists []claims.PeopleList,
	save func(ctx context.Context, name string, mbis []string) (app.SavedList, error), added func(told string),
) *addForm {
	a := &addForm{s: s, lists: lists, save: save, added: added}
	for _, mbi := range mbis {
		if mbi != "" && !slices.Contains(a.mbis, mbi) {
			a.mbis = append(a.mbis, mbi)
		}
	}
	names := []string{}
	for _, l := range lists {
		names = append(names, l.Name)
	}
	a.name = newEntry(eventsAddHint)
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
	if len(a.mbis) == 0 {
		a.form.say(eventsAddNoMBI)
		enable(a.form.act, false)
	}
	return a
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
