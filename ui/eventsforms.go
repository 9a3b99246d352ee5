package ui

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// openForm lays a form over the window; what it does goes the way of everything else that people do about events.
func (p *eventsPage) openForm(title, act string, content fyne.CanvasObject, do func(*form)) *form {
	var f *form
	f = openForm(p.s, p.doors.sheets(), sheetWidth, title, act, content, func() { do(f) })
	return f
}

// keep runs what a form does; the form stays open where it was not kept.
func (p *eventsPage) keep(f *form, told string, act func(context.Context) error) {
	f.run(act, func() { p.acted(told, nil, nil) })
}

// askNote asks for a note on one event.
func (p *eventsPage) askNote() {
	events := p.chosen()
	if len(events) != 1 { // a note belongs to one: the row that is chosen
		e, ok := p.list.row(p.table.Current())
		if !ok {
			return
		}
		events = []claims.Event{e}
	}
	event := events[0]
	const most = 200
	note, left := newEntry(eventsNoteHint), caption("")
	count := func() { left.SetText(fmt.Sprintf(eventsNoteLeft, utf8.RuneCountInString(note.Text))) }
	note.SetText(event.Note)
	count()
	f := p.openForm(eventsNoteTitle+": "+eventPerson(&event), eventsNoteKeep, stacked(wrapped(eventsNoteText), inset(0, 0, gapSmall, gapSmall, note), left), func(f *form) {
		text := strings.TrimSpace(note.Text)
		if utf8.RuneCountInString(text) > most {
			f.say(eventsNoteLong)
			return
		}
		p.keep(f, eventsNoted, func(ctx context.Context) error { return p.doors.set.SetEventNote(ctx, event.Key, text) })
	})
	note.OnChanged = func(string) { count(); f.say("") }
	f.begin(note)
}

// begin puts the keyboard into a line of the form: Enter does what the form does, Esc closes it.
func (f *form) begin(e *entry) {
	e.onEscape = f.close
	e.OnSubmitted = func(string) { f.act.Tapped(nil) }
	f.focus(e)
}

// askAssign asks who takes what is chosen.
func (p *eventsPage) askAssign() {
	events := p.chosen()
	if len(events) == 0 {
		return
	}
	name := newEntry(eventsAssignHint)
	if len(events) == 1 {
		name.SetText(events[0].AssignedTo)
	}
	name.selectIt = true
	title := fmt.Sprintf(eventsAssignTitle, eventsWords(len(events)))
	f := p.openForm(title, eventsAssignKeep, stacked(wrapped(eventsAssignText), inset(0, 0, gapSmall, gapSmall, name)), func(f *form) {
		to := strings.TrimSpace(name.Text)
		told := fmt.Sprintf(eventsAssigned1, eventsWords(len(events)), to)
		if to == "" {
			told = fmt.Sprintf(eventsFreed, eventsWords(len(events)))
		}
		p.keep(f, told, func(ctx context.Context) error { return p.doors.set.AssignEvents(ctx, keysOf(events), to) })
	})
	f.begin(name)
}

// askHide asks until when what is chosen is hidden.
func (p *eventsPage) askHide() {
	events := p.chosen()
	if len(events) == 0 {
		return
	}
	until := newDayField(eventsDayHint, p.s.now)
	title := fmt.Sprintf(eventsHideTitle, eventsWords(len(events)))
	f := p.openForm(title, eventsHideKeep, stacked(wrapped(eventsHideText), inset(0, 0, gapSmall, gapSmall, dayWide(until))), func(f *form) {
		day := isoDay(until)
		switch {
		case day == "" && strings.TrimSpace(until.entry.Text) != "":
			f.say(eventsHideWrong)
			return
		case day != "" && day <= p.s.now().Format(time.DateOnly):
			f.say(eventsHidePast)
			return
		}
		told := fmt.Sprintf(eventsHid, eventsWords(len(events)), dateText(day))
		if day == "" {
			told = fmt.Sprintf(eventsUnhid, eventsWords(len(events)))
		}
		p.keep(f, told, func(ctx context.Context) error { return p.doors.set.HideEvents(ctx, keysOf(events), day) })
	})
	until.entry.OnChanged = func(string) { f.say("") }
	f.begin(until.entry)
}

// addForm asks to which people list the people of what is chosen are added.
type addForm struct {
	page *eventsPage
	form *form
	list *widgets.Select
	name *entry
	mbis []string
}

// askAdd opens the form.
func (p *eventsPage) askAdd() *addForm {
	a := &addForm{page: p}
	events := p.chosen()
	for i := range events {
		if mbi := events[i].MBI; mbi != "" && !slices.Contains(a.mbis, mbi) {
			a.mbis = append(a.mbis, mbi)
		}
	}
	if len(events) == 0 {
		return nil
	}
	names := []string{}
	for _, l := range p.acts.people {
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
	a.form = p.openForm(fmt.Sprintf(eventsAddTitle, app.Counted(len(a.mbis), "person", "people")), eventsAddKeep, fields, func(*form) { a.add() })
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
	p, name, fresh := a.page, a.list.Selected, a.list.Selected == eventsAddNew
	if fresh {
		name = strings.TrimSpace(a.name.Text)
		taken := slices.ContainsFunc(p.acts.people, func(l claims.PeopleList) bool { return strings.EqualFold(l.Name, name) })
		switch {
		case name == "":
			a.form.say(eventsAddNoName)
			return
		case taken:
			a.form.say(eventsAddTaken)
			return
		}
	}
	told := fmt.Sprintf(eventsAdded, app.Counted(len(a.mbis), "person", "people"), name)
	p.keep(a.form, told, func(ctx context.Context) error {
		all := slices.Clone(a.mbis)
		if !fresh {
			there, err := p.s.read.PeopleOnList(ctx, name)
			if err != nil {
				return err
			}
			all = append(there, all...)
		}
		slices.Sort(all)
		_, err := p.doors.set.SavePeopleList(ctx, name, slices.Compact(all))
		return err
	})
}
