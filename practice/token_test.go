package practice_test

import (
	"encoding/base64"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"github.com/claimsdesk/claimsdesk/practice"
)

// tokenParts reads a token without checking it.
func tokenParts(tb testing.TB, token string) (header, claims map[string]any, signature string) {
	tb.Helper()
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		tb.Fatalf("token has %d parts, want 3", len(parts))
	}
	var decoded [2]map[string]any
	for i := range decoded {
		text, err := base64.RawURLEncoding.DecodeString(parts[i])
		if err != nil {
			tb.Fatal(err)
		}
		decoded[i] = decode[map[string]any](tb, string(text))
	}
	return decoded[0], decoded[1], parts[2]
}

// TestToken holds a token against docs/reference/bcda-protocol.md 2.
func TestToken(t *testing.T) {
	r := newRig(t, practice.Config{Quirks: practice.AllQuirks})
	got := r.ask(http.MethodPost, "/auth/token", basic(r.srv.ClientID(), r.srv.ClientSecret()), "Accept: application/json")
	if got.status != http.StatusOK || got.header.Get("Content-Type") != "application/json" || got.header.Get("Cache-Control") != "no-store" {
		t.Errorf("got %d %v", got.status, got.header)
	}
	body := decode[map[string]any](t, got.body)
	if body["token_type"] != "bearer" || body["expires_in"] != "1200" {
		t.Errorf("body: got %v", body)
	}
	header, claims, _ := tokenParts(t, body["access_token"].(string))
	if _, ok := header["kid"]; ok || header["alg"] != "RS512" {
		t.Errorf("header: got %v, want RS512 without a kid", header)
	}
	iat, exp := claims["iat"].(float64), claims["exp"].(float64)
	if int64(iat) != start().Unix() || exp-iat != 1200 {
		t.Errorf("iat %v, exp %v: want now and 1200 s later", iat, exp)
	}
	for name, want := range map[string]string{
		"iss": "ssas", "use": "AccessToken", "cid": r.srv.ClientID(), "dat": `{"cms_ids":["A9994"]}`,
	} {
		if claims[name] != want {
			t.Errorf("%s: got %v, want %s", name, claims[name], want)
		}
	}
	for _, name := range []string{"jti", "sys"} {
		if text, ok := claims[name].(string); !ok || text == "" {
			t.Errorf("%s: got %v, want a text", name, claims[name])
		}
	}
}

// TestTokenRefused has a case for each error row of docs/reference/bcda-protocol.md
// 2 that the token endpoint can answer by itself; the others are faults.
func TestTokenRefused(t *testing.T) {
	tests := map[string]struct {
		header func(r *rig) string
		entity practice.Entity
		status int
		body   string
	}{
		"no header":      {func(*rig) string { return "X-None: x" }, practice.Entity{}, 400, "Bad Request\n"},
		"not Basic":      {func(*rig) string { return "Authorization: Bearer x" }, practice.Entity{}, 400, "Bad Request\n"},
		"not decodable":  {func(*rig) string { return "Authorization: Basic %%%" }, practice.Entity{}, 400, "Bad Request\n"},
		"unknown id":     {func(r *rig) string { return basic("x", r.srv.ClientSecret()) }, practice.Entity{}, 401, "Unauthorized\n"},
		"wrong secret":   {func(r *rig) string { return basic(r.srv.ClientID(), "x") }, practice.Entity{}, 401, "Unauthorized\n"},
		"secret refused": {right, practice.Entity{SecretRefused: true}, 401, "Unauthorized\n"},
		"denied entity":  {right, practice.Entity{Denied: true}, 200, ""},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, practice.Config{Entity: tc.entity})
			got := r.ask(http.MethodPost, "/auth/token", tc.header(r))
			if got.status != tc.status || tc.body != "" && got.body != tc.body {
				t.Errorf("got %d %q, want %d %q", got.status, got.body, tc.status, tc.body)
			}
			if tc.body != "" && !strings.HasPrefix(got.header.Get("Content-Type"), "text/plain") {
				t.Errorf("content type: got %q, want text/plain", got.header.Get("Content-Type"))
			}
		})
	}
}

func right(r *rig) string { return basic(r.srv.ClientID(), r.srv.ClientSecret()) }

func TestTokenRateLimit(t *testing.T) {
	r := newRig(t, practice.Config{})
	for range 1000 {
		if got := r.ask(http.MethodPost, "/auth/token", basic("x", "y")); got.status != http.StatusUnauthorized {
			t.Fatalf("within the limit: got %d, want 401", got.status)
		}
	}
	got := r.ask(http.MethodPost, "/auth/token", right(r))
	if got.status != http.StatusTooManyRequests || got.header.Get("Retry-After") != "300" {
		t.Errorf("over the limit: got %d, Retry-After %q; want 429, 300", got.status, got.header.Get("Retry-After"))
	}
	if want := "A9994 exceeded the rate limit for /auth/token."; !strings.HasPrefix(got.body, want) {
		t.Errorf("body: got %q, want %q first", got.body, want)
	}
	r.clock.pass(5 * time.Minute)
	r.signIn()
}

// TestBearer has a case for each way in which a token is refused
// (docs/reference/bcda-protocol.md 3).
func TestBearer(t *testing.T) {
	tests := map[string]struct {
		header func(t *testing.T, r *rig) string
		status int
		text   string
	}{
		"good":           {func(_ *testing.T, r *rig) string { return r.bearer() }, 200, ""},
		"none":           {func(*testing.T, *rig) string { return "X-None: x" }, 401, "Invalid Token"},
		"basic":          {func(_ *testing.T, r *rig) string { return right(r) }, 401, "Invalid Token"},
		"small b":        {func(_ *testing.T, r *rig) string { return "Authorization: bearer " + r.token }, 401, "Invalid Token"},
		"two spaces":     {func(_ *testing.T, r *rig) string { return "Authorization: Bearer  " + r.token }, 401, "Invalid Token"},
		"quoted":         {func(_ *testing.T, r *rig) string { return `Authorization: Bearer "` + r.token + `"` }, 401, "Invalid Token"},
		"not a JWT":      {func(*testing.T, *rig) string { return "Authorization: Bearer abc" }, 400, "Request Error"},
		"other key":      {func(t *testing.T, _ *rig) string { return "Authorization: Bearer " + signHMAC(t) }, 401, "Invalid Token"},
		"last second":    {func(_ *testing.T, r *rig) string { r.clock.pass(19*time.Minute + 59*time.Second); return r.bearer() }, 200, ""},
		"expired":        {func(_ *testing.T, r *rig) string { r.clock.pass(20 * time.Minute); return r.bearer() }, 401, "Expired Token"},
		"revoked":        {func(_ *testing.T, r *rig) string { r.srv.RevokeTokens(); return r.bearer() }, 401, "Expired Token"},
		"broken by hand": {func(_ *testing.T, r *rig) string { return r.bearer()[:len(r.bearer())-8] + "AAAAAAAA" }, 401, "Invalid Token"},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, practice.Config{}).signIn()
			header := tc.header(t, r)
			for _, path := range []string{"/api/v3/attribution_status", "/auth/welcome"} {
				got := r.ask(http.MethodGet, path, header)
				if got.status != tc.status || !strings.Contains(got.body, tc.text) {
					t.Errorf("%s: got %d %q, want %d %q", path, got.status, got.body, tc.status, tc.text)
				}
			}
		})
	}
}

func signHMAC(t *testing.T) string {
	t.Helper()
	text, err := jwt.New(jwt.SigningMethodHS256).SignedString([]byte("key"))
	if err != nil {
		t.Fatal(err)
	}
	return text
}
