package ui

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/measure"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// analysisControls are the filters of Analysis, in one row that wraps.
type analysisControls struct {
	changed func()
	resized func() // another number of lines may be needed

	months, people, list, per, compare, chart, leave *widgets.Select
	groups                                           []*fyne.Container // each control with its word
	dates                                            [2]*dayField
	from                                             *fyne.Container
	hide                                             *keyCheck
	more, imports                                    *keyButton      // imports reads the list of providers
	row, rest                                        *fyne.Container // rest stands behind More filters
	open                                             bool
	width, scale                                     float32 // that there is, and of the text
	box                                              *fyne.Container
	tab                                              analysisTab
	quiet                                            bool // controls are set, not used
}

// Places of controls: how many show where there is room for them, the others stand behind More filters; and that of the months, whose
// days stand behind them.
const (
	firstRow = 5
	monthsAt = 1
)

func newAnalysisControls(s surroundings, changed, imports func()) *analysisControls {
	c := &analysisControls{changed: changed, resized: func() {}}
	c.months = c.choice(analysis24, analysis12, analysis24, analysis36, analysisThisYear, analysisFromTo)
	c.people = c.choice(analysisListed, analysisListed, analysisThen)
	c.list = c.choice(analysisNoList, analysisNoList)
	c.per = c.choice(analysisTotal, analysisTotal, analysisPerHead)
	c.compare = c.choice(analysisAlone, analysisAlone, analysisYears)
	c.chart = c.choice(analysisED, analysisED, analysisStays, analysisBack)
	c.leave = c.choice(analysisNothing, analysisNothing, analysisNoAnaes, analysisNoImage, analysisNoPath, analysisNoThree)
	for i := range c.dates {
		c.dates[i] = newDayField(excelDatesHint, s.now)
		c.dates[i].entry.OnChanged = func(string) { c.used() }
	}
	c.from = beside(dayWide(c.dates[0]), widget.NewLabel(excelDateUntil), dayWide(c.dates[1]))
	c.hide = newKeyCheck(analysisHide, func(bool) { c.used() }, func(key *fyne.KeyEvent) { passKey(c.months, key) })
	for _, one := range []struct {
		word string
		pick *widgets.Select
		wide float32
	}{
		{analysisChart, c.chart, 228}, {analysisMonths, c.months, 132}, {analysisPeople, c.people, 204}, {analysisMyList, c.list, 132}, {analysisPer, c.per, 204},
		{analysisCompare, c.compare, 220}, {analysisLeave, c.leave, 176},
	} {
		c.groups = append(c.groups, container.New(layout.NewCustomPaddedHBoxLayout(0), widget.NewLabel(one.word), atWidth(one.wide, widgets.NewOutline(one.pick))))
	}
	c.more = newKeyButton(analysisMore, func() { c.open = !c.open; c.arrange() }, nil)
	c.imports = newKeyButton(analysisImport, imports, nil)
	c.row, c.rest = wrapping(), wrapping()
	c.box = container.New(toldWidth{c.fit}, container.New(layout.NewCustomPaddedVBoxLayout(gapSmall), c.row, c.rest))
	c.arrange()
	return c
}

func (c *analysisControls) choice(first string, options ...string) *widgets.Select {
	s := widgets.NewSelect(options, nil)
	s.SetSelected(first)
	s.OnChanged = func(string) { c.used() }
	return s
}

func (c *analysisControls) used() {
	if c.quiet {
		return
	}
	c.arrange()
	if c.months.Selected == analysisFromTo {
		if _, ok := c.window(); !ok {
			return // until both days are typed
		}
	}
	c.changed()
}

// setTab shows the controls of a tab.
func (c *analysisControls) setTab(tab analysisTab) {
	c.tab = tab
	c.quiet = true
	switch tab {
	case tabHospital:
		c.offer(c.chart, analysisED, analysisStays, analysisBack)
	case tabOutside:
		c.offer(c.chart, analysisDoctors, analysisPlaces, analysisBiggest)
	default:
	}
	c.quiet = false
	c.arrange()
}

// offer sets the choices of a control and keeps what is chosen where it is among them.
func (c *analysisControls) offer(s *widgets.Select, options ...string) {
	s.SetOptions(options)
	if !slices.Contains(options, s.Selected) {
		s.SetSelected(options[0])
	}
}

// setLists offers the user's people lists.
func (c *analysisControls) setLists(lists []claims.PeopleList) {
	options := []string{analysisNoList}
	for _, l := range lists {
		options = append(options, l.Name)
	}
	before := c.list.Selected
	c.quiet = true
	c.offer(c.list, options...)
	c.quiet = false
	c.arrange()
	if c.list.Selected != before {
		c.used() // the list that was chosen is gone
	}
}

// values are the controls as they are kept from one start to the next. What belongs to one tab is chosen each time.
func (c *analysisControls) values() []filterValue {
	return []filterValue{
		choiceValue("months", c.months, "12", "", "36", "year", "range"), textValue("from", c.dates[0].entry), textValue("to", c.dates[1].entry),
		choiceValue("people", c.people, "", "then"), listedValue("list", c.list), choiceValue("per", c.per, "", "person"),
	}
}

// setState has the controls say what a state holds, without telling.
func (c *analysisControls) setState(state filterState) {
	c.quiet = true
	setState(c.values(), state)
	if _, ok := c.window(); !ok && c.months.Selected == analysisFromTo {
		setChoice(c.months, analysis24)
	}
	c.quiet = false
	c.arrange()
}

