package app_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/practice"
)

// internet leads the names of CMS's servers to practice servers, or to the failure of the test's choice.
type internet struct {
	servers  map[string]*httptest.Server
	failures map[string]error

	mu    sync.Mutex
	heard []string // host, method, path and whether credentials came along
}

// RoundTrip implements http.RoundTripper.
func (i *internet) RoundTrip(req *http.Request) (*http.Response, error) {
	i.mu.Lock()
	i.heard = append(i.heard, fmt.Sprintf("%s %s %s %t", req.URL.Host, req.Method, req.URL.Path, req.Header.Get("Authorization") != ""))
	i.mu.Unlock()
	if err := i.failures[req.URL.Host]; err != nil {
		return nil, err
	}
	at, err := url.Parse(i.servers[req.URL.Host].URL)
	if err != nil {
		return nil, err
	}
	req = req.Clone(req.Context())
	req.URL.Scheme, req.URL.Host = at.Scheme, at.Host
	return http.DefaultTransport.RoundTrip(req)
}

const (
	testHost = "sandbox.bcda.cms.gov"
	realHost = "api.bcda.cms.gov"
)

var (
	silence = &net.OpError{Op: "dial", Net: "tcp", Err: os.ErrDeadlineExceeded}
	noName  = &net.DNSError{Err: "no such host", Name: testHost, IsNotFound: true}
)

// newCMS is CMS as seen from the office: both servers answer until the test says otherwise.
func newCMS(t *testing.T) (*internet, *practice.Server, *app.Desk) {
	t.Helper()
	key, err := signingKey()
	if err != nil {
		t.Fatal(err)
	}
	clock := newClock()
	cfg := serverConfig(people(), practice.NoQuirks)
	cfg.Now, cfg.SigningKey = clock.Now, key
	server, err := practice.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	web := httptest.NewServer(server)
	t.Cleanup(web.Close)
	net := &internet{servers: map[string]*httptest.Server{testHost: web, realHost: web}, failures: map[string]error{}}
	return net, server, newDesk(t, app.Deps{DataDir: t.TempDir(), Secrets: app.NewMemorySecrets(), Now: clock.Now, Transport: net})
}

// states are the lines of a test, one letter each.
func states(test app.ConnectionTest) string {
	letters := map[app.CheckState]string{app.CheckOK: "o", app.CheckFailed: "x", app.CheckNotTried: "-", app.CheckNotNeeded: "n", app.CheckRunning: "r"}
	text := ""
	for _, step := range test.Steps {
		text += letters[step.State]
	}
	return text
}

func TestConnectionTestTellsTheServersApart(t *testing.T) {
	tests := map[string]struct {
		server   string
		failures map[string]error
		want     string // states
		title    string
	}{
		"all is well":                {"production", nil, "oooooo", ""},
		"test data":                  {"sandbox", nil, "oonooo", ""},
		"allow list":                 {"production", map[string]error{realHost: silence}, "oox---", "probably not on CMS's allow list"},
		"connection cut":             {"production", map[string]error{realHost: errors.New("reset")}, "oox---", "probably not on CMS's allow list"},
		"offline":                    {"production", map[string]error{realHost: noName, testHost: noName}, "x-----", "no internet connection"},
		"offline, test data":         {"sandbox", map[string]error{testHost: noName}, "x-----", "no internet connection"},
		"CMS blocked":                {"production", map[string]error{realHost: silence, testHost: silence}, "ox----", "does not let ClaimsDesk reach CMS"},
		"test server blocked":        {"sandbox", map[string]error{testHost: silence}, "ox----", "test server does not answer"},
		"only real data let through": {"production", map[string]error{testHost: silence}, "onoooo", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			net, server, desk := newCMS(t)
			net.failures = tt.failures
			req := app.ConnectRequest{Server: tt.server, ClientID: server.ClientID(), Secret: secretOf(server.ClientSecret()), API: "auto"}
			var told []app.TestStep
			test, err := desk.TestConnection(t.Context(), req, func(s app.TestStep) { told = append(told, s) })
			if err != nil {
				t.Fatal(err)
			}
			if got := states(test); got != tt.want || test.Passed() != (tt.title == "") {
				t.Errorf("got %s, passed %t, want %s", got, test.Passed(), tt.want)
			}
			if stopped := test.Stopped(); tt.title != "" && (!strings.Contains(stopped.Problem.Title, tt.title) || !stopped.Network || stopped.Problem.Exit != app.ExitUnreachable) {
				t.Errorf("got problem %+v, want %q", stopped.Problem, tt.title)
			}
			if stopped := test.Stopped(); stopped != nil && stopped.Silent != (stopped.Line != app.LineInternet) {
				t.Errorf("silent: got %t at line %d", stopped.Silent, stopped.Line)
			}
			last := told[len(told)-1]
			if test.Steps[last.Line] != last {
				t.Errorf("the last word %+v is not the result", last)
			}
			for _, line := range net.heard {
				if strings.HasPrefix(line, testHost) && tt.server == "production" && strings.HasSuffix(line, "true") {
					t.Errorf("credentials of real data went to the test server: %s", line)
				}
			}
		})
	}
}

