package bcda_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"golang.org/x/time/rate"

	"github.com/claimsdesk/claimsdesk/bcda"
)

// failing is a transport that never connects.
type failing struct {
	err   error
	tries *int
}

func (f failing) RoundTrip(*http.Request) (*http.Response, error) {
	*f.tries++
	return nil, f.err
}

func TestUnreachable(t *testing.T) {
	dial := func(err error) error { return &net.OpError{Op: "dial", Net: "tcp", Err: err} }
	tests := []struct {
		name  string
		err   error
		want  bcda.Kind
		tries int
	}{
		{"name not found", dial(&net.DNSError{Err: "no such host", Name: "x", IsNotFound: true}), bcda.ErrHostNotFound, 3},
		{"name server silent", dial(&net.DNSError{Err: "i/o timeout", Name: "x", IsTimeout: true}), bcda.ErrTimeout, 1},
		{"no connection in time, as outside the allow list", dial(timeoutError{}), bcda.ErrTimeout, 1},
		{"no network", dial(errors.New("network is unreachable")), bcda.ErrUnreachable, 3},
		{"proxy wants a sign-in", errors.New("Proxy Authentication Required"), bcda.ErrProxy, 1},
		{"proxy gone", &net.OpError{Op: "proxyconnect", Net: "tcp", Err: errors.New("no")}, bcda.ErrProxy, 1},
		{"certificate", &tls.CertificateVerificationError{Err: errors.New("expired")}, bcda.ErrCertificate, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := newFixture(t, nil)
			tries := 0
			f.config.Transport = failing{tt.err, &tries}
			err := perform(t.Context(), f.client(t), bcda.OpJob)
			if !errors.Is(err, tt.want) || !errors.Is(err, bcda.ErrUnreachable) || tries != tt.tries {
				t.Errorf("got %v after %d tries; want %v after %d", err, tries, tt.want, tt.tries)
			}
		})
	}
}

type timeoutError struct{}

func (timeoutError) Error() string   { return "i/o timeout" }
func (timeoutError) Timeout() bool   { return true }
func (timeoutError) Temporary() bool { return true }

func TestRefused(t *testing.T) {
	f := newFixture(t, nil)
	f.config.Origin = closedPort(t)
	err := perform(t.Context(), f.client(t), bcda.OpJob)
	if !errors.Is(err, bcda.ErrRefused) || !errors.Is(err, bcda.ErrUnreachable) {
		t.Errorf("got %v, want ErrRefused", err)
	}
	// Nothing arrived, so an export may be repeated and is no lost one.
	err = perform(t.Context(), f.client(t), bcda.OpExport)
	if !errors.Is(err, bcda.ErrRefused) || errors.Is(err, bcda.ErrExportUnsure) {
		t.Errorf("export: got %v, want ErrRefused alone", err)
	}
	if got, want := seconds(f.clock.slept()), "2s 4s 2s 4s"; got != want {
		t.Errorf("waits: got %s, want %s", got, want)
	}
}

// TestGoneServerGetsTheWholeSchedule: a server that has answered before is worth five minutes.
func TestGoneServerGetsTheWholeSchedule(t *testing.T) {
	f := newFixture(t, map[string][]reply{jobPath: {{status: 202}}})
	c := f.client(t)
	if err := perform(t.Context(), c, bcda.OpJob); err != nil {
		t.Fatal(err)
	}
	f.server.Close()
	if err := perform(t.Context(), c, bcda.OpJob); !errors.Is(err, bcda.ErrUnreachable) {
		t.Errorf("got %v", err)
	}
	if got := len(f.clock.slept()); got != 9 {
		t.Errorf("waited %d times, want 9", got)
	}
}

func TestUntrustedServer(t *testing.T) {
	quiet := func(s *httptest.Server) { s.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError) }
	s := httptest.NewUnstartedServer(http.NotFoundHandler())
	quiet(s)
	s.StartTLS()
	defer s.Close()
	f := newFixture(t, nil)
	f.config.Origin = s.URL
	if err := perform(t.Context(), f.client(t), bcda.OpJob); !errors.Is(err, bcda.ErrCertificate) {
		t.Errorf("unknown certificate: got %v", err)
	}
	f.config.Origin = strings.Replace(f.server.URL, "http:", "https:", 1)
	if err := perform(t.Context(), f.client(t), bcda.OpJob); !errors.Is(err, bcda.ErrCertificate) {
		t.Errorf("plain HTTP on the port: got %v", err)
	}

	old := httptest.NewUnstartedServer(http.NotFoundHandler())
	quiet(old)
	old.TLS = &tls.Config{MaxVersion: tls.VersionTLS11, MinVersion: tls.VersionTLS10} // what must be refused
	old.StartTLS()
	defer old.Close()
	f.config.Origin, f.config.Transport = old.URL, old.Client().Transport
	if err := perform(t.Context(), f.client(t), bcda.OpJob); !errors.Is(err, bcda.ErrUnreachable) && !errors.Is(err, bcda.ErrServerTrouble) {
		t.Errorf("TLS 1.1: got %v", err)
	}
	if f.config.Transport.(*http.Transport).TLSClientConfig.MinVersion == tls.VersionTLS12 {
		t.Error("the caller's transport was changed")
	}
}

