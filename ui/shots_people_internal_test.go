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
		name  string
		do    func(*peoplePage)
		width float32
		scale float32
	}{
		{name: "default"},
		{name: "ticked", do: tick},
		{name: "filters", do: func(p *peoplePage) { p.filters.bar.show(true); p.filters.ed.SetText("3"); p.filters.used() }},
		{name: "columns", do: func(p *peoplePage) { chooseColumns(p.table, "people") }},
		{name: "every-column", do: every, width: 2500},
		{name: "save", do: func(p *peoplePage) { tick(p); p.SaveShown() }},
		{name: "add", do: func(p *peoplePage) { tick(p); p.askAdd(p.ticks.chosen()) }},
		{name: "small", width: 936},
		{name: "small-filters", width: 936, do: func(p *peoplePage) { p.filters.bar.show(true) }},
		{name: "large", scale: 1.5},
		{name: "large-filters", scale: 1.5, do: func(p *peoplePage) { p.filters.bar.show(true) }},
	}
	for _, shot := range shots {
		shoot(t, "people-list-"+shot.name, shot.scale, func(t *testing.T, dress func()) fyne.Window {
			s := newStage(t, &fakeReaders{people: town(412), lists: someLists()})
			dress()
			p := newPeoplePage(s.surroundings, s.peopleDoors(t))
			width := shotWidth(shot.width)
			s.show(t, p, width, shotTall)
			p.doors.files.window = s.window
			if shot.do != nil {
				shot.do(p)
			}
			return settle(s.window, width, shotTall)
		})
	}
}
