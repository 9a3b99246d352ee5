package ui

import (
	"context"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/claimsdesk/claimsdesk/claims"
)

// fakePrivacy notes decisions.
type fakePrivacy struct {
	reader  *fakeReaders
	decided []claims.IdentityDecision
	err     error
}

func (f *fakePrivacy) DecideIdentity(_ context.Context, c claims.IdentityCheck, decision claims.IdentityDecision) error {
	f.decided = append(f.decided, decision)
	for i := range f.reader.checks {
		if f.reader.checks[i].A == c.A {
			f.reader.checks[i].Decision, f.reader.checks[i].Who, f.reader.checks[i].At = decision, "ruth", testNow()
		}
	}
	return f.err
}

type privacyStage struct {
	*stage
	set     *fakePrivacy
	page    *privacyPage
	changed int
}

func newPrivacyStage(t *testing.T, reader *fakeReaders) *privacyStage {
	t.Helper()
	p := &privacyStage{stage: newStage(t, reader), set: &fakePrivacy{reader: reader}}
	p.page = newPrivacyPage(p.surroundings, privacyDoors{
		excel: excelDoors{ctx: t.Context(), set: &fakeExcel{fakeSet: &fakeSet{}}}, set: p.set, folder: "/home/ruth/.config/ClaimsDesk/a9994",
		changed: func() { p.changed++ },
	})
	return p
}

func someStorage() claims.Storage {
	const mega = 1 << 20
	return claims.Storage{
		People: 12911, Claims: 1904233, Resources: 1932101, SetAside: 4, Oldest: "2023-01-03", Latest: "2026-08-14",
		ResourceBytes: 2100 * mega, TableBytes: 4200 * mega, FreeBytes: 12 * mega, WaitingBytes: 3 * mega,
	}
}

func someChecks() []claims.IdentityCheck {
	a := claims.IdentityRecord{
		APIVersion: "v2", PatientID: "9", PersonKey: "7", LastName: "RIVERA", FirstName: "MARIA", BirthDate: "1941-03-04", SexCode: "2",
		MBI: "1EG4TE5MK73", City: "DAYTON", State: "OH", Claims: 212,
	}
	b := a
	b.APIVersion, b.PatientID, b.PersonKey, b.BirthDate, b.Claims = "v3", "5", "8", "1941-04-03", 14
	c, d := a, b
	c.LastName, d.LastName, c.PatientID, d.PatientID = "ACOSTA", "ACOSTA", "11", "12"
	c.BirthDate, d.SexCode = d.BirthDate, "1"
	return []claims.IdentityCheck{
		{A: a, B: b, FoundBy: "mbi", Reason: "birth_date"},
		{A: c, B: d, FoundBy: "link", Reason: "birth_date;sex", Decision: claims.SamePerson, Who: "ruth", At: time.Date(2026, 8, 3, 9, 0, 0, 0, time.UTC)},
	}
}

func TestPrivacyStored(t *testing.T) {
	p := newPrivacyStage(t, &fakeReaders{storage: someStorage()})
	p.show(t, p.page, pageWidth, pageHeight)
	var got []string
	for i := range p.page.stored.table.Total() {
		row := p.page.stored.table.Cells(i)
		got = append(got, row[0].Text+" "+row[1].Text+" "+row[2].Text+" "+row[3].Text)
	}
	want := []string{
		"People 12,911 – –", "Claims, with all versions 1,904,233 Jan 3, 2023 – Aug 14, 2026 4.4 GB", "Records as CMS sent them 1,932,101 – 2.2 GB",
		"Lines set aside 4 – –", "Free space in the file – – 12.6 MB", "Being written to the file – – 3.1 MB", "In all   6.6 GB",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	p.reader.err = os.ErrPermission
	p.page.Show(t.Context())
	if !p.page.stored.problem.Content().Visible() || p.page.stored.table.Visible() {
		t.Error("a problem stands in place of the table")
	}
}

func TestPrivacyChecks(t *testing.T) {
	p := newPrivacyStage(t, &fakeReaders{checks: someChecks()})
	p.show(t, p.page, pageWidth, pageHeight)
	if got := p.page.tabs.Titles()[2]; got != "Identity checks 1" {
		t.Errorf("tab %q", got)
	}
	p.page.openChecks()
	checks := p.page.checks
	if got := checks.table.Cells(0); got[0].Text != "Rivera, Maria" || got[4].Text != "birth date" || got[5].Chips[0].Word != checksToDo {
		t.Errorf("first pair %+v", got)
	}
	if got := checks.sides[1].List(); got[1].Value != "Apr 3, 1941" || got[5].Value != "14 in version 3" {
		t.Errorf("second record %+v", got)
	}
	if checks.why.Text != checksMBI || checks.later.Visible() {
		t.Errorf("why %q", checks.why.Text)
	}
	test.Tap(checks.apart)
	if !slices.Equal(p.set.decided, []claims.IdentityDecision{claims.TwoPeople}) || p.changed != 1 {
		t.Errorf("decided %q, changed %d", p.set.decided, p.changed)
	}
	if got := checks.table.Cells(0)[5].Chips[0].Word; got != checksApart || p.page.tabs.Titles()[2] != privacyTabChecks {
		t.Errorf("after: %q, tab %q", got, p.page.tabs.Titles()[2])
	}
	if !strings.HasPrefix(checks.why.Text, "Decided by ruth") || !checks.apart.Disabled() || checks.same.Disabled() {
		t.Errorf("after: %q", checks.why.Text)
	}
	test.Tap(checks.later)
	if got := p.set.decided[len(p.set.decided)-1]; got != "" {
		t.Errorf("taken back: %q", got)
	}
	checks.table.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if !slices.Contains(p.nav.went, "person 7") {
		t.Errorf("went %q", p.nav.went)
	}
}

// Where the window is low the facts of a pair scroll: pairs and buttons stay in sight.
func TestPrivacyChecksInALowWindow(t *testing.T) {
	const low = 480
	p := newPrivacyStage(t, &fakeReaders{checks: someChecks()})
	p.show(t, p.page, pageWidth, low)
	p.page.openChecks()
	p.window.Canvas().Capture()
	checks := p.page.checks
	if got := checks.table.Size().Height; got < leastPairs {
		t.Errorf("the pairs are %v tall, want %v at the least", got, leastPairs)
	}
	bottom := fyne.CurrentApp().Driver().AbsolutePositionForObject(checks.same).Y + checks.same.Size().Height
	if !checks.same.Visible() || bottom > low {
		t.Errorf("the button ends at %v of %v", bottom, low)
	}
}

func TestPrivacyChecksEmptyAndFailing(t *testing.T) {
	p := newPrivacyStage(t, &fakeReaders{})
	p.show(t, p.page, pageWidth, pageHeight)
	p.page.openChecks()
	if !p.page.checks.empty.Visible() || p.page.checks.detail.Visible() {
		t.Error("no checks is said")
	}
	p.reader.checks, p.set.err = someChecks(), os.ErrPermission
	p.page.Show(t.Context())
	test.Tap(p.page.checks.same)
	if !p.page.checks.problem.Content().Visible() || p.changed != 0 || p.page.checks.same.Disabled() && p.page.checks.present().Decision == "" {
		t.Error("a decision that was not kept is said")
	}
}
