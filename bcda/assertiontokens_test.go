package bcda_test

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"github.com/claimsdesk/claimsdesk/bcda"
)

// tokenForms answers token requests by a script and keeps their forms.
type tokenForms struct {
	mu     sync.Mutex
	forms  []url.Values
	header http.Header
	answer func(form url.Values) reply
}

func (s *tokenForms) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		panic(http.ErrAbortHandler)
	}
	s.mu.Lock()
	s.forms, s.header = append(s.forms, r.PostForm), r.Header.Clone()
	s.mu.Unlock()
	a := s.answer(r.PostForm)
	w.WriteHeader(a.status)
	if _, err := io.WriteString(w, a.body); err != nil {
		panic(http.ErrAbortHandler)
	}
}

func (s *tokenForms) all() []url.Values {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.forms)
}

// newTokenServer is a token service on an origin of its own.
func newTokenServer(t *testing.T, answer func(url.Values) reply) (*tokenForms, string) {
	t.Helper()
	forms := &tokenForms{answer: answer}
	web := httptest.NewServer(forms)
	t.Cleanup(web.Close)
	return forms, web.URL + "/auth/token"
}

func granted(url.Values) reply {
	return reply{status: 200, body: `{"access_token":"abc","token_type":"bearer","expires_in":300,"scope":"system/*.read"}`}
}

func assertionTokens(t *testing.T, f *fixture, a bcda.Assertion) *bcda.AssertionTokens {
	t.Helper()
	if a.ClientID == "" {
		a.ClientID = "client 1"
	}
	if a.Key == (bcda.PrivateKey{}) {
		a.Key = must(bcda.ParsePrivateKey(bcda.NewSecret(pkcs8(t, ecKey())), "kid-1"))
	}
	tokens, err := bcda.NewAssertionTokens(f.config, a)
	if err != nil {
		t.Fatal(err)
	}
	return tokens
}

const wellKnown = "GET /eyJ.x/fhir/.well-known/smart-configuration"

func TestAssertion(t *testing.T) {
	tests := map[string]struct {
		key       string
		public    any
		algs      string // as the server lists them
		algorithm string
	}{
		"EC":              {pkcs8(t, ecKey()), ecKey().Public(), `["RS384","ES384"]`, "ES384"},
		"RSA":             {pkcs8(t, rsaKey()), rsaKey().Public(), `[]`, "RS384"},
		"RSA, RS256 only": {pkcs8(t, rsaKey()), rsaKey().Public(), `["ES256","RS256"]`, "RS256"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			forms, address := newTokenServer(t, granted)
			f := newGenericFixture(t, map[string][]reply{wellKnown: {{status: 200, body: `{"token_endpoint":"` + address + `","token_endpoint_auth_signing_alg_values_supported":` + tt.algs + `}`}}})
			tokens := assertionTokens(t, f, bcda.Assertion{Key: must(bcda.ParsePrivateKey(bcda.NewSecret(tt.key), "kid-1"))})
			token, err := tokens.Token(t.Context())
			if err != nil || token.Access.Reveal() != "abc" || token.Lifetime != 5*time.Minute {
				t.Fatalf("got %+v, %v", token, err)
			}
			form := forms.all()[0]
			if form.Get("grant_type") != "client_credentials" || form.Get("scope") != "system/*.read" ||
				form.Get("client_assertion_type") != "urn:ietf:params:oauth:client-assertion-type:jwt-bearer" {
				t.Errorf("form: %v", form)
			}
			checkAssertion(t, form.Get("client_assertion"), tt.algorithm, tt.public, address)
		})
	}
}

func checkAssertion(t *testing.T, text, algorithm string, public any, address string) {
	t.Helper()
	var claims jwt.MapClaims
	// The fixture's clock stands in the past, but an answer's Date header tells the server's time, which counts.
	parsed, err := jwt.ParseWithClaims(text, &claims, func(*jwt.Token) (any, error) { return public, nil }, jwt.WithAudience(address))
	if err != nil {
		t.Fatal(err)
	}
	if parsed.Header["alg"] != algorithm || parsed.Header["kid"] != "kid-1" {
		t.Errorf("header: %v", parsed.Header)
	}
	left := time.Until(must(claims.GetExpirationTime()).Time)
	if claims["iss"] != "client 1" || claims["sub"] != "client 1" || claims["aud"] != address || len(claims["jti"].(string)) < 32 || left > 5*time.Minute {
		t.Errorf("claims: %v", claims)
	}
}

