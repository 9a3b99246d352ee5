package app_test

import (
	"bytes"
	"crypto/rand"
	"crypto/rsa"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/practice"
	"github.com/claimsdesk/claimsdesk/practice/synth"
)

// signingKey is made once: it takes longer than most tests.
var signingKey = sync.OnceValues(func() (*rsa.PrivateKey, error) { return rsa.GenerateKey(rand.Reader, 2048) })

// clock passes a little at each look, so that jobs end without anybody waiting. Server and desk share it.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

// newClock starts between two of the server's hourly sweeps.
func newClock() *clock { return &clock{now: time.Date(2026, 8, 20, 7, 0, 0, 0, time.UTC)} }

func (c *clock) Now() time.Time { return c.pass(2 * time.Millisecond) }

func (c *clock) pass(d time.Duration) time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	return c.now
}

// safeBuffer is a log that several goroutines write to.
type safeBuffer struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (b *safeBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

func (b *safeBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}

// rig is a practice server over real HTTP and a desk of its own that is connected to it. It keeps each request that
// arrived, and each event of the refresh.
type rig struct {
	tb      testing.TB
	clock   *clock
	server  *practice.Server
	web     *httptest.Server
	secrets app.Secrets
	desk    *app.Desk
	set     *app.Set
	log     safeBuffer
	events  []app.Event

	telling  atomic.Int32
	mu       sync.Mutex
	requests []string // method, path and query
	bearers  map[string]bool
	hook     func(http.ResponseWriter, *http.Request) bool // answers instead of the server when it returns true
}

// serverConfig is a small practice server; source and quirks are what tests vary.
func serverConfig(source practice.Source, quirks practice.Quirks) practice.Config {
	return practice.Config{Source: source, Quirks: quirks, MinJobTime: 20 * time.Millisecond, BatchSize: 3}
}

// people are a dozen made-up persons with one year of history.
func people() practice.Source {
	return practice.NewPopulation(synth.New(synth.Config{People: 12, Years: 1, Seed: 7, End: time.Date(2026, 6, 30, 0, 0, 0, 0, time.UTC)}))
}

// newRig starts the server and connects a desk to it with the given API choice.
func newRig(tb testing.TB, cfg practice.Config, api string) *rig {
	tb.Helper()
	key, err := signingKey()
	if err != nil {
		tb.Fatal(err)
	}
	r := &rig{tb: tb, clock: newClock(), bearers: map[string]bool{}, secrets: app.NewMemorySecrets()}
	cfg.Now, cfg.SigningKey = r.clock.Now, key
	if r.server, err = practice.New(cfg); err != nil {
		tb.Fatal(err)
	}
	r.web = httptest.NewServer(http.HandlerFunc(r.serve))
	tb.Cleanup(r.web.Close)
	r.desk = newDesk(tb, app.Deps{
		DataDir: tb.TempDir(), Secrets: r.secrets, Now: r.clock.Now, WaitScale: 1e-5,
		Log: slog.New(slog.NewTextHandler(&r.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	})
	result, err := r.desk.Connect(tb.Context(), r.connectRequest(api))
	if err != nil {
		tb.Fatalf("connect: %v", err)
	}
	if result.Set != "practice" {
		tb.Fatalf("connect: got data set %q, want practice", result.Set)
	}
	r.set = openSet(tb, r.desk, result.Set)
	r.forget()
	return r
}

func (r *rig) connectRequest(api string) app.ConnectRequest {
	return app.ConnectRequest{Server: r.web.URL, ClientID: r.server.ClientID(), Secret: secretOf(r.server.ClientSecret()), API: api}
}

// serve notes a request and hands it to the hook or the server. The Date header follows the shared clock.
func (r *rig) serve(w http.ResponseWriter, req *http.Request) {
	r.mu.Lock()
	r.requests = append(r.requests, req.Method+" "+req.URL.RequestURI())
	if token, ok := strings.CutPrefix(req.Header.Get("Authorization"), "Bearer "); ok {
		r.bearers[token] = true
	}
	hook := r.hook
	r.mu.Unlock()
	w.Header().Set("Date", r.clock.Now().UTC().Format(http.TimeFormat))
	if hook != nil && hook(w, req) {
		return
	}
	r.server.ServeHTTP(w, req)
}

// hooked puts something in front of the server; nil takes it away.
func (r *rig) hooked(hook func(http.ResponseWriter, *http.Request) bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.hook = hook
}

// asked counts the requests whose line holds every one of the parts.
func (r *rig) asked(parts ...string) int { return len(r.askedLines(parts...)) }

func (r *rig) askedLines(parts ...string) []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	var found []string
	for _, line := range r.requests {
		all := true
		for _, p := range parts {
			all = all && strings.Contains(line, p)
		}
		if all {
			found = append(found, line)
		}
	}
	return found
}

// forget drops the requests and events noted so far.
func (r *rig) forget() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.requests, r.events = nil, nil
}

// report notes an event; two at a time break the promise of app.Report.
func (r *rig) report(e app.Event) {
	if r.telling.Add(1) > 1 {
		r.tb.Error("report was called from two goroutines at a time")
	}
	r.events = append(r.events, e)
	r.telling.Add(-1)
}

// refresh runs a refresh that must succeed.
func (r *rig) refresh(opts app.RefreshOptions) app.RefreshResult {
	r.tb.Helper()
	result, err := r.set.Refresh(r.tb.Context(), opts, r.report)
	if err != nil {
		r.tb.Fatalf("refresh: %v\nrequests:\n%s", err, strings.Join(r.askedLines(), "\n"))
	}
	return result
}

// restart closes the data set and opens it again, as the next start of the program does.
func (r *rig) restart() {
	r.tb.Helper()
	if err := r.set.Close(); err != nil {
		r.tb.Fatal(err)
	}
	r.set = openSet(r.tb, r.desk, r.set.Name())
}

func (r *rig) last() claims.Refresh {
	r.tb.Helper()
	last, err := r.set.DB().LastRefresh(r.tb.Context())
	if err != nil {
		r.tb.Fatal(err)
	}
	return last
}

func newDesk(tb testing.TB, deps app.Deps) *app.Desk {
	tb.Helper()
	desk, err := app.New(deps)
	if err != nil {
		tb.Fatal(err)
	}
	return desk
}

func openSet(tb testing.TB, desk *app.Desk, name string) *app.Set {
	tb.Helper()
	set, err := desk.OpenSet(tb.Context(), name)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := set.Close(); err != nil {
			tb.Error(err)
		}
	})
	return set
}

func statusOf(tb testing.TB, set *app.Set) app.Status {
	tb.Helper()
	status, err := set.Status(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	return status
}

// tablesOf writes every table with every kind of row as CSV.
func tablesOf(tb testing.TB, set *app.Set, without ...string) map[string]string {
	tb.Helper()
	tables := map[string]string{}
	for _, table := range claims.Catalogue() {
		var out bytes.Buffer
		_, err := set.Export(tb.Context(), app.ExportRequest{Table: table.ID, Format: app.FormatCSV, Writer: &out, Include: claims.Includes()}, nil)
		if err != nil {
			tb.Fatalf("export %s: %v", table.Name, err)
		}
		tables[table.Name] = withoutColumns(tb, out.String(), without)
	}
	return tables
}

// statusFault answers the next requests below a path with a status.
func statusFault(path string, status, times int) practice.Fault {
	return practice.Fault{Path: path, Status: status, Times: times, Body: fmt.Sprintf("<html>%d</html>", status)}
}
