package app_test

import (
	"crypto"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/bcda"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/practice"
)

// smartRig is a generic practice server over real HTTP and a desk beside it. It keeps the path of each request.
type smartRig struct {
	clock  *clock
	server *practice.Smart
	base   string
	desk   *app.Desk
	log    *safeBuffer
	paths  *safeBuffer
}

func newSmartRig(t *testing.T, cfg practice.Config) *smartRig {
	t.Helper()
	key, err := signingKey()
	if err != nil {
		t.Fatal(err)
	}
	r := &smartRig{clock: newClock(), log: &safeBuffer{}, paths: &safeBuffer{}}
	cfg.Now = r.clock.Now
	if r.server, err = practice.NewSmart(practice.SmartConfig{Config: cfg, Keys: []crypto.Signer{key}}); err != nil {
		t.Fatal(err)
	}
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		if _, err := r.paths.Write([]byte(req.Method + " " + req.URL.RequestURI() + "\n")); err != nil {
			t.Error(err)
		}
		w.Header().Set("Date", r.clock.Now().UTC().Format(http.TimeFormat))
		r.server.ServeHTTP(w, req)
	}))
	t.Cleanup(web.Close)
	r.base = web.URL + practice.BasePath
	r.desk = newDesk(t, app.Deps{DataDir: t.TempDir(), Secrets: app.NewMemorySecrets(), Now: r.clock.Now, WaitScale: 1e-5})
	return r
}

func (r *smartRig) request(t *testing.T) app.ConnectRequest {
	t.Helper()
	pem, err := r.server.PrivateKey()
	if err != nil {
		t.Fatal(err)
	}
	return app.ConnectRequest{Server: r.base, Smart: true, ClientID: r.server.ClientID(), KeyID: r.server.KeyID(), Secret: bcda.NewSecret(string(pem)), API: "auto", Label: "Clinic"}
}

// connect makes the connection and opens its data set.
func (r *smartRig) connect(t *testing.T, req app.ConnectRequest) *app.Set {
	t.Helper()
	result, err := r.desk.Connect(t.Context(), req)
	if err != nil {
		t.Fatalf("connect: %v", err)
	}
	return openSet(t, r.desk, result.Set)
}

// A refresh from a generic server fills the tables as one from BCDA with the same people does.
func TestGenericRefresh(t *testing.T) {
	reference := newRig(t, serverConfig(people(), practice.NoQuirks), claims.V2)
	reference.refresh(app.RefreshOptions{})
	want := statusOf(t, reference.set).All
	for name, quirks := range map[string]practice.Quirks{
		"plain": practice.NoQuirks, "pages": practice.PagedManifest | practice.ManyFiles, "open files": practice.OpenFiles, "SMART 2": practice.RSScopes | practice.Warnings,
	} {
		t.Run(name, func(t *testing.T) {
			r := newSmartRig(t, serverConfig(people(), quirks))
			set := r.connect(t, r.request(t))
			result, err := set.Refresh(t.Context(), app.RefreshOptions{}, nil)
			if err != nil {
				t.Fatal(err)
			}
			if result.Partly() || result.Refresh.People != 12 {
				t.Errorf("partly %t, %d people", result.Partly(), result.Refresh.People)
			}
			got := statusOf(t, set).All
			got.DataAsOf, want.DataAsOf = "", ""
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("figures differ from those of BCDA (-want +got):\n%s", diff)
			}
			again, err := set.Refresh(t.Context(), app.RefreshOptions{}, nil)
			if err != nil || again.Refresh.Since != result.Refresh.TransactionTime {
				t.Errorf("since %q, want %q; %v", again.Refresh.Since, result.Refresh.TransactionTime, err)
			}
			for line := range strings.Lines(r.paths.String()) {
				if strings.Contains(line, "/api/") || strings.Contains(line, "/jobs") || strings.Contains(line, "attribution") {
					t.Errorf("the generic server was asked %s", line)
				}
			}
		})
	}
}

func TestGenericConnect(t *testing.T) {
	r := newSmartRig(t, serverConfig(people(), practice.NoQuirks))
	set := r.connect(t, r.request(t))
	got := statusOf(t, set).Connection
	want := &claims.Connection{
		Label: "Clinic", Environment: claims.EnvPractice, Origin: strings.TrimSuffix(r.base, practice.BasePath), Base: r.base, Auth: claims.AuthKey,
		KeyID: r.server.KeyID(), ClientID: r.server.ClientID(), API: "auto", InUse: claims.V2,
	}
	if diff := cmp.Diff(want, got); diff != "" || set.Name() != "practice" {
		t.Errorf("set %s, connection (-want +got):\n%s", set.Name(), diff)
	}
	if test, err := set.TestConnection(t.Context(), nil); err != nil || !test.Passed() {
		t.Errorf("check: %+v, %v", test, err)
	}
	if jobs, err := set.Jobs(t.Context()); err != nil || len(jobs) != 0 {
		t.Errorf("jobs before any refresh: %v, %v", jobs, err)
	}
	if test, err := r.desk.TestConnection(t.Context(), r.request(t), nil); err != nil || !test.Passed() {
		t.Errorf("check before saving: %+v, %v", test, err)
	}
}

