package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/claims"
)

// ticking has people be ticked on People.
func (e *excelStage) ticking(people ...claims.Person) {
	e.ticked = people
}

func TestPeopleTickedAreOffered(t *testing.T) {
	e := openExcel(t, nil)
	n := e.page.fresh
	if got := n.who.Names(); len(got) != 3 {
		t.Fatalf("nobody is ticked, and the page offers %q", got)
	}
	some := town(40)[:3]
	e.ticking(some...)
	e.page.Show(t.Context())
	if got := n.who.Names(); len(got) != 4 || got[3] != "People ticked (3)" {
		t.Fatalf("offers %q", got)
	}
	n.who.Choose(int(excelTicked))
	if r := e.lastCounted(t); !r.Filter.AskPeople || r.Filter.Roster != "" {
		t.Errorf("filter %+v", r.Filter)
	}
	want := []string{some[0].Key, some[1].Key, some[2].Key}
	if got := e.set.countedOf[len(e.set.countedOf)-1]; !cmp.Equal(got, want) {
		t.Errorf("counted %q, want %q", got, want)
	}
	job := n.choice.job(e.set, testNow())
	if job.whom != "3 people ticked" {
		t.Errorf("the sheet says %q", job.whom)
	}
	test.Tap(showSaveFile(e.surroundings, e.page.doors.files, job).save)
	n.what.Choose(int(excelLayout))
	test.Tap(showSaveFile(e.surroundings, e.page.doors.files, n.choice.job(e.set, testNow())).save)
	if !cmp.Equal(e.set.madeOf, [][]string{want, want}) {
		t.Errorf("made of %q, want %q twice", e.set.madeOf, want)
	}
}

// With the last tick the choice is gone, and the export is about today's list again.
func TestPeopleTickedNoMore(t *testing.T) {
	e := openExcel(t, func(e *excelStage) { e.ticking(town(40)[:2]...) })
	e.page.fresh.who.Choose(int(excelTicked))
	e.ticking()
	e.page.Show(t.Context())
	if got := e.page.fresh.who.Names(); len(got) != 3 || e.page.fresh.who.Chosen() != int(excelOnList) {
		t.Errorf("offers %q, chosen %d", got, e.page.fresh.who.Chosen())
	}
	if r := e.lastCounted(t); r.Filter.AskPeople || r.Filter.Roster != claims.RosterOn {
		t.Errorf("filter %+v", r.Filter)
	}
}

// A recipe keeps no ticks: it is told why, and a list is made of them, which the recipe keeps.
func TestPeopleTickedMakeNoRecipe(t *testing.T) {
	some := town(40)[:2]
	e := openExcel(t, func(e *excelStage) { e.reader.lists = someLists(); e.ticking(some...) })
	n := e.page.fresh
	n.who.Choose(int(excelTicked))
	test.Tap(n.save)
	e.wantOver(t, excelTickedTitle, excelTickedText)
	escapeLayer(e.window.Canvas())
	form := n.askTickedList()
	form.name.SetText("Dayton panel")
	test.Tap(form.form.act)
	if len(e.set.saved) != 0 || form.form.wrong.label.Text != eventsAddTaken {
		t.Fatalf("saved %v, says %q", e.set.saved, form.form.wrong.label.Text)
	}
	form.name.SetText("To review")
	test.Tap(form.form.act)
	if want := map[string][]string{"To review": {some[0].MBI, some[1].MBI}}; !cmp.Equal(e.set.saved, want) {
		t.Errorf("saved %v, want %v", e.set.saved, want)
	}
	e.wantOver(t, recipeSaveTitle)
	if r := e.lastCounted(t); r.Filter.PeopleList != "To review" || r.Filter.AskPeople {
		t.Errorf("filter %+v", r.Filter)
	}
}

// wantOver fails unless the sheet over the window says something.
func (e *excelStage) wantOver(t *testing.T, words ...string) {
	t.Helper()
	said := wordsIn(e.window.Canvas().Overlays().Top())
	for _, w := range words {
		if !strings.Contains(said, w) {
			t.Errorf("%q is not on the sheet, which says %q", w, said)
		}
	}
}
