package ui

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/bcda"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

func TestConnectionText(t *testing.T) {
	issued := time.Date(2026, 8, 3, 0, 0, 0, 0, time.UTC)
	tests := map[string]app.Status{
		"Real data · A9994 · secret good until Nov 1, 2026 · version 2": {CredentialDays: number(64), Connection: &claims.Connection{Environment: claims.EnvProduction, Entity: "a9994", IssuedAt: issued, InUse: claims.V2}},
		"Real data · secret ended on Nov 1, 2026":                       {CredentialDays: number(0), Connection: &claims.Connection{Environment: claims.EnvProduction, IssuedAt: issued}},
		"Real data · day of the secret not known · version 3":           {Connection: &claims.Connection{Environment: claims.EnvProduction, InUse: claims.V3}},
		"Dayton · Real data · secret good until Nov 1, 2026":            {CredentialDays: number(64), Connection: &claims.Connection{Label: "Dayton", Environment: claims.EnvProduction, IssuedAt: issued}},
		"CMS test data · version 2":                                     {Connection: &claims.Connection{Environment: claims.EnvSandbox, InUse: claims.V2}},
		"Practice data · version 3":                                     {Connection: &claims.Connection{Environment: claims.EnvPractice, InUse: claims.V3}},
		"Another server":                                                {Connection: &claims.Connection{Environment: claims.EnvOther, Base: "https://x.org/fhir", Auth: claims.AuthKey}},
		connectionNone:                                                  {},
	}
	for want, status := range tests {
		if got := connectionText(status); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// Practice data cannot be renamed or removed, and files have no connection to test.
func TestConnectionButtons(t *testing.T) {
	d := newDownloads(t, doneReport(7))
	d.open(t, pageWidth, pageHeight)
	card := d.page.connection
	shown := func() (list []string) {
		for _, b := range []*keyButton{card.testing, card.change, card.rename, card.remove, card.add} {
			if b.Visible() {
				list = append(list, b.Text)
			}
		}
		return list
	}
	for name, tt := range map[string]struct {
		connection *claims.Connection
		want       []string
	}{
		"real":     {&claims.Connection{Environment: claims.EnvProduction}, []string{connectionTestShort, connectionChange, connectionRename, connectionRemove, connectionAdd}},
		"practice": {&claims.Connection{Environment: claims.EnvPractice}, []string{connectionTestShort, connectionAdd}},
		"generic":  {&claims.Connection{Environment: claims.EnvOther, Base: "https://x.org", Auth: claims.AuthNone}, []string{connectionRename, connectionRemove, connectionAdd}},
		"files":    {nil, []string{connectionAdd}},
	} {
		card.set(app.Status{Connection: tt.connection})
		if diff := cmp.Diff(tt.want, shown()); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	test.Tap(card.add)
	test.Tap(card.change)
	if diff := cmp.Diff([]string{"setup", "change a9994"}, d.opener.went); diff != "" {
		t.Error(diff)
	}
}

func TestRenameConnection(t *testing.T) {
	d := newDownloads(t, doneReport(7))
	d.open(t, pageWidth, pageHeight)
	test.Tap(d.page.connection.rename)
	test.Type(d.window.Canvas().Focused(), "Dayton")
	d.set.failing = &app.UsageError{Text: "A name has up to 60 characters."}
	d.key(fyne.KeyReturn)
	if d.window.Canvas().Overlays().Top() == nil || d.changes != 0 {
		t.Fatal("a name that was refused leaves the question open")
	}
	d.set.failing = nil
	d.key(fyne.KeyReturn)
	if d.set.label != "Dayton" || d.changes != 1 || d.window.Canvas().Overlays().Top() != nil {
		t.Errorf("label %q, %d changes", d.set.label, d.changes)
	}
}

func TestRemoveConnection(t *testing.T) {
	tests := map[string]struct {
		answer func(*testing.T, *downloadsStage)
		want   []bool
	}{
		"not": {func(_ *testing.T, d *downloadsStage) { d.key(fyne.KeyReturn) }, nil}, // the safe answer has the keyboard
		"keep": {func(t *testing.T, d *downloadsStage) {
			tapIn(t, d.window.Canvas().Overlays().Top(), connectionRemoveDo)
		}, []bool{false}},
		"wrong word":   {func(t *testing.T, d *downloadsStage) { d.removeWith(t, "delete") }, nil},
		"delete":       {func(t *testing.T, d *downloadsStage) { d.removeWith(t, "DELETE") }, []bool{true}},
		"without word": {func(t *testing.T, d *downloadsStage) { d.removeWith(t, "") }, nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			d := newDownloads(t, doneReport(7))
			d.open(t, pageWidth, pageHeight)
			test.Tap(d.page.connection.remove)
			tt.answer(t, d)
			if diff := cmp.Diff(tt.want, d.removed); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// removeWith chooses to delete the data and types a word.
func (d *downloadsStage) removeWith(t *testing.T, word string) {
	t.Helper()
	top := d.window.Canvas().Overlays().Top()
	everyObject(top, func(o fyne.CanvasObject) {
		if c, ok := o.(*widgets.Choice); ok {
			c.Choose(1)
		}
		if e, ok := o.(*entry); ok && e.PlaceHolder == typedWord {
			e.SetText(word)
		}
	})
	tapIn(t, top, connectionDeleteDo)
}

// everyObject visits an object and all in it.
func everyObject(o fyne.CanvasObject, visit func(fyne.CanvasObject)) {
	visit(o)
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			everyObject(child, visit)
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			everyObject(child, visit)
		}
	}
}

func TestConnectionTestSheet(t *testing.T) {
	good := app.ConnectionTest{}
	for i := range good.Steps {
		good.Steps[i] = app.TestStep{Line: app.TestLine(i), State: app.CheckOK, Version: claims.V2}
	}
	refused := good
	problem := app.ProblemOf(bcda.ErrCredentialsRefused)
	refused.Steps[app.LineCredentials] = app.TestStep{Line: app.LineCredentials, State: app.CheckFailed, Problem: &problem}
	silent := good
	far := app.ProblemOf(bcda.ErrTimeout)
	silent.Steps[app.LineServer] = app.TestStep{Line: app.LineServer, State: app.CheckFailed, Problem: &far, Network: true, Silent: true, Took: 20 * time.Second}
	tests := map[string]struct {
		test app.ConnectionTest
		good bool
		step string
	}{
		"good": {good, true, ""}, "refused": {refused, false, homePasteSecret}, "silent": {silent, false, setupNoteCopy},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			d := newDownloads(t, doneReport(7))
			d.set.steps = tt.test
			d.open(t, pageWidth, pageHeight)
			s := showConnectionTest(d.surroundings, d.page.doors, d.set.status.Connection)
			if s.goodBox.Visible() != tt.good || s.problem.Content().Visible() == tt.good || !tt.good && s.problem.step.Text != tt.step {
				t.Errorf("good %t, step %q", s.goodBox.Visible(), s.problem.step.Text)
			}
			switch tt.step {
			case homePasteSecret:
				test.Tap(s.problem.step)
				if diff := cmp.Diff([]string{"change a9994"}, d.opener.went); diff != "" {
					t.Error(diff)
				}
			case setupNoteCopy:
				test.Tap(s.problem.step)
				if d.copied == "" {
					t.Error("no note for IT")
				}
				fallthrough
			default:
				d.key(fyne.KeyEscape)
			}
			if d.window.Canvas().Overlays().Top() != nil {
				t.Error("the test is still in front")
			}
		})
	}
}