// TestExportIsNeverSentTwice: net/http repeats a GET by itself when a connection it used before turns out dead.
func TestExportIsNeverSentTwice(t *testing.T) {
	f := newFixture(t, map[string][]reply{jobPath: {{status: 202}}, exportPath: {{drop: true}}})
	f.config.Transport = &http.Transport{} // one that keeps connections
	c := f.client(t)
	for range 3 {
		if err := perform(t.Context(), c, bcda.OpJob); err != nil {
			t.Fatal(err)
		}
		if err := perform(t.Context(), c, bcda.OpExport); !errors.Is(err, bcda.ErrExportUnsure) {
			t.Errorf("got %v", err)
		}
	}
	if got := f.server.count(exportPath); got != 3 {
		t.Errorf("the server saw %d exports, want 3", got)
	}
}

// TestCutRefusal: the text of a refusal decides what it means, so half a text is a dropped connection.
func TestCutRefusal(t *testing.T) {
	cut := "Content-Length: 500\r\n\r\n" + `{"resourceType":"Oper`
	for _, tt := range []struct {
		name, status string
		op           bcda.Op
		want, not    bcda.Kind
	}{
		{"expired token, perhaps", "401 Unauthorized", bcda.OpDownload, bcda.ErrDropped, bcda.ErrUnauthorized},
		{"cancelled, perhaps", "404 Not Found", bcda.OpJob, bcda.ErrDropped, bcda.ErrJobExpired},
		{"version, perhaps", "403 Forbidden", bcda.OpJobs, bcda.ErrDropped, bcda.ErrBlocked},
		{"refused export is no lost one", "404 Not Found", bcda.OpExport, bcda.ErrDropped, bcda.ErrExportUnsure},
		{"server trouble needs no text", "503 Service Unavailable", bcda.OpJob, bcda.ErrServerTrouble, bcda.ErrDropped},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := newFixture(t, nil)
			f.config.Origin = "http://" + rawServer(t, "HTTP/1.1 "+tt.status+"\r\n"+cut)
			err := perform(t.Context(), f.client(t), tt.op)
			if !errors.Is(err, tt.want) || errors.Is(err, tt.not) {
				t.Errorf("got %v, want %v and not %v", err, tt.want, tt.not)
			}
		})
	}
}

func TestStoppedExportIsUnsure(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	arrived := make(chan struct{})
	s := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		close(arrived)
		<-r.Context().Done()
	}))
	defer s.Close()
	f := newFixture(t, nil)
	f.config.Origin = s.URL
	c := f.client(t)
	done := make(chan error)
	go func() { done <- perform(ctx, c, bcda.OpExport) }()
	<-arrived
	cancel()
	if err := <-done; !errors.Is(err, bcda.ErrExportUnsure) || !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want ErrExportUnsure and the context's error", err)
	}
}

func TestNoRedirectIsFollowed(t *testing.T) {
	var reached bool
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached = true }))
	defer other.Close()
	for _, status := range []int{301, 302, 303, 307, 308} {
		f := newFixture(t, map[string][]reply{
			filePath:  {{status: status, header: map[string]string{"Location": other.URL + "/data/42/a.ndjson"}}},
			tokenPath: {{status: status, header: map[string]string{"Location": other.URL + "/auth/token"}}},
		})
		if err := perform(t.Context(), f.client(t), bcda.OpDownload); !errors.Is(err, bcda.ErrNotBCDA) {
			t.Errorf("%d: got %v", status, err)
		}
		if _, err := f.basic(t).Token(t.Context()); !errors.Is(err, bcda.ErrNotBCDA) {
			t.Errorf("%d: token: got %v", status, err)
		}
	}
	if reached {
		t.Error("another host was asked")
	}
}

// TestForeignHostsGetNoToken: files and jobs at another host are fetched from the configured origin.
func TestForeignHostsGetNoToken(t *testing.T) {
	var reached bool
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached = true }))
	defer other.Close()
	f := newFixture(t, map[string][]reply{
		exportPath: {{status: 202, header: map[string]string{"Content-Location": other.URL + "/api/v3/jobs/42"}}},
		jobPath:    {{status: 200, body: strings.ReplaceAll(manifest, "https://sandbox.bcda.cms.gov/data", other.URL+"/data")}},
		filePath:   {zipped(packed(t, "{}\n"))},
	})
	c := f.client(t)
	id, err := c.StartExport(t.Context(), bcda.ExportRequest{})
	if err != nil {
		t.Fatal(err)
	}
	status, err := c.Job(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if status.Manifest.ForeignHosts != 2 {
		t.Errorf("foreign hosts: got %d, want 2", status.Manifest.ForeignHosts)
	}
	body, err := c.Download(t.Context(), status.Manifest.Output[0])
	if err != nil {
		t.Fatal(err)
	}
	if err := body.Close(); err != nil {
		t.Error(err)
	}
	if reached {
		t.Error("another host was asked")
	}
}

