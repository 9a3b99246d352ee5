package ui

import (
	"context"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/claims"
)

// askNote asks for a note about the person.
func (p *personPage) askNote() {
	note, left := newEntry(""), caption("")
	note.hide(p.s.cover.on())
	count := func() {
		n := claims.NoteLetters - utf8.RuneCountInString(strings.TrimSpace(note.Text))
		left.SetText(fmt.Sprintf(personNoteLeft, n))
		if n < 0 {
			left.SetText(fmt.Sprintf(personNoteLong, -n))
		}
	}
	var f *form
	keep := func() {
		text := strings.TrimSpace(note.Text)
		f.run(func(ctx context.Context) error { return p.doors.set.AddPersonNote(ctx, p.key, text) }, p.readStory)
	}
	count()
	f = openForm(p.s, p.doors.sheets(), sheetWidth, personNoteTitle, personNoteKeep, stacked(caption(personNoteHint), inset(0, 0, gapSmall, gapSmall, note), left), keep)
	allow := func() {
		n := utf8.RuneCountInString(strings.TrimSpace(note.Text))
		enable(f.act, n > 0 && n <= claims.NoteLetters)
	}
	allow()
	note.OnChanged = func(string) {
		count()
		allow()
		f.say("")
	}
	note.onEscape = f.close
	note.OnSubmitted = func(string) {
		if !f.act.Disabled() {
			keep()
		}
	}
	f.focus(note)
}

// removeNote removes a note.
func (p *personPage) removeNote(n claims.PersonNote) {
	load(p.doors.ctx, p.work, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, p.doors.set.DeletePersonNote(ctx, n.ID)
	}, func(_ struct{}, err error) {
		if err != nil {
			problem := app.ProblemOf(err)
			p.summary.say(assets.Warning, ColorWarn, joined(problem.Title, problem.Text))
			return
		}
		p.summary.say(assets.Check, ColorOK, personNoteGone)
		p.readStory()
	})
}

// noteLine shows a note, who wrote it and when, and a button that removes it.
func noteLine(n claims.PersonNote, cover covering, where *time.Location, remove func()) fyne.CanvasObject {
	text := wrapped(cover.free(n.Text))
	when := ""
	if at, err := time.Parse(time.RFC3339, n.At); err == nil {
		when = whenText(at.In(where))
	}
	who := caption(fmt.Sprintf(personNoteWho, n.Who, when))
	button := newKeyButton(personNoteDelete, remove, nil)
	button.Importance = widget.LowImportance
	side := container.NewVBox(button)
	const closer = -10 // labels bring more space than lines of one text need
	lines := container.New(layout.NewCustomPaddedVBoxLayout(closer), text, who)
	return container.New(layout.NewBorderLayout(nil, nil, nil, side), lines, side)
}
