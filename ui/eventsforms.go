package ui

import (
	"context"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"github.com/claimsdesk/claimsdesk/claims"
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
	note.hide(p.s.cover.on())
	count()
	f := p.openForm(eventsNoteTitle+": "+p.s.cover.either(eventPerson(&event), eventInitials(&event)), eventsNoteKeep, stacked(wrapped(eventsNoteText), inset(0, 0, gapSmall, gapSmall, note), left), func(f *form) {
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

// askAdd asks to which people list the people of what is chosen are added.
func (p *eventsPage) askAdd() *addForm {
	events := p.chosen()
	if len(events) == 0 {
		return nil
	}
	var mbis []string
	for i := range events {
		mbis = append(mbis, events[i].MBI)
	}
	return askAddToList(p.s, p.doors.sheets(), mbis, p.acts.people, p.doors.set.SavePeopleList, func(told string) { p.acted(told, nil, nil) })
}
