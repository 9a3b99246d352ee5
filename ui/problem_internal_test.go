package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"github.com/claimsdesk/claimsdesk/app"
)

func TestProblemPanel(t *testing.T) {
	s := newStage(t, &fakeReaders{})
	p := newProblemPanel(s.copy)
	tried := 0
	p.tell(app.Problem{Title: "It did not work.", Text: "Your data is safe.", Detail: "code 7"}, wordTryAgain, func() { tried++ })
	test.Tap(p.step)
	if tried != 1 {
		t.Errorf("the step was taken %d times, want 1", tried)
	}
	if p.detail.Visible() || p.copying.Visible() || !p.details.Visible() {
		t.Error("details must wait behind their button")
	}
	test.Tap(p.details)
	if !p.detail.Visible() || p.details.Text != problemHideDetails {
		t.Error("the details did not open")
	}
	test.Tap(p.copying)
	if want := "It did not work.\ncode 7"; s.copied != want {
		t.Errorf("copied %q, want %q", s.copied, want)
	}
	p.tell(app.ProblemOf(app.ErrNoKeychain), "", nil)
	if strings.Contains(p.text.Text, "CLAIMSDESK") || !strings.Contains(p.text.Text, "password") {
		t.Errorf("without a keychain the window says %q", p.text.Text)
	}
	p.tell(app.Problem{Title: "It is January.", Notice: true}, "", nil)
	if p.step.Visible() || p.details.Visible() || p.text.Visible() {
		t.Error("a notice without step, text and details shows empty parts")
	}
}
