package ui

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
)

// fakeConnector tests and keeps connections without a network.
type fakeConnector struct {
	result app.ConnectionTest
	err    error // of keeping
	tested []app.ConnectRequest
	kept   []app.ConnectRequest
	tell   func(func(app.TestStep)) // tells of a test that is under way; nil for nothing
}

func (d *fakeConnector) TestConnection(_ context.Context, req app.ConnectRequest, told func(app.TestStep)) (app.ConnectionTest, error) {
	d.tested = append(d.tested, req)
	if d.tell != nil {
		d.tell(told)
	}
	return d.result, nil
}

func (d *fakeConnector) Connect(_ context.Context, req app.ConnectRequest) (app.ConnectResult, error) {
	d.kept = append(d.kept, req)
	return app.ConnectResult{Set: "a9994"}, d.err
}

// fakeSecrets is a computer with a keychain, or without.
type fakeSecrets struct {
	place    app.SecretPlace
	err      error
	unlocked []string
}

func (s *fakeSecrets) SecretPlace(context.Context) (app.SecretPlace, error) { return s.place, nil }

func (s *fakeSecrets) UnlockSecrets(_ context.Context, password string) error {
	s.unlocked = append(s.unlocked, password)
	return s.err
}

func (s *fakeSecrets) ForgetSecrets() error {
	s.place = app.PlaceNewPassword
	return nil
}

// goodTest is a test in which everything works.
func goodTest() app.ConnectionTest {
	steps := [app.TestLines]app.TestStep{
		{State: app.CheckOK}, {State: app.CheckOK, Took: 400 * time.Millisecond}, {State: app.CheckOK, Took: 612 * time.Millisecond}, {State: app.CheckOK},
		{State: app.CheckOK, Entity: "A9994", List: time.Date(2026, 8, 20, 0, 0, 0, 0, time.UTC)}, {State: app.CheckOK, Version: claims.V3},
	}
	for i := range steps {
		steps[i].Line = app.TestLine(i)
	}
	return app.ConnectionTest{Steps: steps}
}

// stoppedTest ends at a line.
func stoppedTest(line app.TestLine, step app.TestStep) app.ConnectionTest {
	t := goodTest()
	step.Line, step.State = line, app.CheckFailed
	t.Steps[line] = step
	for i := line + 1; i < app.TestLines; i++ {
		t.Steps[i] = app.TestStep{Line: i, State: app.CheckNotTried}
	}
	return t
}

func allowListStep() app.TestStep {
	return app.TestStep{Took: 20 * time.Second, Network: true, Silent: true, Problem: &app.Problem{
		Title: "Your office's internet address is probably not on CMS's allow list.", Text: "Add it in ACO-MS or 4i, wait an hour, test again.",
	}}
}

type setupStage struct {
	*stage
	page    *setupPage
	desk    *fakeConnector
	secrets *fakeSecrets
	opener  *fakeOpener
}

func showSetup(t *testing.T, prepare func(*setupStage, *setupDoors)) *setupStage {
	t.Helper()
	s := &setupStage{stage: newStage(t, nil), desk: &fakeConnector{result: goodTest()}, secrets: &fakeSecrets{}, opener: &fakeOpener{}}
	s.window = test.NewTempWindow(t, nil)
	doors := setupDoors{connect: s.desk, open: s.opener, secrets: s.secrets, window: s.window}
	if prepare != nil {
		prepare(s, &doors)
	}
	s.page = newSetupPage(s.surroundings, doors)
	s.window.SetPadded(false)
	s.window.SetContent(s.page.Content())
	s.window.Resize(fyne.NewSize(pageWidth, pageHeight))
	s.window.Canvas().SetOnTypedKey(func(key *fyne.KeyEvent) {
		if key.Name == fyne.KeyEscape && !escapeLayer(s.window.Canvas()) {
			s.page.Escape()
		}
	})
	s.page.Show(t.Context())
	s.page.Focus()
	return s
}

