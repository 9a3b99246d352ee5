package soak_test

import (
	crand "crypto/rand"
	"crypto/rsa"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/claimsdesk/claimsdesk/practice"
)

// signingKey is made once: it takes longer than most rounds.
var signingKey = sync.OnceValues(func() (*rsa.PrivateKey, error) { return rsa.GenerateKey(crand.Reader, 2048) })

// address is where one practice server after the other answers. All of them have the same credentials, so that a data
// folder that was connected once can be used with each.
type address struct {
	web *httptest.Server

	mu    sync.Mutex
	idle  *sync.Cond
	busy  int // requests being answered
	visit *visit
}

// visit is one practice server at an address, with what it was asked.
type visit struct {
	practice *practice.Server
	people   *people
	now      func() time.Time

	mu       sync.Mutex
	front    front
	requests int
	exports  []string // those it was asked for, without the origin
	started  int      // those it started a job for
}

// front stands before the practice server; it hands on what it lets through.
type front func(w http.ResponseWriter, r *http.Request, next http.Handler)

func newAddress(tb testing.TB) *address {
	tb.Helper()
	a := &address{}
	a.idle = sync.NewCond(&a.mu)
	a.web = httptest.NewServer(http.HandlerFunc(a.serve))
	tb.Cleanup(a.web.Close)
	return a
}

// visitConfig says what opens at an address.
type visitConfig struct {
	version string
	people  int
	release int // that the people are at
	opens   time.Time
	now     func() time.Time // the server's clock
	jobTime time.Duration
}

// chances are the server's: the same credentials always, names of files of its own for each server.
func (c visitConfig) chances() io.Reader {
	const credentials = 16 + 40 // bytes that the practice server makes its id and secret of
	same, own := rand.NewChaCha8([32]byte{7}), rand.NewChaCha8([32]byte{8, byte(c.release)})
	return io.MultiReader(io.LimitReader(same, credentials), own)
}

// open puts a new practice server at the address, in the place of the last one.
func (a *address) open(tb testing.TB, cfg visitConfig) *visit {
	tb.Helper()
	key, err := signingKey()
	if err != nil {
		tb.Fatal(err)
	}
	v := &visit{people: newPeople(cfg.people, cfg.opens), now: cfg.now}
	v.people.release.Store(int32(cfg.release))
	v.practice, err = practice.New(practice.Config{
		Source: v.people, Versions: []string{cfg.version}, Quirks: practice.AllQuirks, Now: cfg.now,
		Rand: cfg.chances(), SigningKey: key, MinJobTime: cfg.jobTime,
	})
	if err != nil {
		tb.Fatal(err)
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.visit = v
	return v
}

func (a *address) serve(w http.ResponseWriter, r *http.Request) {
	a.mu.Lock()
	a.busy++
	v := a.visit
	a.mu.Unlock()
	defer func() {
		a.mu.Lock()
		defer a.mu.Unlock()
		if a.busy--; a.busy == 0 {
			a.idle.Broadcast()
		}
	}()
	v.serve(w, r)
}

// wait returns when no request is being answered: what a program that was killed has asked is over then.
func (a *address) wait() {
	a.mu.Lock()
	defer a.mu.Unlock()
	for a.busy > 0 {
		a.idle.Wait()
	}
}

func (v *visit) serve(w http.ResponseWriter, r *http.Request) {
	v.mu.Lock()
	v.requests++
	front := v.front
	v.mu.Unlock()
	w.Header().Set("Date", v.now().UTC().Format(http.TimeFormat))
	if front != nil {
		front(w, r, http.HandlerFunc(v.pass))
		return
	}
	v.pass(w, r)
}

// pass lets the practice server answer and notes exports.
func (v *visit) pass(w http.ResponseWriter, r *http.Request) {
	if !strings.HasSuffix(r.URL.Path, exportPath) {
		v.practice.ServeHTTP(w, r)
		return
	}
	seen := &statusWriter{ResponseWriter: w}
	v.practice.ServeHTTP(seen, r)
	v.mu.Lock()
	defer v.mu.Unlock()
	v.exports = append(v.exports, withoutSince(r))
	if seen.status == http.StatusAccepted {
		v.started++
	}
}

// withoutSince is a request's line with a mark in place of its _since, which version 3 takes from the clock.
func withoutSince(r *http.Request) string {
	query := r.URL.Query()
	if query.Has("_since") {
		query.Set("_since", "some-time")
	}
	return r.URL.Path + "?" + query.Encode()
}

// before puts something before the practice server; nil takes it away.
func (v *visit) before(f front) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.front = f
}

func (v *visit) asked() int {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.requests
}

func (v *visit) exported() (lines []string, started int) {
	v.mu.Lock()
	defer v.mu.Unlock()
	return append(lines, v.exports...), v.started
}

// statusWriter remembers the status.
type statusWriter struct {
	http.ResponseWriter
	status int
}

// WriteHeader implements http.ResponseWriter.
func (w *statusWriter) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

// Unwrap lets http.ResponseController reach the writer below.
func (w *statusWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
