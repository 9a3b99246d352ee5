package practice_test

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	crand "crypto/rand"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"github.com/claimsdesk/claimsdesk/practice"
)

var ecKey = sync.OnceValues(func() (*ecdsa.PrivateKey, error) { return ecdsa.GenerateKey(elliptic.P384(), crand.Reader) })

// smartRig is a generic practice server over real HTTP.
type smartRig struct {
	*rig
	smart *practice.Smart
	key   *ecdsa.PrivateKey
}

func newSmartRig(t *testing.T, quirks practice.Quirks) *smartRig {
	t.Helper()
	key, err := ecKey()
	if err != nil {
		t.Fatal(err)
	}
	r := &smartRig{rig: &rig{tb: t, clock: &clock{now: start()}}, key: key}
	r.smart, err = practice.NewSmart(practice.SmartConfig{
		Config: practice.Config{Source: people{n: 100}, Quirks: quirks, Now: r.clock.Now}, Keys: []crypto.Signer{key},
	})
	if err != nil {
		t.Fatal(err)
	}
	r.web = httptest.NewServer(r.smart)
	t.Cleanup(r.web.Close)
	return r
}

// claims are those of a good assertion.
func (r *smartRig) claims(jti string) jwt.MapClaims {
	return jwt.MapClaims{
		"iss": r.smart.ClientID(), "sub": r.smart.ClientID(), "aud": r.web.URL + "/auth/token", "jti": jti,
		"exp": r.clock.Now().Add(4 * time.Minute).Unix(),
	}
}

func (r *smartRig) sign(method jwt.SigningMethod, kid string, claims jwt.MapClaims, key any) string {
	r.tb.Helper()
	token := jwt.NewWithClaims(method, claims)
	token.Header["kid"] = kid
	signed, err := token.SignedString(key)
	if err != nil {
		r.tb.Fatal(err)
	}
	return signed
}

func (r *smartRig) form(assertion string) url.Values {
	return url.Values{
		"grant_type": {"client_credentials"}, "scope": {"system/*.read"},
		"client_assertion_type": {"urn:ietf:params:oauth:client-assertion-type:jwt-bearer"}, "client_assertion": {assertion},
	}
}

func (r *smartRig) post(form url.Values) reply {
	r.tb.Helper()
	resp, err := http.PostForm(r.web.URL+"/auth/token", form)
	if err != nil {
		r.tb.Fatal(err)
	}
	defer resp.Body.Close()
	var doc map[string]any
	if err := json.NewDecoder(resp.Body).Decode(&doc); err != nil {
		r.tb.Fatal(err)
	}
	r.token, _ = doc["access_token"].(string)
	return reply{status: resp.StatusCode, header: resp.Header, body: fmt.Sprint(doc["error"], " ", doc["expires_in"])}
}

// signIn gets a token with a fresh assertion.
func (r *smartRig) signIn(jti string) *smartRig {
	r.tb.Helper()
	if got := r.post(r.form(r.sign(jwt.SigningMethodES384, r.smart.KeyID(), r.claims(jti), r.key))); got.status != http.StatusOK || got.body != "<nil> 300" {
		r.tb.Fatalf("sign in: %d %s", got.status, got.body)
	}
	return r
}

func TestSmartToken(t *testing.T) {
	r := newSmartRig(t, practice.NoQuirks).signIn("used")
	id, es := r.smart.KeyID(), jwt.SigningMethodES384
	changed := func(name string, value any) jwt.MapClaims {
		c := r.claims("j-" + name)
		c[name] = value
		return c
	}
	without := func(name string) jwt.MapClaims {
		c := r.claims("j")
		delete(c, name)
		return c
	}
	now := r.clock.Now()
	tests := map[string]struct {
		form url.Values
		want string
	}{
		"jti used before": {r.form(r.sign(es, id, r.claims("used"), r.key)), "invalid_client"},
		"no jti":          {r.form(r.sign(es, id, without("jti"), r.key)), "invalid_client"},
		"no exp":          {r.form(r.sign(es, id, without("exp"), r.key)), "invalid_client"},
		"too long":        {r.form(r.sign(es, id, changed("exp", now.Add(6*time.Minute).Unix()), r.key)), "invalid_client"},
		"over":            {r.form(r.sign(es, id, changed("exp", now.Add(-time.Minute).Unix()), r.key)), "invalid_client"},
		"other audience":  {r.form(r.sign(es, id, changed("aud", "https://elsewhere.example"), r.key)), "invalid_client"},
		"other client":    {r.form(r.sign(es, id, changed("iss", "x"), r.key)), "invalid_client"},
		"other subject":   {r.form(r.sign(es, id, changed("sub", "x"), r.key)), "invalid_client"},
		"unknown key":     {r.form(r.sign(es, "x", r.claims("j1"), r.key)), "invalid_client"},
		"shared secret":   {r.form(r.sign(jwt.SigningMethodHS384, id, r.claims("j2"), []byte("x"))), "invalid_client"},
		"no signature":    {r.form(r.sign(jwt.SigningMethodNone, id, r.claims("j3"), jwt.UnsafeAllowNoneSignatureType)), "invalid_client"},
		"no JWT":          {r.form("x"), "invalid_request"},
		"no scope":        {url.Values{"grant_type": {"client_credentials"}, "client_assertion_type": r.form("")["client_assertion_type"]}, "invalid_scope"},
		"other grant":     {url.Values{"grant_type": {"password"}}, "unsupported_grant_type"},
		"no form":         {url.Values{}, "unsupported_grant_type"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := r.post(tt.form)
			if code, _, _ := strings.Cut(got.body, " "); code != tt.want || got.status < 400 || got.status > 401 {
				t.Errorf("got %d %s, want %s", got.status, got.body, tt.want)
			}
		})
	}
}

