package ui

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
	"github.com/claimsdesk/claimsdesk/store/storetest"
)

// The data set on the disk is what the screens read.
var _ Readers = (*store.DB)(nil)

const pageWidth, pageHeight = 1112, 660

func showPeople(t *testing.T, reader Readers) (*stage, *peoplePage) {
	t.Helper()
	s := newStage(t, reader)
	p := newPeoplePage(s.surroundings, s.peopleDoors(t))
	s.show(t, p, pageWidth, pageHeight)
	return s, p
}

// fakePeopleSet notes what the people list saves.
type fakePeopleSet struct {
	*fakeWorkLists
	saved string
}

func (f *fakePeopleSet) SavePeople(_ context.Context, filter claims.PersonFilter, sort claims.PersonSort, desc bool, ticked []string, out string) (app.ExportResult, error) {
	f.saved = fmt.Sprintf("list=%t narrowings=%d %s desc=%t ticked=%v", filter.OnList, filter.InUse(), sort, desc, ticked)
	return app.ExportResult{Path: out}, nil
}

func (s *stage) peopleDoors(t *testing.T) peopleDoors {
	t.Helper()
	set := &fakePeopleSet{fakeWorkLists: &fakeWorkLists{r: s.reader}}
	return peopleDoors{ctx: t.Context(), set: set, files: workbookDoors{
		set: set, window: s.window, folder: func() string { return "/home/ruth/Documents" }, keep: func(string) {}, told: func(string) {},
	}}
}

// firstNames are the names of the first rows of the table.
func firstNames(p *peoplePage, n int) []string {
	var names []string
	for row := range min(n, p.table.Total()) {
		if cells := p.table.Cells(row); cells != nil {
			names = append(names, cells[0].Text)
		}
	}
	return names
}

func TestPeopleReadsNothingBeforeItIsShown(t *testing.T) {
	s := newStage(t, &fakeReaders{people: town(10)})
	p := newPeoplePage(s.surroundings, s.peopleDoors(t))
	p.search.SetText("ad")
	s.ring(typingPause)
	if len(s.reader.asked) != 0 {
		t.Errorf("asked %v before the page was shown", s.reader.asked)
	}
}

func TestPeopleShowsTodaysList(t *testing.T) {
	s, p := showPeople(t, &fakeReaders{people: town(412)})
	if got, want := p.count.Text, "353 people · sorted by Name, A to Z"; got != want {
		t.Errorf("count %q, want %q", got, want)
	}
	if diff := cmp.Diff([]string{`people "" list=true name desc=false after=""`}, s.reader.asked); diff != "" {
		t.Errorf("asked (-want +got):\n%s", diff)
	}
	p.table.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if diff := cmp.Diff([]string{"person 1"}, s.nav.went); diff != "" {
		t.Errorf("Enter on the first row (-want +got):\n%s", diff)
	}
}

// Scrolling reads the pages that are seen and no others; End skips what lies between.
func TestPeopleReadsOnlyPagesShown(t *testing.T) {
	s, p := showPeople(t, &fakeReaders{people: town(2000)})
	p.show.SetSelected(peopleEveryone)
	s.reader.asked = nil
	press := func(key fyne.KeyName) { p.table.TypedKey(&fyne.KeyEvent{Name: key}) }
	for p.table.Current() < 210 {
		press(fyne.KeyPageDown)
	}
	if diff := cmp.Diff([]string{`people "" list=false name desc=false after="200"`}, s.reader.asked); diff != "" {
		t.Errorf("asked while scrolling over one boundary (-want +got):\n%s", diff)
	}
	press(fyne.KeyEnd)
	if got, want := len(s.reader.asked), 2; got != want {
		t.Errorf("read %d pages after End of ten pages, want %d: the boundary and the last", got, want)
	}
	if got := p.table.Cells(1999); got == nil {
		t.Error("the last row is not there after End")
	}
	if person, ok := p.list.row(1999); !ok || person.Key != "2000" {
		t.Errorf("behind the last row stands %q, want 2000", person.Key)
	}
}