// press gives a key to whoever has the keyboard.
func (s *setupStage) press(keys ...fyne.KeyName) {
	for _, key := range keys {
		if f := s.window.Canvas().Focused(); f != nil {
			f.TypedKey(&fyne.KeyEvent{Name: key})
		} else {
			s.window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: key})
		}
	}
}

// fill types good credentials.
func (s *setupStage) fill() *setupForm {
	f := s.page.form
	f.clientID.SetText(sandboxSets()[0].clientID)
	f.secret.SetText(sandboxSets()[0].secret)
	f.issued.entry.SetText("8/3/2026")
	return f
}

// said are the six lines on the screen.
func (s *setupStage) said() []string {
	var words []string
	for _, line := range s.page.test.lines {
		words = append(words, line.label.Text)
	}
	return words
}

func TestSetupStartsPractisingInOneClick(t *testing.T) {
	s := showSetup(t, nil)
	if got := s.window.Canvas().Focused(); got != s.page.practise {
		t.Errorf("the keyboard is at %v, want the first card", got)
	}
	s.press(fyne.KeyReturn)
	if diff := cmp.Diff([]string{"practice"}, s.opener.went); diff != "" {
		t.Error(diff)
	}
}

func TestSetupCancelNeedsDataToGoBackTo(t *testing.T) {
	s := showSetup(t, nil)
	s.press(fyne.KeyEscape)
	if s.page.cancel.Visible() || len(s.nav.went) != 0 {
		t.Error("there is nothing to go back to")
	}
	s = showSetup(t, func(_ *setupStage, d *setupDoors) { d.back = true })
	test.Tap(s.page.cancel)
	s.press(fyne.KeyEscape) // a button has the keyboard
	if diff := cmp.Diff([]string{"back", "back"}, s.nav.went); diff != "" {
		t.Error(diff)
	}
}

func TestSetupSandboxIsReadyToTest(t *testing.T) {
	s := showSetup(t, nil)
	test.Tap(s.page.sandbox)
	s.page.form.sets.Choose(2)
	if got := s.page.form.step.Text; got != "Step 2 of 3" {
		t.Errorf("step %q", got)
	}
	s.press(fyne.KeyReturn) // test
	if !s.page.test.passed || s.page.test.forward.Text != setupConnect {
		t.Fatalf("passed %t, button %q", s.page.test.passed, s.page.test.forward.Text)
	}
	s.press(fyne.KeyReturn) // connect
	req := s.desk.kept[0]
	if req.Server != "sandbox" || req.ClientID != sandboxSets()[2].clientID || req.Secret.Reveal() != sandboxSets()[2].secret || req.API != "auto" {
		t.Errorf("kept %s %s %s", req.Server, req.ClientID, req.API)
	}
	if diff := cmp.Diff([]string{"open and fetch a9994"}, s.opener.went); diff != "" {
		t.Error(diff)
	}
	if s.page.form.secret.Text != "" {
		t.Error("the secret stays in the field")
	}
}

func TestSetupRealDataNeedsTheConfirmation(t *testing.T) {
	s := showSetup(t, nil)
	test.Tap(s.page.real)
	s.page.keep.guard = func(context.Context) app.DiskGuard { return app.DiskGuard{Name: "BitLocker", Known: true} }
	f := s.fill()
	f.issued.entry.OnSubmitted("") // Enter tests
	want := []string{
		"This computer has internet", "CMS test server answers (0.4 s)", "CMS real-data server answers (0.6 s)", "Credentials accepted",
		"Organization A9994 has access · patient list of Aug 20, 2026", "Version 3 is on",
	}
	if diff := cmp.Diff(want, s.said()); diff != "" {
		t.Error(diff)
	}
	test.Tap(s.page.test.forward)
	if got := s.page.keep.guardLine.label.Text; !strings.HasPrefix(got, "BitLocker is off") {
		t.Errorf("disk: %q", got)
	}
	if s.page.keep.step.Text != "Step 4 of 4" || s.page.keep.sealed.Visible() || !s.page.keep.end.Disabled() {
		t.Errorf("%s, password asked %t, connect without the confirmation %t", s.page.keep.step.Text, s.page.keep.sealed.Visible(), !s.page.keep.end.Disabled())
	}
	s.press(fyne.KeyReturn)
	if len(s.desk.kept) != 0 {
		t.Fatal("kept without the confirmation")
	}
	s.page.keep.accept.SetChecked(true)
	s.press(fyne.KeyReturn)
	req := s.desk.kept[0]
	if req.Server != "production" || !req.Unencrypted || req.Issued.Format("2006-01-02") != "2026-08-03" {
		t.Errorf("kept %s unencrypted=%t issued %v", req.Server, req.Unencrypted, req.Issued)
	}
}

