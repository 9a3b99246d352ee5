package ui_test

import (
	"errors"
	"net/http"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/zalando/go-keyring"

	"github.com/claimsdesk/claimsdesk/app"
)

// keychain is that of the computer, which somebody can lock. What lies in it is there again when it is unlocked.
type keychain struct {
	tb     testing.TB
	folder string
	held   string // of the data set a9994
}

const keychainService = "ClaimsDesk"

func newKeychain(tb testing.TB, folder string) *keychain {
	keyring.MockInit()
	tb.Cleanup(keyring.MockInit)
	return &keychain{tb: tb, folder: folder}
}

func (k *keychain) entry() string { return k.folder + "/a9994" }

func (k *keychain) lock() {
	if held, err := keyring.Get(keychainService, k.entry()); err == nil {
		k.held = held
	}
	keyring.MockInitWithError(errors.New("the collection is locked"))
}

func (k *keychain) unlock() {
	k.tb.Helper()
	keyring.MockInit()
	if k.held != "" {
		if err := keyring.Set(keychainService, k.entry(), k.held); err != nil {
			k.tb.Fatal(err)
		}
	}
}

// openLockable is a window with CMS on the other side, on a computer with a keychain.
func openLockable(t *testing.T, a fyne.App, dir string) (*rig, *cms) {
	t.Helper()
	var net *cms
	r := startRig(t, rigOptions{
		app: a, dir: dir, people: fewPeople, secrets: app.StandardSecrets(dir, func(string) string { return "" }),
		transport: func(r *rig) http.RoundTripper { net = newCMS(r); return net },
	})
	r.resize(1280, 800)
	return r, net
}

// toLastStep goes through set-up up to the step that keeps the connection.
func (r *rig) toLastStep(a *album, net *cms) {
	r.tb.Helper()
	r.tap("Set up")
	r.ui.Drop(a.credentials(net))
	r.press(fyne.KeyReturn) // keep the file
	r.retype("8/3/2026")
	r.tap("Test connection")
	r.tap("Continue")
	r.typing(" ") // accept that the data lie unencrypted
}

// A keychain that is locked when the secret is to be saved loses nothing: what was typed stays, and it works as soon as it is unlocked.
func TestKeychainLockedWhileSaving(t *testing.T) {
	r, k, _, _ := atLastStep(t)
	k.lock()
	r.tap("Connect and get data")
	r.want("This computer has no keychain that ClaimsDesk can use.", "Nothing was lost.", "Password")
	r.tap("Try again")
	r.want("This computer has no keychain that ClaimsDesk can use.")
	k.unlock()
	r.press(fyne.KeyReturn) // Try again has the keyboard
	r.want("Real data of A9994", "New data is in")
}

// atLastStep is set-up with all but the last step done, the keychain that it finds, and the program and folder to start again with.
func atLastStep(t *testing.T) (r *rig, k *keychain, app fyne.App, dir string) {
	t.Helper()
	dir = t.TempDir()
	k = newKeychain(t, dir)
	a := &album{tb: t, app: test.NewApp()}
	r, net := openLockable(t, a.app, dir)
	r.toLastStep(a, net)
	return r, k, a.app, dir
}

// Without a keychain the secret goes under a password, also where the keychain was still there when set-up began.
func TestKeychainGoneWhileSaving(t *testing.T) {
	r, k, app, dir := atLastStep(t)
	k.lock()
	r.tap("Connect and get data")
	for range 3 { // Details, the box that is ticked, the password
		r.canvas().FocusNext()
	}
	r.typing("correct horse battery")
	r.canvas().FocusNext()
	r.typing("correct horse battery")
	r.tap("Connect and get data")
	r.want("Real data of A9994", "New data is in")
	r.choose("File", "Quit")

	// The next start opens the data without the password, and asks for it before CMS is asked.
	r, _ = openLockable(t, app, dir)
	r.want("Real data of A9994", "Type password")
	r.choose("View", "People")
	r.want("12 people")
}

// A refresh that finds the keychain locked says so and changes nothing; the data can be read, and with the keychain the next one works.
func TestKeychainLockedAtARefresh(t *testing.T) {
	r, k, _, _ := atLastStep(t)
	r.tap("Connect and get data")
	r.want("New data is in")
	r.tap("Close")
	k.lock()
	r.choose("Data", "Get new data")
	r.press(fyne.KeyReturn)
	r.want("This computer has no keychain that ClaimsDesk can use.")
	r.choose("View", "People")
	r.want("12 people")
	r.choose("View", "Home")
	r.want("Your CMS secret is out of reach", "Paste secret")
	k.unlock()
	r.choose("View", "People")
	r.choose("View", "Home")
	if r.sees("Your CMS secret is out of reach") {
		t.Error("Home still says that the secret is out of reach")
	}
	r.choose("Data", "Get new data")
	r.press(fyne.KeyReturn)
	r.want("Refresh finished")
}

// A keychain that is locked when the window opens keeps nobody from the data.
func TestKeychainLockedAtOpening(t *testing.T) {
	r, k, app, dir := atLastStep(t)
	r.tap("Connect and get data")
	r.tap("Close")
	r.choose("File", "Quit")
	k.lock()
	r, _ = openLockable(t, app, dir)
	r.want("Real data of A9994", "Your CMS secret is out of reach", "Paste secret")
	r.choose("View", "People")
	r.want("12 people")
	r.press(fyne.KeyReturn)
	r.want("At a glance")
}