// While one page is out, those that are scrolled past are not read.
func TestPeopleSkipsPagesScrolledPast(t *testing.T) {
	s, p := showPeople(t, &fakeReaders{people: town(2000)})
	p.show.SetSelected(peopleEveryone)
	s.reader.asked = nil
	s.nav.hold = true
	for row := range 10 {
		p.table.Select(row * 200)
	}
	for len(s.nav.held) > 0 {
		s.nav.release(0)
	}
	if p.table.Cells(1800) == nil {
		t.Fatal("the rows in view were not read")
	}
	p.table.Select(900)
	for len(s.nav.held) > 0 {
		s.nav.release(0)
	}
	if p.table.Cells(900) == nil {
		t.Error("rows scrolled past were not asked for again when they came back into view")
	}
}

// Rows scrolled to while another order is on its way are read in that order.
func TestPeopleScrolledWhileAnotherOrderIsOnItsWay(t *testing.T) {
	s, p := showPeople(t, &fakeReaders{people: town(2000)})
	p.show.SetSelected(peopleEveryone)
	s.nav.hold = true
	p.sortBy(string(claims.SortByPaid), true)
	p.table.Select(900)
	for len(s.nav.held) > 0 {
		s.nav.release(0)
	}
	p.table.Select(900)
	for len(s.nav.held) > 0 {
		s.nav.release(0)
	}
	row, next := p.table.Cells(900), p.table.Cells(901)
	if row == nil || next == nil {
		t.Fatal("the rows in view were not read")
	}
	person, _ := p.list.row(900)
	after, _ := p.list.row(901)
	if person.PaidCents < after.PaidCents {
		t.Errorf("row 900 has %d, row 901 %d: not from high to low", person.PaidCents, after.PaidCents)
	}
}

// What was typed in the person search narrows the list, among everyone.
func TestPeopleFind(t *testing.T) {
	s, p := showPeople(t, &fakeReaders{people: town(412)})
	s.reader.asked = nil
	p.find("riv")
	p.Show(t.Context())
	if diff := cmp.Diff([]string{`people "riv" list=false name desc=false after=""`}, s.reader.asked); diff != "" {
		t.Errorf("asked (-want +got):\n%s", diff)
	}
	if p.search.Text != "riv" || p.show.Selected != peopleEveryone {
		t.Errorf("controls say %q among %q", p.search.Text, p.show.Selected)
	}
}

func TestPeopleFilters(t *testing.T) {
	s, p := showPeople(t, &fakeReaders{people: town(412)})
	s.reader.asked = nil
	for _, typed := range []string{"r", "ri", "riv"} {
		p.search.SetText(typed)
	}
	if len(s.reader.asked) != 0 {
		t.Errorf("asked %v while typing", s.reader.asked)
	}
	s.ring(typingPause)
	if diff := cmp.Diff([]string{`people "riv" list=true name desc=false after=""`}, s.reader.asked); diff != "" {
		t.Errorf("asked once typing rested (-want +got):\n%s", diff)
	}
	if got := firstNames(p, 1); len(got) != 1 || !strings.HasPrefix(got[0], "Rivera, ") {
		t.Errorf("found %v, want a Rivera", got)
	}
	if !p.Escape() || p.search.Text != "" {
		t.Error("Esc did not clear the filter")
	}
	s.ring(typingPause)
	if got, want := p.count.Text, "353 people · sorted by Name, A to Z"; got != want {
		t.Errorf("count %q after clearing, want %q", got, want)
	}
	if p.Escape() {
		t.Error("Esc on a list without a filter says that it did something")
	}
}

func TestPeopleSortsAndKeepsPlaceWhenShownAgain(t *testing.T) {
	s, p := showPeople(t, &fakeReaders{people: town(412)})
	p.sortBy(string(claims.SortByPaid), true)
	if got, want := p.count.Text, "353 people · sorted by Paid in all, high to low"; got != want {
		t.Errorf("count %q, want %q", got, want)
	}
	p.table.Select(100)
	offset := p.table.Offset()
	p.Show(t.Context())
	if p.table.Current() != 100 || p.table.Offset() != offset {
		t.Errorf("row %d at %.0f after coming back, want 100 at %.0f", p.table.Current(), p.table.Offset(), offset)
	}
	p.sortBy("", false)
	if got, want := s.reader.asked[len(s.reader.asked)-1], `people "" list=true name desc=false after=""`; got != want {
		t.Errorf("usual order asks %s, want %s", got, want)
	}
}