type smartManifest struct {
	manifest
	Deleted []item
	Link    []struct{ Relation, URL string }
}

func TestSmartExport(t *testing.T) {
	for _, path := range []string{"/fhir/$export", "/fhir/Patient/$export", "/fhir/Group/all/$export?_type=Patient,Coverage&_since=2020-01-01T00:00:00Z&_outputFormat=ndjson"} {
		t.Run(path, func(t *testing.T) {
			r := newSmartRig(t, practice.NoQuirks).signIn("1")
			status := r.export(path)
			r.clock.pass(420 * time.Millisecond)
			got := r.get(status)
			if got.status != http.StatusAccepted || got.header.Get("X-Progress") != "Processed 42 of 100 patients" || got.header.Get("Retry-After") != "1" {
				t.Errorf("running: %d %v", got.status, got.header)
			}
			r.clock.pass(time.Second)
			got = r.get(status)
			if got.status != http.StatusOK || got.header.Get("Expires") != "Fri, 21 Aug 2026 07:00:01 GMT" {
				t.Fatalf("complete: %d %v", got.status, got.header)
			}
			m := decode[smartManifest](t, got.body)
			if !m.RequiresAccessToken || len(m.Output) < 2 || m.Deleted == nil || m.Error == nil || len(m.Link) != 0 {
				t.Errorf("manifest: %s", got.body)
			}
			file := r.path(m.Output[0])
			if got := r.get(file); got.status != http.StatusOK || !strings.HasPrefix(got.body, `{"resourceType":"Patient"`) {
				t.Errorf("file: %d %.40s", got.status, got.body)
			}
			if got := r.ask(http.MethodGet, file); got.status != http.StatusUnauthorized {
				t.Errorf("file without a token: %d", got.status)
			}
			if got := r.ask(http.MethodDelete, status, r.bearer()); got.status != http.StatusAccepted {
				t.Errorf("delete: %d", got.status)
			}
			for _, gone := range []string{status, file} {
				if got := r.get(gone); got.status != http.StatusNotFound {
					t.Errorf("deleted %s: %d", gone, got.status)
				}
			}
		})
	}
}

func TestSmartExportRefusals(t *testing.T) {
	r := newSmartRig(t, practice.NoQuirks).signIn("1")
	tests := map[string]struct {
		path, accept, prefer string
		status               int
	}{
		"accept":            {"/fhir/$export", "application/json", "respond-async", 406},
		"prefer":            {"/fhir/$export", "application/fhir+json", "wait=3", 400},
		"group":             {"/fhir/Group/x/$export", "application/fhir+json", "respond-async", 404},
		"type":              {"/fhir/$export?_type=Observation", "application/fhir+json", "respond-async", 400},
		"type, leniently":   {"/fhir/$export?_type=Observation,Patient", "application/fhir+json", "respond-async; handling=lenient", 202},
		"parameter":         {"/fhir/$export?_elements=id", "application/fhir+json", "respond-async", 400},
		"parameter, lenien": {"/fhir/$export?_elements=id", "application/fhir+json", "respond-async, handling=lenient", 202},
		"format":            {"/fhir/$export?_outputFormat=csv", "application/fhir+json", "respond-async", 400},
		"since":             {"/fhir/$export?_since=yesterday", "application/fhir+json", "respond-async", 400},
		"filter":            {"/fhir/$export?_typeFilter=Patient%3Fx%3Dy", "application/fhir+json", "respond-async", 400},
		"two filters":       {"/fhir/$export?_typeFilter=a&_typeFilter=b", "application/fhir+json", "respond-async", 400},
		"good filter":       {"/fhir/$export?_typeFilter=ExplanationOfBenefit%3Fservice-date%3Dge2026-01-01", "application/fhir+json", "respond-async", 202},
		"nowhere":           {"/fhir/Observation/$export", "application/fhir+json", "respond-async", 404},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := r.get(tt.path, "Accept: "+tt.accept, "Prefer: "+tt.prefer)
			if got.status != tt.status || (got.status >= 400 && !strings.Contains(got.body, `"OperationOutcome"`)) {
				t.Errorf("got %d %s, want %d", got.status, got.body, tt.status)
			}
		})
	}
	if got := r.ask(http.MethodGet, "/fhir/$export", "Accept: application/fhir+json", "Prefer: respond-async"); got.status != http.StatusUnauthorized {
		t.Errorf("without a token: %d", got.status)
	}
	if got := r.ask(http.MethodPut, "/fhir/metadata"); got.status != http.StatusMethodNotAllowed {
		t.Errorf("PUT: %d", got.status)
	}
	r.clock.pass(5 * time.Minute)
	if got := r.async("/fhir/$export"); got.status != http.StatusUnauthorized {
		t.Errorf("with an old token: %d", got.status)
	}
}

