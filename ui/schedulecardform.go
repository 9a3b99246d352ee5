package ui

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/schedule"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// scheduleForm asks when data is fetched by itself, and which.
type scheduleForm struct {
	s      surroundings
	d      downloadsDoors
	before schedule.Schedule
	saved  func(schedule.Schedule)
	form   *form

	every    *widgets.Choice
	day      *widgets.Choice
	days     []*keyCheck
	at       *entry
	early    *keyCheck
	lastYear *keyCheck
	full     *entry
	next     *widget.Label
	dayRow   fyne.CanvasObject
	daysRow  fyne.CanvasObject
	rest     fyne.CanvasObject
}

// Places of the choice how often.
const (
	everyNever = iota
	everyDay
	everyWeek
	everyCustom
)

// showScheduleForm opens the form over the window; saved is told of what was chosen.
func showScheduleForm(s surroundings, d downloadsDoors, before schedule.Schedule, saved func(schedule.Schedule)) *scheduleForm {
	f := &scheduleForm{s: s, d: d, before: before, saved: saved}
	f.makeFields()
	f.fill()
	f.form = openForm(s, d, formWide, scheduleFormTitle, scheduleSave, f.lay(), f.save)
	f.changed()
	d.window.Canvas().Focus(f.every)
	return f
}

func (f *scheduleForm) makeFields() {
	key := func(e *fyne.KeyEvent) {
		switch e.Name {
		case fyne.KeyEscape:
			f.form.close()
		case fyne.KeyReturn, fyne.KeyEnter:
			f.save()
		}
	}
	f.every = widgets.NewChoice(true, scheduleNever, scheduleEveryDay, scheduleEveryWeek, scheduleSomeDays)
	var names []string
	for _, day := range weekDays() {
		names = append(names, day.String()[:3])
		f.days = append(f.days, newKeyCheck(day.String()[:3], func(bool) { f.changed() }, key))
	}
	f.day = widgets.NewChoice(true, names...)
	f.every.OnKey, f.day.OnKey = key, key
	f.at, f.full = newEntry(scheduleClockHint), newEntry("30")
	for _, e := range []*entry{f.at, f.full} {
		e.onEscape = func() { f.form.close() }
		e.OnSubmitted = func(string) { f.save() }
	}
	f.early = newKeyCheck(scheduleEarly, func(bool) { f.changed() }, key)
	f.lastYear = newKeyCheck(scheduleLastYear, func(bool) { f.changed() }, key)
	f.next = bold("")
	f.next.Wrapping = fyne.TextWrapWord
}

// fill shows the schedule that is stored, and listens from then on.
func (f *scheduleForm) fill() {
	b := f.before
	every := map[schedule.Every]int{schedule.Daily: everyDay, schedule.Weekly: everyWeek, schedule.Custom: everyCustom}[b.Every]
	if b.Off {
		every = everyNever
	}
	f.every.Choose(every)
	for i, day := range weekDays() {
		for _, d := range b.Days {
			if d == day {
				f.day.Choose(i)
				f.days[i].Checked = true
			}
		}
	}
	f.at.SetText(clockText(time.Date(2000, 1, 1, b.Hour, b.Minute, 0, 0, time.UTC)))
	f.full.SetText(strconv.Itoa(b.FullEveryDays))
	f.early.Checked, f.lastYear.Checked = b.Data.Early, b.Data.LastYear
	changed := func(int) { f.changed() }
	f.every.OnChosen, f.day.OnChosen = changed, changed
	f.at.OnChanged, f.full.OnChanged = func(string) { f.changed() }, func(string) { f.changed() }
}

