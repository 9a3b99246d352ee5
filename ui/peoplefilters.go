package ui

import (
	"reflect"
	"strconv"
	"strings"
	"time"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// peopleShown are the choices of whom to show (docs/reference/screens.md 5.3).
func peopleShown() []string {
	return []string{peopleOnList, peopleNew, peopleLeft, peopleDied, peopleCheck, peopleEveryone}
}

// shownOf is the group behind a choice.
func shownOf(choice string) claims.PeopleShown {
	switch choice {
	case peopleNew:
		return claims.PeopleNew
	case peopleLeft:
		return claims.PeopleLeft
	case peopleDied:
		return claims.PeopleDied
	case peopleCheck:
		return claims.PeopleCheck
	default:
		return ""
	}
}

// ageBand is a range of whole years, both included; 0 is open.
type ageBand struct {
	words    string
	from, to int
}

func ageBands() []ageBand {
	return []ageBand{{words: peopleAnyAge}, {ageUnder, 0, 64}, {"65-74", 65, 74}, {"75-84", 75, 84}, {"85+", 85, 0}}
}

// born is the days of birth of people of an age today; empty is open.
func (a ageBand) born(today time.Time) (from, to string) {
	if a.to > 0 {
		from = today.AddDate(-a.to-1, 0, 1).Format(time.DateOnly)
	}
	if a.from > 0 {
		to = today.AddDate(-a.from, 0, 0).Format(time.DateOnly)
	}
	return from, to
}

// peopleFilters are the controls above the people list, beside search and whom to show.
type peopleFilters struct {
	now     func() time.Time
	changed func()

	bar            *filterBar
	age, list      *widgets.Select
	sex, work      *widgets.Select
	zip            *entry
	paid, paidUpTo *entry
	ed, stays      *entry
	doctor         *doctorChoice
	answers        [3]*widgets.Select // Medicaid, Part D, Medicare Advantage
	hospice        *keyCheck
	nursing        *keyCheck
	read           claims.PeopleNarrowing // what the list was read with
	quiet          bool                   // filters are set, not used
}

func newPeopleFilters(s surroundings, search *entry, show *widgets.Select, doctors *doctorChoice, changed, clear func()) *peopleFilters {
	f := &peopleFilters{now: s.now, changed: changed}
	ages, lists := []string{}, []string{peopleAnyList}
	for _, band := range ageBands() {
		ages = append(ages, band.words)
	}
	for _, info := range claims.EventLists() {
		lists = append(lists, info.Title)
	}
	f.age, f.list = filterChoice(f.used, ages...), filterChoice(f.used, eventsNoList)
	f.sex, f.work = filterChoice(f.used, peopleAnySex, sexName("2"), sexName("1")), filterChoice(f.used, lists...)
	f.zip, f.paid, f.paidUpTo = f.line("45402"), f.line("$"), f.line("$")
	paid := container.New(layout.NewCustomPaddedHBoxLayout(0), widget.NewLabel(peoplePaid), atWidth(100, f.paid), widget.NewLabel(peoplePaidTo), atWidth(100, f.paidUpTo))
	row := []fyne.CanvasObject{
		atWidth(248, search), atWidth(196, widgets.NewOutline(show)), filterNamed(peopleAge, 104, f.age), filterNamed(eventsMyList, 128, f.list), filterNamed(peopleZIP, 76, f.zip),
	}
	f.ed, f.stays, f.doctor = f.line("0"), f.line("0"), doctors
	f.doctor.used = f.used
	for i := range f.answers {
		f.answers[i] = filterChoice(f.used, peopleAny, peopleYes, peopleNo, peopleUnknown)
	}
	check := func(word string) *keyCheck {
		return newKeyCheck(word, func(bool) { f.used() }, func(key *fyne.KeyEvent) { passKey(f.sex, key) })
	}
	f.hospice, f.nursing = check(peopleHospice), check(peopleNursing)
	f.bar = newFilterBar(row, []fyne.CanvasObject{
		filterNamed(peopleSex, 108, f.sex), filterNamed(peopleWork, 236, f.work), paid, filterNamed(peopleED, 56, f.ed), filterNamed(peopleStays, 56, f.stays),
		filterNamed(peopleDoctor, 200, f.doctor), filterNamed(peopleMedicaid, 116, f.answers[0]), filterNamed(peoplePartD, 116, f.answers[1]),
		filterNamed(peopleAdvantage, 116, f.answers[2]), f.hospice, f.nursing,
	}, clear)
	return f
}

// answerChosen is what a choice says; nil for any.
func answerChosen(s *widgets.Select) *claims.Answer {
	answers := map[string]claims.Answer{peopleYes: claims.Yes, peopleNo: claims.No, peopleUnknown: ""}
	if a, ok := answers[s.Selected]; ok {
		return &a
	}
	return nil
}

// countTyped reads a number that somebody typed; 0 for text that is none.
func countTyped(text string) int {
	n, err := strconv.Atoi(strings.ReplaceAll(strings.TrimSpace(text), ",", ""))
	if err != nil {
		return 0
	}
	return max(0, n)
}

// line is a line to type in that acts on Enter and when the keyboard leaves it.
func (f *peopleFilters) line(hint string) *entry {
	e := newEntry(hint)
	e.OnSubmitted = func(string) { f.used() }
	e.onFocus = func(gained bool) {
		if !gained {
			f.used()
		}
	}
	return e
}

// used answers a control that somebody used.
func (f *peopleFilters) used() {
	if f.quiet || f.bar == nil || sameNarrowing(f.narrowing(), f.read) {
		return
	}
	f.read = f.narrowing()
	f.changed()
}

func sameNarrowing(a, b claims.PeopleNarrowing) bool { return reflect.DeepEqual(a, b) }

// narrowing is what the controls say.
func (f *peopleFilters) narrowing() claims.PeopleNarrowing {
	n := claims.PeopleNarrowing{ZIP: digitsOf(f.zip.Text), PaidFrom: amountTyped(f.paid.Text), PaidUpTo: amountTyped(f.paidUpTo.Text),
		EDVisits: countTyped(f.ed.Text), Stays: countTyped(f.stays.Text), Doctor: f.doctor.chosen.NPI, Hospice: f.hospice.Checked, Nursing: f.nursing.Checked,
		Medicaid: answerChosen(f.answers[0]), PartD: answerChosen(f.answers[1]), Advantage: answerChosen(f.answers[2])}
	n.BornFrom, n.BornTo = ageBands()[max(0, f.age.SelectedIndex())].born(f.now())
	if f.list.SelectedIndex() > 0 {
		n.PeopleList = f.list.Selected
	}
	for _, code := range []string{"1", "2"} {
		if f.sex.Selected == sexName(code) {
			n.SexCode = code
		}
	}
	if at := f.work.SelectedIndex(); at > 0 {
		n.EventList = claims.EventLists()[at-1].List
	}
	return n
}

func digitsOf(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) && r < unicode.MaxASCII {
			return r
		}
		return -1
	}, text)
}

