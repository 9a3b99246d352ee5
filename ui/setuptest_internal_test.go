package ui

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/app"
)

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
