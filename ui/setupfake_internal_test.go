package ui

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

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

// changeConnection, secretPlace and askPassword complete the fake ways to other data.
func (o *fakeOpener) changeConnection(set string) { o.went = append(o.went, "change "+set) }

func (o *fakeOpener) secretPlace(context.Context) (app.SecretPlace, error) { return o.place, nil }

func (o *fakeOpener) askPassword(opened func()) {
	o.went = append(o.went, "password")
	o.place = app.PlaceReady
	opened()
}