func TestSetupTellsTheAllowList(t *testing.T) {
	s := showSetup(t, nil)
	test.Tap(s.page.real)
	s.desk.result = stoppedTest(app.LineServer, allowListStep())
	f := s.fill()
	f.program.Choose(1)
	test.Tap(f.run)
	want := []string{
		"This computer has internet", "CMS test server answers (0.4 s)", "CMS real-data server: no answer after 20 s", "Credentials: not tried",
		"Organization: not tried", "Version: not tried",
	}
	if diff := cmp.Diff(want, s.said()); diff != "" {
		t.Error(diff)
	}
	p := s.page.test
	if p.passed || p.forward.Visible() || !p.means.Visible() || p.problem.text.Text != "Add it in 4i, wait an hour, test again." {
		t.Errorf("passed %t, means %q", p.passed, p.problem.text.Text)
	}
	s.press(fyne.KeyReturn) // the note has the keyboard
	for _, unwanted := range []string{f.clientID.Text, f.secret.Text, "A9994"} {
		if strings.Contains(s.copied, unwanted) {
			t.Errorf("the note for IT holds %q", unwanted[:4])
		}
	}
	for _, wanted := range []string{
		"TCP port 443, to api.bcda.cms.gov (real data) and sandbox.bcda.cms.gov", "with VPN on and with VPN off. We add it in 4i",
		"Seen on Aug 29, 2026, 9:30 AM: sandbox.bcda.cms.gov answered in 0.4 s; nothing came from api.bcda.cms.gov in 20 s.",
	} {
		if !strings.Contains(s.copied, wanted) {
			t.Errorf("the note lacks %q: %s", wanted, s.copied)
		}
	}
	if p.copied.label.Text != setupNoteCopied || !p.copied.box.Visible() {
		t.Error("copying is not confirmed")
	}
	s.desk.result = goodTest()
	test.Tap(p.again)
	if !p.passed || p.means.Visible() || p.copied.box.Visible() {
		t.Error("an old outcome stays beside a new one")
	}
}

func TestSetupRefusedCredentialsLeadBackToTheForm(t *testing.T) {
	s := showSetup(t, nil)
	test.Tap(s.page.real)
	s.desk.result = stoppedTest(app.LineCredentials, app.TestStep{Problem: &app.Problem{Title: "CMS did not accept these credentials."}})
	test.Tap(s.fill().run)
	if got := s.said()[app.LineCredentials]; got != "Credentials: not accepted" || s.page.test.problem.step.Text != setupChange {
		t.Errorf("says %q, offers %q", got, s.page.test.problem.step.Text)
	}
	s.press(fyne.KeyReturn)
	if s.page.front != setupStep(s.page.form) || s.page.form.secret.Text == "" {
		t.Error("the form must come back as it was")
	}
}

func TestSetupNoticeDoesNotStop(t *testing.T) {
	s := showSetup(t, nil)
	s.desk.result.Steps[app.LineOrganization].Problem = &app.Problem{Title: "CMS is updating patient lists for the new year.", Notice: true}
	s.page.openForm(false)
	test.Tap(s.page.form.run)
	if !s.page.test.passed || !s.page.test.means.Visible() || s.page.test.forward.Disabled() {
		t.Error("a fact of the season is shown, and the way goes on")
	}
}

