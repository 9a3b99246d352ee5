package ui

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/app"
)

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
