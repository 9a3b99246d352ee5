package ui

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
)

// peopleSet is what the people list asks of the open data set; *app.Set satisfies it. The methods wait for the disk: call them in the
// background only.
type peopleSet interface {
	openSet
	// SavePeople writes the list as filtered and sorted to a workbook; with ticked only the people of these keys.
	SavePeople(ctx context.Context, filter claims.PersonFilter, sort claims.PersonSort, desc bool, ticked []string, out string) (app.ExportResult, error)
	SavePeopleList(ctx context.Context, name string, mbis []string) (app.SavedList, error)
}

// peopleDoors is what the people list needs.
type peopleDoors struct {
	ctx   context.Context // of the open data set, for what forms do
	set   peopleSet
	files workbookDoors // how files are saved
}

// sheets is what forms over the window need.
func (d peopleDoors) sheets() downloadsDoors {
	return downloadsDoors{ctx: d.ctx, window: d.files.window}
}

// peopleTicks are the people who are ticked, whatever the list shows, and what can be done with them.
type peopleTicks struct {
	page   *peoplePage
	people map[string]claims.Person // by key
	told   *widget.Label            // what was done last
	add    *keyButton
	untick *keyButton
	box    *fyne.Container
}

func newPeopleTicks(p *peoplePage) *peopleTicks {
	t := &peopleTicks{page: p, people: map[string]claims.Person{}, told: caption("")}
	t.add = newKeyButton(eventsAddToList, func() { p.askAdd(t.chosen()) }, nil)
	t.untick = newKeyButton(peopleUntick, p.untick, nil)
	t.untick.Importance = widget.LowImportance
	t.box = beside(t.told, t.untick, t.add)
	t.tell()
	return t
}

// tell brings the buttons up to date.
func (t *peopleTicks) tell() {
	n := len(t.people)
	setShown(t.add, n > 0)
	setShown(t.untick, n > 0)
	setShown(t.told, n == 0 && t.told.Text != "")
	t.page.export.SetText(exportWord(n))
	t.page.line.Refresh()
}

// exportWord is what the button that exports a list says.
func exportWord(ticked int) string {
	if ticked > 0 {
		return fmt.Sprintf(listExportTicked, app.CountText(ticked))
	}
	return eventsExport
}

func (t *peopleTicks) chosen() []claims.Person {
	return slices.SortedFunc(maps.Values(t.people), func(a, b claims.Person) int {
		return slices.Compare([]string{a.LastName, a.FirstName, a.Key}, []string{b.LastName, b.FirstName, b.Key})
	})
}

// keys are the keys of those ticked; nil for nobody.
func (t *peopleTicks) keys() []string {
	if len(t.people) == 0 {
		return nil
	}
	return slices.Sorted(maps.Keys(t.people))
}

func (p *peoplePage) isTicked(row int) bool {
	person, ok := p.list.row(row)
	if !ok {
		return false
	}
	_, ok = p.ticks.people[person.Key]
	return ok
}

func (p *peoplePage) tick(rows []int, on bool) {
	for _, row := range rows {
		if person, ok := p.list.row(row); ok {
			delete(p.ticks.people, person.Key)
			if on {
				p.ticks.people[person.Key] = person
			}
		}
	}
	p.ticks.told.SetText("")
	p.table.Refresh()
	p.ticks.tell()
}

func (p *peoplePage) untick() {
	clear(p.ticks.people)
	p.table.Refresh()
	p.ticks.tell()
	p.Focus()
}

// menu is what a right click on a row offers.
func (p *peoplePage) menu(row int) []*fyne.MenuItem {
	person, ok := p.list.row(row)
	if !ok {
		return nil
	}
	mbi := fyne.NewMenuItem(peopleCopyMBI, func() { p.s.copyBriefly(person.MBI) })
	mbi.Disabled = person.MBI == "" || p.s.cover.on() // what is copied is what may be seen
	who := fyne.NewMenuItem(peopleCopyWho, func() { p.s.copy(personName(person) + ", " + dateText(person.BirthDate)) })
	who.Disabled = p.s.cover.on()
	chosen := p.ticks.chosen()
	if len(chosen) == 0 {
		chosen = []claims.Person{person}
	}
	alone := fyne.NewMenuItem(personExport, func() {
		showSaveWorkbook(p.s, p.doors.files, workbookScope{MBIs: []string{person.MBI}, Name: p.s.cover.name(person)})
	})
	alone.Disabled = person.MBI == "" // nothing else tells a person apart in a file
	return []*fyne.MenuItem{
		fyne.NewMenuItem(menuOpenPerson, func() { p.open(row) }), fyne.NewMenuItem(menuOpenClaims, func() { p.s.nav.openPersonClaims(person.Key) }), fyne.NewMenuItemSeparator(),
		who, mbi,
		fyne.NewMenuItem(menuCopyRow, p.table.CopySelected), fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(eventsAddToList, func() { p.askAdd(chosen) }), alone, fyne.NewMenuItem(p.export.Text, p.SaveShown), fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(columnsChoose, func() { chooseColumns(p.table, "people") }),
	}
}

// askAdd asks to which list people are added.
func (p *peoplePage) askAdd(people []claims.Person) *addForm {
	mbis := make([]string, len(people))
	for i := range people {
		mbis[i] = people[i].MBI
	}
	return askAddToList(p.s, p.doors.sheets(), mbis, p.mine, p.doors.set.SavePeopleList, func(told string) {
		p.ticks.told.SetText(told)
		p.untick()
		p.readLists()
	})
}

// SaveShown implements saver: the list as it is filtered and sorted, or those ticked, as a workbook.
func (p *peoplePage) SaveShown() {
	if !p.export.Visible() {
		return
	}
	filter, sort, desc, ticked := p.filter, p.sort, p.desc, p.ticks.keys()
	whom := peopleSaveAll
	if ticked != nil {
		// Those who were ticked stay in the file though the filter moved on.
		filter, whom = claims.PersonFilter{}, fmt.Sprintf(peopleSaveTicked, countPeople.Of(len(ticked)))
	}
	showSaveFile(p.s, p.doors.files, fileJob{
		title: peopleSaveTitle, whom: whom, what: eventsSaveWhat, keep: eventsSaveKeep, names: true,
		name: fmt.Sprintf("claimsdesk-people-%s.xlsx", p.s.now().Format("2006-01-02")), ending: ".xlsx", act: saveGo,
		writing: eventsSaving, runs: eventsSaveRuns, done: eventsSaved, told: eventsSavedBar,
		write: func(ctx context.Context, out string, _ app.Report) (app.ExportResult, error) {
			return p.doors.set.SavePeople(ctx, filter, sort, desc, ticked, out)
		},
	})
}
