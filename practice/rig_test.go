package practice_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"crypto/rsa"

	crand "crypto/rand"

	"github.com/claimsdesk/claimsdesk/practice"
)

// signingKey is made once: it takes longer than all else in these tests.
var signingKey = sync.OnceValues(func() (*rsa.PrivateKey, error) { return rsa.GenerateKey(crand.Reader, 2048) })

// start is when all tests begin; 07:00 UTC, between two sweeps.
func start() time.Time { return time.Date(2026, 8, 20, 7, 0, 0, 123456000, time.UTC) }

// clock is a clock that moves only when told to.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// rig is a practice server over real HTTP with a client that speaks raw BCDA.
type rig struct {
	tb    testing.TB
	srv   *practice.Server
	web   *httptest.Server
	clock *clock
	token string
}

func newRig(tb testing.TB, cfg practice.Config) *rig {
	tb.Helper()
	key, err := signingKey()
	if err != nil {
		tb.Fatal(err)
	}
	r := &rig{tb: tb, clock: &clock{now: start()}}
	cfg.Now, cfg.SigningKey = r.clock.Now, key
	if cfg.Source == nil {
		cfg.Source = people{}
	}
	if cfg.Rand == nil {
		cfg.Rand = rand.NewChaCha8([32]byte{1})
	}
	if r.srv, err = practice.New(cfg); err != nil {
		tb.Fatal(err)
	}
	r.web = httptest.NewServer(r.srv)
	tb.Cleanup(r.web.Close)
	return r
}

// reply is a whole answer.
type reply struct {
	status int
	header http.Header
	body   string
	resp   *http.Response
}

// ask sends a request with the given headers ("Name: value") and reads the whole
// answer. Compressed bodies are left as they come.
func (r *rig) ask(method, path string, headers ...string) reply {
	r.tb.Helper()
	got, err := r.try(method, path, headers...)
	if err != nil {
		r.tb.Fatalf("%s %s: %v", method, path, err)
	}
	return got
}

func (r *rig) try(method, path string, headers ...string) (reply, error) {
	r.tb.Helper()
	req, err := http.NewRequestWithContext(context.Background(), method, r.web.URL+path, nil)
	if err != nil {
		return reply{}, err
	}
	req.Header.Set("Accept-Encoding", "identity")
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		req.Header.Set(name, value)
	}
	resp, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		return reply{}, err
	}
	body, err := io.ReadAll(resp.Body)
	if closeErr := resp.Body.Close(); err == nil {
		err = closeErr
	}
	return reply{resp.StatusCode, resp.Header, string(body), resp}, err
}

// signIn gets a token for the requests that follow.
func (r *rig) signIn() *rig {
	r.tb.Helper()
	got := r.ask(http.MethodPost, "/auth/token", basic(r.srv.ClientID(), r.srv.ClientSecret()))
	if got.status != http.StatusOK {
		r.tb.Fatalf("sign in: status %d, body %q", got.status, got.body)
	}
	r.token = decode[struct {
		Token string `json:"access_token"`
	}](r.tb, got.body).Token
	return r
}

func basic(id, secret string) string {
	req := &http.Request{Header: http.Header{}}
	req.SetBasicAuth(id, secret)
	return "Authorization: " + req.Header.Get("Authorization")
}

func (r *rig) bearer() string { return "Authorization: Bearer " + r.token }

// get asks with a token.
func (r *rig) get(path string, headers ...string) reply {
	r.tb.Helper()
	return r.ask(http.MethodGet, path, append([]string{r.bearer()}, headers...)...)
}

// async asks with the headers of exports and job lists.
func (r *rig) async(path string) reply {
	r.tb.Helper()
	return r.get(path, "Accept: application/fhir+json", "Prefer: respond-async")
}

// export starts a job and returns the path of its status.
func (r *rig) export(path string) string {
	r.tb.Helper()
	got := r.async(path)
	if got.status != http.StatusAccepted {
		r.tb.Fatalf("GET %s: status %d, body %q", path, got.status, got.body)
	}
	return strings.TrimPrefix(got.header.Get("Content-Location"), r.web.URL)
}

type manifest struct {
	TransactionTime     string `json:"transactionTime"`
	Request             string `json:"request"`
	RequiresAccessToken bool   `json:"requiresAccessToken"`
	Output              []item `json:"output"`
	Error               []item `json:"error"`
	JobID               *int64 `json:"JobID"`
}

type item struct {
	Type string `json:"type"`
	URL  string `json:"url"`
}

// path is the part of a manifest URL after the origin.
func (r *rig) path(it item) string { return strings.TrimPrefix(it.URL, r.web.URL) }

// complete lets a job's time pass and reads its manifest.
func (r *rig) complete(status string) manifest {
	r.tb.Helper()
	r.clock.pass(time.Second)
	got := r.get(status)
	if got.status != http.StatusOK {
		r.tb.Fatalf("GET %s: status %d, body %q", status, got.status, got.body)
	}
	return decode[manifest](r.tb, got.body)
}

func decode[T any](tb testing.TB, text string) T {
	tb.Helper()
	var value T
	if err := json.Unmarshal([]byte(text), &value); err != nil {
		tb.Fatalf("decode %q: %v", text, err)
	}
	return value
}

// people is a small source: numbered people, three types in v3 and five in v2,
// two follow-up releases that each add one EOB.
type people struct {
	fail error // returned by Files
	n    int   // number of people; 0 is 3
}

func (people) Versions() []string { return []string{"v2", "v3"} }
func (people) Releases() int      { return 2 }

func (people) Types(version string) []string {
	if version == "v3" {
		return []string{"Patient", "Coverage", "ExplanationOfBenefit"}
	}
	return []string{"Patient", "Coverage", "ExplanationOfBenefit", "Claim"}
}

func (p people) Files(_ context.Context, q practice.Query, emit func(practice.FileSpec) error) error {
	if p.fail != nil {
		return p.fail
	}
	n := p.n
	if n == 0 {
		n = 3
	}
	for _, t := range q.Types {
		for from := 0; from < n; from += q.Batches.Of(t) {
			to := min(n, from+q.Batches.Of(t))
			write := func(w io.Writer) error { return writePeople(w, q, t, from, to) }
			if err := emit(practice.FileSpec{Type: t, Write: write}); err != nil {
				return err
			}
		}
	}
	outcome := func(w io.Writer) error {
		_, err := fmt.Fprintln(w, `{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"exception"}]}`)
		return err
	}
	return emit(practice.FileSpec{Type: "OperationOutcome", IsError: true, Severity: "error", Write: outcome})
}

func writePeople(w io.Writer, q practice.Query, resourceType string, from, to int) error {
	for i := from; i < to; i++ {
		for release, loaded := range q.Loaded {
			if !q.Since.IsZero() && !loaded.After(q.Since) {
				continue
			}
			if _, err := fmt.Fprintf(w, `{"resourceType":%q,"id":"%s-%s-%d-%d"}`+"\n",
				resourceType, q.Version, q.Group, i, release); err != nil {
				return err
			}
		}
	}
	return nil
}
