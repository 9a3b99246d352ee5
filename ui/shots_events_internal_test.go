package ui

import (
	"os"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/claimsdesk/claimsdesk/claims"
)

// TestShotsEvents draws Events in its states.
func TestShotsEvents(t *testing.T) {
	tickThree := func(e *eventsStage) {
		for _, row := range []int{0, 2, 3} {
			e.page.tick([]int{row}, true)
		}
	}
	shots := []struct {
		name   string
		reader *fakeReaders
		before func(*eventsStage)
		do     func(*eventsStage)
		in     []frame // all when empty
	}{
		{name: "default"},
		{name: "ticked", do: tickThree},
		{name: "marked", do: func(e *eventsStage) { tickThree(e); e.page.markDone() }},
		{name: "claim", do: func(e *eventsStage) { e.page.openClaim(0) }},
		{name: "filters", do: func(e *eventsStage) { e.page.filters.bar.show(true) }},
		{name: "doctors", do: func(e *eventsStage) { e.page.filters.bar.show(true); e.page.filters.doctor.Tapped(nil) }},
		{name: "saved-filters", do: func(e *eventsStage) {
			e.page.saved.save("ED, no urgent care", filterState{"in_front": string(claims.ListED), "no_urgent": "yes"})
			e.page.saved.save("Dana's stays to call", filterState{"assigned": "Dana"})
			e.page.filters.when.SetSelected(eventsDays14)
			e.page.saved.open()
		}},
		{name: "saved-filters-name", do: func(e *eventsStage) { e.page.filters.when.SetSelected(eventsDays14); e.page.saved.ask() }},
		{name: "days", do: func(e *eventsStage) { e.page.filters.when.SetSelected(eventsFromTo) }},
		{name: "how", do: func(e *eventsStage) { e.page.how.show(true) }},
		{name: "how-number", do: func(e *eventsStage) { e.page.lists.Choose(3); e.page.how.show(true) }},
		{name: "readmitted", do: func(e *eventsStage) { e.page.lists.Choose(1) }},
		{name: "standing", do: func(e *eventsStage) { e.page.lists.Choose(7) }},
		{name: "left", before: func(e *eventsStage) {
			e.reader.work.shrunk = &claims.ShrunkList{RosterID: 2, TakenAt: testNow(), Before: 12_418, Now: 11_002}
		}, do: func(e *eventsStage) { e.page.lists.Choose(12) }},
		{name: "note", do: func(e *eventsStage) { e.page.askNote() }},
		{name: "assign", do: func(e *eventsStage) { tickThree(e); e.page.askAssign() }},
		{name: "hide", do: func(e *eventsStage) { e.page.askHide() }},
		{name: "add", before: func(e *eventsStage) { e.reader.lists = someLists() }, do: func(e *eventsStage) { tickThree(e); e.page.askAdd() }},
		{name: "columns", do: func(e *eventsStage) { chooseColumns(e.page.table, "events-follow_up") }},
		{name: "save", do: func(e *eventsStage) { e.page.SaveShown() }},
		{name: "empty", reader: workReader(0)},
		{name: "first", reader: &fakeReaders{reports: []claims.RefreshReport{{Refresh: claims.Refresh{ID: 1}}}}, do: func(e *eventsStage) { e.page.lists.Choose(11) }},
		{name: "nodata", reader: &fakeReaders{}},
		{name: "loading", before: func(e *eventsStage) { e.nav.hold = true }, do: func(e *eventsStage) { e.ring(spinnerDelay) }},
		{name: "problem", before: func(e *eventsStage) { e.reader.err = os.ErrPermission }},
		{name: "scrolled", do: func(e *eventsStage) {
			e.page.table.OnKey = nil
			for range 8 {
				e.page.table.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
			}
		}},
		{name: "wide-claim", in: []frame{wide(1600)}, do: func(e *eventsStage) { e.page.openClaim(0) }},
	}
	for _, shot := range shots {
		shoot(t, "events-"+shot.name, func(t *testing.T, dress func(), f frame) fyne.Window {
			reader := workReader(24)
			if shot.reader != nil {
				copied := *shot.reader
				reader = &copied
			}
			detail := stayDetail(claims.ClaimRow{APIVersion: "v2", FHIRID: "inp-0", ClaimType: claims.Inpatient, FromDate: "2026-08-02", ThruDate: "2026-08-08", Base: true, Current: true})
			reader.claims = map[claimRef]claims.ClaimDetail{{"v2", "inp-0"}: detail}
			e := newEventsStage(t, reader)
			dress()
			e.page = newEventsPage(e.surroundings, e.page.doors) // in this appearance from the start
			if shot.before != nil {
				shot.before(e)
			}
			e.open(t, f.width, f.height)
			if shot.do != nil {
				shot.do(e)
			}
			return settle(e.window, f)
		}, shot.in...)
	}
}
