package bcda_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"

	"github.com/claimsdesk/claimsdesk/bcda"
	"github.com/claimsdesk/claimsdesk/practice"
)

// recorder keeps a copy of every request that the client sends.
type recorder struct {
	mu       sync.Mutex
	requests []*http.Request
}

// RoundTrip implements http.RoundTripper.
func (r *recorder) RoundTrip(req *http.Request) (*http.Response, error) {
	r.mu.Lock()
	r.requests = append(r.requests, req.Clone(context.WithoutCancel(req.Context())))
	r.mu.Unlock()
	return http.DefaultTransport.RoundTrip(req)
}

// unpublished lists the requests that the published contract does not know, each with the line of
// docs/reference/bcda-protocol.md section 10 that explains it.
func unpublished() map[string]string {
	return map[string]string{
		"/auth/token": "/auth/token only mentioned",
		"/data/":      "no /data path: essential",
	}
}

// TestRequestsKeepThePublishedContract runs every operation of the client and holds each request against the published
// contract of v2: path, parameters, headers and bearer token.
func TestRequestsKeepThePublishedContract(t *testing.T) {
	rig := newPracticeRig(t, bcda.V2, practice.NoQuirks)
	seen := &recorder{}
	rig.config.Transport = seen
	var err error
	rig.config.Tokens, err = bcda.NewBasicTokens(rig.config, rig.server.ClientID(), bcda.NewSecret(rig.server.ClientSecret()))
	if err != nil {
		t.Fatal(err)
	}
	everyOperation(t, rig.client(t))
	check := newRequestCheck(t, rig.config.Origin)
	excused := map[string]bool{}
	for _, req := range seen.requests {
		if prefix, ok := excuse(req.URL.Path); ok {
			excused[prefix] = true
			continue
		}
		check.request(t, req)
	}
	for _, path := range check.doc.Paths.InMatchingOrder() {
		for method := range check.doc.Paths.Value(path).Operations() {
			if !check.used[method+" "+path] {
				t.Errorf("the client never sent %s %s", method, path)
			}
		}
	}
	for prefix, reason := range unpublished() {
		if !excused[prefix] {
			t.Errorf("no request to %s although it is listed (%s)", prefix, reason)
		}
	}
}

// everyOperation uses the client the way the app does, with each kind of export.
func everyOperation(t *testing.T, c *bcda.Client) {
	t.Helper()
	ctx := t.Context()
	if _, err := c.Metadata(ctx); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Attribution(ctx); err != nil {
		t.Fatal(err)
	}
	since := time.Date(2026, 8, 20, 10, 0, 0, 123456789, time.FixedZone("", -4*3600))
	for _, request := range []bcda.ExportRequest{
		{Group: bcda.GroupAll, Types: []string{"Patient"}},
		{Group: bcda.GroupRunout, Types: []string{"Coverage", "ExplanationOfBenefit"}},
		{Group: bcda.GroupNew},
		{PatientEndpoint: true, Types: []string{"ExplanationOfBenefit"}, Since: since},
	} {
		id, err := c.StartExport(ctx, request)
		if err != nil && !errors.Is(err, bcda.ErrDuplicateJob) && !errors.Is(err, bcda.ErrSinceTooEarly) && !errors.Is(err, bcda.ErrSinceInFuture) {
			t.Fatalf("export %+v: %v", request, err)
		}
		if err != nil {
			continue
		}
		for _, f := range complete(t, c, id).Manifest.Output {
			if _, err := c.Fetch(ctx, f, func(r io.Reader) error { _, err := io.Copy(io.Discard, r); return err }); err != nil {
				t.Fatal(err)
			}
		}
	}
	id, err := c.StartExport(ctx, bcda.ExportRequest{Group: bcda.GroupAll, Types: []string{"Patient"}})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.CancelJob(ctx, id); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Jobs(ctx, bcda.ServerPending, bcda.ServerInProgress); err != nil {
		t.Fatal(err)
	}
}

func excuse(path string) (string, bool) {
	for prefix := range unpublished() {
		if strings.HasPrefix(path, prefix) {
			return prefix, true
		}
	}
	return "", false
}

// requestCheck holds requests against the contract.
type requestCheck struct {
	doc    *openapi3.T
	router interface {
		FindRoute(*http.Request) (*routers.Route, map[string]string, error)
	}
	used map[string]bool
}

func newRequestCheck(t *testing.T, origin string) *requestCheck {
	t.Helper()
	doc, err := openapi3.NewLoader().LoadFromFile(filepath.Join("..", "docs", "reference", "bcda-openapi-v2.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	doc.Servers = openapi3.Servers{{URL: origin + "/api/v2"}}
	router, err := gorillamux.NewRouter(doc)
	if err != nil {
		t.Fatal(err)
	}
	return &requestCheck{doc: doc, router: router, used: map[string]bool{}}
}

func (c *requestCheck) request(t *testing.T, req *http.Request) {
	t.Helper()
	route, params, err := c.router.FindRoute(req)
	if err != nil {
		t.Errorf("%s %s: not in the contract: %v", req.Method, req.URL.Path, err)
		return
	}
	c.used[route.Method+" "+route.Path] = true
	err = openapi3filter.ValidateRequest(t.Context(), &openapi3filter.RequestValidationInput{
		Request: req, PathParams: params, Route: route,
		Options: &openapi3filter.Options{AuthenticationFunc: func(_ context.Context, in *openapi3filter.AuthenticationInput) error {
			if !strings.HasPrefix(in.RequestValidationInput.Request.Header.Get("Authorization"), "Bearer ") {
				return errors.New("no bearer token")
			}
			return nil
		}},
	})
	if err != nil {
		t.Errorf("%s %s: %v", req.Method, req.URL.Path, err)
	}
}
