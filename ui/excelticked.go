package ui

import (
	"context"
	"fmt"

	"github.com/claimsdesk/claimsdesk/app"
)

// whoNames are the choices of whom an export is about: people who are ticked on People while there are some.
func (n *excelNew) whoNames() []string {
	names := []string{excelWhoOnList, excelWhoEverybody, excelWhoMyList}
	if len(n.ticked) > 0 {
		names = append(names, fmt.Sprintf(excelWhoTicked, app.CountText(len(n.ticked))))
	}
	return names
}

// takeTicks takes over who is ticked now. An export of people who were ticked becomes one of today's list with the last tick.
func (n *excelNew) takeTicks() {
	if n.doors.ticked == nil {
		return
	}
	n.ticked = n.doors.ticked()
	n.choice.ticked = make([]string, len(n.ticked))
	for i := range n.ticked {
		n.choice.ticked[i] = n.ticked[i].Key
	}
	if n.choice.who == excelTicked && len(n.ticked) == 0 {
		n.choice.who = excelOnList
	}
	n.who.SetNames(n.whoNames()...)
	n.fill()
	n.arrange()
}

// saveIt keeps the choice as a recipe. Ticks are gone when the window closes, so a recipe of theirs would be of nobody.
func (n *excelNew) saveIt() {
	if n.choice.who != excelTicked {
		n.askRecipe()
		return
	}
	ask(n.doors.files.window, question{
		title: excelTickedTitle, text: excelTickedText, act: excelTickedList, dismiss: askNotNow, do: func() { n.askTickedList() },
	})
}

// askTickedList makes a list of the people who are ticked, which the export is about then, and asks for the recipe.
func (n *excelNew) askTickedList() *addForm {
	mbis := make([]string, len(n.ticked))
	for i := range n.ticked {
		mbis[i] = n.ticked[i].MBI
	}
	made := "" // is set before added is called
	return askNewList(n.s, n.doors.sheets(), mbis, n.lists, func(ctx context.Context, name string, mbis []string) (app.SavedList, error) {
		made = name
		return n.doors.set.SavePeopleList(ctx, name, mbis)
	}, func(string) {
		n.aboutList(made)
		n.listed()
		n.askRecipe()
	})
}

// aboutList has the export be about the people on a list.
func (n *excelNew) aboutList(name string) {
	n.choice.who, n.choice.list = excelMyList, name
	n.fill()
	n.changed()
}