// amountTyped reads an amount as people write it; nil for text that is none.
func amountTyped(text string) *int64 {
	cents, err := claims.ParseCents(strings.NewReplacer("$", "", ",", "", " ", "").Replace(text))
	if err != nil {
		return nil
	}
	return &cents
}

// clear takes all filters back without telling.
func (f *peopleFilters) clear() {
	for _, s := range append([]*widgets.Select{f.age, f.list, f.sex, f.work}, f.answers[:]...) {
		setChoice(s, s.Options[0])
	}
	for _, e := range []*entry{f.zip, f.paid, f.paidUpTo, f.ed, f.stays} {
		e.SetText("")
	}
	f.doctor.set(claims.UsualDoctor{})
	for _, c := range []*keyCheck{f.hospice, f.nursing} {
		c.Checked = false
		c.Refresh()
	}
	f.read = claims.PeopleNarrowing{}
}

// values are the filters as they are kept and saved.
func (f *peopleFilters) values() []filterValue {
	var work []string
	for _, info := range claims.EventLists() {
		work = append(work, string(info.List))
	}
	values := []filterValue{
		choiceValue("age", f.age, "", "under65", "65", "75", "85"), listedValue("list", f.list), textValue("zip", f.zip), choiceValue("sex", f.sex, "", "2", "1"),
		choiceValue("events", f.work, append([]string{""}, work...)...), textValue("paid_from", f.paid), textValue("paid_to", f.paidUpTo),
		textValue("ed", f.ed), textValue("stays", f.stays), doctorValue("doctor", f.doctor), checkValue("hospice", f.hospice), checkValue("nursing", f.nursing),
	}
	for i, key := range []string{"medicaid", "part_d", "advantage"} {
		values = append(values, choiceValue(key, f.answers[i], "", "yes", "no", "unknown"))
	}
	return values
}

// offer sets the people lists to choose from; a chosen one that is gone narrows no more.
func (f *peopleFilters) offer(lists []claims.PeopleList) {
	names := []string{eventsNoList}
	for _, l := range lists {
		names = append(names, l.Name)
	}
	told := f.list.OnChanged
	f.list.OnChanged = nil
	offerChoice(f.list, names)
	f.list.OnChanged = told
	f.used()
}

// tell says how many filters are in use; others are those of search and whom to show.
func (f *peopleFilters) tell(others bool) {
	n := f.narrowing()
	behind := n
	behind.Shown, behind.BornFrom, behind.BornTo, behind.ZIP, behind.PeopleList = "", "", "", "", "" // these always show
	f.bar.tell(behind.InUse(), others || n.InUse() > 0)
}
