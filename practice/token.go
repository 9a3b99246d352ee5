package practice

import (
	"crypto/subtle"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"strconv"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// tokenLifetime is fixed from issue (docs/reference/bcda-protocol.md 2).
const tokenLifetime = 20 * time.Minute

// The token endpoint allows 1000 requests per 5 minutes and entity.
const (
	tokenWindowLength = 5 * time.Minute
	tokenWindowLimit  = 1000
)

// tokenWindow counts token requests in the current five minutes.
type tokenWindow struct {
	start time.Time
	count int
}

// allow counts one request and reports whether it is within the limit.
func (t *tokenWindow) allow(now time.Time) bool {
	if now.Sub(t.start) >= tokenWindowLength {
		*t = tokenWindow{start: now}
	}
	t.count++
	return t.count <= tokenWindowLimit
}

// token answers POST /auth/token. It looks at the Basic header and at nothing
// else; refusals are plain status text.
func (s *Server) token(w http.ResponseWriter, r *http.Request) {
	id, secret, ok := r.BasicAuth()
	if !ok {
		sendText(w, http.StatusBadRequest, "")
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.cfg.Now()
	if !s.window.allow(now) {
		w.Header().Set("Retry-After", strconv.Itoa(int(tokenWindowLength/time.Second)))
		sendText(w, http.StatusTooManyRequests, s.entity.CMSID+" exceeded the rate limit for /auth/token. "+
			"Access tokens last 20 minutes; please cache and reuse them.")
		return
	}
	if !s.accepts(id, secret) {
		s.log.Info("token refused")
		sendText(w, http.StatusUnauthorized, "")
		return
	}
	text, err := s.sign(now)
	if err != nil {
		s.log.Error("token not signed", "error", err)
		sendText(w, http.StatusInternalServerError, "")
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	s.sendJSON(w, s.tokenReply(text))
}

func (s *Server) accepts(id, secret string) bool {
	sameID := subtle.ConstantTimeCompare([]byte(id), []byte(s.id))
	sameSecret := subtle.ConstantTimeCompare([]byte(secret), []byte(s.secret))
	return sameID&sameSecret == 1 && !s.entity.SecretRefused
}

func (s *Server) tokenReply(token string) map[string]any {
	seconds := int(tokenLifetime / time.Second)
	reply := map[string]any{"access_token": token, "token_type": "bearer", "expires_in": seconds}
	if s.quirks.Has(StringExpires) {
		reply["expires_in"] = strconv.Itoa(seconds)
	}
	return reply
}

// tokenClaims are the claims of a BCDA token (docs/reference/bcda-protocol.md 2).
type tokenClaims struct {
	jwt.RegisteredClaims
	Use      string `json:"use"`
	ClientID string `json:"cid"`
	System   string `json:"sys"`
	Data     string `json:"dat"` // JSON in a string: {"cms_ids":["A9994"]}
}

func (s *Server) sign(now time.Time) (string, error) {
	jti, err := s.uuid()
	if err != nil {
		return "", fmt.Errorf("make token id: %w", err)
	}
	data, err := json.Marshal(map[string][]string{"cms_ids": {s.entity.CMSID}})
	if err != nil {
		return "", fmt.Errorf("write token data: %w", err)
	}
	maps.DeleteFunc(s.tokens, func(_ string, expires time.Time) bool { return !expires.After(now) })
	s.tokens[jti] = now.Add(tokenLifetime)
	var method jwt.SigningMethod = jwt.SigningMethodRS256
	if s.quirks.Has(RS512) {
		method = jwt.SigningMethodRS512
	}
	return jwt.NewWithClaims(method, tokenClaims{
		RegisteredClaims: jwt.RegisteredClaims{
			Issuer:    "ssas",
			IssuedAt:  jwt.NewNumericDate(now),
			ExpiresAt: jwt.NewNumericDate(now.Add(tokenLifetime)),
			ID:        jti,
		},
		Use:      "AccessToken",
		ClientID: s.id,
		System:   "1",
		Data:     string(data),
	}).SignedString(s.key)
}

// RevokeTokens makes all tokens issued so far stop working, as SSAS can at any
// time.
func (s *Server) RevokeTokens() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.tokens)
}
