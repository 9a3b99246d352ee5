package ui_test

import (
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/zalando/go-keyring"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/practice"
	"github.com/claimsdesk/claimsdesk/practice/synth"
)

// pass lets time go by.
func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// cms stands for the internet as an office sees it: CMS's names lead to a practice server, or nowhere.
type cms struct {
	rig    *rig
	server *practice.Server
	web    *httptest.Server
	wire   http.Transport
	silent bool              // nothing comes from the real-data server
	ahead  time.Duration     // of the clock of this computer
	onPath func(path string) // hears of each request that gets through
	// compared is closed once the test server has answered while the other one is silent.
	compared chan struct{}
}

func newCMS(r *rig) *cms {
	people := practice.NewPopulation(synth.New(synth.Config{People: r.people, Years: 3, Seed: 1, End: r.clock.Now()}))
	server, err := practice.New(practice.Config{Source: people, Now: r.clock.Now, MinJobTime: time.Millisecond})
	if err != nil {
		r.tb.Fatal(err)
	}
	c := &cms{rig: r, server: server, web: httptest.NewServer(server), onPath: func(string) {}, compared: make(chan struct{})}
	c.wire.DisableKeepAlives = true
	r.tb.Cleanup(c.web.Close)
	return c
}

// RoundTrip implements http.RoundTripper.
func (c *cms) RoundTrip(req *http.Request) (*http.Response, error) {
	if c.silent && req.URL.Host == "api.bcda.cms.gov" {
		<-c.compared
		for range 5 { // silence lasts longer than the test server takes
			if resp, err := http.Get(c.web.URL + "/_version"); err == nil {
				if err := resp.Body.Close(); err != nil {
					return nil, err
				}
			}
		}
		c.rig.clock.pass(20 * time.Second)
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: os.ErrDeadlineExceeded}
	}
	c.onPath(req.URL.Path)
	req = req.Clone(req.Context())
	req.URL.Scheme, req.URL.Host = "http", c.web.Listener.Addr().String()
	c.rig.clock.pass(400 * time.Millisecond)
	resp, err := c.wire.RoundTrip(req)
	if c.silent && req.Host == "sandbox.bcda.cms.gov" {
		close(c.compared)
	}
	if err == nil {
		resp.Header.Set("Date", c.rig.clock.Now().Add(c.ahead).Format(http.TimeFormat))
	}
	return resp, err
}

// openOffice is a window with CMS on the other side, and a computer with or without a keychain.
func (a *album) openOffice(dir string, keychain bool) (*rig, *cms) {
	a.tb.Helper()
	var net *cms
	opts := rigOptions{app: a.app, dir: dir, people: fewPeople, transport: func(r *rig) http.RoundTripper { net = newCMS(r); return net }}
	if !keychain {
		keyring.MockInitWithError(errors.New("no bus"))
		a.tb.Cleanup(keyring.MockInit)
		opts.secrets = app.StandardSecrets(dir, func(string) string { return "" })
	}
	r := startRig(a.tb, opts)
	r.resize(a.width, a.height)
	return r, net
}

// credentials writes the text file that an office gets.
func (a *album) credentials(net *cms) string {
	path := filepath.Join(a.tb.TempDir(), "BCDA credentials A9994.txt")
	text := "Client ID: " + net.server.ClientID() + "\r\nClient secret: " + net.server.ClientSecret() + "\r\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		a.tb.Fatal(err)
	}
	return path
}

// shootAnew takes a picture after everything has been laid out again, also what does not grow with the window.
func (a *album) shootAnew(r *rig, name string) {
	a.tb.Helper()
	size := r.canvas().Size()
	for range 2 { // text that wraps knows its height after the first time
		r.resize(size.Width, size.Height/2)
		r.resize(size.Width, size.Height)
	}
	a.shoot(r, name)
}

// retype replaces what stands in the field that has the keyboard.
func (r *rig) retype(text string) {
	if f, ok := r.canvas().Focused().(fyne.Shortcutable); ok {
		f.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
	r.typing(text)
}

// TestShotsSetup draws the states of set-up, and of what belongs to credentials elsewhere.
func TestShotsSetup(t *testing.T) {
	eachAlbum(t, func(a *album) {
		a.office()
		a.withoutKeychain()
	})
}

// office goes from a dropped file to real data, by way of everything that can be wrong.
func (a *album) office() {
	r, net := a.openOffice(a.data, true)
	r.tap("Set up")
	r.ui.Drop(a.credentials(net))
	a.shootAnew(r, "setup-file")
	r.press(fyne.KeyReturn) // Keep it
	r.retype("5/1/2026")
	a.shootAnew(r, "setup-expired")
	r.retype("6/7/2026")
	a.shootAnew(r, "setup-filled")
	net.silent = true
	r.tap("Test connection")
	a.shootAnew(r, "setup-allowlist")
	r.tap("Copy note for IT")
	a.shootAnew(r, "setup-note")
	net.silent = false
	net.server.SetEntity(practice.Entity{SecretRefused: true})
	r.tap("Test again")
	a.shootAnew(r, "setup-refused")
	net.server.SetEntity(practice.Entity{Versions: []string{"v2"}})
	net.onPath = func(path string) {
		if path == "/auth/token" {
			net.onPath = func(string) {}
			r.clock.pass(3 * time.Second)
			r.ring(time.Second)
			a.shootAnew(r, "setup-testing")
		}
	}
	r.tap("Test again")
	a.shootAnew(r, "setup-good")
	net.ahead = 3 * time.Hour
	r.tap("Test again")
	a.shootAnew(r, "setup-clock")
	net.ahead = 0
	r.tap("Test again")
	r.tap("Continue")
	a.shootAnew(r, "setup-computer")
	if box, ok := r.canvas().Focused().(interface{ TypedRune(rune) }); ok {
		box.TypedRune(' ')
	}
	r.tap("Connect and get data")
	r.choose("View", "Home")
	r.tap("Close")
	a.shootAnew(r, "home-secret")
	r.tap("Paste new secret")
	a.shootAnew(r, "setup-renew")
	r.press(fyne.KeyEscape)
	r.choose("View", "People")
	r.press(fyne.KeyReturn)
	r.choose("File", "Save workbook…")
	a.shootAnew(r, "workbook-person")
	r.press(fyne.KeyEscape)
	r.choose("File", "Quit")
}

// withoutKeychain asks for a password, and for the same one after the next start.
func (a *album) withoutKeychain() {
	dir := a.tb.TempDir()
	r, _ := a.openOffice(dir, false)
	r.tap("Connect")
	a.shootAnew(r, "setup-testdata-plain")
	r.choose("File", "Quit")
	r, net := a.openOffice(dir, false)
	r.tap("Set up")
	r.ui.Drop(a.credentials(net))
	r.press(fyne.KeyReturn)
	r.retype("8/3/2026")
	r.tap("Test connection")
	r.tap("Continue")
	a.shootAnew(r, "setup-password")
	r.choose("File", "Quit")
}