// Each assertion is good once, each attempt makes its own; a scope that is not known is followed by others.
func TestAssertionScopes(t *testing.T) {
	tests := map[string]struct {
		known string // the scope the server gives a token for
		body  string // how it refuses others
		tries int
		want  error
	}{
		"SMART 1":      {"system/*.read", `{"error":"invalid_scope"}`, 1, nil},
		"SMART 2":      {"system/*.rs", `{"error":"invalid_scope"}`, 2, nil},
		"types":        {"system/Patient.read system/Coverage.read system/ExplanationOfBenefit.read", `{"error":"invalid_request","error_description":"Unknown Scope"}`, 3, nil},
		"none of them": {"nothing", `{"error":"invalid_scope"}`, 4, bcda.ErrBadRequest},
		"another no":   {"system/*.rs", `{"error":"invalid_request","error_description":"no"}`, 1, bcda.ErrBadRequest},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			forms, address := newTokenServer(t, func(form url.Values) reply {
				if form.Get("scope") == tt.known {
					return granted(form)
				}
				return reply{status: 400, body: tt.body}
			})
			tokens := assertionTokens(t, newGenericFixture(t, nil), bcda.Assertion{TokenURL: address})
			token, err := tokens.Token(t.Context())
			if !errors.Is(err, tt.want) || (tt.want == nil && err != nil) {
				t.Fatalf("got %v, want %v", err, tt.want)
			}
			seen := map[string]bool{}
			for _, form := range forms.all() {
				seen[form.Get("client_assertion")] = true
			}
			if len(seen) != tt.tries {
				t.Errorf("%d different assertions, want %d", len(seen), tt.tries)
			}
			if err != nil {
				return
			}
			tokens.Invalidate(token)
			if _, err := tokens.Token(t.Context()); err != nil || len(forms.all()) != tt.tries+1 {
				t.Errorf("the scope that works was not kept: %d requests, %v", len(forms.all()), err)
			}
		})
	}
}

func TestAssertionRefusals(t *testing.T) {
	tests := map[string]struct {
		answer   reply
		want     error
		requests int
	}{
		"client":          {reply{status: 401, body: `{"error":"invalid_client","error_description":"no such key"}`}, bcda.ErrCredentialsRefused, 2},
		"client with 400": {reply{status: 400, body: `{"error":"invalid_client"}`}, bcda.ErrCredentialsRefused, 2},
		"grant":           {reply{status: 400, body: `{"error":"unsupported_grant_type"}`}, bcda.ErrBadRequest, 1},
		"no words":        {reply{status: 401}, bcda.ErrCredentialsRefused, 2},
		"an outcome":      {reply{status: 400, body: outcome("jti")}, bcda.ErrBadRequest, 1},
		"a page":          {reply{status: 404, body: "<html>"}, bcda.ErrNotBCDA, 1},
		"a web page":      {reply{status: 200, body: "<html>"}, bcda.ErrNotBCDA, 1},
		"another answer":  {reply{status: 200, body: "{}"}, bcda.ErrBadReply, 1},
		"rate":            {reply{status: 429}, bcda.ErrRateLimited, 10},
		"trouble":         {reply{status: 503}, bcda.ErrServerTrouble, 10},
		"blocked":         {reply{status: 403, body: "<html>"}, bcda.ErrBlocked, 1},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			forms, address := newTokenServer(t, func(url.Values) reply { return tt.answer })
			tokens := assertionTokens(t, newGenericFixture(t, nil), bcda.Assertion{TokenURL: address})
			_, err := tokens.Token(t.Context())
			var failure *bcda.StatusError
			if !errors.Is(err, tt.want) || !errors.As(err, &failure) || !failure.Generic {
				t.Errorf("got %v, want %v of a generic server", err, tt.want)
			}
			if n := len(forms.all()); n != tt.requests {
				t.Errorf("%d requests, want %d", n, tt.requests)
			}
			for _, form := range forms.all() {
				if err != nil && strings.Contains(err.Error(), form.Get("client_assertion")) {
					t.Error("the error holds the assertion")
				}
			}
		})
	}
}

