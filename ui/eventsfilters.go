package ui

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// eventFilters are the controls above a work list (docs/reference/screens.md 5.6).
type eventFilters struct {
	now     func() time.Time
	changed func()

	bar                             *filterBar
	when, state, list               *widgets.Select
	doctor                          *doctorChoice
	by                              *widgets.Choice
	from, to                        *dayField
	days                            *fyne.Container // From … to …
	timing                          []fyne.CanvasObject
	fresh                           *keyCheck // new only
	early, hidden, places, noUrgent *keyCheck
	assigned                        *entry
	assignedUsed                    string // what the list was read with
	doctors                         []claims.UsualDoctor
	showDied                        bool
	at                              claims.EventListInfo
	quiet                           bool // controls are set, not used
}

func newEventFilters(s surroundings, ctx func() context.Context, changed func()) *eventFilters {
	f := &eventFilters{now: s.now, changed: changed}
	f.when = filterChoice(f.used, eventsDays7, eventsDays14, eventsDays30, eventsDays60, eventsDays90, eventsYear, eventsAnyTime, eventsFromTo)
	setChoice(f.when, eventsDays30)
	f.by = widgets.NewChoice(true, eventsArrived, eventsHappened)
	f.by.OnChosen = func(int) { f.used() }
	f.from, f.to = newDayField(eventsDayHint, s.now), newDayField(eventsDayHint, s.now)
	for _, d := range []*dayField{f.from, f.to} {
		d.entry.OnChanged = func(string) { f.used() }
	}
	f.days = beside(dayWide(f.from), widget.NewLabel(eventsUntil), dayWide(f.to))
	f.state = filterChoice(f.used, app.EventStateText(claims.EventToDo), app.EventStateText(claims.EventDone), app.EventStateText(claims.EventNotForUs), eventsAll)
	f.list = filterChoice(f.used, eventsNoList)
	f.doctor = newDoctorChoice(s, ctx, f.askDoctors, f.used)
	f.assigned = newEntry(eventsAssignHint)
	f.assigned.OnSubmitted = func(string) { f.used() }
	f.assigned.onFocus = func(gained bool) {
		if !gained && f.assigned.Text != f.assignedUsed {
			f.used()
		}
	}
	f.makeChecks()
	f.layOut()
	return f
}

func (f *eventFilters) makeChecks() {
	check := func(word string) *keyCheck {
		return newKeyCheck(word, func(bool) { f.used() }, func(key *fyne.KeyEvent) { passKey(f.when, key) })
	}
	f.fresh, f.early, f.hidden = check(eventsNewOnly), check(eventsEarly), check(eventsHidden)
	f.places, f.noUrgent = check(eventsPlaces), check(eventsNoUrgent)
}

func (f *eventFilters) layOut() {
	when := filterNamed(eventsWhen, 124, f.when)
	by := container.New(layout.NewCustomPaddedHBoxLayout(0), widget.NewLabel(eventsBy), f.by)
	f.timing = []fyne.CanvasObject{when, by, f.days}
	row := []fyne.CanvasObject{when, f.days, by, filterNamed(eventsState, 108, f.state), f.fresh}
	rest := []fyne.CanvasObject{
		filterNamed(eventsMyList, 160, f.list), filterNamed(eventsDoctor, 200, f.doctor), filterNamed(eventsAssigned, 140, f.assigned),
		f.early, f.hidden, f.places, f.noUrgent,
	}
	f.bar = newFilterBar(row, rest, func() { f.reset(claims.EventToDo) })
	f.arrange()
}

// used answers a control that somebody used.
func (f *eventFilters) used() {
	if f.quiet || f.bar == nil {
		return
	}
	f.arrange()
	if _, _, ok := f.window(); !ok {
		return // until both days are typed
	}
	f.assignedUsed = f.assigned.Text
	f.changed()
}

// setList shows the controls that mean something to a list.
func (f *eventFilters) setList(info claims.EventListInfo) {
	f.at, f.showDied = info, false
	f.arrange()
}

func (f *eventFilters) arrange() {
	for i, o := range f.timing {
		setShown(o, !f.at.Standing && (i < len(f.timing)-1 || f.when.Selected == eventsFromTo))
	}
	setShown(f.places, f.at.List == claims.ListFollowUp || f.at.List == claims.ListED)
	f.places.Text = eventsPlaces
	if f.at.List == claims.ListED {
		f.places.Text = eventsAdmitted
	}
	f.places.Refresh()
	setShown(f.noUrgent, f.at.List == claims.ListED)
	rest := 0
	for _, used := range []bool{
		f.list.SelectedIndex() > 0, f.doctor.chosen.NPI != "", f.assigned.Text != "", f.early.Checked, f.hidden.Checked,
		f.places.Checked && f.places.Visible(), f.noUrgent.Checked && f.noUrgent.Visible(),
	} {
		if used {
			rest++
		}
	}
	usual := f.when.Selected == eventsDays30 && f.by.Chosen() == 0 || f.at.Standing
	f.bar.tell(rest, rest > 0 || !usual || f.state.SelectedIndex() > 0 || f.fresh.Checked || f.showDied)
}