func TestGenericConnectRefusals(t *testing.T) {
	r := newSmartRig(t, serverConfig(people(), practice.NoQuirks))
	tests := map[string]struct {
		change func(*app.ConnectRequest)
		want   error
		exit   int
	}{
		"wrong client":    {func(c *app.ConnectRequest) { c.ClientID = "x" }, bcda.ErrCredentialsRefused, app.ExitCredentials},
		"wrong key id":    {func(c *app.ConnectRequest) { c.KeyID = "x" }, bcda.ErrCredentialsRefused, app.ExitCredentials},
		"another path":    {func(c *app.ConnectRequest) { c.Server += "/elsewhere" }, bcda.ErrNotFound, app.ExitFailed},
		"no client":       {func(c *app.ConnectRequest) { c.ClientID = " " }, claims.ErrConnection, app.ExitUsage},
		"no key":          {func(c *app.ConnectRequest) { c.Secret = secretOf("words") }, claims.ErrConnection, app.ExitUsage},
		"no address":      {func(c *app.ConnectRequest) { c.Server = "sandbox" }, claims.ErrConnection, app.ExitUsage},
		"plain sign-in":   {func(c *app.ConnectRequest) { c.TokenURL = "http://h.example/t" }, claims.ErrConnection, app.ExitUsage},
		"not confirmed":   {func(c *app.ConnectRequest) { c.Server = "https://h.example/fhir" }, app.ErrNeedsConfirmation, app.ExitUsage},
		"another sign-in": {func(c *app.ConnectRequest) { c.TokenURL = strings.TrimSuffix(r.base, practice.BasePath) + "/nowhere" }, bcda.ErrNotBCDA, app.ExitUnreachable},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			req := r.request(t)
			tt.change(&req)
			_, err := r.desk.Connect(t.Context(), req)
			if !errors.Is(err, tt.want) || app.ProblemOf(err).Exit != tt.exit {
				t.Errorf("got %v, exit %d; want %v, exit %d", err, app.ProblemOf(err).Exit, tt.want, tt.exit)
			}
		})
	}
	if names, err := r.desk.SetNames(); err != nil || len(names) != 0 {
		t.Errorf("a refused connection left %v, %v", names, err)
	}
}

// An open server needs neither client nor key, and none is kept.
func TestGenericOpenServer(t *testing.T) {
	r := newSmartRig(t, serverConfig(people(), practice.NoSignIn))
	set := r.connect(t, app.ConnectRequest{Server: r.base, Smart: true, API: "auto"})
	if c := statusOf(t, set).Connection; c.Auth != claims.AuthNone {
		t.Errorf("auth: %q", c.Auth)
	}
	result, err := set.Refresh(t.Context(), app.RefreshOptions{}, nil)
	if err != nil || result.Refresh.People != 12 {
		t.Errorf("refresh: %d people, %v", result.Refresh.People, err)
	}
	if test, err := set.TestConnection(t.Context(), nil); err != nil || !test.Passed() {
		t.Errorf("check: %+v, %v", test, err)
	}
}

// The data set of a real generic server is called after its host.
func TestGenericSetName(t *testing.T) {
	r := newSmartRig(t, serverConfig(people(), practice.NoQuirks))
	// What answers as bulk.example is the practice server; only names differ.
	r.desk = newDesk(t, app.Deps{DataDir: t.TempDir(), Secrets: app.NewMemorySecrets(), Now: r.clock.Now, Transport: redirectTo{strings.TrimPrefix(r.base[:len(r.base)-len(practice.BasePath)], "http://")}})
	req := r.request(t)
	req.Server, req.Unencrypted = "https://Bulk.Example/fhir", true
	result, err := r.desk.Connect(t.Context(), req)
	if err != nil || result.Set != "bulk.example" || result.Connection.Environment != claims.EnvOther {
		t.Errorf("got %+v, %v", result, err)
	}
}

// redirectTo sends every request to one host over plain HTTP.
type redirectTo struct{ host string }

func (to redirectTo) RoundTrip(req *http.Request) (*http.Response, error) {
	out := req.Clone(req.Context())
	out.URL.Scheme, out.URL.Host = "http", to.host
	return http.DefaultTransport.RoundTrip(out)
}
