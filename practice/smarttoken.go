package practice

import (
	"errors"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

const (
	signInPath = "/auth/token"
	// smartTokenLifetime is the longest that SMART Backend Services recommends.
	smartTokenLifetime = 5 * time.Minute
	// assertionLifetime is the longest that an assertion may be good for.
	assertionLifetime = 5 * time.Minute
	assertionType     = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
)

// oauthError is a refusal of the token endpoint (RFC 6749 5.2).
type oauthError struct {
	status int
	Code   string `json:"error"`
	Text   string `json:"error_description"`
}

func badRequest(code, text string) *oauthError {
	return &oauthError{status: http.StatusBadRequest, Code: code, Text: text}
}

func badClient(text string) *oauthError {
	return &oauthError{status: http.StatusUnauthorized, Code: "invalid_client", Text: text}
}

// token answers POST /auth/token: client credentials with a signed assertion
// (SMART Backend Services, "Obtain access token").
func (s *Smart) token(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Type", typeJSON)
	reply, no := s.grant(r)
	if no != nil {
		s.server.log.Info("token refused", "error", no.Code)
		w.WriteHeader(no.status)
		s.server.encode(w, no)
		return
	}
	s.server.encode(w, reply)
}

type tokenReply struct {
	AccessToken string `json:"access_token"`
	TokenType   string `json:"token_type"`
	ExpiresIn   int    `json:"expires_in"`
	Scope       string `json:"scope"`
}

// maxTokenForm bounds the form: an assertion has about a kilobyte.
const maxTokenForm = 64 << 10

func (s *Smart) grant(r *http.Request) (tokenReply, *oauthError) {
	r.Body = http.MaxBytesReader(nil, r.Body, maxTokenForm)
	if err := r.ParseForm(); err != nil {
		return tokenReply{}, badRequest("invalid_request", "The form cannot be read.")
	}
	form := r.PostForm
	switch {
	case form.Get("grant_type") != "client_credentials":
		return tokenReply{}, badRequest("unsupported_grant_type", "grant_type must be client_credentials.")
	case form.Get("client_assertion_type") != assertionType:
		return tokenReply{}, badRequest("invalid_request", "client_assertion_type must be "+assertionType+".")
	case form.Get("scope") == "":
		return tokenReply{}, badRequest("invalid_scope", "A scope is needed.")
	}
	if no := s.checkAssertion(form.Get("client_assertion"), origin(r)+signInPath); no != nil {
		return tokenReply{}, no
	}
	scope, ok := s.scopes(form.Get("scope"))
	if !ok {
		return tokenReply{}, badRequest("invalid_scope", "None of these scopes is offered.")
	}
	key, err := s.randomKey()
	if err != nil {
		return tokenReply{}, &oauthError{status: http.StatusInternalServerError, Code: "server_error", Text: "No token could be made."}
	}
	s.server.mu.Lock()
	defer s.server.mu.Unlock()
	now := s.server.cfg.Now()
	maps.DeleteFunc(s.tokens, func(_ string, expires time.Time) bool { return !expires.After(now) })
	s.tokens[key] = now.Add(smartTokenLifetime)
	return tokenReply{AccessToken: key, TokenType: "bearer", ExpiresIn: int(smartTokenLifetime / time.Second), Scope: scope}, nil
}

// scopes keeps the scopes that are offered.
func (s *Smart) scopes(text string) (string, bool) {
	endings := []string{".read", ".*", ".rs", ".r", ".s"}
	if s.has(RSScopes) {
		endings = []string{".rs"}
	}
	var granted []string
	for _, scope := range strings.Fields(text) {
		if strings.HasPrefix(scope, "system/") && slices.ContainsFunc(endings, func(end string) bool { return strings.HasSuffix(scope, end) }) {
			granted = append(granted, scope)
		}
	}
	return strings.Join(granted, " "), len(granted) > 0
}

// checkAssertion checks a client's JWT and uses its jti up.
func (s *Smart) checkAssertion(text, tokenURL string) *oauthError {
	var claims jwt.RegisteredClaims
	parser := jwt.NewParser(
		jwt.WithTimeFunc(s.server.cfg.Now), jwt.WithExpirationRequired(), jwt.WithAudience(tokenURL),
		jwt.WithValidMethods([]string{jwt.SigningMethodRS384.Alg(), jwt.SigningMethodES384.Alg()}),
	)
	_, err := parser.ParseWithClaims(text, &claims, func(t *jwt.Token) (any, error) {
		id, _ := t.Header["kid"].(string)
		key, ok := s.keys.find(id)
		if !ok || key.alg != t.Method.Alg() {
			return nil, errors.New("no such key")
		}
		return key.signer.Public(), nil
	})
	switch {
	case errors.Is(err, jwt.ErrTokenMalformed):
		return badRequest("invalid_request", "client_assertion is not a JWT.")
	case errors.Is(err, jwt.ErrTokenExpired):
		return badClient("The assertion has expired.")
	case errors.Is(err, jwt.ErrTokenInvalidAudience):
		return badClient("The assertion's aud is not the token address.")
	case err != nil:
		return badClient("The assertion is not signed with a key that is known here.")
	case claims.Issuer != s.ClientID() || claims.Subject != s.ClientID():
		return badClient("The assertion's iss and sub must be the client id.")
	case claims.ID == "":
		return badClient("The assertion has no jti.")
	}
	return s.useUp(claims.ID, claims.ExpiresAt.Time)
}

// useUp refuses an assertion that was seen before, and one that is good for too long.
func (s *Smart) useUp(jti string, expires time.Time) *oauthError {
	s.server.mu.Lock()
	defer s.server.mu.Unlock()
	now := s.server.cfg.Now()
	if expires.Sub(now) > assertionLifetime {
		return badClient("The assertion expires more than five minutes from now.")
	}
	maps.DeleteFunc(s.assertions, func(_ string, expires time.Time) bool { return !expires.After(now) })
	if _, seen := s.assertions[jti]; seen {
		return badClient("The assertion's jti was used before.")
	}
	s.assertions[jti] = expires
	return nil
}

// RevokeTokens makes all tokens issued so far stop working.
func (s *Smart) RevokeTokens() {
	s.server.mu.Lock()
	defer s.server.mu.Unlock()
	clear(s.tokens)
}

// admit checks the bearer token and answers where it is not good.
func (s *Smart) admit(w http.ResponseWriter, r *http.Request) bool {
	if s.has(NoSignIn) {
		return true
	}
	token, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	s.server.mu.Lock()
	expires, ok := s.tokens[token]
	ok = ok && expires.After(s.server.cfg.Now())
	s.server.mu.Unlock()
	if !ok {
		w.Header().Set("WWW-Authenticate", `Bearer error="invalid_token"`)
		s.refuse(w, http.StatusUnauthorized, "login", "This needs an access token that is in force.")
	}
	return ok
}