// reset takes all filters back, to a state of events.
func (f *eventFilters) reset(state claims.EventState) {
	f.quiet = true
	f.when.SetSelected(eventsDays30)
	f.by.Choose(0)
	f.state.SetSelected(app.EventStateText(state))
	if state == "" {
		f.state.SetSelected(eventsAll)
	}
	f.list.SetSelectedIndex(0)
	f.doctor.set(claims.UsualDoctor{})
	f.assigned.SetText("")
	for _, c := range []*keyCheck{f.fresh, f.early, f.hidden, f.places, f.noUrgent} {
		c.SetChecked(false)
	}
	f.showDied, f.quiet = false, false
	f.used()
}

// values are the filters as they are kept and saved.
func (f *eventFilters) values() []filterValue {
	return []filterValue{
		choiceValue("when", f.when, "7", "14", "", "60", "90", "year", "any", "range"), textValue("from", f.from.entry), textValue("to", f.to.entry),
		{"by", func() string { return []string{"", string(claims.ByHappened)}[f.by.Chosen()] }, func(by string) {
			f.by.Choose(0)
			if by != "" {
				f.by.Choose(1)
			}
		}},
		choiceValue("state", f.state, "", string(claims.EventDone), string(claims.EventNotForUs), "all"), listedValue("list", f.list), doctorValue("doctor", f.doctor),
		textValue("assigned", f.assigned), checkValue("new", f.fresh), checkValue("early", f.early), checkValue("hidden", f.hidden), checkValue("places", f.places),
		checkValue("no_urgent", f.noUrgent),
		{"died", func() string { return map[bool]string{true: "yes"}[f.showDied] }, func(value string) { f.showDied = value != "" }},
	}
}

// setState has the filters say what a state holds, without telling.
func (f *eventFilters) setState(state filterState) {
	f.quiet = true
	setState(f.values(), state)
	f.assignedUsed, f.quiet = f.assigned.Text, false
	f.arrange()
}

// setNew shows what arrived in the latest refresh and nobody has opened, whenever it arrived.
func (f *eventFilters) setNew() {
	f.quiet = true
	f.reset(claims.EventToDo)
	f.quiet = true
	f.when.SetSelected(eventsAnyTime)
	f.fresh.SetChecked(true)
	f.quiet = false
	f.arrange()
}

// offer sets the lists and doctors to choose from; what is chosen stays where it still is among them, and narrows no more where not.
func (f *eventFilters) offer(lists []claims.PeopleList, doctors []claims.UsualDoctor, early bool) {
	before := f.filter(f.at)
	f.quiet = true
	names := []string{eventsNoList}
	for _, l := range lists {
		names = append(names, l.Name)
	}
	offerChoice(f.list, names)
	f.doctors = doctors
	if !slices.ContainsFunc(doctors, func(d claims.UsualDoctor) bool { return d.NPI == f.doctor.chosen.NPI }) {
		f.doctor.set(claims.UsualDoctor{})
	}
	f.early.Text = eventsEarly
	if !early {
		f.early.Text = eventsNoEarly
		f.early.Checked = false
	}
	enable(f.early, early)
	f.quiet = false
	f.arrange()
	if f.filter(f.at) != before {
		f.used()
	}
}

func offerChoice(s *widgets.Select, options []string) {
	s.SetOptions(options)
	if !slices.Contains(options, s.Selected) {
		s.SetSelectedIndex(0)
	}
}

// askDoctors gives those that were read with the list.
func (f *eventFilters) askDoctors() readDoctors {
	doctors := f.doctors
	return func(context.Context) ([]claims.UsualDoctor, error) { return doctors, nil }
}

// window is the days that are chosen, both included and "" where open; false while a day is missing or the second is before the first.
func (f *eventFilters) window() (from, to string, ok bool) {
	today := f.now().Format(time.DateOnly)
	back := func(days int) (string, string, bool) {
		return f.now().AddDate(0, 0, 1-days).Format(time.DateOnly), today, true
	}
	switch f.when.Selected {
	case eventsDays7:
		return back(7)
	case eventsDays14:
		return back(14)
	case eventsDays60:
		return back(60)
	case eventsDays90:
		return back(90)
	case eventsYear:
		return f.now().Format("2006") + "-01-01", today, true
	case eventsAnyTime:
		return "", "", true
	case eventsFromTo:
		from, to = isoDay(f.from), isoDay(f.to)
		return from, to, from != "" && to >= from
	default:
		return back(30)
	}
}

// filter is what the controls say for a list.
func (f *eventFilters) filter(info claims.EventListInfo) claims.EventFilter {
	from, to, _ := f.window()
	filter := claims.EventFilter{
		List: info.List, By: claims.ByArrived, From: from, To: to, State: f.chosenState(), NewOnly: f.fresh.Checked,
		Early: f.early.Checked, ShowDied: f.showDied, ShowHidden: f.hidden.Checked, AssignedTo: f.assigned.Text,
		AllPlaces: f.places.Checked, NoUrgentCare: f.noUrgent.Checked,
	}
	if f.by.Chosen() == 1 {
		filter.By = claims.ByHappened
	}
	if info.Standing {
		filter.From, filter.To = "", "" // people stand on them whenever they came
	}
	if f.list.SelectedIndex() > 0 {
		filter.PeopleList = f.list.Selected
	}
	filter.Doctor = f.doctor.chosen.NPI
	return filter
}

func (f *eventFilters) chosenState() claims.EventState {
	for _, state := range []claims.EventState{claims.EventToDo, claims.EventDone, claims.EventNotForUs} {
		if f.state.Selected == app.EventStateText(state) {
			return state
		}
	}
	return ""
}
