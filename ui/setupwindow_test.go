package ui_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/zalando/go-keyring"

	"github.com/claimsdesk/claimsdesk/practice"
)

// The walk-through of somebody whose office is not on the allow list (docs/reference/screens.md 12, T2), by keyboard: drop
// the file, keep it, type the day, test, copy the note. Later it works, and the last question leads to the data.
func TestOfficeNotOnTheAllowList(t *testing.T) {
	keyring.MockInit()
	a := &album{tb: t, app: test.NewApp()}
	r, net := a.openOffice(t.TempDir(), true)
	r.tap("Set up")
	path := a.credentials(net)
	r.ui.Drop(path)
	r.want("This file still holds your secret. Delete it now?")
	r.press(fyne.KeyEscape)
	if _, err := os.Stat(path); err != nil {
		t.Errorf("Esc must keep the file: %v", err)
	}
	r.typing("8/3/2026")
	r.want("It stops working after 90 days: Nov 1, 2026. We will remind you.")
	net.silent = true
	r.press(fyne.KeyReturn)
	r.want("This computer has internet", "CMS test server answers", "CMS real-data server: no answer after 20 s", "Version: not tried", "probably not on CMS's allow list")
	r.press(fyne.KeyReturn)
	r.want("Copied. Paste it into an email to your IT team.")
	note := a.app.Clipboard().Content()
	if !strings.Contains(note, "api.bcda.cms.gov") || strings.Contains(note, net.server.ClientID()) || strings.Contains(note, net.server.ClientSecret()) {
		t.Errorf("the note says %q", note)
	}
	net.silent = false
	net.server.SetEntity(practice.Entity{Versions: []string{"v2"}})
	r.tap("Test again")
	r.want("Organization A9994 has access", "Version 3 not on yet: we will use version 2", "Everything works.")
	r.press(fyne.KeyReturn)
	r.want("Real data is not encrypted yet")
	r.typing(" ") // ticks the box
	r.press(fyne.KeyReturn)
	r.want("Real data of A9994", "64 days left", "New data is in")
}

// A new secret takes the old one's place without touching anything else.
func TestNewSecretFromTheWindow(t *testing.T) {
	keyring.MockInit()
	a := &album{tb: t, app: test.NewApp()}
	r, net := a.openOffice(t.TempDir(), true)
	r.tap("Set up")
	r.ui.Drop(a.credentials(net))
	r.press(fyne.KeyEscape)
	r.typing("6/7/2026")
	r.press(fyne.KeyReturn, fyne.KeyReturn)
	r.typing(" ")
	r.press(fyne.KeyReturn)
	r.tap("Close")
	r.want("7 days left", "Your CMS secret ends in 7 days.")
	r.tap("Paste new secret")
	r.want("Paste the new secret", "Step 1 of 2")
	r.typing(net.server.ClientSecret())
	r.press(fyne.KeyTab)
	r.canvas().FocusNext()
	r.typing("8/28/2026")
	r.press(fyne.KeyReturn)
	r.want("The new secret works.")
	r.press(fyne.KeyReturn)
	r.want("Real data of A9994", "89 days left")
	if r.sees("Needs you") {
		t.Error("Home still asks for a new secret")
	}
}

// A computer whose clock is off is told so by the test of the connection and by Home, and the refresh goes on all the same.
func TestClockThatIsOff(t *testing.T) {
	keyring.MockInit()
	a := &album{tb: t, app: test.NewApp(), albumSize: albumSize{width: 1280, height: 800}}
	r, net := a.openOffice(t.TempDir(), true)
	net.ahead = 3 * time.Hour
	r.toLastStep(a, net)
	r.press(fyne.KeyEscape)
	r.want("This computer's clock is 3 hours slow.", "CMS may refuse requests.")
	net.ahead = -2 * time.Hour
	r.tap("Test again")
	r.want("This computer's clock is 2 hours fast.")
	r.tap("Continue")
	r.tap("Connect and get data")
	r.want("New data is in")
	r.tap("Close")
	r.want("Needs you", "This computer's clock is 2 hours fast.")
	net.ahead = time.Minute
	r.choose("Data", "Test connection")
	if r.sees("fast") || r.sees("slow") {
		t.Error("a minute is close enough")
	}
}
