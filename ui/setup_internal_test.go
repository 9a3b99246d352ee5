package ui

import (
	"context"
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/app"
)

type setupStage struct {
	*stage
	page   *setupPage
	desk   *fakeDesk
	opener *fakeOpener
}

func showSetup(t *testing.T, back bool) *setupStage {
	t.Helper()
	s := &setupStage{stage: newStage(t, nil), desk: &fakeDesk{steps: stepsWith(-1, app.Problem{})}, opener: &fakeOpener{}}
	s.page = newSetupPage(s.surroundings, setupDoors{connect: s.desk, open: s.opener, back: back})
	s.show(t, s.page, pageWidth, pageHeight)
	return s
}

// openReal opens the form for real data on a computer whose disk is in a known state.
func openReal(t *testing.T, guard app.DiskGuard) *setupStage {
	t.Helper()
	s := showSetup(t, false)
	s.page.ctx = nil // the form is shown below, with the guard of the test
	s.page.openForm(true)
	s.page.form.guard = func(context.Context) app.DiskGuard { return guard }
	s.page.form.show(t.Context())
	return s
}

// fill types good credentials.
func (s *setupStage) fill() *setupForm {
	f := s.page.form
	f.clientID.SetText(sandboxSets()[0].clientID)
	f.secret.SetText(sandboxSets()[0].secret)
	f.issued.entry.SetText("8/3/2026")
	return f
}

func TestSetupStartsPractisingInOneClick(t *testing.T) {
	s := showSetup(t, false)
	if got := s.window.Canvas().Focused(); got != s.page.practise {
		t.Errorf("the keyboard is at %v, want the first card", got)
	}
	test.Tap(s.page.practise)
	if diff := cmp.Diff([]string{"practice"}, s.opener.went); diff != "" {
		t.Error(diff)
	}
}

func TestSetupCancelNeedsDataToGoBackTo(t *testing.T) {
	if s := showSetup(t, false); s.page.cancel.Visible() {
		t.Error("there is nothing to go back to")
	}
	s := showSetup(t, true)
	test.Tap(s.page.cancel)
	if diff := cmp.Diff([]string{"back"}, s.nav.went); diff != "" {
		t.Error(diff)
	}
}

func TestSetupSandboxIsReadyToTest(t *testing.T) {
	s := showSetup(t, false)
	test.Tap(s.page.sandbox)
	f := s.page.form
	if f.run.Disabled() || !f.end.Disabled() {
		t.Fatalf("test possible %t, connect possible %t", !f.run.Disabled(), !f.end.Disabled())
	}
	f.sets.SetSelected(sandboxSets()[2].name)
	test.Tap(f.run)
	if f.end.Disabled() {
		t.Fatal("a passed test must open the way to connect")
	}
	test.Tap(f.end)
	req := s.desk.kept[0]
	if req.Server != "sandbox" || req.ClientID != sandboxSets()[2].clientID || req.Secret.Reveal() != sandboxSets()[2].secret || req.API != "auto" {
		t.Errorf("kept %s %s %s", req.Server, req.ClientID, req.API)
	}
	if diff := cmp.Diff([]string{"open and fetch a9994"}, s.opener.went); diff != "" {
		t.Error(diff)
	}
	if f.secret.Text != "" {
		t.Error("the secret stays in the field")
	}
}

func TestSetupRealDataNeedsTheConfirmation(t *testing.T) {
	s := openReal(t, app.DiskGuard{Name: "BitLocker", Known: true})
	if got := s.page.form.guardLine.label.Text; !strings.HasPrefix(got, "BitLocker is off") {
		t.Errorf("disk: %q", got)
	}
	f := s.fill()
	test.Tap(f.run)
	if !f.end.Disabled() {
		t.Fatal("connect without the confirmation")
	}
	f.accept.SetChecked(true)
	if f.test.passed {
		t.Fatal("a changed form must be tested again")
	}
	test.Tap(f.run)
	test.Tap(f.end)
	req := s.desk.kept[0]
	if req.Server != "production" || !req.Unencrypted || req.Issued.Format("2006-01-02") != "2026-08-03" {
		t.Errorf("kept %s unencrypted=%t issued %v", req.Server, req.Unencrypted, req.Issued)
	}
}

