package ui

import (
	"testing"

	"fyne.io/fyne/v2"
)

// TestShotsPeople draws the people list with columns, filters and ticks in use.
func TestShotsPeople(t *testing.T) {
	tick := func(p *peoplePage) { p.tick([]int{0, 2, 3}, true) }
	every := func(p *peoplePage) {
		var ids []string
		for _, c := range p.table.Columns() {
			ids = append(ids, c.ID)
		}
		p.table.ShowColumns(ids...)
	}
	shots := []struct {
		name string
		do   func(*peoplePage)
		in   []frame
	}{
		{name: "default"},
		{name: "ticked", do: tick},
		{name: "filters", do: func(p *peoplePage) { p.filters.bar.show(true); p.filters.ed.SetText("3"); p.filters.used() }},
		{name: "doctors", do: func(p *peoplePage) { p.filters.bar.show(true); p.filters.doctor.Tapped(nil) }},
		{name: "doctor-typed", do: func(p *peoplePage) {
			p.filters.bar.show(true)
			p.filters.doctor.Tapped(nil)
			p.filters.doctor.finder.line.SetText("ngu")
		}},
		{name: "columns", do: func(p *peoplePage) { chooseColumns(p.table, "people") }},
		{name: "every-column", do: every, in: []frame{wide(2500)}},
		{name: "save", do: func(p *peoplePage) { tick(p); p.SaveShown() }},
		{name: "add", do: func(p *peoplePage) { tick(p); p.askAdd(p.ticks.chosen()) }},
	}
	for _, shot := range shots {
		shoot(t, "people-list-"+shot.name, func(t *testing.T, dress func(), f frame) fyne.Window {
			s := newStage(t, &fakeReaders{people: town(412), lists: someLists(), doctors: manyDoctors(45)})
			dress()
			p := newPeoplePage(s.surroundings, s.peopleDoors(t))
			s.show(t, p, f.width, f.height)
			p.doors.files.window = s.window
			if shot.do != nil {
				shot.do(p)
			}
			return settle(s.window, f)
		}, shot.in...)
	}
}