func TestPeopleStates(t *testing.T) {
	t.Run("no data", func(t *testing.T) {
		s, p := showPeople(t, &fakeReaders{})
		test.Tap(p.empty.Button())
		if p.empty.Title() != peopleNobodyOn || p.table.Visible() || !cmp.Equal(s.nav.went, []string{"get data"}) {
			t.Errorf("title %q, table %t, went %v", p.empty.Title(), p.table.Visible(), s.nav.went)
		}
	})
	t.Run("nobody matches on the list", func(t *testing.T) {
		s, p := showPeople(t, &fakeReaders{people: town(40)})
		p.search.SetText("zz")
		s.ring(typingPause)
		test.Tap(p.empty.Button())
		if got, want := s.reader.asked[len(s.reader.asked)-1], `people "zz" list=false name desc=false after=""`; got != want {
			t.Errorf("searching everyone asks %s, want %s", got, want)
		}
		test.Tap(p.empty.Button())
		s.ring(typingPause)
		if !p.table.Visible() || p.search.Text != "" {
			t.Error("clearing the filter did not bring the list back")
		}
	})
	t.Run("problem", func(t *testing.T) {
		s, p := showPeople(t, &fakeReaders{people: town(40), err: errors.New("no luck")})
		if !p.problem.Content().Visible() || p.table.Visible() {
			t.Error("the problem is not shown in place of the list")
		}
		s.reader.err = nil
		test.Tap(p.problem.step)
		if p.problem.Content().Visible() || !p.table.Visible() {
			t.Error("trying again did not bring the list")
		}
	})
	t.Run("slow", func(t *testing.T) {
		s, p := showPeople(t, &fakeReaders{people: town(40)})
		s.nav.hold = true
		p.reload(false)
		s.ring(spinnerDelay)
		if !p.looking.Visible() || p.table.Cells(0) == nil {
			t.Error("a slow read must say so and leave the old rows")
		}
		s.nav.release(0)
		if p.looking.Visible() {
			t.Error("still looking after the answer")
		}
	})
}

// Tab goes through filter, choice and list, then the titles that sort it, and round again.
func TestPeopleWithTheKeyboardAlone(t *testing.T) {
	s, p := showPeople(t, &fakeReaders{people: town(40)})
	canvas := s.window.Canvas()
	canvas.Unfocus()
	for i, want := range []fyne.Focusable{p.search, p.show, p.filters.age, p.filters.list, p.filters.zip, p.filters.bar.more, p.saved.button, p.export, p.table} {
		canvas.FocusNext()
		if got := canvas.Focused(); got != want {
			t.Errorf("stop %d is %T, want %T", i, got, want)
		}
	}
	canvas.FocusNext()
	canvas.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if got, want := p.count.Text, "34 people · sorted by Name, Z to A"; got != want {
		t.Errorf("Enter on the first title: %q, want %q", got, want)
	}
	canvas.FocusNext() // the titles are one stop
	if canvas.Focused() != p.search {
		t.Errorf("after the titles comes %T, want the filter again", canvas.Focused())
	}
}

func TestPeopleCountSaysWhatIsNotShown(t *testing.T) {
	got := listCount(331_204, countPeople, "sorted by Name, A to Z")
	if !strings.HasPrefix(got, "Showing the first 50,000 of 331,204.") {
		t.Errorf("count %q", got)
	}
}

func TestPeopleOnARealDataSet(t *testing.T) {
	_, p := showPeople(t, storetest.Mixed(t))
	if diff := cmp.Diff([]string{"Abbott, James", "Rivera, Maria", "Van Dyke, Ruth"}, firstNames(p, 5)); diff != "" {
		t.Errorf("people (-want +got):\n%s", diff)
	}
	p.sortBy(string(claims.SortByPaid), true)
	if got := firstNames(p, 1); got[0] != "Rivera, Maria" {
		t.Errorf("most was paid for %v, want Rivera", got)
	}
}