func TestSetupShowsWhichStepStopped(t *testing.T) {
	s := openReal(t, app.DiskGuard{})
	s.desk.steps = stepsWith(0, app.Problem{Title: "CMS does not answer.", Text: "Check the network."})
	f := s.fill()
	f.secret.OnSubmitted("") // Enter tests
	if len(f.test.steps.Objects) != 4 || f.test.passed || !f.end.Disabled() {
		t.Fatalf("%d steps, passed %t", len(f.test.steps.Objects), f.test.passed)
	}
	if f.test.problem.title.Text != "CMS does not answer." || !f.test.problem.Content().Visible() {
		t.Errorf("problem %q", f.test.problem.title.Text)
	}
	test.Tap(f.test.note)
	for _, unwanted := range []string{f.clientID.Text, f.secret.Text} {
		if strings.Contains(s.copied, unwanted) {
			t.Error("the note for IT holds credentials")
		}
	}
	if !strings.Contains(s.copied, "https://api.bcda.cms.gov") {
		t.Errorf("note %q", s.copied)
	}
	f.issued.entry.SetText("8/4/2026")
	if f.test.problem.Content().Visible() || len(f.test.steps.Objects) != 0 {
		t.Error("an old result stays beside a changed form")
	}
}

func TestSetupProblemOfConnecting(t *testing.T) {
	s := showSetup(t, false)
	s.page.openForm(false)
	f := s.page.form
	test.Tap(f.run)
	s.desk.err = app.ErrNoKeychain
	test.Tap(f.end)
	if !f.test.problem.Content().Visible() || len(s.opener.went) != 0 {
		t.Errorf("problem shown %t, went %v", f.test.problem.Content().Visible(), s.opener.went)
	}
	if f.end.Disabled() {
		t.Error("connecting must be possible again")
	}
}

func TestSetupTestCanBeStopped(t *testing.T) {
	s := showSetup(t, false)
	s.page.openForm(false)
	f := s.page.form
	s.nav.hold = true
	test.Tap(f.run)
	if !f.test.busy || !f.run.Disabled() {
		t.Fatal("the test does not run")
	}
	test.Tap(f.test.stop)
	s.nav.release(0)
	if f.test.busy || f.test.passed || len(f.test.steps.Objects) != 0 {
		t.Error("a stopped test still speaks")
	}
}

func TestSetupEscapeLeavesTheForm(t *testing.T) {
	s := showSetup(t, false)
	s.page.openForm(true)
	secret := s.page.form.secret
	secret.SetText("abc")
	if !s.page.Escape() || s.page.form != nil || s.page.Escape() {
		t.Error("Escape must leave the form, once")
	}
	if secret.Text != "" {
		t.Error("a secret stays behind a closed form")
	}
}

func TestCredentialWords(t *testing.T) {
	id, secret := sandboxSets()[0].clientID, sandboxSets()[0].secret
	issued := func(text string) fieldWord { return issuedWord(text, placeSSP, testNow()) }
	tests := map[string]struct {
		got       fieldWord
		good, bad bool
		part      string
	}{
		"no id":               {clientIDWord("", placeREACH), false, false, "Copy it from 4i"},
		"id being typed":      {clientIDWord(id[:20], ""), false, false, "20 of 36"},
		"id pasted":           {clientIDWord("  "+strings.ToUpper(id)+"\n", ""), true, false, setupLooksRight},
		"id with odd sign":    {clientIDWord("6dc5x", ""), false, true, "other signs"},
		"id without dashes":   {clientIDWord(strings.ReplaceAll(id, "-", "0"), ""), false, true, "dashes"},
		"no secret":           {secretWord(" "), false, false, "keychain"},
		"secret being typed":  {secretWord(secret[:79]), false, false, "79 of 80"},
		"secret pasted":       {secretWord(secret + "\r\n"), true, false, setupLooksRight},
		"secret too long":     {secretWord(secret + "a"), false, true, "81 of 80"},
		"secret, other signs": {secretWord("hello"), false, true, "other signs"},
		"no day":              {issued(""), false, false, "90 days"},
		"day":                 {issued("8/3/2026"), true, false, "= Aug 3, 2026. It stops working after 90 days, on Nov 1, 2026."},
		"day, other spelling": {issued("Aug 3 2026"), true, false, "Nov 1, 2026"},
		"ISO day":             {issued("2026-08-03"), true, false, "Nov 1, 2026"},
		"day being typed":     {issued("8/3"), false, false, "not a day"},
		"no such day":         {issued("2/31/2026 "), false, true, "not a day"},
		"day to come":         {issued("9/1/2026"), false, true, "future"},
		"expired":             {issued("1/5/2026"), false, true, "Rotate it in ACO-MS first"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if tt.got.good != tt.good || tt.got.bad != tt.bad || !strings.Contains(tt.got.text, tt.part) {
				t.Errorf("got %+v, want good=%t bad=%t with %q", tt.got, tt.good, tt.bad, tt.part)
			}
		})
	}
}

func TestPastedSecretIsNeverPrinted(t *testing.T) {
	f := showSetup(t, false)
	f.page.openForm(false)
	err := errors.New(f.page.form.request().Secret.String())
	if strings.Contains(err.Error(), sandboxSets()[0].secret[:8]) {
		t.Error("the request prints its secret")
	}
}
