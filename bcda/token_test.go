package bcda_test

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"golang.org/x/time/rate"

	"github.com/claimsdesk/claimsdesk/bcda"
)

const tokenPath = "POST /auth/token"

// accessToken makes a token as CMS's token service does, except that its signature proves nothing.
func accessToken(claims jwt.MapClaims) string {
	signing, err := jwt.NewWithClaims(jwt.SigningMethodRS512, claims).SigningString()
	if err != nil {
		panic(err)
	}
	return signing + "." + base64.RawURLEncoding.EncodeToString([]byte("no signature"))
}

func TestParseToken(t *testing.T) {
	issued := newClock().now
	dat := `{"cms_ids":["A9994"]}`
	good := accessToken(jwt.MapClaims{"iat": 1000, "exp": 2200, "dat": dat})
	tests := []struct {
		name, body string
		lifetime   time.Duration
		cmsID      string
	}{
		{"as CMS sends it", `{"access_token":"` + good + `","expires_in":"1200","token_type":"bearer"}`, 20 * time.Minute, "A9994"},
		{"number", `{"access_token":"` + good + `","expires_in":300}`, 5 * time.Minute, "A9994"},
		{"fraction", `{"access_token":"` + good + `","expires_in":1.5}`, 1500 * time.Millisecond, "A9994"},
		{"without expires_in", `{"access_token":"` + good + `"}`, 20 * time.Minute, "A9994"},
		{"claims count, not the clock", `{"access_token":"` + accessToken(jwt.MapClaims{"iat": 10, "exp": 610}) + `"}`, 10 * time.Minute, ""},
		{"nonsense expires_in", `{"access_token":"` + good + `","expires_in":"soon"}`, 20 * time.Minute, "A9994"},
		{"null expires_in", `{"access_token":"` + good + `","expires_in":null}`, 20 * time.Minute, "A9994"},
		{"negative", `{"access_token":"` + good + `","expires_in":-1}`, 20 * time.Minute, "A9994"},
		{"for ever", `{"access_token":"` + good + `","expires_in":1e300}`, 24 * time.Hour, "A9994"},
		{"opaque token", `{"access_token":"opaque"}`, 20 * time.Minute, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := bcda.ParseToken([]byte(tt.body), issued)
			if err != nil || got.Lifetime != tt.lifetime || got.CMSID != tt.cmsID || got.Access.Empty() {
				t.Errorf("got lifetime %v, id %q, %v; want %v, %q", got.Lifetime, got.CMSID, err, tt.lifetime, tt.cmsID)
			}
		})
	}
	for name, body := range map[string]string{
		"empty": "", "page": "<html>", "no token": "{}", "line break in token": `{"access_token":"a\r\nX-Evil: 1"}`, "list": "[]",
	} {
		t.Run("refuses "+name, func(t *testing.T) {
			if got, err := bcda.ParseToken([]byte(body), issued); err == nil {
				t.Errorf("got %v, want an error", got)
			}
		})
	}
}

