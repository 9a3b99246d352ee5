package ui

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
)

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
