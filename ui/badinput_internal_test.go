package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/claimsdesk/claimsdesk/claims"
)

// What CMS may send stands on the list as it is: nothing is lost, nothing is made up, and the row stays one line.
func TestPeopleOfEveryKindAreListed(t *testing.T) {
	long := strings.Repeat("ABCDEFGHIJ", 6)
	tests := map[string]struct {
		person           claims.Person
		name, born, last string
	}{
		"60 letters":    {claims.Person{LastName: long, FirstName: long}, nameText(long) + ", " + nameText(long), wordNotGiven, peopleNoneSeen},
		"Vietnamese":    {claims.Person{LastName: "Nguyễn", FirstName: "Thị Ánh Tuyết"}, "Nguyễn, Thị Ánh Tuyết", wordNotGiven, peopleNoneSeen},
		"right to left": {claims.Person{LastName: "כהן", FirstName: "שרה"}, "כהן, שרה", wordNotGiven, peopleNoneSeen},
		"born in 1942":  {claims.Person{LastName: "ONE", BirthDate: "1942-08-29"}, "One", "Aug 29, 1942 (84)", peopleNoneSeen},
		"born in 9999":  {claims.Person{LastName: "ONE", BirthDate: "9999-12-31", LastDate: "9999-12-31", LastVisit: "9999-12-31"}, "One", wordNotGiven, peopleNoneSeen},
		"born ahead":    {claims.Person{LastName: "ONE", BirthDate: "2031-01-01", LastDate: "1942-01-01"}, "One", "Jan 1, 2031", "Jan 1, 1942"},
		"nothing known": {claims.Person{}, wordNoName, wordNotGiven, peopleNoneSeen},
	}
	at := map[string]int{}
	for i, c := range peopleColumns() {
		at[c.ID] = i
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			cells := personCells(tt.person, testNow())
			got := [3]string{cells[0].Text, cells[1].Text, cells[at[string(claims.SortByLastDate)]].Text}
			if want := [3]string{tt.name, tt.born, tt.last}; got != want {
				t.Errorf("shown %q, want %q", got, want)
			}
			if days := cells[at["since_visit"]].Text; days != "" {
				t.Errorf("%s days since a visit that nobody saw", days)
			}
			_, p := showPeople(t, &fakeReaders{people: []claims.Person{{Key: "1", OnList: true, LastName: tt.person.LastName, FirstName: tt.person.FirstName, BirthDate: tt.person.BirthDate}}})
			if p.table.Total() != 1 || strings.Contains(p.table.Cells(0)[0].Text, "\n") {
				t.Errorf("%d rows", p.table.Total())
			}
		})
	}
}

// Of 100,000 people the first 50,000 are listed, and the line above says so; what is read is pages alone.
func TestHundredThousandPeople(t *testing.T) {
	s, p := showPeople(t, &fakeReaders{people: town(100_000)})
	p.show.SetSelected(peopleEveryone)
	if !strings.HasPrefix(p.count.Text, "Showing the first 50,000 of 100,000.") {
		t.Errorf("count %q", p.count.Text)
	}
	s.reader.asked = nil
	p.table.Select(49_999)
	if person, ok := p.list.row(49_999); !ok || person.Key == "" || len(s.reader.asked) > 2 {
		t.Errorf("the last row is %+v after %d reads, want it after one page or two", person, len(s.reader.asked))
	}
}

// The place of the window is not remembered, so it cannot lie beyond a monitor that is gone; its size is never less than pages are made
// for, whatever was kept. Where the screen is smaller, fitInto makes it so.
func TestRememberedSizeIsNeverTooSmall(t *testing.T) {
	prefs := test.NewTempApp(t).Preferences()
	for _, kept := range [][2]float64{{0, 0}, {-40, 20}, {10, 4000}, {1500, 900}} {
		prefs.SetFloat(prefWidth, kept[0])
		prefs.SetFloat(prefHeight, kept[1])
		want := fyne.NewSize(max(leastWidth, float32(kept[0])), max(leastHeight, float32(kept[1])))
		if got := rememberedSize(prefs); got != want || got.Width < leastWidth || got.Height < leastHeight {
			t.Errorf("%v was kept: the window is %v, want %v", kept, got, want)
		}
	}
}
