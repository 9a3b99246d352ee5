package ui

import (
	"slices"
	"testing"

	"github.com/claimsdesk/claimsdesk/claims"
)

// The menu of a count opens its list or exports it; there is no file of nobody.
func TestSinceCardMenu(t *testing.T) {
	newStage(t, &fakeReaders{})
	var went []string
	card := newSinceCard(func(list claims.EventList) { went = append(went, "open "+string(list)) }, func(list claims.EventList) { went = append(went, "export "+string(list)) })
	card.set(sinceFacts{compare: true, counts: map[claims.EventList]int{claims.ListED: 41}})
	for place, list := range sinceLists() {
		items := card.lists.Menu(place)
		if len(items) != 2 || items[0].Label != homeOpenList || items[1].Label != homeExportList {
			t.Fatalf("menu of %s: %d items", list, len(items))
		}
		if items[1].Disabled != (list != claims.ListED) {
			t.Errorf("%s: exporting off %t", list, items[1].Disabled)
		}
		if list == claims.ListED {
			items[0].Action()
			items[1].Action()
		}
	}
	if want := []string{"open " + string(claims.ListED), "export " + string(claims.ListED)}; !slices.Equal(went, want) {
		t.Errorf("went %q, want %q", went, want)
	}
}

// What is exported is what is counted and what the list shows when it is opened from Home.
func TestSinceFilterIsOfNewEvents(t *testing.T) {
	got := sinceFilter(claims.ListED)
	if got.List != claims.ListED || got.State != claims.EventToDo || !got.NewOnly || got.ShowDied || got.Early {
		t.Errorf("filter %+v", got)
	}
}