func TestSetupCountsTheSeconds(t *testing.T) {
	s := showSetup(t, nil)
	now := testNow()
	s.now = func() time.Time { return now }
	s.page = newSetupPage(s.surroundings, s.page.doors)
	s.page.Show(t.Context())
	s.page.openForm(false)
	var tell func(app.TestStep)
	s.desk.tell = func(told func(app.TestStep)) {
		tell = told
		tell(app.TestStep{Line: app.LineInternet, State: app.CheckOK})
		tell(app.TestStep{Line: app.LineServer, State: app.CheckRunning, Started: now})
		now = now.Add(12 * time.Second)
		s.ring(time.Second)
		want := []string{"This computer has internet", "CMS test server", "CMS real-data server: waiting, 12 s", "Credentials", "Organization", "Version"}
		if diff := cmp.Diff(want, s.said()); diff != "" {
			t.Error(diff)
		}
		if !s.page.test.running || !s.page.test.stop.Visible() || s.page.test.again.Visible() {
			t.Error("a running test can be stopped, not started")
		}
	}
	test.Tap(s.page.form.run)
	for _, timer := range s.timers {
		if timer.after == time.Second && !timer.stopped {
			t.Error("the clock goes on after the end")
		}
	}
}

func TestSetupProblemOfConnecting(t *testing.T) {
	s := showSetup(t, nil)
	s.page.openForm(false)
	test.Tap(s.page.form.run)
	s.desk.err = app.ErrNoKeychain
	test.Tap(s.page.test.forward)
	work := s.page.test.work
	if !work.trouble.Visible() || len(s.opener.went) != 0 || s.page.test.forward.Disabled() {
		t.Errorf("problem shown %t, went %v, again possible %t", work.trouble.Visible(), s.opener.went, !s.page.test.forward.Disabled())
	}
}

func TestSetupTestCanBeStopped(t *testing.T) {
	s := showSetup(t, nil)
	s.page.openForm(false)
	s.nav.hold = true
	test.Tap(s.page.form.run)
	if !s.page.test.running {
		t.Fatal("the test does not run")
	}
	s.press(fyne.KeySpace) // Stop has the keyboard
	s.nav.release(0)
	if s.page.test.running || s.page.test.passed || s.said()[0] != "Internet: not tried" {
		t.Errorf("a stopped test still speaks: %q", s.said())
	}
	test.Tap(s.page.test.again)
	s.press(fyne.KeyEscape) // leaves the running test
	s.nav.release(0)
	if s.page.front != setupStep(s.page.form) || s.page.test.passed {
		t.Error("Esc must stop the test and lead back to the form")
	}
}

func TestSetupEscapeGoesBackFromEverywhere(t *testing.T) {
	s := showSetup(t, nil)
	s.page.openForm(true)
	f := s.fill()
	for name, o := range map[string]fyne.Focusable{
		"client ID": f.clientID, "secret": f.secret, "day": f.issued.entry, "calendar": f.issued.button, "program": f.program,
		"choose": f.file.choose, "test": f.run, "back": f.back,
	} {
		if s.page.form == nil {
			s.page.openForm(true)
			t.Fatalf("%s: the form closed too early", name)
		}
		secret := s.page.form.secret
		secret.SetText("abc")
		s.window.Canvas().Focus(o)
		s.press(fyne.KeyEscape)
		if s.page.form != nil {
			t.Errorf("%s: Esc is dead", name)
		}
		if secret.Text != "" {
			t.Errorf("%s: a secret stays behind a closed form", name)
		}
		s.page.form, s.page.front = f, f // the same fields again
		s.page.test, s.page.keep = newSetupTest(s.page), newSetupKeep(s.page)
		s.page.content.Objects = []fyne.CanvasObject{f.object()}
	}
	f.issued.openCalendar()
	s.window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if s.page.front != setupStep(f) || s.window.Canvas().Overlays().Top() != nil {
		t.Error("Esc must close the calendar alone")
	}
}

func TestSetupEscapeOnLaterSteps(t *testing.T) {
	s := showSetup(t, nil)
	s.page.openForm(true)
	test.Tap(s.fill().run)
	test.Tap(s.page.test.forward)
	s.press(fyne.KeyEscape) // the box to tick has the keyboard
	if s.page.front != setupStep(s.page.test) {
		t.Fatal("Esc on the last step must lead to the test")
	}
	s.press(fyne.KeyEscape)
	if s.page.front != setupStep(s.page.form) {
		t.Error("Esc on the test must lead to the form")
	}
}

