package ui

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// eventsAside is what Events reads beside the list in front.
type eventsAside struct {
	counts     map[claims.EventList]claims.EventCount
	people     []claims.PeopleList
	doctors    []claims.UsualDoctor
	early      bool // some events come from early claims
	refreshes  int  // two at the most
	shrunk     claims.ShrunkList
	isShrunk   bool
	definition claims.EventDefinition
	settings   []claims.EventSetting
	delay      hospitalDelay
}

// readAside reads counts and choices; what is shown stays until they are there.
func (p *eventsPage) readAside() {
	if p.ctx == nil {
		return
	}
	filter, list := p.filters.filter(p.at), p.at.List
	load(p.ctx, p.aside, func(ctx context.Context) (eventsAside, error) {
		return p.askAside(ctx, filter, list)
	}, func(a eventsAside, err error) {
		if err != nil {
			p.lists.SetItems(p.items(nil)...) // the list tells the problem
			return
		}
		p.applyAside(a)
	})
}

func (p *eventsPage) applyAside(a eventsAside) {
	p.lists.SetItems(p.items(a.counts)...)
	p.filters.offer(a.people, a.doctors, a.early)
	p.acts.people = a.people
	p.how.set(a.definition, a.settings)
	p.caption.SetText(joined(a.delay.eventsText(), a.definition.Caption))
	p.notice.shrunk(a.shrunk, a.isShrunk && p.at.List == claims.ListLeft)
	p.none, p.few = a.refreshes == 0, a.refreshes < 2
	if p.read && p.table.Total() == 0 {
		p.explainNone()
	}
	p.content.Refresh()
}

// askAside runs in the background.
func (p *eventsPage) askAside(ctx context.Context, filter claims.EventFilter, list claims.EventList) (a eventsAside, err error) {
	if a.counts, err = p.askCounts(ctx, filter); err != nil {
		return a, err
	}
	if a.early, err = p.askEarly(ctx); err != nil {
		return a, err
	}
	if a.people, err = p.s.read.PeopleLists(ctx); err != nil {
		return a, err
	}
	if a.doctors, err = p.s.read.EventDoctors(ctx, list); err != nil {
		return a, err
	}
	const enough = 2
	refreshes, err := p.s.read.Refreshes(ctx, 0, enough)
	if err != nil {
		return a, err
	}
	a.refreshes = len(refreshes)
	if a.shrunk, a.isShrunk, err = p.s.read.ShrunkList(ctx); err != nil {
		return a, err
	}
	if a.settings, err = p.s.read.EventSettings(ctx); err != nil {
		return a, err
	}
	if a.delay, err = readDelay(ctx, p.s.read); err != nil {
		return a, err
	}
	a.definition, err = p.doors.set.EventDefinition(ctx, list)
	return a, err
}

// askCounts counts what is to do under a filter; people stand on the standing lists whenever they came.
func (p *eventsPage) askCounts(ctx context.Context, filter claims.EventFilter) (map[claims.EventList]claims.EventCount, error) {
	filter.State = claims.EventToDo
	counts := map[claims.EventList]claims.EventCount{}
	from, to, _ := p.filters.window()
	for _, standing := range []bool{false, true} {
		filter.From, filter.To = from, to
		if standing {
			filter.From, filter.To = "", ""
		}
		list, err := p.s.read.EventCounts(ctx, filter)
		if err != nil {
			return nil, err
		}
		for _, c := range list {
			if info, ok := claims.EventListOf(c.List); ok && info.Standing == standing {
				counts[c.List] = c
			}
		}
	}
	return counts, nil
}

// askEarly says whether early claims add any event.
func (p *eventsPage) askEarly(ctx context.Context) (bool, error) {
	total := func(early bool) (n int, err error) {
		list, err := p.s.read.EventCounts(ctx, claims.EventFilter{Early: early, ShowDied: true, ShowHidden: true, AllPlaces: true})
		for _, c := range list {
			n += c.Events
		}
		return n, err
	}
	without, err := total(false)
	if err != nil {
		return false, err
	}
	with, err := total(true)
	return with > without, err
}

// eventNotice stands above the list: that a patient list awaits confirmation, or what was just done, with a way back.
type eventNotice struct {
	page    *eventsPage
	line    *signed
	button  *keyButton
	box     *fyne.Container
	waiting bool // the patient list is told
}

func newEventNotice(p *eventsPage) *eventNotice {
	n := &eventNotice{page: p, line: newSigned(), button: newKeyButton("", nil, nil)}
	ends := container.NewVBox(n.button)
	inside := container.New(layout.NewBorderLayout(nil, nil, nil, ends), n.line.box, ends)
	n.box = inset(gapSmall/2, gapSmall/2, 0, 0, widgets.NewSurface(ColorSurface, gapSmall/2, inside))
	n.box.Hide()
	return n
}

// shrunk tells of a patient list that is much shorter than the one before.
func (n *eventNotice) shrunk(list claims.ShrunkList, shown bool) {
	if !shown {
		if n.waiting {
			n.clear()
		}
		return
	}
	n.waiting = true
	percent := ""
	if list.Before > 0 {
		percent = fmt.Sprintf("%d %%", 100*(list.Before-list.Now)/list.Before)
	}
	text := fmt.Sprintf(eventsShrunk, list.TakenAt.Format(dayWords), countPeople.Of(list.Now), percent)
	n.say(assets.Warning, ColorWarn, text, eventsShrunkConfirm, func() {
		n.page.do("", nil, func(ctx context.Context) error { return n.page.doors.set.ConfirmShrunkList(ctx, list.RosterID) })
	})
}

func (n *eventNotice) say(sign assets.Symbol, color fyne.ThemeColorName, text, button string, act func()) {
	n.line.set(sign, color, text)
	n.button.SetText(button)
	n.button.OnTapped = act
	setShown(n.button, button != "")
	n.box.Show()
	n.page.middle.Refresh()
}

func (n *eventNotice) clear() {
	n.waiting = false
	n.box.Hide()
	n.page.middle.Refresh()
}
