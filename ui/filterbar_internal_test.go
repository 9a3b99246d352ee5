package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/claimsdesk/claimsdesk/claims"
)

// under fails unless an object begins below another one, as tall as that needs to be.
func under(t *testing.T, lower, upper fyne.CanvasObject) {
	t.Helper()
	driver := fyne.CurrentApp().Driver()
	end := driver.AbsolutePositionForObject(upper).Y + upper.MinSize().Height
	if begin := driver.AbsolutePositionForObject(lower).Y; begin < end {
		t.Errorf("it begins at %v, what stands over it ends at %v", begin, end)
	}
}

// Filters that are opened push the list down at once.
func TestFiltersMakeRoomForThemselves(t *testing.T) {
	_, p := showPeople(t, &fakeReaders{people: town(40)})
	test.Tap(p.filters.bar.more)
	under(t, p.table, p.filters.bar.box)
	e := showEvents(t, workReader(24))
	test.Tap(e.page.filters.bar.more)
	under(t, e.page.table, e.page.filters.bar.box)
}

// A banner that the story brings stands over the tabs, not in them.
func TestBannerPushesTheTabsDown(t *testing.T) {
	reader := maria()
	reader.person.events = []claims.Event{{List: claims.ListDied, Values: []claims.Value{{}, claims.TextValue("From a claim")}}}
	_, p := showPerson(t, reader, "7", pageWidth)
	if !p.head.strip.Visible() {
		t.Fatal("there is no banner")
	}
	under(t, p.tabs, p.head.Content())
}
