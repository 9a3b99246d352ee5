package ui

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/claims"
)

// covers puts a stage under a cover, which it returns.
func (s *stage) covers() *bool {
	hidden := false
	s.surroundings.cover = covering{hidden: func() bool { return hidden }}
	return &hidden
}

func TestInitialsAndAges(t *testing.T) {
	names := map[string]claims.Person{
		"R. M.":    {LastName: "RIVERA", FirstName: "MARIA"},
		"R.":       {LastName: "RIVERA"},
		"O. S.":    {LastName: "O'NEIL", FirstName: "SEAN"},
		"Đ. A.":    {LastName: "đặng", FirstName: "'Anh"},
		wordNoName: {LastName: "123"},
	}
	for want, p := range names {
		if got := initialsOf(p); got != want {
			t.Errorf("%+v: %q, want %q", p, got, want)
		}
	}
	now := time.Date(2026, 8, 29, 0, 0, 0, 0, time.UTC)
	ages := map[string]claims.Person{
		"age 85":  {BirthDate: "1941-03-04"},
		"age 84":  {BirthDate: "1941-03-04", Died: true, DeathDate: "2025-05-30"},
		coverDots: {BirthDate: "9999-12-31"},
	}
	for want, p := range ages {
		if got := ageText(p.BirthDate, ageDay(p, now)); got != want {
			t.Errorf("%+v: %q, want %q", p, got, want)
		}
	}
}

// Place and row of the list stay, what is copied is what is seen, and what names somebody cannot be copied.
func TestHiddenPeopleList(t *testing.T) {
	s := newStage(t, &fakeReaders{people: town(412)})
	hidden := s.covers()
	p := newPeoplePage(s.surroundings, s.peopleDoors(t))
	s.show(t, p, pageWidth, pageHeight)
	p.table.Select(40)
	first, _ := p.list.row(40)
	p.table.CopySelected()
	if !strings.Contains(s.copied, personName(first)) {
		t.Fatalf("copied %q", s.copied)
	}
	place := p.table.Current()
	*hidden = true
	p.Retell()
	if p.table.Current() != place {
		t.Errorf("row %d, want %d", p.table.Current(), place)
	}
	p.table.CopySelected()
	if strings.Contains(s.copied, nameText(first.LastName)) || !strings.Contains(s.copied, initialsOf(first)) {
		t.Errorf("copied %q", s.copied)
	}
	off := map[string]bool{}
	for _, item := range p.menu(40) {
		off[item.Label] = item.Disabled
	}
	if !off[peopleCopyWho] || !off[peopleCopyMBI] || off[menuCopyRow] {
		t.Errorf("of the row menu are off: %v", off)
	}
	if !p.search.Password {
		t.Error("what is typed to find somebody can be read")
	}
}

func TestHiddenPerson(t *testing.T) {
	s := newStage(t, someStory(12))
	hidden := s.covers()
	_, p := openPersonAt(t, s, "7", pageWidth)
	p.head.toggleMBI()
	*hidden = true
	p.Retell()
	if got, want := p.head.name.Text, "R. M."; got != want {
		t.Errorf("name %q, want %q", got, want)
	}
	if p.head.button.Visible() || !strings.Contains(p.head.facts.Text, "age 85") || strings.Contains(p.head.facts.Text, "MK73") {
		t.Errorf("facts %q, button shown %t", p.head.facts.Text, p.head.button.Visible())
	}
	p.summary.copyRows()
	for _, tells := range []string{"Rivera", "Maria", "1941", "MK73", "45402", "Elena"} {
		if strings.Contains(s.copied, tells) {
			t.Errorf("the copied summary has %q", tells)
		}
	}
	for _, fact := range p.coverage.facts.List() {
		if strings.Contains(fact.Value, "Rivera") || strings.Contains(fact.Value, "Maria") || strings.Contains(fact.Value, "1941") {
			t.Errorf("the record says %q", fact.Value)
		}
	}
	if who := p.workbookScope(); who.Name != "R. M." || len(who.MBIs) == 0 {
		t.Errorf("workbook of %q with %d MBIs", who.Name, len(who.MBIs))
	}
	*hidden = false
	p.Retell()
	if got, want := p.head.name.Text, "Rivera, Maria"; got != want {
		t.Errorf("shown again %q, want %q", got, want)
	}
}

// The resource as CMS sent it names the person: it is not shown, and of the fields those are dots that identify.
func TestHiddenFields(t *testing.T) {
	reader, ref := longClaim()
	s := newStage(t, reader)
	hidden := s.covers()
	p := newClaimPage(s.surroundings, ref)
	s.show(t, p, pageWidth, pageHeight)
	p.panel.tabs.Choose(claimTabFields)
	tree := p.panel.tree
	said := func() (values []string) {
		for _, row := range tree.tables[0].Rows {
			for _, f := range row {
				if fieldCovered(f.Column) {
					text, _ := tree.value(f)
					values = append(values, text)
				}
			}
		}
		return values
	}
	if got := said(); len(got) == 0 || slices.Contains(got, coverDots) {
		t.Fatalf("with names shown: %q", got)
	}
	*hidden = true
	p.Retell()
	if got := slices.Compact(said()); !cmp.Equal(got, []string{coverDots}) {
		t.Errorf("with names hidden: %q", got)
	}
	if !tree.raw.Disabled() || !tree.covered.Visible() {
		t.Error("the original can be opened, or nothing says why not")
	}
	tree.copyAll()
	if strings.Contains(s.copied, "1EG4TE5MK73") || !strings.Contains(s.copied, coverDots) {
		t.Error("the copied fields name the person")
	}
}

func TestHiddenChecks(t *testing.T) {
	s := newStage(t, &fakeReaders{checks: someChecks()})
	hidden := s.covers()
	toggled := 0
	p := newPrivacyPage(s.surroundings, privacyDoors{excel: excelDoors{ctx: t.Context(), set: &fakeExcel{fakeSet: &fakeSet{}}}, set: &fakePrivacy{}, hideNames: func() { toggled++ }})
	s.show(t, p, pageWidth, pageHeight)
	p.openChecks()
	test.Tap(p.hide)
	if toggled != 1 {
		t.Errorf("the switch acted %d times", toggled)
	}
	*hidden = true
	p.Retell()
	if !p.hide.Checked || toggled != 1 {
		t.Errorf("switch on %t, acted %d times", p.hide.Checked, toggled)
	}
	p.checks.table.CopySelected()
	for _, tells := range []string{"Rivera", "1941", "1EG4", "Dayton"} {
		for _, text := range append(factLines(p.checks.sides[0].List()), s.copied) {
			if strings.Contains(text, tells) {
				t.Errorf("%q is shown in %q", tells, text)
			}
		}
	}
	p.hide.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if toggled != 2 {
		t.Errorf("the switch acted %d times", toggled)
	}
}

// A file that names people says so while names are hidden.
func TestHiddenNamesAreInFiles(t *testing.T) {
	for _, tt := range []struct {
		hidden, names, want bool
	}{{true, true, true}, {true, false, false}, {false, true, false}} {
		s := newStage(t, &fakeReaders{})
		*s.covers() = tt.hidden
		panel := newSavePanel(s.surroundings, workbookDoors{folder: t.TempDir}, fileJob{names: tt.names})
		s.window = test.NewTempWindow(t, panel.content)
		said := strings.Contains(wordsIn(panel.content), hiddenFile)
		if said != tt.want {
			t.Errorf("%+v: said %t", tt, said)
		}
	}
}