func TestSetupWithoutKeychain(t *testing.T) {
	s := showSetup(t, func(s *setupStage, _ *setupDoors) { s.secrets.place = app.PlaceNewPassword })
	s.page.openForm(false)
	if got := s.page.form.step.Text; got != "Step 2 of 4" {
		t.Errorf("step %q", got)
	}
	test.Tap(s.page.form.run)
	test.Tap(s.page.test.forward)
	k := s.page.keep
	if k.plain.Visible() || !k.sealed.Visible() || !k.end.Disabled() {
		t.Fatalf("asks for the disk %t, for a password %t", k.plain.Visible(), k.sealed.Visible())
	}
	k.password.first.SetText("correct horse")
	k.password.second.SetText("correct hors")
	if !k.end.Disabled() {
		t.Error("two passwords that differ will do")
	}
	k.password.second.SetText("correct horse")
	s.secrets.err = errors.New("disk")
	k.password.second.OnSubmitted("")
	if len(s.desk.kept) != 0 || !k.work.trouble.Visible() {
		t.Error("kept although the password could not be used")
	}
	s.secrets.err = nil
	test.Tap(k.end)
	if diff := cmp.Diff([]string{"correct horse", "correct horse"}, s.secrets.unlocked); diff != "" || len(s.desk.kept) != 1 {
		t.Errorf("kept %d %s", len(s.desk.kept), diff)
	}
	if k.password.first.Text != "" || k.password.second.Text != "" {
		t.Error("the password stays in its field")
	}
}

func TestSetupRenewsCredentials(t *testing.T) {
	s := showSetup(t, func(_ *setupStage, d *setupDoors) {
		d.back, d.renew = true, &claims.Connection{Environment: claims.EnvProduction, ClientID: sandboxSets()[0].clientID, Entity: "A9994"}
	})
	f := s.page.form
	if f == nil || f.clientID.Text != sandboxSets()[0].clientID || f.step.Text != "Step 1 of 2" || s.window.Canvas().Focused() != f.secret {
		t.Fatal("set-up must begin at the secret, with the ID filled in")
	}
	s.fill()
	test.Tap(f.run)
	if s.page.test.forward.Text != setupRenewDo {
		t.Errorf("button %q", s.page.test.forward.Text)
	}
	test.Tap(s.page.test.forward)
	if len(s.desk.kept) != 1 || s.desk.kept[0].Issued.Format("2006-01-02") != "2026-08-03" {
		t.Errorf("kept %+v", s.desk.kept)
	}
	if diff := cmp.Diff([]string{"back"}, s.nav.went); diff != "" || len(s.opener.went) != 0 {
		t.Errorf("went %v %s", s.opener.went, diff)
	}
}

// A password that is lost is no dead end, neither in set-up nor at a start.
func TestForgottenPassword(t *testing.T) {
	s := showSetup(t, func(s *setupStage, _ *setupDoors) { s.secrets.place = app.PlaceLocked })
	s.page.openForm(false)
	test.Tap(s.page.form.run)
	test.Tap(s.page.test.forward)
	k := s.page.keep
	if k.password.repeat.box.Visible() || !k.lost.Visible() {
		t.Fatal("a password that is there is asked for once")
	}
	test.Tap(k.forgot)
	s.press(fyne.KeyEscape)
	if s.secrets.place != app.PlaceLocked {
		t.Fatal("Esc must keep the secrets")
	}
	test.Tap(k.forgot)
	s.window.Canvas().FocusNext()
	s.press(fyne.KeyReturn)
	if s.secrets.place != app.PlaceNewPassword || !k.password.repeat.box.Visible() || k.lost.Visible() {
		t.Error("a new password must be asked for, twice")
	}
	s.secrets.place = app.PlaceLocked
	again := 0
	p := showPasswordSheet(s.surroundings, s.secrets, s.window, func() { again++ })
	test.Tap(p.forgot)
	s.window.Canvas().FocusNext()
	s.press(fyne.KeyReturn)
	if again != 1 || s.secrets.place != app.PlaceNewPassword {
		t.Errorf("Home is told %d times", again)
	}
}

