package bcda_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
	"golang.org/x/time/rate"

	"github.com/claimsdesk/claimsdesk/bcda"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// reply is one scripted answer.
type reply struct {
	status int
	header map[string]string
	body   string
	drop   bool // close the connection without an answer
}

// server answers by script: each "METHOD path" has replies that are used up one by one; the last one stays.
type server struct {
	*httptest.Server
	mu      sync.Mutex
	script  map[string][]reply
	seen    map[string]int
	headers map[string]http.Header // of the latest request
	queries map[string]string
}

func newServer(t *testing.T, script map[string][]reply) *server {
	t.Helper()
	s := &server{script: script, seen: map[string]int{}, headers: map[string]http.Header{}, queries: map[string]string{}}
	s.Server = httptest.NewServer(s)
	t.Cleanup(s.Close)
	return s
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	key := r.Method + " " + r.URL.Path
	s.mu.Lock()
	n := s.seen[key]
	s.seen[key]++
	s.headers[key] = r.Header.Clone()
	s.queries[key] = r.URL.RawQuery
	replies := s.script[key]
	s.mu.Unlock()
	if len(replies) == 0 {
		http.NotFound(w, r)
		return
	}
	answer := replies[min(n, len(replies)-1)]
	if answer.drop {
		panic(http.ErrAbortHandler)
	}
	for name, value := range answer.header {
		w.Header().Set(name, value)
	}
	w.WriteHeader(answer.status)
	if _, err := io.WriteString(w, answer.body); err != nil {
		panic(http.ErrAbortHandler)
	}
}

// count returns how often "METHOD path" was asked.
func (s *server) count(key string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.seen[key]
}

func (s *server) header(key string) http.Header {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.headers[key]
}

func (s *server) query(key string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.queries[key]
}

// clock is a Now and a Sleep that passes time without waiting.
type clock struct {
	mu    sync.Mutex
	now   time.Time
	waits []time.Duration
}

func newClock() *clock { return &clock{now: time.Date(2026, 8, 20, 12, 0, 0, 0, time.UTC)} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	c.waits = append(c.waits, d)
	return ctx.Err()
}

func (c *clock) slept() []time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	return append([]time.Duration(nil), c.waits...)
}

// tokens is a TokenSource that counts.
type tokens struct {
	mu          sync.Mutex
	invalidated int
}

func (k *tokens) Token(context.Context) (bcda.Token, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return bcda.Token{Access: bcda.NewSecret(fmt.Sprintf("token-%d", k.invalidated+1))}, nil
}

func (k *tokens) Invalidate(bcda.Token) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.invalidated++
}

// fixture is a client against a scripted server, without any real wait.
type fixture struct {
	server *server
	clock  *clock
	tokens *tokens
	config bcda.Config
}

func newFixture(t *testing.T, script map[string][]reply) *fixture {
	t.Helper()
	f := &fixture{server: newServer(t, script), clock: newClock(), tokens: &tokens{}}
	f.config = bcda.Config{
		Origin: f.server.URL, Version: bcda.V3, Tokens: f.tokens, Limiter: rate.NewLimiter(rate.Inf, 0),
		Now: f.clock.Now, Sleep: f.clock.Sleep, Jitter: func() float64 { return 0.5 },
	}
	return f
}

func (f *fixture) client(t *testing.T) *bcda.Client {
	t.Helper()
	c, err := bcda.New(f.config)
	if err != nil {
		t.Fatalf("New: %v", err)
	}
	return c
}

// outcome is an OperationOutcome as v3 writes it; without diagnostics when text is empty.
func outcome(text string) string {
	issue := map[string]any{"severity": "error", "code": "exception"}
	if text != "" {
		issue["diagnostics"] = text
		issue["details"] = map[string]any{"text": text}
	}
	b, err := json.Marshal(map[string]any{"resourceType": "OperationOutcome", "issue": []any{issue}})
	if err != nil {
		panic(err)
	}
	return string(b)
}

// outcomeV2 is the same as v2 writes it, with its coding that says nothing.
func outcomeV2(text string) string {
	b, err := json.Marshal(map[string]any{"resourceType": "OperationOutcome", "issue": []any{map[string]any{
		"severity": "error", "code": "exception", "diagnostics": text, "details": map[string]any{
			"coding": []any{map[string]any{"code": "Request Error", "display": "Request Error"}}, "text": text,
		},
	}}})
	if err != nil {
		panic(err)
	}
	return string(b)
}

// closedPort returns an origin where nothing listens.
func closedPort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	origin := "http://" + l.Addr().String()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	return origin
}

const (
	exportPath = "GET /api/v3/Group/all/$export"
	jobsPath   = "GET /api/v3/jobs"
	jobPath    = "GET /api/v3/jobs/42"
	filePath   = "GET /data/42/a.ndjson"
)

// started is the answer of a good export, with the wrong host that the server may believe in.
func started(id string) reply {
	return reply{status: 202, header: map[string]string{"Content-Location": "http://internal:3000/api/v3/jobs/" + id}}
}

func seconds(ds []time.Duration) string {
	text := make([]string, len(ds))
	for i, d := range ds {
		text[i] = d.String()
	}
	return strings.Join(text, " ")
}

// pass lets time go by.
func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}
