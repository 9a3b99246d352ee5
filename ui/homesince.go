package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// sinceLists are the work lists on Home, in its order (docs/reference/screens.md 5.2).
func sinceLists() []claims.EventList {
	return []claims.EventList{
		claims.ListFollowUp, claims.ListED, claims.ListReadmitted, claims.ListNew, claims.ListLeft, claims.ListNewDrug, claims.ListDied,
	}
}

// sinceFacts is what arrived since the refresh before the latest one.
type sinceFacts struct {
	counts  map[claims.EventList]int
	compare bool // there were two refreshes: something can be new
}

// sinceFilter is what the counts count of a list.
func sinceFilter(list claims.EventList) claims.EventFilter {
	return claims.EventFilter{List: list, State: claims.EventToDo, NewOnly: true}
}

// readSince runs in the background.
func readSince(ctx context.Context, read Readers) (f sinceFacts, err error) {
	const enough = 2
	refreshes, err := read.Refreshes(ctx, 0, enough)
	if err != nil || len(refreshes) < enough {
		return f, err
	}
	f.compare = true
	f.counts = map[claims.EventList]int{}
	counts, err := read.EventCounts(ctx, sinceFilter(""))
	for _, c := range counts {
		f.counts[c.List] = c.Events
	}
	return f, err
}

// sinceCard says what is new in the work lists; each line leads to its list.
type sinceCard struct {
	lists  *widgets.PickList
	counts map[claims.EventList]int
	note   *widget.Label
	box    fyne.CanvasObject
}

func newSinceCard(open, export func(claims.EventList)) *sinceCard {
	c := &sinceCard{lists: widgets.NewPickList(), note: caption("")}
	c.note.Wrapping = fyne.TextWrapWord
	c.lists.Plain = true
	c.lists.OnTapped = func(place int) { open(sinceLists()[place]) }
	c.lists.OnEnter = func() { open(sinceLists()[c.lists.Chosen()]) }
	c.lists.Menu = func(place int) []*fyne.MenuItem {
		list := sinceLists()[place]
		saving := fyne.NewMenuItem(homeExportList, func() { export(list) })
		saving.Disabled = c.counts[list] == 0
		return []*fyne.MenuItem{fyne.NewMenuItem(homeOpenList, func() { open(list) }), saving}
	}
	head := heading(homeSince)
	inside := container.New(layout.NewBorderLayout(head, nil, nil, nil), head, stacked(c.lists, c.note))
	c.box = widgets.NewSurface(ColorSurface, gapSmall, inside)
	c.set(sinceFacts{})
	c.note.SetText("") // nothing is known yet
	return c
}

func (c *sinceCard) set(f sinceFacts) {
	c.counts = f.counts
	items := make([]widgets.PickItem, 0, len(sinceLists()))
	total := 0
	for _, list := range sinceLists() {
		info, _ := claims.EventListOf(list) // all of them are lists
		n := f.counts[list]
		total += n
		items = append(items, widgets.PickItem{Title: info.Title, Count: app.CountText(n), Strong: n > 0})
	}
	c.lists.SetItems(items...)
	setShown(c.lists, f.compare)
	setShown(c.note, !f.compare || total == 0)
	c.note.SetText(homeSinceNone)
	if !f.compare {
		c.note.SetText(homeSinceOne)
	}
	c.box.Refresh()
}
