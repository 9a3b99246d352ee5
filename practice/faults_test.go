package practice_test

import (
	"net/http"
	"testing"

	"github.com/claimsdesk/claimsdesk/practice"
)

func TestFaults(t *testing.T) {
	r := newRig(t, practice.Config{}).signIn()
	r.srv.Inject(practice.Fault{Method: http.MethodGet, Path: "/_", Skip: 1, Times: 2, Status: 503, Header: http.Header{"Retry-After": {"1"}}, Body: "Service Unavailable"})
	r.srv.Inject(practice.Fault{Path: "/auth/welcome", Drop: true})
	r.srv.Inject(practice.Fault{Path: "/auth/welcome", CutAfter: 10})
	for i, want := range []int{200, 503, 503, 200} {
		got := r.ask(http.MethodGet, "/_version")
		if got.status != want || (got.header.Get("Retry-After") == "1") != (want == 503) {
			t.Errorf("request %d: got %d %v, want %d", i, got.status, got.header, want)
		}
	}
	if got, err := r.try(http.MethodGet, "/auth/welcome", r.bearer()); err == nil {
		t.Errorf("drop: got %d, want no answer", got.status)
	}
	if got, err := r.try(http.MethodGet, "/auth/welcome", r.bearer()); err == nil || len(got.body) != 10 {
		t.Errorf("cut: got %q, error %v; want 10 bytes and an error", got.body, err)
	}
	if got := r.get("/auth/welcome"); got.status != 200 {
		t.Errorf("afterwards: got %d, want 200", got.status)
	}
}

func TestFaultAlways(t *testing.T) {
	r := newRig(t, practice.Config{})
	r.srv.Inject(practice.Fault{Path: "/_health", Times: -1, Status: http.StatusBadGateway})
	for range 3 {
		if got := r.ask(http.MethodGet, "/_health"); got.status != http.StatusBadGateway {
			t.Errorf("got %d, want 502", got.status)
		}
	}
}