func TestConnectionTestTellsEachLine(t *testing.T) {
	_, server, desk := newCMS(t)
	req := app.ConnectRequest{Server: "production", ClientID: server.ClientID(), Secret: secretOf(server.ClientSecret()), API: "auto"}
	var told []string
	test, err := desk.TestConnection(t.Context(), req, func(s app.TestStep) { told = append(told, fmt.Sprintf("%d %s", s.Line, s.State)) })
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"0 running", "0 ok", "1 ok", "2 running", "2 ok", "3 running", "3 ok", "4 running", "4 ok", "5 ok"}
	if diff := cmp.Diff(want, told); diff != "" {
		t.Error(diff)
	}
	organization, version := test.Steps[app.LineOrganization], test.Steps[app.LineVersion]
	if organization.Entity != "A9994" || organization.List.IsZero() || version.Version != claims.V3 || version.FellBack || test.Steps[app.LineServer].Took <= 0 {
		t.Errorf("got %+v, %+v", organization, version)
	}
	server.SetEntity(practice.Entity{Versions: []string{claims.V2}})
	if test, err = desk.TestConnection(t.Context(), req, nil); err != nil {
		t.Fatal(err)
	}
	if version := test.Steps[app.LineVersion]; version.Version != claims.V2 || !version.FellBack || !test.Passed() {
		t.Errorf("version 3 off: got %+v", version)
	}
}

// What the server itself says, on a server of this computer: internet and test server do not matter there.
func TestConnectionTestOfTheAccount(t *testing.T) {
	tests := map[string]struct {
		entity practice.Entity
		want   string
		title  string
	}{
		"well":            {practice.Entity{}, "nnoooo", ""},
		"secret refused":  {practice.Entity{SecretRefused: true}, "nnox--", "did not accept these credentials"},
		"access ended":    {practice.Entity{Denied: true}, "nnoox-", "no longer has access"},
		"no version":      {practice.Entity{Versions: []string{}}, "nnooox", "not turned on this version"},
		"no patient list": {practice.Entity{NoAttribution: true}, "nnoox-", "no patient list"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, serverConfig(people(), practice.NoQuirks), "auto")
			r.server.SetEntity(tt.entity)
			test, err := r.set.TestConnection(t.Context(), nil)
			if err != nil {
				t.Fatal(err)
			}
			if got := states(test); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
			if stopped := test.Stopped(); tt.title != "" && (stopped == nil || !strings.Contains(stopped.Problem.Title, tt.title) || stopped.Network) {
				t.Errorf("got %+v, want %q", stopped, tt.title)
			}
		})
	}
}

// A server in trouble is not waited for as long as a refresh would.
func TestConnectionTestDoesNotWaitForTrouble(t *testing.T) {
	r := newRig(t, serverConfig(people(), practice.NoQuirks), "auto")
	r.hooked(func(w http.ResponseWriter, req *http.Request) bool {
		if req.URL.Path == "/auth/token" {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
		return req.URL.Path == "/auth/token"
	})
	test, err := r.set.TestConnection(t.Context(), nil)
	if err != nil || states(test) != "nnox--" || !strings.Contains(test.Stopped().Problem.Title, "having trouble") {
		t.Fatalf("got %s, %v", states(test), err)
	}
	if n := r.asked("POST", "/auth/token"); n != 2 {
		t.Errorf("asked %d times, want once and one repeat", n)
	}
}

func TestConnectionTestCanBeStopped(t *testing.T) {
	r := newRig(t, serverConfig(people(), practice.NoQuirks), "auto")
	ctx, cancel := context.WithCancel(t.Context())
	test, err := r.set.TestConnection(ctx, func(s app.TestStep) {
		if s.Line == app.LineCredentials {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) || test.Stopped() != nil || test.Passed() {
		t.Errorf("got %s, %v, want no result", states(test), err)
	}
}
