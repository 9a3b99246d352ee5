package practice

import (
	"errors"
	"net/http"
	"strings"

	"github.com/golang-jwt/jwt/v5"
)

// Diagnostics of refusals (docs/reference/bcda-protocol.md 3).
const (
	textExpiredToken = "Expired Token"
	textInvalidToken = "Invalid Token"
	textNotAToken    = "Request Error"
	textUnknown      = "Unauthorized Error"
	textV3Off        = "V3 access not enabled for this ACO"
	textV2Off        = "v1 nor v2 access not enabled for this ACO"
)

// identify checks the bearer token and that the entity has access at all: what
// every protected path does first. nil means that the caller may go on.
func (s *Server) identify(r *http.Request) *refusal {
	if no := s.checkToken(r.Header.Get("Authorization")); no != nil {
		return no
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.entity.Unknown:
		return refuse(http.StatusForbidden, textUnknown)
	case s.entity.Denied:
		return refuse(http.StatusForbidden, "ACO (CMS_ID: "+s.entity.CMSID+") is unauthorized")
	}
	return nil
}

// admit is identify followed by the version check, for paths below /api/vN.
// modelled says that the path is closed to models that are not enabled.
func (s *Server) admit(r *http.Request, version string, modelled bool) *refusal {
	if no := s.identify(r); no != nil {
		return no
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case modelled && s.entity.ModelOff:
		return refuse(http.StatusUnauthorized, "")
	case s.entity.granted(version):
		return nil
	case version == v3:
		return refuse(http.StatusForbidden, textV3Off)
	}
	return refuse(http.StatusForbidden, textV2Off)
}

// checkToken checks an Authorization header, which must be exactly
// "Bearer <token>".
func (s *Server) checkToken(header string) *refusal {
	text, ok := strings.CutPrefix(header, "Bearer ")
	if !ok || text == "" || strings.ContainsAny(text, " \"") {
		return refuse(http.StatusUnauthorized, textInvalidToken)
	}
	var claims tokenClaims
	parser := jwt.NewParser(
		jwt.WithTimeFunc(s.cfg.Now),
		jwt.WithExpirationRequired(),
		jwt.WithValidMethods([]string{jwt.SigningMethodRS512.Alg(), jwt.SigningMethodRS256.Alg()}),
	)
	_, err := parser.ParseWithClaims(text, &claims, func(*jwt.Token) (any, error) { return &s.key.PublicKey, nil })
	switch {
	case errors.Is(err, jwt.ErrTokenMalformed):
		return refuse(http.StatusBadRequest, textNotAToken)
	case errors.Is(err, jwt.ErrTokenExpired):
		return refuse(http.StatusUnauthorized, textExpiredToken)
	case err != nil || claims.Use != "AccessToken" || claims.ClientID != s.id:
		return refuse(http.StatusUnauthorized, textInvalidToken)
	case !s.active(claims.ID):
		return refuse(http.StatusUnauthorized, textExpiredToken)
	}
	return nil
}

// active reports whether a token was not revoked since; the real server asks SSAS
// the same question at each call.
func (s *Server) active(tokenID string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, ok := s.tokens[tokenID]
	return ok
}
