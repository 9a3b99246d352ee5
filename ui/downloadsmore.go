package ui

import (
	"context"
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// moreItems is what can be asked for beside the usual refresh, as far as the connection can give it.
func (p *downloadsPage) moreItems() []*fyne.MenuItem {
	items := []*fyne.MenuItem{fyne.NewMenuItem(moreFull, p.askFull)}
	c := p.facts.status.Connection
	if c == nil || c.Generic() {
		return items
	}
	items = append(items, fyne.NewMenuItem(moreRunout, p.askRunout))
	if c.InUse == claims.V3 {
		items = append(items, fyne.NewMenuItem(moreDays, p.askDays))
	}
	items = append(items, fyne.NewMenuItem(moreEarly, p.askEarly))
	if c.InUse == claims.V2 {
		items = append(items, fyne.NewMenuItemSeparator(), fyne.NewMenuItem(moreVersion, p.moveVersion))
	}
	return items
}

// showMore opens the menu beneath its button.
func (p *downloadsPage) showMore() {
	menu := widget.NewPopUpMenu(fyne.NewMenu("", p.moreItems()...), p.doors.window.Canvas())
	below := fyne.NewPos(p.more.Size().Width-menu.MinSize().Width, p.more.Size().Height)
	menu.ShowAtRelativePosition(below, p.more)
	p.s.focus(menu)
}

// askFull asks before everything is fetched again.
func (p *downloadsPage) askFull() { p.doors.askData(app.RefreshOptions{Full: true}) }

// askRunout asks before last year's claims are fetched.
func (p *downloadsPage) askRunout() { p.doors.askData(app.RefreshOptions{Group: groupRunout}) }

// askDays asks for which days of service claims are fetched.
func (p *downloadsPage) askDays() {
	from, to := newDayField(daysHint, p.s.now), newDayField(daysHint, p.s.now)
	var f *form
	start := func() {
		choice := app.Choice{}
		for _, field := range []struct {
			day  *dayField
			into *string
		}{{from, &choice.From}, {to, &choice.To}} {
			day, ok := field.day.day()
			switch {
			case ok:
				*field.into = day.Format("2006-01-02")
			case field.day.entry.Text != "":
				f.say(setupDayOdd)
				f.focus(field.day.entry)
				return
			}
		}
		if choice == (app.Choice{}) {
			f.say(daysNone)
			f.focus(from.entry)
			return
		}
		opts, err := choice.Options(claims.V3)
		if err != nil {
			f.say(app.ProblemOf(err).Title)
			return
		}
		f.close()
		p.start(opts)
	}
	content := stacked(wrapped(daysText), formRow(daysFrom, from.box), formRow(daysTo, to.box))
	f = openForm(p.s, p.doors, sheetWidth, daysTitle, homeGetData, content, start)
	for _, field := range []*dayField{from, to} {
		field.entry.onEscape, field.button.OnEscape = f.close, f.close
		field.entry.OnSubmitted = func(string) { start() }
	}
	f.focus(from.entry)
}

// askEarly asks whether refreshes bring early claims too. It is part of what the schedule fetches.
func (p *downloadsPage) askEarly() {
	which := widgets.NewChoice(false, earlyNo, earlyYes)
	if p.facts.early {
		which.Choose(1)
	}
	var f *form
	save := func() {
		early := which.Chosen() == 1
		f.run(func(ctx context.Context) error {
			chosen, err := p.doors.set.Schedule(ctx)
			if err != nil {
				return err
			}
			chosen.Data.Early = early
			return p.doors.set.SaveSchedule(ctx, chosen)
		}, p.doors.changed)
	}
	f = openForm(p.s, p.doors, sheetWidth, earlyTitle, scheduleSave, stacked(wrapped(earlyText), which, wrapped(earlyAllowed)), save)
	which.OnKey = func(key *fyne.KeyEvent) {
		switch key.Name {
		case fyne.KeyEscape:
			f.close()
		case fyne.KeyReturn, fyne.KeyEnter:
			save()
		}
	}
	f.focus(which)
}

// systemScheduler names what runs programs at set times on this computer.
func systemScheduler() string {
	switch runtime.GOOS {
	case "windows":
		return taskWindows
	case "darwin":
		return "macOS"
	default:
		return taskOther
	}
}