func (f *scheduleForm) lay() fyne.CanvasObject {
	checks := make([]fyne.CanvasObject, len(f.days))
	for i, c := range f.days {
		checks[i] = c
	}
	f.dayRow = formRow(scheduleDay, f.day)
	f.daysRow = formRow(scheduleDays, container.New(layout.NewRowWrapLayout(), checks...))
	full := beside(atWidth(80, f.full), widget.NewLabel(scheduleFullDays))
	note := caption(scheduleDataNote)
	note.Wrapping = fyne.TextWrapWord
	f.rest = stacked(f.dayRow, f.daysRow, formRow(scheduleAt, container.NewHBox(atWidth(120, f.at))),
		formRow(scheduleWhat, stacked(f.early, f.lastYear, note)), formRow(scheduleFull, full),
		inset(gapSmall, 0, 0, 0, f.next))
	return stacked(formRow(scheduleEvery, f.every), f.rest)
}

// formRow is a field with its name at the left.
func formRow(name string, field fyne.CanvasObject) fyne.CanvasObject {
	label := container.New(scaledWidth{150}, container.NewVBox(bold(name)))
	return inset(2, 2, 0, gapSmall, container.New(layout.NewBorderLayout(nil, nil, label, nil), label, field))
}

// captionSize is the size of small text.
const captionSize = theme.SizeNameCaptionText

// changed shows the rows that the choice needs and what comes next.
func (f *scheduleForm) changed() {
	if f.form == nil {
		return // still being built
	}
	every := f.every.Chosen()
	setShown(f.rest, every != everyNever)
	setShown(f.dayRow, every == everyWeek)
	setShown(f.daysRow, every == everyCustom)
	chosen, err := f.chosen()
	f.next.SetText("")
	if err == nil && !chosen.Off {
		now := f.s.now()
		chosen.Seed, chosen.From = f.before.Seed, now
		if at := chosen.Next(now, now.Location()); !at.IsZero() {
			f.next.SetText(fmt.Sprintf(scheduleNext, at.In(now.Location()).Format("Monday, Jan 2, 3:04 PM")))
		}
	}
	f.form.say("")
}

// errScheduleField is a field that is not finished.
var errScheduleField = errors.New("schedule form not complete")

// chosen is what stands in the form.
func (f *scheduleForm) chosen() (schedule.Schedule, error) {
	s := f.before
	s.Off, s.Days = f.every.Chosen() == everyNever, nil
	if s.Off {
		s.Every, s.Days = f.before.Every, f.before.Days
		return s, nil
	}
	switch f.every.Chosen() {
	case everyDay:
		s.Every = schedule.Daily
	case everyWeek:
		s.Every, s.Days = schedule.Weekly, []time.Weekday{weekDays()[f.day.Chosen()]}
	default:
		s.Every = schedule.Custom
		for i, c := range f.days {
			if c.Checked {
				s.Days = append(s.Days, weekDays()[i])
			}
		}
	}
	var ok bool
	if s.Hour, s.Minute, ok = parseClock(f.at.Text); !ok {
		return s, fmt.Errorf("%w: %s", errScheduleField, scheduleClockOdd)
	}
	days, err := strconv.Atoi(strings.TrimSpace(f.full.Text))
	if err != nil {
		return s, fmt.Errorf("%w: %s", errScheduleField, scheduleFullOdd)
	}
	s.FullEveryDays = days
	s.Data = schedule.Data{Early: f.early.Checked, LastYear: f.lastYear.Checked}
	return s, s.Validate()
}

// save keeps what was chosen, or says what is wrong.
func (f *scheduleForm) save() {
	chosen, err := f.chosen()
	if err != nil {
		f.form.say(strings.TrimPrefix(err.Error(), errScheduleField.Error()+": "))
		return
	}
	f.form.run(func(ctx context.Context) error { return f.d.set.SaveSchedule(ctx, chosen) }, func() { f.saved(chosen) })
}

// parseClock reads a time of the day as people write it: 6:00 AM, 6 pm, 18:30.
func parseClock(typed string) (hour, minute int, ok bool) {
	typed = strings.ToUpper(strings.ReplaceAll(strings.ReplaceAll(strings.TrimSpace(typed), ".", ""), " ", ""))
	for _, layout := range []string{"3:04PM", "3PM", "15:04"} {
		if t, err := time.Parse(layout, typed); err == nil {
			return t.Hour(), t.Minute(), true
		}
	}
	return 0, 0, false
}