func TestParseCMSID(t *testing.T) {
	tests := []struct{ name, dat, want string }{
		{"string", `"{\"cms_ids\":[\"A9994\"]}"`, "A9994"},
		{"quoted once more", `"\"{\\\"cms_ids\\\":[\\\"A9994\\\"]}\""`, "A9994"},
		{"object", `{"cms_ids":["A9990"]}`, "A9990"},
		{"none", `{"cms_ids":[]}`, ""},
		{"absent", ``, ""},
		{"number", `7`, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := bcda.ParseCMSID(tt.dat); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func FuzzParseToken(f *testing.F) {
	f.Add([]byte(`{"access_token":"` + accessToken(jwt.MapClaims{"iat": 1, "exp": 2, "dat": `{"cms_ids":["A9994"]}`}) + `","expires_in":"1200"}`))
	f.Add([]byte(`{"access_token":"a.b.c","expires_in":1e99}`))
	f.Add([]byte(`{"access_token":" "}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		got, err := bcda.ParseToken(body, time.Unix(0, 0))
		if err == nil && (got.Access.Empty() || got.Lifetime <= 0 || got.Lifetime > 24*time.Hour) {
			t.Errorf("got lifetime %v, empty %v", got.Lifetime, got.Access.Empty())
		}
	})
}

func issue(n int) reply {
	return reply{status: 200, body: fmt.Sprintf(`{"access_token":"t%d","expires_in":"1200","token_type":"bearer"}`, n)}
}

func (f *fixture) basic(t *testing.T) *bcda.BasicTokens {
	t.Helper()
	b, err := bcda.NewBasicTokens(f.config, " id\n", bcda.NewSecret("\tpass word "))
	if err != nil {
		t.Fatalf("NewBasicTokens: %v", err)
	}
	return b
}

func TestBasicTokensReuseAndRenew(t *testing.T) {
	f := newFixture(t, map[string][]reply{tokenPath: {issue(1), issue(2), issue(3)}})
	b := f.basic(t)
	steps := []struct {
		name  string
		after time.Duration
		want  string
	}{
		{"first", 0, "t1"},
		{"reused", 17 * time.Minute, "t1"},
		{"two minutes left", time.Minute, "t1"},
		{"less than two minutes left", time.Second, "t2"},
	}
	for _, step := range steps {
		if err := f.clock.Sleep(t.Context(), step.after); err != nil {
			t.Fatal(err)
		}
		got, err := b.Token(t.Context())
		if err != nil || got.Access.Reveal() != step.want {
			t.Fatalf("%s: got %q, %v; want %q", step.name, got.Access.Reveal(), err, step.want)
		}
	}
	old, err := b.Token(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	b.Invalidate(old)
	fresh, err := b.Token(t.Context())
	if err != nil || fresh.Access.Reveal() != "t3" {
		t.Fatalf("after Invalidate: got %q, %v", fresh.Access.Reveal(), err)
	}
	b.Invalidate(old) // replaced already: must not drop the new one
	if again, err := b.Token(t.Context()); err != nil || again.Access.Reveal() != "t3" || f.server.count(tokenPath) != 3 {
		t.Errorf("got %q, %v after %d requests", again.Access.Reveal(), err, f.server.count(tokenPath))
	}
	sent := f.server.header(tokenPath)
	if got, want := sent.Get("Authorization"), "Basic "+base64.StdEncoding.EncodeToString([]byte("id:pass word")); got != want {
		t.Errorf("Authorization: got %q, want %q", got, want)
	}
	if got := sent.Get("Accept"); got != "application/json" {
		t.Errorf("Accept: got %q", got)
	}
}

func TestBasicTokensErrors(t *testing.T) {
	html := map[string]string{"Content-Type": "text/html"}
	tests := []struct {
		name    string
		replies []reply
		want    bcda.Kind
		asked   int
		waits   string
	}{
		{"400", []reply{{status: 400, body: "Bad Request"}}, bcda.ErrBadCredentialFormat, 1, ""},
		{"401 one repeat after 2 s", []reply{{status: 401, body: "Unauthorized"}}, bcda.ErrCredentialsRefused, 2, "2s"},
		{"401 in a row of trouble", []reply{{status: 500}, {status: 401}}, bcda.ErrCredentialsRefused, 3, "2s 2s"},
		{"429", []reply{{status: 429, header: map[string]string{"Retry-After": "300"}, body: "A9994 exceeded the rate limit for /auth/token."}}, bcda.ErrRateLimited, 10, ""},
		{"500", []reply{{status: 500, body: "Internal Server Error"}}, bcda.ErrServerTrouble, 10, ""},
		{"503", []reply{{status: 503, header: map[string]string{"Retry-After": "1"}}}, bcda.ErrServerTrouble, 10, ""},
		{"dropped", []reply{{drop: true}}, bcda.ErrServerTrouble, 10, ""},
		{"web page", []reply{{status: 200, header: html, body: "<html></html>"}}, bcda.ErrNotBCDA, 1, ""},
		{"another service", []reply{{status: 404, body: "404 page not found"}}, bcda.ErrNotBCDA, 1, ""},
		{"no token", []reply{{status: 200, body: "{}"}}, bcda.ErrBadReply, 1, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := newFixture(t, map[string][]reply{tokenPath: tt.replies})
			_, err := f.basic(t).Token(t.Context())
			if !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
			if got := f.server.count(tokenPath); got != tt.asked {
				t.Errorf("asked %d times, want %d", got, tt.asked)
			}
			if got := seconds(f.clock.slept()); tt.waits != "" && got != tt.waits {
				t.Errorf("waits: got %s, want %s", got, tt.waits)
			}
		})
	}
}

func TestBasicTokensComeBack(t *testing.T) {
	f := newFixture(t, map[string][]reply{tokenPath: {
		{status: 401}, {status: 503}, {drop: true}, {status: 429, header: map[string]string{"Retry-After": "300"}}, issue(1),
	}})
	got, err := f.basic(t).Token(t.Context())
	if err != nil || got.Access.Reveal() != "t1" {
		t.Fatalf("got %v", err)
	}
	if got, want := seconds(f.clock.slept()), "2s 2s 4s 5m0s"; got != want {
		t.Errorf("waits: got %s, want %s", got, want)
	}
}

func TestBasicTokensRefusedStayRefused(t *testing.T) {
	f := newFixture(t, map[string][]reply{tokenPath: {{status: 401}, {status: 401}, issue(1)}})
	b := f.basic(t)
	for range 3 {
		if _, err := b.Token(t.Context()); !errors.Is(err, bcda.ErrCredentialsRefused) {
			t.Fatalf("got %v", err)
		}
	}
	if got := f.server.count(tokenPath); got != 2 {
		t.Errorf("asked %d times, want 2", got)
	}
	if err := f.clock.Sleep(t.Context(), 2*time.Minute); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Token(t.Context()); err != nil {
		t.Errorf("two minutes later: %v", err)
	}
}

// held is a transport without a network: each request waits for an answer or for the end of its context.
type held struct {
	asked   int
	answers chan reply
}

func (h *held) RoundTrip(r *http.Request) (*http.Response, error) {
	h.asked++
	select {
	case <-r.Context().Done():
		return nil, r.Context().Err()
	case a := <-h.answers:
		return &http.Response{
			StatusCode: a.status, Header: http.Header{}, Request: r, Body: io.NopCloser(strings.NewReader(a.body)),
		}, nil
	}
}

// TestBasicTokensOneRequestForMany: those who come while a request is out share its end, unless its caller gave it up.
func TestBasicTokensOneRequestForMany(t *testing.T) {
	tests := []struct {
		name    string
		giveUp  bool // by the first caller, before the answer
		answer  reply
		asked   int
		first   error
		waiting error
	}{
		{"token", false, issue(1), 1, nil, nil},
		{"refusal", false, reply{status: 400}, 1, bcda.ErrBadCredentialFormat, bcda.ErrBadCredentialFormat},
		{"given up", true, issue(1), 2, context.Canceled, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				h := &held{answers: make(chan reply)}
				b, err := bcda.NewBasicTokens(bcda.Config{
					Origin: "https://sandbox.bcda.cms.gov", Transport: h, Limiter: rate.NewLimiter(rate.Inf, 0),
				}, "id", bcda.NewSecret("s"))
				if err != nil {
					t.Fatal(err)
				}
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				var wg sync.WaitGroup
				errs := make([]error, 8)
				wg.Go(func() { _, errs[0] = b.Token(ctx) })
				synctest.Wait() // the first one's request is out
				for i := 1; i < len(errs); i++ {
					wg.Go(func() { _, errs[i] = b.Token(t.Context()) })
				}
				synctest.Wait() // all others wait for their turn
				if tt.giveUp {
					cancel()
					synctest.Wait()
				}
				h.answers <- tt.answer
				wg.Wait()
				if !errors.Is(errs[0], tt.first) {
					t.Errorf("first: got %v, want %v", errs[0], tt.first)
				}
				for i, err := range errs[1:] {
					if !errors.Is(err, tt.waiting) {
						t.Errorf("waiting %d: got %v, want %v", i+1, err, tt.waiting)
					}
				}
				if h.asked != tt.asked {
					t.Errorf("asked %d times, want %d", h.asked, tt.asked)
				}
			})
		})
	}
}

func TestBasicTokensGivenUp(t *testing.T) {
	f := newFixture(t, map[string][]reply{tokenPath: {issue(1)}})
	b := f.basic(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := b.Token(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the context's error", err)
	}
	if _, err := b.Token(t.Context()); err != nil {
		t.Errorf("the next caller got %v", err)
	}
}

func TestNewBasicTokensRefusesWhatCannotBeSent(t *testing.T) {
	for name, pair := range map[string][2]string{
		"no id": {" ", "s"}, "no secret": {"id", "\n"}, "colon": {"a:b", "s"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := bcda.NewBasicTokens(bcda.Config{Origin: "https://sandbox.bcda.cms.gov"}, pair[0], bcda.NewSecret(pair[1]))
			if !errors.Is(err, bcda.ErrBadCredentialFormat) || strings.Contains(err.Error(), "a:b") {
				t.Errorf("got %v", err)
			}
		})
	}
}