func TestRequestsAreSpaced(t *testing.T) {
	for _, tt := range []struct {
		name  string
		scale float64
		want  string
	}{
		{"five a second", 0, "200ms 200ms 200ms"}, {"scaled on loopback", 0.5, "100ms 100ms 100ms"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := newFixture(t, map[string][]reply{jobPath: {{status: 202}}})
			f.config.Limiter, f.config.WaitScale = nil, tt.scale
			c := f.client(t)
			for range 4 {
				if err := perform(t.Context(), c, bcda.OpJob); err != nil {
					t.Fatal(err)
				}
			}
			if got := seconds(f.clock.slept()); got != tt.want {
				t.Errorf("waits: got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestWaitScale(t *testing.T) {
	for _, tt := range []struct {
		name, origin string
		want         time.Duration
	}{
		{"loopback", "http://127.0.0.1:1", 100 * time.Millisecond}, {"elsewhere", "https://sandbox.bcda.cms.gov", 5 * time.Second},
	} {
		t.Run(tt.name, func(t *testing.T) {
			clock := newClock()
			c, err := bcda.New(bcda.Config{Origin: tt.origin, Version: bcda.V2, Tokens: &tokens{}, WaitScale: 0.02, Sleep: clock.Sleep})
			if err != nil {
				t.Fatal(err)
			}
			if err := c.Wait(t.Context(), 5*time.Second); err != nil {
				t.Fatal(err)
			}
			if got := clock.slept(); len(got) != 1 || got[0] != tt.want {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestNewRefuses(t *testing.T) {
	good := bcda.Config{Origin: "https://sandbox.bcda.cms.gov", Version: bcda.V3, Tokens: &tokens{}}
	for name, change := range map[string]func(*bcda.Config){
		"http elsewhere":   func(c *bcda.Config) { c.Origin = "http://sandbox.bcda.cms.gov" },
		"no version":       func(c *bcda.Config) { c.Version = "" },
		"v1":               func(c *bcda.Config) { c.Version = "v1" },
		"no tokens":        func(c *bcda.Config) { c.Tokens = nil },
		"scale below zero": func(c *bcda.Config) { c.WaitScale = -1 },
	} {
		t.Run(name, func(t *testing.T) {
			config := good
			change(&config)
			if _, err := bcda.New(config); err == nil {
				t.Error("got no error")
			}
		})
	}
	if _, err := bcda.New(good); err != nil {
		t.Errorf("the good one: %v", err)
	}
}

// TestNothingSecretInErrorsAndLogs pushes an MBI, a name, a token and a secret through every answer a server can give.
func TestNothingSecretInErrorsAndLogs(t *testing.T) {
	const mbi, person = "1EG4TE5MK73", "Ermintrude"
	poison := mbi + " " + person + " " + canary
	for _, op := range []bcda.Op{bcda.OpToken, bcda.OpExport, bcda.OpJob, bcda.OpJobs, bcda.OpCancel, bcda.OpAttribution, bcda.OpDownload} {
		for _, status := range []int{200, 202, 301, 400, 401, 403, 404, 410, 418, 429, 500, 503} {
			for _, body := range []string{outcome(poison), poison, `{"access_token":"` + poison + `"}`, `{"resourceType":"` + poison + `"}`, "[" + poison} {
				f := newFixture(t, map[string][]reply{keyOf(op): {{status: status, body: body}}, tokenPath: {{status: status, body: body}}})
				var log bytes.Buffer
				f.config.Log = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
				f.config.Limiter = rate.NewLimiter(rate.Inf, 0)
				b, err := bcda.NewBasicTokens(f.config, "id", bcda.NewSecret(canary))
				if err != nil {
					t.Fatal(err)
				}
				if op == bcda.OpToken {
					_, err = b.Token(t.Context())
				} else {
					err = perform(t.Context(), f.client(t), op)
				}
				text := log.String()
				if err != nil {
					text += err.Error()
				}
				var failure *bcda.StatusError
				if errors.As(err, &failure) && (strings.Contains(failure.Diagnostics, mbi) || (op == bcda.OpDownload && failure.Diagnostics != "")) {
					t.Errorf("%s %d: diagnostics %q", op, status, failure.Diagnostics)
				}
				for _, word := range []string{mbi, person, canary, "token-1"} {
					if strings.Contains(text, word) {
						t.Errorf("%s %d: %q in %s", op, status, word, text)
					}
				}
			}
		}
	}
}
