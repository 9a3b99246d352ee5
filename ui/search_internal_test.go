package ui

import (
	"context"
	"errors"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/store/storetest"
)

// searchBar stands in for the shell: the line at the top right, the layer over all.
type searchBar struct{ content fyne.CanvasObject }

func (searchBar) Title() string                   { return "" }
func (b searchBar) Content() fyne.CanvasObject    { return b.content }
func (searchBar) Show(context.Context)            {}
func newSearchBar(search *personSearch) searchBar { return searchBar{searchContent(search)} }

func searchContent(search *personSearch) fyne.CanvasObject {
	bar := container.NewBorder(nil, nil, nil, atWidth(420, search.Field()))
	return container.NewStack(container.NewBorder(bar, nil, nil, nil), search.Layer())
}

func showSearch(t *testing.T, reader Readers) (*stage, *personSearch) {
	t.Helper()
	s := newStage(t, reader)
	search := newPersonSearch(t.Context(), s.surroundings)
	s.show(t, newSearchBar(search), pageWidth, pageHeight)
	search.Focus()
	return s, search
}

func (s *stage) typeIn(search *personSearch, text string) {
	search.line.SetText(text)
	s.ring(typingPause)
}

func TestSearchNeedsTwoCharactersAndARest(t *testing.T) {
	s, search := showSearch(t, &fakeReaders{people: town(412)})
	s.typeIn(search, "a")
	search.line.SetText("ad")
	if len(s.reader.asked) != 0 || search.open() {
		t.Errorf("asked %v before typing rested on two characters", s.reader.asked)
	}
	s.ring(typingPause)
	if diff := cmp.Diff([]string{`people "ad" list=false name desc=false after=""`}, s.reader.asked); diff != "" {
		t.Errorf("asked (-want +got):\n%s", diff)
	}
	if !search.open() || search.hits.Total() != searchHits {
		t.Errorf("open %t with %d people", search.open(), search.hits.Total())
	}
}

func TestSearchWithTheKeyboardAlone(t *testing.T) {
	s, search := showSearch(t, &fakeReaders{people: town(412)})
	s.typeIn(search, "adams")
	for _, key := range []fyne.KeyName{fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyUp} {
		search.line.TypedKey(&fyne.KeyEvent{Name: key})
	}
	second := search.found[1].Key
	search.line.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if diff := cmp.Diff([]string{"person " + second}, s.nav.went); diff != "" {
		t.Errorf("went (-want +got):\n%s", diff)
	}
	if search.open() || search.line.Text != "" {
		t.Errorf("search still open %t on %q", search.open(), search.line.Text)
	}
}

func TestSearchOpensASingleHitWithEnter(t *testing.T) {
	s, search := showSearch(t, maria())
	search.line.SetText("1EG4TE5MK73")
	search.line.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}) // faster than the search
	search.line.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if diff := cmp.Diff([]string{"person 7"}, s.nav.went); diff != "" {
		t.Errorf("went (-want +got):\n%s", diff)
	}
}

func TestSearchWithTheMouse(t *testing.T) {
	s, search := showSearch(t, &fakeReaders{people: town(412)})
	s.typeIn(search, "adams")
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(search.hits)
	test.TapCanvas(s.window.Canvas(), at.AddXY(40, 36+36+10)) // below the titles, the second row
	if len(s.nav.went) != 1 {
		t.Fatalf("went %v after a click on the second person", s.nav.went)
	}
	s.typeIn(search, "adams")
	test.Tap(search.more)
	if diff := cmp.Diff("people adams", s.nav.went[1]); diff != "" {
		t.Errorf("all people found (-want +got):\n%s", diff)
	}
}

func TestSearchStates(t *testing.T) {
	s, search := showSearch(t, &fakeReaders{people: town(412)})
	s.typeIn(search, "zzz")
	if !search.open() || search.note.Text != searchNone {
		t.Errorf("nobody found says %q", search.note.Text)
	}
	s.nav.hold = true
	s.typeIn(search, "adams")
	s.typeIn(search, "adams,")
	s.ring(spinnerDelay)
	if search.note.Text != searchNone {
		t.Errorf("says %q while it looks again: what was found before stays", search.note.Text)
	}
	search.close()
	s.typeIn(search, "adams")
	s.ring(spinnerDelay)
	if !search.open() || search.note.Text != wordLooking {
		t.Errorf("says %q while it looks", search.note.Text)
	}
	s.nav.hold = false
	s.nav.release(len(s.nav.held) - 1)
	if search.hits.Total() != searchHits {
		t.Errorf("%d people after it looked", search.hits.Total())
	}
	s.reader.err = errors.New("no luck")
	s.typeIn(search, "adam")
	if search.note.Text != searchUnreadable {
		t.Errorf("a problem says %q", search.note.Text)
	}
	search.line.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if search.open() || search.line.Text == "" {
		t.Error("the first Esc closes the list and leaves the text")
	}
	search.line.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if search.line.Text != "" {
		t.Error("the second Esc empties the line")
	}
}

func TestSearchClosesWhenTheKeyboardGoesElsewhere(t *testing.T) {
	s, search := showSearch(t, &fakeReaders{people: town(412)})
	s.typeIn(search, "adams")
	s.window.Canvas().Unfocus()
	if !search.open() {
		t.Error("closed at once: a click on a person found would be lost")
	}
	s.ring(clickPause)
	if search.open() {
		t.Error("still open after the keyboard went elsewhere")
	}
}

func TestSearchOnARealDataSet(t *testing.T) {
	s, search := showSearch(t, storetest.Mixed(t))
	for _, typed := range []string{"rivera, m", "maria riv", "1EG4-TE5-MK73", "mk72", "3/4/1941", "Mar 4 1941"} {
		s.typeIn(search, typed)
		if len(search.found) != 1 || search.found[0].LastName != "RIVERA" {
			t.Errorf("%q finds %d people, want Rivera", typed, len(search.found))
		}
	}
}