// Where to sign in is found in the SMART configuration, else in the capability statement; a server that names no place
// needs no token.
func TestSignIn(t *testing.T) {
	const metadata = "GET /eyJ.x/fhir/metadata"
	statement := func(extension string) reply {
		return reply{status: 200, body: `{"resourceType":"CapabilityStatement","rest":[{"security":{"extension":[` + extension + `]}}]}`}
	}
	oauth := `{"url":"http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris","extension":[{"url":"token","valueUri":"https://t.example/token"}]}`
	tests := map[string]struct {
		script map[string][]reply
		token  string
		want   error
	}{
		"configuration":    {map[string][]reply{wellKnown: {{status: 200, body: `{"token_endpoint":"https://s.example/t"}`}}}, "https://s.example/t", nil},
		"statement":        {map[string][]reply{wellKnown: {{status: 404}}, metadata: {statement(oauth)}}, "https://t.example/token", nil},
		"half of each":     {map[string][]reply{wellKnown: {{status: 200, body: `{}`}}, metadata: {statement(oauth)}}, "https://t.example/token", nil},
		"open":             {map[string][]reply{wellKnown: {{status: 404}}, metadata: {statement("")}}, "", nil},
		"open by its word": {map[string][]reply{wellKnown: {{status: 200, body: `{}`}}}, "", nil},
		"something else":   {map[string][]reply{wellKnown: {{status: 200, body: "<html>"}}, metadata: {{status: 200, body: "<html>"}}}, "", bcda.ErrNotBCDA},
		"trouble":          {map[string][]reply{wellKnown: {{status: 503}}, metadata: {{status: 503}}}, "", bcda.ErrServerTrouble},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			f := newGenericFixture(t, tt.script)
			found, err := f.client(t).SignIn(t.Context())
			if !errors.Is(err, tt.want) || (tt.want == nil && err != nil) || found.TokenURL != tt.token {
				t.Errorf("got %+v, %v; want %q, %v", found, err, tt.token, tt.want)
			}
		})
	}
}

// With a key an open server is used all the same.
func TestAssertionAtAnOpenServer(t *testing.T) {
	f := newGenericFixture(t, map[string][]reply{wellKnown: {{status: 200, body: `{}`}}})
	tokens := assertionTokens(t, f, bcda.Assertion{})
	for range 3 {
		if token, err := tokens.Token(t.Context()); err != nil || !token.Access.Empty() {
			t.Errorf("got %v, %v", token, err)
		}
	}
	if n := f.server.count(wellKnown); n != 1 {
		t.Errorf("asked %d times how to sign in, want once", n)
	}
}

func TestAssertionNeedsAPlaceAndAKey(t *testing.T) {
	key := must(bcda.ParsePrivateKey(bcda.NewSecret(pkcs8(t, ecKey())), ""))
	f := newGenericFixture(t, nil)
	if _, err := bcda.NewAssertionTokens(f.config, bcda.Assertion{ClientID: "x"}); !errors.Is(err, bcda.ErrBadCredentialFormat) {
		t.Errorf("without a key: got %v", err)
	}
	if _, err := bcda.NewAssertionTokens(f.config, bcda.Assertion{Key: key}); !errors.Is(err, bcda.ErrBadCredentialFormat) {
		t.Errorf("without a client: got %v", err)
	}
	if _, err := bcda.NewAssertionTokens(newFixture(t, nil).config, bcda.Assertion{ClientID: "x", Key: key}); err == nil {
		t.Error("at BCDA: got no error")
	}
	tokens := assertionTokens(t, f, bcda.Assertion{TokenURL: "http://plain.example/token"})
	if _, err := tokens.Token(t.Context()); !errors.Is(err, bcda.ErrOtherServer) {
		t.Errorf("a plain address: got %v, want ErrOtherServer", err)
	}
}