// arrange shows the controls that mean something.
func (c *analysisControls) arrange() {
	if c.box == nil {
		return
	}
	ask := c.ask()
	several := c.tab == tabHospital || c.tab == tabOutside
	shown := []bool{
		several && !ask.compare, !ask.compare && c.tab != tabTop, c.list.Selected == analysisNoList, len(c.list.Options) > 1,
		c.tab == tabSpending, c.tab == tabSpending || c.tab == tabHospital, c.tab == tabOutside && c.chart.Selected != analysisPlaces,
	}
	used := []bool{
		false, c.months.Selected != analysis24, c.people.Selected != analysisListed, c.list.Selected != analysisNoList,
		c.per.Selected != analysisTotal, ask.compare, c.leave.Selected != analysisNothing,
	}
	front, behind := []fyne.CanvasObject{}, []fyne.CanvasObject{}
	room, inUse := c.room(), 0
	for i, g := range c.groups {
		if !shown[i] {
			continue
		}
		objects := []fyne.CanvasObject{g}
		if i == monthsAt && c.months.Selected == analysisFromTo {
			objects = append(objects, c.from)
		}
		for _, o := range objects {
			room -= o.MinSize().Width + gapSmall
		}
		if i < firstRow && len(behind) == 0 && (room >= 0 || len(front) == 0) {
			front = append(front, objects...)
			continue
		}
		behind = append(behind, objects...)
		if used[i] {
			inUse++
		}
	}
	if ask.hide {
		inUse++
	}
	c.more.SetText(analysisMore)
	if inUse > 0 {
		c.more.SetText(fmt.Sprintf("%s (%d)", analysisMore, inUse))
	}
	c.row.Objects, c.rest.Objects = append(front, c.more), append(behind, c.hide)
	if c.tab == tabOutside {
		c.rest.Add(c.imports)
	}
	setShown(c.rest, c.open)
	c.row.Refresh()
	c.rest.Refresh()
	c.box.Refresh()
	c.resized()
}

// room is how wide the controls of the first row may be together.
func (c *analysisControls) room() float32 {
	const plenty = 10_000
	if c.width == 0 {
		return plenty // not laid out yet
	}
	return c.width - c.more.MinSize().Width
}

// fit puts controls for which there is no room in the first row behind More filters.
func (c *analysisControls) fit(width float32) {
	scale := textScaleNow()
	if c.width == width && c.scale == scale {
		return
	}
	c.width, c.scale = width, scale
	c.arrange()
}

// window is the months of From … to …; false while a day is missing or the second is before the first.
func (c *analysisControls) window() (window, bool) {
	from, to := measure.MonthOf(isoDay(c.dates[0])), measure.MonthOf(isoDay(c.dates[1]))
	return window{from, to}, from != "" && to >= from
}

// ask is what the controls say.
func (c *analysisControls) ask() analysisAsk {
	a := analysisAsk{
		tab: c.tab, months: c.months.Selected, perHead: c.per.Selected == analysisPerHead, chart: c.chart.Selected, leave: c.leave.Selected, hide: c.hide.Checked,
		compare: c.compare.Selected == analysisYears && (c.tab == tabSpending || c.tab == tabHospital),
	}
	if w, ok := c.window(); ok {
		a.dates = w
	} else if a.months == analysisFromTo {
		a.months = analysis24
	}
	switch {
	case c.list.Selected != analysisNoList && c.list.Selected != "":
		a.filter = claims.AnalysisFilter{Group: claims.GroupList, List: c.list.Selected}
	case c.people.Selected == analysisThen:
		a.filter.Group = claims.GroupThen
	default:
		a.filter.Group = claims.GroupListed
	}
	return a
}

// words says in one line what was asked for, for files and the register.
func (a *analysisAsk) words() string {
	who := analysisListed
	switch a.filter.Group {
	case claims.GroupThen:
		who = analysisThen
	case claims.GroupList:
		who = analysisMyList + ": " + a.filter.List
	case claims.GroupListed:
	}
	when := a.months
	if months := a.span(); len(months) > 0 && !a.compare && a.tab != tabTop {
		when = window{months[0], months[len(months)-1]}.String()
	}
	return joinedWith(" · ", when, analysisPeople+": "+who)
}

// joinedWith joins what is not empty.
func joinedWith(mark string, parts ...string) (text string) {
	for _, p := range parts {
		if p != "" && text != "" {
			text += mark
		}
		text += p
	}
	return text
}

// readMe is the second sheet of a saved table.
func (a *analysisAsk) readMe(v *chartView, counted string) []app.ReadMeLine {
	lines := []app.ReadMeLine{{Name: fileWhat, Text: v.title}, {Name: fileAsked, Text: a.words()}, {Name: fileMonth, Text: monthName(a.measured.analysis.AsOf)}}
	if v.note != "" {
		lines = append(lines, app.ReadMeLine{Name: fileShort, Text: v.note})
	}
	for _, how := range v.how {
		lines = append(lines, app.ReadMeLine{Name: how.name, Text: how.text})
	}
	return append(lines, app.ReadMeLine{Name: fileCounted, Text: counted}, app.ReadMeLine{Name: fileSmall, Text: analysisKeepSums})
}