func TestSmartSituations(t *testing.T) {
	t.Run("pages", func(t *testing.T) {
		r := newSmartRig(t, practice.PagedManifest|practice.ManyFiles).signIn("1")
		status, files := r.export("/fhir/$export"), map[string]bool{}
		r.clock.pass(time.Second)
		for page := 1; ; page++ {
			m := decode[smartManifest](t, r.get(status).body)
			for _, f := range m.Output {
				files[f.URL] = true
			}
			if len(m.Link) == 0 {
				break
			}
			status = strings.TrimPrefix(m.Link[0].URL, r.web.URL)
			if page > 20 || m.Link[0].Relation != "next" {
				t.Fatalf("page %d leads to %s", page, status)
			}
		}
		if len(files) != 26 {
			t.Errorf("%d files on all pages, want 26", len(files))
		}
	})
	t.Run("too much", func(t *testing.T) {
		r := newSmartRig(t, practice.TooMuch).signIn("1")
		if got := r.async("/fhir/$export"); got.status != http.StatusRequestEntityTooLarge {
			t.Errorf("all types: %d", got.status)
		}
		if got := r.async("/fhir/$export?_type=Patient"); got.status != http.StatusAccepted {
			t.Errorf("one type: %d", got.status)
		}
	})
	t.Run("open files", func(t *testing.T) {
		r := newSmartRig(t, practice.OpenFiles).signIn("1")
		status := r.export("/fhir/$export?_type=Patient")
		m := r.complete(status)
		if got := r.ask(http.MethodGet, r.path(m.Output[0])); m.RequiresAccessToken || got.status != http.StatusOK {
			t.Errorf("without a token: %d, requires %t", got.status, m.RequiresAccessToken)
		}
	})
	t.Run("scopes of SMART 2", func(t *testing.T) {
		r := newSmartRig(t, practice.RSScopes)
		form := r.form(r.sign(jwt.SigningMethodES384, r.smart.KeyID(), r.claims("1"), r.key))
		if got := r.post(form); !strings.HasPrefix(got.body, "invalid_scope") {
			t.Errorf("SMART 1: %d %s", got.status, got.body)
		}
	})
	t.Run("no sign-in", func(t *testing.T) {
		r := newSmartRig(t, practice.NoSignIn)
		if got := r.ask(http.MethodGet, "/fhir/.well-known/smart-configuration"); got.status != http.StatusNotFound {
			t.Errorf("configuration: %d", got.status)
		}
		if got := r.ask(http.MethodGet, "/fhir/$export", "Accept: application/fhir+json", "Prefer: respond-async"); got.status != http.StatusAccepted {
			t.Errorf("export: %d", got.status)
		}
		if got := r.ask(http.MethodGet, "/fhir/metadata"); strings.Contains(got.body, "token") {
			t.Errorf("metadata names a token address: %s", got.body)
		}
	})
}

func TestSmartDiscovery(t *testing.T) {
	r := newSmartRig(t, practice.NoQuirks)
	token := `"` + r.web.URL + `/auth/token"`
	for path, want := range map[string]string{
		"/fhir/.well-known/smart-configuration": `"token_endpoint":` + token, "/fhir/metadata": `"valueUri":` + token,
	} {
		if got := r.ask(http.MethodGet, path); got.status != http.StatusOK || !strings.Contains(got.body, want) {
			t.Errorf("%s: %d %s", path, got.status, got.body)
		}
	}
}

func TestSmartKeys(t *testing.T) {
	other, err := ecdsa.GenerateKey(elliptic.P256(), crand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := practice.NewSmart(practice.SmartConfig{Config: practice.Config{Source: people{}}, Keys: []crypto.Signer{other}}); err == nil {
		t.Error("a key on P-256: got no error")
	}
	if _, err := practice.NewSmart(practice.SmartConfig{}); err == nil {
		t.Error("no source: got no error")
	}
	made, err := practice.NewSmart(practice.SmartConfig{Config: practice.Config{Source: people{}}})
	if err != nil {
		t.Fatal(err)
	}
	if pem, err := made.PrivateKey(); err != nil || !strings.HasPrefix(string(pem), "-----BEGIN PRIVATE KEY-----") {
		t.Errorf("the key that was made: %v", err)
	}
}