// credentialsFile writes credentials as a mail program might.
func credentialsFile(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "bcda.txt")
	text := "Client ID: " + sandboxSets()[1].clientID + "\r\nClient secret: " + sandboxSets()[1].secret + "\r\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestSetupTakesADroppedFile(t *testing.T) {
	s := showSetup(t, nil)
	path := credentialsFile(t)
	s.page.drop([]string{path}) // on the first step: the form opens by itself
	f := s.page.form
	if f == nil || !f.realData || f.clientID.Text != sandboxSets()[1].clientID || f.secret.Text != sandboxSets()[1].secret {
		t.Fatal("the file does not fill the form")
	}
	s.press(fyne.KeyReturn) // the safe answer has the keyboard
	if _, err := os.Stat(path); err != nil {
		t.Errorf("the file is gone: %v", err)
	}
	if s.window.Canvas().Focused() != f.issued.entry {
		t.Error("the day is what is missing now")
	}
	s.page.drop([]string{path})
	s.press(fyne.KeyTab)
	s.window.Canvas().FocusNext()
	s.press(fyne.KeyReturn)
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) || f.file.word.label.Text != setupDeleted {
		t.Errorf("not deleted: %v, says %q", err, f.file.word.label.Text)
	}
	s.page.drop([]string{path})
	if f.clientID.Text == "" || !strings.Contains(f.file.word.label.Text, "not found") {
		t.Errorf("a file that is gone: says %q", f.file.word.label.Text)
	}
	other := filepath.Join(t.TempDir(), "letter.txt")
	if err := os.WriteFile(other, []byte("hello"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.page.drop([]string{other})
	if got := f.file.word.label.Text; got != "No client ID and secret found in this file." {
		t.Errorf("a letter: says %q", got)
	}
}

func TestSetupTakesAPastedText(t *testing.T) {
	for name, field := range map[string]func(*setupForm) *entry{"client ID": func(f *setupForm) *entry { return f.clientID }, "secret": func(f *setupForm) *entry { return f.secret }} {
		s := showSetup(t, nil)
		s.page.openForm(true)
		f := s.page.form
		clipboard := test.NewClipboard()
		clipboard.SetContent("id=" + sandboxSets()[1].clientID + "\r\nsecret=" + sandboxSets()[1].secret)
		field(f).TypedShortcut(&fyne.ShortcutPaste{Clipboard: clipboard})
		if f.clientID.Text != sandboxSets()[1].clientID || f.secret.Text != sandboxSets()[1].secret {
			t.Errorf("%s: the pasted text is not taken apart", name)
		}
	}
}

func TestPasswordSheet(t *testing.T) {
	s := showSetup(t, nil)
	opened := 0
	p := showPasswordSheet(s.surroundings, s.secrets, s.window, func() { opened++ })
	s.secrets.err = app.ErrWrongPassphrase
	test.Type(p.password, "wrong horse")
	s.press(fyne.KeyReturn)
	if opened != 0 || p.word.label.Text != unlockWrongPwd {
		t.Errorf("opened %d, says %q", opened, p.word.label.Text)
	}
	s.secrets.err = nil
	test.Tap(p.open)
	if opened != 1 || s.window.Canvas().Overlays().Top() != nil || p.password.Text != "" {
		t.Errorf("opened %d, the sheet is gone %t", opened, s.window.Canvas().Overlays().Top() == nil)
	}
	p = showPasswordSheet(s.surroundings, s.secrets, s.window, func() { opened++ })
	p.password.SetText("half")
	s.press(fyne.KeyEscape)
	if opened != 1 || p.password.Text != "" || s.window.Canvas().Overlays().Top() != nil {
		t.Error("Esc must close the sheet")
	}
}

func TestCredentialWords(t *testing.T) {
	id, secret := sandboxSets()[0].clientID, sandboxSets()[0].secret
	issued := func(text string) fieldWord { return issuedWord(text, placeSSP, testNow()) }
	typed := func(text string) fieldWord { return secretWord(text, app.PlaceReady) }
	tests := map[string]struct {
		got             fieldWord
		good, bad, fits bool
		part            string
	}{
		"no id":               {clientIDWord("", placeREACH), false, false, false, "Copy it from 4i"},
		"id being typed":      {clientIDWord(id[:20], ""), false, false, false, "20 of 36"},
		"id pasted":           {clientIDWord("  "+strings.ToUpper(id)+"\n", ""), true, false, true, setupLooksRight},
		"id with odd sign":    {clientIDWord("6dc5x", ""), false, true, false, "other signs"},
		"id without dashes":   {clientIDWord(strings.ReplaceAll(id, "-", "0"), ""), false, true, false, "dashes"},
		"no secret":           {typed(" "), false, false, false, "keychain"},
		"no secret, sealed":   {secretWord("", app.PlaceNewPassword), false, false, false, "under a password"},
		"secret being typed":  {typed(secret[:39]), false, false, false, "39 of 80"},
		"secret, not all":     {typed(secret[:79]), false, false, true, "79 of 80"},
		"secret pasted":       {typed(secret + "\r\n"), true, false, true, "80 of 80"},
		"secret long":         {typed(secret + "a"), false, true, true, "81 of 80"},
		"secret too long":     {typed(secret + secret), false, true, false, "160 of 80"},
		"secret, other signs": {typed("hello"), false, true, false, "other signs"},
		"no day":              {issued(""), false, false, false, "90 days"},
		"day":                 {issued("8/3/2026"), true, false, true, "= Aug 3, 2026. It stops working after 90 days: Nov 1, 2026. We will remind you."},
		"day, other spelling": {issued("Aug 3 2026"), true, false, true, "Nov 1, 2026"},
		"ISO day":             {issued("2026-08-03"), true, false, true, "Nov 1, 2026"},
		"today":               {issued("8/29/2026"), true, false, true, "Nov 27, 2026"},
		"day being typed":     {issued("8/3"), false, false, false, "not a day"},
		"no such day":         {issued("2/31/2026 "), false, true, false, "not a day"},
		"day to come":         {issued("9/1/2026"), false, true, false, "future"},
		"last day was today":  {issued("5/31/2026"), false, true, false, "already expired"},
		"expired":             {issued("1/5/2026"), false, true, false, "Rotate it in ACO-MS first"},
		"password":            {passwordWord("correct horse", app.PlaceNewPassword), true, false, true, "Long enough"},
		"password, short":     {passwordWord("correct", app.PlaceNewPassword), false, false, false, "7 of 12"},
		"old password":        {passwordWord("old", app.PlaceLocked), false, false, true, "first connected"},
		"other repeat":        {repeatWord("correct horse", "correct house"), false, true, false, "not the same"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if tt.got.good != tt.good || tt.got.bad != tt.bad || tt.got.fits != tt.fits || !strings.Contains(tt.got.text, tt.part) {
				t.Errorf("got %+v, want good=%t bad=%t fits=%t with %q", tt.got, tt.good, tt.bad, tt.fits, tt.part)
			}
		})
	}
}

func TestPastedSecretIsNeverPrinted(t *testing.T) {
	s := showSetup(t, nil)
	s.page.openForm(false)
	err := errors.New(s.page.form.request().Secret.String())
	if strings.Contains(err.Error(), sandboxSets()[0].secret[:8]) {
		t.Error("the request prints its secret")
	}
}

// changeConnection, secretPlace and askPassword complete the fake ways to other data.
func (o *fakeOpener) changeConnection(set string) { o.went = append(o.went, "change "+set) }

func (o *fakeOpener) secretPlace(context.Context) (app.SecretPlace, error) { return o.place, nil }

func (o *fakeOpener) askPassword(opened func()) {
	o.went = append(o.went, "password")
	o.place = app.PlaceReady
	opened()
}
